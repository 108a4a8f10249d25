"""Ranges of measures."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from auditor.measures.measured import Days, centred


def test_a_range_over_people_lies_around_the_value_though_fewer_days_show_fewer_people() -> None:
    days = Days.of(date(2025, 3, 1), date(2025, 4, 29))
    once = pl.DataFrame({"day": pl.date_range(days.start, days.last, eager=True), "person": range(60)})
    _, table = days.matrix(once, "person")
    draws = ((days.weights @ table) > 0).sum(axis=1) / 60

    moved = centred(1.0, draws)

    assert np.quantile(draws, 0.95) < 0.75  # everybody spoke, and no draw knows it
    assert moved is not None and np.median(moved) == 1.0
    assert moved.max() <= 1.0


def test_what_has_no_draws_is_given_none() -> None:
    assert centred(0.5, None) is None
    nowhere = np.full(400, np.nan)
    assert np.isnan(centred(0.5, nowhere)).all()  # type: ignore[arg-type]
