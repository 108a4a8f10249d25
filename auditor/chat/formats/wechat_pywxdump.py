"""PyWxDump's CSV (nine columns, or the older ones with JSON in ``content``) and JSON, as WeClone and others use them too."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_json import head_paths, json_head, load, tabulate
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_words, words_of_body
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats, take
from auditor.chat.formats.wechat_replies import cut_quotations
from auditor.chat.formats.wechat_times import local_time
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, Note
from auditor.errors import ReadError

NAME = "wechat_pywxdump"
PLATFORM = "wechat"
HELP = {
    "zh": "在 PyWxDump 的网页里选群，点「导出聊天记录」，选 CSV 或 JSON。CSV 会分成多页，把整个文件夹（连同 users.json）交给本程序。",
    "en": "In PyWxDump's page choose the group, then export as CSV or JSON. CSV comes in pages: hand over the whole folder, with "
    "users.json, which holds the names.",
}

_COLUMNS = {"id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "CreateTime"}
_QUOTE = r"(?s)\n*\[引用\](?:\((?P<time>[^()\n]*)\))?(?P<name>[^:：\n]*)[:：](?P<text>.*)\z"
_SELF = "我"


class Row(msgspec.Struct, gc=False):
    """One message of the JSON, or one line of the CSV."""

    CreateTime: str
    type_name: str
    id: int | str | None = None
    MsgSvrID: int | str | None = None
    is_sender: int | None = None
    talker: str | None = None
    room_name: str | None = None
    msg: str | None = None
    src: object = None


class User(msgspec.Struct, gc=False):
    """A contact in users.json. ``remark`` is the exporter's private note and is not read."""

    nickname: str | None = None


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a PyWxDump export or the users.json beside one, 0–1."""
    head = json_head(file)
    paths = head_paths(head)
    if {path.removeprefix("[].") for path in paths if path.startswith("[].")} >= _COLUMNS | {"msg"}:
        return 1.0
    if _is_users(file):
        return 0.6 if {path.rsplit(".", 1)[-1] for path in paths} >= {"nickname", "remark"} else 0.0
    columns = set(head_columns(file))
    return 1.0 if columns >= _COLUMNS and columns & {"msg", "content"} else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats of the pages in ``files``, one a room; names come from a users.json among them.

    :raises ReadError: nothing in them was understood.
    """
    zone = check_zone(options.zone)
    nicknames: dict[str, str] = {}
    for file in filter(_is_users, files):
        users, _, _ = load(file, dict[str, User])
        nicknames |= {wxid: user.nickname for wxid, user in users.items() if user.nickname}
    pages = [file for file in files if not _is_users(file)]
    parts = [_take_json(file) if json_head(file) else _take_csv(file) for file in pages]
    taken = gather(parts, files[0].name)
    chats = []
    for rows, report in split_chats(taken, files, NAME):
        named = _with_names(rows, nicknames)
        room = rows["talker"][0]
        origin = Origin(report, title=nicknames.get(room, room) or None, zone=zone, has=frozenset({"replies"}))
        chats.append(build_chat(named, origin))
    return chats


def _is_users(file: SourceFile) -> bool:
    return file.base.lower() == "users.json"


def _take_json(file: SourceFile) -> Taken:
    raws, encoding, notes = load(file, list[msgspec.Raw])
    cells, lost, losses = tabulate(raws, Row, _table)
    return take(_rows(cells), lost, losses, encoding, notes)


def _table(items: list[tuple[int, Row]]) -> pl.DataFrame:
    """A block of messages as cells of text, as the CSV has them."""
    names = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name", "msg", "CreateTime")
    return pl.DataFrame(
        [
            pl.Series("line", [line for line, _ in items], dtype=pl.UInt32),
            pl.Series("src", [row.src if isinstance(row.src, str) else None for _, row in items], dtype=pl.String),
            *(
                pl.Series(
                    name,
                    [None if v is None else str(v) for v in (getattr(row, name) for _, row in items)],
                    dtype=pl.String,
                )
                for name in names
            ),
        ]
    )


def _take_csv(file: SourceFile) -> Taken:
    cells, encoding, notes = read_cells(file, _COLUMNS)
    cells = cells.with_row_index("line", offset=1)
    if not {"msg", "content"} & set(cells.columns):
        raise ReadError("csv_without_text", where=file.name, hint="export_again")
    if "msg" not in cells.columns:
        inner = pl.col("content").str.json_path_match("$.msg")
        cells = cells.with_columns(
            pl.coalesce(inner, "content").alias("msg"), pl.col("content").str.json_path_match("$.src").alias("src")
        )
    rounded = int(cells["MsgSvrID"].str.contains(r"\dE\+\d").sum())
    notes = (*notes, Note("ids_rounded", {"count": rounded})) if rounded else notes
    return take(_rows(cells), encoding=encoding, notes=notes)


def _rows(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells as rows of the log; ``mine`` is what ``is_sender`` says, which is not always right."""
    msg = pl.col("msg").fill_null("").str.replace_all("\r\n", "\n", literal=True)
    src = pl.col("src").fill_null("") if "src" in cells.columns else pl.lit("")
    rows = cells.select(
        "line",
        # Excel turns long numbers into 1.23E+18, and rows that were never sent have 0.
        pl.coalesce(
            pl.when(pl.col("MsgSvrID").str.contains(r"^[1-9]\d*$")).then("MsgSvrID"), pl.lit("#") + pl.col("id")
        ).alias("source_id"),
        local_time(pl.col("CreateTime")).alias("at"),
        pl.col("room_name").fill_null("").alias("talker"),
        pl.col("talker").alias("sender"),
        (pl.col("is_sender").cast(pl.Float64, strict=False) == 1).alias("mine"),
        kind_of_words(pl.col("type_name")).alias("what"),
        pl.when(msg == pl.col("type_name")).then(pl.lit("")).otherwise(msg).alias("text"),
        pl.when(src.str.starts_with("http")).then(src).otherwise(pl.lit("")).alias("address"),
    )
    quoting = (pl.col("what") == "text") & pl.col("text").str.contains("[引用]", literal=True)
    rows = cut_quotations(rows, quoting, _QUOTE).with_columns(local_time(pl.col("quoted_time")).alias("quoted_at"))
    return rows.with_columns(_written().alias("text")).drop("address", "quoted_time")


def _written() -> pl.Expr:
    """What somebody wrote: without PyWxDump's own words for media, with the address of a link."""
    what, text = pl.col("what"), pl.col("text")
    anchor = r'<a href="([^"]*)">[^<]*</a>'
    link = pl.concat_str(
        text.str.replace(anchor, "").str.strip_chars(), pl.coalesce(text.str.extract(anchor), "address"), separator=" "
    ).str.strip_chars()
    return (
        pl.when(what.is_in(ROW_KINDS) & (what != "announce"))
        .then(text)
        .when(what.is_in(["link", "card"]))
        .then(link)
        .when(what == "voice")
        .then(text.str.extract(r"(?s)翻译结果：(.*)").fill_null(""))
        .when(what == "location")
        .then(text.str.extract(r"位置：([^\n]*)").fill_null(""))
        .when(what == "forward")
        .then(text.str.extract(r"^([^\n]*)"))
        .otherwise(words_of_body(text, what))
    )


def _with_names(rows: pl.DataFrame, nicknames: dict[str, str]) -> pl.DataFrame:
    """Rows with names, and with ``me``: 「我」, or the id most of whose rows say ``is_sender``; the id is trusted row by row."""
    spoken = rows.filter(
        ~pl.col("what").is_in(ROW_KINDS) & (pl.col("sender") != _SELF) & (pl.col("sender") != pl.col("talker"))
    )
    share = spoken.group_by("sender").agg(pl.col("mine").sum().alias("sent"), pl.col("mine").mean().alias("share"))
    own = (
        share.filter(pl.col("share") > 0.5).sort("sent", "sender", descending=[True, False])["sender"].head(1).to_list()
    )
    me = pl.col("sender").is_in([_SELF, *own]).fill_null(value=False)
    known = pl.DataFrame(
        {"sender": list(nicknames), "name": list(nicknames.values())}, schema={"sender": pl.String, "name": pl.String}
    )
    return rows.join(known, on="sender", how="left", maintain_order="left").with_columns(
        me.alias("me"), pl.when(pl.col("sender") == _SELF).then(None).otherwise("sender").alias("sender")
    )
