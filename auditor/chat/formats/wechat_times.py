"""Times as the WeChat tools print them: instants with an offset, epoch seconds beside a local time, or local time only."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import polars as pl

from auditor.chat.dates import YEARS
from auditor.chat.tables import TIME, Note

CHINA = "Asia/Shanghai"
"""Zone of instants when neither the export nor the user says one: where WeChat groups mostly live."""

_MILLISECONDS = 10**11
"""Larger numbers of "seconds" are milliseconds."""


def local_time(printed: pl.Expr) -> pl.Expr:
    """``2024-05-01 08:00:00``, ``2024-05-01T08:00:00+08:00`` or, after Excel, ``2024/5/1 8:00`` as wall time; else null."""
    return printed.map_batches(_local_times, return_dtype=TIME)


def offset_of(printed: pl.Expr) -> pl.Expr:
    """Minutes east of UTC at the end of an ISO time; null without one."""
    return printed.map_batches(_offsets, return_dtype=pl.Int32())


def _local_times(printed: pl.Series) -> pl.Series:
    printed = printed.cast(pl.String).str.strip_chars()
    plain = printed.str.contains(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?$").fill_null(
        value=False
    )
    text = printed.str.head(10) + " " + printed.str.slice(11, 8)
    times = text.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False)
    rest = (~plain & printed.is_not_null()).arg_true()
    times = times.scatter(rest, _loose_times(printed.gather(rest))) if len(rest) else times
    return times.set(~times.dt.year().is_between(*YEARS).fill_null(value=True), None)


def _loose_times(printed: pl.Series) -> pl.Series:
    """Without padding or seconds, as spreadsheets save them."""
    parts = printed.str.extract_groups(
        r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
    )
    year, month, day, hour, minute, second = (parts.struct.field(str(i)).str.zfill(2) for i in range(1, 7))
    text = year + "-" + month + "-" + day + " " + hour + ":" + minute + ":" + second.fill_null("00")
    return text.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False)


def _offsets(printed: pl.Series) -> pl.Series:
    tails = printed.cast(pl.String).str.strip_chars().str.extract(r"(Z|[+-]\d{2}:?\d{2})$")
    known = {tail: _minutes(tail) for tail in tails.drop_nulls().unique()}
    return tails.replace_strict(known, default=None, return_dtype=pl.Int32) if known else tails.cast(pl.Int32)


def _minutes(tail: str) -> int:
    shift = _fixed(tail)
    return int(shift.total_seconds() // 60) if shift is not None else 0


def zone_name(offsets: pl.Series) -> str | None:
    """``+08:00`` when all rows have that offset; null when there is none, or more than one (summer time)."""
    zones = _zones(offsets)
    return zones[0] if len(zones) == 1 else None


def zone_notes(offsets: pl.Series) -> tuple[Note, ...]:
    """A note when rows have more than one offset."""
    zones = _zones(offsets)
    return (Note("zone_varies", {"zones": ", ".join(zones)}),) if len(zones) > 1 else ()


def _zones(offsets: pl.Series) -> list[str]:
    known = [int(minutes) for minutes in offsets.drop_nulls().unique().sort()]
    return [f"{'-' if m < 0 else '+'}{abs(m) // 60:02d}:{abs(m) % 60:02d}" for m in known]


def in_zone(instant: pl.Expr, zone: str) -> pl.Expr:
    """Wall time in ``zone`` (IANA name or ``±HH:MM``) of a UTC time without zone."""
    fixed = _fixed(zone)
    if fixed is not None:
        return instant + pl.lit(fixed)
    return instant.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)


def wall_times(rows: pl.DataFrame, zone: str | None) -> tuple[pl.DataFrame, str | None, tuple[Note, ...]]:
    """Rows with ``at`` as wall time, from ``utc`` (the instant) and ``wall`` (the time the tool printed beside it); the zone.

    The zone is the one asked for, else the one in which the tool printed, else :data:`CHINA`, which is noted. It is null
    where the times printed do not tell, or tell several (summer time).
    """
    if zone is None:
        minutes = (pl.col("wall") - pl.col("utc")).dt.total_minutes()
        shift = rows.select(pl.when((minutes.abs() <= 14 * 60) & (minutes % 15 == 0)).then(minutes)).to_series()
        if shift.len() and shift.null_count() == 0:
            return rows.with_columns(pl.col("wall").alias("at")), zone_name(shift), zone_notes(shift)
        if rows["wall"].null_count() == 0:
            return rows.with_columns(pl.col("wall").alias("at")), None, ()
        return (
            rows.with_columns(in_zone(pl.col("utc"), CHINA).alias("at")),
            CHINA,
            (Note("zone_assumed", {"zone": CHINA}),),
        )
    return rows.with_columns(pl.coalesce(in_zone(pl.col("utc"), zone), "wall").alias("at")), zone, ()


def epoch(seconds: pl.Expr) -> pl.Expr:
    """UTC time of epoch seconds, or of milliseconds where the number is too large for seconds; null where that is no year of a message."""
    seconds = seconds.cast(pl.Float64, strict=False)
    seconds = seconds / pl.when(seconds > _MILLISECONDS).then(1000).otherwise(1)
    first, last = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in YEARS)
    real = pl.when(seconds.is_between(first, last)).then(seconds * 1000)
    return pl.from_epoch(real.cast(pl.Int64), time_unit="ms")


def moment(seconds: float, zone: str) -> datetime | None:
    """Wall time in ``zone`` of epoch seconds; null when there is no such year."""
    fixed = _fixed(zone)
    seconds = seconds / 1000 if seconds > _MILLISECONDS else seconds
    try:
        return datetime.fromtimestamp(seconds, timezone(fixed) if fixed is not None else ZoneInfo(zone)).replace(
            tzinfo=None
        )
    except (OverflowError, ValueError, OSError):
        return None


def _fixed(zone: str) -> timedelta | None:
    match = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    if match is None:
        return None
    size = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -size if match[1] == "-" else size
