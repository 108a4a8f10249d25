"""Do the packs do what they say? Examples of signals, curves, and the small conversations that every pack carries.

Each part of a judgement must be shown at work: a signal with hits and misses, a weighted rule where it scores and where
it lacks data, a gate, verdict or mark where it holds and where it does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, UsageError

if TYPE_CHECKING:
    from auditor.packs.load import Loaded, Packs
    from auditor.packs.schema import Curve, Test
    from auditor.result import Result, RuleResult
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
    made = _try_signals(packs, [signal for signal in packs.signals if not only or signal.name in only])
    for loaded in packs.packs:
        if only and loaded.pack.pack not in only:
            continue
        made += _try_curves(loaded)
        made += [_try(packs, loaded, number, test) for number, test in enumerate(loaded.pack.tests)]
        made.append(_complete(packs, loaded))
    return made


# --- signals ---------------------------------------------------------------------------------------------------------


def _try_signals(packs: Packs, signals: Sequence[Signal]) -> list[Outcome]:
    """Every example, all of them in one go."""
    from auditor.signals.examples import check_signals

    wrong = check_signals(packs.signals, [signal.name for signal in signals])
    made = []
    for signal in signals:
        problems = list(wrong.get(signal.name, ()))
        for kind, lines in (("hits", signal.examples.hit), ("misses", signal.examples.miss)):
            count = len(lines.zh) + len(lines.en)
            if count < EXAMPLES:
                problems.append(f"has {count} {kind}, needs {EXAMPLES}")
        made.append(
            Outcome(f"signal {signal.name}", not problems, "\n".join(problems), packs.where(f"signal {signal.name}"))
        )
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


def _try(packs: Packs, loaded: Loaded, number: int, test: Test) -> Outcome:
    where = loaded.where("tests", number, "name")
    try:
        problems = list(_problems(packs, loaded, test, where))
    except AuditorError as error:
        problems = [str(error)]
    return Outcome(f"{loaded.pack.pack}: {test.name}", not problems, "\n".join(problems), where)


def _problems(packs: Packs, loaded: Loaded, test: Test, where: str) -> Iterator[str]:
    """Everything that came out otherwise than expected."""
    from datetime import date

    from auditor.audit import AuditSettings, audit
    from auditor.packs.minichat import read_mini
    from auditor.packs.references import qualified

    mini, expect = read_mini(test, where), test.expect
    settings = AuditSettings(
        owner=tuple(test.owner),
        as_of=date.fromisoformat(test.as_of) if test.as_of else None,
        profile=test.profile,
        waive=test.waive,
    )
    result = audit(mini.chat, packs, settings)
    if expect.signals:
        lit = _lit(packs, mini.chat, mini.lines)
        for name, lines in expect.signals.items():
            fired = lit[loaded.signal(name)]
            if fired != sorted(lines):
                yield f"{name}: expected on lines {sorted(lines)}, fires on {fired}"
    for name, value in expect.measures.items():
        seen = result.measures[qualified(loaded, name)].value
        if not _close(seen, value):
            yield f"{name}: expected {value}, measured {_told(seen)}"
    rules = {rule.rule: rule for question in result.questions for rule in question.rules}
    for name, wanted in expect.rules.items():
        rule = rules[qualified(loaded, name)]
        if not _is(rule, wanted):
            score = "" if rule.score is None else f" at {rule.score:.0f}"
            yield f"{name}: expected {wanted}, is {rule.state}{score}: {rule.says.en}"
    yield from _kinds(result, test)


def _kinds(result: Result, test: Test) -> Iterator[str]:
    expect, verdict = test.expect, result.verdict
    gates = sorted(gate.gate for gate in result.gates if gate.active)
    if expect.gates is not None and gates != sorted(expect.gates):
        yield f"gates: expected {sorted(expect.gates)}, active {gates}"
    if expect.verdict is not None and verdict.kind != expect.verdict:
        yield f"verdict: expected {expect.verdict}, is {verdict.kind}: {verdict.because.en}"
    if verdict.kind in expect.not_verdict:
        yield f"verdict: expected anything but {verdict.kind}: {verdict.because.en}"
    flags = sorted(flag.flag for flag in verdict.flags)
    if expect.flags is not None and flags != sorted(expect.flags):
        yield f"flags: expected {sorted(expect.flags)}, are {flags}"


def _lit(packs: Packs, chat: object, lines: dict[int, int]) -> dict[str, list[int]]:
    """On which lines each signal fires."""
    from auditor.facts.words import read_words
    from auditor.signals.fire import fire

    fired = fire(read_words(chat).texts, packs.signals)  # type: ignore[arg-type]
    row = {id: position for position, id in enumerate(fired["id"].to_list())}  # noqa: A001
    return {
        signal.name: [line for line, message in sorted(lines.items()) if fired[signal.name][row[message]]]
        for signal in packs.signals
    }


def _close(seen: float | None, wanted: float | None) -> bool:
    if seen is None or wanted is None:
        return seen is wanted
    return abs(seen - wanted) <= max(CLOSE * abs(wanted), CLOSE / 2)


def _told(value: float | None) -> str:
    return "nothing (unknown)" if value is None else f"{value:.4g}"


def _is(rule: RuleResult, wanted: str) -> bool:
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
