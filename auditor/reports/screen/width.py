"""Text on a grid of cells: made harmless, measured, cut and folded, with Chinese characters two cells wide."""

from __future__ import annotations

import re

from rich.cells import cell_len

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_ATTACHED = re.compile("[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

NEVER_FIRST = frozenset("，。、；：？！）」』】》〉”’…—～·,.;:?!)]}%％°→")
"""Punctuation that must not begin a line."""
NEVER_LAST = frozenset("（「『【《〈“‘([{#@")
"""… and that must not end one."""
SHORTEST_LAST = 6
"""Cells a paragraph's last line should have at least, where the lines above can spare them."""


def clean(text: str) -> str:
    """One line without terminal escapes, bidi overrides and other invisible characters: safe to print anywhere."""
    return _INVISIBLE.sub("", _BREAKS.sub(" ", text))


def cells(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells; what is cut is marked with ``…``."""
    if cells(text) <= width:
        return text
    kept, taken = 0, 0
    for char in text:
        taken += cells(char)
        if taken > width - 1:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` cut or filled with spaces to exactly ``width`` cells; ``right`` puts it at the right edge."""
    text = cut(text, width)
    space = " " * (width - cells(text))
    return space + text if right else text + space


def fold(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of at most ``width`` cells as slices of ``text``.

    Chinese breaks anywhere but before closing and after opening punctuation, and not between a number and its measure
    word (46 个); Latin words break at spaces. A word longer than a line is broken hard.
    """
    lines = _greedy(text, width)
    if len(lines) > 1:
        for narrower in range(width - 1, max(width - 2 * SHORTEST_LAST, SHORTEST_LAST), -1):
            if cells(text[slice(*lines[-1])]) >= SHORTEST_LAST:
                break
            tried = _greedy(text, narrower)
            if len(tried) > len(lines):
                break
            lines = tried
    return lines


def folded(text: str, width: int) -> list[str]:
    """The lines of :func:`fold` as strings."""
    return [text[start:end] for start, end in fold(text, width)]


def _greedy(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start, chance, taken = 0, 0, 0
    at = 0
    while at < len(text):
        if at > start and _may_break(text, at):
            chance = at
        char = text[at]
        size = cells(char)
        if taken + size > width and char != " " and at > start:
            end = chance if chance > start else at
            lines.append((start, _without_spaces(text, start, end)))
            start = end
            while start < len(text) and text[start] == " ":
                start += 1
            at, chance, taken = start, start, 0
            continue
        taken += size
        at += 1
    if start < len(text) or not lines:
        lines.append((start, _without_spaces(text, start, len(text))))
    return lines


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``."""
    before, after = text[at - 1], text[at]
    if after == " " or after in NEVER_FIRST or _ATTACHED.match(after):
        return False
    if before == " ":
        last = text[:at].rstrip()[-1:]
        return not (last.isdigit() and _HAN.match(after)) and last not in NEVER_LAST
    if before in NEVER_LAST:
        return False
    if before.isdigit() and _HAN.match(after):
        return False
    return cells(before) > 1 or cells(after) > 1
