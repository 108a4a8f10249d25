"""Facts and judgement put into the words of :class:`Result`: evidence quoted, people named, what was not seen said."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from auditor import __version__
from auditor.acting import act_on
from auditor.audit import AuditSettings
from auditor.chat.tables import Note
from auditor.locale import NOTES, REASONS, UNSEEN, WINDOW, both
from auditor.measures.measured import Measured
from auditor.measures.view import View
from auditor.naming import Names
from auditor.packs.load import Packs
from auditor.packs.schema import Advice
from auditor.packs.schema import Profile as ProfilePack
from auditor.packs.schema import Prose as PackProse
from auditor.parts import Evidence, Prose, Says
from auditor.portraying import portray
from auditor.result import (
    ChatFacts,
    Course,
    Flag,
    Gate,
    HostPerson,
    HostSide,
    MeasureValue,
    Overall,
    PackUsed,
    Period,
    Profile,
    Question,
    Read,
    Result,
    RuleResult,
    Step,
    TurningPoint,
    Unseen,
    Verdict,
    WeekPoint,
    Window,
)
from auditor.scoring.advice import Advised, advise
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Answered, Judgement

QUOTES = 5
"""Quotations under a rule: one a person and one a day, spread over the window."""


def compose(
    view: View,
    measures: Mapping[str, Measured],
    judgement: Judgement,
    packs: Packs,
    settings: AuditSettings,
    names: Names,
    *,
    proposed: ProfilePack | None,
) -> Result:
    """The whole answer."""
    profile = packs.profile(settings.profile or "community")
    advice = {step.rule.id: step for step in reversed(advise(judgement, profile))}
    made = Result(
        auditor=__version__,
        packs=[PackUsed(pack=one.pack.pack, version=one.pack.version, hash=one.hash) for one in packs.packs],
        chat=_chat(view, names),
        window=_window(view),
        profile=_profile(profile, settings, proposed),
        host=_host(view, names),
        read=_read(view),
        verdict=_verdict(judgement, packs),
        overall=_overall(judgement),
        questions=[_question(one, view, names, advice, profile) for one in judgement.questions],
        gates=_gates(judgement),
        advice=[_step(step, profile) for step in advise(judgement, profile)],
        act_on=act_on(view, names, of_persons=not profile.no_scores_of_persons),
        course=_course(view, names),
        measures={name: _measure(measured) for name, measured in sorted(measures.items())},
        unseen=_unseen(view, names),
        portrait=portray(view, names, of_persons=not profile.no_scores_of_persons),
        names=names.mode,
    )
    return made.model_copy(update={"mentioned": dict(sorted(names.mentioned.items()))})


def _chat(view: View, names: Names) -> ChatFacts:
    facts = view.facts
    human = facts.messages.select("human", "person").filter("human")
    return ChatFacts(
        title=names.quote(facts.chat.title, 60) if facts.chat.title else None,
        platform=facts.chat.platform,
        format=facts.chat.report.format,
        messages=human.height,
        people=human["person"].n_unique(),
        bots=facts.people.filter(pl.col("side").is_in(["bot", "bridge"])).height,
        events=facts.chat.events.height,
        members=facts.members,
        first=_iso(facts.messages["at"].min()),
        last=_iso(facts.messages["at"].max()),
        zone=facts.chat.zone,
        as_of=facts.as_of.isoformat(),
        as_of_source=facts.as_of_source,
    )


def _window(view: View) -> Window:
    window = view.facts.window
    zh, en = both(WINDOW, window.why, days=view.days.count)
    return Window(
        from_=window.start.isoformat(),
        to=window.end.isoformat(),
        why=Says(code=window.why, params={"days": view.days.count}, zh=zh, en=en),
    )


def _profile(profile: ProfilePack, settings: AuditSettings, proposed: ProfilePack | None) -> Profile:
    """The profile it was judged by; another is proposed only to somebody who has not chosen one."""
    other = proposed if not settings.profile and proposed is not None and proposed.profile != profile.profile else None
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
    source = "given" if settings.profile else "proposed" if other is not None else "default"
    return Profile(
        name=profile.profile,
        source=source,
        because=because,
        proposed=other.profile if other is not None else None,
    )


def _host(view: View, names: Names) -> HostSide:
    facts = view.facts
    made = []
    for person in facts.host.persons:
        codes = facts.host.because.get(person, ("given",))
        told = [both(REASONS, code) for code in codes]
        because = Says(code=" ".join(codes), zh="、".join(zh for zh, _ in told), en=", ".join(en for _, en in told))
        made.append(HostPerson(person=names.key(person), name=names.of(person), because=because))
    return HostSide(inferred=view.facts.host.inferred, people=made)


def _read(view: View) -> Read:
    report = view.facts.chat.report
    return Read(
        files=[name.rsplit("/", 1)[-1] for name in report.files],
        lines=report.lines,
        understood=report.understood,
        coverage=report.coverage,
        date_order=report.date_order,
        encoding=report.encoding,
        notes=[_note(note) for note in report.notes],
    )


def _note(note: Note) -> Says:
    zh, en = both(NOTES, note.code, **note.params)
    return Says(code=note.code, params=dict(note.params), zh=zh, en=en)


def _verdict(judgement: Judgement, packs: Packs) -> Verdict:
    decided = judgement.decided
    titles = {name: verdict.title for one in packs.packs for name, verdict in one.pack.verdicts.items()}
    runner_up = titles[decided.runner_up] if decided.runner_up else None
    return Verdict(
        kind=decided.kind,
        title=_prose(decided.verdict.title),
        sure="confirmed" if decided.confirmed else "suspected",
        share=decided.share,
        because=judgement.because,
        runner_up=decided.runner_up,
        runner_up_title=_prose(runner_up) if runner_up else None,
        flags=[Flag(flag=name, title=_prose(flag.title), says=says) for name, flag, says in judgement.flags],
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


def _question(
    answered: Answered, view: View, names: Names, advice: Mapping[str, Advised], profile: ProfilePack
) -> Question:
    combined = answered.combined
    assert answered.pack.part is not None
    return Question(
        pack=answered.pack.pack,
        title=_prose(answered.pack.title),
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
        rules=[_rule(rule, view, names, advice.get(rule.id), profile) for rule in answered.rules],
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


def _rule(rule: Judged, view: View, names: Names, step: Advised | None, profile: ProfilePack) -> RuleResult:
    measured = rule.measured
    failing = rule.rule.failing_title
    title = failing if failing is not None and rule.score is not None and rule.score < 50 else rule.rule.title
    made = RuleResult(
        rule=rule.id,
        claim=rule.rule.claim,
        title=_prose(title),
        state=rule.state,
        says=rule.says,
        score=rule.score,
        score_low=rule.low,
        score_high=rule.high,
        weight=rule.weight,
        grade=rule.rule.basis.grade if rule.rule.basis else None,
        basis=_prose(rule.rule.basis.note) if rule.rule.basis else None,
        confidence=rule.confidence,
        evidence=_evidence(rule, view, names),
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


def _evidence(rule: Judged, view: View, names: Names) -> list[Evidence]:
    """A few of the messages the rule rests on: one a person, one a day, spread over the time."""
    if rule.measured is None or not rule.rule.quote or not rule.measured.evidence:
        return []
    ids = np.array(rule.measured.evidence, dtype=np.int64)
    ids = ids[np.unique(np.linspace(0, len(ids) - 1, min(len(ids), 200)).astype(int))]
    told = (
        view.facts.messages.filter(pl.col("id").is_in(ids.tolist()))
        .filter(pl.col("own").str.len_chars() > 0)
        .sort("at", "id")
        .unique("person", keep="first", maintain_order=True)
        .unique("day", keep="first", maintain_order=True)
    )
    picked = (
        told[np.unique(np.linspace(0, told.height - 1, min(QUOTES, told.height)).astype(int))] if told.height else told
    )
    return [
        Evidence(
            message=row["id"],
            at=row["at"].isoformat(timespec="seconds"),
            person=names.key(row["person"]),
            name=names.of(row["person"]),
            text=names.quote(row["own"]),
            why=_prose(rule.rule.title),
        )
        for row in picked.iter_rows(named=True)
    ]


def _gates(judgement: Judgement) -> list[Gate]:
    return [
        Gate(
            gate=state.id,
            title=_prose(state.gate.title) if state.gate.title else None,
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
        do=_prose(_worded(advised.advice, profile)),
        why_here=advised.because,
        success=_prose(advised.advice.success),
        gain=advised.gain,
        effort=advised.advice.effort,
        confidence=advised.rule.confidence or "low",
    )


def _worded(advice: Advice, profile: ProfilePack) -> PackProse:
    return advice.profiles.get(profile.profile, advice.do)


def _course(view: View, names: Names) -> Course:
    course = view.facts.course
    return Course(
        periods=[
            Period(
                kind=period.kind,
                from_=period.from_.isoformat(),
                to=period.to.isoformat(),
                people_per_week=period.people_per_week,
                messages_per_week=period.messages_per_week,
            )
            for period in course.periods
        ],
        turning_points=[
            TurningPoint(
                at=point.at.isoformat(),
                before=point.before,
                after=point.after,
                people_before=point.people_before,
                people_after=point.people_after,
                around=[_around(note, names) for note in point.around],
            )
            for point in course.turning_points
        ],
        weeks=[
            WeekPoint(week=row["week"].isoformat(), people=row["people"], messages=row["messages"], promo=row["promo"])
            for row in view.facts.weeks.iter_rows(named=True)
        ],
    )


def _around(note: Note, names: Names) -> Says:
    """A note on a turning point; people by name, holidays by their own sentence."""
    params = dict(note.params)
    if isinstance(params.get("who"), int):
        params["who"] = names.of(int(params["who"]))
    code = str(params["which"]) if note.code == "holiday" else note.code
    told = {name: f"{value:g}" if isinstance(value, float) else value for name, value in params.items()}
    zh, en = both(REASONS, code, **told)
    return Says(code=note.code, params=params, zh=zh, en=en)


def _measure(measured: Measured) -> MeasureValue:
    return MeasureValue(
        value=measured.value,
        low=measured.low,
        high=measured.high,
        unit=measured.unit,
        k=measured.k,
        n=measured.n,
        days=measured.days,
        people=measured.people,
        n_eff=measured.n_eff,
        missing=measured.missing.code if measured.missing else None,
    )


def _unseen(view: View, names: Names) -> list[Unseen]:
    """What the export could not show, and the flag that would settle it."""
    facts = view.facts
    report = facts.chat.report
    codes: list[tuple[str, dict[str, str | int | float]]] = []
    if not facts.host.persons:
        codes.append(("host_unknown", {}))
    elif facts.host.inferred:
        codes.append(("host_guessed", {"names": "、".join(names.of(person) for person in facts.host.persons[:3])}))
    if facts.as_of_source == "last":
        codes.append(("as_of_unknown", {}))
    if facts.members is None:
        codes.append(("no_member_list", {}))
    for thing in ("replies", "joins", "leaves"):
        if thing not in facts.has:
            codes.append((f"no_{thing}", {}))
    if report.date_order_because == "assumed":
        codes.append(("date_order", {"order": report.date_order or ""}))
    if report.lines > report.understood:
        codes.append(("not_understood", {"lines": report.lines - report.understood}))
    made = []
    for code, params in codes:
        zh, en, flag = UNSEEN[code]
        zh, en = both({code: (zh, en)}, code, **params)
        made.append(Unseen(code=code, params=dict(params), says=Prose(zh=zh, en=en), settle_with=flag))
    return made


def _prose(prose: PackProse) -> Prose:
    return Prose(zh=prose.zh, en=prose.en)


def _iso(moment: object) -> str | None:
    return moment.isoformat(timespec="seconds") if hasattr(moment, "isoformat") else None
