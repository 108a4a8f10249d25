"""Pages of a WeChat export put together to one log, and cut into its chats, with every row counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from auditor.chat.encoding import Decoded
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note, ReadReport
from auditor.errors import ReadError

SAMPLES = 20
"""Samples kept of what was not understood."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from files: rows, and a count and samples of what could not be."""

    rows: pl.DataFrame
    """Columns of :data:`~auditor.chat.formats.wechat_log.LOG`, as many as the tool fills, the reader's own, and ``lines``:
    how many lines or objects of the export the row stands for."""
    lines: int
    unread: tuple[tuple[int, str], ...] = ()
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = ()
    repeated: int = 0
    """Lines of rows that stood in two files."""


def replacement_notes(decoded: Decoded) -> tuple[Note, ...]:
    """A note when bytes of a file stood for no character."""
    if not decoded.replaced:
        return ()
    return (Note("bytes_replaced", {"count": decoded.replaced, "encoding": decoded.encoding}),)


def take(
    rows: pl.DataFrame,
    lost: Sequence[tuple[int, str]] = (),
    losses: int = 0,
    encoding: str = "utf-8",
    notes: tuple[Note, ...] = (),
) -> Taken:
    """``rows`` of one file, in its order; those without a time that can be read are lost, as ``lost`` already is.

    ``rows`` holds ``line`` (1-based number of the object), ``at`` and ``text``, and ``lines`` where that is not one;
    ``losses`` counts all of ``lost``.
    """
    if "lines" not in rows.columns:
        rows = rows.with_columns(pl.lit(1, dtype=pl.UInt32).alias("lines"))
    undated = rows.filter(pl.col("at").is_null())
    samples = [*lost, *undated.head(SAMPLES).select("line", pl.col("text").fill_null("").str.head(120)).iter_rows()]
    kept = rows.filter(pl.col("at").is_not_null())
    return Taken(kept, int(rows["lines"].sum()) + losses, tuple(sorted(samples)[:SAMPLES]), encoding, notes)


def gather(parts: Sequence[Taken], where: str) -> Taken:
    """The rows of all files as one log. Of several files (pages of one export) the rows are put in order of time, and a
    row with the same chat, id and text as one before it is dropped.

    :raises ReadError: there is not one row.
    """
    rows = pl.concat([part.rows for part in parts], how="diagonal_relaxed") if parts else pl.DataFrame()
    repeated = 0
    if len(parts) > 1:
        once = pl.struct(pl.col("talker", "source_id", "text")).is_first_distinct() | pl.col("source_id").is_null()
        repeated = int(rows.filter(~once)["lines"].sum())
        rows = rows.filter(once).sort("at", maintain_order=True)
    unread = tuple(sample for part in parts for sample in part.unread)[:SAMPLES]
    if rows.is_empty():
        raise ReadError(
            "no_message_read",
            where=where,
            hint="first_unread" if unread else "export_is_empty",
            line=unread[0][1] if unread else "",
        )
    rows = rows.drop("row", strict=False).with_row_index("row")
    encoding = "+".join(dict.fromkeys(part.encoding for part in parts))
    notes = tuple(note for part in parts for note in part.notes)
    if len(parts) > 1:
        notes = (*notes, Note("parts_joined", {"files": len(parts)}))
    if repeated:
        notes = (*notes, Note("rows_repeated", {"rows": repeated}))
    return Taken(rows, sum(part.lines for part in parts), unread, encoding, notes, repeated)


def split_chats(taken: Taken, files: Sequence[SourceFile], name: str) -> list[tuple[pl.DataFrame, ReadReport]]:
    """The rows of each chat (column ``talker``) with its report. What could not be read is counted in the first."""
    parts = taken.rows.partition_by("talker", maintain_order=True)
    lost = taken.lines - taken.repeated - int(taken.rows["lines"].sum())
    chats = []
    for number, rows in enumerate(parts):
        first = number == 0
        understood = int(rows["lines"].sum()) + (taken.repeated if first else 0)
        report = ReadReport(
            format=name,
            files=tuple(file.base for file in files),
            lines=understood + (lost if first else 0),
            understood=understood,
            unread=taken.unread if first else (),
            encoding=taken.encoding,
            notes=taken.notes if first else (),
        )
        chats.append((rows, report))
    return chats
