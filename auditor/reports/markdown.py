"""The Markdown report: survives a forge and a chat window."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.reports.media import Letterhead
from auditor.result import Result


def render(result: Result, *, lang: Lang, letterhead: Letterhead, everything: bool = False) -> str:
    """The whole report as Markdown."""
    raise NotImplementedError
