"""WeFlow's and EchoTrace's JSON, and what all their outputs have in common: type words, and quotations in brackets."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import msgspec
import polars as pl

from auditor.chat.formats.wechat_json import tabulate
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_body, kind_of_numbers, kind_of_words, words_of_body
from auditor.chat.formats.wechat_pages import Taken, take
from auditor.chat.formats.wechat_replies import cut_quotations
from auditor.chat.formats.wechat_times import epoch, local_time, moment, zone_name
from auditor.chat.tables import Note

QUOTE = r"(?s)\s*\[(?:引用|回复)\s*(?P<name>[^\[\]：:\n]{0,40})[：:](?P<text>.*)\]\s*\z"


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


def session_id(export: Export) -> str:
    """The id of the chat."""
    return export.session.wxid or export.session.accountId or ""


def exported_at(export: Export | None, rows: pl.DataFrame) -> datetime | None:
    """When the file was written, in the wall time of the last of ``rows`` (``at`` beside ``utc``)."""
    seconds = export.weflow.exportedAt if export and export.weflow else None
    offset = zone_name(rows.tail(1).select((pl.col("at") - pl.col("utc")).dt.total_minutes()).to_series())
    return None if seconds is None or offset is None else moment(seconds, offset)


def members_of(export: Export | None) -> pl.DataFrame | None:
    """The member list, which only the compact JSON has."""
    if export is None or not export.groupMembers:
        return None
    listed = [(person.accountId, person.shown) for person in export.groupMembers if person.accountId]
    return pl.DataFrame(listed, schema={"sender": pl.String, "name": pl.String}, orient="row")


def take_json(export: Export, encoding: str, notes: tuple[Note, ...]) -> Taken:
    """The messages of ``export`` as rows, with ``utc`` and ``wall`` times, and ``replies`` where one quotes another."""
    rows, lost, losses = tabulate(export.messages, Row, partial(_table, {p.senderID: p for p in export.senders}))
    rows = rows.with_columns(
        pl.lit(session_id(export)).alias("talker"),
        epoch(pl.col("seconds")).alias("utc"),
        local_time(pl.col("printed")).alias("wall"),
    )
    rows = rows.with_columns(kind_of_row().alias("what"), pl.col("utc").alias("at"))
    return take(with_quotes(rows), lost, losses, encoding, notes)


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


def kind_of_row() -> pl.Expr:
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


def with_quotes(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with ``own`` words; the quotation, which WeFlow puts in brackets, goes behind them as ``引用:name:text``."""
    rows = rows.with_columns(pl.col("text").fill_null("")).rename(
        {"quoted_name": "told_name", "quoted_text": "told_text"}
    )
    quoting = (pl.col("word").str.starts_with("引用") | pl.col("told_text").is_not_null()) & (pl.col("what") == "text")
    rows = cut_quotations(rows.with_columns(quoting.fill_null(value=False).alias("replies")), pl.col("replies"), QUOTE)
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
