"""What became of a group, told in text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.locale import Lang
from auditor.reports.media import FILE_WIDTH, Medium

if TYPE_CHECKING:
    from auditor.comparison import Comparison

MEDIA = (Medium.text, Medium.json, Medium.md)
"""The media a comparison can be told in."""


def render(
    comparison: Comparison,
    medium: Medium,
    *,
    lang: Lang,
    width: int = FILE_WIDTH,
    color: bool = False,
    everything: bool = False,
    command: str | None = None,
) -> str:
    """``comparison`` told in ``medium``, one of :data:`MEDIA`. ``command`` is what was typed, for the last line."""
    if medium is Medium.json:
        return comparison.to_json()
    if medium is Medium.md:
        from auditor.reports.comparison import markdown

        return markdown.render(comparison, lang=lang, everything=everything)
    from auditor.reports.comparison import screen

    return screen.render(comparison, lang=lang, width=width, color=color, everything=everything, command=command)
