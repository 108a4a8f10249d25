"""Are the packs well made? Wording in both languages, numbers that can be filled, curves, floors and weights that make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from auditor.errors import PackError
from auditor.measures.slots import TELLS, Tells
from auditor.packs.load import Loaded, Packs
from auditor.packs.schema import Curve, Needs, Prose, Rule
from auditor.packs.wording import SLOT, Text, complaints
from auditor.signals.schema import Regex

Path = tuple[str | int, ...]
Where = Callable[..., str]

MOST_OF_A_QUESTION = 0.5
"""One rule should not decide a question by itself."""
FOLKLORE = 1
"""What a rule of grade D may weigh."""

AS_PEOPLE_SPEAK = ("tests", "examples", "signals")
"""Parts of a pack that hold what people write, not what we say."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a pack, word list or profile."""

    where: str
    """``file:line:column``"""
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How much a rule counts when every rule can be judged."""

    rule: str
    """``pack/rule``"""
    weight: float
    of_question: float
    """Part of its question's score, 0–1."""
    of_whole: float
    """Part of the overall score, 0–1."""


def check(packs: Packs) -> list[Problem]:
    """Everything that should be mended, in the order of packs, profiles and signals; empty when all is well."""
    return [*_wording(packs), *_numbers(packs), *_judgement(packs), *_profiles(packs)]


def wording(part: BaseModel, where: Where, *, skip: tuple[str, ...] = AS_PEOPLE_SPEAK) -> list[Problem]:
    """Complaints about the sentences of anything that speaks in both languages, but for the fields in ``skip``."""
    return list(_spoken(part, (), where, skip=skip))


def shares(packs: Packs) -> list[Share]:
    """The effective weight of every rule that has one: of its question, and of the whole."""
    asked = [loaded.pack for loaded in packs.packs if loaded.pack.part is not None]
    whole = sum(pack.weight for pack in asked if any(rule.weight for rule in pack.rules.values())) or 1.0
    made = []
    for pack in asked:
        total = sum(rule.weight for rule in pack.rules.values()) or 1.0
        for name, rule in pack.rules.items():
            if rule.weight:
                part = rule.weight / total
                made.append(Share(f"{pack.pack}/{name}", rule.weight, part, part * pack.weight / whole))
    return made


# --- wording ---------------------------------------------------------------------------------------------------------


def _wording(packs: Packs) -> Iterator[Problem]:
    for loaded in packs.packs:
        yield from _spoken(loaded.pack, (), loaded.where)
    for profile in packs.profiles:
        yield from _spoken(profile, (), partial(packs.where, f"profile {profile.profile}"))
    for signal in packs.signals:
        yield from _spoken(signal, (), partial(packs.where, f"signal {signal.name}"), of_words=True)


def _spoken(
    part: Any, path: Path, where: Where, *, of_words: bool = False, skip: tuple[str, ...] = AS_PEOPLE_SPEAK
) -> Iterator[Problem]:
    """Complaints about every sentence inside ``part``; tests and examples speak as people do and are left alone."""
    inside: Iterable[tuple[str | int, Any]] = ()
    if isinstance(getattr(part, "zh", None), str):
        key = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
        for what, hint in complaints(Text(key, part.zh, part.en, of_words)):
            yield Problem(where(*path), what, hint)
    elif isinstance(part, BaseModel):
        fields = type(part).model_fields.items()
        inside = [(f.alias or n, getattr(part, n)) for n, f in fields if n not in skip]
    elif isinstance(part, dict):
        inside = part.items()
    elif isinstance(part, list | tuple):
        inside = enumerate(part)
    for name, inner in inside:
        yield from _spoken(inner, (*path, name), where, of_words=of_words, skip=skip)


# --- numbers in sentences --------------------------------------------------------------------------------------------


def _numbers(packs: Packs) -> Iterator[Problem]:
    """Sentences about the group hold at least one of its own numbers, and every number can be filled."""
    for loaded in packs.packs:
        for name, rule in loaded.pack.rules.items():
            if rule.says is None or rule.measure is None:
                continue
            known = _tells(loaded, rule.measure).slots
            for key, prose in (("good", rule.says.good), ("weak", rule.says.weak)):
                where = loaded.where("rules", name, "says", key)
                yield from _filled(where, f"{loaded.pack.pack}/{name}", prose, {"value", *known})
        everything = _all_slots(packs)
        for part, own in (("verdicts", set()), ("flags", set()), ("gates", {"value", "ceiling"})):
            for name, kind in getattr(loaded.pack, part).items():
                yield from _filled(loaded.where(part, name, "says"), name, kind.says, everything | own)


def _filled(where: str, name: str, prose: Prose, known: set[str]) -> Iterator[Problem]:
    slots = {*SLOT.findall(prose.zh), *SLOT.findall(prose.en)}
    if not slots:
        yield Problem(where, f"{name} says nothing of this group's own", "put a number in: {value}, {k}, {n} …")
    for slot in sorted(slots - known):
        near = ", ".join(f"{{{one}}}" for one in sorted(known) if "/" not in one)
        yield Problem(where, f"nothing fills {{{slot}}} in {name}", f"there are {near[:200]}")


def _tells(loaded: Loaded, measure: str) -> Tells:
    use = loaded.pack.measures.get(measure)
    return TELLS.get(use.compute if use else "", Tells("", ("k", "n", "rest", "people", "days")))


def _all_slots(packs: Packs) -> set[str]:
    return {
        f"{name}{slot}"
        for loaded in packs.packs
        for measure in loaded.pack.measures
        for name in (measure, f"{loaded.pack.pack}/{measure}")
        for slot in ("", ".value", *(f".{slot}" for slot in _tells(loaded, measure).slots))
    }


# --- curves, floors, weights -----------------------------------------------------------------------------------------


def _judgement(packs: Packs) -> Iterator[Problem]:
    effective = {share.rule: share for share in shares(packs)}
    for loaded in packs.packs:
        weighted = [rule for rule in loaded.pack.rules.values() if rule.weight]
        for name, rule in loaded.pack.rules.items():
            of = f"{loaded.pack.pack}/{name}"
            if rule.measure is None:
                continue
            tells = _tells(loaded, rule.measure)
            if rule.score is not None:
                yield from _curve(loaded.where("rules", name, "score"), of, rule.score, tells)
            yield from _floors(loaded.where("rules", name, "needs"), of, rule.needs, tells)
            yield from _weight(loaded.where("rules", name, "weight"), of, rule)
            if len(weighted) > 2 and of in effective and effective[of].of_question > MOST_OF_A_QUESTION:
                part = f"{effective[of].of_question:.0%} of its question"
                yield Problem(loaded.where("rules", name, "weight"), f"{of} alone makes {part}", "half at most")
            if rule.failing_title is not None and rule.failing_title == rule.title:
                yield Problem(loaded.where("rules", name), f"{of} has the same title for good and bad")
        for name, gate in loaded.pack.gates.items():
            if gate.measure and "/" not in gate.measure:
                yield from _floors(loaded.where("gates", name, "needs"), name, gate.needs, _tells(loaded, gate.measure))


def _curve(where: str, of: str, curve: Curve, tells: Tells) -> Iterator[Problem]:
    if curve.turns and not curve.two_sided:
        yield Problem(where, f"the curve of {of} goes up and down again", "if that is meant, say `two_sided: true`")
    if curve.two_sided and not curve.turns:
        yield Problem(where, f"the curve of {of} is called two-sided and is not", "leave out `two_sided`")
    marks = [x for x, _ in curve.points] + [x for x in (curve.good, curve.middling) if x is not None]
    if tells.unit == "share" and any(not 0 <= x <= 1 for x in marks):
        yield Problem(where, f"{of} measures a share, from 0 to 1, and the curve goes beyond", "5 % is 0.05")
    if any(x < 0 for x in marks):
        yield Problem(where, f"the curve of {of} has a mark below 0", "no measure is ever negative")
    if curve.points and len({score for _, score in curve.points}) == 1:
        yield Problem(where, f"the curve of {of} gives everybody the same score")


def _floors(where: str, of: str, needs: Needs, tells: Tells) -> Iterator[Problem]:
    for key in ("n", "people", "days"):
        if tells.unit and getattr(needs, key) and key not in tells.floors:
            yield Problem(where, f"{of} needs `{key}`, which its measure never has", "it could never be judged")


def _weight(where: str, of: str, rule: Rule) -> Iterator[Problem]:
    if rule.weight != round(rule.weight):
        yield Problem(where, f"{of} weighs {rule.weight:g}", "weights are whole numbers from 0 to 5")
    if rule.weight and not rule.needs.n and not rule.needs.people and not rule.needs.days and not rule.needs.messages:
        yield Problem(where, f"{of} has weight and no floor", "say under `needs` how much it takes to judge")


# --- profiles --------------------------------------------------------------------------------------------------------


def _profiles(packs: Packs) -> Iterator[Problem]:
    rules = packs.rules
    for profile in packs.profiles:
        source = f"profile {profile.profile}"
        for of, change in profile.rules.items():
            where, rule = packs.where(source, "rules", of), rules.get(of)
            if rule is None:
                continue
            if rule.basis and rule.basis.grade == "D" and (change.weight or 0) > FOLKLORE:
                yield Problem(
                    where, f"{of} is of grade D and weighs {change.weight:g} here", "1 at most, or a better basis"
                )
            if change.weight and rule.score is None and change.score is None:
                yield Problem(where, f"{of} has no curve and cannot weigh {change.weight:g}", "give it `score`")
        for number, hint in enumerate(profile.hints):
            where = packs.where(source, "hints", number)
            yield from _pattern(where, str(hint.params.get("pattern", "..")))
            if hint.above is None and hint.below is None:
                yield Problem(where, "the hint always counts", "give it `above` or `below`")
        if profile.hints and sum(hint.points for hint in profile.hints) < profile.propose_at:
            yield Problem(
                packs.where(source, "hints"), f"the hints of {profile.profile} never add up to {profile.propose_at:g}"
            )


def _pattern(where: str, pattern: str) -> Iterator[Problem]:
    import polars as pl

    try:
        TypeAdapter(Regex).validate_python(pattern)
        pl.Series([""]).str.contains(pattern)
    except (ValidationError, PackError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        yield Problem(where, told.removeprefix("Value error, "), "patterns stand in single quotes")
    except pl.exceptions.ComputeError as error:
        yield Problem(where, f"this is no regular expression: {str(error).splitlines()[-1]}")
