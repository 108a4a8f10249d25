"""What one part of a pack says of another must exist: measures and their parameters, questions, rules, profiles, claims."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auditor.errors import PackError
from auditor.measures.registry import MEASURES
from auditor.packs.load import Loaded, Packs
from auditor.packs.schema import Condition, Test


def problems(packs: Packs) -> Iterator[PackError]:
    """Everything that points nowhere, the first first."""
    known = _Known(packs)
    yield from _signals(packs, known)
    for loaded in packs.packs:
        yield from _measures(loaded, known)
        yield from _rules(loaded, known)
        yield from _kinds(loaded, known)
        for number, test in enumerate(loaded.pack.tests):
            yield from _test(loaded, number, test, known)
    yield from _profiles(packs, known)


def qualified(loaded: Loaded, measure: str) -> str:
    """``pack/measure``, whether written in full or not."""
    return measure if "/" in measure else f"{loaded.pack.pack}/{measure}"


@dataclass(frozen=True)
class _Known:
    """Every name that may be spoken of."""

    packs: Packs

    @cached_property
    def measures(self) -> frozenset[str]:
        return self._all("measures")

    @cached_property
    def rules(self) -> frozenset[str]:
        return self._all("rules")

    @cached_property
    def claims(self) -> frozenset[str]:
        return frozenset(name.replace("/", ".") for name in self._all("claims"))

    @cached_property
    def questions(self) -> frozenset[str]:
        return frozenset(loaded.pack.pack for loaded in self.packs.packs if loaded.pack.part is not None)

    @cached_property
    def profiles(self) -> frozenset[str]:
        return frozenset(profile.profile for profile in self.packs.profiles)

    @cached_property
    def signals(self) -> frozenset[str]:
        return frozenset(signal.name for signal in self.packs.signals)

    @cached_property
    def advice(self) -> frozenset[str]:
        shipped = (a for loaded in self.packs.packs for rule in loaded.pack.rules.values() for a in rule.advice)
        return frozenset(a.id for a in (*shipped, *(a for profile in self.packs.profiles for a in profile.advice)))

    def plain(self, part: str) -> frozenset[str]:
        """Names of gates, verdicts or flags, which stand without a pack."""
        return frozenset(name for loaded in self.packs.packs for name in getattr(loaded.pack, part))

    def _all(self, part: str) -> frozenset[str]:
        return frozenset(
            f"{loaded.pack.pack}/{name}" for loaded in self.packs.packs for name in getattr(loaded.pack, part)
        )


def _signals(packs: Packs, known: _Known) -> Iterator[PackError]:
    seen: set[str] = set()
    for signal in packs.signals:
        where = packs.where(f"signal {signal.name}")
        if signal.name in seen:
            yield PackError(f"two signals are called {signal.name!r}", where=where, hint="give one another name")
        seen.add(signal.name)
        for key in ("needs", "unless"):
            for name in getattr(signal, key):
                if name not in known.signals:
                    place = packs.where(f"signal {signal.name}", key)
                    yield _unknown(place, f"the signal {signal.name} names the signal", name, known.signals)


def _measures(loaded: Loaded, known: _Known) -> Iterator[PackError]:
    for name, use in loaded.pack.measures.items():
        yield from _call(loaded.where("measures", name), name, use.compute, use.params, known)


def _call(where: str, what: str, compute: str, params: dict[str, Any], known: _Known) -> Iterator[PackError]:
    """Wrong names, missing and mistyped parameters of one use of a measure."""
    if compute not in MEASURES:
        yield _unknown(where, f"{what} computes", compute, MEASURES)
        return
    signature = inspect.signature(MEASURES[compute], eval_str=True).parameters
    wanted = {name: parameter for name, parameter in signature.items() if name != "view"}
    for name, value in params.items():
        if name not in wanted:
            yield _unknown(where, f"{what} gives {compute} the parameter", name, wanted)
        elif not _fits(value, wanted[name].annotation):
            kind = wanted[name].annotation.__name__
            yield PackError(f"{what}: {name} is {value!r}, but {compute} takes a {kind} here", where=where)
        elif name == "signal" and value not in known.signals:
            yield _unknown(where, f"{what} counts the signal", value, known.signals)
    for name, parameter in wanted.items():
        if parameter.default is inspect.Parameter.empty and name not in params:
            yield PackError(f"{what}: {compute} needs the parameter {name!r}", where=where)


def _fits(value: Any, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool)) if isinstance(kind, type) else True


def _rules(loaded: Loaded, known: _Known) -> Iterator[PackError]:
    pack = loaded.pack
    for name, rule in pack.rules.items():
        what = f"{pack.pack}/{name}"
        if rule.measure is not None and rule.measure not in pack.measures:
            yield _unknown(
                loaded.where("rules", name, "measure"), f"{what} rests on the measure", rule.measure, pack.measures
            )
        if rule.claim not in known.claims:
            yield _unknown(loaded.where("rules", name, "claim"), f"{what} tests the claim", rule.claim, known.claims)
        yield from _named(loaded, ("rules", name, "profiles"), what, "profile", rule.profiles, known.profiles)
        yield from _named(loaded, ("rules", name, "not_for"), what, "profile", rule.not_for, known.profiles)
        for number, advice in enumerate(rule.advice):
            place = ("rules", name, "advice", number)
            yield from _named(loaded, (*place, "profiles"), what, "profile", advice.profiles, known.profiles)
            yield from _named(loaded, (*place, "not_for"), what, "profile", advice.not_for, known.profiles)
            yield from _named(loaded, (*place, "leads"), what, "verdict", advice.leads, known.plain("verdicts"))
    for name in pack.unseen:
        if name not in pack.claims:
            yield _unknown(loaded.where("unseen", name), "unseen names the claim", name, pack.claims)


def _kinds(loaded: Loaded, known: _Known) -> Iterator[PackError]:
    """Conditions, profiles and replaced verdicts of gates, verdicts and flags."""
    pack = loaded.pack
    for name, gate in pack.gates.items():
        alone = Condition(measure=gate.measure, question=gate.question, above=gate.from_)
        yield from _conditions(loaded, ("gates", name), (alone, *gate.and_), known)
        yield from _named(loaded, ("gates", name, "not_for"), name, "profile", gate.not_for, known.profiles)
    for name, verdict in pack.verdicts.items():
        yield from _conditions(loaded, ("verdicts", name), (*verdict.all, *verdict.any), known)
        yield from _named(loaded, ("verdicts", name, "not_for"), name, "profile", verdict.not_for, known.profiles)
    for name, flag in pack.flags.items():
        yield from _conditions(loaded, ("flags", name), flag.all, known)
        yield from _named(loaded, ("flags", name, "profiles"), name, "profile", flag.profiles, known.profiles)
        yield from _named(loaded, ("flags", name, "not_for"), name, "profile", flag.not_for, known.profiles)
        yield from _named(loaded, ("flags", name, "replaces"), name, "verdict", flag.replaces, known.plain("verdicts"))


def _conditions(
    loaded: Loaded, place: tuple[str | int, ...], conditions: Iterable[Condition], known: _Known
) -> Iterator[PackError]:
    what = f"a condition of {place[-1]}"
    for condition in (part for whole in conditions for part in whole.parts):
        if condition.measure and qualified(loaded, condition.measure) not in known.measures:
            names = known.measures if "/" in condition.measure else loaded.pack.measures
            yield _unknown(loaded.where(*place), f"{what} names the measure", condition.measure, names)
        if condition.question and condition.question not in known.questions:
            yield _unknown(loaded.where(*place), f"{what} names the question", condition.question, known.questions)


def _test(loaded: Loaded, number: int, test: Test, known: _Known) -> Iterator[PackError]:
    what, expect = f"the test {test.name!r}", test.expect

    def named(key: str, kind: str, names: Iterable[str], good: Iterable[str]) -> Iterator[PackError]:
        return _named(loaded, ("tests", number, "expect", key), what, kind, names, good)

    own = f"{loaded.pack.pack}/"
    measures = {*known.measures, *(name.removeprefix(own) for name in known.measures)}
    rules = {*known.rules, *(name.removeprefix(own) for name in known.rules)}
    yield from _named(loaded, ("tests", number, "profile"), what, "profile", [test.profile], known.profiles)
    yield from named("signals", "signal", expect.signals, {*known.signals, *loaded.pack.signals})
    yield from named("measures", "measure", expect.measures, measures)
    yield from named("rules", "rule", expect.rules, rules)
    yield from named("gates", "gate", expect.gates or (), known.plain("gates"))
    yield from named("flags", "mark", expect.flags or (), known.plain("flags"))
    kinds = (*expect.not_verdict, *((expect.verdict,) if expect.verdict else ()))
    yield from named("verdict", "verdict", kinds, known.plain("verdicts"))


def _profiles(packs: Packs, known: _Known) -> Iterator[PackError]:
    resorts = {
        name
        for loaded in packs.packs
        for name, kind in loaded.pack.verdicts.items()
        if not (kind.all or kind.any or kind.not_for or kind.needs.messages or kind.needs.can_see)
    }
    for profile in packs.profiles:
        source, what = f"profile {profile.profile}", f"the profile {profile.profile}"
        for number, hint in enumerate(profile.hints):
            yield from _call(
                packs.where(source, "hints", number), f"a hint of {what}", hint.compute, hint.params, known
            )
        for key, kind, names, good in (
            ("questions", "question", profile.questions, known.questions),
            ("rules", "rule", profile.rules, known.rules),
            ("gates_off", "gate", profile.gates_off, known.plain("gates")),
            ("verdicts_off", "verdict", profile.verdicts_off, known.plain("verdicts")),
            ("advice_only", "advice", profile.advice_only or (), known.advice),
        ):
            for name in names:
                if name not in good:
                    yield _unknown(packs.where(source, key, name), f"{what} names the {kind}", name, good)
        if resorts <= {*profile.verdicts_off}:
            where = packs.where(source, "verdicts_off")
            yield PackError(f"{what} switches off the last resort, so some groups would have no verdict", where=where)


def _named(
    loaded: Loaded, place: tuple[str | int, ...], what: str, kind: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[PackError]:
    good = frozenset(known)
    for number, name in enumerate(names):
        if name not in good:
            where = (
                loaded.where(*place, name) if (*place, name) in loaded.document.places else loaded.where(*place, number)
            )
            yield _unknown(where, f"{what} names the {kind}", name, good)


def _unknown(where: str, what: str, name: str, known: Iterable[str]) -> PackError:
    names = sorted(known)
    near = difflib.get_close_matches(str(name), names, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names[:12])}"
    return PackError(f"{what} {name!r}, which does not exist", where=where, hint=hint)
