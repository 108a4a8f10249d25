"""Simplified words in traditional script: lists and patterns are written once, in simplified characters, and widened here.

The table (``traditional.txt``) is OpenCC's, character by character. A character with several traditional spellings
(发: 發 髮) gives several variants of a word; a spelling that nobody uses costs nothing but a place in the automaton.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import product
from math import prod

MOST_SPELLINGS = 16
"""Of one word. Beyond that only the first spelling of each character is taken."""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = files("auditor.signals").joinpath("traditional.txt").read_text(encoding="utf-8")
    entries = (entry for line in text.splitlines() if not line.startswith("#") for entry in line.split())
    return {entry[0]: entry[1:] for entry in entries}


def spellings(word: str) -> tuple[str, ...]:
    """``word`` as it is, then its traditional spellings: 谢谢 gives 谢谢 and 謝謝."""
    table = _table()
    choices = [table.get(character, character) for character in word]
    if prod(map(len, choices)) > MOST_SPELLINGS:
        choices = [choice[0] for choice in choices]
    return tuple(dict.fromkeys((word, *("".join(spelling) for spelling in product(*choices)))))


def widen(regex: str) -> str:
    """The pattern with every simplified character matching its traditional spellings too: ``谢+`` gives ``[谢謝]+``."""
    table = _table()
    out: list[str] = []
    in_class, escaped = False, False
    for character in regex:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
        elif character in table:
            both = "".join(dict.fromkeys(character + table[character]))
            out.append(both if in_class else f"[{both}]")
            continue
        out.append(character)
    return "".join(out)
