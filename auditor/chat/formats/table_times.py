"""The times of a plain table, in whatever form people and programs write them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.dates import day_of, decide_order
from auditor.chat.formats.wechat_times import epoch, local_time, offset_of
from auditor.chat.tables import TIME, Note
from auditor.errors import ReadError

_NUMBER = r"^(\d{9,13}(?:\.\d+)?)$"
"""Epoch seconds or milliseconds."""
_HALF = r"上午|凌晨|早上|中午|下午|晚上|[AaPp]\.?\s?[Mm]\.?"
_LOOSE = (
    r"^(?P<a>\d{1,4})\s?[-/.年]\s?(?P<b>\d{1,2})\s?[-/.月]\s?(?P<c>\d{1,4})\s?日?"
    rf"(?:[T,，\s]*(?P<before>{_HALF})?\s*(?P<hour>\d{{1,2}})[:：](?P<minute>\d{{2}})(?:[:：](?P<second>\d{{2}}))?"
    rf"(?:[.,]\d+)?\s*(?P<after>{_HALF})?)?$"
)
"""Three numbers, and mostly a time of day: ``1/5/2024 8:05 PM``, ``2024年5月1日 下午8:05``."""


@dataclass(frozen=True, slots=True)
class Times:
    """What a column of times says."""

    moments: pl.DataFrame
    """``wall``, the time as written, and ``utc``, the instant, each null where the cell does not tell it."""
    order: str | None
    """As ``ReadReport.date_order``; null when no date was written out."""
    because: str | None
    notes: tuple[Note, ...] = ()


def read_times(cells: pl.Series, given: str | None, where: str) -> Times:
    """The times in ``cells``; ``given`` is the order of day and month that the user told.

    ISO 8601 with or without an offset, ``YYYY/M/D H:MM[:SS]`` and epoch numbers need no thought. In ``3/4/2024`` the
    column as a whole has to show which number is the month. That time runs forwards shows nothing: spreadsheets are
    sorted any way.

    :raises ReadError: it does not show it.
    """
    text = cells.str.strip_chars().alias("text").to_frame()
    moments = text.select(
        "text",
        local_time(pl.col("text")).alias("wall"),
        offset_of(pl.col("text")).alias("offset"),
        epoch(pl.col("text").str.extract(_NUMBER)).alias("utc"),
    ).with_columns(pl.coalesce("utc", pl.col("wall") - pl.duration(minutes="offset")).alias("utc"))
    left = (moments["text"].is_not_null() & moments["wall"].is_null() & moments["utc"].is_null()).arg_true()
    order, because = ("ymd", "year-first") if moments["wall"].null_count() < len(cells) else (None, None)
    notes: tuple[Note, ...] = ()
    wall = moments["wall"]
    if not left.is_empty():
        parts = moments["text"].gather(left).str.extract_groups(_LOOSE).struct.unnest()
        parts = parts.with_columns(pl.col("a", "b", "c", "hour", "minute", "second").cast(pl.Int32, strict=False))
        if given != "ymd":  # of two digits the year is the last, unless the user says otherwise
            late = (pl.col("a") <= 31) & (pl.col("c") < 100)
            parts = parts.with_columns(pl.when(late).then(pl.col("c") + 2000).otherwise("c").alias("c"))
        dated = parts.filter(pl.col("a").is_not_null())
        if dated.height:
            decided = decide_order(dated.select("a", "b", "c"), given)
            if decided.because in ("assumed", "order-of-time"):
                raise ReadError(
                    "table_month_open",
                    where=where,
                    hint="say_date_order_or_iso",
                    first=moments["text"].gather(left).filter(parts["a"].is_not_null())[0],
                )
            order, because = decided.order, decided.because
            wall = wall.scatter(left, parts.select(_moment(decided.order))["wall"])
            bare = dated.filter(pl.col("hour").is_null()).height
            notes = (Note("dates_without_time", {"count": bare}),) if bare else ()
    return Times(pl.DataFrame({"wall": wall, "utc": moments["utc"]}), order, because, notes)


def _moment(order: str) -> pl.Expr:
    """The wall time of the parts of :data:`_LOOSE`; midnight where there is no time of day."""
    word = pl.coalesce("before", "after").str.to_lowercase()
    late = word.str.contains(r"^(?:下午|晚上|中午|p)").fill_null(value=False)
    hour = pl.col("hour")
    # 12 a.m. is midnight, 12 p.m. noon; 中午11点 is before it, and 下午20:05 needs no adding.
    noon = (word == "中午") & hour.is_between(10, 12)
    shifted = (
        pl.when(late & (hour < 12) & ~noon.fill_null(value=False))
        .then(hour + 12)
        .when(~late & word.is_not_null() & (hour == 12))
        .then(0)
        .otherwise(hour)
        .fill_null(0)
    )
    minute, second = pl.col("minute").fill_null(0), pl.col("second").fill_null(0)
    real = (shifted < 24) & (minute < 60) & (second < 60)
    seconds = pl.duration(hours=shifted, minutes=minute, seconds=second)
    return pl.when(real).then(day_of(order).cast(TIME) + seconds).cast(TIME).alias("wall")
