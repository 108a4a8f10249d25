"""The page that leads to the reports of many clients: one table on the shell of all HTML reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.locale import Lang
from auditor.reports.html.shell import fragment, page
from auditor.reports.media import PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One row, in plain words; ``reason`` stands instead of the cells where there was nothing to judge."""

    name: str
    href: str
    """Path of the report, seen from the page; empty for none."""
    cells: Sequence[str] = ()
    reason: str = ""


def render(title: str, head: Sequence[str], lines: Sequence[Line], *, lang: Lang, facts: Sequence[str] = ()) -> str:
    """The whole page. ``head`` names the columns, that of the names too."""
    body = fragment("board.html.j2", lang=lang, title=title, head=head, lines=lines)
    return page(title, body, lang=lang, letterhead=PLAIN, facts=facts)
