"""Times as the WeChat tools print them: instants with an offset, epoch seconds beside a local time, or local time only."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from auditor.errors import UsageError

CHINA = "Asia/Shanghai"
"""Zone of instants when neither the export nor the user says one: where WeChat groups mostly live."""


def local_time(printed: pl.Expr) -> pl.Expr:
    """``2024-05-01 08:00:00``, ``2024-05-01T08:00:00+08:00`` or, after Excel, ``2024/5/1 8:00`` as wall time; else null."""
    parts = printed.str.strip_chars().str.extract_groups(
        r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
    )
    fields = [parts.struct.field(str(i)).cast(pl.Int32, strict=False) for i in range(1, 7)]
    year, month, day, hour, minute, second = fields
    real = month.is_between(1, 12) & day.is_between(1, 31) & (hour < 24) & (minute < 60) & (second.fill_null(0) < 60)
    text = pl.format(
        "{}-{}-{} {}:{}:{}", year, *(f.cast(pl.String).str.zfill(2) for f in (month, day, hour, minute, second.fill_null(0)))
    )
    return pl.when(real).then(text.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False))


def offset_of(printed: pl.Expr) -> pl.Expr:
    """Minutes east of UTC at the end of an ISO time; null without one."""
    parts = printed.str.strip_chars().str.extract_groups(r"([+-])(\d{2}):?(\d{2})$")
    size = parts.struct.field("2").cast(pl.Int32) * 60 + parts.struct.field("3").cast(pl.Int32)
    signed = pl.when(parts.struct.field("1") == "-").then(-size).otherwise(size)
    return pl.when(printed.str.strip_chars().str.ends_with("Z")).then(pl.lit(0, dtype=pl.Int32)).otherwise(signed)


def zone_name(offsets: pl.Series) -> str | None:
    """``+08:00`` when all rows have that offset; null when there is none, or more than one (summer time)."""
    known = offsets.drop_nulls().unique()
    if len(known) != 1:
        return None
    minutes = abs(int(known[0]))
    return f"{'-' if int(known[0]) < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def in_zone(instant: pl.Expr, zone: str) -> pl.Expr:
    """Wall time in ``zone`` (IANA name or ``±HH:MM``) of a UTC time without zone."""
    fixed = _fixed(zone)
    if fixed is not None:
        return instant + pl.lit(fixed)
    return instant.dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.replace_time_zone(None)


def moment(seconds: float, zone: str) -> datetime | None:
    """Wall time in ``zone`` of epoch seconds; null when there is no such year."""
    fixed = _fixed(zone)
    try:
        return datetime.fromtimestamp(seconds, timezone(fixed) if fixed is not None else ZoneInfo(zone)).replace(tzinfo=None)
    except (OverflowError, ValueError, OSError):
        return None


def check_zone(zone: str | None) -> str | None:
    """``zone``, if there is such a zone.

    :raises UsageError: it is neither ``±HH:MM`` nor an IANA name.
    """
    if zone is None or _fixed(zone) is not None:
        return zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"there is no time zone {zone!r}", hint="write +08:00 or a name such as Asia/Shanghai") from error
    return zone


def _fixed(zone: str) -> timedelta | None:
    match = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone)
    if match is None:
        return None
    size = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -size if match[1] == "-" else size
