"""The cells of a table as text: CSV and TSV with all their ways of quoting, JSON Lines, and XLSX."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
import polars as pl

from auditor.chat.encoding import decode
from auditor.chat.formats.table_headers import is_header, map_headers
from auditor.chat.formats.wechat_pages import SAMPLES, replacement_notes
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note
from auditor.errors import ReadError

MARKS = (",", "\t", ";", "|")
"""Marks between cells, the commonest first."""
HEAD_ROWS = 20
"""Rows in which the header is looked for: people and programs put titles above it."""
_STRAY = re.compile(r'"(?<=[^,;|\t\r\n"]")(?![,;|\t\r\n"]|\Z)')
"""A quotation mark within a cell, where the rules of CSV allow none; what programs then mean by it differs."""
_ROUNDED = 10**15
"""Excel keeps fifteen digits; a longer number has lost its last ones."""
_UNPACKED = 1024**3
"""Bytes an XLSX may unpack to: a million rows, the most it can hold, are a third of that."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a table below its header, all as text; empty cells are null."""

    rows: pl.DataFrame
    """Columns under their headers as they stand in the file, after ``line``, the 1-based number of the row or object."""
    encoding: str = "utf-8"
    lost: tuple[tuple[int, str], ...] = ()
    """Samples of lines that were no row."""
    losses: int = 0
    notes: tuple[Note, ...] = ()

    @property
    def headers(self) -> list[str]:
        """The headers."""
        return self.rows.columns[1:]


def read_cells(file: SourceFile, given: Mapping[str, str]) -> Cells:
    """All cells of ``file``; ``given`` are the headers the user named, which help to find the row of headers.

    :raises ReadError: the file is damaged, or no table.
    """
    data = file.data()
    if is_workbook(data):
        return _named(_read_workbook(file, data), given, "utf-8", ())
    decoded = decode(data)
    if decoded.text.lstrip()[:1] == "{":
        return _read_objects(decoded.text, decoded.encoding, replacement_notes(decoded))
    try:
        mark = find_mark(decoded.text, given)
        grid = _read_separated(decoded.text, mark)
    except csv.Error as error:
        raise ReadError(
            "table_unreadable",
            where=file.base,
            hint="check_quotes",
            error=error,
        ) from error
    return _named(grid, given, decoded.encoding, replacement_notes(decoded), mark)


def is_workbook(data: bytes) -> bool:
    """Whether ``data`` is an XLSX."""
    if not data.startswith(b"PK"):
        return False
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def find_mark(text: str, given: Mapping[str, str]) -> str:
    """The mark between cells: the one that makes a header of one of the first rows, else the commonest."""
    head = text[:65536].split("\n")[:HEAD_ROWS]
    for mark in MARKS:
        if any(is_header(split_line(line, mark), given) for line in head):
            return mark
    return max(MARKS, key=lambda mark: sum(mark in line for line in head))


def split_line(line: str, mark: str) -> list[str]:
    """The cells of one line."""
    try:
        return [_trim(cell) for cell in next(csv.reader([line.rstrip("\r")], delimiter=mark), [])]
    except csv.Error:
        return []


def _read_separated(text: str, mark: str) -> pl.DataFrame:
    """CSV or TSV as a grid without header. Strange quotation marks go the slow way, and at last count as letters."""
    regular = '"' not in text or not _STRAY.search(text)
    grid = _read_fast(text, mark, '"') if regular else None
    if grid is not None:
        return grid
    try:
        return _grid(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)))
    except csv.Error:
        grid = _read_fast(text, mark, None)
    if grid is not None:
        return grid
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return _grid(list(csv.reader(lines, delimiter=mark, quoting=csv.QUOTE_NONE)))


def _read_fast(text: str, mark: str, quote: str | None) -> pl.DataFrame | None:
    """The grid, if all rows are as wide as the first or shorter, and the quotation marks sound."""
    try:
        grid = pl.read_csv(text.encode(), has_header=False, separator=mark, quote_char=quote, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeError):
        return None
    # polars 2.1 panics in concat_str where a column in pieces has empty ones.
    return grid.rechunk().with_row_index("line", offset=1)


def _grid(rows: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Rows of any length as a grid; short ones are filled up with nulls."""
    width = max(map(len, rows), default=0)
    columns = {f"column_{i + 1}": [row[i] if i < len(row) else None for row in rows] for i in range(width)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_row_index("line", offset=1)


def _named(
    grid: pl.DataFrame, given: Mapping[str, str], encoding: str, notes: tuple[Note, ...], mark: str = ""
) -> Cells:
    """The rows below the header, under its names."""
    head = [[_trim(cell) for cell in row[1:]] for row in grid.head(HEAD_ROWS).iter_rows()]
    top = next((number for number, row in enumerate(head) if is_header(row, given)), 0)
    names = head[top] if head else []
    while names and not names[-1]:
        names.pop()
    repeated = [not name or name == "line" or name in names[:place] for place, name in enumerate(names)]
    names = [
        f"{name}#{place + 1}" if again else name
        for place, (name, again) in enumerate(zip(names, repeated, strict=True))
    ]
    body = grid.slice(top + 1)
    full = pl.any_horizontal(pl.exclude("line").fill_null("").str.strip_chars() != "")
    body = body.filter(full) if body.width > 1 else body.clear()
    if mark:
        body, mended = _join_spilt(body, names, given, mark)
        notes = (*notes, Note("cells_joined", {"count": mended})) if mended else notes
    cells = [pl.col(body.columns[place + 1]).replace("", None).alias(name) for place, name in enumerate(names)]
    return Cells(body.select("line", *cells), encoding, notes=notes)


def _trim(cell: str | None) -> str:
    return (cell or "").strip().lstrip("\ufeff")


def _join_spilt(
    body: pl.DataFrame, names: Sequence[str], given: Mapping[str, str], mark: str
) -> tuple[pl.DataFrame, int]:
    """Rows with more cells than headers have a mark in their text that nobody quoted: the text is put together again."""
    surplus = body.columns[len(names) + 1 :]
    if not surplus or not names:
        return body, 0
    spilt = pl.any_horizontal(pl.col(surplus).fill_null("") != "")
    rows = body.filter(spilt)
    place = 1 + names.index(map_headers(names, given).get("text", names[-1]))
    mended = []
    for row in rows.iter_rows():
        cells = [cell or "" for cell in row[1:]]
        while not cells[-1]:
            cells.pop()
        last = place + len(cells) - len(names)
        mended.append(
            [row[0], *cells[: place - 1], mark.join(cells[place - 1 : last]), *cells[last:], *[None] * len(surplus)]
        )
    whole = pl.DataFrame(mended, schema=body.schema, orient="row")
    return pl.concat([body.filter(~spilt), whole], rechunk=True).sort("line"), rows.height


def _read_objects(text: str, encoding: str, notes: tuple[Note, ...]) -> Cells:
    """JSON Lines: one flat object a line. A line that is none costs only itself."""
    decoder = msgspec.json.Decoder(dict[str, Any])
    objects: list[dict[str, Any]] = []
    lines: list[int] = []
    lost: list[tuple[int, str]] = []
    losses = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            objects.append(decoder.decode(line.encode(errors="replace")))
            lines.append(number)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            losses += 1
            lost += [(number, line[:120])] if len(lost) < SAMPLES else []
    names = list(dict.fromkeys(name for item in objects for name in item if name != "line"))
    columns = {name: [_cell(item.get(name)) for item in objects] for name in names}
    rows = pl.DataFrame({"line": lines, **columns}, schema={"line": pl.UInt32, **dict.fromkeys(names, pl.String)})
    return Cells(rows, encoding, tuple(lost), losses, notes)


def _read_workbook(file: SourceFile, data: bytes) -> pl.DataFrame:
    """The first sheet of a workbook that has a header of a chat, else its first."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > _UNPACKED:
            raise ReadError("workbook_too_large", where=file.base, hint="save_as_csv", size=f"{unpacked:,}")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [_grid([[_cell(cell) or "" for cell in row] for row in book.get_sheet_by_name(name).to_python()])
                 for name in book.sheet_names]  # fmt: skip
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        raise ReadError("workbook_unreadable", where=file.base, hint="save_as_csv", error=error) from error
    headed = (
        grid
        for grid in grids
        if any(is_header([c or "" for c in row[1:]], {}) for row in grid.head(HEAD_ROWS).iter_rows())
    )
    return next(headed, grids[0] if grids else _grid([]))


def _cell(value: Any) -> str | None:
    """A value of JSON or Excel as text. A number that Excel has rounded looks rounded."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return f"{value:.5E}" if abs(value) >= _ROUNDED else str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, int | float | date | time | timedelta):
        return str(value)
    return None
