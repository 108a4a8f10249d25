"""Text that strangers wrote, made safe to stand in a page or a picture. Escaping for HTML is the templates' business."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_NEVER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]|[\U0001fffe\U0001ffff]"
)
"""What no reader sees and some programs choke on: controls (the chart library ends the whole process at one), bidi
overrides, halves of characters. Joiners stay: Persian, Indic scripts and families of emoji need them."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe20-\ufe2f]{2})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""More than two marks on one letter: they run over the lines above and below."""


def harmless(text: str) -> str:
    """One line without control characters, bidi overrides and other invisible things."""
    return _PILE.sub(r"\1", _NEVER.sub("", _BREAKS.sub(" ", text)))


def tongue(text: str) -> str | None:
    """``zh-CN`` for text in Chinese characters, so that a browser takes Chinese glyphs and breaks lines rightly."""
    return "zh-CN" if _HAN.search(text) and not _KANA_OR_HANGUL.search(text) else None


def cells(text: str) -> int:
    """Width in halves of a Chinese character; a letter counts one."""
    return sum(
        0 if unicodedata.combining(char) or char in "\u200c\u200d\ufe0f" else
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells; what is cut is marked with ``…``."""
    text = harmless(text).strip()
    if cells(text) <= width:
        return text
    kept, taken = "", 0
    for char in text:
        taken += cells(char)
        if taken > width - 1:
            break
        kept += char
    return kept.rstrip("\u200d ") + "…"
