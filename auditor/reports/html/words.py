"""The HTML reports' own sentences in Chinese and English: code → both. Shared ones stand in ``locale``."""

from __future__ import annotations

from auditor.locale import SCREEN

WORDS: dict[str, tuple[str, str]] = SCREEN | {
    # the shell
    "skip": ("跳到正文", "Skip to the report"),
    "contents": ("目录", "Contents"),
    "for_client": ("为{client}而作", "Prepared for {client}"),
    "privacy": (
        "这份文件是完整的一份：打开时不联网，也不运行任何脚本。",
        "This file is complete in itself: opening it fetches nothing and runs no script.",
    ),
    "report_title": ("{chat} · 社群诊断", "{chat} · Community audit"),
}
"""What the HTML reports say."""
