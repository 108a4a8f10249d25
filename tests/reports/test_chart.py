"""Bars and columns: nothing that is unknown looks like zero, and silence is drawn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from auditor.reports.screen.chart import bar, buckets, columns
from auditor.result import WeekPoint

MONDAY = date(2024, 1, 1)


def weeks(*people: int) -> list[WeekPoint]:
    return [
        WeekPoint(week=(MONDAY + timedelta(weeks=n)).isoformat(), people=count, messages=count * 3, promo=0)
        for n, count in enumerate(people)
    ]


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.integers(5, 30))
def test_a_bar_is_as_long_as_asked(score: float, one: float, other: float, width: int) -> None:
    low, high = sorted((one, other))

    assert len("".join(bar(score, low, high, width))) == width


def test_a_score_of_nothing_still_shows_a_sliver() -> None:
    assert bar(0, None, None, 10)[0] == "▏"


def test_the_range_is_shaded() -> None:
    assert bar(40, 27, 57, 10) == ("███", "▒▒▒", "····")


@given(st.lists(st.integers(0, 500), min_size=1, max_size=300), st.integers(3, 80))
def test_the_weeks_fit_the_width_and_keep_their_sum(people: list[int], most: int) -> None:
    made, size = buckets(weeks(*people), None, most)
    lengths = [min(size, len(people) - start) for start in range(0, len(people), size)]

    assert len(made) <= most
    assert round(sum(bucket.people * length for bucket, length in zip(made, lengths, strict=True))) == sum(people)


def test_weeks_without_a_message_are_silence() -> None:
    points = weeks(5, 5, 5)
    made, _ = buckets([points[0], points[2]], None, 40)

    assert [bucket.people for bucket in made] == [5, 0, 5]


def test_silence_up_to_the_day_of_the_audit_is_drawn() -> None:
    made, _ = buckets(weeks(5), MONDAY + timedelta(weeks=3), 40)

    assert [bucket.people for bucket in made] == [5, 0, 0]


def test_a_week_that_has_only_begun_is_not_silence_yet() -> None:
    made, _ = buckets(weeks(5), MONDAY + timedelta(days=8), 40)

    assert [bucket.people for bucket in made] == [5]


def test_the_highest_column_is_full_and_nothing_is_a_dot() -> None:
    assert columns([8, 4, 0], 2) == ["█  ", "██·"]


def test_a_little_is_more_than_nothing() -> None:
    assert columns([1000, 1], 1) == ["█▁"]
