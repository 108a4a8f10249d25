"""The check before launch in every medium: the same door as :mod:`auditor.reports.media`, for another answer."""

from __future__ import annotations

from typing import assert_never

from auditor.locale import Lang
from auditor.readiness import Readiness
from auditor.reports.media import FILE_WIDTH, PLAIN, Letterhead, Medium


def render(
    readiness: Readiness,
    medium: Medium,
    *,
    lang: Lang,
    letterhead: Letterhead = PLAIN,
    width: int = FILE_WIDTH,
    color: bool = False,
    everything: bool = False,
    command: str | None = None,
) -> str:
    """``readiness`` told in ``medium``. Pure. ``command``: what to type next."""
    match medium:
        case Medium.text:
            from auditor.reports.readiness import screen

            return screen.render(readiness, lang=lang, width=width, color=color, everything=everything, command=command)
        case Medium.json:
            return readiness.to_json()
        case Medium.html:
            from auditor.reports.readiness import web

            return web.render(readiness, lang=lang, letterhead=letterhead)
        case Medium.md:
            from auditor.reports.readiness import markdown

            return markdown.render(readiness, lang=lang, letterhead=letterhead)
        case Medium.csv:
            from auditor.reports.readiness import sheet

            return sheet.render(readiness, lang=lang)
        case never:
            assert_never(never)
