"""The CSV report: one row a question or rule, for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from auditor.locale import SHEET, Lang, one
from auditor.parts import Prose
from auditor.result import Result

COLUMNS = (
    "question", "rule", "title", "state", "score", "score_low", "score_high", "value", "value_low", "value_high", "unit",
    "k", "n", "days", "weight", "grade", "confidence", "says",
)  # fmt: skip
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""First signs of a cell that a spreadsheet would run."""


def harmless(value: object) -> str:
    """A cell that no spreadsheet runs: words that begin like a formula get ``'`` in front. Null is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = str(value)
    if not isinstance(value, int) and text.lstrip(" \u00a0\u3000").startswith(DANGEROUS):
        return f"'{text}"
    return text


def render(result: Result, *, lang: Lang) -> str:
    """The verdict and the whole, then every question and rule. UTF-8 with a mark, so that spreadsheets see Chinese."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")

    def said(prose: Prose) -> str:
        return prose.zh if lang == "zh" else prose.en

    def row(**cells: object) -> None:
        writer.writerow([harmless(cells.get(column)) for column in COLUMNS])

    writer.writerow([one(lang, SHEET, column) for column in COLUMNS])
    whole, verdict = result.overall, result.verdict
    row(
        question="*", title=said(verdict.title), state=verdict.sure, score=whole.score, score_low=whole.score_low,
        score_high=whole.score_high, confidence=whole.confidence, says=said(verdict.because),
    )  # fmt: skip
    for question in result.questions:
        row(
            question=question.pack, title=said(question.title), state="scored" if question.score is not None else "withheld",
            score=question.score, score_low=question.score_low, score_high=question.score_high, weight=question.weight,
            confidence=question.confidence, says=said(question.says),
        )  # fmt: skip
        for rule in question.rules:
            numbers = {
                column: getattr(rule, column) for column in COLUMNS if column not in ("question", "title", "says")
            }
            row(**numbers, question=question.pack, title=said(rule.title), says=said(rule.says))
    return "\ufeff" + out.getvalue()
