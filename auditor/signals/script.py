"""Traditional characters and what they are in simplified script: lists and patterns are written once, in simplified.

The texts are folded, not the words expanded: a text in simplified script holds none of these characters and passes by
untouched, and every word and pattern of every pack reads both scripts with an automaton of half the size.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def simplified() -> dict[str, str]:
    """Traditional character → simplified: 發 and 髮 are 发."""
    text = files("auditor.signals").joinpath("traditional.txt").read_text(encoding="utf-8")
    entries = (entry for line in text.splitlines() if not line.startswith("#") for entry in line.split())
    return {character: entry[0] for entry in entries for character in entry[1:]}
