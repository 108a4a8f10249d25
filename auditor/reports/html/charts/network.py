"""Who answers whom: the library lays the people out, we write the names where there is room for them."""

from __future__ import annotations

from typing import Any

from auditor.portrait import Network, Node
from auditor.reports.html.charts.drawing import VEGA, draw, places
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT, FAINT, INK, PAPER, QUIET, SIDES, SIZE, WIDE, width_of
from auditor.reports.html.harmless import cut
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import count_text, value_text

MOST, MOST_TIES = 60, 240
HEIGHT = 440
EDGE = 44
LONGEST_NAME = 14
ROUNDS = 300
"""Steps of the layout: a fixed number, so that the same people stand in the same places."""
MOST_ROWS = 40
"""Ties in the table."""
Box = tuple[float, float, float, float]


def network_figure(tell: Telling) -> Figure | None:
    """The reply network, or none where nobody answered anybody."""
    portrait = tell.result.portrait
    if portrait is None or not portrait.network.ties:
        return None
    network = portrait.network
    people = network.people[:MOST]
    at = {person.person: number for number, person in enumerate(people)}
    ties = [
        {"source": at[tie.from_], "target": at[tie.to], "times": tie.times}
        for tie in network.ties if tie.from_ in at and tie.to in at and tie.from_ != tie.to
    ][:MOST_TIES]  # fmt: skip
    if not ties:
        return None
    names = {person.person: person.name for person in network.people}
    share = value_text(network.inferred, "share", tell.lang)
    notes = [tell.say("network_note")]
    if network.total_people > len(people):
        notes.append(tell.say("network_part", n=len(people), total=f"{network.total_people:,}"))
    if network.inferred >= 0.005:
        notes.append(tell.say("network_inferred", share=share))
    sides = {person.side for person in people}
    keys = [("warn dot", tell.say("key_host"))] if "host" in sides else []
    keys += [("accent dot", tell.say("key_member"))] if "member" in sides else []
    return Figure(
        id="network", says=_says(tell, network), note=tell.joined(notes), svg=_drawn(people, ties), wide=True, keys=tuple(keys),
        head=(tell.say("col_from"), tell.say("col_to"), tell.say("col_times")),
        rows=tuple(
            (names.get(tie.from_, "?"), names.get(tie.to, "?"), count_text(tie.times)) for tie in network.ties[:MOST_ROWS]
        ),
    )  # fmt: skip


def _says(tell: Telling, network: Network) -> str:
    """How much of the answering goes to or comes from one person."""
    total = sum(tie.times for tie in network.ties)
    held: dict[str, float] = {}
    for tie in network.ties:
        for person in {tie.from_, tie.to}:
            held[person] = held.get(person, 0.0) + tie.times
    centre = min(held, key=lambda person: (-held[person], person))
    node = next((node for node in network.people if node.person == centre), None)
    people = max(network.total_people, len(network.people))
    if node is None or not total:
        return tell.say("network_plain", people=f"{people:,}")
    share = value_text(held[centre] / total, "share", tell.lang)
    return tell.say("network_says", people=f"{people:,}", name=cut(node.name, 24), share=share)


def _drawn(people: list[Node], ties: list[dict[str, Any]]) -> Any:
    most = max(person.turns for person in people) or 1
    radii = [4 + 11 * (person.turns / most) ** 0.5 for person in people]
    spots = places(_layout(radii, ties), "nodes")
    labels = _labels(people, radii, spots)
    top = max(tie["times"] for tie in ties)
    lines = []
    for tie in ties:
        (x, y), (x2, y2) = spots[tie["source"]], spots[tie["target"]]
        # A slight bend, always to the same side: both directions of a pair can be told apart.
        bend = f"M{x},{y}Q{(x + x2) / 2 + (y2 - y) * 0.1:.1f},{(y + y2) / 2 - (x2 - x) * 0.1:.1f},{x2},{y2}"
        lines.append({"path": bend, "wide": 0.7 + 4.3 * tie["times"] / top, "dim": 0.25 + 0.4 * tie["times"] / top})
    dots = [
        {"x": x, "y": y, "size": 3.14159 * radius**2, "color": SIDES.get(person.side, QUIET)}
        for person, radius, (x, y) in zip(people, radii, spots, strict=True)
    ]
    return draw(
        {
            "$schema": VEGA, "width": WIDE, "height": HEIGHT, "padding": 0, "autosize": "none",
            "data": [{"name": "lines", "values": lines}, {"name": "dots", "values": dots}, {"name": "labels", "values": labels}],
            "marks": [
                {"type": "path", "from": {"data": "lines"}, "encode": {"enter": {
                    "path": {"field": "path"}, "stroke": {"value": FAINT}, "strokeWidth": {"field": "wide"}, "strokeOpacity": {"field": "dim"},
                }}},
                {"type": "symbol", "from": {"data": "dots"}, "encode": {"enter": {
                    "x": {"field": "x"}, "y": {"field": "y"}, "size": {"field": "size"}, "fill": {"field": "color"},
                    "stroke": {"value": PAPER}, "strokeWidth": {"value": 1.5},
                }}},
                {"type": "text", "from": {"data": "labels"}, "encode": {"enter": {
                    "x": {"field": "x"}, "y": {"field": "y"}, "text": {"field": "text"}, "align": {"field": "align"},
                    "baseline": {"value": "middle"}, "fontSize": {"value": SIZE}, "fill": {"value": INK}, "limit": {"value": 0},
                }}},
            ],
        }
    )  # fmt: skip


def _layout(radii: list[float], ties: list[dict[str, Any]]) -> dict[str, Any]:
    """Forces for a fixed number of rounds, then stretched to fill the frame."""
    fit = "{low} + (datum.{axis} - {axis}s[0]) / max(1, {axis}s[1] - {axis}s[0]) * {room}"
    across = fit.format(axis="x", low=2 * EDGE, room=WIDE - 4 * EDGE)
    down = fit.format(axis="y", low=EDGE / 2, room=HEIGHT - EDGE)
    return {
        "$schema": VEGA, "width": WIDE, "height": HEIGHT, "padding": 0, "autosize": "none",
        "data": [
            {"name": "people", "values": [{"r": radius + 9, "cx": WIDE / 2, "cy": HEIGHT / 2} for radius in radii]},
            {"name": "ties", "values": [dict(tie) for tie in ties]},
        ],
        "marks": [{
            "name": "nodes", "type": "symbol", "from": {"data": "people"},
            "encode": {"enter": {"size": {"value": 1}, "fill": {"value": ACCENT}}},
            "transform": [
                {
                    "type": "force", "iterations": ROUNDS, "static": True, "forces": [
                        {"force": "center", "x": WIDE / 2, "y": HEIGHT / 2},
                        {"force": "x", "x": "datum.cx", "strength": 0.05}, {"force": "y", "y": "datum.cy", "strength": 0.1},
                        {"force": "collide", "radius": {"expr": "datum.datum.r"}},
                        {"force": "nbody", "strength": -130, "distanceMax": 400},
                        {"force": "link", "links": "ties", "distance": 70},
                    ],
                },
                {"type": "extent", "field": "x", "signal": "xs"},
                {"type": "extent", "field": "y", "signal": "ys"},
                {"type": "formula", "as": "x", "expr": across},
                {"type": "formula", "as": "y", "expr": down},
            ],
        }],
    }  # fmt: skip


def _labels(people: list[Node], radii: list[float], spots: list[tuple[float, float]]) -> list[dict[str, Any]]:
    """Names of the busiest first, each where it covers nothing: right, left, below, above; else it stays away."""
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for r, (x, y) in zip(radii, spots, strict=True)]
    made = []
    for number in sorted(range(len(people)), key=lambda number: (-people[number].turns, number)):
        text, radius, (x, y) = cut(people[number].name, LONGEST_NAME), radii[number], spots[number]
        wide = width_of(text)
        for align, cx, cy in (
            ("left", x + radius + 4, y), ("right", x - radius - 4, y),
            ("center", x, y + radius + 10), ("center", x, y - radius - 10),
        ):  # fmt: skip
            left = cx if align == "left" else cx - wide if align == "right" else cx - wide / 2
            box = (left, cy - 9, left + wide, cy + 9)
            if box[0] < 2 or box[2] > WIDE - 2 or box[1] < 2 or box[3] > HEIGHT - 2:
                continue
            if any(_meet(box, other) for index, other in enumerate(taken) if index != number):
                continue
            taken.append(box)
            made.append({"x": round(cx, 1), "y": round(cy, 1), "text": text, "align": align})
            break
    return made


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
