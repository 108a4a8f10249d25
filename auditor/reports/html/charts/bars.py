"""Horizontal bars with a name before and a number behind: people, rungs, needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from auditor.reports.html.charts.drawing import draw
from auditor.reports.html.charts.ink import FAINT, INK, LINE, NARROW, SIZE, SOFT, across, layered, texts, width_of
from auditor.reports.html.harmless import cut

ROW = 27
LONGEST_NAME = 18
"""Cells of a name."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; without a value there is a dash and a reason in ``said``."""

    name: str
    value: float | None
    said: str
    color: str


def bars(rows: Sequence[Bar], width: float = NARROW) -> Markup:
    """The bars in their order, the longest as long as there is room."""
    names = [cut(row.name, LONGEST_NAME) for row in rows]
    left = max(width_of(name) for name in names) + 10
    right = (
        max(width_of(row.said) for row in rows if row.value is not None) + 10
        if any(row.value is not None for row in rows)
        else 10
    )
    top = max([row.value or 0.0 for row in rows] + [1e-9])
    x, y = across("x", 0, top), across("y", 0, len(rows)) | {"scale": {"domain": [len(rows), 0], "nice": False}}
    drawn = [
        {"x": 0, "x2": row.value, "y": number + 0.22, "y2": number + 0.78, "mid": number + 0.5, "said": row.said, "color": row.color}
        for number, row in enumerate(rows) if row.value is not None
    ]  # fmt: skip
    base = {
        "data": {"values": [{"x": 0, "y": 0, "y2": len(rows)}]},
        "mark": {"type": "rule", "color": LINE},
        "encoding": {"x": x, "y": y, "y2": {"field": "y2"}},
    }
    bar = {
        "data": {"values": drawn},
        "mark": {"type": "rect"},
        "encoding": {"x": x, "x2": {"field": "x2"}, "y": y, "y2": {"field": "y2"}, "color": {"field": "color", "type": "nominal", "scale": None}},
    }  # fmt: skip
    labels = [{"x": 0, "y": number + 0.5, "text": name} for number, name in enumerate(names)]
    values = [{"x": row["x2"], "y": row["mid"], "text": row["said"]} for row in drawn]
    none = [{"x": 0, "y": number + 0.5, "text": row.said} for number, row in enumerate(rows) if row.value is None]
    layers = [
        bar, base,
        texts(labels, x, y, color=INK, align="right", dx=-9),
        texts(values, x, y, color=SOFT, dx=7, size=SIZE),
        texts(none, x, y, color=FAINT, dx=7),
    ]  # fmt: skip
    return draw(
        layered(
            width,
            len(rows) * ROW + 4,
            left=left,
            right=right,
            top=2,
            bottom=2,
            layers=[layer for layer in layers if layer["data"]["values"]],
        )
    )
