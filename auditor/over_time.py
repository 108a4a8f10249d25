"""The scores over the group's life: each month or quarter judged as the group stood at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from auditor.parts import Prose
from auditor.result import ScoreRange, Stretch

if TYPE_CHECKING:
    import polars as pl

    from auditor.audit import AuditSettings
    from auditor.facts.facts import Facts
    from auditor.facts.words import Words
    from auditor.packs.load import Packs
    from auditor.scoring.combine import Combined

By = Literal["month", "quarter"]
MONTHS = {"month": 1, "quarter": 3}


def judge_over_time(
    facts: Facts, words: Words, fired: pl.DataFrame, packs: Packs, settings: AuditSettings, by: By
) -> list[Stretch]:
    """Every month or quarter from the first message to the end of the window, in order.

    Facts are built anew for each, from what was there by then: who was a regular, who had answered, where the group
    stood. Words and signals are those of the whole export. The number of members is today's and says nothing of the
    past, so it is left out.
    """
    from auditor.audit import measure_all, sight_of, view_of
    from auditor.names.naming import Names
    from auditor.scoring.judgement import judge_all

    first = facts.messages["day"].min()
    if not isinstance(first, date):
        return []
    chat = replace(facts.chat, members=None)
    made = []
    for label, start, end in calendar(first, facts.window.end, by):
        begin = max(start, first)
        of_then = replace(settings, as_of=end, since=begin, until=None, members=None, member_names=None)
        view = view_of(chat, words, fired, of_then)
        measures = measure_all(view, packs, Names(view.facts.people, settings.names, settings.client))
        judgement = judge_all(packs, measures, sight_of(view, packs, settings))
        human = view.facts.in_window(view.facts.messages).filter("human")
        title = judgement.decided.verdict.title
        made.append(
            Stretch(
                label=label, from_=begin.isoformat(), to=end.isoformat(),
                messages=human.height, people=human["person"].n_unique(), kind=judgement.decided.kind,
                title=Prose(zh=title.zh, en=title.en), overall=_range(judgement.overall),
                questions={answered.pack.pack: _range(answered.combined) for answered in judgement.questions},
            )
        )  # fmt: skip
    return made


def calendar(first: date, last: date, by: By) -> Iterator[tuple[str, date, date]]:
    """Months or quarters from ``first`` to ``last``: label, first day, last day; the last one ends on ``last``."""
    step = MONTHS[by]
    start = date(first.year, (first.month - 1) // step * step + 1, 1)
    while start <= last:
        months = start.year * 12 + start.month - 1 + step
        following = date(months // 12, months % 12 + 1, 1)
        label = f"{start:%Y-%m}" if by == "month" else f"{start.year}-Q{(start.month - 1) // 3 + 1}"
        yield label, start, min(following - timedelta(days=1), last)
        start = following


def _range(combined: Combined) -> ScoreRange:
    return ScoreRange(
        score=combined.score, score_low=combined.low, score_high=combined.high, confidence=combined.confidence
    )
