"""Before launch, as CSV: one row an item."""

from __future__ import annotations

import csv
from io import StringIO

from auditor.locale import Lang
from auditor.readiness import Readiness
from auditor.reports.readiness.telling import Telling
from auditor.reports.sheet import harmless

COLUMNS = ("number", "item", "question", "blocks", "state", "ask", "answer", "says", "advice")


def render(readiness: Readiness, *, lang: Lang) -> str:
    """UTF-8 with a mark, so that spreadsheets see Chinese; no cell is run."""
    tell, out = Telling(readiness, lang), StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in readiness.questions:
        for answer in question.answers:
            cells = (
                answer.number, answer.item, question.pack, "★" if answer.blocks else "", answer.state,
                tell.prose(answer.ask), answer.answer, tell.prose(answer.says),
                None if answer.advice is None else tell.prose(answer.advice),
            )  # fmt: skip
            writer.writerow([harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()
