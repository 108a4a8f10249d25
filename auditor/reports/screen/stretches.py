"""The scores of each month or quarter, side by side: the whole, the seven questions, the kind of group."""

from __future__ import annotations

from itertools import groupby

from auditor.reports.numbers import score_text
from auditor.reports.screen.page import DIM, STRONG, Piece
from auditor.reports.screen.telling import Telling, tone
from auditor.reports.screen.width import cells, pad
from auditor.result import ScoreRange, Stretch

COLUMN = 9
"""Cells of a column: ``2024-Q1`` and two spaces."""


def put_stretches(tell: Telling) -> None:
    """A table with as many of the latest stretches as the page is wide; the kinds below it as they changed."""
    stretches = tell.result.over_time
    if not stretches:
        return
    titles = {question.pack: tell.prose(question.title) for question in tell.result.questions}
    label = max(cells(title) for title in (*titles.values(), tell.say("whole")))
    fits = max(1, (tell.page.width - 3 - label) // COLUMN)
    lived = stretches if len(stretches) <= fits else _to_the_first_empty(stretches)
    shown = lived[-fits:]
    tell.heading("over_time", tell.say("over_time_note"))
    head = "".join(pad(stretch.label, COLUMN, right=True) for stretch in shown)
    tell.page.whole((f"   {' ' * label}{head}", DIM))
    _row(tell, tell.say("whole"), label, [stretch.overall for stretch in shown])
    for pack, title in titles.items():
        _row(tell, title, label, [stretch.questions[pack] for stretch in shown])
    _kinds(tell, shown)
    for code, n in (("later_empty", len(stretches) - len(lived)), ("earlier", len(lived) - len(shown))):
        if n:
            tell.page.put((tell.say(code, n=n), DIM), indent=3)


def _to_the_first_empty(stretches: list[Stretch]) -> list[Stretch]:
    """Without the stretches at the end in which nothing could be scored, but for the first of them: of a dead group one
    wants to see how it lived."""
    last = max(
        (at for at, one in enumerate(stretches) if any(q.score is not None for q in one.questions.values())), default=-1
    )
    return stretches[: last + 2]


def _row(tell: Telling, title: str, label: int, scores: list[ScoreRange]) -> None:
    pieces: list[str | Piece] = [f"   {pad(title, label)}"]
    for score in scores:
        text = score_text(score.score) + ("?" if score.score is not None and score.confidence == "low" else " ")
        pieces.append((pad(text, COLUMN, right=True), DIM if score.score is None else tone(score.score)))
    tell.page.whole(*pieces)


def _kinds(tell: Telling, shown: list[Stretch]) -> None:
    """``2024-Q1 campfire → 2024-Q3 storefront``: each kind once for as long as it lasted."""
    told = []
    for _, same in groupby(shown, key=lambda stretch: stretch.kind):
        first = next(same)
        told.append(f"{first.label} {tell.prose(first.title)}")
    tell.page.put((f"{tell.say('kind_then')}  ", STRONG), (" → ".join(told), DIM), indent=3, hang=5)
