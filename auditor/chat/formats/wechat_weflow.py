"""WeFlow and EchoTrace: detailed JSON (and WeFlow's compact one), TXT, and the CSV for WeClone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import msgspec
import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_json import head_paths, json_head, load, tabulate
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_body, kind_of_numbers, kind_of_words, words_of_body
from auditor.chat.formats.wechat_lines import cut_blocks, share_of_blocks
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats, take
from auditor.chat.formats.wechat_people import somebody
from auditor.chat.formats.wechat_replies import cut_quotations
from auditor.chat.formats.wechat_sentences import is_sentence
from auditor.chat.formats.wechat_times import CHINA, epoch, local_time, moment, offset_of, wall_times
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import TIME, Chat, Note

NAME = "wechat_weflow"
PLATFORM = "wechat"
HELP = {
    "zh": "在 WeFlow（或 EchoTrace）里选群，点「导出」，格式选 JSON（详细）或 ChatLab；TXT 也能读，但没有微信号，重名的人分不开。",
    "en": "In WeFlow (or EchoTrace) choose the group, export, and take detailed JSON or ChatLab. TXT can be read too, but it has no "
    "ids, so people of one name cannot be told apart.",
}

_CSV = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime")
_HEADER = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} '(.*)'$"
_QUOTE = r"(?s)\s*\[(?:引用|回复)\s*(?P<name>[^\[\]：:\n]{0,40})[：:](?P<text>.*)\]\s*\z"


class Header(msgspec.Struct, gc=False):
    """Who wrote the file, and when."""

    exportedAt: float | None = None  # noqa: N815 - the export's own key, here and below


class Session(msgspec.Struct, gc=False):
    """The chat."""

    wxid: str | None = None
    accountId: str | None = None  # noqa: N815
    nickname: str | None = None
    displayName: str | None = None  # noqa: N815
    type: str | None = None


class Person(msgspec.Struct, gc=False):
    """A sender or group member of the compact JSON."""

    senderID: int | None = None  # noqa: N815
    accountId: str | None = None  # noqa: N815
    displayName: str | None = None  # noqa: N815
    nickname: str | None = None
    groupNickname: str | None = None  # noqa: N815

    @property
    def shown(self) -> str | None:
        """The name in the group, else the person's own; never the exporter's private remark."""
        return self.groupNickname or self.nickname or self.displayName


class Export(msgspec.Struct, gc=False):
    """The whole file; ``messages`` stay undecoded."""

    session: Session
    messages: list[msgspec.Raw]
    weflow: Header | None = None
    senders: list[Person] = []
    groupMembers: list[Person] | None = None  # noqa: N815


class Row(msgspec.Struct, gc=False):
    """One message."""

    createTime: float  # noqa: N815
    type: str = ""
    localType: int | None = None  # noqa: N815
    formattedTime: str | None = None  # noqa: N815
    content: str | None = None
    isSend: int | bool | None = None  # noqa: N815
    senderUsername: str | None = None  # noqa: N815
    senderDisplayName: str | None = None  # noqa: N815
    senderID: int | None = None  # noqa: N815
    localId: int | str | None = None  # noqa: N815
    platformMessageId: str | int | None = None  # noqa: N815
    replyToMessageId: str | int | None = None  # noqa: N815
    quotedSender: str | None = None  # noqa: N815
    quotedContent: str | None = None  # noqa: N815


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a WeFlow or EchoTrace export, 0–1."""
    head = json_head(file)
    paths = head_paths(head)
    if "session" in paths and ("session.wxid" in paths or "session.accountId" in paths) and "weflow" in paths:
        return 1.0
    if {"session.wxid", "session.type"} <= paths:
        # EchoTrace has no header of its own; its messages may lie behind megabytes of avatar.
        return 0.9 if {"messages[].createTime", "messages[].isSend"} <= paths or "messages" not in paths else 0.0
    return 1.0 if head_columns(file) == _CSV else share_of_blocks(file, _HEADER)


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``, one a session; files of one session are joined.

    :raises ReadError: nothing in them was understood.
    """
    zone = check_zone(options.zone)
    headers: dict[str, Export] = {}
    parts: list[Taken] = []
    for file in files:
        if json_head(file):
            export, encoding, notes = load(file, Export)
            headers[_session_id(export)] = export
            parts.append(_take_json(export, encoding, notes))
        else:
            parts.append(_take_csv(file) if head_columns(file) == _CSV else _take_text(file))
    chats = []
    for rows, report in split_chats(gather(parts, files[0].name), files, NAME):
        timed, shown, notes = wall_times(rows, zone)
        header = headers.get(rows["talker"][0])
        quotes = timed.select(pl.any_horizontal("replies", pl.col("quoted_text").is_not_null()).any()).item()
        chats.append(
            build_chat(
                timed,
                Origin(
                    replace(report, notes=(*report.notes, *notes)),
                    title=(header.session.displayName or header.session.nickname) if header else None,
                    file_title=rows["talker"][0] if header is None else None,
                    zone=shown,
                    exported_at=_exported_at(header, shown or CHINA),
                    members=_members(header),
                    has=frozenset({"replies"} if quotes else ()),
                ),
            )
        )
    return chats


def _session_id(export: Export) -> str:
    return export.session.wxid or export.session.accountId or ""


def _stem(file: SourceFile) -> str:
    """The name of the file without its suffix: WeFlow names files after the chat."""
    return file.base.rpartition(".")[0] or file.base


def _exported_at(export: Export | None, zone: str) -> datetime | None:
    seconds = export.weflow.exportedAt if export and export.weflow else None
    return None if seconds is None else moment(seconds, zone)


def _members(export: Export | None) -> pl.DataFrame | None:
    """The member list, which only the compact JSON has."""
    if export is None or not export.groupMembers:
        return None
    listed = [(person.accountId, person.shown) for person in export.groupMembers if person.accountId]
    return pl.DataFrame(listed, schema={"sender": pl.String, "name": pl.String}, orient="row")


def _take_json(export: Export, encoding: str, notes: tuple[Note, ...]) -> Taken:
    rows, lost, losses = tabulate(export.messages, Row, partial(_table, {p.senderID: p for p in export.senders}))
    rows = rows.with_columns(
        pl.lit(_session_id(export)).alias("talker"),
        epoch(pl.col("seconds")).alias("utc"),
        local_time(pl.col("printed")).alias("wall"),
    )
    rows = rows.with_columns(_kind().alias("what"), pl.col("utc").alias("at"))
    return take(_with_quotes(rows), lost, losses, encoding, notes)


def _table(senders: dict[int | None, Person], items: list[tuple[int, Row]]) -> pl.DataFrame:
    """The columns of a block of messages; the compact JSON names the sender by a number."""
    nobody = Person()
    who = [senders.get(row.senderID, nobody) for _, row in items]
    text: dict[str, list[str | None]] = {
        "text": [row.content for _, row in items],
        "word": [row.type for _, row in items],
        "printed": [row.formattedTime for _, row in items],
        "sender": [row.senderUsername or person.accountId for (_, row), person in zip(items, who, strict=True)],
        "name": [row.senderDisplayName or person.shown for (_, row), person in zip(items, who, strict=True)],
        "source_id": [_id(row.platformMessageId) or _id(row.localId) for _, row in items],
        "quoted_id": [_id(row.replyToMessageId) for _, row in items],
        "quoted_name": [row.quotedSender for _, row in items],
        "quoted_text": [row.quotedContent for _, row in items],
    }
    return pl.DataFrame(
        [
            pl.Series("line", [line for line, _ in items], dtype=pl.Int64),
            pl.Series("seconds", [row.createTime for _, row in items], dtype=pl.Float64),
            pl.Series("number", [row.localType for _, row in items], dtype=pl.Int64, strict=False),
            pl.Series("me", [bool(row.isSend) for _, row in items], dtype=pl.Boolean),
            *(pl.Series(name, cells, dtype=pl.String) for name, cells in text.items()),
        ]
    )


def _id(value: str | int | None) -> str | None:
    return None if value is None or value == "" else str(value)


def _kind() -> pl.Expr:
    """The word tells the kind, except that WeFlow calls every app message it does not know a link."""
    word = kind_of_words(pl.col("word"))
    number = kind_of_numbers(pl.col("number"))
    body = kind_of_body(pl.col("text").fill_null(""))
    return (
        pl.when(~word.is_in(["link", "other"]))
        .then(word)
        .when(number.is_not_null() & (number != "other"))
        .then(number)
        .when(body != "text")
        .then(body)
        .otherwise(word)
    )


def _with_quotes(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``own`` words; the quotation, which WeFlow puts in brackets, goes behind them as ``引用:name:text``."""
    rows = rows.with_columns(pl.col("text").fill_null("")).rename(
        {"quoted_name": "told_name", "quoted_text": "told_text"}
    )
    quoting = (pl.col("word").str.starts_with("引用") | pl.col("told_text").is_not_null()) & (pl.col("what") == "text")
    rows = cut_quotations(rows.with_columns(quoting.fill_null(value=False).alias("replies")), pl.col("replies"), _QUOTE)
    name = pl.coalesce("told_name", "quoted_name")
    quoted = pl.coalesce("told_text", "quoted_text")
    return rows.with_columns(
        name.alias("quoted_name"),
        quoted.alias("quoted_text"),
        pl.when(pl.col("own") != pl.col("text"))
        .then(pl.concat_str("own", pl.lit("\n引用:"), name.fill_null(""), pl.lit(":"), quoted))
        .when(pl.col("what").is_in(ROW_KINDS) & (pl.col("what") != "announce"))
        .then("text")
        .otherwise(words_of_body(pl.col("text"), pl.col("what")))
        .alias("text"),
    ).drop("told_name", "told_text")


def _take_csv(file: SourceFile) -> Taken:
    cells, encoding, notes = read_cells(file, _CSV)
    wall = local_time(pl.col("CreateTime"))
    rows = cells.select(
        pl.int_range(1, pl.len() + 1).alias("line"),
        pl.col("MsgSvrID").alias("source_id"),
        pl.lit(_stem(file)).alias("talker"),
        pl.lit(None, dtype=pl.String).alias("sender"),
        pl.col("talker").alias("name"),
        (pl.col("is_sender") == "1").alias("me"),
        pl.col("type_name").alias("word"),
        pl.lit(None, dtype=pl.Int64).alias("number"),
        pl.col("msg").fill_null("").alias("text"),
        (wall - pl.duration(minutes=offset_of(pl.col("CreateTime")))).alias("utc"),
        wall.alias("wall"),
        wall.alias("at"),
        pl.lit(None, dtype=pl.String).alias("quoted_name"),
        pl.lit(None, dtype=pl.String).alias("quoted_text"),
    )
    return take(_with_quotes(rows.with_columns(_kind().alias("what"))), encoding=encoding, notes=notes)


def _take_text(file: SourceFile) -> Taken:
    """Blocks of the TXT. A system sentence looks like a message, sent by the group or by an id that says nothing else."""
    blocks = cut_blocks(file, _HEADER)
    name = pl.col("head").str.extract(_HEADER)
    rows = blocks.rows.select(
        "line",
        "lines",
        local_time(pl.col("head").str.head(19)).alias("at"),
        name.alias("name"),
        (name == "我").alias("me"),
        pl.col("body").alias("text"),
        is_sentence(pl.col("body")).alias("sentence"),
        pl.lit(_stem(file)).alias("talker"),
        pl.lit("").alias("word"),
        *(
            pl.lit(None, dtype=pl.String).alias(column)
            for column in ("source_id", "sender", "quoted_name", "quoted_text")
        ),
    )
    voiceless = pl.col("sentence").all().over("name") | (pl.col("name") == "我") | ~somebody(pl.col("name"))
    group = (pl.col("name") == _stem(file)) | pl.col("name").str.ends_with("@chatroom")
    system = pl.col("sentence") & (voiceless | group)
    rows = rows.with_columns(
        pl.when(system).then(pl.lit("system")).otherwise(kind_of_body(pl.col("text"))).alias("what"),
        pl.col("at").alias("wall"),
        pl.lit(None, dtype=TIME).alias("utc"),
    )
    quoting = pl.col("text").str.contains(_QUOTE) & (pl.col("what") == "text")
    rows = _with_quotes(rows.with_columns(pl.when(quoting).then(pl.lit("引用消息")).otherwise("word").alias("word")))
    return take(rows, blocks.above, blocks.losses, blocks.encoding, blocks.notes)
