"""Signals over messages: ``id`` and one Boolean column a signal.

Points are summed per kind of word, first for each message by itself, then for the lines of a turn together. Messages come
in slices that run side by side, so memory stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.signals.find import Counts, Found, Numbers, Truths, find
from auditor.signals.lexicon import Lexicon, compile_signals, references
from auditor.signals.schema import Signal

SLICE = 600_000
MOST_LINES = 6
"""A turn of more lines with text is a monologue: its lines are judged one by one."""
LONG = 240
"""Characters of a text (or of a turn's lines together) from which weak words together count as half a threshold: a long
text holds a few of every list."""
TWICE = 2
"""A kind of word counts at most so often."""
ROUNDING = 1e-9


def fire(words: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """``id`` and one Boolean column a signal, never null, in the order of ``words`` and ``signals``.

    ``words`` has ``id``, ``turn``, ``own``, ``kind`` and ``link`` (docs/architecture.md §2). A message's column is true
    when its own text fires, or when the lines of its turn together do; pictures and cards go with their turn.
    """
    return Matcher(signals).fire(words)


class Matcher:
    """Signals made ready to look for: worth keeping where many chats are judged by the same packs."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self.lexicon = compile_signals(signals)

    def fire(self, words: pl.DataFrame) -> pl.DataFrame:
        """As :func:`fire`."""
        lexicon = self.lexicon
        counts, chars = _found(lexicon, words)
        fired = np.zeros((len(lexicon.signals), words.height), dtype=bool)
        row, signal = reached(lexicon, counts, chars)
        fired[signal, row] = True
        _by_turn(lexicon, words["turn"], counts, chars, fired)
        _by_each_other(lexicon, fired)
        columns = [pl.Series(one.name, fired[n]) for n, one in enumerate(lexicon.signals)]
        return pl.DataFrame([words["id"], *columns])


def _found(lexicon: Lexicon, words: pl.DataFrame) -> tuple[Counts, Numbers]:
    """What stands in all messages, and the length of each text."""
    threads = pl.thread_pool_size()
    slices = threads * -(-words.height // (threads * SLICE))  # a multiple, so that no thread waits for a last small one
    size = max(SLICE // 10, -(-words.height // max(1, slices)))
    starts = range(0, words.height, size)
    with ThreadPoolExecutor(max_workers=max(1, min(len(starts), threads))) as pool:
        found: list[Found] = list(pool.map(lambda start: find(lexicon, words.slice(start, size)), starts))
    none = np.zeros(0, np.uint32)
    rows = (part.counts.row + np.uint32(start) for part, start in zip(found, starts, strict=True))
    counts = Counts(
        row=np.concatenate([none, *rows]),
        kind=np.concatenate([none, *(part.counts.kind for part in found)]),
        n=np.concatenate([none, *(part.counts.n for part in found)]),
    )
    return counts, np.concatenate([none, *(part.chars for part in found)])


def reached(lexicon: Lexicon, counts: Counts, chars: Numbers) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """Rows and numbers of the signals whose points reach their threshold there. ``chars``: length by row.

    Each kind of word counts at most twice. Weak kinds (at most half the threshold) in a long text count as half a
    threshold at most, so that they decide nothing by themselves.
    """
    signal = lexicon.owners[counts.kind]
    if not len(signal):
        return counts.row, signal
    thresholds = np.array([one.threshold for one in lexicon.signals])
    weak = (lexicon.weights > 0) & (lexicon.weights <= thresholds[lexicon.owners] / 2)
    points = lexicon.weights[counts.kind] * np.where(lexicon.once[counts.kind], 1, np.minimum(counts.n, TWICE))
    # Kinds are numbered signal by signal, so what belongs to one signal in one message stands side by side.
    first = np.flatnonzero(np.r_[True, (counts.row[1:] != counts.row[:-1]) | (signal[1:] != signal[:-1])])
    total = np.add.reduceat(points, first)
    row, signal = counts.row[first], signal[first]
    least = thresholds[signal]
    long = chars[row] > LONG
    if long.any():
        light = np.add.reduceat(np.where(weak[counts.kind], points, 0.0), first)
        total -= np.where(long, np.maximum(light - least / 2, 0), 0.0)
    enough = total >= least - ROUNDING
    return row[enough], signal[enough]


def _by_turn(lexicon: Lexicon, turns: pl.Series, counts: Counts, chars: Numbers, fired: Truths) -> None:
    """Messages of a turn whose lines fire together, into ``fired``."""
    wide = [n for n, signal in enumerate(lexicon.signals) if signal.scope == "turn"]
    if not wide or not len(turns):
        return
    # A message without a turn is one of its own.
    known = turns.fill_null(0).to_numpy().astype(np.int64)
    turn = np.where(turns.is_null().to_numpy(), int(known.max()) + 1 + np.arange(len(known)), known)
    many = int(turn.max()) + 1
    lines = np.bincount(turn, weights=chars > 0, minlength=many)
    length = np.bincount(turn, weights=chars, minlength=many).astype(np.uint32)
    together = (lines > 1) & (lines <= MOST_LINES)
    kept = together[turn[counts.row]]
    row, signal = reached(lexicon, Counts.of(turn[counts.row[kept]], counts.kind[kept], counts.n[kept]), length)
    whole = np.zeros((len(fired), many), dtype=bool)
    whole[signal, row] = True
    # Only turns of several messages have anything to share.
    among = np.flatnonzero(np.bincount(turn, minlength=many)[turn] > 1)
    turn = turn[among]
    alone = lines[turn] == 1
    for number in wide:
        holds = fired[number].take(among)
        whole[number][turn[holds & alone]] = True
        fired[number][among] = holds | whole[number].take(turn)


def _by_each_other(lexicon: Lexicon, fired: Truths) -> None:
    """``also``, ``needs`` and ``unless``, as the signals stood before any of them was applied."""
    number = {signal.name: n for n, signal in enumerate(lexicon.signals)}
    named = {name for signal in lexicon.signals for name in references(signal)}
    before = {name: fired[number[name]].copy() for name in named}
    for n, signal in enumerate(lexicon.signals):
        for name in signal.also:
            fired[n] |= before[name]
        if signal.needs:
            fired[n] &= np.logical_or.reduce([before[name] for name in signal.needs])
        for name in signal.unless:
            fired[n] &= ~before[name]
