"""The scores over a group's life: each stretch judged as the group stood at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.over_time import By, calendar

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"


@given(st.dates(date(1995, 1, 1), date(2040, 1, 1)), st.integers(0, 2000), st.sampled_from(["month", "quarter"]))
def test_stretches_follow_each_other_without_a_gap_and_end_where_the_life_ends(first: date, days: int, by: By) -> None:
    last = date.fromordinal(first.toordinal() + days)

    stretches = list(calendar(first, last, by))

    assert stretches[0][1] <= first <= stretches[0][2]
    assert stretches[-1][2] == last
    assert all(after[1].toordinal() == before[2].toordinal() + 1 for before, after in pairwise(stretches))


def test_a_stretch_is_judged_as_an_export_made_at_its_end_would_be() -> None:
    chat, packs = read_chat(SAMPLES / "storefront_whatsapp_en.txt"), load_packs()

    whole = audit(chat, packs, AuditSettings(by="month"))
    october = whole.over_time[1]
    alone = audit(chat, packs, AuditSettings(as_of=date(2024, 10, 31), since=date(2024, 10, 1)))

    assert [stretch.label for stretch in whole.over_time] == ["2024-09", "2024-10", "2024-11"]
    assert (october.kind, october.overall.score) == (alone.verdict.kind, alone.overall.score)
    assert {name: score.score for name, score in october.questions.items()} == {
        q.pack: q.score for q in alone.questions
    }


def test_a_group_that_died_had_a_kind_before() -> None:
    chat, packs = read_chat(SAMPLES / "dead_weflow.json"), load_packs()

    stretches = audit(chat, packs, AuditSettings(by="quarter")).over_time

    assert stretches[0].kind != "dead"
    assert stretches[-1].kind == "dead"


def test_asking_for_stretches_changes_nothing_else() -> None:
    chat, packs = read_chat(SAMPLES / "storefront_whatsapp_en.txt"), load_packs()

    plain, cut = audit(chat, packs), audit(chat, packs, replace(AuditSettings(), by="quarter"))

    assert cut.model_copy(update={"over_time": []}).to_json() == plain.to_json()
