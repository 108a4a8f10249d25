"""The order of day, month and year."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.dates import ORDERS, check_zone, day_of, decide_order
from auditor.errors import UsageError


def table(*dates: tuple[int, int, int]) -> pl.DataFrame:
    return pl.DataFrame(dates, schema={"a": pl.Int32, "b": pl.Int32, "c": pl.Int32}, orient="row")


@pytest.mark.parametrize(
    ("dates", "order", "because"),
    [
        ([(2024, 12, 1), (2024, 12, 2)], "ymd", "year-first"),
        ([(13, 6, 2018), (1, 7, 2018)], "dmy", "day-over-12"),
        ([(6, 13, 2018), (7, 1, 2018)], "mdy", "day-over-12"),
        ([(9, 17, 19), (9, 18, 19)], "mdy", "day-over-12"),
        ([(30, 1, 2024), (1, 2, 2024), (2, 2, 2024)], "dmy", "day-over-12"),
        ([(1, 10, 2024), (2, 10, 2024), (1, 11, 2024)], "dmy", "order-of-time"),
        ([(10, 1, 2024), (10, 2, 2024), (11, 1, 2024)], "mdy", "order-of-time"),
        ([(15, 1, 20), (29, 3, 20), (1, 4, 20)], "dmy", "order-of-time"),
        ([(24, 4, 29), (24, 4, 30), (24, 5, 1)], "ymd", "order-of-time"),
        ([(1, 12, 24), (2, 12, 24), (4, 12, 24)], "dmy", "order-of-time"),
        ([(10, 12, 2024)], "dmy", "assumed"),
        ([(12, 9, 20), (12, 9, 20)], "dmy", "assumed"),
    ],
)
def test_the_dates_together_tell_their_order(dates: list[tuple[int, int, int]], order: str, because: str) -> None:
    decided = decide_order(table(*dates))

    assert (decided.order, decided.because) == (order, because)


def test_a_year_in_front_is_never_followed_by_the_day() -> None:
    days = table((2024, 12, 1)).select(day_of(order) for order in ("ymd",)).to_series()

    assert days.to_list() == [date(2024, 12, 1)]


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ((31, 2, 2024), None),
        ((1, 13, 2024), None),
        ((0, 1, 2024), None),
        ((1, 5, 2567), date(2024, 5, 1)),
        ((1, 5, 24), date(2024, 5, 1)),
        ((1, 5, 1403), None),
    ],
)
def test_a_day_is_one_of_a_calendar_we_know_or_none(parts: tuple[int, int, int], day: date | None) -> None:
    assert table(parts).select(day_of("dmy")).item() == day


def test_the_users_word_decides() -> None:
    decided = decide_order(table((1, 2, 2024), (1, 3, 2024)), "mdy")

    assert (decided.order, decided.because) == ("mdy", "given")


def test_the_users_word_does_not_make_impossible_dates() -> None:
    with pytest.raises(UsageError, match="cannot be mdy"):
        decide_order(table((13, 2, 2024), (14, 2, 2024)), "mdy")
    with pytest.raises(UsageError, match="no date order"):
        decide_order(table((13, 2, 2024)), "ydm")


@given(
    st.sampled_from(ORDERS),
    st.dates(date(2010, 1, 1), date(2035, 1, 1)),
    st.lists(st.integers(0, 3), min_size=120, max_size=200),
    st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_half_a_year_of_talk_is_always_read_right(order: str, start: date, steps: list[int], short: bool) -> None:
    days, day = [], start
    for step in [*steps, 1]:
        day += timedelta(days=step or 1)
        days.append(day)
    year = [one.year % 100 if short else one.year for one in days]
    parts = {"y": year, "m": [one.month for one in days], "d": [one.day for one in days]}
    frame = pl.DataFrame({"abc"[i]: parts[letter] for i, letter in enumerate(order)})

    assert decide_order(frame).order == order
    assert frame.select(day_of(order)).to_series().to_list() == days


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "+08:00", "-03:30", None])
def test_a_zone_that_exists_is_taken(zone: str | None) -> None:
    assert check_zone(zone) == zone


@pytest.mark.parametrize("zone", ["Peking", "8", "../etc/passwd", ""])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        check_zone(zone)
