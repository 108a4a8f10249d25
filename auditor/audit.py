"""Chat and packs in, Result out: the whole story on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

    from auditor.chat.tables import Chat
    from auditor.facts.facts import Facts
    from auditor.facts.words import Words
    from auditor.launch.keeping import Promises
    from auditor.measures.measured import Measured
    from auditor.measures.view import View
    from auditor.muting import Mute
    from auditor.names.naming import Names
    from auditor.packs.load import Packs
    from auditor.packs.schema import Profile
    from auditor.result import Result
    from auditor.scoring.judge import Sight
    from auditor.signals.fire import Matcher


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """What the user said about the chat and about how to judge it."""

    owner: tuple[str, ...] = ()
    """Names, ids or person keys of the owner."""
    staff: tuple[str, ...] = ()
    """… of admins, staff, official and second accounts."""
    members: int | None = None
    """Members of the group, silent ones too."""
    member_names: tuple[str, ...] | None = None
    as_of: date | Literal["last"] | None = None
    """The day to judge from; null takes the export's own date, else the last message."""
    as_of_is_today: bool = False
    """True when the day was given as ``today``."""
    since: date | None = None
    until: date | None = None
    profile: str | None = None
    """Null for the default, ``community``."""
    select: tuple[str, ...] = ()
    """Only these packs or rules (``vitality``, ``vitality/ad-share``)."""
    ignore: tuple[str, ...] = ()
    """Without these packs or rules."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """Other weights of questions: pack → weight."""
    mutes: tuple[Mute, ...] = ()
    """Rules and packs that are not judged, each with its reason; those that have run out by the day judged from count no more."""
    names: Literal["show", "alias", "hide"] = "show"
    client: str | None = None
    """Whose group it is: aliases are the same in all chats of one client, and differ between clients."""
    by: Literal["month", "quarter"] | None = None
    """Also the scores of every month or quarter of the group's life."""
    promised: Promises | None = None
    """What was promised before launch."""
    waive: bool = False
    """True in tests of packs: floors on sample size do not count."""


def audit(chat: Chat, packs: Packs, settings: AuditSettings | None = None, matcher: Matcher | None = None) -> Result:
    """Judge ``chat`` by ``packs``. Pure: the same arguments give the same result, byte for byte.

    ``matcher`` holds the packs' signals compiled, for judging many chats.

    :raises ReadError: nobody wrote anything.
    :raises UsageError: the settings name a person, rule or profile that there is not.
    """
    return audit_and_view(chat, packs, settings or AuditSettings(), matcher)[0]


def audit_and_view(
    chat: Chat, packs: Packs, settings: AuditSettings, matcher: Matcher | None = None
) -> tuple[Result, View, Names]:
    """As :func:`audit`, with the facts it rests on and the names in them, for whoever looks at more than one chat."""
    from auditor.compose import compose
    from auditor.names.naming import Names
    from auditor.scoring.judgement import judge_all

    _refuse_silence(chat)
    _refuse_other_times(chat, settings)
    words, fired = words_of(chat, packs, matcher)
    view = view_of(chat, words, fired, settings)
    settings = replace(settings, mutes=tuple(mute for mute in settings.mutes if mute.holds_on(view.facts.as_of)))
    names = Names(view.facts.people, settings.names, settings.client)
    measures = measure_all(view, packs, names)
    sight = sight_of(view, packs, settings)
    judgement = judge_all(packs, measures, sight)
    result = compose(view, measures, judgement, packs, settings, names, sight=sight, proposed=propose(view, packs))
    if settings.promised is not None:
        from auditor.launch.keeping import hold

        promise = hold(settings.promised, result.questions, view.facts.people, names)
        result = result.model_copy(update={"promise": promise})
    if settings.by is not None:
        from auditor.over_time import judge_over_time

        stretches = judge_over_time(view.facts, words, fired, packs, settings, settings.by)
        result = result.model_copy(update={"over_time": stretches})
    # Last, when everything that is quoted has been.
    return result.model_copy(update={"mentioned": dict(sorted(names.mentioned.items()))}), view, names


def words_of(chat: Chat, packs: Packs, matcher: Matcher | None = None) -> tuple[Words, pl.DataFrame]:
    """What each person wrote now, and the signals that fired in it. ``matcher`` as in :func:`audit`."""
    from auditor.facts.words import read_words
    from auditor.signals.fire import Matcher

    words = read_words(chat)
    return words, (matcher or Matcher(packs.signals)).fire(words.texts)


def look_at(chat: Chat, packs: Packs, settings: AuditSettings) -> View:
    """From the export's tables to the facts: words, signals, then what happened."""
    return view_of(chat, *words_of(chat, packs), settings)


def view_of(chat: Chat, words: Words, fired: pl.DataFrame, settings: AuditSettings) -> View:
    """The facts, from words and the signals that fired in ``words.texts``."""
    from auditor.facts.facts import FactSettings, build
    from auditor.measures.measured import Days
    from auditor.measures.view import View

    as_of, source = _as_of(settings)
    facts = build(
        chat,
        words,
        fired,
        FactSettings(
            owner=settings.owner,
            staff=settings.staff,
            members=settings.members,
            member_names=settings.member_names,
            as_of=as_of,
            as_of_source=source,
            since=settings.since,
            until=settings.until,
        ),
    )
    _refuse_strangers(facts)
    return View(facts, Days.of(facts.window.start, facts.window.end))


def sight_of(view: View, packs: Packs, settings: AuditSettings) -> Sight:
    """What rules are judged by besides their measures."""
    from auditor.muting import reasons
    from auditor.scoring.judge import Sight

    muted = muted_rules(packs, settings.select, (*settings.ignore, *(mute.rule for mute in settings.mutes)))
    return Sight(
        has=view.facts.has | (frozenset() if view.facts.as_of_source == "last" else {"date"}),
        messages=int(view.facts.in_window(view.facts.messages)["human"].sum()),
        host_inferred=view.facts.host.inferred or not view.facts.host.persons,  # unknown confirms no more than a guess
        profile=weighed(packs.profile(settings.profile or "community"), settings.weights),
        muted=muted,
        reasons=reasons(settings.mutes, muted, packs.called),
        waive=settings.waive,
    )


def _refuse_silence(chat: Chat) -> None:
    """An export without a message is a mistake in exporting, not a group about which little can be said."""
    from auditor.errors import ReadError

    if chat.messages.is_empty():
        raise ReadError("nobody_wrote", where=", ".join(chat.report.files), hint="export_again_dates")


def _refuse_other_times(chat: Chat, settings: AuditSettings) -> None:
    """Days outside the chat's life are a slip of the pen; judged by them, any group would be empty."""
    from auditor.errors import UsageError

    first, last = chat.messages["at"].min(), chat.messages["at"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return
    begins, ends = first.date(), last.date()
    before = [("--until", settings.until), ("--as-of", settings.as_of)]
    for option, day in before:
        if isinstance(day, date) and day < begins:
            raise UsageError("before_the_chat", hint="chat_lasts", option=option, day=day, first=begins, last=ends)
    if settings.since is not None and settings.since > ends:
        since = settings.since
        raise UsageError("after_the_chat", hint="chat_lasts", option="--since", day=since, first=begins, last=ends)


def _refuse_strangers(facts: Facts) -> None:
    """Names given with ``--owner`` or ``--staff`` that nobody bears are a slip of the pen, not a chat without a host."""
    import difflib

    from auditor.errors import UsageError

    if facts.host.unmatched:
        wanted, names = facts.host.unmatched[0], facts.people["name"].drop_nulls().to_list()
        near = [name for name in names if wanted in name][:3] or difflib.get_close_matches(wanted, names, 3, 0.3)
        hint = "did_you_mean_one_of" if near else "inspect_lists_names"
        raise UsageError("nobody_called", hint=hint, name=wanted, near=" / ".join(near))


def measure_all(view: View, packs: Packs, names: Names) -> dict[str, Measured]:
    """Every measure that a pack names, keyed ``pack/measure``; the same function with the same parameters runs once.

    As the JSON will say them: what is judged is what is saved.
    """
    from auditor.measures.packing import as_saved
    from auditor.measures.registry import take

    taken: dict[str, Measured] = {}
    made: dict[str, Measured] = {}
    for key, use in packs.measures.items():
        if use.how not in taken:
            measured = take(view, use.compute, use.params)
            who = measured.more.get("who")
            if isinstance(who, int):
                measured = replace(measured, more={**measured.more, "who": names.of(who)})
            if isinstance(measured.more.get("text"), str):
                measured = replace(measured, more={**measured.more, "text": names.quote(measured.more["text"], 40)})
            taken[use.how] = as_saved(measured)
        made[key] = taken[use.how]
    return made


def propose(view: View, packs: Packs) -> Profile | None:
    """The profile the chat looks like, by the hints of the profiles; null when none reaches its mark."""
    from auditor.measures.registry import take

    best: tuple[float, Profile] | None = None
    for profile in packs.profiles:
        points = 0.0
        for hint in profile.hints:
            value = take(view, hint.compute, hint.params).value
            if value is None:
                continue
            above = hint.above is None or value > hint.above
            below = hint.below is None or value < hint.below
            points += hint.points if above and below else 0.0
        if profile.hints and points >= profile.propose_at and (best is None or points > best[0]):
            best = (points, profile)
    return best[1] if best else None


def _as_of(settings: AuditSettings) -> tuple[date | None, Literal["given", "today", "last"] | None]:
    if settings.as_of is None:
        return None, None
    if settings.as_of == "last":
        return None, "last"
    return settings.as_of, "today" if settings.as_of_is_today else "given"


def weighed(profile: Profile, weights: Mapping[str, float]) -> Profile:
    """``profile`` with other weights of questions."""
    return profile.model_copy(update={"questions": {**profile.questions, **weights}}) if weights else profile


def muted_rules(packs: Packs, select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """Rules left out by ``--select`` and ``--ignore``. Raises :class:`UsageError` for a name that nothing bears."""
    import difflib

    from auditor.errors import UsageError

    called = packs.called
    for name in (*select, *ignore):
        if name not in called:
            near = difflib.get_close_matches(name, sorted(called), 1)
            hint = "did_you_mean" if near else "list_names_all"
            raise UsageError("no_rule_called", hint=hint, name=name, near="".join(near))
    wanted, unwanted = {called[name] for name in select}, {called[name] for name in ignore}

    def named(rule: str, names: Set[str]) -> bool:
        return rule in names or rule.partition("/")[0] in names

    return frozenset(rule for rule in packs.rules if (wanted and not named(rule, wanted)) or named(rule, unwanted))


def facts_of(chat: Chat, packs: Packs, settings: AuditSettings | None = None) -> Facts:
    """The facts alone, for ``auditor tables`` and anyone's own analysis."""
    return look_at(chat, packs, settings or AuditSettings()).facts
