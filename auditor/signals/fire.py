"""Signals over messages: ``id`` and one Boolean column a signal.

One pass of an automaton over each text finds the words of all lists and the anchors of all patterns. Points are summed
per kind of word, first for each message by itself, then for the lines of a turn together. Messages come in slices that
run side by side, so memory stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from auditor.signals.lexicon import Lexicon, Tried, compile_signals, references
from auditor.signals.evasion import BROKEN, undo
from auditor.signals.normalise import BARE_LONGEST, bare, normalise
from auditor.signals.schema import Signal

SLICE = 150_000
MOST_LINES = 6
"""A turn of more lines with text is a monologue: its lines are judged one by one."""
LONG = 240
"""Characters of a text (or of a turn's lines together) from which weak words alone decide nothing: a long text holds a
few of every list."""
TWICE = 2
"""A kind of word counts at most so often."""
ROUNDING = 1e-9


def fire(words: pl.DataFrame, signals: Sequence[Signal]) -> pl.DataFrame:
    """``id`` and one Boolean column a signal, never null, in the order of ``words`` and ``signals``.

    ``words`` has ``id``, ``turn``, ``own``, ``kind`` and ``link`` (docs/architecture.md §2). A message's column is true
    when its own text fires, or when the lines of its turn together do; pictures and cards go with their turn.
    """
    return Matcher(signals).fire(words)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the texts of a slice: rows are numbers in the whole table."""

    counts: pl.DataFrame
    """``row``, ``kind``, ``n``: different words of a kind in a message."""
    chars: np.ndarray
    """Length of each text."""


class Matcher:
    """Compiled signals, for firing them over several chats."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        self.lexicon: Lexicon = compile_signals(signals)

    def fire(self, words: pl.DataFrame) -> pl.DataFrame:
        """See :func:`fire`."""
        starts = range(0, words.height, SLICE)
        with ThreadPoolExecutor(max_workers=min(len(starts), pl.thread_pool_size()) or 1) as pool:
            found = list(pool.map(lambda start: self._find(words.slice(start, SLICE), start), starts))
        counts = pl.concat([_no_counts(), *(part.counts for part in found)])
        chars = np.concatenate([np.zeros(0, np.uint32), *(part.chars for part in found)])
        own = self._points(counts, chars)
        fired = np.zeros((len(self.lexicon.signals), words.height), dtype=bool)
        fired[own["signal"].to_numpy(), own["row"].to_numpy()] = True
        self._by_turn(words, counts, chars, fired)
        self._by_each_other(fired)
        columns = [pl.Series(signal.name, fired[n]) for n, signal in enumerate(self.lexicon.signals)]
        return pl.DataFrame([words["id"], *columns])

    # --- what stands in a text ---------------------------------------------------------------------------------

    def _find(self, words: pl.DataFrame, start: int) -> Found:
        """Kinds of word in each message of a slice."""
        texts = normalise(words["own"])
        raw = self._raw_hits(texts)
        hits = self._hits(texts, raw)
        evading = [n for n, kind in enumerate(self.lexicon.kinds) if self.lexicon.signals[kind.signal].evasion]
        if evading:
            rows, plain = self._undone(texts, raw)
            again = self._hits(plain, self._raw_hits(plain)).filter(pl.col("kind").is_in(evading))
            hits = pl.concat([hits, again.with_columns(rows.gather(again["row"]).alias("row"))])
        counts = hits.unique().group_by("row", "kind").agg(n=pl.len().cast(pl.UInt8))
        chars = texts.str.len_chars().to_numpy()
        counts = pl.concat([counts, self._circumstances(counts, words, chars)])
        return Found(counts.with_columns(pl.col("row") + start).sort("row", "kind"), chars)

    def _undone(self, texts: pl.Series, raw: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
        """Rows of texts that dodge filters, and those texts written plainly."""
        marked = texts.str.contains(BROKEN).to_numpy().copy()
        marked[raw.filter(pl.col("word").is_in(self.lexicon.marks))["row"].to_numpy()] = True
        rows = pl.Series(np.flatnonzero(marked).astype(np.uint32))
        before = texts.gather(rows)
        after = undo(before)
        changed = before != after
        return rows.filter(changed), after.filter(changed)

    def _hits(self, texts: pl.Series, raw: pl.DataFrame) -> pl.DataFrame:
        """``row``, ``kind`` and ``what`` (number of the word or pattern) for normalised ``texts``."""
        listed = raw.filter("stands").join(self.lexicon.gives, on="word").select("row", "kind", what="word")
        near = _Nearby(texts, raw, len(self.lexicon.words))
        hits = pl.concat([listed, *self._whole(texts), *self._patterns(near, self.lexicon.strong)])
        kinds = hits["kind"].to_numpy()
        found = hits.filter(pl.Series(self.lexicon.weights[kinds] > 0))
        return pl.concat([hits, *self._patterns(near, self.lexicon.further, found)])

    def _patterns(
        self, near: _Nearby, patterns: Sequence[Tried], found: pl.DataFrame | None = None
    ) -> Iterator[pl.DataFrame]:
        """Hits of patterns; with ``found``, only in texts in which their signal found something."""
        rows, owners = np.zeros(0, np.uint32), np.zeros(0, np.int64)
        if found is not None:
            owners = self.lexicon.owners[found["kind"].to_numpy()]
            order = np.argsort(owners, kind="stable")
            rows, owners = found["row"].to_numpy()[order], owners[order]
        for pattern in patterns:
            among = None
            if found is not None:
                signal = self.lexicon.owners[pattern.kind]
                first, last = np.searchsorted(owners, [signal, signal + 1])
                among = np.unique(rows[first:last])
            matched = near.matches(pattern, among)
            if len(matched):
                yield _hits(matched, pattern.kind, len(self.lexicon.words) + pattern.kind)

    def _whole(self, texts: pl.Series) -> list[pl.DataFrame]:
        """Messages that are nothing but a listed word."""
        if not self.lexicon.whole.height:
            return []
        short = texts.str.len_bytes() <= BARE_LONGEST
        rows = pl.int_range(len(texts), dtype=pl.UInt32, eager=True).filter(short)
        bared = pl.DataFrame({"row": rows, "bare": bare(texts.filter(short))})
        found = bared.join(self.lexicon.whole, on="bare")
        return [found.select("row", "kind", what=pl.lit(0, dtype=pl.UInt32))]

    def _raw_hits(self, texts: pl.Series) -> pl.DataFrame:
        """``row``, ``word`` and ``stands`` (not inside another Latin word) for every word anywhere in ``texts``."""
        words = list(self.lexicon.words)
        lists = texts.str.extract_many(words, overlapping=True)
        at = np.repeat(np.arange(len(texts), dtype=np.uint32), lists.list.len().to_numpy())
        word = lists.filter(lists.list.len() > 0).explode().cast(pl.Enum(words)).to_physical().cast(pl.UInt32).to_numpy()
        stands = np.ones(len(word), dtype=bool)
        latin = self.lexicon.latin[word]
        rows = np.unique(at[latin])
        if len(rows):
            beside = np.isin(at, rows) if len(rows) < len(texts) else np.ones(len(at), dtype=bool)
            lengths = self.lexicon.lengths[word[beside]]
            stands[beside] = ~latin[beside] | _by_itself(texts.gather(rows), words, lengths)
        return pl.DataFrame({"row": at, "word": word, "stands": stands})

    def _circumstances(self, counts: pl.DataFrame, words: pl.DataFrame, chars: np.ndarray) -> pl.DataFrame:
        """Circumstances of the messages in which their signal found something."""
        owner = pl.Series(self.lexicon.owners)
        parts = [_no_counts()]
        for kind, circumstance in self.lexicon.circumstances:
            of_signal = owner.gather(counts["kind"]) == self.lexicon.kinds[kind].signal
            rows = counts.filter(of_signal)["row"].unique().sort()
            if circumstance.link is not None:
                holds = words["link"].gather(rows).fill_null(value=False) == circumstance.link
            elif circumstance.longer_than is not None:
                holds = pl.Series(chars[rows.to_numpy()] > circumstance.longer_than)
            elif circumstance.shorter_than is not None:
                holds = pl.Series(chars[rows.to_numpy()] < circumstance.shorter_than)
            else:
                holds = words["kind"].gather(rows).cast(pl.String).is_in(list(circumstance.kinds)).fill_null(value=False)
            parts.append(_counts(rows.filter(holds), kind))
        return pl.concat(parts)

    # --- points ------------------------------------------------------------------------------------------------

    def _points(self, counts: pl.DataFrame, chars: np.ndarray) -> pl.DataFrame:
        """``row`` and ``signal`` where the points reach the threshold. ``chars``: length by row."""
        lexicon = self.lexicon
        thresholds = np.array([signal.threshold for signal in lexicon.signals])
        kind = counts["kind"].to_numpy()
        once = np.array([of.once for of in lexicon.kinds], dtype=bool)
        times = np.minimum(counts["n"].to_numpy(), np.where(once[kind], 1, TWICE))
        weight, signal = lexicon.weights[kind], lexicon.owners[kind]
        is_weak = (weight > 0) & (weight <= thresholds[signal] / 2)
        points = weight * times
        table = pl.DataFrame(
            {
                "row": counts["row"],
                "signal": signal.astype(np.uint16),
                "weak": np.where(is_weak, points, 0.0),
                "rest": np.where(is_weak, 0.0, points),
            }
        )
        sums = table.group_by("row", "signal").agg(pl.sum("weak"), pl.sum("rest")).sort("row", "signal")
        least = thresholds[sums["signal"].to_numpy()]
        weak = sums["weak"].to_numpy()
        capped = np.where(chars[sums["row"].to_numpy()] > LONG, np.minimum(weak, least / 2), weak)
        return sums.filter(pl.Series(capped + sums["rest"].to_numpy() >= least - ROUNDING)).select("row", "signal")

    def _by_turn(self, words: pl.DataFrame, counts: pl.DataFrame, chars: np.ndarray, fired: np.ndarray) -> None:
        """Messages of a turn whose lines fire together, into ``fired``."""
        wide = [n for n, signal in enumerate(self.lexicon.signals) if signal.scope == "turn"]
        if not wide or not words.height:
            return
        # A message without a turn is one of its own; turns are numbered anew, from 0.
        numbers = words.select(turn=pl.coalesce(pl.col("turn").cast(pl.Int64), -1 - pl.int_range(pl.len())))
        turn = numbers["turn"].rank("dense").to_numpy().astype(np.int64) - 1
        turns = int(turn.max()) + 1
        lines = np.bincount(turn, weights=chars > 0, minlength=turns)
        length = np.bincount(turn, weights=chars, minlength=turns)
        together = (lines > 1) & (lines <= MOST_LINES)
        of_turns = counts.filter(pl.Series(together[turn[counts["row"].to_numpy()]]))
        of_turns = of_turns.with_columns(row=pl.Series(turn[of_turns["row"].to_numpy()]).cast(pl.UInt32))
        sums = of_turns.group_by("row", "kind").agg(pl.sum("n").cast(pl.UInt16)).sort("row", "kind")
        hits = self._points(sums, length)
        whole = np.zeros((len(fired), turns), dtype=bool)
        whole[hits["signal"].to_numpy(), hits["row"].to_numpy()] = True
        alone = lines == 1
        for signal in wide:
            whole[signal][turn[fired[signal] & alone[turn]]] = True
            fired[signal] |= whole[signal][turn]

    def _by_each_other(self, fired: np.ndarray) -> None:
        """``also``, ``needs`` and ``unless``, as the signals stood before any of them was applied."""
        number = {signal.name: n for n, signal in enumerate(self.lexicon.signals)}
        before = {
            name: fired[number[name]].copy()
            for name in {name for signal in self.lexicon.signals for name in references(signal)}
        }
        for n, signal in enumerate(self.lexicon.signals):
            for name in signal.also:
                fired[n] |= before[name]
            if signal.needs:
                fired[n] &= np.logical_or.reduce([before[name] for name in signal.needs])
            for name in signal.unless:
                fired[n] &= ~before[name]


class _Nearby:
    """Texts, and where in them the anchors of patterns stand."""

    def __init__(self, texts: pl.Series, raw: pl.DataFrame, words: int) -> None:
        ordered = raw.select("word", "row").sort("word", "row")
        self._texts = texts
        self._rows = ordered["row"].to_numpy()
        self._bounds = np.searchsorted(ordered["word"].to_numpy(), np.arange(words + 1))
        self._with_digit: np.ndarray | None = None

    def matches(self, pattern: Tried, among: np.ndarray | None) -> np.ndarray:
        """Rows (of ``among``, if given) that match: tried only where an anchor stands."""
        rows = among
        if pattern.anchors or pattern.digit:
            rows = self._anchored(pattern)
            if among is not None:
                rows = np.intersect1d(rows, among, assume_unique=True)
        texts = self._texts if rows is None else self._texts.gather(rows)
        if not len(texts):
            return np.zeros(0, np.uint32)
        matched = np.flatnonzero(texts.str.contains(pattern.regex).to_numpy())
        return matched if rows is None else rows[matched]

    def _anchored(self, pattern: Tried) -> np.ndarray:
        near = [self._rows[self._bounds[word] : self._bounds[word + 1]] for word in pattern.anchors]
        if pattern.digit:
            if self._with_digit is None:
                self._with_digit = np.flatnonzero(self._texts.str.contains("[0-9]").to_numpy()).astype(np.uint32)
            near.append(self._with_digit)
        return np.unique(np.concatenate(near))


def _by_itself(texts: pl.Series, words: list[str], lengths: np.ndarray) -> np.ndarray:
    """By hit, in the order of ``extract_many``: no Latin letter, digit or apostrophe stands beside it."""
    buffer = np.frombuffer(f"\n{chr(10).join(texts.to_list())}\n".encode(), dtype=np.uint8)
    sizes = texts.str.len_bytes().to_numpy().astype(np.int64)
    offsets = texts.str.find_many(words, overlapping=True)
    begin = np.repeat(1 + np.cumsum(sizes + 1) - sizes - 1, offsets.list.len().to_numpy())
    begin += offsets.filter(offsets.list.len() > 0).explode().to_numpy()
    return ~(_LETTER[buffer[begin - 1]] | _LETTER[buffer[begin + lengths]])


_LETTER = np.zeros(256, dtype=bool)
_LETTER[list(b"abcdefghijklmnopqrstuvwxyz0123456789'")] = True


def _hits(rows: np.ndarray, kind: int, what: int) -> pl.DataFrame:
    return pl.DataFrame({"row": rows.astype(np.uint32)}).with_columns(
        kind=pl.lit(kind, dtype=pl.UInt16), what=pl.lit(what, dtype=pl.UInt32)
    )


def _counts(rows: pl.Series, kind: int) -> pl.DataFrame:
    return pl.DataFrame({"row": rows}, schema={"row": pl.UInt32}).with_columns(
        kind=pl.lit(kind, dtype=pl.UInt16), n=pl.lit(1, dtype=pl.UInt8)
    )


def _no_counts() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.UInt32, "kind": pl.UInt16, "n": pl.UInt8})
