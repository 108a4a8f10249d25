"""The plain table of CONTRACT.md: any chat, made by hand or by a script. CSV, TSV, JSONL, XLSX."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import polars as pl

from auditor.chat.dates import check_zone, day_of, decide_order
from auditor.chat.encoding import decode, decode_head
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS, EVENTS_SCHEMA, KINDS, MESSAGES, PEOPLE, ROLES, Chat, Note, ReadReport, frame
from auditor.errors import ReadError, UsageError

NAME = "table"
PLATFORM = "table"
HELP = {
    "zh": "把聊天整理成表格：至少要有时间、发送者、内容三列（CSV、TSV、JSONL 或 XLSX），列名不同就用 --columns time=…,sender=…,text=… 指明。",
    "en": "Make a table with at least time, sender and text (CSV, TSV, JSONL or XLSX); name other columns with "
    "--columns time=…,sender=…,text=….",
}

HEADERS: dict[str, tuple[str, ...]] = {
    "time": ("time", "date", "datetime", "timestamp", "at", "时间", "日期", "发送时间", "時間", "日期时间"),
    "sender": ("sender", "name", "user", "author", "from", "发送者", "发送人", "昵称", "发言人", "姓名", "發送者", "暱稱"),
    "sender_id": ("sender_id", "user_id", "author_id", "微信号", "qq号", "账号", "用户id", "发送者id", "微信id"),
    "text": ("text", "content", "message", "body", "内容", "消息", "正文", "消息内容", "內容", "訊息"),
    "id": ("id", "message_id", "消息id", "编号", "序号"),
    "reply_to": ("reply_to", "reply", "回复", "回复id", "引用"),
    "kind": ("kind", "type", "类型", "消息类型", "類型"),
    "target": ("target", "对象", "被操作人"),
    "via": ("via", "方式", "途径"),
    "role": ("role", "角色", "身份"),
    "reactions": ("reactions", "likes", "点赞", "表情回应"),
}
"""Our column → headers that mean it, case-folded."""

KIND_WORDS = {
    "文本": "text", "文字": "text", "图片": "image", "语音": "voice", "视频": "video", "文件": "file", "表情": "sticker",
    "链接": "link", "卡片": "card", "位置": "location", "名片": "contact", "红包": "red_packet", "转账": "transfer",
    "投票": "poll", "通话": "call", "转发": "forward", "撤回": "recall", "进群": "join", "加入": "join", "邀请": "invite",
    "退群": "leave", "移出": "remove", "改名": "rename", "公告": "announce", "置顶": "pin", "禁言": "mute", "建群": "create",
}  # fmt: skip
"""Chinese words for the kinds of messages and events."""
ROLE_WORDS = {"群主": "owner", "管理员": "admin", "成员": "member", "机器人": "bot", "moderator": "admin", "host": "owner"}

_ISO = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}")
_SLASHED = r"^\s*(?P<a>\d{1,4})[/.-](?P<b>\d{1,2})[/.-](?P<c>\d{1,4})[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_OFFSET = r"(Z|[+-]\d{2}:?\d{2})\s*$"
_ROUNDED = r"^\d\.\d+E\+\d+$"


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a table with time, sender and text: by its header or the keys of its first object."""
    if file.head(4) == b"PK\x03\x04":
        return 0.6 if file.base.lower().endswith(".xlsx") else 0.0
    head = decode_head(file)
    names = _first_names(head)
    found = _map(names, {})
    return 0.7 if {"time", "text"} <= found.keys() and ("sender" in found or "sender_id" in found) else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """One chat from all ``files``.

    :raises ReadError: no header can be told, or no row was understood.
    """
    tables, encoding, lost = [], "utf-8", 0
    for file in files:
        rows, encoding, bad = _rows(file)
        lost += bad
        found = _map(rows.columns, options.columns)
        missing = [name for name in ("time", "text") if name not in found]
        if missing:
            raise ReadError(
                f"no column was recognised as {' or '.join(missing)} among {', '.join(rows.columns[:12])}",
                where=file.name,
                hint="name them: --columns time=…,sender=…,text=…",
            )
        tables.append(rows.select(pl.col(there).alias(ours) for ours, there in found.items()))
    rows = pl.concat(tables, how="diagonal").with_row_index("row")
    return [_chat(rows, files, options, encoding, lost)]


def _chat(rows: pl.DataFrame, files: Sequence[SourceFile], options: ReadOptions, encoding: str, lost: int) -> Chat:
    moments, zone, order, because = _times(rows["time"], options)
    rows = rows.with_columns(moments.alias("at"))
    told = _kinds(rows)
    rows = rows.with_columns(told.alias("kind"), _text(rows, "text").fill_null("").alias("text"))
    good = rows.filter(pl.col("at").is_not_null() & pl.col("kind").is_not_null())
    unread = rows.filter(pl.col("at").is_null() | pl.col("kind").is_null())
    if good.is_empty():
        raise ReadError(
            "no row of this table has a time that was understood",
            where=files[0].name,
            hint="write times as 2024-05-01 08:00:00, or say --date-order dmy",
        )
    good = good.with_columns(
        _text(good, "sender").alias("sender"), _text(good, "sender_id").alias("sender_id")
    ).with_columns(pl.coalesce("sender_id", "sender").alias("who"))
    people, rows_of = _people(good)
    written = good.filter(pl.col("kind").is_in(KINDS))
    happened = good.filter(~pl.col("kind").is_in(KINDS))
    ids = _text(written, "id")
    number = dict(zip(ids.to_list(), range(written.height), strict=True)) if ids.null_count() < len(ids) else {}
    answers = _text(written, "reply_to").replace_strict(number, default=None, return_dtype=pl.UInt32)
    messages = frame(
        {
            "id": range(written.height),
            "source_id": ids.to_list(),
            "at": written["at"],
            "person": written["who"].replace_strict(rows_of, default=None, return_dtype=pl.UInt32),
            "text": written["text"],
            "kind": written["kind"],
            "reply_to": answers,
            "reactions": _text(written, "reactions").cast(pl.UInt32, strict=False),
        },
        MESSAGES,
    )
    events = frame(
        {
            "id": range(happened.height),
            "at": happened["at"],
            "kind": happened["kind"],
            **_actors(happened, rows_of),
            "via": _text(happened, "via"),
            "text": happened["text"],
        },
        EVENTS_SCHEMA,
    )
    has = {"ids"} if "sender_id" in rows.columns else set()
    has |= {"replies"} if "reply_to" in rows.columns else set()
    has |= {"reactions"} if "reactions" in rows.columns else set()
    has |= {"joins"} if happened["kind"].is_in(["join", "invite"]).any() else set()
    has |= {"leaves"} if (happened["kind"] == "leave").any() else set()
    has |= {"roles"} if "role" in rows.columns else set()
    rounded = int(good["who"].str.contains(_ROUNDED).sum())
    titles = events.filter(pl.col("kind").is_in(["rename", "create"]))["text"].to_list()
    return Chat(
        title=titles[-1] if titles and titles[-1] else None,
        platform=PLATFORM,
        messages=messages,
        events=events,
        people=people,
        report=ReadReport(
            format=NAME,
            files=tuple(file.base for file in files),
            lines=rows.height + lost,
            understood=good.height,
            unread=tuple((int(row["row"]) + 2, str(row["time"])[:80]) for row in unread.head(20).iter_rows(named=True)),
            date_order=order,
            date_order_because=because,
            encoding=encoding,
            notes=(Note("ids_rounded", {"count": rounded}),) if rounded else (),
        ),
        zone=zone,
        has=frozenset(has),
    )


def _rows(file: SourceFile) -> tuple[pl.DataFrame, str, int]:
    """All cells as text, the encoding, and how many lines were no row."""
    if file.head(4) == b"PK\x03\x04":
        return _sheet(file), "xlsx", 0
    decoded = decode(file.data())
    text = decoded.text
    if text.lstrip()[:1] == "{":
        return (*_objects(text), decoded.encoding)[0], decoded.encoding, _objects(text)[1]
    delimiter = _delimiter(text.split("\n", 1)[0])
    try:
        made = pl.read_csv(
            io.BytesIO(text.encode()), separator=delimiter, infer_schema=False, truncate_ragged_lines=True,
        )  # fmt: skip
    except (pl.exceptions.PolarsError, UnicodeError) as error:
        raise ReadError(f"this table cannot be read: {str(error).splitlines()[0]}", where=file.name,
                        hint="check the quotes around cells with line breaks") from None  # fmt: skip
    return made.rename({name: name.strip().lstrip("\ufeff") for name in made.columns}), decoded.encoding, 0


def _objects(text: str) -> tuple[pl.DataFrame, int]:
    rows, bad = [], 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            bad += 1
            continue
        if isinstance(value, dict):
            rows.append({str(key): None if cell is None else str(cell) for key, cell in value.items()})
        else:
            bad += 1
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in names}, schema=dict.fromkeys(names, pl.String)), bad


def _sheet(file: SourceFile) -> pl.DataFrame:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        cells = CalamineWorkbook.from_filelike(io.BytesIO(file.data())).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, ValueError) as error:
        raise ReadError(f"this workbook cannot be read: {error}", where=file.name, hint="save it as CSV") from None
    for start, row in enumerate(cells):
        if {"time", "text"} <= _map([str(cell) for cell in row], {}).keys():
            names = [str(cell).strip() or f"column {index + 1}" for index, cell in enumerate(row)]
            body = [[None if cell == "" else str(cell) for cell in line] for line in cells[start + 1 :]]
            return pl.DataFrame(body, schema=dict.fromkeys(names, pl.String), orient="row")
    raise ReadError("no row of the first sheet names time and text", where=file.name, hint="put the headers in the first row")


def _first_names(head: str) -> list[str]:
    line = next((line for line in head.split("\n") if line.strip()), "")
    if line.lstrip().startswith("{"):
        try:
            value = json.loads(line)
        except ValueError:
            return []
        return [str(key) for key in value] if isinstance(value, dict) else []
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r")], delimiter=_delimiter(line)))]
    except (csv.Error, StopIteration):
        return []


def _delimiter(line: str) -> str:
    return max(("\t", ",", ";"), key=lambda mark: (line.count(mark), mark == ","))


def _map(names: Sequence[str], given: dict[str, str]) -> dict[str, str]:
    """Our columns → the file's. Raises :class:`UsageError` for a column the user named and the file lacks."""
    found: dict[str, str] = {}
    for ours, there in given.items():
        if ours not in HEADERS:
            raise UsageError(f"{ours!r} is not a column of the plain table", hint=f"one of {', '.join(HEADERS)}")
        if there not in names:
            raise UsageError(f"the table has no column {there!r}", hint=f"it has {', '.join(names[:12])}")
        found[ours] = there
    for ours, words in HEADERS.items():
        for name in names:
            if ours not in found and name not in found.values() and name.strip().casefold() in words:
                found[ours] = name
    return found


def _text(rows: pl.DataFrame, column: str) -> pl.Series:
    """A column as trimmed text, empty cells null; nulls where the table has no such column."""
    if column not in rows.columns:
        return pl.Series(column, [None] * rows.height, dtype=pl.String)
    cells = rows[column].cast(pl.String)
    trimmed = cells.str.strip_chars() if column != "text" else cells
    return pl.select(pl.when(trimmed != "").then(trimmed)).to_series().alias(column)


def _kinds(rows: pl.DataFrame) -> pl.Series:
    """Kind of each row; ``text`` where the cell is empty, null where the word is not known."""
    words = _text(rows, "kind").str.to_lowercase()
    known = {**KIND_WORDS, **{kind: kind for kind in (*KINDS, *EVENTS)}}
    return pl.select(
        pl.when(words.is_null()).then(pl.lit("text")).otherwise(words.replace_strict(known, default=None, return_dtype=pl.String))
    ).to_series().alias("kind")


def _times(cells: pl.Series, options: ReadOptions) -> tuple[pl.Series, str | None, str | None, str | None]:
    """Wall times, their zone when the table tells it, and how the date order was decided."""
    zone = check_zone(options.zone)
    text = cells.cast(pl.String).str.strip_chars()
    table = pl.DataFrame({"t": text})
    epochs = table.select(pl.when(pl.col("t").str.contains(r"^\d{10}(\d{3})?(\.\d+)?$")).then(pl.col("t").cast(pl.Float64, strict=False)))
    seconds = epochs.to_series()
    if seconds.null_count() < len(seconds):
        millis = pl.select(pl.when(seconds > 10**11).then(seconds).otherwise(seconds * 1000).cast(pl.Int64)).to_series()
        instants = millis.cast(pl.Datetime("ms", "UTC"))
        return _wall(instants, zone or "UTC"), zone or "UTC", None, None
    offsets = text.str.extract(_OFFSET)
    if offsets.null_count() < len(offsets):
        instants = text.str.replace(r"\s*Z$", "+00:00").str.replace(" ", "T").str.to_datetime(
            time_unit="ms", time_zone="UTC", format="%+", strict=False
        )
        shown = zone or (offsets.drop_nulls().mode().sort()[0].replace("Z", "+00:00"))
        return _wall(instants, shown), shown, None, None
    parts = text.str.extract_groups(_SLASHED).struct.unnest().with_columns(
        pl.col("a", "b", "c", "hour", "minute").cast(pl.Int32, strict=False),
        pl.col("second").cast(pl.Int32, strict=False).fill_null(0),
    )
    decided = decide_order(parts.select("a", "b", "c").drop_nulls(), options.date_order)
    if decided.because == "assumed" and options.date_order is None and parts["a"].drop_nulls().max() <= 31:  # type: ignore[operator]
        raise UsageError(
            "the table does not settle which number of its dates is the month", hint="say --date-order dmy or mdy, or write 2024-05-01"
        )
    moments = parts.select(
        day_of(decided.order).dt.combine(pl.time("hour", "minute", "second"), time_unit="ms")
    ).to_series()
    return moments, zone, decided.order, decided.because


def _wall(instants: pl.Series, zone: str) -> pl.Series:
    if re.fullmatch(r"[+-]\d{2}:?\d{2}", zone):
        sign = -1 if zone[0] == "-" else 1
        shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * sign
        return instants.dt.replace_time_zone(None) + shift
    assert datetime.now(timezone.utc).astimezone(ZoneInfo(zone)) is not None  # noqa: UP017
    return instants.dt.convert_time_zone(zone).dt.replace_time_zone(None)


def _people(rows: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Everybody who wrote, did or suffered something; and the row of each id or name."""
    named = rows.select("who", name=pl.coalesce("sender", "who"), role=_text(rows, "role").str.to_lowercase()).drop_nulls("who")
    targets = _text(rows, "target").drop_nulls()
    known = set(named["who"]) | set(named["name"])
    extra = [name for name in dict.fromkeys(targets.to_list()) if name not in known]
    who = [*dict.fromkeys(named["who"].to_list()), *extra]
    number = {name: row for row, name in enumerate(who)}
    names: dict[str, list[str]] = {name: [] for name in who}
    roles: dict[str, str] = {}
    for key, name, role in named.unique(maintain_order=True).iter_rows():
        names[key] += [name] if name not in names[key] else []
        word = ROLE_WORDS.get(role or "", role or "")
        if word in ROLES:
            roles[key] = word
    table = frame(
        {
            "person": range(len(who)),
            "name": [names[name][-1] if names[name] else name for name in who],
            "names": [names[name] or [name] for name in who],
            "source_id": [name if "sender_id" in rows.columns and name in set(rows["sender_id"]) else None for name in who],
            "role": [roles.get(name, "unknown") for name in who],
            "me": [False] * len(who),
        },
        PEOPLE,
    )
    by_name = {shown: row for name, row in number.items() for shown in names[name]}
    return table, {**by_name, **number}


def _actors(rows: pl.DataFrame, number: dict[str, int]) -> dict[str, pl.Series]:
    """Actor and target: of joins and leaves without a target, the sender is who came or went."""
    sender = rows["who"].replace_strict(number, default=None, return_dtype=pl.UInt32) if rows.height else pl.Series([], dtype=pl.UInt32)
    target = _text(rows, "target").replace_strict(number, default=None, return_dtype=pl.UInt32)
    came = rows["kind"].is_in(["join", "leave"]) & target.is_null() if rows.height else pl.Series([], dtype=pl.Boolean)
    moved = pl.DataFrame({"sender": sender, "target": target, "came": came})
    return {
        "actor": moved.select(pl.when(~pl.col("came")).then("sender")).to_series(),
        "target": moved.select(pl.when("came").then("sender").otherwise("target")).to_series(),
    }
