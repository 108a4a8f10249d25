"""The text exports of the WeChat tools: a header line, the body below it, a blank line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polars as pl

from auditor.chat.encoding import decode_head
from auditor.chat.lines import Shape, find_headers, hang_lines, read_lines
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note
from auditor.errors import ReadError

_SAMPLES = 20
_ALONE = 0.7
"""Share of the header-like lines that must stand below a blank line: the rest is pasted. Log files, which look alike, have
no blank lines."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The messages of a text file, and the lines above the first of them."""

    rows: pl.DataFrame
    """``line`` (1-based), ``head`` (the header line), ``body`` (without the blank lines at its end), ``lines``."""
    above: tuple[tuple[int, str], ...]
    losses: int
    encoding: str
    notes: tuple[Note, ...]


class Clock(NamedTuple):
    """A shape of time at the end of a header line, and what of the date it leaves out."""

    shape: str
    lacks: Literal["nothing", "year", "date"]


_DAYTIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}"
CLOCKS = (
    Clock(rf"(?P<time>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} {_DAYTIME})$", "nothing"),
    Clock(rf"(?P<time>[0-9]{{2}}-[0-9]{{2}} {_DAYTIME})$", "year"),
    Clock(rf"(?P<time>{_DAYTIME})$", "date"),
)
"""chatlog prints the year only for queries over several years, and the date only for queries over several days."""


def missing_date(file: SourceFile, clock: Clock, year: int | None, last: str) -> str:
    """What to put before the times of ``file``: nothing, ``2024-`` or ``2024-05-01 ``; ``last`` is the greatest of them.

    From the user's word, else from a date in the name of the file, else from its stamp in an archive (no message is later).

    :raises ReadError: none of them tells. The clock of this machine and the stamps of loose files prove nothing.
    """
    if clock.lacks == "nothing":
        return ""
    named = re.search(r"(?<!\d)(20\d\d)(?:[-_.年]?(\d\d)[-_.月]?(\d\d))?(?!\d)", file.base)
    if clock.lacks == "year":
        told = year or (int(named[1]) if named else None)
        if told is None and file.stamped:
            told = file.stamped.year - (last > f"{file.stamped:%m-%d %H:%M:%S}")
        if told is None:
            raise ReadError("times_lack_year", where=file.name, hint="say_year")
        return f"{told:04d}-"
    if named and named[2]:
        return f"{named[1]}-{named[2]}-{named[3]} "
    if file.stamped:
        return f"{file.stamped:%Y-%m-%d} "
    raise ReadError("times_lack_date", where=file.name, hint="date_in_name")


def share_of_blocks(file: SourceFile, header: str) -> float:
    """How well the head of ``file`` fits blocks that begin with ``header``: 1 if it begins with one, and all but stray
    header-like lines stand below a blank line; 0 if it does not fit.
    """
    lines = [line.rstrip("\r") for line in decode_head(file).split("\n")]
    pattern = re.compile(header)
    found = [index for index, line in enumerate(lines) if pattern.match(line)]
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if not found or first != found[0]:
        return 0.0
    alone = sum(index == first or not lines[index - 1].strip() for index in found)
    return 1.0 if alone >= _ALONE * len(found) else 0.0


def cut_blocks(file: SourceFile, header: str) -> Blocks:
    """The blocks of ``file``. A line that looks like a header, but does not stand below a blank line, was pasted.

    :raises ReadError: the file has lines no chat has.
    """
    lines = read_lines(file)
    headers = find_headers(lines.text, [Shape(header)])
    before = (
        lines.text.shift(1, fill_value="").gather(headers["line"] - 1)
        if headers.height
        else pl.Series([], dtype=pl.String)
    )
    headers = headers.filter((before.str.strip_chars() == "").fill_null(value=True))
    hung = hang_lines(lines.text, headers)
    rows = hung.select(
        "line", "head", pl.col("more").fill_null("").str.strip_chars_end("\n\r \t").alias("body"), "lines"
    )
    top = lines.text.head(int(headers["line"][0]) - 1 if headers.height else len(lines.text))
    stray = pl.DataFrame({"text": top}).with_row_index("line", offset=1).filter(pl.col("text").str.strip_chars() != "")
    above = tuple(stray.head(_SAMPLES).with_columns(pl.col("text").str.head(120)).iter_rows())
    return Blocks(rows, above, stray.height, lines.encoding, lines.notes)
