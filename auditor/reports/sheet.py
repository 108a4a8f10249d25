"""The CSV report: one row a rule, for a spreadsheet."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.result import Result


def render(result: Result, *, lang: Lang) -> str:
    """Every question and rule as a row, with nothing a spreadsheet would run."""
    raise NotImplementedError
