"""CSV as the WeChat tools and Excel write it: the header in a file's head, and all cells as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

import polars as pl

from auditor.chat.encoding import decode, decode_head
from auditor.chat.formats.wechat_pages import replacement_notes
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note
from auditor.errors import ReadError


def head_columns(file: SourceFile) -> tuple[str, ...]:
    """The column names in the first line of a CSV file; empty when it has no first line."""
    first = decode_head(file)[:4096].split("\n", 1)[0].rstrip("\r")
    try:
        return tuple(cell.strip() for cell in next(csv.reader([first]), []))
    except csv.Error:
        return ()


def read_cells(file: SourceFile, needed: Collection[str]) -> tuple[pl.DataFrame, str, tuple[Note, ...]]:
    """All rows as text, the encoding, and a note of bytes lost. Empty cells, and cells a short row lacks, are null; blank
    lines are left out.

    :raises ReadError: a column of ``needed`` is not there, or not even Python's forgiving reader makes rows of it.
    """
    decoded = decode(file.data())
    try:
        cells = pl.read_csv(io.StringIO(decoded.text), infer_schema=False, truncate_ragged_lines=True)
    except pl.exceptions.PolarsError:
        cells = _forgiving(decoded.text, file.name)
    absent = sorted(set(needed) - set(cells.columns))
    if absent:
        raise ReadError("csv_lacks", where=file.name, hint="export_again", columns=", ".join(absent))
    return cells.filter(pl.any_horizontal(pl.all().is_not_null())), decoded.encoding, replacement_notes(decoded)


def _forgiving(body: str, where: str) -> pl.DataFrame:
    """For stray quotation marks, which polars refuses."""
    try:
        header, *rows = list(csv.reader(io.StringIO(body, newline=""))) or [[]]
    except (csv.Error, ValueError) as error:
        raise ReadError("csv_unreadable", where=where, hint="export_again_or_csv", error=error) from error
    column = {name: header.index(name) for name in header}
    cells = {name: [row[i] or None if i < len(row) else None for row in rows] for name, i in column.items()}
    return pl.DataFrame(cells, schema=dict.fromkeys(column, pl.String))
