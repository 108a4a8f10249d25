"""Do the packs do what they say? Examples of signals, curves, and the small conversations that every pack carries.

Each part of a judgement must be shown at work: a signal with hits and misses, a weighted rule where it scores and where
it lacks data, a gate, verdict or mark where it holds and where it does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, UsageError

if TYPE_CHECKING:
    import polars as pl

    from auditor.facts.words import Words
    from auditor.packs.load import Loaded, Packs
    from auditor.packs.minichat import MiniChat
    from auditor.packs.schema import Curve, Test
    from auditor.scoring.judge import Judged
    from auditor.scoring.judgement import Judgement
    from auditor.signals.schema import Signal

CLOSE = 0.01
"""A measure is as expected when it is within one hundredth of it (or half a hundredth, for values near 0)."""
EXAMPLES = 2
"""Hits and misses that each signal must have."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one check."""

    name: str
    ok: bool
    problem: str = ""
    """What was expected and what came, one thing a line."""
    where: str = ""
    """``file:line:column`` of what was tried."""


def run(packs: Packs, only: Sequence[str] = ()) -> list[Outcome]:
    """Try everything, or ``only`` these packs and signals. Raises :class:`UsageError` for a name that nothing bears."""
    known = [loaded.pack.pack for loaded in packs.packs] + [signal.name for signal in packs.signals]
    for name in only:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else "`auditor rules list` names the packs"
            raise UsageError(f"no pack or signal is called {name!r}", hint=hint)
    chosen = [loaded for loaded in packs.packs if not only or loaded.pack.pack in only]
    plays = [_play(loaded, number, test) for loaded in chosen for number, test in enumerate(loaded.pack.tests)]
    signals = [signal for signal in packs.signals if not only or signal.name in only]
    examples = _Examples.of(signals)
    # Matching costs more to set up than to do: all texts of all examples and tests are matched in one go.
    words = [examples.words.table, *(play.words.texts for play in plays if play.words is not None)]
    fired = _fire_together(words, packs.signals)
    made = examples.outcomes(packs, fired[0])
    rest = iter(fired[1:])
    tried = {id(play): _try(packs, play, next(rest) if play.words is not None else None) for play in plays}
    for loaded in chosen:
        made += _try_curves(loaded)
        made += [tried[id(play)] for play in plays if play.loaded is loaded]
        made.append(_complete(packs, loaded))
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


# --- signals ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Examples:
    """The hits and misses of signals, each text once, said by somebody else an hour after the one before."""

    signals: Sequence[Signal]
    rows: dict[str, int]
    words: Words

    @classmethod
    def of(cls, signals: Sequence[Signal]) -> _Examples:
        from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame
        from auditor.facts.words import read_words

        lines = (lines for signal in signals for lines in (signal.examples.hit, signal.examples.miss))
        texts = dict.fromkeys(text for one in lines for text in (*one.zh, *one.en))
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
            problems = []
            for kind, lines, wanted in (("hits", signal.examples.hit, True), ("misses", signal.examples.miss, False)):
                texts = (*lines.zh, *lines.en)
                wrong = [text for text in texts if fired[signal.name][self.rows[text]] is not wanted]
                problems += [f"must {'' if wanted else 'not '}fire on {text!r}" for text in wrong]
                if len(texts) < EXAMPLES:
                    problems.append(f"has {len(texts)} {kind}, needs {EXAMPLES}")
            where = packs.where(f"signal {signal.name}")
            made.append(Outcome(f"signal {signal.name}", not problems, "\n".join(problems), where))
        return made


# --- curves ----------------------------------------------------------------------------------------------------------


def _try_curves(loaded: Loaded) -> list[Outcome]:
    made = []
    for name, rule in loaded.pack.rules.items():
        if rule.score is not None:
            problem = _sanity(rule.score)
            made.append(
                Outcome(f"curve {loaded.pack.pack}/{name}", not problem, problem, loaded.where("rules", name, "score"))
            )
    return made


def _sanity(curve: Curve) -> str:
    """What is wrong with a curve: beyond 0–100, or rising and falling without saying so."""
    import numpy as np

    from auditor.scoring.curve import score

    marks = [x for x, _ in curve.points] or [curve.good or 1.0, curve.middling or 1.0]
    low, high = min(marks), max(marks)
    scores = score(curve, np.linspace(low - (high - low), high + (high - low), 301))
    if not np.all((scores >= 0) & (scores <= 100)):
        return "scores lie beyond 0 and 100"
    steps = np.diff(scores)
    if not curve.two_sided and np.any(steps > 1e-9) and np.any(steps < -1e-9):
        return "the scores rise and fall again"
    return ""


# --- tests -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Play:
    """A test with its chat read, or why it could not be."""

    loaded: Loaded
    test: Test
    where: str
    mini: MiniChat | None = None
    words: Words | None = None
    refused: str = ""


def _play(loaded: Loaded, number: int, test: Test) -> _Play:
    from auditor.facts.words import read_words
    from auditor.packs.minichat import read_mini

    where = loaded.where("tests", number, "name")
    try:
        mini = read_mini(test, where)
    except AuditorError as error:
        return _Play(loaded, test, where, refused=str(error))
    return _Play(loaded, test, where, mini, read_words(mini.chat))


def _try(packs: Packs, play: _Play, fired: pl.DataFrame | None) -> Outcome:
    problems = [play.refused]
    if fired is not None:
        try:
            problems = list(_problems(packs, play, fired))
        except AuditorError as error:
            problems = [str(error)]
    return Outcome(f"{play.loaded.pack.pack}: {play.test.name}", not problems, "\n".join(problems), play.where)


def _problems(packs: Packs, play: _Play, fired: pl.DataFrame) -> Iterator[str]:
    """Everything that came out otherwise than expected."""
    from auditor.audit import AuditSettings, measure_all, sight_of, view_of
    from auditor.naming import Names
    from auditor.packs.references import qualified
    from auditor.scoring.judgement import judge_all

    assert play.mini is not None and play.words is not None
    loaded, test, expect = play.loaded, play.test, play.test.expect
    as_of = date.fromisoformat(test.as_of) if test.as_of else None
    settings = AuditSettings(owner=tuple(test.owner), as_of=as_of, profile=test.profile, waive=test.waive)
    view = view_of(play.mini.chat, play.words, fired, settings)
    measures = measure_all(view, packs, Names(view.facts.people))
    judgement = judge_all(packs, measures, sight_of(view, packs, settings))
    messages = view.facts.messages
    for name, lines in expect.signals.items():
        lit = set(messages.filter(loaded.signal(name))["id"].to_list())
        where = [line for line, message in sorted(play.mini.lines.items()) if message in lit]
        if where != sorted(lines):
            yield f"{name}: expected on lines {sorted(lines)}, fires on {where}"
    for name, value in expect.measures.items():
        seen = measures[qualified(loaded, name)].value
        if not _close(seen, value):
            yield f"{name}: expected {value}, measured {_told(seen)}"
    rules = {rule.id: rule for question in judgement.questions for rule in question.rules}
    for name, wanted in expect.rules.items():
        rule = rules[qualified(loaded, name)]
        if not _is(rule, wanted):
            score = "" if rule.score is None else f" at {rule.score:.0f}"
            yield f"{name}: expected {wanted}, is {rule.state}{score}: {rule.says.en}"
    yield from _kinds(judgement, test)


def _kinds(judgement: Judgement, test: Test) -> Iterator[str]:
    """Gates, verdict and marks that came out otherwise than expected."""
    expect, kind = test.expect, judgement.decided.kind
    gates = sorted(state.id for state, _ in judgement.gates if state.ceiling is not None)
    if expect.gates is not None and gates != sorted(expect.gates):
        yield f"gates: expected {sorted(expect.gates)}, active {gates}"
    if expect.verdict is not None and kind != expect.verdict:
        yield f"verdict: expected {expect.verdict}, is {kind}: {judgement.because.en}"
    if kind in expect.not_verdict:
        yield f"verdict: expected anything but {kind}: {judgement.because.en}"
    flags = sorted(name for name, _, _ in judgement.flags)
    if expect.flags is not None and flags != sorted(expect.flags):
        yield f"flags: expected {sorted(expect.flags)}, are {flags}"


def _close(seen: float | None, wanted: float | None) -> bool:
    if seen is None or wanted is None:
        return seen is wanted
    return abs(seen - wanted) <= max(CLOSE * abs(wanted), CLOSE / 2)


def _told(value: float | None) -> str:
    return "nothing (unknown)" if value is None else f"{value:.4g}"


def _is(rule: Judged, wanted: str) -> bool:
    side, _, bound = wanted.partition(" ")
    if not bound:
        return rule.state == wanted
    if rule.state != "scored" or rule.score is None:
        return False
    return rule.score > float(bound) if side == "above" else rule.score < float(bound)


# --- completeness ----------------------------------------------------------------------------------------------------


def _complete(packs: Packs, loaded: Loaded) -> Outcome:
    """Whether the tests of all packs show every part of this one at work and at rest."""
    from auditor.packs.references import qualified

    pack, missing = loaded.pack, list[str]()
    tests = [(one, test.expect) for one in packs.packs for test in one.pack.tests]
    states: dict[str, set[str]] = {}
    for one, expect in tests:
        for told, wanted in expect.rules.items():
            states.setdefault(qualified(one, told), set()).add("scored" if " " in wanted else wanted)
    for name, rule in pack.rules.items():
        if rule.weight:
            lacking = {"scored", "not_enough_data"} - states.get(f"{pack.pack}/{name}", set())
            missing += [f"rule {name}: no test in which it is {state}" for state in sorted(lacking)]
    excluded = {name for _, expect in tests for name in expect.not_verdict}
    kinds: tuple[tuple[str, Iterable[str], list[list[str] | None]], ...] = (
        ("gate", pack.gates, [expect.gates for _, expect in tests]),
        ("mark", pack.flags, [expect.flags for _, expect in tests]),
        ("verdict", pack.verdicts, [[expect.verdict] if expect.verdict else None for _, expect in tests]),
    )
    for kind, names, expected in kinds:
        lists = [one for one in expected if one is not None]
        for name in names:
            if not any(name in held for held in lists):
                missing.append(f"{kind} {name}: no test in which it holds")
            if all(name in held for held in lists) and not (kind == "verdict" and name in excluded):
                missing.append(f"{kind} {name}: no test in which it does not hold")
    return Outcome(f"{pack.pack}: everything is tested", not missing, "\n".join(missing), loaded.where("tests"))
