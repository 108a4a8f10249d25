"""From rules to a question, and from questions to the whole. Unknown rules stay in the coverage; they never become zeros."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from auditor.measures.measured import DRAWS, Floats
from auditor.parts import Confidence
from auditor.scoring.judge import ORDER, Judged

ENOUGH = 0.6
"""Share of the applicable weight that must be judged before a question has a score."""
QUESTIONS_FOR_A_WHOLE = 4
ONE_OF = ("audience", "reliance")


@dataclass(frozen=True, slots=True)
class Combined:
    """A score with its range, coverage and confidence. ``score`` is null when too little could be judged."""

    score: float | None
    draws: Floats | None
    coverage: float
    confidence: Confidence | None
    ranged: bool
    """True when a range may be claimed."""
    floor: float | None = None
    """The score if every rule that could not be judged stood at 0."""
    roof: float | None = None
    """… and at 100."""

    @property
    def low(self) -> float | None:
        """5 % of the draws."""
        return float(np.quantile(self.draws, 0.05)) if self.draws is not None and self.ranged else None

    @property
    def high(self) -> float | None:
        """95 % of the draws."""
        return float(np.quantile(self.draws, 0.95)) if self.draws is not None and self.ranged else None


def combine_rules(rules: Sequence[Judged]) -> Combined:
    """Weighted mean of the scored rules of a question; no score below :data:`ENOUGH` coverage."""
    scored = [rule for rule in rules if rule.state == "scored" and rule.weight > 0]
    unknown = sum(rule.weight for rule in rules if rule.state in ("not_enough_data", "error"))
    known = sum(rule.weight for rule in scored)
    coverage = known / (known + unknown) if known + unknown else 0.0
    if not scored or coverage < ENOUGH:
        return Combined(None, None, coverage, None, False)
    weights = np.array([rule.weight for rule in scored])
    points = np.array([rule.score for rule in scored], dtype=np.float64)
    draws = np.average(np.stack([_draws(rule) for rule in scored]), axis=0, weights=weights)
    mean = float(np.average(points, weights=weights))
    ranged = any(rule.measured is not None and rule.measured.draws is not None for rule in scored)
    return Combined(
        mean, draws, coverage, _confidence(draws, coverage, ranged, [(r.confidence, r.weight) for r in scored]), ranged,
        floor=mean * coverage, roof=mean * coverage + 100 * (1 - coverage),
    )  # fmt: skip


def combine_questions(questions: Sequence[tuple[str, float, Combined]]) -> Combined:
    """The whole: needs four scored questions, vitality, and one of audience and reliance among them."""
    total = sum(weight for _, weight, _ in questions)
    coverage = sum(weight * combined.coverage for _, weight, combined in questions) / total if total else 0.0
    scored = [
        (name, weight, combined) for name, weight, combined in questions if combined.score is not None and weight > 0
    ]
    names = {name for name, _, _ in scored}
    asked = {name for name, weight, _ in questions if weight > 0}
    enough = len(scored) >= min(QUESTIONS_FOR_A_WHOLE, len(asked))
    if not enough or ("vitality" in asked and "vitality" not in names) or not names.intersection(ONE_OF):
        return Combined(None, None, coverage, None, False)
    weights = np.array([weight for _, weight, _ in scored])
    draws = np.average(
        np.stack([combined.draws if combined.draws is not None else np.full(DRAWS, combined.score) for _, _, combined in scored]),
        axis=0, weights=weights,
    )  # fmt: skip
    mean = float(np.average([combined.score for _, _, combined in scored], weights=weights))
    ranged = any(combined.ranged for _, _, combined in scored)
    told = [(combined.confidence, weight) for _, weight, combined in scored]
    return Combined(mean, draws, coverage, _confidence(draws, coverage, ranged, told), ranged)


def _draws(rule: Judged) -> Floats:
    assert rule.draws is not None
    return rule.draws


def _confidence(
    draws: Floats, coverage: float, ranged: bool, parts: Sequence[tuple[Confidence | None, float]]
) -> Confidence:
    """By the width of the range and the coverage, and never above the parts' weighted median."""
    half = float(np.quantile(draws, 0.95) - np.quantile(draws, 0.05)) / 2
    label: Confidence = "low"
    if ranged and half <= 5 and coverage >= 0.9:
        label = "high"
    elif ranged and half <= 12 and coverage >= 0.7:
        label = "medium"
    ordered = sorted((ORDER.index(part or "low"), weight) for part, weight in parts)
    half_weight, running = sum(weight for _, weight in ordered) / 2, 0.0
    for level, weight in ordered:
        running += weight
        if running >= half_weight:
            return min(label, ORDER[level], key=ORDER.index)
    return label
