"""The table of all clients on the screen: two lines a group, or one where it could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.batch.board import change_text, counts, kind_text, ordered, reason_text, repeated_text, said, same_text
from auditor.batch.row import Row
from auditor.locale import BOARD, Lang, one
from auditor.reports.comparison.screen import TONES
from auditor.reports.numbers import range_text, score_text
from auditor.reports.screen.page import DIM, PLAIN, STRONG, Page
from auditor.reports.screen.telling import tone
from auditor.reports.screen.width import cells, cut, pad

WIDEST_NAME = 28
SCORE, RANGE = 4, 7
INDENT = 3
"""Of what is said under the line of a group."""


def put_board(page: Page, rows: Sequence[Row], lang: Lang) -> None:
    """What needs attention first; at the end those that could not be read, with their reason."""
    wide = min(WIDEST_NAME, max((cells(row.name) for row in rows), default=1))
    at = 1 + wide + 2
    page.put((one(lang, BOARD, "title"), STRONG), (f"  {' · '.join(counts(rows, lang))}", DIM), indent=1)
    page.blank()
    for row in ordered(rows):
        name = f" {pad(cut(row.name, wide), wide)}  "
        if row.reason is not None:
            told = one(lang, BOARD, "unread_one", reason=reason_text(row, lang))
            page.beside([(name, DIM)], (told, DIM), at=at)
            continue
        score = (
            pad(score_text(row.score), SCORE, right=True),
            f"{STRONG} {tone(row.score)}" if row.score is not None else DIM,
        )
        ends = (f" {pad(range_text(row.low, row.high), RANGE)}  ", DIM)
        change = change_text(row, lang)
        page.beside(
            [(name, STRONG), score, ends], (kind_text(row, lang), PLAIN), (f"  {change}" if change else "", TONES[row.became or "cannot_tell"]),
            at=at + SCORE + RANGE + 3,
        )  # fmt: skip
        for told in (said(row.advice, lang), repeated_text(row, lang), same_text(row, lang)):
            if told:
                page.put((cut(told, page.width - INDENT - 1), DIM), indent=INDENT)
