"""The parts that are pictures: each either a figure or a sentence that says why there is none."""

from __future__ import annotations

from typing import Any

from auditor.reports.html.charts.carrying import carriers_figure, ladder_figure
from auditor.reports.html.charts.course import course_figure, promotion_figure
from auditor.reports.html.charts.invites import invites_figure
from auditor.reports.html.charts.needs import LEVELS, needs_figure
from auditor.reports.html.charts.network import network_figure
from auditor.reports.html.charts.stretches import stretches_figure
from auditor.reports.html.charts.weeks import span_of
from auditor.reports.html.telling import Telling, tone
from auditor.reports.numbers import range_text, score_text
from auditor.reports.phrases import period_text, turn_text
from auditor.result import ScoreRange


def course(tell: Telling) -> dict[str, Any]:
    """The chart, the periods and the turning points with what happened around them."""
    span, course = span_of(tell.result), tell.result.course
    periods = [period_text(tell, period) for period in course.periods]
    turns = [
        {"said": turn_text(tell, turn), "around": [tell.full(says) for says in turn.around]}
        for turn in course.turning_points
    ]
    return {"figure": course_figure(tell, span) if span else None, "periods": periods, "turns": turns}


def carrying(tell: Telling) -> dict[str, Any]:
    """Shares of the talk, and the tie ladder."""
    figures = [figure for figure in (carriers_figure(tell), ladder_figure(tell)) if figure is not None]
    return {"figures": figures, "absent": _absent(tell, "no_carrying")}


def network(tell: Telling) -> dict[str, Any]:
    """The reply network."""
    return {"figure": network_figure(tell), "absent": _absent(tell, "no_network")}


def invites(tell: Telling) -> dict[str, Any]:
    """The invite tree."""
    portrait = tell.result.portrait
    code = "nobody_invited" if portrait is not None and portrait.invites.visible else "no_invites"
    return {"figure": invites_figure(tell), "absent": _absent(tell, code)}


def needs(tell: Telling) -> dict[str, Any]:
    """The need profile and its quotes, from the top of the pyramid."""
    figure = needs_figure(tell)
    portrait = tell.result.portrait
    levels = [] if portrait is None or figure is None else [level for level in portrait.needs.levels if level.evidence]
    return {
        "figure": figure,
        "absent": _absent(tell, "no_needs"),
        "levels": sorted(levels, key=lambda level: LEVELS.index(level.level)),
    }


def promotion(tell: Telling) -> dict[str, Any]:
    """Promotion against talk."""
    span = span_of(tell.result)
    return {"figure": promotion_figure(tell, span) if span else None, "absent": tell.say("no_promotion")}


def over_time(tell: Telling) -> dict[str, Any]:
    """Scores of each stretch: a line for the whole, a table for the questions."""
    rows = [
        {
            "label": stretch.label, "title": tell.prose(stretch.title), "overall": _cell(stretch.overall),
            "cells": [_cell(stretch.questions.get(question.pack)) for question in tell.result.questions],
        }
        for stretch in tell.result.over_time
    ]  # fmt: skip
    heads = [tell.prose(question.title) for question in tell.result.questions]
    return {"figure": stretches_figure(tell), "rows": rows, "heads": heads}


def _cell(score: ScoreRange | None) -> dict[str, str]:
    if score is None:
        return {"said": "—", "range": "", "tone": "none"}
    between = range_text(score.score_low, score.score_high)
    return {"said": score_text(score.score), "range": between, "tone": tone(score.score)}


def _absent(tell: Telling, code: str) -> str:
    """Why there is no picture."""
    return tell.say("no_portrait" if tell.result.portrait is None else code)
