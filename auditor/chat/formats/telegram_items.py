"""What stands in the ``messages`` of a Telegram export, as columns: one block of items after another, then all at once.

Names and meaning of the keys: Telegram Desktop's own writer, ``export_output_json.cpp``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
import polars as pl
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from auditor.chat.tables import KIND, TIME

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


ITEMS = msgspec.json.Decoder(list[Message | Service | Unsupported])
ITEM = msgspec.json.Decoder(Message | Service | Unsupported)
FULL_ITEMS = msgspec.json.Decoder(list[FullMessage | Service | Unsupported])
FULL_ITEM = msgspec.json.Decoder(FullMessage | Service | Unsupported)

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

    numbers: Numbers = field(default_factory=Numbers)
    """Pairs of id and name of everybody who wrote or did something, numbered."""
    blocks: list[pl.DataFrame] = field(default_factory=list)
    services: list[tuple[int, Service]] = field(default_factory=list)
    """Number of the person, and the service message."""
    objects: int = 0
    unsupported: int = 0
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Samples of what was not understood: 1-based number in the array and its beginning."""

    def add(self, items: list[Message | Service | Unsupported | Raw]) -> None:
        """The next items of the array."""
        messages: list[Message] = []
        senders: list[int] = []
        for number, item in enumerate(items, start=self.objects + 1):
            if isinstance(item, Message):
                messages.append(item)
                senders.append(self.numbers[item.from_id, item.from_])
            elif isinstance(item, Service):
                self.services.append((self.numbers[item.from_id, item.from_], item))
            else:
                self.unsupported += isinstance(item, Unsupported)
                if len(self.unread) < SAMPLES:
                    self.unread.append((number, _sample(item)))
        self.objects += len(items)
        if messages:
            self.blocks.append(_columns(messages, senders))

    def table(self) -> pl.DataFrame:
        """All messages: ``source_id date unix sender text kind reply_to forwarded edited reactions``."""
        return pl.concat(self.blocks) if self.blocks else _columns([], [])


def tells_more(items: list[FullMessage | Service | Unsupported | Raw]) -> bool:
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


def _columns(messages: list[Message], senders: list[int]) -> pl.DataFrame:
    """A frame of the messages of one block."""
    return pl.DataFrame(
        {
            "source_id": pl.Series([m.id for m in messages], dtype=pl.Int64),
            "date": pl.Series([m.date for m in messages], dtype=pl.String),
            "unix": pl.Series([m.date_unixtime for m in messages], dtype=pl.String, strict=False),
            "sender": pl.Series(senders, dtype=pl.UInt32),
            "text": pl.Series([m.text if type(m.text) is str else _text(m) for m in messages], dtype=pl.String),
            "kind": pl.Series(
                [
                    "text" if m.text and m.media_type is None and m.photo is m.file is m.poll is UNSET else _kind(m)
                    for m in messages
                ],
                dtype=KIND,
            ),
            "reply_to": pl.Series(
                [m.reply_to_message_id if m.reply_to_peer_id is None else None for m in messages], dtype=pl.Int64
            ),
            "forwarded": pl.Series([m.forwarded_from is not UNSET for m in messages], dtype=pl.Boolean),
            "edited": pl.Series([m.edited for m in messages], dtype=pl.String),
            "reactions": pl.Series(
                [sum([r.count for r in m.reactions]) if m.reactions else None for m in messages], dtype=pl.UInt32, strict=False
            ),
        }
    )
