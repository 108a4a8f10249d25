"""What a report says it could not see, and the flag that would settle it."""

from __future__ import annotations

from pathlib import Path

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"


def test_a_help_desk_whose_staff_nobody_named_is_told_how_to_name_them() -> None:
    chat, packs = read_chat(SAMPLES / "helpdesk_telegram.json"), load_packs()

    (hint,) = [one for one in audit(chat, packs).unseen if one.code == "staff_unnamed"]
    assert hint.settle_with == "--staff"
    assert "Tobias (Plainleaf)、Wen (Plainleaf)" in hint.says.zh
    assert "Tobias (Plainleaf), Wen (Plainleaf)" in hint.says.en

    marit, others = ("Marit (Plainleaf)",), ("Tobias (Plainleaf)", "Wen (Plainleaf)")
    assert "staff_unnamed" in [one.code for one in audit(chat, packs, AuditSettings(owner=marit)).unseen]
    told = audit(chat, packs, AuditSettings(owner=marit, staff=others))
    assert told.verdict.kind == "help-desk"
    assert "staff_unnamed" not in [one.code for one in told.unseen]


def test_a_group_whose_members_answer_one_another_is_not_asked_for_its_staff() -> None:
    for name in ("dandelion_telegram.json", "clique_whatsapp_en.txt", "parents_memotrace.txt"):
        told = audit(read_chat(SAMPLES / name), load_packs())
        assert "staff_unnamed" not in [one.code for one in told.unseen]
