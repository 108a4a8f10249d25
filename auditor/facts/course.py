"""The course of the group: periods over weekly speakers, where it turned, and what happened around those days.

Around is not because: the codes say what changed at the same time, nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Chat, Note
from auditor.facts.around import look_around
from auditor.facts.presence import count_people

Floats = npt.NDArray[np.float64]

LEAST_WEEKS = 4
"""Shorter lives are one period, and no period is shorter."""
FOUNDING_WEEKS = 4
SILENT = 0.5
"""Speakers a week below which a period is silence."""
RISE, FALL = 1.4, 0.7
"""End of a period against its beginning, or its level against the period before: growth, decline, else plateau."""
PRICE = 3.0
"""Cost of one more period, in noise variances times log(weeks); 3 asks for clear evidence (a strict BIC)."""
MOST_WEEKS = 1040


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the group's life."""

    kind: str
    """``founding``, ``growth``, ``plateau``, ``decline``, ``silence`` or ``activity`` (too short to tell)."""
    from_: date
    to: date
    people_per_week: float
    messages_per_week: float


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Where one period gave way to the next."""

    at: date
    before: str
    after: str
    people_before: float
    people_after: float
    around: tuple[Note, ...]
    """What changed in the four weeks after against the four before, as codes and numbers."""


@dataclass(frozen=True, slots=True)
class Course:
    """The whole life as far as the export shows it."""

    periods: tuple[Period, ...] = ()
    turning_points: tuple[TurningPoint, ...] = ()


def tell_course(
    chat: Chat, turns: pl.DataFrame, messages: pl.DataFrame, *, presence: pl.DataFrame, days: pl.DataFrame,
    joins: pl.DataFrame, as_of: date,
) -> Course:  # fmt: skip
    """Periods and turning points up to ``as_of``. The export's start is a founding only where the chat was created in it."""
    talk = presence.filter(presence["side"] != "passer_by")
    if talk.is_empty():
        return Course()
    birth = talk["day"].min()
    assert isinstance(birth, date)
    # Weeks are counted back from the last day, so that the last one is whole; the first days may be left over.
    weeks = max(1, ((as_of - birth).days + 1) // 7)
    start = min(birth, as_of - timedelta(days=6)) if weeks == 1 else as_of - timedelta(days=weeks * 7 - 1)
    people = count_people(talk, _week(talk["day"], start), weeks).astype(np.float64)
    week = _week(days["day"], start)
    written = np.bincount(week[week >= 0], days["messages"].to_numpy()[week >= 0], minlength=weeks)
    created = chat.events.filter((pl.col("kind") == "create") & pl.col("at").is_not_null())["at"].dt.date().min()
    founded = isinstance(created, date) and created <= start + timedelta(days=14)
    kinds = _periods(people, founded)
    told = []
    for first, last, kind in kinds:
        told.append(
            Period(
                kind,
                birth if first == 0 else start + timedelta(days=first * 7),
                start + timedelta(days=last * 7 + 6),
                round(float(people[first : last + 1].mean()), 1),
                round(float(written[first : last + 1].mean()), 1),
            )
        )
    ends = [round(float(_at_the_end(people[first : last + 1])), 1) for first, last, _ in kinds]
    points = tuple(
        TurningPoint(
            after.from_, before.kind, after.kind, level_before, level_after,
            look_around(chat, turns, messages, joins, after.from_),
        )
        for (before, level_before), (after, level_after) in pairwise(zip(told, ends, strict=True))
        if not (before.kind == "founding" and after.kind in ("growth", "plateau"))
    )  # fmt: skip
    return Course(tuple(told), points)


def _week(days: pl.Series, start: date) -> npt.NDArray[np.int64]:
    """Which week after ``start`` each day lies in."""
    return np.asarray((days - start).dt.total_days().to_numpy() // 7)


def _periods(people: Floats, founded: bool) -> list[tuple[int, int, str]]:
    """First week, last week and kind of each period."""
    weeks = len(people)
    if weeks < LEAST_WEEKS:
        return [(0, weeks - 1, "founding" if founded else "activity")]
    opening: list[tuple[int, int, str]] = []
    begin = 0
    if founded:
        opening, begin = [(0, FOUNDING_WEEKS - 1, "founding")], FOUNDING_WEEKS
        if weeks - begin < LEAST_WEEKS:
            return [(0, weeks - 1, "founding")]
    found: list[tuple[int, int, str]] = []
    before = _at_the_end(people[:begin]) if founded else None
    for first, last in ((low + begin, high + begin) for low, high in find_stretches(people[begin:])):
        stretch = people[first : last + 1]
        kind = _kind(stretch, before)
        before = _at_the_end(stretch)
        if found and found[-1][2] == kind:
            found[-1] = (found[-1][0], last, kind)
        else:
            found.append((first, last, kind))
    return opening + found


def _at_the_end(stretch: Floats) -> float:
    """People a week in the last weeks of a stretch: where the group stood when it ended."""
    return float(stretch[-LEAST_WEEKS:].mean())


def _kind(stretch: Floats, before: float | None) -> str:
    """Kind of one stretch; ``before`` is the level at the end of the one before it.

    A stretch that rises and still ends below what was before it is no growth, and one that falls and ends above it no
    decline.
    """
    level = stretch.mean()
    if level < SILENT:
        return "silence"
    edge = max(2, min(LEAST_WEEKS, len(stretch) // 2))
    head, tail = np.median(stretch[:edge]), np.median(stretch[-edge:])
    slope, middle = np.polyfit(np.arange(len(stretch)), stretch, 1)
    start, end = max(0.5, middle), max(0.5, middle + slope * (len(stretch) - 1))
    inner = (
        min(end / start, (tail + 0.5) / (head + 0.5)) if end >= start else max(end / start, (tail + 0.5) / (head + 0.5))
    )
    outer = (level + 0.25) / (before + 0.25) if before is not None else 1.0
    below = before is not None and _at_the_end(stretch) < before
    above = before is not None and _at_the_end(stretch) > before
    if (inner <= FALL and not above) or (outer <= FALL and inner < RISE):
        return "decline"
    if (inner >= RISE and not below) or outer >= RISE:
        return "growth"
    return "plateau"


def find_stretches(people: Floats) -> list[tuple[int, int]]:
    """Weeks cut where a straight line no longer fits: least squares on the square root of the count, each cut paid for.

    The square root of a count scatters evenly (Anscombe). A running median of three first takes out single weeks:
    holidays are no turning points. Optimal partitioning (Jackson et al. 2005), at most :data:`MOST_WEEKS` weeks back.
    """
    skipped = max(0, len(people) - MOST_WEEKS)
    raw = np.sqrt(people[skipped:] + 3 / 8)
    size = len(raw)
    y = np.median(np.stack([np.r_[raw[:1], raw[:-1]], raw, np.r_[raw[1:], raw[-1:]]]), axis=0) if size > 2 else raw
    noise = max(0.15, float(np.median(np.abs(np.diff(raw)))) / 0.6745 / np.sqrt(2)) if size > 1 else 0.5
    price = PRICE * noise**2 * np.log(max(size, 2)) * 2
    x = np.arange(size, dtype=np.float64)
    sums = [np.r_[0.0, np.cumsum(column)] for column in (np.ones(size), x, y, x * x, x * y, y * y)]
    best = np.full(size + 1, np.inf)
    best[0] = -price
    back = np.zeros(size + 1, dtype=int)
    for end in range(min(LEAST_WEEKS, size), size + 1):
        starts = np.arange(0, max(1, end - LEAST_WEEKS + 1))
        n, sx, sy, sxx, sxy, syy = (column[end] - column[starts] for column in sums)
        across = sxx - sx * sx / n
        slope = np.where(across > 0, (sxy - sx * sy / n) / np.maximum(across, 1e-9), 0.0)
        cost = best[starts] + np.maximum(0.0, (syy - sy * sy / n) - slope * (sxy - sx * sy / n)) + price
        choice = int(cost.argmin())
        best[end], back[end] = cost[choice], starts[choice]
    cuts, end = [], size
    while end > 0:
        cuts.append((int(back[end]), end - 1))
        end = int(back[end])
    stretches = [(first + skipped, last + skipped) for first, last in reversed(cuts)]
    return [(0, stretches[0][1]), *stretches[1:]]
