"""The first screen: what kind of group this is, the whole in one number, and the seven questions."""

from __future__ import annotations

from typing import Any

from auditor.reports.html.telling import Telling, tone
from auditor.reports.numbers import range_text, score_text, sentence
from auditor.reports.phrases import ceiling, flags, how_sure
from auditor.result import Overall, Question

TONES = {"cooling": "weak", "bought": "weak", "warming": "good"}
"""Flags that are news; the others only say what kind of group this is."""


def answer(tell: Telling) -> dict[str, Any]:
    """Verdict, flags, sentence, score, and the first step."""
    verdict, overall = tell.result.verdict, tell.result.overall
    marks = [(tell.prose(flag.title), TONES.get(flag.flag, "fair")) for flag in verdict.flags]
    step = tell.result.advice[0] if tell.result.advice else None
    return {
        "kind": tell.prose(verdict.title), "sure": how_sure(tell), "flags": marks, "because": tell.full(verdict.because),
        "more": tell.joined([*flags(tell), _profile(tell)]), "ceiling": ceiling(tell), "dial": dial(tell, overall),
        "unscored": tell.full(overall.says) if overall.score is None and overall.says is not None else "",
        "first": tell.full(step.do) if step else "",
    }  # fmt: skip


def dial(tell: Telling, overall: Overall) -> dict[str, Any]:
    """A score as a picture and in words."""
    between = range_text(overall.score_low, overall.score_high)
    return {
        "score": overall.score, "low": overall.score_low, "high": overall.score_high, "said": score_text(overall.score),
        "tone": tone(overall.score), "confidence": tell.say(overall.confidence) if overall.confidence else "",
        "range": "" if overall.score is None else tell.say("range_words", range=between) if between
        else "" if overall.score_low is not None else tell.say("no_range"),
        "label": tell.say("no_score") if overall.score is None else tell.say("score_words", score=score_text(overall.score)),
    }  # fmt: skip


def questions(tell: Telling) -> dict[str, Any]:
    """Causes, then results."""
    groups = []
    for part, code in (("cause", "causes"), ("result", "results")):
        rows = [question_row(tell, question) for question in tell.result.questions if question.part == part]
        if rows:
            groups.append({"title": tell.say(code), "note": tell.say(f"{code}_note"), "rows": rows})
    return {"groups": groups}


def question_row(tell: Telling, question: Question) -> dict[str, Any]:
    """One question at a glance."""
    between = range_text(question.score_low, question.score_high)
    said = score_text(question.score)
    label = (
        ""
        if question.score is None
        else tell.say("meter_words", score=said, range=between)
        if between
        else tell.say("meter_point", score=said)
    )
    says = (
        tell.full(question.says)
        if question.score is not None
        else tell.say("missing_because", says=sentence(tell.prose(question.says), tell.lang, lead=False))
    )
    return {
        "pack": question.pack, "title": tell.prose(question.title), "score": question.score, "low": question.score_low,
        "high": question.score_high, "said": said, "tone": tone(question.score), "range": between,
        "confidence": tell.say(question.confidence) if question.confidence else "", "label": label, "says": says,
    }  # fmt: skip


def _profile(tell: Telling) -> str:
    """What kind of group it looks like, or was judged as."""
    profile = tell.result.profile
    if profile.because is None:
        return ""
    because = tell.full(profile.because)
    return because if profile.proposed else tell.say("with_profile", because=because, name=profile.name)
