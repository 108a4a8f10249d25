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


def test_who_brought_somebody_is_not_denied_because_the_inviter_came_in_unseen(tmp_path: Path) -> None:
    export = tmp_path / "chat.txt"
    export.write_text(
        "2025/8/31 下午9:02 - 阿儀建立了群組「荃灣夜跑街坊」\n"
        "2025/8/31 下午9:05 - 阿儀: 逢星期三夜晚跑海濱\n"
        "2025/8/31 下午9:09 - 阿May: 我五公里，想練十公里\n"
        "2025/9/6 下午8:22 - 阿May已新增阿琪\n"
        "2025/9/6 下午8:23 - 阿琪: 大家好，我無跑開\n",
        encoding="utf-8",
    )

    result = audit(read_chat(export), load_packs())

    rule = next(rule for one in result.questions for rule in one.rules if rule.rule == "dandelion/self-spreading")
    assert rule.says is not None
    assert rule.says.code == "inviters_way_in_unknown"
