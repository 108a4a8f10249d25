"""The contract every reader meets: three tables and a report of how the reading went.

A reader returns a :class:`Chat`. Its tables hold what the export says and nothing inferred: unknown stays null,
and a null never turns into 0 or false on the way. Times are local wall time of the chat, without a zone;
``Chat.zone`` says which zone that is when the export tells.

``messages``: one row a user message, in file order
    ====================  =============  ==================================================================
    ``id``                ``UInt32``     0-based, order of the file
    ``source_id``         ``String?``    the export's own id, as text
    ``at``                ``Datetime``   local wall time (milliseconds)
    ``person``            ``UInt32?``    row of ``people``; null when the export names nobody
    ``text``              ``String``     what was written, ``""`` when nothing was (a picture)
    ``kind``              ``Enum``       one of :data:`KINDS`
    ``reply_to``          ``UInt32?``    ``id`` of the message answered, when the export says so
    ``forwarded``         ``Boolean?``   null where the format cannot say
    ``edited``            ``Boolean?``   null where the format cannot say
    ``reactions``         ``UInt32?``    number of reactions; null where the format cannot say
    ====================  =============  ==================================================================

``events``: one row an event and person concerned, in file order
    ``id`` ``UInt32`` (rows that come from one line of the export share it), ``at`` ``Datetime?``, ``kind`` ``Enum``
    of :data:`EVENTS`, ``actor`` and ``target`` ``UInt32?`` (rows of ``people``), ``via`` ``String?`` (``link``,
    ``qr``, ``invite``, ``request``, ``added``), ``text`` ``String`` (the sentence, or the new name, description, notice).

``people``: everybody who wrote, did or suffered something, or stands in the member list
    ``person`` ``UInt32`` (0-based row number), ``name`` ``String`` (the latest shown), ``names`` ``List[String]`` (all of
    them), ``source_id`` ``String?``, ``role`` ``Enum`` of :data:`ROLES`, ``listed`` ``Boolean?`` (in the export's
    member list; null when it has none), ``me`` ``Boolean`` (the one who exported).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

KINDS = (
    "text", "image", "voice", "video", "file", "sticker", "link", "card", "location", "contact",
    "red_packet", "transfer", "poll", "call", "forward", "recalled", "other",
)  # fmt: skip
"""What a message is. ``card`` is a mini-program, product or music card; ``recalled`` a message taken back or
deleted of which only the trace is left."""

EVENTS = (
    "create", "join", "invite", "leave", "remove", "rename", "describe", "announce", "pin", "admin", "mute",
    "recall", "red_packet_taken", "pat", "call", "settings", "other",
)  # fmt: skip
"""What an event is. ``join``: ``target`` came by himself or by link or QR code (``actor`` is whose link it was, if
known). ``invite``: ``actor`` brought ``target`` in. ``leave``: ``target`` went. ``remove``: ``actor`` put ``target`` out.
``announce``: a group notice, its text in ``text``. ``admin``: ``target`` became owner or admin (``via`` = ``owner`` or
``admin``). ``mute``: ``target`` (null = all) may not speak."""

ROLES = ("owner", "admin", "member", "bot", "unknown")

KIND = pl.Enum(KINDS)
EVENT = pl.Enum(EVENTS)
ROLE = pl.Enum(ROLES)
TIME = pl.Datetime("ms")

MESSAGES: dict[str, pl.DataType] = {
    "id": pl.UInt32(),
    "source_id": pl.String(),
    "at": TIME,
    "person": pl.UInt32(),
    "text": pl.String(),
    "kind": KIND,
    "reply_to": pl.UInt32(),
    "forwarded": pl.Boolean(),
    "edited": pl.Boolean(),
    "reactions": pl.UInt32(),
}
EVENTS_SCHEMA: dict[str, pl.DataType] = {
    "id": pl.UInt32(),
    "at": TIME,
    "kind": EVENT,
    "actor": pl.UInt32(),
    "target": pl.UInt32(),
    "via": pl.String(),
    "text": pl.String(),
}
PEOPLE: dict[str, pl.DataType] = {
    "person": pl.UInt32(),
    "name": pl.String(),
    "names": pl.List(pl.String()),
    "source_id": pl.String(),
    "role": ROLE,
    "listed": pl.Boolean(),
    "me": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the reading that the user should know, as a code and its parameters.

    :data:`auditor.locale.NOTES` holds the sentence for each code; prose never travels through the tables.
    """

    code: str
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """How the reading went: every line or object of the export is in exactly one of the counts."""

    format: str
    """Name of the format module, e.g. ``whatsapp``."""
    files: tuple[str, ...]
    """Base names of the files read."""
    lines: int
    """Lines (text formats) or objects (JSON, CSV rows) seen."""
    understood: int
    """Of these, how many became a message, an event, part of one, or a known head line."""
    unread: tuple[tuple[int, str], ...] = ()
    """Samples of the rest: 1-based line or object number and its beginning, at most twenty."""
    date_order: str | None = None
    """``ymd``, ``dmy`` or ``mdy`` for text formats; null when the format leaves no choice."""
    date_order_because: str | None = None
    """``year-first``, ``day-over-12``, ``order-of-time``, ``given`` or ``assumed``."""
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = ()

    @property
    def coverage(self) -> float:
        """Share of the lines that were understood, 0–1. An empty file has coverage 0."""
        return self.understood / self.lines if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat as the export tells it."""

    title: str | None
    platform: str
    """``wechat``, ``whatsapp``, ``telegram``, ``qq`` … or ``table`` for the plain table."""
    messages: pl.DataFrame
    events: pl.DataFrame
    people: pl.DataFrame
    report: ReadReport
    zone: str | None = None
    """IANA name or ``±HH:MM`` of the wall times; null when unknown."""
    exported_at: datetime | None = None
    """Local wall time of the export, only from the export's content or its archive, never from a file's time stamp."""
    members: int | None = None
    """Number of members the export states (a member list or a count); null when it states none."""
    has: frozenset[str] = frozenset()
    """What this format can tell at all, of: ``replies``, ``reactions``, ``joins``, ``leaves``, ``roles``,
    ``members``, ``ids``, ``forwarded``, ``edited``. Absence of a thing that is not in here is *unknown*, not none."""


def frame(rows: list[dict[str, object]] | dict[str, object], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """A frame with exactly ``schema``'s columns; columns not given are null."""
    made = pl.DataFrame(rows, schema_overrides=dict(schema)) if rows else pl.DataFrame()
    missing = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in made.columns]
    if made.is_empty() and not made.columns:
        return pl.DataFrame(schema=schema)
    return made.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in schema.items())
