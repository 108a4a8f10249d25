"""What to do first: whether to go on before how, and nothing that rests on a question without a score before one with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.result import Result

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


def told(name: str, settings: AuditSettings | None = None) -> Result:
    return audit(read_chat(SAMPLES / name), load_packs(), settings or AuditSettings())


def test_a_dead_group_is_first_asked_whether_to_go_on_though_the_window_holds_nothing_to_judge() -> None:
    long_after = told("dead_weflow.json", AuditSettings(as_of=date(2026, 11, 26)))

    assert long_after.verdict.kind == "dead"
    assert long_after.overall.score is None
    first, *others = long_after.advice
    assert first.rule == "vitality/silence"
    assert "763" in first.why_here.zh
    assert others and all(step.gain is None for step in long_after.advice), "no whole, so nothing to gain on it"
    assert told("dead_weflow.json").advice[0].rule == "vitality/silence"


def test_a_question_without_a_score_does_not_lead_by_a_gain_on_a_whole_it_is_no_part_of() -> None:
    result = told("unformed_table.csv")

    scores = {question.pack: question.score for question in result.questions}
    assert scores["audience"] is None
    assert [step.rule for step in result.advice][:2] == ["needs/met", "audience/purpose-stated"]


def test_a_weak_audience_goes_before_everything() -> None:
    assert told("ad_group_chatlab.jsonl").advice[0].rule.startswith("audience/")
