"""All signals made ready for one pass: every word once, whom it gives points, and the patterns with their anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.errors import PackError
from auditor.signals.anchors import DIGIT, SIGNS, anchors
from auditor.signals.evasion import MARKS
from auditor.signals.normalise import bare, normalise, plain_spelling
from auditor.signals.schema import Circumstance, Signal

MOST_WORDS = 60_000
"""Numbers of words are 16 bits wide."""


@dataclass(frozen=True, slots=True)
class _Kind:
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
    signs: str
    """A text with one of these signs, or with a digit (``0``), is to be tried, too."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What :mod:`auditor.signals.fire` looks for."""

    signals: tuple[Signal, ...]
    weights: npt.NDArray[np.float64]
    """By kind of word: points."""
    owners: npt.NDArray[np.int64]
    """By kind: the number of its signal."""
    once: npt.NDArray[np.bool_]
    """By kind: counts once (a pattern, a whole message), not twice."""
    evading: tuple[int, ...]
    """Kinds of signals for which spellings that dodge filters are undone."""
    latin_words: tuple[str, ...]
    """Normalised words in Latin letters; the number of a word is its place."""
    other_words: tuple[str, ...]
    """All other words, numbered on from there."""
    lengths: npt.NDArray[np.int64]
    """By Latin word: bytes."""
    edges: npt.NDArray[np.bool_]
    """By Latin word: whether it begins, and whether it ends, with a letter or digit (``% off`` does not begin so)."""
    marks: tuple[int, ...]
    """Words that show that a text may dodge filters."""
    gives: pl.DataFrame
    """``word`` and ``kind``: which words belong to which kinds."""
    whole: pl.DataFrame
    """``bare`` text and ``kind``."""
    strong: tuple[Tried, ...]
    """Patterns that make their signal fire by themselves: tried on all texts."""
    further: tuple[Tried, ...]
    """Weak ones and guards: tried only where their signal found something."""
    circumstances: tuple[tuple[int, Circumstance], ...]
    """Kind and circumstance."""

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.latin_words) + len(self.other_words)


def compile_signals(signals: Sequence[Signal]) -> Lexicon:
    """Number the words of all ``signals``, normalised as texts are, and find the anchors of their patterns."""
    _refuse_twins(signals)
    kinds: list[_Kind] = []
    given: list[tuple[str, int]] = []
    whole: list[tuple[str, int]] = []
    tried: list[tuple[int, str]] = []
    circumstances: list[tuple[int, Circumstance]] = []
    for number, signal in enumerate(signals):
        for words in signal.words:
            given += [(term, len(kinds)) for term in words.terms]
            kinds.append(_Kind(number, words.weight, once=False))
        for words in signal.whole:
            whole += [(term, len(kinds)) for term in words.terms]
            kinds.append(_Kind(number, words.weight, once=True))
        for pattern in signal.patterns:
            tried.append((len(kinds), pattern.regex))
            kinds.append(_Kind(number, pattern.weight, once=True))
        for circumstance in signal.circumstances:
            circumstances.append((len(kinds), circumstance))
            kinds.append(_Kind(number, circumstance.weight, once=True))
    regexes = [prepared(regex) for _, regex in tried]
    found = [anchors(regex) for regex in regexes]
    listed = normalised(term for term, _ in given)
    marks = MARKS if any(signal.evasion for signal in signals) else ()
    every = (*listed, *(word for words in found for word in sorted(words) if not _sign(word)), *marks)
    every = tuple(word for word in dict.fromkeys(every) if word)
    latin, other = tuple(filter(is_latin, every)), tuple(word for word in every if not is_latin(word))
    if len(every) > MOST_WORDS:
        raise PackError(f"the signals have {len(every)} words, more than {MOST_WORDS}", hint="leave rare ones out")
    numbers = {word: n for n, word in enumerate((*latin, *other))}
    pairs = sorted({(numbers[word], kind) for word, (_, kind) in zip(listed, given, strict=True) if word})
    patterns = [
        Tried(
            kind,
            regex,
            tuple(numbers[word] for word in sorted(words) if not _sign(word)),
            "".join(_sign(word) for word in sorted(words)),
        )
        for (kind, _), regex, words in zip(tried, regexes, found, strict=True)
    ]

    def strong(kind: int) -> bool:
        return kinds[kind].weight >= signals[kinds[kind].signal].threshold

    bared = bare(pl.Series(normalised(term for term, _ in whole), dtype=pl.String))
    return Lexicon(
        signals=tuple(signals),
        weights=np.array([kind.weight for kind in kinds], dtype=np.float64),
        owners=np.array([kind.signal for kind in kinds], dtype=np.int64),
        once=np.array([kind.once for kind in kinds], dtype=bool),
        evading=tuple(n for n, kind in enumerate(kinds) if signals[kind.signal].evasion),
        latin_words=latin,
        other_words=other,
        lengths=np.array([len(word) for word in latin], dtype=np.int64),
        edges=np.array([(word[0].isalnum(), word[-1].isalnum()) for word in latin], dtype=bool).reshape(-1, 2),
        marks=tuple(numbers[word] for word in marks),
        gives=pl.DataFrame(pairs, schema={"word": pl.UInt16, "kind": pl.UInt16}, orient="row"),
        whole=pl.DataFrame(
            {"bare": bared, "kind": [kind for _, kind in whole]}, schema={"bare": pl.String, "kind": pl.UInt16}
        ).unique(maintain_order=True),
        strong=tuple(one for one in patterns if strong(one.kind)),
        further=tuple(one for one in patterns if not strong(one.kind)),
        circumstances=tuple(circumstances),
    )


def prepared(regex: str) -> str:
    """The pattern as it is run over normalised text.

    Its characters are normalised like the texts (traditional, full-width, capitals), so that no pattern is dead for being
    written as people write. Digits, spaces and word boundaries are those of ASCII: normalised texts have no others, and
    the Unicode ones cost ten times as much.
    """
    table = plain_spelling()
    out: list[str] = []
    in_class = escaped = False
    for character in regex:
        if escaped:
            escaped = False
            out.append(_ASCII[in_class].get(character, "\\" + character))
            continue
        if character == "\\":
            escaped = True
            continue
        in_class = character == "[" or (in_class and character != "]")
        plain = table.get(character, character)
        out.append(plain if plain == character or plain.isalnum() or in_class else re.escape(plain))
    return "".join(out)


_ASCII = {
    False: {"d": "[0-9]", "s": r"[ \t\n]", "b": r"(?-u:\b)", "w": "[0-9a-z_一-鿿]"},
    True: {"d": "0-9", "s": r" \t\n", "w": "0-9a-z_一-鿿"},
}


def normalised(words: Iterable[str]) -> list[str]:
    """The words as they stand in a normalised text."""
    return normalise(pl.Series(list(words), dtype=pl.String)).to_list()


def _sign(anchor: str) -> str:
    """The sign an anchor is, ``0`` for any digit; empty for a word."""
    return "0" if anchor == DIGIT else anchor if anchor in SIGNS else ""


def is_latin(word: str) -> bool:
    """Whether a word is written in Latin letters alone: found only whole."""
    return word.isascii() and any(c.isalpha() for c in word)


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
