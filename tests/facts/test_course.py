from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.around import holiday_near
from auditor.facts.course import LEAST_WEEKS, find_stretches

WEEK = 7 * 86_400


def weekly(counts, host=True):
    """One message a person and week; ``counts`` people speak each week."""
    rows = []
    for week, people in enumerate(counts):
        rows += [(week * WEEK + n * 3600, f"member{n}", f"week {week} says {n} things") for n in range(people)]
        if host:
            rows.append((week * WEEK + 90_000, "温老师", f"第{week}周好呀各位"))
    return rows


def test_a_life_of_less_than_four_weeks_is_one_period(facts_of):
    course = facts_of(weekly([5, 9, 2])).course

    assert [period.kind for period in course.periods] == ["activity"]
    assert course.turning_points == ()


def test_only_a_create_event_makes_a_founding(facts_of):
    counts = [6] * 12
    created = [{"at": 0, "kind": "create", "actor": "温老师"}]

    assert facts_of(weekly(counts)).course.periods[0].kind == "plateau"
    assert facts_of(weekly(counts), created).course.periods[0].kind == "founding"


def test_a_fall_is_found_where_it_happened_with_what_changed_around_it(facts_of):
    removal = {"at": 15 * WEEK + 9, "kind": "remove", "actor": "温老师", "target": "member11"}
    course = facts_of(weekly([12] * 15 + [4] * 15), [removal]).course

    assert [period.kind for period in course.periods] == ["plateau", "decline"]
    (point,) = course.turning_points
    assert abs((point.at - (date(2025, 3, 3) + timedelta(weeks=15))).days) <= 7
    assert {note.code for note in point.around} >= {"regulars_stopped", "removals"}


def test_a_quiet_group_ends_in_silence_when_the_day_of_the_export_is_known(facts_of):
    course = facts_of(weekly([8] * 12), as_of=date(2025, 3, 3) + timedelta(weeks=24)).course

    assert [period.kind for period in course.periods] == ["plateau", "silence"]
    assert course.periods[-1].to == date(2025, 3, 3) + timedelta(weeks=24)


def test_one_quiet_week_is_no_turning_point():
    people = np.array([10.0] * 10 + [1.0] + [10.0] * 10)

    assert find_stretches(people) == [(0, 20)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=LEAST_WEEKS, max_size=80))
def test_stretches_cover_every_week_once(counts):
    stretches = find_stretches(np.array(counts, dtype=float))

    assert [week for first, last in stretches for week in range(first, last + 1)] == list(range(len(counts)))
    assert all(last - first + 1 >= LEAST_WEEKS for first, last in stretches)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2025, 2, 1), "spring_festival"),
        (date(2024, 10, 3), "national_day"),
        (date(2024, 12, 25), "year_end"),
        (date(2025, 5, 20), None),
    ],
)
def test_holidays_are_known(day, holiday):
    assert holiday_near(day) == holiday
