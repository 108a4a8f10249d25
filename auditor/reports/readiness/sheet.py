"""Before launch, as CSV: one row an item."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.readiness import Readiness
from auditor.reports.readiness.telling import Telling
from auditor.spreadsheet import sheet

COLUMNS = ("number", "item", "question", "blocks", "state", "ask", "answer", "says", "advice")


def render(readiness: Readiness, *, lang: Lang) -> str:
    """Every answer, in the order of the questions."""
    tell = Telling(readiness, lang)
    rows = [
        (
            answer.number, answer.item, question.pack, "★" if answer.blocks else "", answer.state,
            tell.prose(answer.ask), answer.answer, tell.prose(answer.says),
            None if answer.advice is None else tell.prose(answer.advice),
        )
        for question in readiness.questions for answer in question.answers
    ]  # fmt: skip
    return sheet([COLUMNS, *rows])
