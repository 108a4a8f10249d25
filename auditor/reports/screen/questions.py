"""The seven questions, causes and results apart: score, bar, range, one plain sentence each."""

from __future__ import annotations

from auditor.reports.numbers import range_text, score_text
from auditor.reports.screen.chart import bar
from auditor.reports.screen.page import DIM, STRONG, Piece
from auditor.reports.screen.telling import Telling, tone
from auditor.reports.screen.width import cells
from auditor.result import Question

SIDE_BY_SIDE = 36
"""Cells a sentence needs to stand beside the bar; with fewer it goes below."""
RANGE = 9
"""Cells of a range and the mark of little confidence, ``97–100 ?`` and a space."""


def put_questions(tell: Telling) -> None:
    """Causes first, then results."""
    label = max((cells(tell.prose(question.title)) for question in tell.result.questions), default=0)
    for part, code in (("cause", "causes"), ("result", "results")):
        questions = [question for question in tell.result.questions if question.part == part]
        if questions:
            unsure = f" · {tell.say('unsure')}" if any(q.confidence == "low" for q in questions) else ""
            tell.heading(code, tell.say(f"{code}_note") + unsure)
        for question in questions:
            _put_question(tell, question, label)


def _put_question(tell: Telling, question: Question, label: int) -> None:
    length = 20 if tell.roomy else 10
    title = tell.prose(question.title)
    left: list[str | Piece] = [f"   {title}{' ' * (label - cells(title))}  "]
    told: list[str | Piece] = []
    says = tell.prose(question.says)
    if question.score is None:
        left.append(("  —", DIM))
        told.append((tell.say("unscored", says=says), DIM))
    else:
        unsure = question.confidence == "low"
        style = f"{tone(question.score)} {DIM}" if unsure else tone(question.score)
        solid, shaded, rest = bar(question.score, question.score_low, question.score_high, length)
        left.append((f"{score_text(question.score):>3}", f"{STRONG} {tone(question.score)}"))
        left += [" ", (solid, style), (shaded, f"{tone(question.score)} {DIM}"), (rest, DIM)]
        left.append((f" {range_text(question.score_low, question.score_high)}{' ?' if unsure else ''}", DIM))
        told.append(says)
    at = 3 + label + 2 + 3 + 1 + length + 1 + RANGE
    if question.score is None:
        tell.page.beside(left, *told, at=3 + label + 2 + 3 + 2)
        return
    if tell.page.width - at >= SIDE_BY_SIDE:
        tell.page.beside(left, *told, at=at)
    else:
        tell.page.put(*left)
        tell.page.put(*told, indent=5)
