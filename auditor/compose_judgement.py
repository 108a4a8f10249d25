"""The judgement put into the words of :class:`Result`: all of it that does not need the chat.

A fresh audit and one made from a saved result differ only in where their quotations come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from auditor.packs.load import Packs
from auditor.packs.schema import Advice
from auditor.packs.schema import Profile as ProfilePack
from auditor.packs.schema import Prose as PackProse
from auditor.parts import Evidence, Prose, Says
from auditor.result import Flag, Gate, Overall, PackUsed, Profile, Question, RuleResult, Step, Verdict
from auditor.scoring.advice import Advised, advise
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Answered, Judgement

Quote = Callable[[Judged], list[Evidence]]
"""A rule → the messages quoted under it."""


def judged_half(
    judgement: Judgement,
    packs: Packs,
    profile: ProfilePack,
    quote: Quote,
    *,
    given: bool,
    proposed: ProfilePack | None,
) -> dict[str, Any]:
    """The fields of :class:`Result` that follow from measures and packs.

    ``given``: whether the profile was asked for. ``proposed``: the one the chat looks like.
    """
    advised = advise(judgement, profile)
    advice = {step.rule.id: step for step in reversed(advised)}
    return {
        "packs": [PackUsed(pack=one.pack.pack, version=one.pack.version, hash=one.hash) for one in packs.packs],
        "profile": _profile(profile, proposed, given=given),
        "verdict": _verdict(judgement, packs),
        "overall": _overall(judgement),
        "questions": [_question(one, quote, advice, profile) for one in judgement.questions],
        "gates": _gates(judgement),
        "advice": [_step(step, profile) for step in advised],
    }


def _profile(profile: ProfilePack, proposed: ProfilePack | None, *, given: bool) -> Profile:
    """The profile it was judged by; another is proposed only to somebody who has not chosen one."""
    other = proposed if not given and proposed is not None and proposed.profile != profile.profile else None
    because = None
    if other is not None:
        because = Says(
            code="profile_proposed",
            params={"profile": other.profile},
            zh=f"看起来像{other.title.zh}：{other.says.zh}",
            en=f"looks like {other.title.en}: {other.says.en}",
        )
    elif profile.profile != "community":
        because = Says(
            code="profile_given",
            zh=f"{profile.title.zh}：{profile.says.zh}",
            en=f"{profile.title.en}: {profile.says.en}",
        )
    source = "given" if given else "proposed" if other is not None else "default"
    return Profile(
        name=profile.profile,
        source=source,
        because=because,
        proposed=other.profile if other is not None else None,
    )


def _verdict(judgement: Judgement, packs: Packs) -> Verdict:
    decided = judgement.decided
    titles = {name: verdict.title for one in packs.packs for name, verdict in one.pack.verdicts.items()}
    runner_up = titles[decided.runner_up] if decided.runner_up else None
    return Verdict(
        kind=decided.kind,
        title=prose(decided.verdict.title),
        sure="confirmed" if decided.confirmed else "suspected",
        share=decided.share,
        because=judgement.because,
        runner_up=decided.runner_up,
        runner_up_title=prose(runner_up) if runner_up else None,
        flags=[Flag(flag=name, title=prose(flag.title), says=says) for name, flag, says in judgement.flags],
    )


def _overall(judgement: Judgement) -> Overall:
    overall = judgement.overall
    says = None
    if overall.score is None:
        scored = sum(1 for one in judgement.questions if one.combined.score is not None)
        says = Says(
            code="no_overall",
            params={"scored": scored, "questions": len(judgement.questions)},
            zh=f"{len(judgement.questions)} 问里{f'只有 {scored} 问' if scored else '没有一问'}有足够的数据，给不出总分",
            en=f"{f'only {scored}' if scored else 'none'} of {len(judgement.questions)} questions "
            f"{'has' if scored < 2 else 'have'} enough data for a score of the whole",
        )
    capped = judgement.uncapped.score is not None and overall.score != judgement.uncapped.score
    return Overall(
        score=overall.score,
        score_low=overall.low,
        score_high=overall.high,
        coverage=overall.coverage,
        confidence=overall.confidence,
        uncapped=judgement.uncapped.score if capped else None,
        says=says,
    )


def _question(answered: Answered, quote: Quote, advice: Mapping[str, Advised], profile: ProfilePack) -> Question:
    combined = answered.combined
    assert answered.pack.part is not None
    return Question(
        pack=answered.pack.pack,
        title=prose(answered.pack.title),
        part=answered.pack.part,
        weight=answered.weight,
        score=combined.score,
        score_low=combined.low,
        score_high=combined.high,
        score_if_unknown_low=combined.floor,
        score_if_unknown_high=combined.roof,
        coverage=combined.coverage,
        confidence=combined.confidence,
        says=_most_telling(answered),
        rules=[_rule(rule, quote, advice.get(rule.id), profile) for rule in answered.rules],
    )


def _most_telling(answered: Answered) -> Says:
    """The sentence of the rule that moves the question most: far from the middle and heavy; else what was missing."""
    scored = [rule for rule in answered.rules if rule.state == "scored" and rule.score is not None]
    if answered.combined.score is not None and scored:
        low = answered.combined.score < 70

        def pull(rule: Judged) -> tuple[float, str]:
            assert rule.score is not None
            return (rule.weight * ((70 - rule.score) if low else (rule.score - 50)), rule.id)

        return max(scored, key=pull).says
    short = sorted(
        (rule for rule in answered.rules if rule.state == "not_enough_data"), key=lambda rule: (-rule.weight, rule.id)
    )
    if short:
        return short[0].says
    if any(rule.state == "muted" for rule in answered.rules):
        return Says(code="muted", zh="这次没让看这一问", en="left out this time, as you asked")
    return Says(code="not_applicable", zh="这类群不问这一问", en="not asked of this kind of group")


def _rule(rule: Judged, quote: Quote, step: Advised | None, profile: ProfilePack) -> RuleResult:
    measured = rule.measured
    failing = rule.rule.failing_title
    title = failing if failing is not None and rule.score is not None and rule.score < 50 else rule.rule.title
    made = RuleResult(
        rule=rule.id,
        claim=rule.rule.claim,
        title=prose(title),
        state=rule.state,
        says=rule.says,
        score=rule.score,
        score_low=rule.low,
        score_high=rule.high,
        weight=rule.weight,
        grade=rule.rule.basis.grade if rule.rule.basis else None,
        basis=prose(rule.rule.basis.note) if rule.rule.basis else None,
        confidence=rule.confidence,
        evidence=quote(rule),
        advice=_step(step, profile) if step is not None else None,
    )
    if measured is None:
        return made
    return made.model_copy(
        update={
            "value": measured.value,
            "value_low": measured.low,
            "value_high": measured.high,
            "unit": measured.unit,
            "k": measured.k,
            "n": measured.n,
            "days": measured.days,
            "n_eff": measured.n_eff,
        }
    )


def _gates(judgement: Judgement) -> list[Gate]:
    return [
        Gate(
            gate=state.id,
            title=prose(state.gate.title) if state.gate.title else None,
            active=state.ceiling is not None,
            ceiling=state.ceiling,
            measure=state.gate.measure or state.gate.question or "",
            value=state.value,
            says=says,
        )
        for state, says in judgement.gates
    ]


def _step(advised: Advised, profile: ProfilePack) -> Step:
    return Step(
        rule=advised.rule.id,
        do=prose(_worded(advised.advice, profile)),
        why_here=advised.because,
        success=prose(advised.advice.success),
        gain=advised.gain,
        effort=advised.advice.effort,
        confidence=advised.rule.confidence or "low",
    )


def _worded(advice: Advice, profile: ProfilePack) -> PackProse:
    return advice.profiles.get(profile.profile, advice.do)


def prose(prose: PackProse) -> Prose:
    """A pack's sentence as a result holds it."""
    return Prose(zh=prose.zh, en=prose.en)
