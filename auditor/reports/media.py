"""The media an answer can be told in, and one door to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from auditor.locale import Lang

if TYPE_CHECKING:
    from auditor.result import Result


class Medium(StrEnum):
    """How an answer is written."""

    text = "text"
    json = "json"
    html = "html"
    md = "md"
    csv = "csv"


SUFFIXES = {
    ".txt": Medium.text, ".json": Medium.json, ".html": Medium.html, ".htm": Medium.html, ".md": Medium.md,
    ".markdown": Medium.md, ".csv": Medium.csv,
}  # fmt: skip
"""Ending of a file's name → what is written into it."""
FILE_WIDTH = 80
"""Columns of a text that goes to a file."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a consultant puts on a report."""

    title: str | None = None
    client: str | None = None
    logo: str | None = None
    """A ``data:`` address of a picture: nothing is fetched when the report is opened."""


PLAIN = Letterhead()


def render(
    result: Result,
    medium: Medium,
    *,
    lang: Lang,
    letterhead: Letterhead = PLAIN,
    width: int = FILE_WIDTH,
    color: bool = False,
    everything: bool = False,
    command: str | None = None,
) -> str:
    """``result`` told in ``medium``. Pure: a saved result gives the same text again."""
    match medium:
        case Medium.text:
            from auditor.reports import terminal

            return terminal.render(result, lang=lang, width=width, color=color, everything=everything, command=command)
        case Medium.json:
            return result.to_json()
        case Medium.html:
            from auditor.reports import html

            return html.render(result, lang=lang, letterhead=letterhead)
        case Medium.md:
            from auditor.reports import markdown

            return markdown.render(result, lang=lang, letterhead=letterhead, everything=everything)
        case Medium.csv:
            from auditor.reports import sheet

            return sheet.render(result, lang=lang)
        case never:
            assert_never(never)
