"""The appendix: the method, every bound with its grade and source, weights, ceilings, packs, and how the chat was read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from auditor.locale import GRADES, INSPECT, MISSING, STATES, one
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import range_text, score_text, value_text


def appendix(tell: Telling) -> dict[str, Any]:
    """Everything a sceptical reader asks for."""
    result = tell.result
    return {
        "facts": _facts(tell), "weights": _weights(tell), "gates": _gates(tell), "bounds": _bounds(tell),
        "grades": ("；" if tell.lang == "zh" else "; ").join(one(tell.lang, GRADES, grade) for grade in GRADES),
        "missing": _missing(tell), "packs": [(pack.pack, pack.version, pack.hash) for pack in result.packs],
    }  # fmt: skip


def _facts(tell: Telling) -> list[tuple[str, list[str]]]:
    """Window, profile, host side, reading."""
    result = tell.result
    window, read, profile = result.window, result.read, result.profile
    judged = [tell.full(window.why)]
    if window.from_ and window.to:
        judged.append(tell.say("span", first=window.from_[:10], last=window.to[:10]))
    code = "profile_default" if profile.source == "default" or profile.proposed else "profile_given"
    kind = [tell.say(code, name=profile.name), *([tell.full(profile.because)] if profile.because else [])]
    if profile.proposed:
        kind.append(tell.say("try_profile", name=profile.proposed))
    host = [
        f"{person.name}{'：' if tell.lang == 'zh' else ': '}{tell.prose(person.because)}"
        for person in result.host.people
    ]
    if not host:
        host = [tell.say("no_host")]
    elif result.host.inferred:
        host.append(tell.say("host_note"))
    lines = {"lines": f"{read.lines:,}", "understood": f"{read.understood:,}"}
    how = [tell.say("read_how", files=" · ".join(read.files), encoding=read.encoding, **lines)]
    if read.date_order:
        how.append(f"{one(tell.lang, INSPECT, 'dates')} {read.date_order}")
    if result.chat.zone:
        how.append(f"{tell.say('zone')} {result.chat.zone}")
    how += [tell.full(note) for note in read.notes]
    return [
        (tell.say("window_head"), judged), (tell.say("profile_head"), kind), (tell.say("host_side"), host),
        (tell.say("read_head"), how),
    ]  # fmt: skip


def _weights(tell: Telling) -> list[tuple[str, ...]]:
    return [
        (
            tell.prose(question.title), tell.say(f"part_{question.part}"), f"{question.weight:g}", score_text(question.score),
            range_text(question.score_low, question.score_high) or "—", value_text(question.coverage, "share", tell.lang),
            tell.say(question.confidence) if question.confidence else "—",
        )
        for question in tell.result.questions
    ]  # fmt: skip


def _gates(tell: Telling) -> list[tuple[str, str, str, str]]:
    return [
        (
            gate.gate if gate.title is None else tell.prose(gate.title), gate.measure, score_text(gate.ceiling) if gate.active else "—",
            tell.full(gate.says) if gate.active and gate.ceiling is not None else tell.say("gate_open"),
        )
        for gate in tell.result.gates
    ]  # fmt: skip


def _bounds(tell: Telling) -> list[dict[str, str]]:
    return [
        {
            "id": rule.rule, "title": tell.prose(rule.title), "value": value_text(rule.value, rule.unit, tell.lang),
            "score": score_text(rule.score), "state": "" if rule.state == "scored" else one(tell.lang, STATES, rule.state),
            "weight": f"{rule.weight:g}" if rule.weight else "—", "grade": rule.grade or "—",
            "basis": tell.full(rule.basis) if rule.basis else "—",
        }
        for question in tell.result.questions for rule in question.rules
    ]  # fmt: skip


def _missing(tell: Telling) -> dict[str, Any] | None:
    """How many measures could be taken, and why the others could not."""
    measures = tell.result.measures
    codes = {name: measure.missing or "nothing_to_count" for name, measure in measures.items() if measure.value is None}
    if not codes:
        return None
    counted = Counter(codes.values())
    rows = [
        (one(tell.lang, MISSING, code, **_params(tell, code)), ", ".join(sorted(name for name, why in codes.items() if why == code)))
        for code in sorted(counted, key=lambda code: (-counted[code], code))
    ]  # fmt: skip
    taken = tell.say("measures_taken", taken=len(measures) - len(codes), all=len(measures))
    return {"taken": taken, "rows": rows}


def _params(tell: Telling, code: str) -> dict[str, object]:
    """Numbers in the reason, from the first measure that gives it."""
    given = (measure.missing_params for _, measure in sorted(tell.result.measures.items()) if measure.missing == code)
    return dict(next(given, {}))
