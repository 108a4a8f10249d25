"""From the columns of a Telegram chat to a :class:`~auditor.chat.tables.Chat`: times, people, replies, events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from auditor.chat.formats.clock import Clock
from auditor.chat.formats.people import Cast
from auditor.chat.formats.places import Places
from auditor.chat.formats.telegram_items import Columns, Service, read_text, read_times
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, Chat, Note, ReadReport, frame

DELETED = "Deleted Account"
"""What Telegram shows where the account, and with it the name, is gone; the id is left."""
UNTITLED = {"saved_messages": "Saved Messages", "replies": "Replies", "verify_codes": "Verification Codes"}
"""Titles of chats that the export leaves without one."""
MEMBERSHIP = ("create", "join", "invite", "leave", "remove")

_ACTIONS = {
    "create_group": "create", "create_channel": "create", "edit_group_title": "rename",
    "invite_members": "invite", "add_members": "invite", "remove_members": "remove",
    "join_group_by_link": "join", "join_group_by_request": "join", "pin_message": "pin",
    "phone_call": "call", "group_call": "call", "group_call_scheduled": "call", "invite_to_group_call": "call",
    "conference_call": "call", "edit_group_photo": "settings", "delete_group_photo": "settings",
    "migrate_to_supergroup": "settings", "migrate_from_group": "settings", "set_messages_ttl": "settings",
    "edit_chat_theme": "settings", "set_chat_wallpaper": "settings", "set_same_chat_wallpaper": "settings",
    "topic_created": "settings", "topic_edit": "settings", "allow_sending_messages": "settings",
}  # fmt: skip
"""``action`` → event; whatever is not here is ``other`` and keeps its name as text."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the export says about a chat besides its messages."""

    files: tuple[str, ...]
    """Where it was read from, its parts in their order."""
    name: str | None = None
    type: str | None = None
    id: str | None = None
    own: str | None = None
    """Id of the account that exported (only in exports of a whole account)."""
    notes: tuple[Note, ...] = ()


def build_chat(columns: Columns, head: Head, zone: str | None) -> Chat:
    """The chat of ``columns``; ``zone`` shows times there rather than where the export was made."""
    written = columns.table()
    services = columns.services
    stamps = _stamps(services)
    clock = Clock.of(pl.concat([written.select("wall", "utc"), stamps]), zone)
    messages = written.with_columns(clock.at()).filter(pl.col("at").is_not_null()).with_row_index("id")
    where = Places(messages["source_id"])
    reply, outside = _replies(messages["reply_to"], where, services)
    cast = Cast()
    writers = pl.Series("person", [cast.person(*pair) for pair in columns.senders], dtype=pl.UInt32)
    messages = messages.with_columns(writers.gather(messages["sender"]), reply)
    events = _events(services, stamps.select(clock.at())["at"], cast, messages["text"], where)
    reacted = messages["reactions"].max() is not None
    messages = messages.with_columns(
        pl.col("reactions").fill_null(0) if reacted else "reactions", pl.col("source_id").cast(pl.String)
    )
    understood = messages.height + len(services)
    notes = (
        *head.notes,
        *clock.notes,
        *_count("unsupported_messages", columns.unsupported),
        *_count("undated_messages", written.height - messages.height),
        *_count("replies_outside", outside),
    )
    return Chat(
        title=head.name or UNTITLED.get(head.type or ""),
        platform="telegram",
        messages=messages.select(pl.col(name).cast(dtype) for name, dtype in MESSAGES.items()),
        events=events,
        people=_people(cast, head),
        report=ReadReport(
            format="telegram",
            files=head.files,
            lines=columns.objects,
            understood=understood,
            unread=tuple(columns.unread),
            notes=notes,
        ),
        zone=clock.zone,
        has=_has(events, reacted=reacted),
    )


def _stamps(services: list[Service]) -> pl.DataFrame:
    """``wall`` and ``utc`` of service messages."""
    dates = pl.Series([s.date for s in services], dtype=pl.String)
    unix = pl.Series([None if s.date_unixtime is None else str(s.date_unixtime) for s in services], dtype=pl.String)
    return read_times(dates, unix)


def _replies(targets: pl.Series, where: Places, services: list[Service]) -> tuple[pl.Series, int]:
    """``reply_to`` as ids of ours, and how many answer something that is not in the export.

    Answers to a service message link to nothing: among them every message of a topic, which "answers" its creation.
    """
    found = where.find(targets).alias("reply_to")
    events = pl.Series([service.id for service in services], dtype=pl.Int64)
    lost = targets.filter(targets.is_not_null() & found.is_null())
    return found, int(lost.is_in(events.implode()).not_().sum())


def _events(services: list[Service], at: pl.Series, cast: Cast, texts: pl.Series, where: Places) -> pl.DataFrame:
    """Service messages as typed events, one row a person concerned."""
    actors = [cast.person(s.from_id, s.from_) for s in services]
    rows: list[tuple[int, str, int | None, int | None, str | None, str]] = []
    for number, (service, actor) in enumerate(zip(services, actors, strict=True)):
        kind = _ACTIONS.get(service.action, "other") if isinstance(service.action, str) else "other"
        said = _sentence(service, kind, texts, where)
        members = service.members if isinstance(service.members, list) else []
        if kind == "create":
            rows.append((number, kind, actor, None, None, said))
            rows += [(number, "invite", actor, who, "added", said) for who in _others(members, actor, cast)]
        elif kind == "join":
            link = service.action == "join_group_by_link"
            inviter = (
                cast.named(service.inviter) if link and isinstance(service.inviter, str) and service.inviter else None
            )
            rows.append((number, kind, inviter, actor, "link" if link else "request", said))
        elif kind in ("invite", "remove"):
            for member in members or [None]:
                who = _member(member, cast)
                if actor is not None and (member == service.from_ or who == actor):
                    rows.append((number, "join" if kind == "invite" else "leave", None, actor, None, said))
                else:
                    rows.append((number, kind, actor, who, "added" if kind == "invite" else None, said))
        elif kind == "call" and members:
            rows += [(number, kind, actor, _member(member, cast), None, said) for member in members]
        else:
            rows.append((number, kind, actor, None, None, said))
    columns = (
        dict(zip(("id", "kind", "actor", "target", "via", "text"), zip(*rows, strict=True), strict=True))
        if rows
        else {}
    )
    events = frame({name: list(values) for name, values in columns.items()}, EVENTS_SCHEMA)
    return events.with_columns(at.gather(events["id"]).alias("at"))


def _member(member: Any, cast: Cast) -> int | None:
    """A member of a service message: a name, null for a deleted account; programs that imitate Telegram write an object."""
    if isinstance(member, str) and member:
        return cast.named(member)
    if isinstance(member, dict) and isinstance(member.get("id"), str | int):
        return cast.person(member["id"], read_text(member.get("name")) or None)
    return None


def _others(members: list[Any], actor: int | None, cast: Cast) -> list[int]:
    """The members that are somebody, the actor left out."""
    persons = [_member(member, cast) for member in members]
    return [person for person in persons if person is not None and person != actor]


def _sentence(service: Service, kind: str, texts: pl.Series, where: Places) -> str:
    """The new name, the pinned words, or what the action is called."""
    if kind == "pin":
        if isinstance(service.message_id, int) and abs(service.message_id) < 2**62:
            row = where.find(pl.Series([service.message_id], dtype=pl.Int64))[0]
            return "" if row is None else str(texts[row])
        return ""
    for value in (service.title, service.new_title, service.information_text, service.text, service.action):
        if word := read_text(value):
            return word
    return ""


def _people(cast: Cast, head: Head) -> pl.DataFrame:
    """Who writes as the chat itself is an anonymous admin, or the channel; the other side of a bot's chat is the bot."""
    roles = {(f"channel{head.id}", None): "admin"}
    if head.type == "bot_chat":
        roles[f"user{head.id}", None] = "bot"
    known = {cast.persons[key]: role for key, role in roles.items() if key in cast.persons}
    return cast.table(DELETED, known, None if head.own is None else f"user{head.own}")


def _has(events: pl.DataFrame, *, reacted: bool) -> frozenset[str]:
    """What can be told. Large groups hide who came and went: without a single such event that is unknown, not nobody."""
    moved = bool(events["kind"].is_in(MEMBERSHIP).any())
    return frozenset(
        {"replies", "ids", "forwarded", "edited"}
        | ({"joins", "leaves"} if moved else set())
        | ({"reactions"} if reacted else set())
    )


def _count(code: str, count: int) -> tuple[Note, ...]:
    return (Note(code, {"count": count}),) if count else ()
