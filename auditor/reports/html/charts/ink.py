"""What the pictures share: colours of the style sheet, sizes, and the parts that most specifications need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.reports.html.charts.drawing import LITE
from auditor.reports.html.harmless import cells, cut

INK, SOFT, FAINT, LINE = "currentColor", "var(--soft)", "var(--faint)", "var(--line)"
ACCENT, ACCENT_SOFT, WARN = "var(--accent)", "var(--accent-soft)", "var(--warn)"
QUIET, PAPER = "var(--quiet)", "var(--paper)"
SIDES = {"host": INK, "member": ACCENT}
"""Colour of a side; others are quiet. The host side is no warning, so it is not in the colour of one."""
SIZE = 13
"""Text, in units of the drawing."""
WIDE, NARROW = 720, 400
"""Units across: a picture over the whole column, and one of a pair that a phone shows at full size."""
HAN, BROAD, LETTER, THIN = 1.03, 0.98, 0.63, 0.38
"""Widths of characters in text sizes: a little more than any usual font takes."""


def width_of(text: str, size: float = SIZE) -> float:
    """Units that ``text`` takes at most."""
    return size * sum(
        HAN if cells(char) == 2 else BROAD if char in "%@mwMW…—" else THIN if char in "il.,:;|' ·" else LETTER
        for char in text if cells(char)
    )  # fmt: skip


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """``text`` cut to at most ``room`` units."""
    return next(
        (said for width in range(min(cells(text), int(room)), 1, -1) if width_of(said := cut(text, width), size) <= room), cut(text, 2)
    )  # fmt: skip


def layered(
    width: float,
    height: float,
    *,
    left: float = 0,
    right: float = 0,
    top: float = 0,
    bottom: float = 0,
    layers: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """A Vega-Lite specification of ``width`` × ``height`` units in all, with ``layers`` over one another."""
    return {
        "$schema": LITE, "width": width - left - right, "height": height - top - bottom, "background": None,
        "padding": {"left": left, "right": right, "top": top, "bottom": bottom}, "autosize": {"type": "none"},
        "config": {"view": {"stroke": None}, "aria": False}, "layer": list(layers),
    }  # fmt: skip


def across(field: str, low: float, high: float) -> dict[str, Any]:
    """A bare horizontal or vertical scale from ``low`` to ``high``."""
    scale = {"domain": [low, high], "nice": False, "zero": False, "clamp": True}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def texts(
    rows: Sequence[dict[str, Any]],
    x: dict[str, Any],
    y: dict[str, Any],
    *,
    color: str = INK,
    align: str = "left",
    size: float = SIZE,
    dx: float = 0,
    dy: float = 0,
    weight: str = "normal",
) -> dict[str, Any]:
    """A layer of labels: field ``text`` of each row."""
    return {
        "data": {"values": list(rows)},
        "mark": {"type": "text", "color": color, "align": align, "baseline": "middle", "fontSize": size, "dx": dx,
                 "dy": dy, "fontWeight": weight, "limit": 0},
        "encoding": {"x": x, "y": y, "text": {"field": "text", "type": "nominal"}},
    }  # fmt: skip


def round_top(value: float) -> tuple[float, list[float]]:
    """A round number at or above ``value`` and three or four steps up to it, whole ones."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 50000, 100000):
        if value <= step * 4:
            count = max(1, -(-int(value * 1000) // (step * 1000)))
            return float(step * count), [float(step * number) for number in range(count + 1)]
    return value, [0.0, value]
