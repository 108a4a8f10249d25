"""What a signal is: lists of words with points, patterns, and examples of what it must and must not find.

Signals are data (``rules/signals/*.yml``, or the ``signals`` of a pack). Points are given per *kind of word*: a list
counts at most twice however many of its words occur, and the signal fires when the points reach its threshold.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from auditor.errors import PackError

MOST_REPEATS = 120
"""Upper bound of a counted repetition in a pattern: Rust's engine unrolls it, so ``{0,5000}`` is slow and large."""
LONGEST_PATTERN = 1500

Place = tuple[str | int, ...]
Locate = Callable[[Place], str]
"""From the path of keys of a thing to ``file:line:column``."""


def _split(value: Any) -> Any:
    """A list of words as YAML list, or as one text with `` · `` or line breaks between the words."""
    if isinstance(value, str):
        return [word.strip() for word in re.split(r"·|\n", value) if word.strip()]
    return value


def _safe_pattern(value: str) -> str:
    if any(ord(c) < 0x20 for c in value):
        raise ValueError('a control character in the pattern: put patterns in single quotes ("\\b" is a backspace)')
    if len(value) > LONGEST_PATTERN:
        raise ValueError(f"a pattern has at most {LONGEST_PATTERN} characters")
    if re.search(r"\(\?(?:[=!]|<[=!])", value):
        raise ValueError("look-around is not available: patterns run in linear time")
    for low, high in re.findall(r"(?<!\\)\{(\d+)(?:,(\d*))?\}", value):
        if int(high or low) > MOST_REPEATS:
            raise ValueError(f"a counted repetition goes up to {MOST_REPEATS} at most")
    if re.search(r"[*+]\)[*+]", value):
        raise ValueError("a repetition directly inside a repetition is slow: write it flat")
    return value


Terms = Annotated[tuple[str, ...], BeforeValidator(_split)]
Regex = Annotated[str, Field(min_length=2), BeforeValidator(_safe_pattern)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Piece(BaseModel):
    """A part of a signal: frozen; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Prose(Piece):
    """The same sentence in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Words(Piece):
    """One kind of word: Chinese ones are found anywhere, words in Latin letters only whole."""

    what: str = ""
    """What these words have in common, for the reader of the file."""
    weight: float
    """Points for one of them; two count double, more do not. Usual: 2 strong, 1 weak, −3 guard."""
    zh: Terms = ()
    """Simplified; traditional spellings are found too."""
    en: Terms = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The words of both languages."""
        return self.zh + self.en

    @model_validator(mode="after")
    def _some(self) -> Words:
        if not self.terms:
            raise ValueError("a kind of word has words: give `zh` or `en`")
        return self


class Whole(Words):
    """Messages that are nothing but this, after emoji, punctuation and mentions are taken off."""


class Pattern(Piece):
    """A regular expression over normalised text (lower case, half-width, simplified). Linear time, no look-around.

    A pattern that gives less than the threshold, or takes points away, is only looked for in messages where the signal
    has found something: it adds, it does not decide.
    """

    what: str = ""
    weight: float
    regex: Regex


class Circumstance(Piece):
    """What a message is apart from its words. It adds to what words or patterns found; it never counts alone."""

    weight: float
    link: bool | None = None
    longer_than: int | None = None
    """Characters of the text."""
    shorter_than: int | None = None
    kinds: tuple[str, ...] = ()
    """Message kinds (``card``, ``link``, ``red_packet`` …)."""

    @model_validator(mode="after")
    def _one(self) -> Circumstance:
        given = (
            self.link is not None,
            self.longer_than is not None,
            self.shorter_than is not None,
            bool(self.kinds),
        )
        if sum(given) != 1:
            raise ValueError("a circumstance is exactly one of `link`, `longer_than`, `shorter_than`, `kinds`")
        return self


class Lines(Piece):
    """Example messages by language."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both languages."""
        return self.zh + self.en


class Examples(Piece):
    """What the signal must find and what it must leave alone. ``todo_*`` are known gaps: counted, no failure."""

    hit: Lines = Lines()
    miss: Lines = Lines()
    todo_hit: Lines = Lines()
    todo_miss: Lines = Lines()


class Signal(Piece):
    """What a message says, as words and patterns with points."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*(__[a-z0-9]+(_[a-z0-9]+)*)?$")]
    """snake_case; a pack's own signals are ``pack__signal``."""
    title: Prose
    why: Prose
    threshold: float = 2
    """Points from which it fires."""
    scope: Literal["turn", "message"] = "turn"
    """``turn``: lines of one person in one go are also read together. ``message``: each line by itself."""
    evasion: bool = False
    """True: spellings that dodge filters (加薇, ➕V, 优.惠.券) are undone before matching."""
    words: tuple[Words, ...] = ()
    whole: tuple[Whole, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    also: tuple[Name, ...] = ()
    """Fires besides where one of these signals fires."""
    needs: tuple[Name, ...] = ()
    """Fires only where one of these signals fires."""
    unless: tuple[Name, ...] = ()
    """Does not fire where one of these signals fires."""
    examples: Examples = Examples()

    @model_validator(mode="after")
    def _can_fire(self) -> Signal:
        weights = [*(one.weight for one in (*self.words, *self.whole)), *(one.weight for one in self.patterns)]
        if not self.also and max(weights, default=0) <= 0:
            raise ValueError("nothing in it gives points: it could never fire")
        if self.threshold <= 0:
            raise ValueError("the threshold is above 0")
        return self


def parse_signals(
    mapping: Mapping[str, Any], origin: str, *, prefix: str = "", locate: Locate | None = None
) -> list[Signal]:
    """Signals out of ``name → definition``, the value of ``signals:`` in a file.

    ``prefix`` is the name of a third-party pack: its signals become ``prefix__name``, and a name in ``also``,
    ``needs`` and ``unless`` that the mapping defines means the pack's own. ``locate`` gives the place of a path of keys; without it
    ``origin`` is all an error can name. A broken signal is a :class:`~auditor.errors.PackError`.
    """
    where = locate or (lambda _: origin)
    if not isinstance(mapping, Mapping):
        raise PackError("`signals` is not a mapping from names to signals", where=where(()))
    full = {name: f"{prefix}__{name}" if prefix else name for name in map(str, mapping)}
    signals = []
    for name, body in mapping.items():
        if not isinstance(body, Mapping):
            raise PackError(f"signal `{name}` is not a mapping", where=where((name,)))
        other = {
            key: tuple(full.get(str(one), str(one)) for one in body[key])
            for key in ("also", "needs", "unless")
            if isinstance(body.get(key), Sequence) and not isinstance(body[key], str)
        }
        try:
            signals.append(Signal(**{**body, **other, "name": full[str(name)]}))
        except (ValidationError, TypeError) as problem:
            raise _told(str(name), problem, where) from problem
    return signals


def _told(name: str, problem: ValidationError | TypeError, where: Locate) -> PackError:
    """The first thing that is wrong, with its place."""
    if isinstance(problem, TypeError):
        return PackError(f"signal `{name}`: {problem}", where=where((name,)))
    complaints = problem.errors(include_url=False)
    # A mistyped key is both an unknown one and a missing one: the unknown one says more.
    first = next((one for one in complaints if one["type"] == "extra_forbidden"), complaints[0])
    path = ".".join(map(str, first["loc"]))
    message = str(first["msg"]).removeprefix("Value error, ")
    hint = "see docs/writing-rules.md"
    if first["type"] == "extra_forbidden":
        message = "this key is not known"
        near = difflib.get_close_matches(str(first["loc"][-1]), _keys_beside(first["loc"]), 1)
        hint = f"did you mean {near[0]!r}?" if near else hint
    return PackError(
        f"signal `{name}`{', ' + path if path else ''}: {message}", where=where((name, *first["loc"])), hint=hint
    )


def _keys_beside(place: Place) -> list[str]:
    """The keys that may stand where the last one of ``place`` stands."""
    inside: dict[str, type[Piece]] = {
        "words": Words, "whole": Whole, "patterns": Pattern, "circumstances": Circumstance, "examples": Examples
    }  # fmt: skip
    model = Signal if len(place) == 1 else inside.get(str(place[0]), Signal)
    return list((Lines if len(place) > 2 and model is Examples else model).model_fields)
