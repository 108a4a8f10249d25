"""WeFlow and EchoTrace: detailed JSON (and WeFlow's compact one), TXT, and the CSV for WeClone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_json import head_paths, json_head, load
from auditor.chat.formats.wechat_kinds import kind_of_body
from auditor.chat.formats.wechat_lines import cut_blocks, share_of_blocks
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats, take
from auditor.chat.formats.wechat_people import somebody
from auditor.chat.formats.wechat_sentences import is_sentence
from auditor.chat.formats.wechat_times import local_time, offset_of, wall_times
from auditor.chat.formats.wechat_weflow_json import (
    QUOTE,
    Export,
    exported_at,
    kind_of_row,
    members_of,
    session_id,
    take_json,
    with_quotes,
)
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import TIME, Chat

NAME = "wechat_weflow"
PLATFORM = "wechat"
HELP = {
    "zh": "在 WeFlow（或 EchoTrace）里选群，点「导出」，格式选 JSON（详细）或 ChatLab；TXT 也能读，但没有微信号，重名的人分不开。",
    "en": "In WeFlow (or EchoTrace) choose the group, export, and take detailed JSON or ChatLab. TXT can be read too, but it has no "
    "ids, so people of one name cannot be told apart.",
}

_CSV = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime")
_HEADER = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} '(.*)'$"


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
            headers[session_id(export)] = export
            parts.append(take_json(export, encoding, notes))
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
                    exported_at=exported_at(header, timed),
                    members=members_of(header),
                    has=frozenset({"replies"} if quotes else ()),
                ),
            )
        )
    return chats


def _stem(file: SourceFile) -> str:
    """The name of the file without its suffix: WeFlow names files after the chat."""
    return file.base.rpartition(".")[0] or file.base


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
    return take(with_quotes(rows.with_columns(kind_of_row().alias("what"))), encoding=encoding, notes=notes)


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
    quoting = pl.col("text").str.contains(QUOTE) & (pl.col("what") == "text")
    rows = with_quotes(rows.with_columns(pl.when(quoting).then(pl.lit("引用消息")).otherwise("word").alias("word")))
    return take(rows, blocks.above, blocks.losses, blocks.encoding, blocks.notes)
