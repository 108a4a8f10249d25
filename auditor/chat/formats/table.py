"""The plain table of ``CONTRACT.md``: any chat, made by hand or by a script, as CSV, TSV, JSON Lines or XLSX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode_head
from auditor.chat.formats.clock import Clock
from auditor.chat.formats.table_cells import HEAD_ROWS, MARKS, Cells, is_workbook, read_cells, split_line
from auditor.chat.formats.table_chat import build_chat
from auditor.chat.formats.table_headers import HEADERS, find_day, is_header, map_headers
from auditor.chat.formats.table_times import read_times
from auditor.chat.formats.wechat_pages import SAMPLES
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, ReadReport
from auditor.errors import ReadError

NAME = "table"
PLATFORM = "table"
HELP = {
    "zh": "把聊天整理成表格（CSV、TSV、JSONL 或 XLSX），第一行写列名，至少有时间、发送者、内容三列；列名不一样就用 --columns time=…,sender=…,text=… 指明。",
    "en": "Make a table (CSV, TSV, JSONL or XLSX) with at least time, sender and text, named in its first row; other names are told by "
    "--columns time=…,sender=…,text=….",
}

_CLOCK_ONLY = r"^\s*\d{1,2}[:：]\d{2}"


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a table of a chat, 0–1.

    A header of which only the user can tell what it means (``--columns``) is enough to be asked for, above a column of times.
    """
    if file.head(2) == b"PK":
        return 0.6 if is_workbook(file.data()) else 0.0
    head = decode_head(file)
    lines = [line for line in head[:65536].split("\n") if line.strip()][:HEAD_ROWS]
    if head.lstrip()[:1] == "{":
        return 0.7 if lines and is_header(_keys(lines[0]), {}) else 0.0
    for mark in MARKS:
        rows = [split_line(line, mark) for line in lines]
        if any(is_header(row, {}) for row in rows):
            return 0.7
    return 0.5 if any(_may_be_table(lines, mark) for mark in MARKS) else 0.0


def _keys(line: str) -> list[str]:
    """The keys of a flat JSON object."""
    try:
        return list(msgspec.json.decode(line.encode(errors="replace"), type=dict[str, object]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []


def _may_be_table(lines: Sequence[str], mark: str) -> bool:
    """Rows of one width, at least three cells wide, one column of which holds nothing but times."""
    rows = [split_line(line, mark) for line in lines]
    width = len(rows[0]) if rows else 0
    if width < 3 or len(rows) < 3 or any(len(row) != width for row in rows):
        return False
    columns = [pl.Series([row[place] for row in rows[1:]], dtype=pl.String) for place in range(width)]
    return any(_all_times(column) for column in columns)


def _all_times(column: pl.Series) -> bool:
    try:
        moments = read_times(column, "dmy", "").moments
    except ReadError:
        return False
    return moments.select(pl.any_horizontal(pl.all().is_not_null()).all()).item() is True


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chat in each table.

    :raises ReadError: a table is damaged, names no time or text, leaves day and month open, or has no row with a time.
    :raises UsageError: ``options.columns`` names what is not there.
    """
    zone = check_zone(options.zone)
    return [_read_table(file, options, zone) for file in files]


def _read_table(file: SourceFile, options: ReadOptions, zone: str | None) -> Chat:
    cells = read_cells(file, options.columns)
    columns = map_headers(cells.headers, options.columns)
    if "time" not in columns or not {"text", "kind"} & columns.keys() or not {"sender", "sender_id"} & columns.keys():
        lacking = [name for name in ("time", "sender", "text") if name not in columns]
        raise ReadError(
            "table_no_column",
            where=file.base,
            hint="say_columns",
            columns=", ".join(lacking),
            headers=", ".join(cells.headers[:20]),
        )
    times = read_times(_when(cells, columns), options.date_order, file.base)
    clock = Clock.of(times.moments, zone)
    rows = cells.rows.select(
        "line",
        *(
            (pl.col(columns[name]) if name in columns else pl.lit(None, dtype=pl.String)).alias(name)
            for name in HEADERS
        ),
    ).with_columns(times.moments.select(clock.at())["at"])
    undated = rows.filter(pl.col("at").is_null())
    rows = rows.filter(pl.col("at").is_not_null())
    if rows.is_empty():
        raise ReadError(
            "table_no_time",
            where=file.base,
            hint="write_times",
        )
    bad = undated.head(SAMPLES).select("line", pl.col("time").fill_null(""))
    lost = sorted([*cells.lost, *bad.iter_rows()])
    report = ReadReport(
        format=NAME,
        files=(file.base,),
        lines=rows.height + undated.height + cells.losses,
        understood=rows.height,
        unread=tuple(lost[:SAMPLES]),
        date_order=times.order,
        date_order_because=times.because,
        encoding=cells.encoding,
        notes=(*cells.notes, *times.notes, *clock.notes),
    )
    return build_chat(rows, frozenset(columns), report, clock.zone, file.base.rpartition(".")[0] or None)


def _when(cells: Cells, columns: Mapping[str, str]) -> pl.Series:
    """The cells of the column of times; with the day before it, where that has a column of its own."""
    time = cells.rows[columns["time"]]
    day = find_day(cells.headers, columns)
    if day is None or not time.drop_nulls().str.contains(_CLOCK_ONLY).all():
        return time
    return cells.rows.select(pl.concat_str(pl.col(day).str.head(10), columns["time"], separator=" "))[day]
