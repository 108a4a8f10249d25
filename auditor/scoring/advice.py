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
    gain: float
    """Points the whole would rise by if the rule stood at 90, before any ceiling."""
    rank: float
    because: Says


def advise(judgement: Judgement, profile: Profile) -> list[Advised]:
    """At most five, one a question first, the best of each rule; the root first when it is weak at its cautious end."""
    made = [
        advised
        for answered in judgement.questions
        if _asks_for_work(answered)
        for rule in answered.rules
        if rule.state == "scored"
        for advised in _of_rule(answered, rule, judgement, profile)
    ]
    made.sort(key=lambda advised: (-advised.rank, advised.rule.id, advised.advice.id))
    best: list[Advised] = []
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
    best.sort(key=lambda advised: (-advised.rank, advised.rule.id))
    root = [advised for advised in best if advised.rule.id.startswith(f"{ROOT}/")]
    if root and _root_is_weak(judgement.questions):
        best = root[:1] + [advised for advised in best if advised is not root[0]]
    return best


def _of_rule(answered: Answered, rule: Judged, judgement: Judgement, profile: Profile) -> list[Advised]:
    assert rule.score is not None
    total = sum(q.weight for q in judgement.questions if q.combined.score is not None) or 1.0
    weight = sum(r.weight for r in answered.rules if r.state == "scored") or 1.0
    gain = max(0.0, GOAL - rule.score) * rule.weight / weight * answered.weight / total
    return [
        Advised(rule, advice, gain, gain * _SURE[rule.confidence] / _WORK[advice.effort], rule.says)
        for advice in rule.rule.advice
        if rule.score < advice.below
        and profile.profile not in advice.not_for
        and (profile.advice_only is None or advice.id in profile.advice_only)
    ]


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
