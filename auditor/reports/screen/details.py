"""Everything behind the screen: each rule with its numbers and quotations, ceilings, measures, what it was made with."""

from __future__ import annotations

from collections import Counter

from auditor.locale import GRADES, MISSING, STATES, one
from auditor.reports.numbers import day_text, range_text, score_text, value_text
from auditor.reports.rule_numbers import rule_numbers
from auditor.reports.screen.page import DIM, PLAIN, STRONG, WARNING
from auditor.reports.screen.telling import Telling, tone
from auditor.reports.screen.width import cells
from auditor.result import Question, RuleResult

MARKS = {
    "scored": "●",
    "insight": "○",
    "not_enough_data": "?",
    "not_applicable": "–",
    "manual": "☐",
    "muted": "~",
    "error": "!",
}
"""What became of a rule, in one character."""


def put_details(tell: Telling) -> None:
    """What ``--all`` adds."""
    tell.heading("rules")
    tell.page.strung([f"{mark} {one(tell.lang, STATES, state)}" for state, mark in MARKS.items()], "  ", DIM, indent=3)
    for question in tell.result.questions:
        _put_question(tell, question)
    _put_gates(tell)
    _put_measures(tell)
    _put_host(tell)
    _put_made_with(tell)


def _put_question(tell: Telling, question: Question) -> None:
    tell.page.blank()
    score = question.score
    head = f"   {tell.prose(question.title)}  "
    tell.page.put((head, STRONG), (score_text(score), PLAIN if score is None else f"{STRONG} {tone(score)}"))
    parts = [between] if (between := range_text(question.score_low, question.score_high)) else []
    parts.append(tell.say("weight", weight=f"{question.weight:g}"))
    parts.append(tell.say("covers", share=value_text(question.coverage, "share", tell.lang)))
    low, high = question.score_if_unknown_low, question.score_if_unknown_high
    if question.coverage < 1 and low is not None and high is not None:
        parts.append(tell.say("if_unknown", low=score_text(low), high=score_text(high)))
    if question.confidence:
        parts.append(tell.say(question.confidence))
    tell.page.strung(parts, " · ", DIM, indent=3)
    for rule in question.rules:
        _put_rule(tell, rule)


def _put_rule(tell: Telling, rule: RuleResult) -> None:
    page = tell.page
    score = f"{score_text(rule.score):>3}" if rule.score is not None else "   "
    style = PLAIN if rule.score is None else tone(rule.score)
    page.put((f"   {MARKS[rule.state]} ", style), (score, f"{STRONG} {style}"), f"  {tell.prose(rule.title)}", hang=10)
    page.tail((rule.rule, DIM))
    page.put((tell.prose(rule.says), PLAIN if rule.state in ("scored", "insight") else DIM), indent=10)
    parts = _numbers(tell, rule)
    if parts:
        page.strung(parts, " · ", DIM, indent=10)
    if rule.basis is not None:
        page.put((tell.prose(rule.basis), DIM), indent=10)
    for quote in rule.evidence:
        day = day_text(quote.at, tell.lang, tell.result.chat.last)
        page.put((f"{quote.name} {day}  ", DIM), tell.say("quote", text=quote.text), indent=10, hang=12)


def _numbers(tell: Telling, rule: RuleResult) -> list[str]:
    """Value, interval, sample, weight, grade, confidence: what there is of them."""
    parts = rule_numbers(rule, tell.say, tell.lang)
    if rule.weight:
        parts.append(tell.say("weight", weight=f"{rule.weight:g}"))
    if rule.grade is not None:
        parts.append(tell.say("grade", grade=one(tell.lang, GRADES, rule.grade)))
    if rule.confidence is not None:
        parts.append(tell.say(rule.confidence))
    return parts


def _put_gates(tell: Telling) -> None:
    if not tell.result.gates:
        return
    tell.heading("gates")
    names = [gate.gate if gate.title is None else tell.prose(gate.title) for gate in tell.result.gates]
    at = max(map(cells, names)) + 5
    for gate, name in zip(tell.result.gates, names, strict=True):
        if gate.active and gate.ceiling is not None:
            tell.page.beside([f"   {name}"], (tell.prose(gate.says), WARNING), at=at)
        else:
            tell.page.beside([f"   {name}"], (tell.say("gate_open"), DIM), at=at)
        tell.page.tail((gate.gate, DIM))


def _put_measures(tell: Telling) -> None:
    """How many measures could be taken, and why the others could not."""
    measures = tell.result.measures
    if not measures:
        return
    missing = Counter(measure.missing or "nothing_to_count" for measure in measures.values() if measure.value is None)
    taken = len(measures) - sum(missing.values())
    tell.heading("measures", tell.say("measures_taken", taken=taken, all=len(measures)))
    for code, count in sorted(missing.items(), key=lambda pair: (-pair[1], pair[0])):
        names = sorted(
            name for name, measure in measures.items()
            if measure.value is None and (measure.missing or "nothing_to_count") == code
        )  # fmt: skip
        tell.page.put(f"{count:>3}  {one(tell.lang, MISSING, code)}", (f"  {' '.join(names)}", DIM), indent=3, hang=8)


def _put_host(tell: Telling) -> None:
    host = tell.result.host
    if not host.people:
        return
    tell.heading("host_side", tell.say("host_guessed") if host.inferred else "")
    for person in host.people:
        tell.page.put(person.name, (f"  {tell.prose(person.because)}", DIM), indent=3, hang=5)


def _put_made_with(tell: Telling) -> None:
    result = tell.result
    read = result.read
    tell.heading("made_with")
    lines = {"lines": f"{read.lines:,}", "understood": f"{read.understood:,}"}
    tell.page.put(tell.say("read_how", files=" · ".join(read.files), encoding=read.encoding, **lines), indent=3)
    for note in read.notes:
        tell.page.put((tell.prose(note), DIM), indent=3)
    packs = [tell.say("pack_line", pack=pack.pack, version=pack.version, hash=pack.hash) for pack in result.packs]
    tell.page.strung([f"auditor {result.auditor}", *packs], " · ", DIM, indent=3)
