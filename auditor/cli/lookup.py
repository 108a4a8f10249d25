"""Which part of the packs a name means: a rule, gate, verdict, flag, measure, signal, profile, pack or claim."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.packs.load import Loaded, Packs
    from auditor.packs.schema import Condition, Expect, Pack

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
    name, every = packs.called.get(name, name), list(_every(packs))
    full = [found for found in every if found.name == name]
    found = full or [one for one in every if _short(one.name) == name]
    found = [one for one in found if one.kind not in LESSER] or found
    if not found:
        known = sorted({one.name for one in every} | {_short(one.name) for one in every})
        near = difflib.get_close_matches(name, known, 1)
        hint = "did_you_mean" if near else "list_names_all"
        raise UsageError("nothing_called", hint=hint, name=name, near="".join(near))
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


def tests_of(found: Found) -> list[str]:
    """Names of the tests in its pack that expect something of it."""
    assert found.loaded is not None
    short = found.name.partition("/")[2]
    return [test.name for test in found.loaded.pack.tests if short in _expected(test.expect, found.kind)]


def _expected(expect: Expect, kind: str) -> set[str]:
    """Names of one kind that a test speaks of."""
    if kind == "rule":
        return {name.partition("/")[2] or name for name in expect.rules}
    if kind == "verdict":
        return {expect.verdict or "", *expect.not_verdict}
    return set((expect.gates if kind == "gate" else expect.flags) or ())


def users_of(packs: Packs, found: Found) -> list[str]:
    """Rules, gates, verdicts and flags that rest on a measure, or on any use of a bare function."""
    compute = compute_of(found)
    return [
        user
        for loaded in packs.packs
        for name, use in loaded.pack.measures.items()
        if f"{loaded.pack.pack}/{name}" == found.name or (found.part is None and use.compute == compute)
        for user in _users_in(loaded.pack, name)
    ]


def _users_in(pack: Pack, measure: str) -> list[str]:
    made = [f"{pack.pack}/{name}" for name, rule in pack.rules.items() if rule.measure == measure]
    for name, gate in pack.gates.items():
        if measure == gate.measure or measure in _measures(gate.and_):
            made.append(f"gate {name}")
    for name, verdict in pack.verdicts.items():
        if measure in _measures([*verdict.all, *verdict.any]):
            made.append(f"verdict {name}")
    for name, flag in pack.flags.items():
        if measure in _measures(flag.all):
            made.append(f"flag {name}")
    return made


def _measures(conditions: Sequence[Condition]) -> list[str | None]:
    """The measures that conditions look at."""
    return [part.measure for condition in conditions for part in condition.parts]


def compute_of(found: Found) -> str | None:
    """The function behind a rule's measure, or of a measure."""
    if found.kind == "measure":
        return found.name if found.part is None else str(found.part.compute)
    if found.kind == "rule" and found.part.measure is not None and found.loaded is not None:
        return found.loaded.pack.measures[found.part.measure].compute
    return None


def told_of(compute: str) -> tuple[str, str]:
    """What the function counts, in Chinese and English."""
    from auditor.measures.told import TOLD

    return TOLD.get(compute, (compute, compute))


def unit_of_measure(compute: str) -> str | None:
    """The unit of a function of measures."""
    from auditor.measures.slots import TELLS

    return TELLS[compute].unit if compute in TELLS else None
