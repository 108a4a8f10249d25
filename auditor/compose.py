"""Facts and judgement put into the words of :class:`Result`: evidence quoted, people named, what was not seen said."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from auditor import __version__
from auditor.acting import act_on
from auditor.audit import AuditSettings
from auditor.chat.tables import Note
from auditor.compose_judgement import judged_half, prose
from auditor.locale import NOTES, REASONS, UNSEEN, WINDOW, both
from auditor.measures.measured import Measured
from auditor.measures.packing import pack
from auditor.measures.view import View
from auditor.names.naming import Names
from auditor.packs.load import Packs
from auditor.packs.schema import Profile as ProfilePack
from auditor.parts import Evidence, Prose, Says
from auditor.portraying import portray, quoted
from auditor.result import (
    ChatFacts,
    Course,
    HostPerson,
    HostSide,
    MeasureValue,
    Period,
    Read,
    Result,
    Sight,
    TurningPoint,
    Unseen,
    WeekPoint,
    Window,
)
from auditor.scoring.judge import Judged
from auditor.scoring.judge import Sight as JudgedBy
from auditor.scoring.judgement import Judgement

QUOTES = 5
"""Quotations under a rule: one a person and one a day, spread over the window."""
STAFF_ANSWERS, STAFF_ASKED, STAFF_SHARE = 12, 0.1, 0.5
"""Answers, share of members' turns that ask, and share of the answers from which a few answerers may be staff that nobody
named: about the bounds of the help desk in rules/verdicts.yml, with its staff counted as members."""


def compose(
    view: View,
    measures: Mapping[str, Measured],
    judgement: Judgement,
    packs: Packs,
    settings: AuditSettings,
    names: Names,
    *,
    sight: JudgedBy,
    proposed: ProfilePack | None,
) -> Result:
    """The whole answer but for what is asked for besides (promises, months) and for who is mentioned in it."""
    uses = packs.measures
    judged = judged_half(
        judgement,
        packs,
        sight.profile,
        lambda rule: _evidence(rule, view, names),
        given=settings.profile is not None,
        proposed=proposed,
    )
    return Result(
        auditor=__version__,
        chat=_chat(view, names),
        window=_window(view),
        host=_host(view, names),
        read=_read(view, names),
        act_on=act_on(view, names, of_persons=not sight.profile.no_scores_of_persons),
        course=_course(view, names),
        measures={name: _measure(measured, uses[name].how) for name, measured in sorted(measures.items())},
        unseen=_unseen(view, settings, names),
        sight=Sight(
            has=sorted(sight.has), messages=sight.messages, muted=sorted(sight.muted), weights=dict(settings.weights)
        ),
        portrait=portray(view, names, of_persons=not sight.profile.no_scores_of_persons),
        names=names.mode,
        **judged,
    )


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
    params = {"days": view.days.count, "first": window.start.isoformat(), "last": window.end.isoformat()}
    params = {name: params[name] for name in (("first", "last") if window.why == "given" else ("days",))}
    zh, en = both(WINDOW, window.why, **params)
    return Window(
        from_=window.start.isoformat(),
        to=window.end.isoformat(),
        why=Says(code=window.why, params=params, zh=zh, en=en),
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


def _read(view: View, names: Names) -> Read:
    report = view.facts.chat.report
    return Read(
        files=[names.quote(name.rsplit("/", 1)[-1]) for name in report.files],  # “WhatsApp Chat with Ana.txt”
        lines=report.lines,
        understood=report.understood,
        coverage=report.coverage,
        date_order=report.date_order,
        encoding=report.encoding,
        notes=[_note(note, names) for note in report.notes],
    )


def _note(note: Note, names: Names) -> Says:
    """A note of a reader; what it quotes of the export as it may be shown."""
    params = {name: names.quote(told) if isinstance(told, str) else told for name, told in note.params.items()}
    zh, en = both(NOTES, note.code, **params)
    return Says(code=note.code, params=params, zh=zh, en=en)


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
    return [quoted(row, names, prose(rule.rule.title)) for row in picked.iter_rows(named=True)]


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


def _measure(measured: Measured, how: str) -> MeasureValue:
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
        inferred=measured.inferred,
        more=measured.more,
        draws=pack(measured.draws),
        missing=measured.missing.code if measured.missing else None,
        missing_params=dict(measured.missing.params) if measured.missing else {},
        how=how,
    )


def _unseen(view: View, settings: AuditSettings, names: Names) -> list[Unseen]:
    """What the export could not show, and the flag that would settle it."""
    facts = view.facts
    report = facts.chat.report
    codes: list[tuple[str, dict[str, str | int | float]]] = []
    if not facts.host.persons:
        codes.append(("host_unknown", {}))
    elif facts.host.inferred:
        codes.append(("host_guessed", {"names": "、".join(names.of(person) for person in facts.host.persons[:3])}))
    told_by_the_export = bool(facts.host.persons) and not facts.host.inferred and not settings.owner
    if not settings.staff and not told_by_the_export and (few := _few_answer(view)):
        codes.append(("staff_unnamed", {"names": "、".join(map(names.of, few))}))
    if facts.as_of_source == "last":
        codes.append(("as_of_unknown", {}))
    if facts.as_of_source == "export":
        codes += [("as_of_from_archive", dict(note.params)) for note in report.notes if note.code == "dated_by_archive"]
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
        if "names" in params:
            en = en.replace(str(params["names"]), str(params["names"]).replace("、", ", "))
        made.append(Unseen(code=code, params=dict(params), says=Prose(zh=zh, en=en), settle_with=flag))
    return made


def _few_answer(view: View) -> list[int]:
    """Up to three people outside the known host side who answer most of what is asked; staff, it may be. Else nobody."""
    answered = view.asks.filter("answered")
    if answered.height < STAFF_ANSWERS or view.asks.height < STAFF_ASKED * view.members.height:
        return []
    by = (
        answered.filter(pl.col("by_side") == "member")
        .group_by("by")
        .len()
        .sort(["len", "by"], descending=[True, False])
    )
    few = by.filter(pl.col("len") >= STAFF_ANSWERS / 3).head(3)
    return few["by"].to_list() if few["len"].sum() >= STAFF_SHARE * answered.height else []


def _iso(moment: object) -> str | None:
    return moment.isoformat(timespec="seconds") if hasattr(moment, "isoformat") else None
