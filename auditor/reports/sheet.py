"""The CSV report: one row a question or rule, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.locale import SHEET, Lang, one
from auditor.parts import Prose
from auditor.result import Result
from auditor.spreadsheet import sheet

COLUMNS = (
    "question", "rule", "title", "state", "score", "score_low", "score_high", "value", "value_low", "value_high", "unit",
    "k", "n", "days", "weight", "grade", "confidence", "says",
)  # fmt: skip


def render(result: Result, *, lang: Lang) -> str:
    """The verdict and the whole, then every question and rule."""
    head = [one(lang, SHEET, column) for column in COLUMNS]
    return sheet([head, *([cells.get(column) for column in COLUMNS] for cells in _rows(result, lang))])


def _rows(result: Result, lang: Lang) -> Iterator[dict[str, object]]:
    def said(prose: Prose) -> str:
        return prose.zh if lang == "zh" else prose.en

    whole, verdict = result.overall, result.verdict
    yield {
        "question": "*", "title": said(verdict.title), "state": verdict.sure, "score": whole.score,
        "score_low": whole.score_low, "score_high": whole.score_high, "confidence": whole.confidence,
        "says": said(verdict.because),
    }  # fmt: skip
    for question in result.questions:
        yield {
            "question": question.pack, "title": said(question.title),
            "state": "scored" if question.score is not None else "withheld", "score": question.score,
            "score_low": question.score_low, "score_high": question.score_high, "weight": question.weight,
            "confidence": question.confidence, "says": said(question.says),
        }  # fmt: skip
        for rule in question.rules:
            numbers = {
                column: getattr(rule, column) for column in COLUMNS if column not in ("question", "title", "says")
            }
            yield numbers | {"question": question.pack, "title": said(rule.title), "says": said(rule.says)}
    for stretch in result.over_time:
        then = {"*": stretch.overall, **stretch.questions}
        for pack, score in then.items():
            yield {
                "question": pack, "title": f"{stretch.label} {said(stretch.title)}", "state": "over_time",
                "score": score.score, "score_low": score.score_low, "score_high": score.score_high,
                "confidence": score.confidence,
            }  # fmt: skip
