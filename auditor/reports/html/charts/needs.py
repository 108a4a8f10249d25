"""The need profile: which of Maslow's levels are spoken to, by how many turns and people."""

from __future__ import annotations

from auditor.reports.html.charts.bars import Bar, bars
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT, WIDE
from auditor.reports.html.telling import Telling

LEVELS = ("actualisation", "esteem", "belonging", "safety", "physiological")
"""The pyramid, from the top."""


def needs_figure(tell: Telling) -> Figure | None:
    """Turns a level, or none where no need was voiced."""
    portrait = tell.result.portrait
    if portrait is None or not any(level.turns for level in portrait.needs.levels):
        return None
    needs = portrait.needs
    levels = sorted(needs.levels, key=lambda level: LEVELS.index(level.level))
    rows = [
        Bar(tell.prose(level.title), float(level.turns), tell.say("need_bar", turns=f"{level.turns:,}", people=f"{level.people:,}"), ACCENT)
        for level in levels
    ]  # fmt: skip
    most = max(levels, key=lambda level: level.turns)
    parts = [tell.say("needs_says", title=tell.prose(most.title), turns=f"{most.turns:,}", people=f"{most.people:,}")]
    if needs.deep or needs.shallow:
        parts.append(tell.say("needs_depth", deep=f"{needs.deep:,}", shallow=f"{needs.shallow:,}"))
    return Figure(
        id="needs", says=tell.joined(parts), note=tell.say("needs_note"), svg=bars(rows, WIDE * 0.8),
        head=(tell.say("col_level"), tell.say("col_turns"), tell.say("col_people")),
        rows=tuple((tell.prose(level.title), f"{level.turns:,}", f"{level.people:,}") for level in levels),
    )  # fmt: skip
