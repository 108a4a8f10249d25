"""What one part of a pack says of another must exist: measures, questions, rules, profiles, claims."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable, Iterator

from auditor.errors import PackError
from auditor.measures.registry import MEASURES
from auditor.packs.load import Loaded, Packs
from auditor.packs.schema import Condition


def problems(packs: Packs) -> Iterator[PackError]:
    """Everything that points nowhere, the first first."""
    measures = {f"{loaded.pack.pack}/{name}" for loaded in packs.packs for name in loaded.pack.measures}
    questions = {loaded.pack.pack for loaded in packs.packs if loaded.pack.rules}
    profiles = {profile.profile for profile in packs.profiles}
    for loaded in packs.packs:
        yield from _measures(loaded)
        for name, rule in loaded.pack.rules.items():
            where = f"{loaded.pack.pack}/{name}"
            if rule.measure is not None and rule.measure not in loaded.pack.measures:
                yield _unknown(loaded, f"{where} rests on the measure", rule.measure, loaded.pack.measures)
            if rule.claim.partition(".")[2] not in loaded.pack.claims:
                yield _unknown(loaded, f"{where} tests the claim", rule.claim, loaded.pack.claims)
            for profile in (*rule.profiles, *rule.not_for):
                if profile not in profiles:
                    yield _unknown(loaded, f"{where} names the profile", profile, profiles)
        for condition in _conditions(loaded):
            if condition.measure and qualified(loaded, condition.measure) not in measures:
                yield _unknown(loaded, "a condition names the measure", condition.measure, measures)
            if condition.question and condition.question not in questions:
                yield _unknown(loaded, "a condition names the question", condition.question, questions)


def qualified(loaded: Loaded, measure: str) -> str:
    """``pack/measure``, whether written in full or not."""
    return measure if "/" in measure else f"{loaded.pack.pack}/{measure}"


def _measures(loaded: Loaded) -> Iterator[PackError]:
    for name, use in loaded.pack.measures.items():
        if use.compute not in MEASURES:
            yield _unknown(loaded, f"{name} computes", use.compute, MEASURES)
            continue
        known = [p for p in inspect.signature(MEASURES[use.compute]).parameters if p != "view"]
        for param in use.params:
            if param not in known:
                yield _unknown(loaded, f"{name} gives {use.compute} the parameter", param, known)


def _conditions(loaded: Loaded) -> Iterator[Condition]:
    for verdict in loaded.pack.verdicts.values():
        yield from (*verdict.all, *verdict.any)
    for flag in loaded.pack.flags.values():
        yield from flag.all
    for gate in loaded.pack.gates.values():
        yield from gate.and_
        yield Condition(measure=gate.measure, question=gate.question, above=gate.from_)


def _unknown(loaded: Loaded, what: str, name: str, known: Iterable[str]) -> PackError:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names[:12])}"
    return PackError(f"{what} {name!r}, which does not exist", where=loaded.origin, hint=hint)
