"""What sjzar/chatlog answers: JSON, CSV, or plain text with its three shapes of time. One answer may hold several chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_json import head_paths, json_head, load, tabulate
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_body, kind_of_numbers, words_of_body
from auditor.chat.formats.wechat_lines import CLOCKS, cut_blocks, missing_date, share_of_blocks
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats, take
from auditor.chat.formats.wechat_people import NOBODY
from auditor.chat.formats.wechat_replies import cut_quotations
from auditor.chat.formats.wechat_times import in_zone, local_time, offset_of, zone_name, zone_notes
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, Note

NAME = "wechat_chatlog"
PLATFORM = "wechat"
HELP = {
    "zh": "用 chatlog 打开「HTTP 服务」，在浏览器访问 /api/v1/chatlog?time=2024-01-01~2024-12-31&talker=群ID&format=json，"
    "把页面另存为文件。最好用 JSON：不写 format 得到的纯文本可能没有年份。",
    "en": "Start chatlog's HTTP service, open /api/v1/chatlog?time=2024-01-01~2024-12-31&talker=GROUP_ID&format=json in a "
    "browser and save the page. JSON is best: the plain text it gives without `format` may lack the year.",
}

_KEYS = {"seq", "time", "talker", "isChatRoom", "sender", "isSelf", "type"}
_QUOTE = (
    r"\A> (?P<name>[^\n]*?)(?:\((?P<id>[^()\n]*)\))? (?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\n(?P<text>(?:> [^\n]*\n)*)"
)
"""A quotation is the quoted message as chatlog prints it, each line behind ``> ``: name, id and time, then the words."""
_LEFT_OVER = r"\A(?:> [^\n]*\n)+"
"""``> [引用]``: of the quoted message nothing was left."""
_NUMBER = r"^Type: (\d+) Content: "
"""How chatlog prints what it does not know."""
_WHO = (
    r"^(?:(?P<name>[^>\s][^\n]*?|[^>\s])\((?P<id>[^()\s]+)\)|(?P<bare>系统消息|我|[A-Za-z0-9_@-]+))"
    r"(?: \[(?:(?P<title>.*)\((?P<room>[^()\s]+)\)|[^\[\]\s]+)\])? "
)
"""``阿明(wxid_a)``, ``阿明(我)``, ``系统消息`` or a bare id; with several chats ``[读书会(10001@chatroom)]`` behind it."""
_COLUMNS = ("Time", "SenderName", "Sender", "TalkerName", "Talker", "Content")


class Quoted(msgspec.Struct, gc=False):
    """The message a reply quotes."""

    time: str = ""
    sender: str = ""
    senderName: str = ""  # noqa: N815 - the export's own key, here and below
    type: int = 0
    content: str = ""


class Contents(msgspec.Struct, gc=False):
    """What a link, file or card says of itself."""

    title: str | None = None
    desc: str | None = None
    url: str | None = None
    refer: Quoted | None = None


class Row(msgspec.Struct, gc=False):
    """One message of the JSON answer."""

    time: str
    talker: str
    seq: int | str | None = None
    talkerName: str | None = None  # noqa: N815
    sender: str | None = None
    senderName: str | None = None  # noqa: N815
    isSelf: bool = False  # noqa: N815
    type: int = 0
    subType: int = 0  # noqa: N815
    content: str | None = None
    contents: Contents | None = None


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a chatlog answer, 0–1."""
    head = json_head(file)
    keys = {path.removeprefix("[].") for path in head_paths(head) if path.startswith("[].")}
    if keys >= _KEYS or head_columns(file) == _COLUMNS:
        return 1.0
    return 0.95 * max(share_of_blocks(file, _WHO + clock.shape) for clock in CLOCKS)


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats of the answers in ``files``, one a talker.

    :raises ReadError: nothing in them was understood.
    """
    zone = check_zone(options.zone)
    taken = gather([_take(file, zone, options.year) for file in files], files[0].name)
    chats = []
    for rows, report in split_chats(taken, files, NAME):
        named = rows["title"].drop_nulls().filter(rows["title"].drop_nulls() != "")
        origin = Origin(
            report if zone else replace(report, notes=(*report.notes, *zone_notes(rows["offset"]))),
            title=named[-1] if len(named) else rows["talker"][0] or None,
            zone=zone or zone_name(rows["offset"]),
            has=frozenset({"replies"}),
        )
        chats.append(build_chat(rows, origin))
    return chats


def _take(file: SourceFile, zone: str | None, year: int | None) -> Taken:
    if json_head(file):
        return _take_json(file, zone)
    if head_columns(file) == _COLUMNS:
        return _take_csv(file)
    return _take_text(file, year)


def _take_json(file: SourceFile, zone: str | None) -> Taken:
    raws, encoding, notes = load(file, list[msgspec.Raw])
    rows, lost, losses = tabulate(raws, Row, _table)
    rows = rows.with_columns(kind_of_numbers(pl.col("type"), pl.col("sub")).alias("what"))
    written = words_of_body(pl.col("text"), pl.col("what"))
    shown = pl.col("what").is_in(["link", "card", "file", "forward", "location"]) & (written == "")
    rows = rows.with_columns(
        pl.when(pl.col("what").is_in(ROW_KINDS) & (pl.col("what") != "announce"))
        .then(pl.col("text"))
        .when(shown)
        .then("caption")
        .otherwise(written)
        .alias("text"),
        local_time(pl.col("time")).alias("at"),
        offset_of(pl.col("time")).alias("offset"),
        local_time(pl.col("quoted_time")).alias("quoted_at"),
        offset_of(pl.col("quoted_time")).alias("quoted_offset"),
    )
    if zone is not None:
        rows = rows.with_columns(
            in_zone(pl.col("at") - pl.duration(minutes="offset"), zone).alias("at"),
            in_zone(pl.col("quoted_at") - pl.duration(minutes="quoted_offset"), zone).alias("quoted_at"),
        )
    return take(rows.drop("time", "quoted_time", "caption", "type", "sub"), lost, losses, encoding, notes)


def _table(items: list[tuple[int, Row]]) -> pl.DataFrame:
    """The columns of a block of messages."""
    said = [row.contents for _, row in items]
    quoted = [contents.refer if contents else None for contents in said]
    text: dict[str, list[str | None]] = {
        "time": [row.time for _, row in items],
        "source_id": [None if row.seq is None else str(row.seq) for _, row in items],
        "talker": [row.talker for _, row in items],
        "title": [row.talkerName for _, row in items],
        "sender": [row.sender for _, row in items],
        "name": [row.senderName for _, row in items],
        "text": [row.content for _, row in items],
        "caption": [" ".join(filter(None, (c.title, c.desc, c.url))) if c else "" for c in said],
        "quoted_time": [q.time if q else None for q in quoted],
        "quoted_sender": [q.sender if q else None for q in quoted],
        "quoted_name": [q.senderName if q else None for q in quoted],
        "quoted_text": [q.content if q and q.type in (1, 49) else None for q in quoted],
    }
    return pl.DataFrame(
        [
            pl.Series("line", [line for line, _ in items], dtype=pl.Int64),
            pl.Series("me", [row.isSelf for _, row in items], dtype=pl.Boolean),
            pl.Series("type", [row.type for _, row in items], dtype=pl.Int64),
            pl.Series("sub", [row.subType for _, row in items], dtype=pl.Int64),
            *(pl.Series(name, cells, dtype=pl.String) for name, cells in text.items()),
        ]
    )


def _take_csv(file: SourceFile) -> Taken:
    cells, encoding, notes = read_cells(file, _COLUMNS)
    rows = cells.select(
        pl.int_range(1, pl.len() + 1).alias("line"),
        local_time(pl.col("Time")).alias("at"),
        pl.lit(None, dtype=pl.Int32).alias("offset"),
        pl.lit(None, dtype=pl.String).alias("source_id"),
        pl.col("SenderName").alias("name"),
        pl.col("Sender").alias("sender"),
        pl.col("TalkerName").alias("title"),
        pl.col("Talker").fill_null("").alias("talker"),
        pl.col("Content").fill_null("").alias("text"),
    )
    return take(_typeless(rows), encoding=encoding, notes=notes)


def _take_text(file: SourceFile, year: int | None) -> Taken:
    """Blocks of the plain text, under headers that end in one of the three :data:`CLOCKS`."""
    clock = max(CLOCKS, key=lambda clock: share_of_blocks(file, _WHO + clock.shape))
    blocks = cut_blocks(file, _WHO + clock.shape)
    head = pl.col("head").str.extract_groups(_WHO + clock.shape).struct
    person = pl.coalesce(head.field("id"), head.field("bare"))
    last = str(blocks.rows.select(head.field("time").max()).item() or "")
    start = missing_date(file, clock, year, last)
    notes = (Note("date_completed", {"with": start.strip(" -")}),) if start else ()
    rows = blocks.rows.select(
        "line",
        "lines",
        local_time(pl.lit(start) + head.field("time")).alias("at"),
        pl.lit(None, dtype=pl.Int32).alias("offset"),
        head.field("name").alias("name"),
        pl.when(person != "我").then(person).alias("sender"),
        (person == "我").fill_null(value=False).alias("me"),
        head.field("title").alias("title"),
        head.field("room").fill_null("").alias("talker"),
        pl.lit(None, dtype=pl.String).alias("source_id"),
        pl.col("body").alias("text"),
    )
    return take(_typeless(rows), blocks.above, blocks.losses, blocks.encoding, blocks.notes + notes)


def _typeless(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the outputs without a type column: kind, quotation and own words from the body."""
    quoting = pl.col("text").str.starts_with("> ")
    rows = cut_quotations(rows, quoting, _QUOTE).with_columns(
        pl.when(quoting).then(pl.col("own").str.replace(_LEFT_OVER, "")).otherwise("own").alias("own"),
        pl.col("quoted_text").str.replace_all(r"(?m)^> ?", "").str.strip_chars().alias("quoted_text"),
    )
    number = kind_of_numbers(pl.col("text").str.extract(_NUMBER)).replace("system", "other")
    numbered = pl.col("text").str.contains(_NUMBER)
    rows = rows.with_columns(
        pl.when(pl.col("sender").is_in(NOBODY))
        .then(pl.lit("system"))
        .when(numbered)
        .then(number)
        .otherwise(kind_of_body(pl.col("own")))
        .alias("what")
    )
    as_is = quoting | (pl.col("what") == "system")
    return rows.with_columns(
        pl.when(as_is)
        .then("text")
        .when(numbered)
        .then(pl.lit(""))
        .otherwise(words_of_body(pl.col("text"), pl.col("what")))
        .alias("text")
    )
