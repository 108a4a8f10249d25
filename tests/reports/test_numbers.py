"""Numbers and quotations as a reader of either language writes them."""

from __future__ import annotations

import pytest

from auditor.locale import Lang
from auditor.reports.numbers import interval_text, quoted


@pytest.mark.parametrize(
    ("low", "high", "zh", "en"),
    [
        (59.7, 130, "1–2 分钟", "1–2 minutes"),
        (30, 130, "30 秒–2 分钟", "30 seconds–2 minutes"),
        (7200, 86400 * 3, "2 小时–3 天", "2 hours–3 days"),
        (60, 61, "", ""),
    ],
)
def test_a_span_of_time_names_its_unit_once(low: float, high: float, zh: str, en: str) -> None:
    assert interval_text(low, high, "seconds", "zh") == zh
    assert interval_text(low, high, "seconds", "en") == en


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ("半夜没人可问", "zh", "“半夜没人可问”"),
        ("李姐说：“不知道去哪家”", "zh", "「李姐说：“不知道去哪家”」"),
        ("Ana said “which clinic?”", "en", "‘Ana said “which clinic?”’"),
        ("“不知道去哪家”，李姐说", "zh", "“不知道去哪家”，李姐说"),
    ],
)
def test_words_in_quotation_marks_get_other_ones_around_them(text: str, lang: Lang, told: str) -> None:
    assert quoted(text, lang) == told
