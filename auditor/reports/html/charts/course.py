"""The course: how many people spoke in each week of the group's life, its periods and turns; and what was sold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from auditor.locale import PERIODS, one
from auditor.reports.html.charts.drawing import draw
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import (
    ACCENT,
    FAINT,
    INK,
    NARROW,
    PAPER,
    QUIET,
    SOFT,
    WARN,
    WIDE,
    across,
    layered,
    texts,
    width_of,
)  # fmt: skip
from auditor.reports.html.charts.weeks import LEFT, RIGHT, Span, heights, months_under
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import count_text, day_text, value_text
from auditor.reports.screen.chart import lately
from auditor.result import Period

DOT = 11
"""Half the room that the number of a turning point takes."""


def course_figure(tell: Telling, span: Span) -> Figure:
    """People a week over the whole life, with periods above and numbered turning points."""
    peak = max(point.people for point in tell.result.course.weeks)
    said = {"peak": count_text(peak), "now": count_text(lately(span.columns, span.weeks, tell.result.chat.as_of))}
    note = tell.say("course_note" if span.weeks == 1 else "course_means", weeks=span.weeks)
    return Figure(
        id="course-people",
        says=tell.say("course_says", **said),
        note=tell.joined([note]),
        svg=_people(tell, span),
        narrow=_people(tell, replace(span, width=NARROW)),
        head=(tell.say("week_of"), tell.say("people_a_week")),
        rows=_rows(tell, span, ("people",)),
    )


def promotion_figure(tell: Telling, span: Span) -> Figure | None:
    """Messages a week, what sells something apart; none where nothing was written."""
    total = sum(column.messages for column in span.columns)
    if not total:
        return None
    share = sum(column.promo for column in span.columns) / total
    late = span.columns[-max(1, 8 // span.weeks) :]
    recent = sum(column.messages for column in late)
    code = "promo_says" if recent else "promo_says_silent"
    if not any(column.promo for column in span.columns):
        code = "promo_none"
    now = value_text(sum(column.promo for column in late) / recent, "share", tell.lang) if recent else ""
    return Figure(
        id="course-promotion",
        says=tell.say(code, share=value_text(share, "share", tell.lang), now=now),
        svg=_messages(tell, span),
        narrow=_messages(tell, replace(span, width=NARROW)),
        keys=(("quiet", tell.say("key_talk")), ("warn", tell.say("key_promo"))),
        head=(tell.say("week_of"), tell.say("messages_a_week"), tell.say("promo_row")),
        rows=_rows(tell, span, ("messages", "promo")),
    )


def _people(tell: Telling, span: Span) -> Markup:
    course = tell.result.course
    y, grid = heights(max(column.people for column in span.columns), span)
    top = 54 if course.turning_points else 30
    bars = _bars(span, [column.people for column in span.columns], ACCENT, y)
    marks = _periods(tell, span, course.periods, top) + _turns(tell, span, y)
    layers = [*grid, bars, *marks, *months_under(span, tell.lang, y)]
    height = top + (270 if span.width == WIDE else 200)
    return draw(layered(span.width, height, left=LEFT, right=RIGHT, top=top, bottom=30, layers=layers))


def _messages(tell: Telling, span: Span) -> Markup:
    y, grid = heights(max(column.messages for column in span.columns), span)
    talk = _bars(span, [column.messages for column in span.columns], QUIET, y)
    promo = _bars(span, [column.promo for column in span.columns], WARN, y)
    layers = [*grid, talk, promo, *months_under(span, tell.lang, y)]
    return draw(layered(span.width, 220, left=LEFT, right=RIGHT, top=12, bottom=30, layers=layers))


def _bars(span: Span, values: list[float], color: str, y: dict[str, Any]) -> dict[str, Any]:
    rows = []
    for number, value in enumerate(values):
        left, right = span.at(number)
        rows.append({"x": left, "x2": right, "y": value, "zero": 0})
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "color": color},
        "encoding": {"x": span.x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "zero"}},
    }


def _periods(tell: Telling, span: Span, periods: list[Period], top: float) -> list[dict[str, Any]]:
    """A thin line over each period with its name, where the name fits."""
    unit = span.unit
    lines, names, free = [], [], 0.0
    for period in periods:
        left, right = span.day(period.from_), span.day(period.to) + 1
        name = one(tell.lang, PERIODS, period.kind)
        lines.append({"x": left + 2 / unit, "x2": max(right - 2 / unit, left + 3 / unit), "y": 0})
        if (right - left) * unit >= width_of(name) and left * unit >= free:
            names.append({"x": left + 2 / unit, "y": 0, "text": name})
            free = left * unit + width_of(name) + 8
    y = across("y", 0, 1) | {"scale": {"domain": [0, 1], "range": [-(top - 20), -(top - 18)]}}
    rule = {
        "data": {"values": lines},
        "mark": {"type": "rule", "color": FAINT, "strokeWidth": 2},
        "encoding": {"x": span.x, "x2": {"field": "x2"}, "y": y},
    }
    return (
        [{"layer": [rule, texts(names, span.x, y, color=SOFT, dy=-10)], "resolve": {"scale": {"y": "independent"}}}]
        if lines
        else []
    )


def _turns(tell: Telling, span: Span, y: dict[str, Any]) -> list[dict[str, Any]]:
    """A dashed line and a number at each turning point; the numbers are those of the list below."""
    high = y["scale"]["domain"][1]
    days = [span.day(turn.at) for turn in tell.result.course.turning_points]
    marks = _apart([day * span.unit for day in days], 2 * DOT, span.days * span.unit)
    rows = [
        {"x": day, "mark": mark / span.unit, "y": high, "y2": 0, "text": str(number)}
        for number, (day, mark) in enumerate(zip(days, marks, strict=True), 1)
    ]
    if not rows:
        return []
    line = {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": INK, "strokeDash": [3, 3], "strokeWidth": 1, "opacity": 0.7},
        "encoding": {"x": span.x, "y": y, "y2": {"field": "y2"}},
    }
    beside = span.x | {"field": "mark"}
    dot = {
        "data": {"values": rows},
        "mark": {
            "type": "point", "shape": "circle", "filled": True, "color": INK, "size": 300, "opacity": 1, "yOffset": -11,
        },
        "encoding": {"x": beside, "y": y},
    }  # fmt: skip
    number = texts(rows, beside, y, color=PAPER, align="center", size=12, dy=-11, weight="bold")
    return [line, dot, number]


def _apart(wanted: list[float], least: float, end: float) -> list[float]:
    """The places wanted, in their order, moved so that neighbours are ``least`` apart and none lies beyond ``end``."""
    made: list[float] = []
    for place in wanted:
        made.append(max(place, made[-1] + least) if made else place)
    for number in range(len(made) - 1, -1, -1):
        made[number] = min(made[number], end if number == len(made) - 1 else made[number + 1] - least)
    return made


def _rows(tell: Telling, span: Span, fields: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (day_text(column.start.isoformat(), tell.lang), *(count_text(getattr(column, field)) for field in fields))
        for column in span.columns
    )
