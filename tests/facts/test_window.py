from __future__ import annotations

from datetime import date, datetime

from auditor.facts.window import Floors

DAY = 86_400


def talk(days, people=10, each=2):
    return [(n * DAY + k * 60, f"member{k % people}", f"第{n}天第{k}句话") for n in days for k in range(people * each)]


def test_a_lively_group_is_judged_by_its_last_ninety_days(facts_of):
    window = facts_of(talk(range(0, 200, 2))).window

    assert (window.why, window.days) == ("ninety_days", 90)


def test_a_quiet_one_gets_a_longer_window_up_to_a_year(facts_of):
    rows = talk(range(0, 800, 40), people=3, each=1)

    assert facts_of(rows).window.why == "longest"
    assert facts_of(rows).window.days == 365
    assert facts_of(rows, floors=Floors(messages=12, people=3, days=4)).window.why == "doubled"


def test_days_before_the_export_began_are_not_silent_days(facts_of):
    window = facts_of(talk(range(20))).window

    assert (window.why, window.start) == ("whole_life", date(2025, 3, 3))


def test_a_given_window_is_kept(facts_of):
    window = facts_of(talk(range(60)), since=date(2025, 3, 10), until=date(2025, 3, 20)).window

    assert (window.start, window.end, window.why) == (date(2025, 3, 10), date(2025, 3, 20), "given")


def test_the_day_of_judgement_is_given_else_exported_else_the_last(facts_of):
    rows = talk(range(3))

    assert (facts_of(rows).as_of, facts_of(rows).as_of_source) == (date(2025, 3, 5), "last")
    exported = facts_of(rows, exported_at=datetime(2025, 6, 1, 9))
    assert (exported.as_of, exported.as_of_source) == (date(2025, 6, 1), "export")
    today = facts_of(rows, as_of=date(2025, 7, 1), as_of_source="today")
    assert (today.as_of, today.as_of_source) == (date(2025, 7, 1), "today")


def test_what_came_after_the_day_of_judgement_is_left_out(facts_of):
    facts = facts_of(talk(range(10)), [{"at": 8 * DAY, "kind": "join", "target": "late"}], as_of=date(2025, 3, 5))

    assert facts.messages["day"].max() == date(2025, 3, 5)
    assert facts.joins.is_empty()
    assert facts.days["day"].max() == date(2025, 3, 5)
