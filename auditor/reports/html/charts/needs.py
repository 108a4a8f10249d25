"""The need profile: which of Maslow's levels are spoken to, by how many turns and people."""

from __future__ import annotations

from auditor.counting import as_said
from auditor.reports.html.charts.bars import Bar, bars
from auditor.reports.html.charts.figure import Figure
from auditor.reports.html.charts.ink import ACCENT
from auditor.reports.html.telling import Telling
from auditor.reports.numbers import value_text

LEVEL = 170
"""Units the name of a level may take: it is never cut."""
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
        Bar(tell.prose(level.title), float(level.turns), tell.say("need_bar", turns=_turns(tell, level.turns), people=value_text(level.people, "people", tell.lang)), ACCENT)
        for level in levels
    ]  # fmt: skip
    most = max(levels, key=lambda level: level.turns)
    parts = [
        tell.say(
            "needs_says",
            title=tell.prose(most.title),
            turns=_turns(tell, most.turns),
            people=value_text(most.people, "people", tell.lang),
        )
    ]
    if needs.deep or needs.shallow:
        depth = tell.say("needs_depth", deep=_turns(tell, needs.deep), shallow=_turns(tell, needs.shallow))
        parts.append(as_said(depth, tell.lang))
    return Figure(
        id="needs",
        says=tell.joined(parts),
        note=tell.say("needs_note"),
        svg=bars(rows, LEVEL),
        small=True,
        head=(tell.say("col_level"), tell.say("col_turns"), tell.say("col_people")),
        rows=tuple((tell.prose(level.title), f"{level.turns:,}", f"{level.people:,}") for level in levels),
    )


def _turns(tell: Telling, count: int) -> str:
    """``1 turn``; a bare number in Chinese, which has its measure word in the sentence."""
    return f"{count:,}" if tell.lang == "zh" else f"{count:,} turn{'' if count == 1 else 's'}"
