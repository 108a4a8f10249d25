"""Two saved results of one group, judged by the same packs as the same kind of group, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from auditor.locale import COMPARISON, both
from auditor.parts import Param, Prose, Says
from auditor.rescore import Again, Wishes, judge_again

if TYPE_CHECKING:
    from auditor.comparison import Change, Comparison, Driver, Judged, QuestionChange
    from auditor.packs.load import Packs
    from auditor.result import Result, RuleResult
    from auditor.scoring.change import Change as Found

UNLIKE = 2.0
"""Times the days of the other from which two windows are called unlike."""
TOLD = 0.05
"""Points below which a rule has not moved its question."""


def diff(old: Result, new: Result, packs: Packs, profile: str | None = None) -> Comparison:
    """``new`` against ``old``, both judged by ``packs`` as ``profile``, or as the newer one was.

    Weights and mutes are those of the newer one too.

    :raises ReadError: one of them lacks what judging again needs.
    """
    from auditor import __version__
    from auditor.comparison import Comparison, MeasureChange
    from auditor.scoring.change import compare_wholes, of_questions

    wishes = Wishes(profile=profile or new.profile.name)
    before, after = judge_again(_as_the_other(old, new), packs, wishes), judge_again(new, packs, wishes)
    of_whole = of_questions(
        before.judgement.questions, after.judgement.questions, before.judgement.uncapped, after.judgement.uncapped
    )
    whole = compare_wholes(before.judgement, after.judgement)
    then, now = (result.measures for result in (before.result, after.result))
    title = packs.profile(wishes.profile or "").title
    return Comparison(
        auditor=__version__,
        packs=after.result.packs,
        profile=after.result.profile.name,
        profile_title=Prose(zh=title.zh, en=title.en),
        old=_side(before.result),
        new=_side(after.result),
        whole=_change(before.result.overall.score, after.result.overall.score, whole),
        uncapped=_uncapped(before, after),
        questions=_questions(before, after, of_whole),
        flags_gained=_more(after, before),
        flags_lost=_more(before, after),
        measures={
            name: MeasureChange(old=then[name].value, new=now[name].value, unit=now[name].unit)
            for name in sorted(packs.measures)
            if name in then and name in now
        },
        cautions=list(_cautions(old, new, before.result, after.result)),
    )


def _as_the_other(old: Result, new: Result) -> Result:
    """``old`` with the mutes and weights of ``new``."""
    if old.sight is None or new.sight is None:
        return old
    said = {"muted": new.sight.muted, "weights": new.sight.weights}
    return old.model_copy(update={"sight": old.sight.model_copy(update=said)})


def _uncapped(before: Again, after: Again) -> Change | None:
    from auditor.scoring.change import compare

    old, new = before.judgement, after.judgement
    if old.uncapped.score == old.overall.score and new.uncapped.score == new.overall.score:
        return None
    return _change(old.uncapped.score, new.uncapped.score, compare(old.uncapped, new.uncapped))


def _side(result: Result) -> Judged:
    from auditor.comparison import Judged

    chat, verdict = result.chat, result.verdict
    return Judged(
        title=chat.title, platform=chat.platform, messages=result.sight.messages if result.sight else chat.messages, people=chat.people,
        from_=result.window.from_, to=result.window.to, as_of=chat.as_of, kind=verdict.kind, verdict=verdict.title,
        sure=verdict.sure, flags={flag.flag: flag.title for flag in verdict.flags},
    )  # fmt: skip


def _questions(before: Again, after: Again, of_whole: dict[str, float]) -> list[QuestionChange]:
    from auditor.comparison import QuestionChange
    from auditor.scoring.change import compare_questions, of_rules

    made = []
    for was, is_, then, now in zip(
        before.judgement.questions, after.judgement.questions, before.result.questions, after.result.questions,
        strict=True,
    ):  # fmt: skip
        points = of_rules(was, is_)
        change = _change(then.score, now.score, compare_questions(was, is_))
        if change.change is None:
            change = change.model_copy(update={"because": _why_unscored(change.because, then.says, now.says)})
        made.append(
            QuestionChange(
                **dict(change), pack=now.pack, title=now.title, part=now.part, weight=now.weight,
                points=of_whole.get(now.pack),
                drivers=_drivers(points, {rule.rule: rule for rule in then.rules}, {rule.rule: rule for rule in now.rules}),
            )
        )  # fmt: skip
    return made


def _drivers(points: dict[str, float], then: dict[str, RuleResult], now: dict[str, RuleResult]) -> list[Driver]:
    from auditor.comparison import Driver

    moved = sorted((name for name in points if abs(points[name]) >= TOLD), key=lambda name: (-abs(points[name]), name))
    return [
        Driver(
            rule=name, title=now[name].title, points=points[name], unit=now[name].unit or then[name].unit,
            old=then[name].value if then[name].state == "scored" else None,
            new=now[name].value if now[name].state == "scored" else None,
            old_says=then[name].says, new_says=now[name].says,
        )
        for name in moved
    ]  # fmt: skip


def _change(old: float | None, new: float | None, found: Found) -> Change:
    from auditor.comparison import Change

    return Change(
        old=old, new=new, change=found.change, change_low=found.low, change_high=found.high, judged=found.judged,
        because=_because(found),
    )  # fmt: skip


def _because(found: Found) -> Says:
    """Why a change is so judged, with its share of the pairs."""
    falling = found.change is not None and found.change < 0
    if found.why == "only_once":
        return _says("only_once", points=round(found.alike or 0))
    if found.why in ("may_be_chance", "too_small"):
        share = found.falls if falling else found.rises
        code = f"{found.why}_down" if falling else found.why
    else:
        share = {"rises": found.rises, "falls": found.falls, "near": found.near}.get(found.why)
        code = found.why
    return _says(code) if share is None else _says(code, share=f"{100 * share:.0f}%")


def _why_unscored(because: Says, then: Says, now: Says) -> Says:
    """With what was missing."""
    missing = then if because.code == "no_old_score" else now
    return Says(
        code=because.code,
        params={"missing": missing.code},
        zh=f"{because.zh}：{missing.zh}",
        en=f"{because.en}: {missing.en}",
    )


def _more(one: Again, other: Again) -> list[str]:
    """Marks of ``one`` that ``other`` does not bear."""
    there = {flag.flag for flag in other.result.verdict.flags}
    return [flag.flag for flag in one.result.verdict.flags if flag.flag not in there]


def _cautions(old: Result, new: Result, before: Result, after: Result) -> Iterator[Says]:
    """What makes the two less comparable, the gravest first. ``before`` and ``after`` are they judged again."""
    if old.chat.platform != new.chat.platform:
        yield _says("other_platform")
    elif old.chat.title and new.chat.title and old.chat.title != new.chat.title:
        yield _says("other_title", old=old.chat.title, new=new.chat.title)
    spans = [_span(result) for result in (old, new)]
    (start, end), (later_start, later_end) = spans
    if start and end and later_start and later_end:
        if later_end < end:
            yield _says("turned_around")
        same = (start, end, old.chat.messages) == (later_start, later_end, new.chat.messages)
        shared = (min(end, later_end) - max(start, later_start)).days + 1
        if same:
            yield _says("same_messages")
        elif shared > 0:
            yield _says("overlap", days=shared)
        days, later_days = (end - start).days + 1, (later_end - later_start).days + 1
        if max(days, later_days) >= UNLIKE * min(days, later_days):
            yield _says("unlike_windows", old=days, new=later_days)
    yield from _who_and_when(old, new)
    for code, result in (("old_packs", old), ("new_packs", new)):
        used = {(pack.pack, pack.hash) for pack in after.packs}
        others = [pack.pack for pack in result.packs if (pack.pack, pack.hash) not in used]
        if others:
            yield _says(code, packs=", ".join(others))
    if old.profile.name != before.profile.name or new.profile.name != after.profile.name:
        yield _says("other_profile", old=old.profile.name, new=new.profile.name, profile=after.profile.name)


def _who_and_when(old: Result, new: Result) -> Iterator[Says]:
    """What was known of the host side and of the end of the export, where it was not the same."""
    if old.host.inferred != new.host.inferred:
        yield _says("host_guessed_once")
    elif {one.person for one in old.host.people} != {one.person for one in new.host.people}:
        yield _says("other_host")
    sources = (old.chat.as_of_source, new.chat.as_of_source)
    if sources[0] != sources[1] and "last" in sources:
        yield _says("end_unknown_once")
    if old.sight and new.sight and set(old.sight.has) - {"date"} != set(new.sight.has) - {"date"}:
        yield _says("other_sight")


def _span(result: Result) -> tuple[date | None, date | None]:
    first, last = result.window.from_, result.window.to
    return date.fromisoformat(first[:10]) if first else None, date.fromisoformat(last[:10]) if last else None


def _says(code: str, **params: Param) -> Says:
    zh, en = both(COMPARISON, code, **params)
    return Says(code=code, params=params, zh=zh, en=en)
