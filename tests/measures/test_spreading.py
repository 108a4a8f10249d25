"""How a group spreads, as far as an export shows it."""

from __future__ import annotations

from pathlib import Path

from auditor import audit, load_packs, read_chat

ROOT = Path(__file__).resolve().parents[2]


def test_who_was_added_in_a_batch_is_not_said_to_have_come_from_nowhere() -> None:
    result = audit(read_chat(ROOT / "sample_exports" / "too_early_whatsapp.txt"), load_packs())
    spreads = next(question for question in result.questions if question.pack == "dandelion")

    assert result.portrait is not None
    assert any(arrival.by for arrival in result.portrait.invites.arrivals)
    assert spreads.says is not None
    assert spreads.says.code == "only_batches_known"
