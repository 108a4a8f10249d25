"""MemoTrace 留痕 (WeChatMsg): its CSV of the raw message table, the earlier CSV from Android, and TXT."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode_head
from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_body, kind_of_numbers, kind_of_words, words_of_body
from auditor.chat.formats.wechat_lines import cut_blocks, share_of_blocks
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats, take
from auditor.chat.formats.wechat_replies import cut_quotations
from auditor.chat.formats.wechat_sentences import is_sentence
from auditor.chat.formats.wechat_times import epoch, local_time, wall_times
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import TIME, Chat

NAME = "wechat_memotrace"
PLATFORM = "wechat"
HELP = {
    "zh": "在留痕（MemoTrace）里选群，导出聊天记录，格式选 CSV 或 TXT。CSV 没有引用、链接和红包的内容；TXT 有引用，但没有微信号。",
    "en": "In MemoTrace choose the group and export as CSV or TXT. The CSV lacks the content of quotes, links and red packets; the "
    "TXT has the quotes, but no ids.",
}

_HEADER = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} "
_QUOTE = r"(?s)\n引用:(?:未知\s*\z|(?P<name>[^:：\n]*)[:：](?P<text>.*)\z)"
_CARD = r"(?s)^\s*\[链接\]:title:(?P<title>.*?)\n\s*description:(?P<about>.*?)\n\s*url:(?P<url>.*?)\n\s*name:"
_COLUMNS = {"localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "StrContent", "StrTime"}
_ANDROID = {"用户名", "消息内容", "发送时间", "消息类型", "isSend"}


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a MemoTrace export, 0–1."""
    columns = set(head_columns(file))
    if columns >= _COLUMNS or columns >= _ANDROID:
        return 1.0
    return 0.8 * share_of_blocks(file, _HEADER)


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``; MemoTrace writes one a file. Of a chat exported as both, the CSV is read: it has the ids.

    :raises ReadError: nothing in them was understood.
    """
    zone = check_zone(options.zone)
    tables = {_title(file) for file in files if not _is_text(file)}
    kept = [file for file in files if not (_is_text(file) and _title(file) in tables)]
    chats = []
    for rows, report in split_chats(gather([_take(file) for file in kept], files[0].name), kept, NAME):
        timed, shown, notes = wall_times(rows, zone)
        origin = Origin(
            replace(report, notes=(*report.notes, *notes)),
            file_title=rows["talker"][0] or None,
            zone=shown,
            has=frozenset({"replies"} if "own" in rows.columns else ()),
        )
        chats.append(build_chat(timed, origin))
    return chats


def _is_text(file: SourceFile) -> bool:
    return re.match(_HEADER, decode_head(file).lstrip()) is not None


def _take(file: SourceFile) -> Taken:
    if _is_text(file):
        return _take_text(file)
    android = set(head_columns(file)) >= _ANDROID
    cells, encoding, notes = read_cells(file, _ANDROID if android else _COLUMNS)
    cells = cells.with_row_index("line", offset=1)
    rows = (_android_rows if android else _rows)(cells, _title(file))
    return take(rows, encoding=encoding, notes=notes)


def _take_text(file: SourceFile) -> Taken:
    """Blocks of the TXT. A system sentence stands on the header line itself, and nothing below it."""
    blocks = cut_blocks(file, _HEADER)
    rest = pl.col("head").str.slice(20)
    names = blocks.rows.filter(pl.col("body") != "")["head"].str.slice(20).unique()
    lone = (pl.col("body") == "") & ~rest.is_in(names.implode())
    system = lone | is_sentence(rest)
    rows = blocks.rows.with_columns(
        local_time(pl.col("head").str.head(19)).alias("at"),
        pl.when(~system).then(rest.str.strip_chars()).alias("name"),
        pl.when(system).then(pl.concat_str(rest, "body", separator=" ")).otherwise("body").alias("text"),
        pl.lit(_title(file)).alias("talker"),
        system.alias("system"),
    )
    rows = cut_quotations(rows, ~system & pl.col("text").str.contains("引用:", literal=True), _QUOTE)
    rows = rows.with_columns(
        pl.when("system").then(pl.lit("system")).otherwise(kind_of_body(pl.col("own"))).alias("what")
    )
    as_is = pl.col("system") | (pl.col("own") != pl.col("text"))
    card = pl.col("text").str.extract_groups(_CARD).struct
    written = words_of_body(pl.col("text"), pl.col("what"))
    rows = rows.with_columns(
        pl.when(as_is)
        .then("text")
        .when(pl.col("what") == "link")
        .then(
            pl.concat_str(
                *(card.field(part).fill_null("") for part in ("title", "about", "url")), separator=" "
            ).str.strip_chars()
        )
        .otherwise(written)
        .alias("text")
    )
    wall = rows.with_columns(pl.col("at").alias("wall"), pl.lit(None, dtype=TIME).alias("utc"))
    return take(wall, blocks.above, blocks.losses, blocks.encoding, blocks.notes)


def _title(file: SourceFile) -> str:
    """The chat's name: MemoTrace names the file ``<name>_utf8.csv``."""
    return file.base.rsplit(".", 1)[0].removesuffix("_utf8")


def _rows(cells: pl.DataFrame, title: str) -> pl.DataFrame:
    """Rows of the message table. Files of private chats stop after ``StrTime``: then the other person is the title."""
    absent = [
        pl.lit(None, dtype=pl.String).alias(c) for c in ("Sender", "NickName", "Remark") if c not in cells.columns
    ]
    cells = cells.with_columns(absent)
    me = pl.col("IsSender") == "1"
    # Remark is the exporter's private note for a person; it is shown only where there is no other name.
    name = pl.coalesce("NickName", "Remark", pl.when(~me & pl.col("Sender").is_null()).then(pl.lit(title)))
    what = kind_of_numbers(pl.col("Type"), pl.col("SubType"))
    body = pl.col("StrContent").fill_null("")
    rows = cells.select(
        "line",
        pl.col("localId").alias("source_id"),
        pl.lit(title).alias("talker"),
        pl.col("Sender").alias("sender"),
        name.alias("name"),
        me.alias("me"),
        what.alias("what"),
        epoch(pl.col("CreateTime")).alias("utc"),
        local_time(pl.col("StrTime")).alias("wall"),
        pl.when(what.is_in(ROW_KINDS)).then(body).otherwise(words_of_body(body, what)).alias("text"),
    )
    return rows.with_columns(pl.coalesce("wall", "utc").alias("at"))


def _android_rows(cells: pl.DataFrame, title: str) -> pl.DataFrame:
    """Rows of the earlier generation. In a group the body begins with the sender's id and a line feed."""
    me = pl.col("isSend") == "1"
    body = pl.col("消息内容").fill_null("")
    prefix = r"\A([A-Za-z][A-Za-z0-9_-]{4,}|wxid_\w+):\n"
    what = pl.coalesce(
        pl.when(pl.col("消息类型").str.contains(r"^\d+$")).then(kind_of_numbers(pl.col("消息类型"))),
        kind_of_words(pl.col("消息类型")),
    )
    said = body.str.replace(prefix, "")
    wall = local_time(pl.col("发送时间"))
    rows = cells.select(
        "line",
        (pl.col("msgId") if "msgId" in cells.columns else pl.lit(None, dtype=pl.String)).alias("source_id"),
        pl.lit(title).alias("talker"),
        body.str.extract(prefix).alias("sender"),
        pl.when(body.str.contains(prefix)).then(None).otherwise("用户名").alias("name"),
        me.alias("me"),
        what.alias("what"),
        pl.when(wall.is_null()).then(epoch(pl.col("发送时间"))).alias("utc"),
        wall.alias("wall"),
        pl.when(what.is_in(ROW_KINDS)).then(said).otherwise(words_of_body(said, what)).alias("text"),
    )
    return rows.with_columns(pl.coalesce("wall", "utc").alias("at"))
