"""The score of the whole, month by month or quarter by quarter."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from auditor.reports.html.charts.drawing import draw
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT, ACCENT_SOFT, INK, LINE, SOFT, WIDE, across, layered, texts, width_of
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import score_text
from auditor.result import Stretch


def stretches_figure(tell: Telling) -> Figure | None:
    """Score and range of each stretch; none where fewer than two have a score."""
    stretches = tell.result.over_time
    scored = [(number, stretch) for number, stretch in enumerate(stretches) if stretch.overall.score is not None]
    if len(scored) < 2:
        return None
    first, last = scored[0][1], scored[-1][1]
    said = {
        "since": first.label,
        "until": last.label,
        "from": score_text(first.overall.score),
        "to": score_text(last.overall.score),
    }
    return Figure(
        id="stretches", says=tell.say("stretches_says", **said), note=tell.say("stretches_note"), wide=True,
        svg=_drawn(tell, stretches, scored),
    )  # fmt: skip


def _drawn(tell: Telling, stretches: list[Stretch], scored: list[tuple[int, Stretch]]) -> Any:
    x, y = across("x", -0.5, len(stretches) - 0.5), across("y", 0, 100)
    unit = (WIDE - 60) / len(stretches)
    every = max(1, -(-int(width_of("2024-Q1") + 14) // max(1, int(unit))))
    grid = {
        "data": {"values": [{"x": -0.5, "x2": len(stretches) - 0.5, "y": step} for step in (0, 25, 50, 75, 100)]},
        "mark": {"type": "rule", "color": LINE}, "encoding": {"x": x, "x2": {"field": "x2"}, "y": y},
    }  # fmt: skip
    numbers = texts(
        [{"x": -0.5, "y": step, "text": str(step)} for step in (0, 25, 50, 75, 100)],
        x,
        y,
        color=SOFT,
        align="right",
        dx=-8,
    )
    ranges = [
        {"x": number, "y": stretch.overall.score_low, "y2": stretch.overall.score_high}
        for number, stretch in scored if stretch.overall.score_low is not None and stretch.overall.score_high is not None
    ]  # fmt: skip
    band = {
        "data": {"values": ranges}, "mark": {"type": "rule", "color": ACCENT_SOFT, "strokeWidth": 9, "strokeCap": "round"},
        "encoding": {"x": x, "y": y, "y2": {"field": "y2"}},
    }  # fmt: skip
    # A stretch without a score leaves a gap: the line joins neighbours only.
    joins = [
        {"x": one, "y": before.overall.score, "x2": two, "y2": after.overall.score}
        for (one, before), (two, after) in pairwise(scored) if two == one + 1
    ]  # fmt: skip
    line = {
        "data": {"values": joins}, "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2},
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}},
    }  # fmt: skip
    points = [
        {"x": number, "y": stretch.overall.score, "text": score_text(stretch.overall.score)}
        for number, stretch in scored
    ]
    dots = {
        "data": {"values": points}, "mark": {"type": "point", "shape": "circle", "filled": True, "size": 70, "opacity": 1, "color": ACCENT},
        "encoding": {"x": x, "y": y},
    }  # fmt: skip
    shown = points if unit >= 26 else []
    labels = [
        {"x": number, "y": 0, "text": stretch.label} for number, stretch in enumerate(stretches) if number % every == 0
    ]
    layers = [grid, numbers, band, line, dots, texts(shown, x, y, color=INK, align="left", dx=8, dy=-9, size=12)]
    layers.append(texts(labels, x, y, color=SOFT, align="center", dy=18))
    kept = [layer for layer in layers if layer["data"]["values"]]
    return draw(layered(WIDE, 240, left=40, right=20, top=14, bottom=32, layers=kept))
