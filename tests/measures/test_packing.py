"""Measures as a saved result keeps them: small, near, and the same when they are saved again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auditor.measures.measured import DRAWS, Measured
from auditor.measures.packing import STEPS, as_saved, pack, unpack

fast = settings(max_examples=100, deadline=None)
numbers = st.one_of(st.just(np.nan), st.floats(-1e9, 1e9, allow_subnormal=False))
draws = st.one_of(
    arrays(np.float64, DRAWS, elements=numbers, fill=st.just(0.25)),
    arrays(np.float64, DRAWS, elements=st.one_of(st.just(np.nan), st.floats(0, 1, allow_subnormal=False))),
)


@fast
@given(draws)
def test_a_draw_comes_back_within_a_131068th_of_the_spread(sample: np.ndarray) -> None:
    back = unpack(pack(sample))

    assert np.array_equal(np.isnan(back), np.isnan(sample))
    known = sample[~np.isnan(sample)]
    if len(known):
        bound = (known.max() - known.min()) / (2 * STEPS)
        assert np.all(np.abs(back - sample)[~np.isnan(sample)] <= bound * (1 + 1e-6) + 1e-9 * np.abs(known).max())


@fast
@given(draws)
def test_saved_again_nothing_changes(sample: np.ndarray) -> None:
    once = unpack(pack(sample))

    assert np.array_equal(unpack(pack(once)), once, equal_nan=True)


@fast
@given(draws)
def test_both_ends_are_kept_whole(sample: np.ndarray) -> None:
    known = sample[~np.isnan(sample)]
    if len(known):
        back = unpack(pack(sample))
        assert (np.nanmin(back), np.nanmax(back)) == (known.min(), known.max())


def test_a_measure_takes_about_a_kilobyte_and_a_constant_one_a_few_letters() -> None:
    assert len(pack(np.random.default_rng(1).random(DRAWS))) < 1120
    assert pack(np.full(DRAWS, 0.25)) == "0.25"
    assert np.array_equal(unpack("0.25"), np.full(DRAWS, 0.25))


def test_no_draws_and_draws_of_nothing_stay_apart() -> None:
    assert pack(None) is None
    assert unpack(None) is None
    assert np.isnan(unpack(pack(np.full(DRAWS, np.nan)))).all()


def test_what_is_not_finite_counts_as_undefined() -> None:
    sample = np.full(DRAWS, 0.5)
    sample[:2] = np.inf, 0.25

    assert np.isnan(unpack(pack(sample))[0])


@pytest.mark.parametrize("text", ["", "x", "nan", "0 1", "0 1 ///", "0 1 AAAA", "0 inf AAAA", "0 1 AAAA AAAA"])
def test_a_text_that_holds_no_draws_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        unpack(text)


@fast
@given(st.floats(0, 1e7), st.floats(0, 1e7), draws)
def test_a_saved_measure_is_saved_already(value: float, n: float, sample: np.ndarray) -> None:
    once = as_saved(Measured(value, "ratio", n=n, draws=sample, more={"with": value, "who": "小满", "turns": 3}))
    twice = as_saved(once)

    assert (twice.value, twice.n, twice.more) == (once.value, once.n, once.more)
    assert np.array_equal(twice.draws, once.draws, equal_nan=True)
