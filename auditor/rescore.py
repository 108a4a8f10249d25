"""Judging a saved result again, with other packs, weights or another profile, and without the chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.errors import ReadError

if TYPE_CHECKING:
    from auditor.measures.measured import Measured
    from auditor.packs.load import Packs
    from auditor.parts import Evidence, Says
    from auditor.result import ActOn, MeasureValue, Result, Unseen
    from auditor.scoring.judge import Judged, Sight
    from auditor.scoring.judgement import Judgement

NOT_KEPT = "not_in_result"
"""Why a rule that the saved result has no number for cannot be judged."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be judged otherwise than it was. What is not said stays."""

    profile: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    """Question → weight."""
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()


AS_IT_WAS = Wishes()


@dataclass(frozen=True, slots=True)
class Again:
    """A saved result judged again, with the draws that its JSON leaves out."""

    result: Result
    judgement: Judgement


def rescore(saved: Result, packs: Packs, wishes: Wishes = AS_IT_WAS) -> Result:
    """``saved`` judged by ``packs``. With the packs it was made with, and no wishes, the same bytes.

    :raises ReadError: it was saved by version 0.1.0, which did not keep the draws.
    :raises UsageError: ``wishes`` name a rule or profile that there is not.
    """
    return judge_again(saved, packs, wishes).result


def judge_again(saved: Result, packs: Packs, wishes: Wishes = AS_IT_WAS) -> Again:
    """As :func:`rescore`, with what it was composed from."""
    from auditor import __version__
    from auditor.compose_judgement import judged_half
    from auditor.portrait import Portrait
    from auditor.result import Sight
    from auditor.scoring.judgement import judge_all

    sight, weights = _sight(saved, packs, wishes)
    values = _values(saved, packs)
    measures = {name: _measured(name, values.get(name)) for name in packs.measures}
    judgement = judge_all(packs, measures, sight)
    other = sight.profile.profile != saved.profile.name
    half = judged_half(
        judgement,
        packs,
        sight.profile,
        _quotes(saved),
        given=wishes.profile is not None or saved.profile.source == "given",
        proposed=next((one for one in packs.profiles if one.profile == saved.profile.proposed), None),
    )
    facts: dict[str, object] = {}
    if other and sight.profile.no_scores_of_persons:
        facts["act_on"] = _without_persons(saved.act_on)
        facts["portrait"] = Portrait(needs=saved.portrait.needs) if saved.portrait else None
    kept = {
        "auditor": __version__,
        "measures": dict(sorted({**saved.measures, **values}.items())),
        "sight": Sight(has=sorted(sight.has), messages=sight.messages, muted=sorted(sight.muted), weights=weights),
    }
    result = saved.model_copy(update={**half, **facts, **kept})
    if result.promise is not None:
        from auditor.launch.keeping import held_again

        result = result.model_copy(update={"promise": held_again(result.promise, result.questions)})
    if saved.over_time and _otherwise(saved, result):
        result = result.model_copy(update={"unseen": _with_stretches(saved.unseen)})
    return Again(result, judgement)


def _sight(saved: Result, packs: Packs, wishes: Wishes) -> tuple[Sight, dict[str, float]]:
    """What rules are judged by besides measures, and the weights that were asked for, now or then."""
    from auditor.audit import muted_rules, weighed
    from auditor.scoring.judge import Sight

    then = saved.sight
    if then is None:
        raise ReadError("result_not_kept", where=", ".join(saved.read.files), hint="check_again")
    weights = {**then.weights, **wishes.weights}
    chosen, called = wishes.select or wishes.ignore, packs.called
    sight = Sight(
        has=frozenset(then.has),
        messages=then.messages,
        host_inferred=saved.host.inferred or not saved.host.people,
        profile=weighed(packs.profile(wishes.profile or saved.profile.name), weights),
        muted=muted_rules(packs, wishes.select, wishes.ignore)
        if chosen
        else frozenset(called.get(rule, rule) for rule in then.muted),
        reasons={} if chosen else _reasons(saved, called),
    )
    return sight, weights


def _reasons(saved: Result, called: Mapping[str, str]) -> dict[str, Says]:
    """Why rules were muted, as the saved result tells, by the names of the rules now."""
    rules = [rule for question in saved.questions for rule in question.rules]
    return {
        called.get(rule.rule, rule.rule): rule.says
        for rule in rules
        if rule.state == "muted" and rule.says.code == "muted_because"
    }


def _values(saved: Result, packs: Packs) -> dict[str, MeasureValue]:
    """The saved measures by the names of ``packs``.

    A measure is known by the function and parameters it was taken with: a pack that calls it otherwise finds it, and a
    pack that means something else by its name does not.
    """
    by_how = {value.how: value for value in saved.measures.values()}
    found: dict[str, MeasureValue] = {}
    for name, use in packs.measures.items():
        own = saved.measures.get(name)
        value = own if own is not None and own.how == use.how else by_how.get(use.how)
        if value is not None:
            found[name] = value
    return found


def _measured(name: str, value: MeasureValue | None) -> Measured:
    """A measure as it was when it was judged first. Raises :class:`ReadError` when its draws were tampered with."""
    from auditor.chat.tables import Note
    from auditor.measures.measured import Measured
    from auditor.measures.packing import unpack

    if value is None or (value.value is None and value.missing is None):
        return Measured.unknown(NOT_KEPT)
    try:
        draws = unpack(value.draws)
    except ValueError:
        place = f"measures.{name}.draws"
        raise ReadError("result_damaged", hint="make_result_again", place=place) from None
    params = {name: param for name, param in value.missing_params.items() if param is not None}
    return Measured(
        value=value.value,
        unit=value.unit,
        k=value.k,
        n=value.n,
        people=value.people or 0,
        days=value.days or 0,
        draws=draws,
        inferred=value.inferred,
        missing=Note(value.missing, params) if value.missing else None,
        more=value.more,
    )


def _quotes(saved: Result) -> Callable[[Judged], list[Evidence]]:
    """Quotations are taken over from the rule of the same name; a rule that is new has none."""
    from auditor.compose_judgement import prose

    found = {rule.rule: rule.evidence for question in saved.questions for rule in question.rules}

    def quote(rule: Judged) -> list[Evidence]:
        lost = rule.measured is None or (rule.measured.missing is not None and rule.measured.missing.code == NOT_KEPT)
        if lost or not rule.rule.quote:
            return []
        return [one.model_copy(update={"why": prose(rule.rule.title)}) for one in found.get(rule.id, [])]

    return quote


def _otherwise(saved: Result, result: Result) -> bool:
    """True when packs, profile, weights or mutes are not those of the saved result."""
    return (saved.packs, saved.profile.name, saved.sight) != (result.packs, result.profile.name, result.sight)


def _with_stretches(unseen: Sequence[Unseen]) -> list[Unseen]:
    """Said once: months and quarters need the chat to be judged again."""
    from auditor.locale import UNSEEN
    from auditor.parts import Prose
    from auditor.result import Unseen

    code = "stretches_as_before"
    zh, en, flag = UNSEEN[code]
    others = [one for one in unseen if one.code != code]
    return [*others, Unseen(code=code, says=Prose(zh=zh, en=en), settle_with=flag)]


def _without_persons(act_on: ActOn) -> ActOn:
    """The lists that rank nobody (family and friends)."""
    from auditor.result import ActOn

    open_ = ("unanswered", "newcomers_unmet")
    return ActOn(
        unanswered=act_on.unanswered,
        newcomers_unmet=act_on.newcomers_unmet,
        totals={name: total for name, total in act_on.totals.items() if name in open_},
    )
