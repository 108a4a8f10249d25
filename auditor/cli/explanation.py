"""One part of the packs explained: as labelled paragraphs, and as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from auditor.cli.lookup import Found, compute_of, tests_of, told_of, unit_of_measure, users_of
from auditor.cli.wording import condition_words, curve_words, needs_words, number, subject_words, unit_of
from auditor.locale import EXPLAIN, GRADES, SCREEN, Lang, one
from auditor.reports.screen.page import DIM, STRONG, Page
from auditor.reports.screen.width import cells

if TYPE_CHECKING:
    from auditor.packs.load import Loaded, Packs
    from auditor.packs.schema import Advice, Basis, Condition, Flag, Gate, Needs, Pack, Profile, Rule, Verdict
    from auditor.signals.schema import Signal

Told = tuple[str, str]
"""Code of a label, and what stands beside it."""


def put_explanation(page: Page, packs: Packs, found: Found, lang: Lang) -> None:
    """Name, kind and title; then a labelled paragraph for each thing there is to say."""
    title = _title(found, lang)
    kind = one(lang, EXPLAIN, found.kind)
    page.put((title or found.name, STRONG), (f"  {kind} {found.name}" if title else f"  {kind}", DIM), indent=1)
    told = list(_PARTS[found.kind](packs, found, lang))
    label = max((cells(one(lang, EXPLAIN, code)) for code, _ in told), default=0)
    last = ""
    for code, text in told:
        name = "" if code == last else one(lang, EXPLAIN, code)
        page.beside([(f"   {name}", DIM)], text, at=3 + label + 2)
        last = code


def as_data(packs: Packs, found: Found) -> dict[str, Any]:
    """The same for programs: the part as it stands in the pack, with its kind, full name and what surrounds it."""
    made: dict[str, Any] = {"kind": found.kind, "name": found.name}
    if found.loaded is not None:
        made["pack"] = {"pack": found.loaded.pack.pack, "version": found.loaded.pack.version, "hash": found.loaded.hash}
    compute = compute_of(found)
    if compute is not None:
        zh, en = told_of(compute)
        made |= {"compute": compute, "measures": {"zh": zh, "en": en}, "unit": unit_of_measure(compute)}
    if found.kind in ("rule", "gate", "verdict", "flag"):
        made["tests"] = tests_of(found)
    if found.kind == "measure":
        made["used_by"] = users_of(packs, found)
    if found.part is not None:
        made["definition"] = found.part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return made


def _rule(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    rule: Rule = found.part
    assert found.loaded is not None
    pack = found.loaded.pack
    yield "why", _say(rule.why, lang)
    if rule.failing_title is not None:
        yield "failing", _say(rule.failing_title, lang)
    claim = pack.claims.get(rule.claim.partition(".")[2])
    yield "tests_claim", f"{_say(claim, lang)}  {rule.claim}" if claim else rule.claim
    unit = None
    if rule.measure is None:
        yield "ask", _say(rule.ask, lang)
    else:
        compute = pack.measures[rule.measure].compute
        unit = unit_of_measure(compute)
        yield "measured", _measures(compute, lang)
    if rule.score is not None:
        yield "curve", curve_words(rule.score, unit, lang)
    yield from _basis(rule.basis, lang)
    yield "weight", _weight(packs, found, rule.weight, lang)
    yield from _needs(rule.needs, lang)
    caps = [one(lang, EXPLAIN, "at_most", confidence=one(lang, SCREEN, rule.confidence))]
    caps = [] if rule.confidence == "high" else caps
    if rule.rests_on_host:
        caps.append(one(lang, EXPLAIN, "on_host"))
    if caps:
        yield "confidence", _join(lang).join(caps)
    if rule.says is not None:
        yield "says", one(lang, EXPLAIN, "when_good", says=_sentence(rule.says.good, lang))
        yield "says", one(lang, EXPLAIN, "when_weak", says=_sentence(rule.says.weak, lang))
    yield from _scope(rule, lang)
    yield from _advice(rule.advice, lang)
    for test in tests_of(found):
        yield "tests", test


def _gate(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    gate: Gate = found.part
    assert found.loaded is not None
    yield "says", _sentence(gate.says, lang)
    unit = unit_of(packs, found.loaded, gate.measure) if gate.measure else None
    name = subject_words(gate, packs, found.loaded, lang)
    ends = {"from": number(gate.from_, unit, lang), "to": number(gate.to, unit, lang)}
    yield "ceiling", one(lang, EXPLAIN, "slides", name=name, ceiling=f"{gate.ceiling:g}", **ends)
    yield from _conditions("and_also", gate.and_, packs, found.loaded, lang)
    yield from _basis(gate.basis, lang)
    yield from _needs(gate.needs, lang)
    if gate.rests_on_host:
        yield "confidence", one(lang, EXPLAIN, "gate_on_host")
    yield from _scope(gate, lang)
    for test in tests_of(found):
        yield "tests", test


def _verdict(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    verdict: Verdict = found.part
    assert found.loaded is not None
    order = list(found.loaded.pack.verdicts)
    yield "says", _sentence(verdict.says, lang)
    yield from _conditions("all_of", verdict.all, packs, found.loaded, lang)
    yield from _conditions("any_of", verdict.any, packs, found.loaded, lang)
    if not verdict.all and not verdict.any:
        yield "all_of", one(lang, EXPLAIN, "fallback")
    place = order.index(found.name.partition("/")[2])
    before = " · ".join(_say(found.loaded.pack.verdicts[name].title, lang) for name in order[:place]) or "—"
    yield "order", one(lang, EXPLAIN, "tested", place=place + 1, of=len(order), before=before)
    yield from _basis(verdict.basis, lang)
    yield from _needs(verdict.needs, lang)
    if verdict.rests_on_host:
        yield "confidence", one(lang, EXPLAIN, "verdict_on_host")
    yield from _scope(verdict, lang)
    for test in tests_of(found):
        yield "tests", test


def _flag(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    flag: Flag = found.part
    assert found.loaded is not None
    yield "says", _sentence(flag.says, lang)
    yield from _conditions("all_of", flag.all, packs, found.loaded, lang)
    if flag.replaces:
        yield "replaces", " · ".join(_called(packs, "verdicts", name, lang) for name in flag.replaces)
    yield from _needs(flag.needs, lang)
    yield from _scope(flag, lang)
    for test in tests_of(found):
        yield "tests", test


def _measure(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    compute = compute_of(found)
    assert compute is not None
    yield "measured", _measures(compute, lang)
    params = {} if found.part is None else found.part.params
    for name, value in params.items():
        yield "params", f"{name} = {value}"
    unit = unit_of_measure(compute)
    if unit:
        yield "unit", one(lang, EXPLAIN, f"unit_{unit}")
    for user in users_of(packs, found):
        kind, space, name = user.rpartition(" ")
        told = _called(packs, f"{kind}s" if space else "rules", name, lang)
        yield "used_by", f"{told}  {one(lang, EXPLAIN, kind)} {name}" if space else f"{told}  {name}"


def _signal(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    signal: Signal = found.part
    yield "why", _say(signal.why, lang)
    yield "fires", one(lang, EXPLAIN, "points", threshold=f"{signal.threshold:g}")
    for words in (*signal.words, *signal.whole):
        some = " · ".join((words.zh if lang == "zh" else words.en)[:8] or words.terms[:8])
        yield "words", f"{words.weight:+g}  {words.what}: {some}" if words.what else f"{words.weight:+g}  {some}"
    for pattern in signal.patterns:
        yield "patterns", f"{pattern.weight:+g}  {pattern.what or pattern.regex}"
    for code, names in (("only_where", signal.needs), ("not_where", signal.unless)):
        if names:
            yield code, " · ".join(names)
    for code, lines in (("hits", signal.examples.hit), ("misses", signal.examples.miss)):
        for line in lines.zh if lang == "zh" and lines.zh else lines.all:
            yield code, line


def _profile(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    profile: Profile = found.part
    yield "says", _say(profile.says, lang)
    for question, weight in profile.questions.items():
        title = next((_say(own.pack.title, lang) for own in packs.packs if own.pack.pack == question), question)
        said = one(lang, EXPLAIN, "weighs", weight=f"{weight:g}")
        yield "changes", f"{title}{one(lang, EXPLAIN, 'colon')}{said}  {question}"
    for rule, change in profile.rules.items():
        title = _called(packs, "rules", rule, lang)
        yield "changes", f"{title}{one(lang, EXPLAIN, 'colon')}{change_words(change, lang)}  {rule}"
    for code, kind, names in (
        ("gates_off", "gates", profile.gates_off),
        ("verdicts_off", "verdicts", profile.verdicts_off),
    ):
        if names:
            yield code, " · ".join(_called(packs, kind, name, lang) for name in names)
    yield from _advice(profile.advice, lang)


def _pack(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    pack: Pack = found.part
    if pack.question is not None:
        yield "ask", _say(pack.question, lang)
    if pack.why is not None:
        yield "why", _say(pack.why, lang)
    for name, rule in pack.rules.items():
        yield "rules", f"{pack.pack}/{name}  {_say(rule.title, lang)}"
    for kind, names in (("gates", pack.gates), ("verdicts", pack.verdicts), ("flags", pack.flags)):
        for name in names:
            yield kind, f"{pack.pack}/{name}  {_called(packs, kind, name, lang)}"


def _claim(packs: Packs, found: Found, lang: Lang) -> Iterable[Told]:
    from auditor.packs.coverage import claims

    row = next(row for row in claims(packs) if row.claim == found.name)
    yield "why", _say(found.part, lang)
    yield "state", one(lang, EXPLAIN, f"claim_{row.state}")
    for rule in row.rules:
        yield "rules", rule
    if row.missing is not None:
        yield "missing", _say(row.missing, lang)


_PARTS = {
    "rule": _rule, "gate": _gate, "verdict": _verdict, "flag": _flag, "measure": _measure, "signal": _signal,
    "profile": _profile, "pack": _pack, "claim": _claim,
}  # fmt: skip


def change_words(change: Any, lang: Lang) -> str:
    """What a profile changes about a rule."""
    told = []
    if change.off:
        told.append(one(lang, EXPLAIN, "off"))
    if change.insight:
        told.append(one(lang, EXPLAIN, "insight"))
    if change.weight is not None:
        told.append(one(lang, EXPLAIN, "weighs", weight=f"{change.weight:g}"))
    if change.score is not None:
        told.append(one(lang, EXPLAIN, "other_curve"))
    if change.needs is not None:
        told.append(one(lang, EXPLAIN, "other_needs"))
    return _join(lang).join(told)


def _basis(basis: Basis | None, lang: Lang) -> Iterable[Told]:
    if basis is not None:
        source = f"  {basis.source}" if basis.source else ""
        yield (
            "basis",
            f"{one(lang, GRADES, basis.grade)}{'：' if lang == 'zh' else ': '}{_say(basis.note, lang)}{source}",
        )


def _needs(needs: Needs, lang: Lang) -> Iterable[Told]:
    told = needs_words(needs, lang)
    if told:
        yield "needs", _join(lang).join(told)


def _scope(part: Any, lang: Lang) -> Iterable[Told]:
    for code, names in (("only_for", getattr(part, "profiles", [])), ("not_for", part.not_for)):
        if names:
            yield code, " · ".join(names)


def _advice(advice: list[Advice], lang: Lang) -> Iterable[Told]:
    for step in advice:
        effort = one(lang, EXPLAIN, "aside", said=one(lang, SCREEN, f"effort_{step.effort}"))
        yield "advice", f"{_say(step.do, lang)}{effort}"
        yield "worked", _say(step.success, lang)


def _conditions(code: str, conditions: list[Condition], packs: Packs, loaded: Loaded, lang: Lang) -> Iterable[Told]:
    for condition in conditions:
        yield code, condition_words(condition, packs, loaded, lang)


def _weight(packs: Packs, found: Found, weight: float, lang: Lang) -> str:
    from auditor.packs.lint import shares

    share = next((share for share in shares(packs) if share.rule == found.name), None)
    if share is None:
        return one(lang, EXPLAIN, "weightless")
    parts = {"question": f"{100 * share.of_question:.0f}%", "whole": f"{100 * share.of_whole:.0f}%"}
    return one(lang, EXPLAIN, "weighed", weight=f"{weight:g}", **parts)


def _measures(compute: str, lang: Lang) -> str:
    """What is counted, and the name under which packs ask for it."""
    return f"{told_of(compute)[lang == 'en']}  {compute}"


def _title(found: Found, lang: Lang) -> str:
    title = getattr(found.part, "title", None)
    return _say(title, lang) if title is not None else ""


def _called(packs: Packs, kind: str, name: str, lang: Lang) -> str:
    """The title of a rule (``pack/rule``), gate, verdict or flag; its name where it has none."""
    owner, _, short = name.rpartition("/")
    for loaded in packs.packs:
        part = getattr(loaded.pack, kind).get(short)
        if part is not None and owner in ("", loaded.pack.pack):
            return _say(part.title, lang) or name
    return name


def _sentence(prose: Any, lang: Lang) -> str:
    """A sentence of the packs with a gap where a number will stand."""
    return re.sub(r"\{[\w.-]+\}", "…", _say(prose, lang))


def _say(prose: Any, lang: Lang) -> str:
    return "" if prose is None else str(prose.zh if lang == "zh" else prose.en)


def _join(lang: Lang) -> str:
    return "；" if lang == "zh" else "; "
