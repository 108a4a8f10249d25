"""Is 3/4 in March or in April? One answer a file, from all its dates together, and the reason for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import polars as pl

from auditor.errors import UsageError

ORDERS = ("dmy", "mdy", "ymd")
"""Orders of day, month and year. Year, day, month is written nowhere. The first is assumed where nothing decides: most
of the world writes it, and the US order is never taken for granted."""
_LAST_DAY = 31
"""A greater number in front is a year."""
_NEARER = 4
"""Readings whose ways differ by less decide nothing. Day for month makes a way thirty times as long."""
_BUDDHIST = 543
"""Years of the Thai calendar run ahead by so many."""
YEARS = (1980, 2199)
"""Years a message can be from."""


@dataclass(frozen=True, slots=True)
class DateOrder:
    """The order of the numbers in a file's dates."""

    order: str
    """One of :data:`ORDERS`. A first number over 31 is a year whatever the order."""
    because: str
    """As ``ReadReport.date_order_because``."""


def decide_order(dates: pl.DataFrame, given: str | None = None) -> DateOrder:
    """The order in which the numbers ``a``, ``b``, ``c`` (integers, rows in file order) make dates.

    The user's word comes first. 1. A first number over 31 is a year. 2. Of the rest, an order is out when it makes more
    impossible dates than another. 3. Of those left, the one in whose reading time runs backwards least often, and 4. of
    equals the one with by far the least way from message to message: 1/2, 2/2, 3/2 are three days rather than three
    months. 5. Else :data:`ORDERS`' first. (1–3 and 5: formats.md §1)

    :raises UsageError: the order given makes most of the dates impossible.
    """
    if given is not None and given not in ORDERS:
        raise UsageError("no_date_order", hint="one_of", order=given, names=", ".join(ORDERS))
    runs = dates.filter(pl.struct("a", "b", "c") != pl.struct("a", "b", "c").shift()) if dates.height else dates
    runs = pl.concat([dates.head(1), runs]).filter(pl.col("a") <= _LAST_DAY)
    if runs.is_empty():
        return DateOrder("ymd", "year-first")
    days = runs.select(day_of(order).alias(order) for order in ORDERS)
    impossible = {order: days[order].null_count() for order in ORDERS}
    if given is not None:
        if 2 * impossible[given] > runs.height:
            first = "/".join(map(str, runs.row(0)[:3]))
            raise UsageError("dates_cannot_be", hint="leave_date_order", order=given, first=first)
        return DateOrder(given, "given")
    possible = [order for order in ORDERS if impossible[order] == min(impossible.values())]
    if len(possible) == 1:
        return DateOrder(possible[0], "day-over-12")
    steps = {order: days[order].drop_nulls().diff().dt.total_days() for order in possible}
    backwards = {order: int((step < 0).sum()) for order, step in steps.items()}
    steady = [order for order in possible if backwards[order] == min(backwards.values())]
    way = {order: int(steps[order].abs().sum()) for order in steady}
    near = [order for order in steady if way[order] <= _NEARER * min(way.values())]
    return DateOrder(near[0], "order-of-time" if len(near) == 1 else "assumed")


def day_of(order: str) -> pl.Expr:
    """The date that ``a``, ``b``, ``c`` make in ``order``; null when there is no such day."""
    place = {letter: pl.col("abc"[index]) for index, letter in enumerate(order)}
    leads = pl.col("a") > _LAST_DAY  # then the month is second, always
    year = pl.when(leads).then("a").otherwise(place["y"])
    month = pl.when(leads).then("b").otherwise(place["m"])
    day = pl.when(leads).then("c").otherwise(place["d"])
    year = pl.when(year < 100).then(year + 2000).when(year > YEARS[1]).then(year - _BUDDHIST).otherwise(year)
    text = pl.format("{}-{}-{}", year, month.cast(pl.String).str.zfill(2), day.cast(pl.String).str.zfill(2))
    return pl.when(year.is_between(*YEARS)).then(text.str.to_date("%Y-%m-%d", strict=False))


def check_zone(zone: str | None) -> str | None:
    """``zone``, if there is such a zone.

    :raises UsageError: it is neither ``±HH:MM`` nor an IANA name.
    """
    if zone is None or re.fullmatch(r"[+-]\d{2}:\d{2}", zone):
        return zone
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError("no_time_zone", hint="write_zone", zone=zone) from error
    return zone
