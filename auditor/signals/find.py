"""Which kinds of word stand in which messages of a slice.

One pass of an automaton over each text finds the words of all lists and the anchors of all patterns. Strong patterns are
then tried on texts that hold one of their anchors; weak ones and guards only where their signal has found something.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from auditor.signals.evasion import BROKEN, undo
from auditor.signals.lexicon import Lexicon, Tried
from auditor.signals.normalise import BARE_LONGEST, bare, normalise

COUNTS = {"row": pl.UInt32, "kind": pl.UInt16, "n": pl.UInt8}


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the texts of a slice: rows are numbers in the whole table."""

    counts: pl.DataFrame
    """``row``, ``kind``, ``n``: different words of a kind in a message; sorted."""
    chars: np.ndarray
    """Length of each text."""


def find(lexicon: Lexicon, words: pl.DataFrame, start: int = 0) -> Found:
    """Kinds of word in each message of ``words``, a slice that begins at row ``start``."""
    every = normalise(words["own"]).alias("text").to_frame().with_row_index("row")
    # 收到, 哈哈 and forwarded adverts stand there many times: each text is read once.
    once = every.group_by("text", maintain_order=True).agg("row").with_row_index("at")
    texts = once["text"]
    raw = _Raw.of(lexicon, texts)
    hits = _hits(lexicon, texts, raw)
    if lexicon.marks:
        rows, plain = _undone(lexicon, texts, raw)
        again = _hits(lexicon, plain, _Raw.of(lexicon, plain)).filter(pl.col("kind").is_in(lexicon.evading))
        again = again.with_columns(rows.gather(again["at"]).alias("at"))
        hits = pl.concat([hits, again]).unique()
    counts = hits.group_by("at", "kind").agg(n=pl.len().cast(pl.UInt8))
    counts = counts.join(once.select("at", "row").explode("row"), on="at").select("row", "kind", "n")
    chars = every["text"].str.len_chars().to_numpy()
    counts = pl.concat([counts, *_circumstances(lexicon, counts, words, chars)])
    return Found(counts.with_columns(pl.col("row") + start), chars)


def _hits(lexicon: Lexicon, texts: pl.Series, raw: _Raw) -> pl.DataFrame:
    """``at`` (number of the text), ``kind`` and ``what`` (number of the word or pattern), each once."""
    listed = raw.standing.join(lexicon.gives, on="word").select("at", "kind", what="word")
    nearby = _Nearby(texts, raw)
    strong = (_rows(nearby.matches(pattern, None), pattern.kind, lexicon.size) for pattern in lexicon.strong)
    hits = pl.concat([listed, _whole(lexicon, texts), *strong])
    return pl.concat([hits, *_further(lexicon, nearby, hits)])


def _further(lexicon: Lexicon, nearby: _Nearby, hits: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Weak patterns and guards, where their signal has found something."""
    hits = hits.filter(pl.Series(lexicon.weights[hits["kind"].to_numpy()] > 0))
    owners = lexicon.owners[hits["kind"].to_numpy()]
    order = np.argsort(owners, kind="stable")
    rows, owners = hits["at"].to_numpy()[order], owners[order]
    found: dict[int, np.ndarray] = {}
    for pattern in lexicon.further:
        signal = int(lexicon.owners[pattern.kind])
        if signal not in found:
            first, last = np.searchsorted(owners, [signal, signal + 1])
            found[signal] = np.unique(rows[first:last])
        yield _rows(nearby.matches(pattern, found[signal]), pattern.kind, lexicon.size)


def _whole(lexicon: Lexicon, texts: pl.Series) -> pl.DataFrame:
    """Messages that are nothing but a listed word."""
    size = texts.str.len_bytes()
    short = (size > 0) & (size <= BARE_LONGEST)
    rows = pl.int_range(len(texts), dtype=pl.UInt32, eager=True).filter(short)
    bared = pl.DataFrame({"at": rows, "bare": bare(texts.filter(short))})
    return bared.join(lexicon.whole, on="bare").select("at", "kind", what=pl.lit(0, dtype=pl.UInt32))


def _undone(lexicon: Lexicon, texts: pl.Series, raw: _Raw) -> tuple[pl.Series, pl.Series]:
    """Numbers of the texts that dodge filters, and those texts written plainly."""
    marked = texts.str.contains(BROKEN).to_numpy().copy()
    for mark in lexicon.marks:
        marked[raw.where(mark)] = True
    rows = pl.Series(np.flatnonzero(marked).astype(np.uint32))
    before = texts.gather(rows)
    after = undo(before)
    changed = before != after
    return rows.filter(changed), after.filter(changed)


def _circumstances(
    lexicon: Lexicon, counts: pl.DataFrame, words: pl.DataFrame, chars: np.ndarray
) -> Iterator[pl.DataFrame]:
    """Circumstances of the messages in which their signal found something."""
    owners = lexicon.owners[counts["kind"].to_numpy()]
    for kind, circumstance in lexicon.circumstances:
        rows = counts.filter(pl.Series(owners == lexicon.owners[kind]))["row"].unique().sort()
        length = chars[rows.to_numpy()]
        if circumstance.link is not None:
            holds = words["link"].gather(rows).fill_null(value=False) == circumstance.link
        elif circumstance.longer_than is not None:
            holds = pl.Series(length > circumstance.longer_than)
        elif circumstance.shorter_than is not None:
            holds = pl.Series(length < circumstance.shorter_than)
        else:
            given = words["kind"].gather(rows).cast(pl.String)
            holds = given.is_in(list(circumstance.kinds)).fill_null(value=False)
        yield pl.DataFrame({"row": rows.filter(holds), "kind": kind, "n": 1}, schema=COUNTS)


# --- words ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Raw:
    """Where every word stands: in other words, too (for anchors), and by itself (for lists)."""

    at: np.ndarray
    """Numbers of texts, by word; each once."""
    bounds: np.ndarray
    """Word n stands in the texts ``at[bounds[n]:bounds[n + 1]]``."""
    standing: pl.DataFrame
    """``at`` and ``word``, Latin words only where they are not part of another word; each once."""

    @classmethod
    def of(cls, lexicon: Lexicon, texts: pl.Series) -> _Raw:
        """Two automata, for words in Latin letters and for all others: most texts need only one of them."""
        lettered = texts.str.contains("[a-z]")
        other = ~lettered | (texts.str.len_bytes() != texts.str.len_chars())
        latin_at, latin = _extract(texts, lettered, lexicon.latin_words)
        stands = _by_itself(texts, latin_at, lexicon.latin_words, lexicon.lengths[latin])
        other_at, others = _extract(texts, other, lexicon.other_words)
        latin_keys = latin.astype(np.uint64) << np.uint64(32) | latin_at
        keys = np.unique((others + np.uint64(len(lexicon.latin_words))) << np.uint64(32) | other_at)
        standing = np.concatenate([np.unique(latin_keys[stands]), keys])
        keys = np.concatenate([np.unique(latin_keys), keys])
        words = (keys >> np.uint64(32)).astype(np.uint32)
        return cls(
            at=keys.astype(np.uint32),
            bounds=np.searchsorted(words, np.arange(lexicon.size + 1)),
            standing=pl.DataFrame(
                {"at": standing.astype(np.uint32), "word": (standing >> np.uint64(32)).astype(np.uint32)}
            ),
        )

    def where(self, word: int) -> np.ndarray:
        """Numbers of the texts that hold the word."""
        return self.at[self.bounds[word] : self.bounds[word + 1]]


def _extract(texts: pl.Series, which: pl.Series, words: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """All ``words`` in the texts of ``which``: rows and numbers of the words, in the order of the text."""
    found = texts.filter(which).str.extract_many(list(words), overlapping=True)
    sizes = found.list.len().to_numpy()
    rows = np.repeat(np.flatnonzero(which.to_numpy()).astype(np.uint32), sizes)
    flat = found.filter(pl.Series(sizes > 0)).explode()
    return rows, flat.cast(pl.Enum(words)).to_physical().cast(pl.UInt32).to_numpy()


def _by_itself(texts: pl.Series, rows: np.ndarray, words: tuple[str, ...], lengths: np.ndarray) -> np.ndarray:
    """By hit (``rows``, in the order of the text): no Latin letter, digit or apostrophe stands beside the word."""
    if not len(rows):
        return np.zeros(0, dtype=bool)
    texts = texts.gather(np.unique(rows))
    buffer = np.frombuffer(f"\n{chr(10).join(texts.to_list())}\n".encode(), dtype=np.uint8)
    sizes = texts.str.len_bytes().to_numpy().astype(np.int64)
    offsets = texts.str.find_many(list(words), overlapping=True)
    begin = np.repeat(1 + np.cumsum(sizes + 1) - (sizes + 1), offsets.list.len().to_numpy())
    begin += offsets.explode().to_numpy()
    return ~(_LETTER[buffer[begin - 1]] | _LETTER[buffer[begin + lengths]])


_LETTER = np.zeros(256, dtype=bool)
_LETTER[list(b"abcdefghijklmnopqrstuvwxyz0123456789'")] = True


# --- patterns ---------------------------------------------------------------------------------------------------


class _Nearby:
    """Texts, and where in them the anchors of patterns stand."""

    def __init__(self, texts: pl.Series, raw: _Raw) -> None:
        self._texts = texts
        self._raw = raw
        self._signs: dict[str, np.ndarray] = {}

    def matches(self, pattern: Tried, among: np.ndarray | None) -> np.ndarray:
        """Rows (of ``among``, if given) that match: tried only where an anchor stands."""
        rows = among
        if pattern.anchors and not (among is not None and pattern.signs) or (among is None and pattern.signs):
            rows = self._anchored(pattern, among)
        texts = self._texts if rows is None else self._texts.gather(rows)
        if not len(texts):
            return np.zeros(0, np.uint32)
        matched = np.flatnonzero(texts.str.contains(pattern.regex).to_numpy()).astype(np.uint32)
        return matched if rows is None else rows[matched]

    def _anchored(self, pattern: Tried, among: np.ndarray | None) -> np.ndarray:
        near = np.zeros(len(self._texts), dtype=bool)
        for word in pattern.anchors:
            near[self._raw.where(word)] = True
        for sign in pattern.signs:
            near |= self._with(sign)
        return np.flatnonzero(near).astype(np.uint32) if among is None else among[near[among]]

    def _with(self, sign: str) -> np.ndarray:
        if sign not in self._signs:
            found = self._texts.str.contains("[0-9]" if sign == "0" else sign, literal=sign != "0")
            self._signs[sign] = found.to_numpy()
        return self._signs[sign]


def _rows(rows: np.ndarray, kind: int, first_free: int) -> pl.DataFrame:
    """Hits of a pattern, numbered on from the words."""
    what = {"kind": pl.lit(kind, dtype=pl.UInt16), "what": pl.lit(first_free + kind, dtype=pl.UInt32)}
    return pl.DataFrame({"at": rows}, schema={"at": pl.UInt32}).with_columns(**what)
