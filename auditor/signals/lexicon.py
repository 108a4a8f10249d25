"""All signals made ready for one pass: every word once, whom it gives points, and the patterns with their anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from auditor.errors import PackError
from auditor.signals.anchors import anchors
from auditor.signals.normalise import bare, normalise
from auditor.signals.schema import Circumstance, Signal
from auditor.signals.script import spellings, widen


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of word of one signal: what counts at most twice."""

    signal: int
    weight: float
    once: bool
    """A pattern or a whole message counts once."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern and the words without which it need not be tried (all messages, when there are none)."""

    kind: int
    regex: str
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What :mod:`auditor.signals.fire` looks for."""

    signals: tuple[Signal, ...]
    kinds: tuple[Kind, ...]
    words: tuple[str, ...]
    """Normalised; the number of a word is its place."""
    latin: np.ndarray
    """By word: found only between things that are not Latin letters or digits."""
    lengths: np.ndarray
    """By word: bytes."""
    gives: pl.DataFrame
    """``word`` and ``kind``: which words belong to which kinds."""
    whole: pl.DataFrame
    """``bare`` text and ``kind``."""
    patterns: tuple[Tried, ...]
    circumstances: tuple[tuple[int, Circumstance], ...]
    """Kind and circumstance."""

    @property
    def weights(self) -> np.ndarray:
        """By kind."""
        return np.array([kind.weight for kind in self.kinds], dtype=np.float64)

    @property
    def owners(self) -> np.ndarray:
        """By kind: the number of its signal."""
        return np.array([kind.signal for kind in self.kinds], dtype=np.int64)


def compile_signals(signals: Sequence[Signal]) -> Lexicon:
    """Number the words of all ``signals`` and widen them to traditional script."""
    _refuse_twins(signals)
    kinds: list[Kind] = []
    given: list[tuple[str, int]] = []
    whole: list[tuple[str, int]] = []
    tried: list[tuple[int, str]] = []
    circumstances: list[tuple[int, Circumstance]] = []
    for number, signal in enumerate(signals):
        for words in signal.words:
            given += [(spelling, len(kinds)) for term in words.terms for spelling in spellings(term)]
            kinds.append(Kind(number, words.weight, once=False))
        for words in signal.whole:
            whole += [(spelling, len(kinds)) for term in words.terms for spelling in spellings(term)]
            kinds.append(Kind(number, words.weight, once=True))
        for pattern in signal.patterns:
            tried.append((len(kinds), pattern.regex))
            kinds.append(Kind(number, pattern.weight, once=True))
        for circumstance in signal.circumstances:
            circumstances.append((len(kinds), circumstance))
            kinds.append(Kind(number, circumstance.weight, once=True))
    found = {regex: sorted({s for word in anchors(regex) for s in spellings(word)}) for _, regex in tried}
    listed = normalised([word for word, _ in given])
    numbers = {word: n for n, word in enumerate(dict.fromkeys((*listed, *(w for ws in found.values() for w in ws))))}
    by_word = defaultdict(set)
    for word, (_, kind) in zip(listed, given, strict=True):
        by_word[numbers[word]].add(kind)
    pairs = sorted((word, kind) for word, of in by_word.items() for kind in of)
    bared = bare(pl.Series(normalised([word for word, _ in whole]), dtype=pl.String))
    return Lexicon(
        signals=tuple(signals),
        kinds=tuple(kinds),
        words=tuple(numbers),
        latin=np.array([is_latin(word) for word in numbers], dtype=bool),
        lengths=np.array([len(word.encode()) for word in numbers], dtype=np.int64),
        gives=pl.DataFrame(pairs, schema={"word": pl.UInt32, "kind": pl.UInt16}, orient="row"),
        whole=pl.DataFrame(
            {"bare": bared, "kind": [kind for _, kind in whole]}, schema={"bare": pl.String, "kind": pl.UInt16}
        ).unique(maintain_order=True),
        patterns=tuple(
            Tried(kind, widen(regex), tuple(numbers[word] for word in found[regex])) for kind, regex in tried
        ),
        circumstances=tuple(circumstances),
    )


def normalised(words: Iterable[str]) -> list[str]:
    """The words as they stand in a normalised text."""
    return normalise(pl.Series(list(words), dtype=pl.String)).to_list()


def is_latin(word: str) -> bool:
    """Whether a word begins or ends with a Latin letter or digit and holds nothing but ASCII: found only whole."""
    return word.isascii() and any(c.isalnum() for c in word)


def references(signal: Signal) -> tuple[str, ...]:
    """The other signals that a signal's definition names."""
    return (*signal.also, *signal.needs, *signal.unless)


def _refuse_twins(signals: Sequence[Signal]) -> None:
    seen: set[str] = set()
    for signal in signals:
        if signal.name in seen:
            raise PackError(f"two signals have the name `{signal.name}`", hint="a pack's own are named pack__signal")
        seen.add(signal.name)
    for signal in signals:
        for other in references(signal):
            if other not in seen:
                raise PackError(f"signal `{signal.name}` refers to `{other}`, which is not known")
