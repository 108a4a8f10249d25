"""The whole judgement from measures and packs, without the chat: what ``audit``, ``rescore`` and pack tests share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from auditor.measures.measured import DRAWS, Floats, Measured
from auditor.packs.load import Packs
from auditor.packs.references import qualified
from auditor.packs.schema import Condition, Flag, Needs, Pack, Policy, Verdict
from auditor.parts import Says
from auditor.scoring.combine import Combined, combine_questions, combine_rules
from auditor.scoring.conditions import Look, all_hold
from auditor.scoring.gate import GateState, stand
from auditor.scoring.judge import Judged, Sight, judge, shortfall
from auditor.scoring.tell import fill, numbers
from auditor.scoring.verdict import Decided, decide


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: its rules and what they add up to."""

    pack: Pack
    weight: float
    rules: tuple[Judged, ...]
    combined: Combined


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that follows from measures and packs."""

    questions: tuple[Answered, ...]
    gates: tuple[tuple[GateState, Says], ...]
    uncapped: Combined
    overall: Combined
    decided: Decided
    because: Says
    flags: tuple[tuple[str, Flag, Says], ...]


def judge_all(packs: Packs, measures: Mapping[str, Measured], sight: Sight) -> Judgement:
    """Rules, questions, gates, the whole, verdict and flags. ``measures`` are keyed ``pack/measure``."""
    questions = []
    for loaded in packs.packs:
        if loaded.pack.part is None:
            continue
        judged = tuple(
            judge(
                f"{loaded.pack.pack}/{name}",
                rule,
                measures[f"{loaded.pack.pack}/{rule.measure}"] if rule.measure else None,
                sight,
            )
            for name, rule in loaded.pack.rules.items()
        )
        weight = sight.profile.questions.get(loaded.pack.pack, loaded.pack.weight)
        questions.append(Answered(loaded.pack, weight, judged, combine_rules(judged)))
    uncapped = combine_questions([(q.pack.pack, q.weight, q.combined) for q in questions])
    seen = _Seen(measures, {q.pack.pack: q.combined for q in questions})
    gates = _gates(packs, measures, seen, sight)
    decided, flags = _verdict(packs, measures, seen, sight)
    return Judgement(
        tuple(questions),
        gates,
        uncapped,
        capped(uncapped, [state.ceiling for state, _ in gates]),
        decided,
        fill(f"verdict.{decided.kind}", decided.verdict.says, _all_numbers(measures, _home(packs, decided.kind))),
        flags,
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Finds what a condition speaks of."""

    measures: Mapping[str, Measured]
    questions: Mapping[str, Combined]

    def from_pack(self, pack: str) -> Look:
        """Names without a pack are that pack's own."""

        def look(condition: Condition) -> tuple[float | None, Floats | None]:
            if condition.question is not None:
                combined = self.questions.get(condition.question)
                if combined is None or combined.score is None:
                    return None, None
                return combined.score, combined.draws if combined.ranged else None
            assert condition.measure is not None
            name = condition.measure if "/" in condition.measure else f"{pack}/{condition.measure}"
            measured = self.measures[name]
            if (measured.n or 0) < condition.n:
                return None, None
            return measured.value, measured.draws

        return look


def _gates(
    packs: Packs, measures: Mapping[str, Measured], seen: _Seen, sight: Sight
) -> tuple[tuple[GateState, Says], ...]:
    made = []
    for loaded in packs.packs:
        look = seen.from_pack(loaded.pack.pack)
        for name, gate in loaded.pack.gates.items():
            if name in sight.profile.gates_off or sight.profile.profile in gate.not_for:
                continue
            value, draws = look(Condition(measure=gate.measure, question=gate.question, above=0))
            held, _ = all_hold(gate.and_, look)
            measured = measures[qualified(loaded, gate.measure)] if gate.measure else None
            enough = shortfall(gate.needs, measured, sight) is None
            guessed = gate.rests_on_host and sight.host_inferred
            state = stand(name, gate, value, draws, allowed=held and enough and not guessed)
            known = _all_numbers(measures, loaded.pack.pack) | {
                "value": (value, measured.unit if measured else "count"),
                "ceiling": (state.ceiling, "count"),
            }
            made.append((state, fill(f"gate.{name}", gate.says, known)))
    return tuple(made)


def _verdict(
    packs: Packs, measures: Mapping[str, Measured], seen: _Seen, sight: Sight
) -> tuple[Decided, tuple[tuple[str, Flag, Says], ...]]:
    flags: list[tuple[str, Flag, Says]] = []
    verdicts: list[tuple[str, Verdict, Look]] = []
    for loaded in packs.packs:
        look = seen.from_pack(loaded.pack.pack)
        for name, flag in loaded.pack.flags.items():
            if _applies(flag, sight) and all_hold(flag.all, look)[0] and _enough(flag.needs, sight):
                flags.append((name, flag, fill(f"flag.{name}", flag.says, _all_numbers(measures, loaded.pack.pack))))
        for name, verdict in loaded.pack.verdicts.items():
            on = name not in sight.profile.verdicts_off
            if on and _applies(verdict, sight) and _enough(verdict.needs, sight):
                verdicts.append((name, verdict, look))
    explained = {name for _, flag, _ in flags for name in flag.replaces}
    kept = [entry for entry in verdicts if entry[0] not in explained]
    kept.sort(key=lambda entry: not (entry[1].all or entry[1].any))  # the last resort comes after every pack's kinds
    return decide(kept, host_inferred=sight.host_inferred), tuple(flags)


def _applies(part: Policy, sight: Sight) -> bool:
    name = sight.profile.profile
    only = getattr(part, "profiles", [])
    return name not in getattr(part, "not_for", []) and (not only or name in only)


def _enough(needs: Needs, sight: Sight) -> bool:
    seen = all(thing in sight.has for thing in needs.can_see)
    return seen and (sight.waive or sight.messages >= needs.messages)


def _home(packs: Packs, verdict: str) -> str:
    """The pack that holds a verdict."""
    return next(loaded.pack.pack for loaded in packs.packs if verdict in loaded.pack.verdicts)


def capped(uncapped: Combined, ceilings: Sequence[float | None]) -> Combined:
    """``uncapped`` under the lowest of ``ceilings``."""
    lowest = min((ceiling for ceiling in ceilings if ceiling is not None), default=100.0)
    if uncapped.score is None or lowest >= 100:
        return uncapped
    draws = np.minimum(uncapped.draws if uncapped.draws is not None else np.full(DRAWS, uncapped.score), lowest)
    return replace(uncapped, score=min(uncapped.score, lowest), draws=draws)


def _all_numbers(measures: Mapping[str, Measured], pack: str) -> dict[str, tuple[float | str | None, str]]:
    """``{pack/measure}`` and its parts, and the same without the pack; the names of ``pack`` win."""
    made: dict[str, tuple[float | str | None, str]] = {}
    for name in sorted(measures, key=lambda name: name.startswith(f"{pack}/")):
        for key in (name, name.partition("/")[2]):
            made[key] = (measures[name].value, measures[name].unit)
            made |= numbers(measures[name], f"{key}.")
    return made
