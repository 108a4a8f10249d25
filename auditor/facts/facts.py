"""What happened in a chat, as tables: the ground on which every measure stands. Nothing here judges."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

import numpy as np
import polars as pl

from auditor.chat.tables import Chat
from auditor.facts.addresses import find_addressees
from auditor.facts.conversations import number_conversations, tell_conversations
from auditor.facts.fired import Fired
from auditor.facts.people import name_keys, tell_people
from auditor.facts.replies import find_links
from auditor.facts.sides import Host, Named, take_sides
from auditor.facts.talk import tell_messages, tell_turns
from auditor.facts.window import Floors, Source, Window, choose_window, look_from
from auditor.facts.words import Words

SURE_BESIDE_GIVEN = 0.6
"""Where the export marks replies, a guess must be this sure to stand beside them; elsewhere :data:`SURE`."""
SURE = 0.3


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
    conversations: pl.DataFrame

    def in_window(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of any frame with ``day`` that fall into the window."""
        return frame.filter(pl.col("day").is_between(self.window.start, self.window.end))


def build(chat: Chat, words: Words, fired: pl.DataFrame, settings: FactSettings) -> Facts:
    """Everything that happened up to ``as_of``. ``fired``: ``id`` and one Boolean column a signal, see signals/fire.py.

    Later messages and events are left out, so that a group can be looked at as it was.
    """
    as_of, source = look_from(chat, settings.as_of, settings.as_of_source)
    chat, words = _up_to(chat, words, as_of)
    lit = Fired.align(fired, words.table["id"], words.statements["id"])
    keys = name_keys(words.people, chat.platform)
    named = Named((*settings.owner, *settings.staff), settings.bots)
    sides, host = take_sides(chat, words, lit, keys, named)
    messages = tell_messages(words.table, lit, sides["side"], chat.messages["reactions"])
    turns = tell_turns(messages, [name for name in lit.names if name not in ("duty", "bought")])
    told = "replies" in chat.has
    links = find_links(
        messages,
        words.table,
        find_addressees(words.table, words.people),
        chat.messages["reply_to"],
        guess=not (told and chat.report.format == "table"),
        floor=SURE_BESIDE_GIVEN if told else SURE,
    )
    conversation = number_conversations(turns, links)
    turns = turns.insert_column(12, conversation)
    messages = messages.with_columns(conversation=conversation.gather(messages["turn"]))
    people = tell_people(words.people, keys, sides, messages, turns)
    return Facts(
        chat=chat,
        host=host,
        as_of=as_of,
        as_of_source=source,
        window=choose_window(messages, as_of, settings.since, settings.until, settings.floors),
        members=settings.members,
        has=chat.has,
        messages=messages,
        turns=turns,
        people=people,
        replies=links.replies,
        conversations=tell_conversations(turns),
    )


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
