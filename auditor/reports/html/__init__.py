"""The HTML report: one self-contained file that a consultant hands over."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.reports.media import Letterhead
from auditor.result import Result


def render(result: Result, *, lang: Lang, letterhead: Letterhead) -> str:
    """The whole report as one HTML file without outside requests."""
    raise NotImplementedError
