"""The lines with which a signal shows what it finds and what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame
from auditor.facts.words import Words, read_words
from auditor.packs.load import Packs
from auditor.signals.check import check_matchers
from auditor.signals.schema import Lines, Signal
from auditor.trial.outcome import Outcome

EXAMPLES = 2
"""Hits and misses that each signal must have."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The hits and misses of signals, each text once, said by somebody else an hour after the one before."""

    signals: Sequence[Signal]
    rows: dict[str, int]
    words: Words

    @classmethod
    def of(cls, signals: Sequence[Signal]) -> Examples:
        """All examples of ``signals``."""
        texts = dict.fromkeys(
            text for signal in signals for _, lines, _ in _kinds_of(signal) for text in (*lines.zh, *lines.en)
        )
        start, numbers = datetime(2025, 3, 1), range(len(texts))
        said = [
            {"id": n, "at": start + timedelta(hours=n), "person": n, "text": text, "kind": "text"}
            for n, text in enumerate(texts)
        ]
        people = [{"person": n, "name": str(n), "names": [str(n)], "role": "unknown", "me": False} for n in numbers]
        tables = frame(said, MESSAGES), frame([], EVENTS_SCHEMA), frame(people, PEOPLE)
        words = read_words(Chat(None, "table", *tables, ReadReport("test", (), 0, 0)))
        return cls(signals, {text: n for n, text in enumerate(texts)}, words)

    def outcomes(self, packs: Packs, fired: pl.DataFrame) -> list[Outcome]:
        """One for each signal."""
        made = []
        for signal in self.signals:
            problems = [problem.what for problem in check_matchers(signal)]
            for kind, lines, wanted in _kinds_of(signal):
                texts = (*lines.zh, *lines.en)
                wrong = [text for text in texts if fired[signal.name][self.rows[text]] is not wanted]
                if kind.startswith("todo"):
                    closed = [text for text in texts if text not in wrong]
                    problems += [f"a known gap is closed, move it to `{kind[5:]}`: {text!r}" for text in closed]
                    continue
                problems += [f"must {'' if wanted else 'not '}fire on {text!r}" for text in wrong]
                if len(texts) < EXAMPLES:
                    problems.append(f"has {len(texts)} of `{kind}`, needs {EXAMPLES}")
            where = packs.where(f"signal {signal.name}")
            made.append(Outcome(f"signal {signal.name}", not problems, "\n".join(problems), where))
        return made


def _kinds_of(signal: Signal) -> tuple[tuple[str, Lines, bool], ...]:
    """Key of the examples, their lines, and whether these should fire."""
    told = signal.examples
    return (
        ("hit", told.hit, True),
        ("miss", told.miss, False),
        ("todo_hit", told.todo_hit, True),
        ("todo_miss", told.todo_miss, False),
    )
