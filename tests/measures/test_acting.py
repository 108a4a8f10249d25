"""Whom the owner is sent to: nobody who is not there any more."""

from __future__ import annotations

from pathlib import Path

from auditor import audit, load_packs, read_chat


def _group(days: int, *after: str) -> str:
    """A member who talks in every week of the first two months and then leaves; another who goes quiet and stays."""
    lines = ["2025/3/1 上午9:00 - 阿儀建立了群組「海濱夜跑」"]
    for day in range(days):
        month, date = 3 + day // 28, 1 + day % 28
        lines.append(f"2025/{month}/{date} 下午8:0{day % 10} - 阿儀: 今晚第{day}次，海濱見")
        if day < days - 40:
            lines.append(f"2025/{month}/{date} 下午8:3{day % 10} - 阿聰: 我第{day}次都到，帶水")
            lines.append(f"2025/{month}/{date} 下午8:4{day % 10} - 阿琪: 第{day}次我遲少少，等我")
    return "\n".join([*lines, *after]) + "\n"


def test_who_left_is_not_asked_after_greeted_or_relied_on(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text(_group(84, "2025/5/28 下午9:30 - 阿聰已離開群組"), encoding="utf-8")

    result = audit(read_chat(chat), load_packs())

    assert [item.name for item in result.act_on.going_quiet] == ["阿琪"]
    assert result.act_on.totals["going_quiet"] == 1
    assert "阿聰" not in {item.name for item in (*result.act_on.newcomers_unmet, *result.act_on.helpers)}
