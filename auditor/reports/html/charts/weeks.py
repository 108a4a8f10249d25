"""Time as the charts lay it out: weeks gathered into columns, and months to write under them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from auditor.locale import Lang
from auditor.reports.html.charts.ink import LINE, SOFT, WIDE, across, round_top, texts, width_of
from auditor.reports.numbers import count_text, day_of, month_text, year_text
from auditor.reports.screen.chart import Bucket, buckets
from auditor.result import Result

MOST = 110
"""Columns of a chart; a longer life has several weeks in one."""
LEFT, RIGHT = 44, 16


@dataclass(frozen=True, slots=True)
class Span:
    """A group's life in columns."""

    columns: list[Bucket]
    weeks: int
    """In one column."""
    begins: date
    """Day of the first message: the week it lies in may begin in the month before."""
    width: float = WIDE
    """Units across the whole drawing."""

    @property
    def start(self) -> date:
        """First day of the first column."""
        return self.columns[0].start

    @property
    def days(self) -> int:
        """Days that the columns cover."""
        return len(self.columns) * self.weeks * 7

    def day(self, iso: str) -> int:
        """An ISO date as a day of the span, within it."""
        return min(max((day_of(iso) - self.start).days, 0), self.days)

    def at(self, number: int) -> tuple[float, float]:
        """Left and right edge of a column, in days, with a gap between columns."""
        wide = self.weeks * 7
        gap = wide * (0.14 if len(self.columns) <= 60 else 0.06)
        return number * wide + gap / 2, (number + 1) * wide - gap / 2

    @property
    def unit(self) -> float:
        """Units of the drawing for one day."""
        return (self.width - LEFT - RIGHT) / self.days

    @property
    def x(self) -> dict[str, Any]:
        """The scale of days."""
        return across("x", 0, self.days)


def span_of(result: Result) -> Span | None:
    """The whole life; null when it is shorter than two weeks. A week that had only begun says nothing yet."""
    chat = result.chat
    until = day_of(chat.as_of) if chat.as_of and chat.as_of_source != "last" else None
    weeks = [
        point for point in result.course.weeks
        if point.messages or not chat.as_of or day_of(point.week) + timedelta(days=6) <= day_of(chat.as_of)
    ]  # fmt: skip
    columns, size = buckets(weeks, until, MOST)
    if len(columns) < 2:
        return None
    return Span(columns, size, max(columns[0].start, day_of(chat.first)) if chat.first else columns[0].start)


def months_under(span: Span, lang: Lang, y: dict[str, Any]) -> list[dict[str, Any]]:
    """Layers: small ticks at the bottom and as many names of months as fit at even steps; a year where it begins."""
    for step in (1, 2, 3, 6, 12, 24, 60):
        rows = _months(span, lang, step)
        if rows and rows[-1]["x"] * span.unit + width_of(rows[-1]["text"]) > span.days * span.unit + RIGHT:
            rows.pop()
        ends = [row["x"] * span.unit + width_of(row["text"]) for row in rows]
        if all(end + 10 <= after["x"] * span.unit for end, after in zip(ends, rows[1:], strict=False)):
            break
    ticks = {
        "data": {"values": [row | {"y": 0} for row in rows]},
        "mark": {"type": "tick", "orient": "vertical", "size": 6, "thickness": 1, "color": SOFT, "yOffset": 3},
        "encoding": {"x": span.x, "y": y},
    }
    return [ticks, texts([row | {"y": 0} for row in rows], span.x, y, color=SOFT, dy=17)]


def _months(span: Span, lang: Lang, step: int) -> list[dict[str, Any]]:
    """The first column and every ``step``-th month that begins later."""
    rows: list[dict[str, Any]] = []
    day = span.begins
    if day.day > 1:
        rows.append({"x": 0, "text": month_text(day, lang, with_year=True)})
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    while (day - span.start).days < span.days:
        if (day.month - 1) % step == 0 and (step <= 12 or day.year % (step // 12) == 0):
            first = month_text(day, lang, with_year=True) if not rows else month_text(day, lang, with_year=False)
            at = {"x": (day - span.start).days, "text": year_text(day, lang) if day.month == 1 and rows else first}
            rows.append(at)
        day = (day + timedelta(days=32)).replace(day=1)
    if len(rows) > 1 and width_of(rows[0]["text"]) + 10 > rows[1]["x"] * span.unit:
        # The two run into each other: whichever names a year stays, else the first.
        rows.pop(0 if rows[1]["text"] == year_text(span.start.replace(year=span.start.year + 1), lang) else 1)
    return rows


def heights(top: float, span: Span) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The vertical scale up to a round number, and layers with its lines and numbers."""
    high, steps = round_top(top)
    y = across("y", 0, high)
    lines = {
        "data": {"values": [{"x": 0, "x2": span.days, "y": step} for step in steps]},
        "mark": {"type": "rule", "color": LINE, "strokeWidth": 1},
        "encoding": {"x": span.x, "x2": {"field": "x2"}, "y": y},
    }
    numbers = [{"x": 0, "y": step, "text": count_text(step)} for step in steps]
    return y, [lines, texts(numbers, span.x, y, color=SOFT, align="right", dx=-8)]
