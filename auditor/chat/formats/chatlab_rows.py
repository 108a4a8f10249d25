"""What stands in a ChatLab file, JSON or JSONL, as rows of a WeChat log."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import polars as pl
from msgspec import Raw, Struct

from auditor.chat.encoding import decode
from auditor.chat.formats.json_blocks import BLOCK, decode_block
from auditor.chat.formats.wechat_json import head_paths, json_head, load, tabulate
from auditor.chat.formats.wechat_kinds import words_of_body
from auditor.chat.formats.wechat_pages import SAMPLES, Taken, replacement_notes, take
from auditor.chat.formats.wechat_times import epoch
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note
from auditor.errors import ReadError

TYPES: dict[int, str] = {
    0: "text", 1: "image", 2: "voice", 3: "video", 4: "file", 5: "sticker", 7: "link", 8: "location", 20: "red_packet",
    21: "transfer", 22: "pat", 23: "call", 24: "card", 25: "text", 26: "forward", 27: "contact", 80: "system",
    81: "recall", 99: "other",
}  # fmt: skip
"""``type`` → message kind, or a row kind of a WeChat log. 25 is a reply: somebody wrote something."""


class About(Struct):
    """The file."""

    version: Any
    exportedAt: float | None = None  # noqa: N815 - the format's own keys, here and below


class Meta(Struct):
    """The chat."""

    name: str | None = None
    platform: str | None = None
    groupId: str | int | None = None  # noqa: N815
    ownerId: str | int | None = None  # noqa: N815
    """The exporter, not the owner of the group."""


class Role(Struct):
    """``owner``, ``admin`` or one of the tool's own."""

    id: str | None = None


class Member(Struct):
    """Somebody in the member list."""

    platformId: str | int  # noqa: N815
    accountName: str | None = None  # noqa: N815
    groupNickname: str | None = None  # noqa: N815
    aliases: list[str] | None = None
    roles: list[Role] | None = None


class Message(Struct, gc=False):
    """A message or system row."""

    sender: str | int | None = None
    accountName: str | None = None  # noqa: N815
    groupNickname: str | None = None  # noqa: N815
    timestamp: float | None = None
    type: int | None = None
    content: str | None = None
    platformMessageId: str | int | None = None  # noqa: N815
    replyToMessageId: str | int | None = None  # noqa: N815


class Document(Struct):
    """The JSON."""

    chatlab: About
    messages: list[Raw]
    meta: Meta = msgspec.field(default_factory=Meta)
    members: list[Member] | None = None


class HeaderLine(Struct, tag="header", tag_field="_type"):
    """The first line of the JSONL."""

    chatlab: About
    meta: Meta = msgspec.field(default_factory=Meta)


class MemberLine(Member, tag="member", tag_field="_type"):
    """A member in the JSONL."""


class MessageLine(Message, tag="message", tag_field="_type", gc=False):
    """A message in the JSONL."""


Line = HeaderLine | MemberLine | MessageLine

_LINES: msgspec.json.Decoder[list[Line]] = msgspec.json.Decoder(list[Line])
_LINE: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says besides its messages."""

    about: About
    meta: Meta
    members: tuple[Member, ...]

    @property
    def platform(self) -> str:
        """The platform the messages come from."""
        return (self.meta.platform or "").strip().lower() or "chatlab"


def is_lines(file: SourceFile) -> bool:
    """Whether ``file`` is the JSONL rather than the JSON."""
    return "_type" in head_paths(json_head(file)) or not json_head(file)


def read_document(file: SourceFile) -> tuple[Head, Taken]:
    """The JSON: its head, and its rows.

    :raises ReadError: it is damaged or of another shape.
    """
    document, encoding, notes = load(file, Document)
    rows, lost, losses = tabulate(document.messages, Message, _table)
    head = Head(document.chatlab, document.meta, tuple(document.members or ()))
    return head, take(_log(rows), lost, losses, encoding, notes)


def read_lines(file: SourceFile) -> tuple[Head, Taken]:
    """The JSONL: lines that are no JSON, or nothing known, cost themselves only; comments and blank lines nothing.

    :raises ReadError: there is no header line.
    """
    data, encoding, notes = _utf8(file)
    found = _Lines()
    for number, lines in _cut(data):
        found.add(number, lines)
    if found.header is None:
        raise ReadError(
            "chatlab_no_header",
            where=file.name,
            hint="chatlab_first_line",
        )
    head = Head(found.header.chatlab, found.header.meta, tuple(found.members))
    rows = _log(pl.concat([_table([]), *found.tables], rechunk=True))
    return head, take(rows, found.lost, found.losses, encoding, notes)


def _utf8(file: SourceFile) -> tuple[bytes, str, tuple[Note, ...]]:
    """The file in UTF-8, and what it was. As text, with one emoji in it, it would take four bytes a letter."""
    head = file.head()
    if decode(head[: head.rfind(b"\n") + 1] or head).encoding == "utf-8":
        return file.data().removeprefix(BOM_UTF8), "utf-8", ()
    decoded = decode(file.data())
    return decoded.text.encode(errors="replace"), decoded.encoding, replacement_notes(decoded)


def _cut(data: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of a JSONL file, a block at a time, and the number of the first."""
    start, number = 0, 1
    while start < len(data):
        stop = data.find(b"\n", min(start + BLOCK, len(data)) - 1) + 1 or len(data)
        lines = data[start:stop].removesuffix(b"\n").split(b"\n")
        yield number, lines
        start, number = stop, number + len(lines)


@dataclass(slots=True)
class _Lines:
    """What the lines read so far say."""

    header: HeaderLine | None = None
    members: list[Member] = field(default_factory=list)
    tables: list[pl.DataFrame] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    losses: int = 0

    def add(self, first: int, lines: list[bytes]) -> None:
        """Some more lines, the first of which has the number ``first``."""
        numbered = [
            (n, line) for n, line in enumerate(lines, start=first) if line.strip() and not line.startswith(b"#")
        ]
        messages: list[tuple[int, Message]] = []
        for (number, raw), line in zip(numbered, _decode_lines([line for _, line in numbered]), strict=True):
            if isinstance(line, MessageLine):
                messages.append((number, line))
            elif isinstance(line, MemberLine):
                self.members.append(line)
            elif isinstance(line, HeaderLine):
                self.header = self.header or line
            else:
                self.losses += 1
                self.lost += [(number, raw[:120].decode(errors="replace"))] if len(self.lost) < SAMPLES else []
        self.tables.append(_table(messages))


def _decode_lines(lines: list[bytes]) -> Sequence[Line | Raw | None]:
    """What each line says: all at once, or one by one where a line is broken."""
    try:
        items: list[Line | Raw] = decode_block(b"[%b]" % b",".join(lines), _LINES, _LINE)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        items = []
    # Two broken lines may make a whole between them.
    return items if len(items) == len(lines) else [decode_line(line) for line in lines]


def decode_line(raw: bytes) -> Line | None:
    """What one line of the JSONL says; null when that is nothing known."""
    try:
        return _LINE.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _table(items: list[tuple[int, Message]]) -> pl.DataFrame:
    """The columns of a block of messages, as they are written."""
    rows = [row for _, row in items]
    text: dict[str, list[Any]] = {
        "source_id": [v if type(v := row.platformMessageId) is str else as_id(v) for row in rows],
        "sender": [v if type(v := row.sender) is str else as_id(v) for row in rows],
        "name": [row.groupNickname or row.accountName for row in rows],
        "text": [row.content for row in rows],
        "quoted_id": [v if type(v := row.replyToMessageId) is str else as_id(v) for row in rows],
        "what": [TYPES.get(row.type, "other") if row.type is not None else "other" for row in rows],
    }
    return pl.DataFrame(
        [
            pl.Series("line", [number for number, _ in items], dtype=pl.Int64),
            pl.Series("seconds", [row.timestamp for row in rows], dtype=pl.Float64),
            *(pl.Series(name, cells, dtype=pl.String) for name, cells in text.items()),
        ]
    )


def _log(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of :func:`_table` as those of a WeChat log: times read, placeholders such as ``[图片]`` gone from the text."""
    told = pl.col("what").is_in(["system", "recall", "pat"])
    words = words_of_body(pl.col("text").fill_null(""), pl.col("what"))
    return rows.with_columns(
        epoch(pl.col("seconds")).alias("utc"),
        epoch(pl.col("seconds")).alias("at"),
        pl.when(told).then(pl.col("text").fill_null("")).otherwise(words).alias("text"),
        pl.col("source_id", "sender", "quoted_id").replace("", None),
    ).drop("seconds")


def as_id(value: int | str | None) -> str | None:
    """An id as text; null for none."""
    return None if value is None or value == "" else str(value)
