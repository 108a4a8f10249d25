"""What to do first: gain × confidence ÷ effort, and a confirmed weak ``audience`` before everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.packs.schema import Advice, Profile
from auditor.parts import Says
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Answered, Judgement

SHOWN = 5
ROOT = "audience"
WEAK = 40
GOAL = 90
WELL = 80
"""A question that stands so well asks for nothing, whatever one of its rules says."""
_SURE = {"high": 1.0, "medium": 0.7, "low": 0.4, None: 0.4}
_WORK = {"low": 1.0, "medium": 2.0, "high": 4.0}


@dataclass(frozen=True, slots=True)
class Advised:
    """A piece of advice, the rule that calls for it, and what it could gain."""

    rule: Judged
    advice: Advice
    gain: float | None
    """Points the whole would rise by if the rule stood at 90, before any ceiling; null where the whole has no score, or
    where it comes first for another reason."""
    rank: float
    because: Says


def advise(judgement: Judgement, profile: Profile) -> list[Advised]:
    """At most five, one a question first, the best of each rule.

    The root first when it is weak at its cautious end; then what leads in this kind of group, judged or not.
    """
    made = [
        advised
        for answered in judgement.questions
        if _asks_for_work(answered)
        for rule in answered.rules
        if rule.state == "scored"
        for advised in _of_rule(answered, rule, judgement, profile)
    ]
    made.sort(key=lambda advised: (-advised.rank, advised.rule.id, advised.advice.id))
    kind = judgement.decided.kind
    lead = ([one for one in made if kind in one.advice.leads] or _leading(judgement, profile))[:1]
    best = list(lead)
    for only_new_questions in (True, False):
        for advised in made:
            question = advised.rule.id.partition("/")[0]
            taken = {one.rule.id.partition("/")[0] for one in best}
            ids = {one.advice.id for one in best}
            rules = {one.rule.id for one in best}
            if advised.advice.id in ids or advised.rule.id in rules or (only_new_questions and question in taken):
                continue
            if len(best) < SHOWN:
                best.append(advised)
    best.sort(key=lambda advised: (advised not in lead, -advised.rank, advised.rule.id))
    root = [advised for advised in best if advised.rule.id.startswith(f"{ROOT}/")]
    if root and _root_is_weak(judgement.questions):
        best = root[:1] + [advised for advised in best if advised is not root[0]]
    return best


def _leading(judgement: Judgement, profile: Profile) -> list[Advised]:
    """What comes first in this kind of group though its rule asks for nothing, having perhaps found nothing to judge."""
    return [
        Advised(rule, advice, None, 0.0, rule.says if rule.state == "scored" else judgement.because)
        for answered in judgement.questions
        for rule in answered.rules
        if rule.state in ("scored", "not_enough_data")
        for advice in rule.rule.advice
        if judgement.decided.kind in advice.leads and _suits(advice, profile)
    ]


def _of_rule(answered: Answered, rule: Judged, judgement: Judgement, profile: Profile) -> list[Advised]:
    assert rule.score is not None
    # A question without a score would have to come into the whole first, and would not be all of it.
    total = sum(q.weight for q in judgement.questions if q.combined.score is not None or q is answered) or 1.0
    weight = sum(r.weight for r in answered.rules if r.state == "scored") or 1.0
    gain = max(0.0, GOAL - rule.score) * rule.weight / weight * answered.weight / total
    told = gain if judgement.overall.score is not None else None
    return [
        Advised(rule, advice, told, gain * _SURE[rule.confidence] / _WORK[advice.effort], rule.says)
        for advice in rule.rule.advice
        if rule.score < advice.below and _suits(advice, profile)
    ]


def _suits(advice: Advice, profile: Profile) -> bool:
    return profile.profile not in advice.not_for and (profile.advice_only is None or advice.id in profile.advice_only)


def _asks_for_work(answered: Answered) -> bool:
    """Not when the question stands well; and a result that could not be judged asks for nothing, its causes may."""
    if answered.combined.score is None:
        return answered.pack.part == "cause"
    return answered.combined.score < WELL


def _root_is_weak(questions: Sequence[Answered]) -> bool:
    for answered in questions:
        if answered.pack.pack == ROOT:
            high = answered.combined.high if answered.combined.high is not None else answered.combined.score
            return high is not None and high < WEAK
    return False
