"""Counts as people say them: “none of 12” and 没有一位 rather than 0, “1 day” rather than “1 days”."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.locale import Lang

_COUNTED = "位个条次轮件周段回"
_MANY = (
    "days|weeks|turns|messages|members|questions|openers|notices|regulars|newcomers|invitations|people|times|suggestions"
    "|calls|conversations|offers|deeds|undertakings|months|minutes|hours"
)
_SINGULAR = {"people": "person"}
_NAMED = frozenset({"joint", "members", "messages", "people", "votes"})
"""What English sentences name right after “only 0”; after anything else “none” stands alone."""

Swap = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _none(found: re.Match[str]) -> str:
    if found[1] == "times":
        return "never"
    return f"no {found[1]}" if found[1] in _NAMED else f"none {found[1]}"


_SAID: dict[Lang, tuple[Swap, ...]] = {
    "zh": (
        (re.compile(f"(?:只有|有) 0 (?=[{_COUNTED}天])"), "没有一"),
        (re.compile(f"(?:(?<=[，里])\\s?|(?<=的事) )0 (?=[{_COUNTED}])"), "没有一"),
        (re.compile(f"只([\u4e00-\u9fff]{{1,3}}) 0 ([{_COUNTED}])"), r"一\2也没\1"),
        (re.compile("是在 0 天前"), "就在当天"),
    ),
    "en": (
        (re.compile(r"\bonly 0 (\w+)"), _none),
        (re.compile(r"\bonly 0(?= *(?:[,;:]|\.(?!\d)|$))"), "none"),
        (re.compile(r"(?<![\d.,])\b0 of(?= )"), "none of"),
        (re.compile(r"\b(\w+) 0 times\b"), r"never \1"),
        (re.compile(r"(?<![\d.,])\b0 things\b"), "nothing"),
        (re.compile(r"(?<![\d.,])\b0 people\b"), "nobody"),
        (re.compile(r"(?<![\d.,])\b0 (came|only once)\b"), r"none \1"),
        (re.compile(r"(?<![\d.,])\b0 turns\b"), "no turns"),
        (re.compile(r"\bwere 0 days (?:before|ago)\b"), "were on that very day"),
        (re.compile(rf"\b1 ({_MANY})\b"), lambda found: f"1 {_SINGULAR.get(found[1], found[1][:-1])}"),
    ),
}


def as_said(text: str, lang: Lang) -> str:
    """A sentence with its counts filled in, as somebody would say it."""
    for pattern, instead in _SAID[lang]:
        text = pattern.sub(instead, text)
    return text
