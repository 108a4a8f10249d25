"""The course: activity over the group's life as a chart, its periods, and what happened around each turn."""

from __future__ import annotations

from datetime import timedelta

from auditor.reports.numbers import count_text, day_of, month_text, value_text, year_text
from auditor.reports.phrases import period_text, turn_text
from auditor.reports.screen.chart import Bucket, buckets, columns, lately
from auditor.reports.screen.page import DIM, PLAIN, STRONG, WARNING
from auditor.reports.screen.telling import Telling
from auditor.reports.screen.width import cells
from auditor.result import TurningPoint, WeekPoint

WIDEST_COLUMN = 5
"""Cells a week may be wide when the life is short, a gap among them."""
MUCH_PROMOTION = 0.05
"""Share of all messages from which promotion gets a row of its own."""


def put_course(tell: Telling) -> None:
    """Chart, periods, turning points."""
    course, chat = tell.result.course, tell.result.chat
    until = day_of(chat.as_of) if chat.as_of and chat.as_of_source != "last" else None
    label = cells(tell.say("promo_row")) + 2
    room = tell.page.width - 4 - label
    weeks = [point for point in course.weeks if point.messages or _is_over(point, chat.as_of)]
    made, size = buckets(weeks, until, room)
    if len(made) < 2:
        return
    tell.heading("course", _chart_note(tell, made, size))
    wide = max(1, min(WIDEST_COLUMN, room // len(made)))
    _put_chart(tell, made, size, wide, label)
    _put_periods(tell)
    for turn in course.turning_points:
        _put_turn(tell, turn)


def _is_over(week: WeekPoint, as_of: str | None) -> bool:
    """False for a week that had only begun: nothing in it says nothing yet."""
    return as_of is None or day_of(week.week) + timedelta(days=6) <= day_of(as_of)


def _chart_note(tell: Telling, made: list[Bucket], size: int) -> str:
    peak, now = max(bucket.people for bucket in made), lately(made, size, tell.result.chat.as_of)
    parts = [tell.say("people_a_week"), tell.say("peak_now", peak=count_text(peak), now=count_text(now))]
    if size > 1:
        parts.append(tell.say("column_weeks", weeks=size))
    return " · ".join(parts)


def _put_chart(tell: Telling, made: list[Bucket], size: int, wide: int, label: int) -> None:
    height = 4 if tell.roomy else 3
    rows = columns([bucket.people for bucket in made], height, wide)
    peak = count_text(max(bucket.people for bucket in made))
    for number, row in enumerate(rows):
        mark = peak if number == 0 else "0" if number == height - 1 else ""
        tell.page.put((f"{mark:>{label}} ", DIM), (row, PLAIN), indent=2)
    shares = [bucket.promo / bucket.messages if bucket.messages else 0.0 for bucket in made]
    if sum(bucket.promo for bucket in made) > MUCH_PROMOTION * sum(bucket.messages for bucket in made):
        name = tell.say("promo_row")
        row = columns([*shares, 1.0], 1, wide)[0][: len(made) * wide]
        share = value_text(max(shares), "share", tell.lang)
        space = " " * (label - cells(name))
        note = f"  {tell.say('promo_note', share=share)}"
        fits = 2 + label + 1 + len(row) + cells(note) <= tell.page.width
        tell.page.put((f"{space}{name} ", DIM), (row, WARNING), (note if fits else "", DIM), indent=2)
    _put_axis(tell, made, size, wide, label)


def _put_axis(tell: Telling, made: list[Bucket], size: int, wide: int, label: int) -> None:
    """Months under the columns, as close as they fit at even steps; a year where it begins."""
    room = tell.page.width - label - 3
    for step in (1, 3, 6, 12):
        line = _axis(tell, made, size=size, wide=wide, step=step)
        if line is not None and cells(line) <= room:
            tell.page.put((" " * (label + 1) + line, DIM), indent=2)
            return


def _axis(tell: Telling, made: list[Bucket], *, size: int, wide: int, step: int) -> str | None:
    """The line with a mark every ``step`` months; null when two marks meet."""
    begin = max(made[0].start, day_of(tell.result.chat.first)) if tell.result.chat.first else made[0].start
    line = month_text(begin, tell.lang, with_year=True)
    first = cells(line)
    for number, bucket in enumerate(made[1:], 1):
        last_day = bucket.start + timedelta(weeks=size, days=-1)
        begins = last_day.replace(day=1)
        if begins < bucket.start or (begins.month - 1) % step or begins <= begin:
            continue
        name = year_text(begins, tell.lang) if begins.month == 1 else month_text(begins, tell.lang, with_year=False)
        space = number * wide - cells(line)
        if space >= 2:
            line += " " * space + name
        elif cells(line) > first:
            return None
    return line


def _put_periods(tell: Telling) -> None:
    periods = tell.result.course.periods
    if not periods:
        return
    told = [period_text(tell, period) for period in periods]
    tell.page.strung([told[0], *(f"→ {period}" for period in told[1:])], " ", indent=3)


def _put_turn(tell: Telling, turn: TurningPoint) -> None:
    tell.page.put((turn_text(tell, turn), STRONG), indent=3)
    if turn.around:
        things = tell.say("and_then").join(tell.prose(says) for says in turn.around)
        tell.page.put(tell.say("around", things=things), indent=5)
