"""ChatLab's exchange format, JSON and JSONL (version 0.0.2): what many Chinese tools write, for WeChat, QQ and others.

The rows go the way of a WeChat log: its system rows are sentences in the words of the client.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec
import polars as pl
from msgspec import Raw, Struct

from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode, decode_head
from auditor.chat.formats.json_blocks import BLOCK, decode_block
from auditor.chat.formats.wechat_json import head_paths, json_head, load, tabulate
from auditor.chat.formats.wechat_kinds import words_of_body
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import SAMPLES, Taken, gather, replacement_notes, split_chats, take
from auditor.chat.formats.wechat_times import CHINA, epoch, in_zone, moment
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import ROLE, Chat, Note
from auditor.errors import ReadError

NAME = "chatlab"
PLATFORM = "chatlab"
HELP = {
    "zh": "很多导出工具（WeFlow、CipherTalk、QQ 转换器等）都能存成 ChatLab 格式：选 ChatLab JSON 或 JSONL，尽量带上群成员和角色。",
    "en": "Many export tools (WeFlow, CipherTalk, converters for QQ) write ChatLab format: choose ChatLab JSON or JSONL, with members "
    "and roles if you can.",
}

TYPES: dict[int, str] = {
    0: "text", 1: "image", 2: "voice", 3: "video", 4: "file", 5: "sticker", 7: "link", 8: "location", 20: "red_packet",
    21: "transfer", 22: "pat", 23: "call", 24: "card", 25: "text", 26: "forward", 27: "contact", 80: "system",
    81: "recall", 99: "other",
}  # fmt: skip
"""``type`` → message kind, or a row kind of a WeChat log. 25 is a reply: somebody wrote something."""

_CHINESE = ("wechat", "weixin", "qq")


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


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says besides its messages."""

    about: About
    meta: Meta
    members: tuple[Member, ...]

    @property
    def platform(self) -> str:
        """The platform the messages come from."""
        return (self.meta.platform or PLATFORM).strip().lower() or PLATFORM


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is in ChatLab's format, 0–1."""
    paths = head_paths(json_head(file))
    if "chatlab.version" in paths:
        return 1.0 if any(path.startswith(("meta.", "messages", "_type")) for path in paths) else 0.8
    first = next((line for line in decode_head(file).split("\n") if line.strip() and not line.startswith("#")), "")
    return 1.0 if isinstance(_decode_line(first.encode(errors="replace")), HeaderLine) else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``, one a group id; files of one group are joined.

    :raises ReadError: the JSON is damaged or of another shape, or not one message was understood.
    """
    zone = check_zone(options.zone)
    heads: dict[str, Head] = {}
    parts: list[Taken] = []
    for file in files:
        head, taken = _read_lines(file) if _is_lines(file) else _read_document(file)
        talker = str(head.meta.groupId or head.meta.name or file.name)
        heads[talker] = head
        parts.append(replace(taken, rows=taken.rows.with_columns(pl.lit(talker).alias("talker"))))
    chats = []
    for rows, report in split_chats(gather(parts, files[0].name), files, NAME):
        head = heads[rows["talker"][0]]
        shown = zone or (CHINA if head.platform in _CHINESE else "UTC")
        notes = () if zone else (Note("zone_assumed", {"zone": shown}),)
        origin = Origin(
            replace(report, notes=(*report.notes, *notes)),
            title=head.meta.name,
            zone=shown,
            exported_at=_exported_at(head.about, shown),
            members=_names(head.members),
            has=frozenset({"replies"} if rows["quoted_id"].null_count() < rows.height else ()),
        )
        own = _id(head.meta.ownerId)
        timed = rows.with_columns(
            in_zone(pl.col("utc"), shown).alias("at"), (pl.col("sender") == pl.lit(own, dtype=pl.String)).alias("me")
        )
        chats.append(_with_members(build_chat(timed, origin), head, own))
    return chats


def _is_lines(file: SourceFile) -> bool:
    return "_type" in head_paths(json_head(file)) or not json_head(file)


def _read_document(file: SourceFile) -> tuple[Head, Taken]:
    document, encoding, notes = load(file, Document)
    rows, lost, losses = tabulate(document.messages, Message, _table)
    head = Head(document.chatlab, document.meta, tuple(document.members or ()))
    return head, take(_log(rows), lost, losses, encoding, notes)


def _read_lines(file: SourceFile) -> tuple[Head, Taken]:
    """The JSONL: lines that are no JSON, or nothing known, cost themselves only; comments and blank lines nothing."""
    decoded = decode(file.data())
    encoding, notes = decoded.encoding, replacement_notes(decoded)
    data = decoded.text.encode(errors="replace")
    del decoded
    header: HeaderLine | None = None
    members: list[Member] = []
    tables, lost, losses = [_table([])], list[tuple[int, str]](), 0
    for numbered in _decode_lines(data):
        messages: list[tuple[int, Message]] = []
        for number, raw, line in numbered:
            if isinstance(line, MessageLine):
                messages.append((number, line))
            elif isinstance(line, MemberLine):
                members.append(line)
            elif isinstance(line, HeaderLine):
                header = header or line
            else:
                losses += 1
                lost += [(number, raw[:120].decode(errors="replace"))] if len(lost) < SAMPLES else []
        tables.append(_table(messages))
    if header is None:
        raise ReadError(
            "the header line of this ChatLab file is missing",
            where=file.name,
            hint='its first line should begin with {"_type":"header","chatlab":…; export the chat again',
        )
    return Head(header.chatlab, header.meta, tuple(members)), take(
        _log(pl.concat(tables, rechunk=True)), lost, losses, encoding, notes
    )


def _decode_lines(data: bytes) -> Iterator[list[tuple[int, bytes, Line | Raw | None]]]:
    """The lines of a JSONL file, some at a time: number, bytes, and what they say; comments and blank lines left out."""
    many: msgspec.json.Decoder[list[Line]] = msgspec.json.Decoder(list[Line])
    one: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)
    start, number = 0, 1
    while start < len(data):
        stop = data.find(b"\n", min(start + BLOCK, len(data)) - 1) + 1 or len(data)
        some = data[start:stop].removesuffix(b"\n").split(b"\n")
        numbered = [
            (n, line) for n, line in enumerate(some, start=number) if line.strip() and not line.startswith(b"#")
        ]
        start, number = stop, number + len(some)
        items: Sequence[Line | Raw | None] = ()
        try:
            decoded: list[Line | Raw] = decode_block(b"[%b]" % b",".join(line for _, line in numbered), many, one)
            items = decoded
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
        if len(items) != len(numbered):  # a line is broken; two broken ones may even make a whole
            items = [_decode_line(line) for _, line in numbered]
        yield [(n, line, item) for (n, line), item in zip(numbered, items, strict=True)]


def _decode_line(raw: bytes) -> Line | None:
    try:
        line: Line = msgspec.json.decode(raw, type=Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return line


def _table(items: list[tuple[int, Message]]) -> pl.DataFrame:
    """The columns of a block of messages, as they are written."""
    rows = [row for _, row in items]
    text: dict[str, list[Any]] = {
        "source_id": [v if type(v := row.platformMessageId) is str else _id(v) for row in rows],
        "sender": [v if type(v := row.sender) is str else _id(v) for row in rows],
        "name": [row.groupNickname or row.accountName for row in rows],
        "text": [row.content for row in rows],
        "quoted_id": [v if type(v := row.replyToMessageId) is str else _id(v) for row in rows],
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


def _id(value: int | str | None) -> str | None:
    return None if value is None or value == "" else str(value)


def _exported_at(about: About, zone: str) -> datetime | None:
    return None if about.exportedAt is None else moment(about.exportedAt, zone)


def _names(members: Sequence[Member]) -> pl.DataFrame | None:
    """Every name of every member, the one shown in the group last."""
    if not members:
        return None
    named = [
        (str(member.platformId), name)
        for member in members
        for name in (*(member.aliases or ()), member.accountName, member.groupNickname)
    ]
    return pl.DataFrame(named, schema={"sender": pl.String, "name": pl.String}, orient="row")


def _with_members(chat: Chat, head: Head, own: str | None) -> Chat:
    """``chat`` with the roles and the size of the member list, and without what another platform's rows cannot tell."""
    roles = {str(member.platformId): _role(member) for member in head.members}
    known = bool({"owner", "admin"} & set(roles.values()))
    people = chat.people.with_columns(
        pl.col("source_id")
        .replace_strict(roles if known else {"": ""}, default="unknown", return_dtype=pl.String)
        .cast(ROLE)
        .alias("role"),
        (pl.col("me") | (pl.col("source_id") == pl.lit(own, dtype=pl.String)).fill_null(value=False)).alias("me"),
    )
    told = set(chat.events["kind"].unique())
    has = set(chat.has) | ({"roles"} if known else set())
    if head.platform not in ("wechat", "weixin") and not told & {"join", "invite"}:
        has.discard("joins")
    return replace(
        chat,
        platform=head.platform,
        people=people,
        members=len(roles) or None,
        has=frozenset(has),
    )


def _role(member: Member) -> str:
    given = {role.id for role in member.roles or ()}
    return "owner" if "owner" in given else "admin" if "admin" in given else "member"
