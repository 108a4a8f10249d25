"""Which fixed words a pattern cannot do without. Messages that hold none of them need not be tried.

One pass over the text finds the anchors of all patterns together with the words of all lists; each pattern is then
tried on a few messages instead of all. A pattern without an anchor is tried on every message, so it is correct, only
slower. The reading is cautious: whatever it does not understand has no anchor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_ANCHORS = 80
"""Alternatives of one pattern; more are not worth looking for."""
SMALL_CLASS = 20
"""A class of at most so many characters counts as that many alternatives."""
SIGNS = "?@#$%+/[="
"""Signs that are worth looking for."""
DIGIT = "[0-9]"
"""Stands for any digit: a text that holds one must be tried."""

_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")
_HEAD = re.compile(r"\?(?:P?<\w+>|([a-zA-Z-]*):|([a-zA-Z-]+)\))")

Anchors = frozenset[str] | None
"""At least one of these is in every match; None when nothing can be promised."""


@dataclass(frozen=True)
class _Part:
    """What is known of one part of a pattern."""

    anchors: Anchors = None
    exact: Anchors = None
    """It matches these and nothing else."""


_NOTHING = frozenset({""})


def anchors(regex: str) -> frozenset[str]:
    """Words of which every match of ``regex`` holds at least one, or the empty set when there are none to rely on."""
    try:
        found = _Reader(regex).alternatives().anchors
    except (IndexError, ValueError):  # not a pattern at all: the engine will say so
        return frozenset()
    return found if found is not None and _worth(found) > 0 else frozenset()


def _worth(found: Anchors) -> float:
    """How well the anchors narrow down; 0 for what is not worth looking for: full stops, single letters, too many."""
    if not found or "" in found or len(found) > MOST_ANCHORS:
        return 0.0
    return min(_rarity(word) for word in found) - len(found) / MOST_ANCHORS / 2


def _rarity(word: str) -> float:
    """Of one anchor: Han and emoji count double, letters once, a sign a little, a digit less, punctuation nothing."""
    if word == DIGIT:
        return 0.6
    if len(word) == 1 and word in COMMON:
        return 0.0
    if word in SIGNS:
        return 1.0
    if word.isascii() and len(word) < SHORTEST:
        return 1.0 if len(word) > 1 and set(word) <= set("jqvwxz") else 0.0
    return sum(1.0 if ord(c) < FIRST_WIDE else 2.5 for c in word)


COMMON = "的一是不了我在有他这个上们来到大地为子你说那要她也得里后自以会家可下而过天去能对小多然于心之都好看起没成只事把用样想作开从点人吃年月日给"
"""Characters that stand in every third message."""
SHORTEST = 3
"""Latin anchors shorter than this stand inside too many words, unless they are as rare as vx or qq."""
FIRST_WIDE = 0x2000
"""From here on a character carries as much as two or three letters."""


@dataclass
class _Reader:
    """A reader of the part of the regex language that patterns use."""

    regex: str
    at: int = 0

    def alternatives(self) -> _Part:
        """``a|b|c`` up to the end or a closing bracket: the anchors of all branches together."""
        branches = [self.sequence()]
        while self.at < len(self.regex) and self.regex[self.at] == "|":
            self.at += 1
            branches.append(self.sequence())
        return _Part(_union([one.anchors for one in branches]), _union([one.exact for one in branches]))

    def sequence(self) -> _Part:
        """Things one after the other: the best anchors of any of them. Those side by side that are nothing but words are
        put together: ``(?:停|断)(?:水|电)`` is 停水, 停电, 断水 or 断电, which are far rarer than 水."""
        found: list[Anchors] = []
        run, whole = _NOTHING, True
        while self.at < len(self.regex) and self.regex[self.at] not in "|)":
            part = self.atom()
            least, once = self.quantifier()
            exact = part.exact if least else None
            if exact and len(run) * len(exact) <= MOST_ANCHORS:
                run = frozenset(before + after for before in run for after in exact)
            else:
                whole = False
                found += [run, part.anchors if least else None]
                run = exact or _NOTHING
            if not once:
                whole = False
                found.append(run)
                run = _NOTHING
        found.append(run)
        best = max(found, key=_worth)
        return _Part(best if _worth(best) > 0 else None, run if whole else None)

    def atom(self) -> _Part:
        """One thing."""
        character = self.regex[self.at]
        self.at += 1
        if character == "(":
            return self.group()
        if character == "[":
            return self.character_class()
        literal = self.escape() if character == "\\" else "" if character in ".^$" else character
        return _Part(frozenset({literal}), frozenset({literal})) if literal else _Part()

    def group(self) -> _Part:
        """What stands in brackets, of whatever kind."""
        head = _HEAD.match(self.regex, self.at)
        if head:
            self.at = head.end()
            if head[2]:
                return _Part()
        found = self.alternatives()
        self.at += 1
        return found

    def character_class(self) -> _Part:
        """A small class of plain characters is so many alternatives."""
        end = self.at + 1 if self.regex[self.at] != "^" else self.at + 2
        while self.regex[end] != "]":
            end += 2 if self.regex[end] == "\\" else 1
        inside, self.at = self.regex[self.at : end], end + 1
        if inside == "0-9":
            return _Part(frozenset({DIGIT}))
        if len(inside) > SMALL_CLASS or any(c in inside for c in "^\\-[&"):
            return _Part()
        return _Part(frozenset(inside), frozenset(inside))

    def escape(self) -> str:
        """The literal behind a backslash; empty for a class, a boundary or a property."""
        character = self.regex[self.at]
        self.at += 1
        if character in "pPxu" and self.regex[self.at : self.at + 1] == "{":
            self.at = self.regex.index("}", self.at) + 1
            return ""
        return "" if character.isalnum() else character

    def quantifier(self) -> tuple[bool, bool]:
        """Whether the thing before must be there at least once, and whether it is there exactly once."""
        if self.regex[self.at : self.at + 1] not in ("?", "*", "+", "{"):
            return True, True
        match = _QUANTIFIER.match(self.regex, self.at)
        if not match:
            return True, True
        self.at = match.end()
        if self.regex[self.at : self.at + 1] == "?":
            self.at += 1
        return match[0] == "+" or bool(match[1] and int(match[1])), False


def _union(branches: list[Anchors]) -> Anchors:
    """All together; None when nothing can be promised of one of them."""
    known = [branch for branch in branches if branch is not None]
    return frozenset().union(*known) if len(known) == len(branches) else None
