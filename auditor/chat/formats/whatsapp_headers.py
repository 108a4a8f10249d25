"""WhatsApp's header lines: every phone writes date and time as its owner's language does, and one file in one way.

From lines of the file the shapes in it are found (brackets or a dash, which separators, where the year stands, 12 or 24
hours …), and from a stamp in such a shape the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from auditor.chat.dates import DateOrder, day_of, decide_order
from auditor.chat.lines import BLANK, DIGIT, INVISIBLE, Shape
from auditor.chat.tables import TIME

_MORNING = ("上午", "凌晨", "早上", "清晨", "午前", "오전", "ص", "öö", "sa", "pg", "π.μ.", "पूर्वाह्न", "לפנה״צ")
_EVENING = ("下午", "晚上", "傍晚", "午後", "오후", "م", "ös", "ch", "ptg", "μ.μ.", "अपराह्न", "אחה״צ")
_NOON = ("中午",)
_MARK = (
    rf"(?i:[ap]{BLANK}?\.?{BLANK}?m\.?|" + "|".join(map(re.escape, (*_MORNING, *_EVENING, *_NOON))) + ")"
)  # "a. m.", "p.m.", "AM" …
_HUSH, _SPACE = rf"{INVISIBLE}*", rf"(?:{INVISIBLE}|{BLANK})*"
_WORDS = r"(?:klo|kl\.?|um|at|às|à|alle|в)"
"""Between date and time, in languages that say "at"."""

_RUN = 10
"""Lines in a shape of their own that make a part of a file."""

_STAMP = (
    rf"^{_HUSH}(?P<open>\[?){_HUSH}"
    rf"(?P<date>(?P<a>{DIGIT}{{4}}|{DIGIT}{{1,2}}){_HUSH}(?P<sep>[-/.]){_SPACE}{DIGIT}{{1,2}}"
    rf"{_HUSH}[-/.]{_SPACE}(?P<c>{DIGIT}{{4}}|{DIGIT}{{1,2}}){_HUSH}\.?)"
    rf"[,،]?(?P<gap>{_SPACE}(?:{_WORDS}{_SPACE})?)"
    rf"(?P<time>(?P<before>{_MARK}?){_SPACE}{DIGIT}{{1,2}}(?P<colon>[:.]){DIGIT}{{2}}(?P<seconds>(?:[:.]{DIGIT}{{2}})?)"
    rf"(?P<after>(?:{_SPACE}{_MARK})?)){_HUSH}"
    rf"(?P<close>\]{BLANK}?|{BLANK}+[-–—]{BLANK}+|:{BLANK}+)"
)

_NEXT = rf"{_HUSH}[-/.]{_SPACE}{DIGIT}+"
_HALVES = rf"^(?<day>{_HUSH}\[?{_HUSH}{DIGIT}+{_NEXT}{_NEXT}{_HUSH}\.?)[,،]?(?<clock>.*)$"


@dataclass(frozen=True, slots=True)
class StampShape(Shape):
    """A shape of header lines and how to take its stamp out."""

    close: str = field(kw_only=True)
    """What ends the stamp, literally; it does not occur inside one."""
    spaced: bool = field(kw_only=True)
    """The first plain space parts date and time; otherwise a slower way is taken."""


def find_shapes(lines: Sequence[str]) -> list[StampShape]:
    """The shapes of the header-like lines among ``lines``, in order of appearance."""
    stamp = re.compile(_python(_STAMP))
    return list(dict.fromkeys(_shape_of(found) for found in map(stamp.match, lines) if found))


def _shape_of(found: re.Match[str]) -> StampShape:
    """The expression for header lines like this one. A comma after the date comes and goes, even within a file."""

    def number(name: str) -> str:
        return rf"{DIGIT}{{4}}" if len(found[name]) == 4 else rf"{DIGIT}{{1,2}}"

    sep, colon = rf"{_HUSH}{re.escape(found['sep'])}{_SPACE}", re.escape(found["colon"])
    word = found["gap"].strip(" \u00a0\u2009\u202f\u3000")
    time = rf"{DIGIT}{{1,2}}{colon}{DIGIT}{{2}}" + (rf"{colon}{DIGIT}{{2}}" if found["seconds"] else "")
    before = rf"{_MARK}{_SPACE}" if found["before"] else ""
    after = rf"{_SPACE}{_MARK}" if found["after"] else ""
    opened = r"\[" if found["open"] else ""
    close = found["close"]
    header = (
        rf"^{_HUSH}{opened}{_HUSH}{number('a')}{sep}{DIGIT}{{1,2}}{sep}{number('c')}{_HUSH}\.?[,،]?{_SPACE}"
        rf"{re.escape(word)}{_SPACE}{before}{time}{after}{_HUSH}{re.escape(close)}"
    )
    spaced = found["gap"].startswith(" ") and not re.search(r"\s", found["date"])
    return StampShape(header, close=close, spaced=spaced)


def take_stamps(found: pl.LazyFrame, shapes: Sequence[StampShape]) -> pl.LazyFrame:
    """``found`` (``line``, ``shape``, ``head``) with ``day`` and ``clock``, the two halves of the stamp as written, and
    ``rest``, what follows it, instead of ``head``.
    """
    parts = []
    for index, shape in enumerate(shapes):
        ends = pl.col("head").str.splitn(shape.close, 2).struct.rename_fields(["stamp", "rest"])
        if shape.spaced:
            halves = pl.col("stamp").str.splitn(" ", 2).struct.rename_fields(["day", "clock"])
        else:
            halves = pl.col("stamp").str.extract_groups(_HALVES)
        part = found if len(shapes) == 1 else found.filter(pl.col("shape") == index)
        part = part.select("line", "shape", ends.struct.unnest())
        parts.append(part.select("line", "shape", halves.struct.unnest(), "rest"))
    return parts[0] if len(parts) == 1 else pl.concat(parts).sort("line")


def tell_times(stamped: pl.DataFrame, given: str | None) -> tuple[pl.DataFrame, DateOrder]:
    """``stamped`` with ``at`` (null for a day or hour that does not exist) instead of ``day`` and ``clock``.

    Runs of lines of one day and the times of day are few, whatever the number of messages: each is understood once.

    :raises UsageError: the order given makes most of the dates impossible.
    """
    days = stamped["day"].rle().struct.unnest()
    numbers = _digits(pl.col("value")).str.extract_all("[0-9]+").list
    parts = days.select(numbers.get(i, null_on_oob=True).cast(pl.Int32).alias("abc"[i]) for i in range(3))
    order = decide_order(parts, given)
    dates = parts.select(day_of(order.order).cast(TIME)).to_series()
    clocks = _times_of_day(stamped["clock"].unique(maintain_order=True))
    time = pl.col("clock").replace_strict(clocks["clock"], clocks["time"])
    date = pl.Series(np.repeat(dates.to_numpy(), days["len"].to_numpy()), dtype=TIME)
    return stamped.select(pl.exclude("day", "clock"), (date + time).alias("at")), order


def drop_strays(timed: pl.DataFrame) -> pl.DataFrame:
    """``timed`` without lines of the rarer shapes (``shape`` > 0) that stand alone and out of time between lines of the
    commonest: such a line is quoted in a body. Long runs stay: they come from another phone.
    """
    rare = pl.col("shape") > 0
    if not timed.select(rare.any()).item():
        return timed
    usual = pl.when(~rare).then("at")
    before, after = usual.forward_fill(), usual.backward_fill()
    earliest = pl.min_horizontal(before, after).dt.offset_by("-1d")
    latest = pl.max_horizontal(before, after).dt.offset_by("1d")
    alone = pl.len().over(pl.col("shape").rle_id()) < _RUN
    stray = rare & alone & ~pl.col("at").is_between(earliest, latest).fill_null(True)
    return timed.filter(~stray)


def _times_of_day(clocks: pl.Series) -> pl.DataFrame:
    """``clock`` and ``time``, the duration since midnight; null for one that does not exist."""
    said = pl.col("clock").str.to_lowercase().str.replace_all(rf"{INVISIBLE}|{BLANK}", "")
    numbers = _digits(pl.col("clock")).str.extract_all("[0-9]+")
    told = clocks.to_frame("clock").select(
        "clock",
        *(numbers.list.get(i, null_on_oob=True).cast(pl.Int32).alias("hms"[i]) for i in range(3)),
        (said.str.contains(r"a\.?m") | said.str.contains_any(list(_MORNING))).alias("morning"),
        (said.str.contains(r"p\.?m") | said.str.contains_any(list(_EVENING))).alias("evening"),
        said.str.contains_any(list(_NOON)).alias("noon"),
        said.str.contains("晚上", literal=True).alias("night"),
    )
    midnight = (pl.col("morning") | pl.col("night")) & (pl.col("h") == 12)
    later = (pl.col("evening") & (pl.col("h") < 12)) | (pl.col("noon") & (pl.col("h") < 4))
    hour = pl.when(midnight).then(0).when(later).then(pl.col("h") + 12).otherwise("h")
    told = told.select("clock", hour.alias("h"), "m", pl.col("s").fill_null(0))
    real = (pl.col("h") < 24) & (pl.col("m") < 60) & (pl.col("s") < 60)
    return told.select(
        "clock", pl.when(real).then(pl.duration(hours="h", minutes="m", seconds="s", time_unit="ms")).alias("time")
    )


def _digits(text: pl.Expr) -> pl.Expr:
    """Arabic and Persian digits as European ones."""
    foreign = [chr(start + digit) for start in (0x0660, 0x06F0) for digit in range(10)]
    return text.str.replace_many(foreign, list("0123456789") * 2)


def _python(pattern: str) -> str:
    """A pattern of ours in Python's dialect, which writes ``\\u202F`` for ``\\x{202F}``."""
    return re.sub(r"\\x\{([0-9A-F]{4})\}", r"\\u\1", pattern)
