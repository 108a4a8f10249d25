"""What stands in the ``messages`` of a Telegram export, as columns: one block of items after another, then all at once.

Names and meaning of the keys: Telegram Desktop's own writer, ``export_output_json.cpp``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
import polars as pl
from msgspec import UNSET, Meta, Raw, Struct

from auditor.chat.dates import YEARS
from auditor.chat.formats.wechat_times import epoch

Number = Annotated[int, Meta(ge=-(2**62), le=2**62)]

SAMPLES = 20
"""Items kept of those that were not understood."""


class Piece(Struct, gc=False):
    """A stretch of text with a meaning of its own: bold, a link, a mention."""

    text: str = ""


class Reaction(Struct, gc=False):
    """One kind of reaction and how many gave it."""

    count: Annotated[int, Meta(ge=0, le=2**31)] = 0


# The fields stand in the order in which Telegram writes the keys: msgspec looks for the next key where it found the last.
class Message(Struct, tag="message", gc=False):
    """Somebody wrote or sent something."""

    id: Number | None = None
    date: str | None = None
    date_unixtime: str | Number | None = None
    edited: str | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    from_id: str | int | None = None
    forwarded_from: Any = UNSET
    reply_to_message_id: Number | None = None
    reply_to_peer_id: Any = None
    photo: Any = UNSET
    file: Any = UNSET
    media_type: str | None = None
    contact_information: Any = UNSET
    location_information: Any = UNSET
    place_name: Any = UNSET
    game_title: Any = UNSET
    invoice_information: Any = UNSET
    poll: Any = UNSET
    text: str | list[str | Piece] | None = ""
    reactions: list[Reaction] | None = None


class FullMessage(Message, tag="message", gc=False):
    """A message of a program that writes the whole text in ``text_entities`` only. Telegram itself writes it twice."""

    text_entities: list[Piece] | None = None


class Service(Struct, tag="service", gc=False):
    """Something happened: there are over forty actions, and each version adds some, so values are looked at when used."""

    id: Number | None = None
    date: str | None = None
    date_unixtime: str | Number | None = None
    from_: str | None = msgspec.field(name="actor", default=None)
    from_id: str | int | None = msgspec.field(name="actor_id", default=None)
    action: Any = None
    title: Any = None
    new_title: Any = None
    members: Any = None
    inviter: Any = None
    message_id: Any = None
    information_text: Any = None
    text: Any = None


class Unsupported(Struct, tag="unsupported", gc=False):
    """A message that Telegram's exporter does not know how to write."""

    id: Number | None = None


Item = Message | Service | Unsupported
FullItem = FullMessage | Service | Unsupported

ITEMS: msgspec.json.Decoder[list[Item]] = msgspec.json.Decoder(list[Item])
ITEM: msgspec.json.Decoder[Item] = msgspec.json.Decoder(Item)
FULL_ITEMS: msgspec.json.Decoder[list[FullItem]] = msgspec.json.Decoder(list[FullItem])
FULL_ITEM: msgspec.json.Decoder[FullItem] = msgspec.json.Decoder(FullItem)

_MEDIA = {
    "sticker": "sticker", "animation": "image", "photo": "image", "video_file": "video", "video_message": "video",
    "voice_message": "voice", "audio_file": "file", "document": "file", "contact": "contact", "location": "location",
    "poll": "poll", "call": "call",
}  # fmt: skip
"""``media_type`` → kind; Telegram itself writes six of these, programs that imitate it the rest."""


class Numbers(dict[tuple[str | int | None, str | None], int]):
    """A number for each pair of id and name, in order of first appearance."""

    def __missing__(self, pair: tuple[str | int | None, str | None]) -> int:
        self[pair] = number = len(self)
        return number


@dataclass(slots=True)
class Columns:
    """The items of one chat, gathered block by block; the decoded objects are let go after each."""

    frames: list[pl.DataFrame] = field(default_factory=list)
    senders: Numbers = field(default_factory=Numbers)
    """``from_id`` and ``from`` of everybody who wrote; the frames hold the number."""
    services: list[Service] = field(default_factory=list)
    objects: int = 0
    unsupported: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Samples of what was not understood: 1-based number in the array and its beginning."""

    def add(self, items: Sequence[Item | Raw]) -> None:
        """The next items of the array."""
        messages = [item for item in items if isinstance(item, Message)]
        if len(messages) < len(items):
            others = [
                (n, item) for n, item in enumerate(items, start=self.objects + 1) if not isinstance(item, Message)
            ]
            for number, item in others:
                if isinstance(item, Service):
                    self.services.append(item)
                    continue
                self.unsupported += isinstance(item, Unsupported)
                if len(self.unread) < SAMPLES:
                    self.unread.append((number, _sample(item)))
        self.objects += len(items)
        # At once: values that stand about as Python objects until there are more cost twice the time.
        self.frames.append(_frame(messages, self.senders))

    def join(self, other: Columns) -> int:
        """Add another export of the same chat; how many items stood in both, which count once."""
        numbers = pl.Series("sender", [self.senders[pair] for pair in other.senders], pl.UInt32)
        ours = pl.concat([_frame([], self.senders), *self.frames])
        theirs = pl.concat([_frame([], self.senders), *other.frames])
        theirs = theirs.with_columns(numbers.gather(theirs["sender"]))
        # What was exported later knows of edits and reactions since; a message without an id is nobody's double.
        kept = ours.filter(
            ~pl.col("source_id").is_in(theirs["source_id"].drop_nulls().implode()).fill_null(value=False)
        )
        self.frames = [pl.concat([kept, theirs]).sort("source_id", nulls_last=True, maintain_order=True)]
        known = {service.id for service in self.services if service.id is not None}
        new = [service for service in other.services if service.id not in known]
        twice = ours.height - kept.height + len(other.services) - len(new)
        self.services += new
        self.objects += other.objects - twice
        self.unsupported += other.unsupported
        self.unread = (self.unread + other.unread)[:SAMPLES]
        return twice

    def table(self) -> pl.DataFrame:
        """All messages, with ``wall`` and ``utc`` of :func:`read_times`; ``sender`` is a number of ``senders``."""
        table = pl.concat([_frame([], self.senders), *self.frames], rechunk=True)
        times = read_times(table["date"], table["unix"])
        return pl.concat([table.drop("date", "unix"), times], how="horizontal").with_columns(
            # Old versions wrote the beginning of 1970 for what was never edited.
            (pl.col("edited") > "1971").fill_null(value=False),
            pl.col("reactions").clip(0, 2**32 - 1),
        )


def tells_more(items: Sequence[Item | Raw]) -> bool:
    """Whether ``text_entities`` hold text that ``text`` lacks."""
    return any(
        isinstance(item, FullMessage) and item.text_entities and join_text(item.text_entities) != join_text(item.text)
        for item in items
    )


def join_text(text: str | list[Any] | None) -> str:
    """A text that may be cut into plain and formatted pieces."""
    if isinstance(text, str):
        return text
    return "".join(piece if isinstance(piece, str) else piece.text for piece in text or ())


def _frame(messages: list[Message], senders: Numbers) -> pl.DataFrame:
    """The messages of one block, as Telegram writes their values."""
    full = bool(messages) and isinstance(messages[0], FullMessage)
    return pl.DataFrame(
        [
            pl.Series("source_id", [m.id for m in messages], pl.Int64),
            pl.Series("date", [m.date for m in messages], pl.String),
            pl.Series("unix", [s if type(s := m.date_unixtime) is not int else str(s) for m in messages], pl.String),
            pl.Series("sender", [senders[m.from_id, m.from_] for m in messages], pl.UInt32),
            pl.Series(
                "text",
                [t if type(t := m.text) is str and (t or m.poll is UNSET) and not full else _text(m) for m in messages],
                pl.String,
            ),
            pl.Series(
                "kind",
                [
                    "text" if m.text and m.media_type is None and m.photo is m.file is m.poll is UNSET else _kind(m)
                    for m in messages
                ],
                pl.String,
            ),
            pl.Series(
                "reply_to", [m.reply_to_message_id if m.reply_to_peer_id is None else None for m in messages], pl.Int64
            ),
            pl.Series("forwarded", [m.forwarded_from is not UNSET for m in messages], pl.Boolean),
            pl.Series("edited", [m.edited for m in messages], pl.String),
            pl.Series(
                "reactions",
                [None if (r := m.reactions) is None else sum([x.count for x in r]) for m in messages],
                pl.Int64,
            ),
        ]
    )


def read_times(dates: pl.Series, unix: pl.Series) -> pl.DataFrame:
    """``wall``, the time as printed, and ``utc``, the instant of the epoch seconds; null where there is none.

    Telegram writes ``2024-05-01T08:00:00``; other programs add a fraction or a ``Z``, and then the instant is known too.
    """
    wall = dates.str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="ms", strict=False, cache=False)
    if wall.null_count() > dates.null_count():
        # The general way takes five times as long.
        bare = dates.str.strip_suffix("Z")
        wall = wall.fill_null(bare.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="ms", strict=False, cache=False))
    wall = wall.set(~wall.dt.year().is_between(*YEARS).fill_null(value=True), None)
    times = pl.DataFrame({"wall": wall, "unix": unix.cast(pl.Int64, strict=False), "z": dates.str.ends_with("Z")})
    return times.select("wall", pl.coalesce(epoch(pl.col("unix")), pl.when("z").then("wall")).alias("utc"))


def _kind(message: Message) -> str:
    """The kind of a message that is more, or less, than text."""
    if message.media_type is not None:
        return _MEDIA.get(message.media_type, "other")
    if message.photo is not UNSET:
        return "image"
    if message.poll is not UNSET:
        return "poll"
    if message.file is not UNSET:
        return "file"
    if message.contact_information is not UNSET:
        return "contact"
    if message.location_information is not UNSET or message.place_name is not UNSET:
        return "location"
    if message.game_title is not UNSET or message.invoice_information is not UNSET:
        return "card"
    return "text" if _text(message) else "other"


def _text(message: Message) -> str:
    """The text of a message whose ``text`` is cut into pieces, or that is a poll: its question and answers."""
    if isinstance(message, FullMessage) and message.text_entities:
        return join_text(message.text_entities)
    written = join_text(message.text)
    if written or not isinstance(message.poll, dict):
        return written
    lines = [message.poll.get("question"), *_listed(message.poll.get("answers", message.poll.get("options")))]
    return "\n".join(word for line in lines if (word := read_text(line)))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def read_text(value: Any) -> str:
    """The text of a title, a question, an answer: a string, or pieces of one, or an object with a ``text``."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return read_text(value.get("text", ""))
    return "".join(read_text(piece) for piece in _listed(value))


def _sample(item: Unsupported | Raw) -> str:
    """The beginning of an item that was not understood."""
    if isinstance(item, Unsupported):
        return f'{{"id": {item.id}, "type": "unsupported"}}'
    return bytes(item)[:120].decode("utf-8", "replace")
