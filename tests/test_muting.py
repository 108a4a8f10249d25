"""Muted rules: which reason is told, and until when it holds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from auditor.muting import Mute, reasons

DAY = date(2026, 3, 1)


def test_the_reason_for_a_rule_itself_is_told_before_that_for_its_pack() -> None:
    told = reasons(
        [Mute("vitality", "the whole pack", DAY), Mute("vitality/alive", "this rule", DAY, date(2026, 6, 30))],
        ["vitality/alive", "vitality/newcomers", "way/host", "vitality-lab/alive"],
        {},
    )

    assert told.keys() == {"vitality/alive", "vitality/newcomers"}
    assert told["vitality/alive"].zh == "不评这一条：this rule（2026-03-01 定的，到 2026-06-30）"
    assert told["vitality/alive"].en == "muted on 2026-03-01 until 2026-06-30: this rule"
    assert told["vitality/newcomers"].en == "muted on 2026-03-01: the whole pack"
    assert told["vitality/newcomers"].params["until"] is None


@given(st.none() | st.integers(0, 400), st.integers(-400, 800))
def test_a_mute_holds_to_the_end_of_its_last_day(last: int | None, day: int) -> None:
    until = None if last is None else DAY + timedelta(days=last)

    assert Mute("way", "r", DAY, until).holds_on(DAY + timedelta(days=day)) == (last is None or day <= last)
