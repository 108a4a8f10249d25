"""What happened in a chat, as tables: the ground on which every measure stands. Nothing here judges."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Chat
from auditor.facts.addresses import find_addressees
from auditor.facts.asks import tell_asks
from auditor.facts.campaigns import mark_bought, tell_campaigns
from auditor.facts.conversations import mark_starts, number_conversations, tell_conversations
from auditor.facts.course import Course, tell_course
from auditor.facts.fired import Fired
from auditor.facts.invites import tell_joins
from auditor.facts.newcomers import tell_newcomers
from auditor.facts.notices import tell_notices
from auditor.facts.people import add_listed, name_keys, tell_people, tie_people
from auditor.facts.presence import tell_presence
from auditor.facts.replies import find_links
from auditor.facts.sides import Host, Named, take_sides
from auditor.facts.suggestions import tell_suggestions
from auditor.facts.talk import tell_messages, tell_turns
from auditor.facts.undertakings import tell_undertakings
from auditor.facts.weeks import tell_days, tell_weeks
from auditor.facts.window import Floors, Source, Window, choose_window, look_from
from auditor.facts.words import Words

SURE_BESIDE_GIVEN, SURE = 0.6, 0.3
"""Where people mark their replies, a guess must be this sure to stand beside them; elsewhere less will do."""
MARKING = 0.15
"""Share of the talk with a marked reply from which people are said to mark them: WeChat can, and hardly anybody does."""


@dataclass(frozen=True, slots=True)
class FactSettings:
    """What the user said about the chat."""

    owner: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    bots: tuple[str, ...] = ()
    """Names, ids or keys of people."""
    members: int | None = None
    member_names: tuple[str, ...] | None = None
    as_of: date | None = None
    as_of_source: Source | None = None
    since: date | None = None
    until: date | None = None
    floors: Floors = field(default_factory=Floors)


@dataclass(frozen=True, slots=True)
class Facts:
    """See docs/architecture.md §4 for every frame and column."""

    chat: Chat
    host: Host
    as_of: date
    as_of_source: Source
    window: Window
    members: int | None
    """Members of the group, silent ones too; null when nobody says how many."""
    has: frozenset[str]
    messages: pl.DataFrame
    turns: pl.DataFrame
    people: pl.DataFrame
    replies: pl.DataFrame
    asks: pl.DataFrame
    suggestions: pl.DataFrame
    joins: pl.DataFrame
    newcomers: pl.DataFrame
    conversations: pl.DataFrame
    undertakings: pl.DataFrame
    campaigns: pl.DataFrame
    notices: pl.DataFrame
    presence: pl.DataFrame
    days: pl.DataFrame
    weeks: pl.DataFrame
    course: Course

    def in_window(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of any frame with ``day`` that fall into the window."""
        return frame.filter(pl.col("day").is_between(self.window.start, self.window.end))


def build(chat: Chat, words: Words, fired: pl.DataFrame, settings: FactSettings) -> Facts:
    """Everything that happened up to ``as_of``. ``fired``: ``id`` and one Boolean column a signal, see signals/fire.py.

    Later messages and events are left out, so that a group can be looked at as it was. Statements of the group
    (``Words.texts``) are judged where ``fired`` has them.
    """
    as_of, source = look_from(chat, settings.as_of, settings.as_of_source)
    chat, words = _up_to(chat, words, as_of)
    words = replace(words, people=add_listed(words.people, settings.member_names or ()))
    lit = Fired.align(fired, words.table["id"], words.statements["id"])
    lit = lit.with_chains(words.table["chain"], words.chains)
    keys = name_keys(words.people, chat.platform)
    named = Named((*settings.owner, *settings.staff), settings.bots)
    signals = [name for name in lit.names if name not in ("duty", "bought")]
    # Steps that do not need each other's tables run side by side; each is a pure function, so the outcome is the same.
    with ThreadPoolExecutor(max_workers=pl.thread_pool_size()) as pool:
        addressing = pool.submit(find_addressees, words.table, words.people)
        sides, host = take_sides(chat, words, lit, keys, named)
        messages = tell_messages(words.table, lit, sides["side"], chat.messages["reactions"])
        told = "replies" in chat.has
        marking = chat.messages["reply_to"].count() >= MARKING * max(1, int(messages["talk"].sum()))
        to = addressing.result()
        linking = pool.submit(
            find_links, messages, words.table, to, chat.messages["reply_to"],
            guess=not (told and chat.report.format == "table"), floor=SURE_BESIDE_GIVEN if told and marking else SURE,
        )  # fmt: skip
        turns = tell_turns(messages, signals)
        presence = tell_presence(turns)
        people = tell_people(words.people, keys, sides, messages, presence)
        joins = tell_joins(chat, turns, people)
        called = _called(messages, to)
        links = linking.result()
        replies = links.replies
        conversation = number_conversations(turns, links)
        messages = messages.with_columns(conversation=conversation.gather(messages["turn"]))
        turns = _insert(turns, "media", conversation)
        campaigns = tell_campaigns(messages, turns)
        turns = _insert(turns, "conversation", mark_starts(turns), *mark_bought(messages, turns, campaigns))

        asking = pool.submit(tell_asks, messages, turns, replies)
        undertakings = pool.submit(tell_undertakings, messages, turns, words=words, replies=replies, people=people)
        coming = pool.submit(
            tell_newcomers, messages, turns, people=people, joins=joins, replies=replies, called=called, as_of=as_of
        )
        conversations = pool.submit(tell_conversations, turns)
        notices = tell_notices(words, lit, messages, turns)
        suggestions = pool.submit(tell_suggestions, chat, messages, turns, replies, notices)
        days = tell_days(messages, turns, presence, campaigns, as_of)
        asks, newcomers = asking.result(), coming.result()
        return Facts(
            chat=chat,
            host=host,
            as_of=as_of,
            as_of_source=source,
            window=choose_window(messages, as_of, settings.since, settings.until, settings.floors),
            members=_members(words.people, chat, settings),
            has=chat.has,
            messages=messages,
            turns=turns,
            people=tie_people(people, turns, joins, words.chains, as_of),
            replies=replies.drop("turn", "to_turn"),
            asks=asks,
            suggestions=suggestions.result(),
            joins=joins,
            newcomers=newcomers,
            conversations=conversations.result(),
            undertakings=undertakings.result(),
            campaigns=campaigns,
            notices=notices,
            presence=presence,
            days=days,
            weeks=tell_weeks(days, presence, asks, newcomers, chat),
            course=tell_course(chat, turns, messages, presence=presence, days=days, joins=joins, as_of=as_of),
        )


def _insert(frame: pl.DataFrame, after: str, *columns: pl.Series) -> pl.DataFrame:
    place = frame.columns.index(after) + 1
    every = frame.get_columns()
    return pl.DataFrame([*every[:place], *columns, *every[place:]])


def _called(messages: pl.DataFrame, to: npt.NDArray[np.int64]) -> pl.DataFrame:
    """``turn`` and the person ``to`` whom it speaks by name."""
    rows = np.flatnonzero(to >= 0)
    whom = pl.Series("to", to[rows].astype(np.uint32))
    return pl.DataFrame([messages["turn"].gather(rows), whom]).unique(maintain_order=True)


def _members(people: pl.DataFrame, chat: Chat, settings: FactSettings) -> int | None:
    """Number of members: given, else the length of a member list, else what the export states."""
    if settings.members is not None:
        return settings.members
    if settings.member_names is not None:
        return len(set(settings.member_names))
    return chat.members if chat.members is not None else int(people["listed"].sum()) or None


def _up_to(chat: Chat, words: Words, as_of: date) -> tuple[Chat, Words]:
    """Chat and words without what came after ``as_of``."""
    end = datetime.combine(as_of, time.max)
    last = chat.messages["at"].max()
    if not isinstance(last, datetime) or last <= end:
        return chat, words
    past = pl.col("at") <= end
    return (
        replace(
            chat,
            messages=chat.messages.filter(past),
            events=chat.events.filter(past | pl.col("at").is_null()),
        ),
        replace(
            words,
            table=words.table.filter(past),
            chains=words.chains.filter(past),
            statements=words.statements.filter(past | pl.col("at").is_null()),
        ),
    )
