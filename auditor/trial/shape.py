"""The shape of a pack: curves that make sense, and every part shown at work and at rest."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from auditor.packs.load import Loaded, Packs
from auditor.packs.references import qualified
from auditor.packs.schema import Curve
from auditor.scoring.curve import score
from auditor.trial.outcome import Outcome


def try_curves(loaded: Loaded) -> list[Outcome]:
    """Every curve of a pack."""
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
    marks = [x for x, _ in curve.points] or [curve.good or 1.0, curve.middling or 1.0]
    low, high = min(marks), max(marks)
    scores = score(curve, np.linspace(low - (high - low), high + (high - low), 301))
    if not np.all((scores >= 0) & (scores <= 100)):
        return "scores lie beyond 0 and 100"
    steps = np.diff(scores)
    if not curve.two_sided and np.any(steps > 1e-9) and np.any(steps < -1e-9):
        return "the scores rise and fall again"
    return ""


def try_completeness(packs: Packs, loaded: Loaded) -> Outcome:
    """Whether the tests of all packs show every part of this one at work and at rest."""
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
