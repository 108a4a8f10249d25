"""Bars and columns out of block characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.reports.numbers import day_of
from auditor.result import WeekPoint

EIGHTHS = " ▁▂▃▄▅▆▇█"
EMPTY = "·"


def bar(score: float, low: float | None, high: float | None, width: int) -> tuple[str, str, str]:
    """Three parts of one bar of ``width`` cells: what is sure, what may be, and the rest.

    Solid up to the low end of the range, shaded to its high end; without a range solid up to the score.
    """
    solid = round((score if low is None else low) / 100 * width)
    shaded = round((score if high is None else high) / 100 * width)
    sure = "█" * solid
    maybe = "▒" * max(0, shaded - solid)
    if not sure and not maybe:
        sure = "▏"
    return sure, maybe, EMPTY * (width - len(sure) - len(maybe))


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of weeks that shares one column of the chart: means a week."""

    start: date
    people: float
    messages: float
    promo: float


def lately(made: Sequence[Bucket], size: int, as_of: str | None) -> float:
    """People who spoke in the last column that is over: a week that has only begun says little."""
    over = [bucket for bucket in made if as_of and bucket.start + timedelta(weeks=size, days=-1) <= day_of(as_of)]
    return (over or made)[-1].people


def buckets(weeks: Sequence[WeekPoint], until: date | None, most: int) -> tuple[list[Bucket], int]:
    """The weeks in at most ``most`` columns of equal length, and how many weeks each holds.

    A week that nobody wrote in is a week of silence, also between the last message and ``until``, where it is over.
    """
    if not weeks:
        return [], 1
    known = {date.fromisoformat(point.week[:10]): point for point in weeks}
    first, last = min(known), max(known)
    if until is not None:
        over = until - timedelta(days=6)
        last = max(last, over - timedelta(days=over.weekday()))
    count = (last - first).days // 7 + 1
    size = -(-count // most)
    made = []
    for start in range(0, count, size):
        days = [first + timedelta(weeks=week) for week in range(start, min(start + size, count))]
        points = [known[day] for day in days if day in known]
        made.append(
            Bucket(
                days[0],
                sum(point.people for point in points) / len(days),
                sum(point.messages for point in points) / len(days),
                sum(point.promo for point in points) / len(days),
            )
        )
    return made, size


def columns(values: Sequence[float], height: int, wide: int = 1) -> list[str]:
    """Rows of a column chart, the top first. A value above nothing shows at least a sliver; nothing shows as a dot."""
    top = max(values, default=0.0)
    steps = height * 8
    levels = [0 if value <= 0 or top <= 0 else max(1, round(value / top * steps)) for value in values]
    rows = []
    for row in range(height - 1, -1, -1):
        rows.append(
            "".join(
                _column(EMPTY if row == 0 and level == 0 else EIGHTHS[min(8, max(0, level - row * 8))], wide)
                for level in levels
            )
        )
    return rows


def _column(char: str, wide: int) -> str:
    """One column, with a gap to the next where there is room."""
    return char if wide == 1 else char * (wide - 1) + " "
