"""Has a score changed? Both ranges against each other, and which rules moved it. docs/scoring.md says why these bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from auditor.scoring.combine import ENOUGH, Combined, combine_questions, combine_rules
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Answered, Judgement, capped

Direction = Literal["better", "worse", "same", "cannot_tell"]

SURE = 0.95
"""Share of the pairs that must rise (or fall). One in twenty comparisons of nothing with nothing would still pass by
chance, which the least change below makes rarer."""
LEAST = 3.0
"""Points that a change must have besides. Ends of a range wander by about one point with 400 draws, and nobody should
act on less than the width of a rounding; with much data even half a point would be beyond chance, and say nothing."""
NEAR = 5.0
"""Points within which two scores are called the same: the half-width of a range that counts as high confidence."""
SAME = 0.9
"""Share of the pairs that must lie so near: what a range holds everywhere else in the program."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one score."""

    judged: Direction
    why: str
    """Code: ``rises falls near may_be_chance too_small only_once few_in_common no_old_score no_new_score no_scores no_range``."""
    change: float | None = None
    low: float | None = None
    """5 % of the pairs."""
    high: float | None = None
    rises: float | None = None
    """Share of the pairs in which the newer score is higher."""
    falls: float | None = None
    near: float | None = None
    """Share of the pairs within :data:`NEAR` points."""
    alike: float | None = None
    """What the rules judged both times alone have changed, where they say otherwise."""


def compare(old: Combined, new: Combined) -> Change:
    """``new`` against ``old``, each draw of the one against each draw of the other.

    Not draw by draw: both were drawn with one seed, and the same numbers would fall on unlike days as if they belonged
    together. Turning the two around turns ``better`` into ``worse`` and nothing else.
    """
    if old.score is None or new.score is None:
        both = old.score is None and new.score is None
        return Change("cannot_tell", "no_scores" if both else "no_old_score" if old.score is None else "no_new_score")
    change = new.score - old.score
    if old.draws is None or new.draws is None or not (old.ranged and new.ranged):
        return Change("cannot_tell", "no_range", change)
    pairs = (new.draws[:, None] - old.draws[None, :]).ravel()
    low, high = (float(end) for end in np.quantile(pairs, [0.05, 0.95]))
    rises, falls = float((pairs > 0).mean()), float((pairs < 0).mean())
    near = float((np.abs(pairs) <= NEAR).mean())
    judged, why = _judged(change, rises, falls, near)
    return Change(judged, why, change, low, high, rises, falls, near)


def _judged(change: float, rises: float, falls: float, near: float) -> tuple[Direction, str]:
    if rises >= SURE and change >= LEAST:
        return "better", "rises"
    if falls >= SURE and change <= -LEAST:
        return "worse", "falls"
    if near >= SAME:
        return "same", "near"
    if max(rises, falls) >= SURE:
        return "cannot_tell", "too_small"
    return "cannot_tell", "may_be_chance"


def compare_questions(old: Answered, new: Answered) -> Change:
    """The question then and now. It is better or worse only if the rules that were judged both times say so too."""
    return _confirmed(compare(old.combined, new.combined), *in_common(old, new))


def compare_wholes(old: Judgement, new: Judgement) -> Change:
    """The whole then and now, under the ceilings of each; like :func:`compare_questions`."""
    alike = [in_common(then, now) for then, now in zip(old.questions, new.questions, strict=True)]
    before, after = (
        capped(
            combine_questions([(one.pack.pack, one.weight, part) for one, part in zip(questions, parts, strict=True)]),
            [state.ceiling for state, _ in gates],
        )
        for questions, parts, gates in (
            (old.questions, [then for then, _ in alike], old.gates),
            (new.questions, [now for _, now in alike], new.gates),
        )
    )
    return _confirmed(compare(old.overall, new.overall), before, after)


def in_common(old: Answered, new: Answered) -> tuple[Combined, Combined]:
    """The question out of the rules that were judged both times; no score where those are less than
    :data:`~auditor.scoring.combine.ENOUGH` of the weight that was judged either time."""
    scored = [{rule.id: rule for rule in one.rules if _scored(rule)} for one in (old, new)]
    shared = [name for name in scored[0] if name in scored[1]]
    made = []
    for rules in scored:
        weight = sum(rule.weight for rule in rules.values())
        combined = combine_rules([rules[name] for name in shared])
        few = sum(rules[name].weight for name in shared) < ENOUGH * weight
        made.append(replace(combined, score=None) if few else combined)
    if any(part.score is None for part in (*made, old.combined, new.combined)):
        made = [replace(part, score=None) for part in made]
    return made[0], made[1]


def _confirmed(found: Change, old: Combined, new: Combined) -> Change:
    """``found``, unless like compared with like says otherwise."""
    alike = compare(old, new)
    if found.judged in ("cannot_tell", alike.judged):
        return found
    why = "few_in_common" if alike.change is None else "only_once"
    return replace(found, judged="cannot_tell", why=why, alike=alike.change)


def _scored(rule: Judged) -> bool:
    return rule.state == "scored" and rule.score is not None and rule.weight > 0


def of_rules(old: Answered, new: Answered) -> dict[str, float]:
    """Rule → the points of the question's change that it explains; they sum to the change. Empty without both scores.

    A rule judged both times explains its own change, at the mean of its two shares of the weight. A rule that is judged
    only once, or weighs otherwise, moves the mean by standing above or below it.
    """
    return _explained(
        {rule.id: (rule.score, rule.weight) for rule in old.rules if rule.state == "scored" and rule.score is not None},
        {rule.id: (rule.score, rule.weight) for rule in new.rules if rule.state == "scored" and rule.score is not None},
        old.combined.score,
        new.combined.score,
    )


def of_questions(
    old: Iterable[Answered], new: Iterable[Answered], before: Combined, after: Combined
) -> dict[str, float]:
    """Question → the points of the whole's change that it explains, before any ceiling."""

    def scored(questions: Iterable[Answered]) -> dict[str, tuple[float, float]]:
        return {one.pack.pack: (one.combined.score, one.weight) for one in questions if one.combined.score is not None}

    return _explained(scored(old), scored(new), before.score, after.score)


def _explained(
    old: Mapping[str, tuple[float, float]],
    new: Mapping[str, tuple[float, float]],
    before: float | None,
    after: float | None,
) -> dict[str, float]:
    """Parts of the change of a weighted mean; parts are name → (score, weight)."""
    if before is None or after is None:
        return {}
    middle = (before + after) / 2
    heavy, heavier = (sum(weight for _, weight in parts.values()) for parts in (old, new))
    made = {}
    for name in dict.fromkeys((*old, *new)):
        then, weight_then = old.get(name, (new[name][0] if name in new else 0.0, 0.0))
        now, weight_now = new.get(name, (then, 0.0))
        a, b = weight_then / heavy, weight_now / heavier
        made[name] = round((a + b) / 2 * (now - then) + (b - a) * ((then + now) / 2 - middle), 6)
    return made
