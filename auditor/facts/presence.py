"""Who talked on which day: the small table from which days, weeks, periods and people are counted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.facts.turns import grouped

Counts = npt.NDArray[np.int64]


def tell_presence(turns: pl.DataFrame) -> pl.DataFrame:
    """``person``, ``day``, ``side`` and ``turns`` of talk of everybody on each day he talked, by person and day.

    Turns come in order of time, so grouping them by person is all the sorting there is.
    """
    rows = turns["talk"].arg_true()
    person, day = turns["person"].gather(rows), turns["day"].gather(rows).to_physical()
    by_person = grouped(person.to_numpy())
    new = changes(person.to_numpy()[by_person], day.to_numpy()[by_person])
    first = by_person[new]
    return pl.DataFrame(
        [
            person.gather(first),
            day.gather(first).cast(pl.Date),
            turns["side"].gather(rows.gather(first)),
            pl.Series("turns", np.diff(new, append=len(rows))),
        ]
    )


def count_people(presence: pl.DataFrame, stretch: Counts, count: int) -> Counts:
    """Different people in each of ``count`` stretches of days; ``stretch`` by row of ``presence``, below 0 in none."""
    new = stretch[changes(presence["person"].to_numpy(), stretch)]
    return np.bincount(new[new >= 0], minlength=count)


def changes(*columns: npt.NDArray[np.integer]) -> Counts:
    """Rows that differ from the row before in any of the columns; the first does."""
    new = np.zeros(len(columns[0]), dtype=bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)
