"""Is a signal alive and does it do what its examples say? For ``auditor rules test``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from auditor.signals.fire import fire
from auditor.signals.lexicon import normalised, prepared
from auditor.signals.schema import Place, Signal


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a signal."""

    signal: str
    what: str
    place: Place = ()
    """Path of keys inside the signal."""


def check_signal(signal: Signal, others: Sequence[Signal] = ()) -> list[Problem]:
    """Dead words, broken patterns, and examples that come out otherwise. ``others``: signals that it refers to."""
    return [*check_matchers(signal), *_examples(signal, others)]


def check_matchers(signal: Signal) -> list[Problem]:
    """Dead words and broken patterns alone; cheap."""
    return [*dead_words(signal), *broken_patterns(signal)]


def dead_words(signal: Signal) -> Iterator[Problem]:
    """Words that no text can hold once it is normalised, and words given twice."""
    for key, kinds in (("words", signal.words), ("whole", signal.whole)):
        for number, kind in enumerate(kinds):
            for language in ("zh", "en"):
                terms: tuple[str, ...] = getattr(kind, language)
                for term, plain in zip(terms, normalised(terms), strict=True):
                    if not plain.strip():
                        yield Problem(signal.name, f"nothing is left of {term!r} in a text", (key, number, language))
                twice = {term for term in terms if terms.count(term) > 1}
                for term in sorted(twice):
                    yield Problem(signal.name, f"{term!r} stands there twice", (key, number, language))


def broken_patterns(signal: Signal) -> Iterator[Problem]:
    """Patterns that the engine refuses, or that match the empty text and so everything."""
    for number, pattern in enumerate(signal.patterns):
        try:
            everything = pl.Series([""]).str.contains(prepared(pattern.regex))[0]
        except pl.exceptions.ComputeError as problem:
            first = str(problem).strip().splitlines()[-1]
            yield Problem(signal.name, f"not a pattern: {first}", ("patterns", number, "regex"))
            continue
        if everything:
            yield Problem(signal.name, "the pattern matches every text", ("patterns", number, "regex"))


def _examples(signal: Signal, others: Sequence[Signal]) -> Iterator[Problem]:
    """Examples that do not come out as they say; a known gap that is closed should be moved to the others."""
    wanted = [
        (key, language, text)
        for key in ("hit", "miss", "todo_hit", "todo_miss")
        for language in ("zh", "en")
        for text in getattr(getattr(signal.examples, key), language)
    ]
    if any(True for _ in broken_patterns(signal)):
        return
    signals = [signal, *(other for other in others if other.name != signal.name)]
    texts = pl.DataFrame({"own": pl.Series([text for *_, text in wanted], dtype=pl.String)}).with_columns(
        id=pl.int_range(pl.len(), dtype=pl.UInt32),
        turn=pl.int_range(pl.len(), dtype=pl.UInt32),
        kind=pl.lit("text"),
        link=pl.lit(value=False),
    )
    for (key, language, text), fires in zip(wanted, fire(texts, signals)[signal.name], strict=True):
        place = ("examples", key, language)
        if key.startswith("todo_"):
            if fires == key.endswith("hit"):
                yield Problem(signal.name, f"a gap is closed, move it to `{key[5:]}`: {text!r}", place)
        elif fires != (key == "hit"):
            yield Problem(signal.name, f"{'misses' if key == 'hit' else 'fires on'} {text!r}", place)
