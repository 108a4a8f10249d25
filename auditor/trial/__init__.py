"""Do the packs do what they say? Examples of signals, curves, and the small conversations that every pack carries.

Each part of a judgement must be shown at work: a signal with hits and misses, a weighted rule where it scores and where
it lacks data, a gate, verdict or mark where it holds and where it does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.errors import UsageError
from auditor.trial.outcome import Outcome

if TYPE_CHECKING:
    import polars as pl

    from auditor.launch.checklist import LoadedChecklist
    from auditor.packs.load import Packs
    from auditor.signals.schema import Signal

__all__ = ["Outcome", "run"]


def run(packs: Packs, only: Sequence[str] = (), checklists: Sequence[LoadedChecklist] = ()) -> list[Outcome]:
    """Try everything, or ``only`` these packs, signals and checklists. Raises :class:`UsageError` for a name that nothing bears."""
    from auditor.trial.answers import try_answers
    from auditor.trial.examples import Examples
    from auditor.trial.plays import read_play, try_play
    from auditor.trial.shape import try_completeness, try_curves

    known = [loaded.pack.pack for loaded in packs.packs] + [signal.name for signal in packs.signals]
    known += [loaded.checklist.checklist for loaded in checklists]
    for name in only:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = "did_you_mean" if near else "list_names_all"
            raise UsageError("no_pack_or_signal", hint=hint, name=name, near="".join(near))
    chosen = [loaded for loaded in packs.packs if not only or loaded.pack.pack in only]
    plays = [read_play(loaded, number, test) for loaded in chosen for number, test in enumerate(loaded.pack.tests)]
    signals = [signal for signal in packs.signals if not only or signal.name in only]
    examples = Examples.of(signals)
    # Matching costs more to set up than to do: all texts of all examples and tests are matched in one go.
    words = [examples.words.table, *(play.words.texts for play in plays if play.words is not None)]
    fired = _fire_together(words, packs.signals)
    made = examples.outcomes(packs, fired[0])
    rest = iter(fired[1:])
    tried = {id(play): try_play(packs, play, next(rest) if play.words is not None else None) for play in plays}
    for loaded in chosen:
        made += try_curves(loaded)
        made += [tried[id(play)] for play in plays if play.loaded is loaded]
        made.append(try_completeness(packs, loaded))
    for checklist in checklists:
        if not only or checklist.checklist.checklist in only:
            made += try_answers(packs, checklist)
    return made


def _fire_together(texts: Sequence[pl.DataFrame], signals: Sequence[Signal]) -> list[pl.DataFrame]:
    """The signals over each of ``texts``; turns of different chats stay apart."""
    import polars as pl

    from auditor.signals.fire import fire

    apart, turns = [], 0
    for table in texts:
        apart.append(table.with_columns(pl.col("turn") + turns))
        turns += table.height
    fired = fire(pl.concat(apart), signals)
    made, row = [], 0
    for table in texts:
        made.append(fired.slice(row, table.height))
        row += table.height
    return made
