"""The engine of all text formats: lines, the shape of their header lines, and what hangs below each header.

A text format is messages that begin with a header line and go on over the lines below it. A reader says how its header
lines may look (:class:`Shape`), lets the file decide which of the shapes is its own (:func:`lock_shapes`), finds the
headers (:func:`find_headers`), drops those that time or sense forbid, and hangs the other lines below (:func:`hang_lines`).
Everything is columns; nothing here looks at one message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl

from auditor.chat.encoding import Decoded, decode
from auditor.chat.source import SourceFile, written
from auditor.chat.tables import Note
from auditor.errors import ReadError

INVISIBLE = r"[\x{FEFF}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}\x{2066}-\x{2069}]"
"""Marks of direction and width that apps strew into header lines. Bodies keep theirs."""
DIRECTION = r"[\x{FEFF}\x{200B}\x{200E}\x{200F}\x{202A}-\x{202E}\x{2060}\x{2066}-\x{2069}]"
"""The same without the joiners (U+200C, U+200D), which belong to emoji and to Persian words: for names and titles."""
BLANK = r"[ \x{00A0}\x{2009}\x{202F}\x{3000}]"
"""What may stand for a space in a header line."""
DIGIT = r"[0-9\x{0660}-\x{0669}\x{06F0}-\x{06F9}]"
"""European, Arabic and Persian digits."""

LONGEST_LINE = 8 * 1024**2
"""Bytes: no app writes such a message (WhatsApp stops at 64 KB); it is another kind of file, or an attack."""
_PROBE = 64
SAMPLE = 2048
"""Lines looked at, from all over the file, to tell its shapes: files joined from two phones do exist."""
ENOUGH = 0.9
"""A second shape is let in only while those before it cover less of the header-like lines (formats.md §1)."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file, without their ends."""

    text: pl.Series
    encoding: str = "utf-8"
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which header lines are written."""

    header: str
    """Regular expression for the beginning of a header line, from ``^``. Write ``[0-9]`` rather than ``\\d``, which
    knows every digit of Unicode and takes five times as long."""


ShapeOf = TypeVar("ShapeOf", bound=Shape)


def read_lines(file: SourceFile) -> Lines:
    """The lines of ``file``, split at ``\\n`` and ``\\r\\n`` only: bodies may hold U+2028, U+0085 or a form feed.

    :raises ReadError: a line is longer than any message (:data:`LONGEST_LINE`).
    """
    # Polars takes a path as text, which one that is no UTF-8 is not.
    path = file.path if file.content is None and file.path and written(str(file.path)) == str(file.path) else None
    data = file.data() if path is None else None
    decoded = None
    lines = _plain_lines(path if data is None else data, file.head(_PROBE))
    if lines is None:
        decoded = decode(file.data() if data is None else data)
        lines = pl.read_lines(decoded.text.encode())["line"]
    longest = lines.str.len_bytes().max()
    if isinstance(longest, int) and longest > LONGEST_LINE:
        number = int(lines.str.len_bytes().arg_max() or 0) + 1
        raise ReadError(
            "line_too_long",
            where=f"{file.name}:{number}",
            hint="check_is_chat",
            size=f"{longest / 1024**2:.0f}",
        )
    if lines.head(1).str.starts_with("\ufeff").any():
        lines = pl.concat([lines.head(1).str.strip_prefix("\ufeff"), lines.slice(1)])
    return Lines(lines, decoded.encoding, _notes(decoded)) if decoded else Lines(lines)


def _plain_lines(source: Path | bytes | None, head: bytes) -> pl.Series | None:
    """The lines if they are UTF-8 throughout, else null. Zero bytes are UTF-8 in form, and UTF-16 in truth."""
    if source is None or b"\0" in head:
        return None
    try:
        return pl.read_lines(source, glob=False)["line"]
    except pl.exceptions.ComputeError:
        return None


def _notes(decoded: Decoded) -> tuple[Note, ...]:
    if not decoded.replaced:
        return ()
    return (Note("bytes_replaced", {"count": decoded.replaced, "encoding": decoded.encoding}),)


def sample_lines(lines: pl.Series) -> pl.Series:
    """At most about :data:`SAMPLE` lines from all over the file, in order."""
    return lines.gather_every(max(1, len(lines) // SAMPLE))


def lock_shapes(lines: pl.Series, shapes: Sequence[ShapeOf]) -> tuple[ShapeOf, ...]:
    """Those of ``shapes`` that are the file's own, the commonest first; of equals the one given first.

    Usually it is one. Another is let in only while those before cover less than :data:`ENOUGH` of the header-like
    lines: the rest is what people pasted into their messages.
    """
    sample = sample_lines(lines)
    found = [int(sample.str.contains(shape.header).sum()) for shape in shapes]
    total, covered = sum(found), 0
    locked: list[ShapeOf] = []
    for index in sorted(range(len(shapes)), key=lambda index: -found[index]):
        if not found[index] or covered >= ENOUGH * total:
            break
        locked.append(shapes[index])
        covered += found[index]
    return tuple(locked)


def find_headers(lines: pl.Series, shapes: Sequence[Shape]) -> pl.DataFrame:
    """The lines that begin as one of ``shapes``: ``line`` (1-based), ``shape`` (index; the first that fits), ``head``."""
    return scan_headers(lines, shapes).collect(engine="streaming")


def scan_headers(lines: pl.Series, shapes: Sequence[Shape]) -> pl.LazyFrame:
    """:func:`find_headers`, to be gone on with: what works row by row is fastest in one go of the streaming engine, on
    all cores and a few thousand lines at a time.
    """
    numbered = lines.alias("head").to_frame().with_row_index("line", offset=1).lazy()
    fits = [pl.when(pl.col("head").str.contains(shape.header)).then(index) for index, shape in enumerate(shapes)]
    index = pl.coalesce(*fits, pl.lit(None)).cast(pl.UInt8).alias("shape")
    return numbered.select("line", index, "head").filter(pl.col("shape").is_not_null())


def hang_lines(lines: pl.Series, headers: pl.DataFrame) -> pl.DataFrame:
    """``headers`` (in file order) with what stands below each: ``more``, the lines below it joined by ``\\n`` (null when
    there are none), and ``lines``, how many lines header and all are. Lines above the first header belong to nobody.
    """
    numbers = headers["line"].to_numpy().astype(np.int64)
    ends = np.append(numbers[1:], len(lines) + 1)
    loose = np.ones(len(lines) + 1, dtype=bool)
    loose[numbers] = False
    loose[: numbers[0] if len(numbers) else len(loose)] = False
    below = np.flatnonzero(loose)
    hung = (
        pl.DataFrame({"block": np.searchsorted(numbers, below, side="right") - 1, "more": lines.gather(below - 1)})
        .group_by("block", maintain_order=True)
        .agg(pl.col("more").str.join("\n"))
    )
    more = pl.Series("more", [None], dtype=pl.String).new_from_index(0, len(numbers))
    return headers.with_columns(
        more.scatter(hung["block"], hung["more"]) if len(hung) else more,
        pl.Series("lines", ends - numbers, dtype=pl.UInt32),
    )
