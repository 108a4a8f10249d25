"""What became of one check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check of a pack, and how it came out."""

    name: str
    ok: bool
    problem: str = ""
    """What was expected and what came, one thing a line."""
    where: str = ""
    """``file:line:column`` of what was tried."""
