"""Which part of the packs a name means: a rule, gate, verdict, flag, measure, signal, profile, pack or claim."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.packs.load import Loaded, Packs

Kind = Literal["rule", "gate", "verdict", "flag", "profile", "signal", "pack", "claim", "measure"]

LESSER: tuple[Kind, ...] = ("measure", "claim")
"""Often named like the rule that rests on them, which then tells of them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the packs under its full name."""

    kind: Kind
    name: str
    part: Any
    """The model of ``packs.schema`` or ``signals.schema``; for a measure its ``MeasureUse``, or null for a bare function."""
    loaded: Loaded | None = None
    """The pack it stands in; null for profiles, signals and functions."""


def find(packs: Packs, name: str) -> list[Found]:
    """Everything called ``name``, in full (``pack/rule``) or short. Measures and claims only where nothing else is.

    Raises :class:`UsageError` with the nearest name when nothing does.
    """
    every = list(_every(packs))
    full = [found for found in every if found.name == name]
    found = full or [one for one in every if _short(one.name) == name]
    found = [one for one in found if one.kind not in LESSER] or found
    if not found:
        known = sorted({one.name for one in every} | {_short(one.name) for one in every})
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean {near[0]!r}?" if near else "`auditor rules list` names the rules"
        raise UsageError(f"nothing in the packs is called {name!r}", hint=hint)
    return found


def _short(name: str) -> str:
    return name.partition("/")[2] or name.partition(".")[2] or name


def _every(packs: Packs) -> Iterator[Found]:
    from auditor.measures.registry import MEASURES

    for loaded in packs.packs:
        pack = loaded.pack
        yield Found("pack", pack.pack, pack, loaded)
        for name, rule in pack.rules.items():
            yield Found("rule", f"{pack.pack}/{name}", rule, loaded)
        for name, gate in pack.gates.items():
            yield Found("gate", f"{pack.pack}/{name}", gate, loaded)
        for name, verdict in pack.verdicts.items():
            yield Found("verdict", f"{pack.pack}/{name}", verdict, loaded)
        for name, flag in pack.flags.items():
            yield Found("flag", f"{pack.pack}/{name}", flag, loaded)
        for name, claim in pack.claims.items():
            yield Found("claim", f"{pack.pack}.{name}", claim, loaded)
        for name, use in pack.measures.items():
            yield Found("measure", f"{pack.pack}/{name}", use, loaded)
    for profile in packs.profiles:
        yield Found("profile", profile.profile, profile)
    for signal in packs.signals:
        yield Found("signal", signal.name, signal)
    for name in MEASURES:
        yield Found("measure", name, None)
