"""Which claims of the method are tested, which are only shown or asked, and which nobody can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.packs.load import Loaded, Packs
from auditor.packs.schema import Prose

State = Literal["scored", "insight", "manual", "none"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim and what bears on it."""

    claim: str
    """``audience.purpose-stated``"""
    title: Prose
    state: State
    """The best there is: a rule that scores, one that only shows, a question for a person, or nothing."""
    rules: tuple[str, ...]
    """``pack/rule`` of every rule that tests it, scored ones first."""
    missing: Prose | None
    """Where no rule scores it: the question for a person, or what the export would have to hold."""


def claims(packs: Packs) -> list[ClaimRow]:
    """Every claim of every pack, in the order of the packs. A rule may test a claim of another pack."""
    return [_row(packs, loaded, name, title) for loaded in packs.packs for name, title in loaded.pack.claims.items()]


def _row(packs: Packs, loaded: Loaded, name: str, title: Prose) -> ClaimRow:
    claim = f"{loaded.pack.pack}.{name}"
    testing: dict[State, list[str]] = {"scored": [], "insight": [], "manual": []}
    asked: Prose | None = None
    for other in packs.packs:
        for rule_name, rule in other.pack.rules.items():
            if rule.claim != claim:
                continue
            state: State = "manual" if rule.measure is None else "scored" if rule.weight else "insight"
            testing[state].append(f"{other.pack.pack}/{rule_name}")
            asked = asked or rule.ask
    best: State = next((state for state, rules in testing.items() if rules), "none")
    missing = None if best in ("scored", "insight") else loaded.pack.unseen.get(name) or asked
    return ClaimRow(claim, title, best, tuple(rule for rules in testing.values() for rule in rules), missing)
