"""The invite tree: who brought whom, from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.portrait import Arrival, InviteTree
from auditor.reports.html.charts.drawing import VEGA, draw
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT, FAINT, INK, QUIET, SIZE, SOFT, WIDE, fitted, width_of
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import day_text, value_text

MOST = 56
"""Names in the picture: as many lines of text."""
BRANCH = 7
"""People one inviter shows; the others are a number."""
LINE_HEIGHT = 23
NAME = 86
"""Units a name may take, so that all steps fit side by side."""
DEEPEST = 4
"""Steps from an inviter of the first rank: more do not fit side by side."""
MOST_ROWS = 60
TOP = "/"
"""Key of the invisible root; no key of a person looks like it."""


def invites_figure(tell: Telling) -> Figure | None:
    """The tree, or none where the export does not show who brought whom."""
    portrait = tell.result.portrait
    if portrait is None or not portrait.invites.visible:
        return None
    invites = portrait.invites
    children = _children(invites)
    if not children:
        return None
    brought = sum(1 for arrival in invites.arrivals if arrival.by is not None)
    deepest = max((arrival.depth or 1 for arrival in invites.arrivals if arrival.by is not None), default=1)
    said = {
        "inviters": value_text(len(children), "people", tell.lang),
        "brought": value_text(brought, "people", tell.lang),
        "deep": deepest,
    }
    code = "invites_says" if deepest > 1 else "invites_flat"
    notes = [tell.say("invites_note")]
    if deepest > DEEPEST:
        notes.append(tell.say("invites_cut", n=DEEPEST))
    total = max(invites.total, len(invites.arrivals))
    if total > brought:
        notes.append(tell.say("invites_alone", n=f"{total - brought:,}", total=f"{total:,}"))
    return Figure(
        id="invites",
        says=tell.say(code, **said),
        note=tell.joined(notes),
        svg=_drawn(list(_nodes(tell, invites, children))),
        wide=True,
        keys=(("accent dot", tell.say("key_spoke")), ("quiet dot", tell.say("key_silent"))),
        head=(
            tell.say("col_person"),
            tell.say("col_by"),
            tell.say("col_joined"),
            tell.say("col_depth"),
            tell.say("col_spoke"),
        ),
        rows=tuple(
            (
                arrival.name,
                "—" if arrival.by is None else invites.inviters.get(arrival.by, "?"),
                day_text(arrival.at, tell.lang) if arrival.at else "—",
                "—" if arrival.depth is None else str(arrival.depth),
                tell.say("yes" if arrival.spoke else "no"),
            )
            for arrival in invites.arrivals[:MOST_ROWS]
        ),
    )


def _children(invites: InviteTree) -> dict[str, list[Arrival]]:
    """Inviter → whom they brought, those who brought others first."""
    made: dict[str, list[Arrival]] = {}
    seen: set[str] = set()
    for arrival in invites.arrivals:
        if arrival.by is not None and arrival.by != arrival.person and arrival.person not in seen:
            seen.add(arrival.person)
            made.setdefault(arrival.by, []).append(arrival)
    return {by: sorted(brought, key=lambda arrival: arrival.person not in made) for by, brought in made.items()}


def _nodes(tell: Telling, invites: InviteTree, children: dict[str, list[Arrival]]) -> Iterator[dict[str, Any]]:
    """Rows for the tree, parents before children, at most ``MOST`` lines; nobody twice, whatever the data says."""
    brought = {arrival.person for group in children.values() for arrival in group}
    spoke = {arrival.person: arrival.spoke for arrival in invites.arrivals}
    roots = [person for person in children if person not in brought] or list(children)[:1]
    yield {"id": TOP, "parent": None, "name": "", "kind": "top"}
    # Breadth first: a busy branch must not push the other inviters out of the picture.
    queue = [(person, TOP, invites.inviters.get(person, "?"), spoke.get(person, True), 0) for person in roots]
    shown: set[str] = set()
    while queue:
        person, parent, name, spoken, depth = queue.pop(0)
        if person in shown:
            continue
        if len(shown) >= MOST:
            break
        shown.add(person)
        yield {
            "id": f"p{person}",
            "parent": parent if parent == TOP else f"p{parent}",
            "name": fitted(name, NAME),
            "kind": "spoke" if spoken else "silent",
        }
        group = [arrival for arrival in children.get(person, []) if arrival.person not in shown]
        kept = group[:BRANCH] if depth < DEEPEST else []
        queue += [(arrival.person, person, arrival.name, arrival.spoke, depth + 1) for arrival in kept]
        if len(group) > len(kept):
            yield {
                "id": f"m{person}",
                "parent": f"p{person}",
                "name": tell.say("more_people", n=f"{len(group) - len(kept):,}"),
                "kind": "more",
            }


def _drawn(nodes: list[dict[str, Any]]) -> Any:
    parents = {node["parent"] for node in nodes}
    depth = {TOP: -1}
    for node in nodes[1:]:
        depth[node["id"]] = depth[node["parent"]] + 1
    levels = max(depth.values()) + 1
    leaves = sum(1 for node in nodes if node["id"] not in parents)
    height = max(3, leaves) * LINE_HEIGHT
    label = max(width_of(node["name"]) for node in nodes) + 16
    step = (WIDE - label - 12) / max(1, levels - 1) if levels > 1 else 0.0
    step = min(step, 220.0)
    values = [
        node
        | {
            "level": depth[node["id"]],
            "inner": node["id"] in parents,
            "wide": round(12 + width_of(node["name"]) * 1.08, 1),
        }
        for node in nodes
    ]
    place = {"x": {"signal": f"8 + datum.level * {step:.2f}"}, "y": {"field": "y"}}
    return draw(
        {
            "$schema": VEGA, "width": WIDE, "height": height + 8, "padding": 0, "autosize": "none",
            "data": [
                {"name": "tree", "values": values, "transform": [
                    {"type": "stratify", "key": "id", "parentKey": "parent"},
                    {"type": "tree", "method": "cluster" if levels == 1 else "tidy", "size": [height, max(1.0, step * levels)], "separation": False, "as": ["y", "x", "deep", "below"]},
                    {"type": "formula", "as": "y", "expr": "datum.y + 4"},
                ]},
                {"name": "seen", "source": "tree", "transform": [{"type": "filter", "expr": "datum.level >= 0"}]},
                {"name": "links", "source": "tree", "transform": [
                    {"type": "treelinks"}, {"type": "filter", "expr": "datum.source.level >= 0"},
                    {"type": "formula", "as": "x1", "expr": f"8 + datum.source.level * {step:.2f} + datum.source.wide"},
                    {"type": "formula", "as": "x2", "expr": f"8 + datum.target.level * {step:.2f}"},
                    {"type": "linkpath", "orient": "horizontal", "shape": "diagonal",
                     "sourceX": "x1", "sourceY": "source.y", "targetX": "x2", "targetY": "target.y"},
                ]},
            ],
            "marks": [
                {"type": "path", "from": {"data": "links"}, "encode": {"enter": {
                    "path": {"field": "path"}, "stroke": {"value": FAINT}, "strokeWidth": {"value": 1.2}, "strokeOpacity": {"value": 0.6},
                }}},
                {"type": "symbol", "from": {"data": "seen"}, "encode": {"enter": {
                    **place, "size": {"signal": "datum.inner ? 90 : 45"},
                    "fill": [
                        {"test": "datum.kind === 'more'", "value": "none"}, {"test": "datum.kind === 'silent'", "value": QUIET},
                        {"value": ACCENT},
                    ],
                }}},
                {"type": "text", "from": {"data": "seen"}, "encode": {"enter": {
                    **place, "dx": {"value": 9}, "baseline": {"value": "middle"}, "fontSize": {"value": SIZE}, "limit": {"value": 0},
                    "fontWeight": {"signal": "datum.inner ? 'bold' : 'normal'"}, "text": {"field": "name"},
                    "fill": [{"test": "datum.kind === 'more'", "value": SOFT}, {"value": INK}],
                }}},
            ],
        }
    )  # fmt: skip
