"""Conditions of verdicts, flags and gates, at the point value and in each of the resamples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from auditor.measures.measured import DRAWS, Floats
from auditor.packs.schema import Condition

Look = Callable[[Condition], tuple[float | None, Floats | None]]
"""A condition → the value it speaks of and its draws; both null when unknown."""

Holds = tuple[bool, npt.NDArray[np.bool_]]
"""Whether something holds at the point value, and in each draw."""


def all_hold(conditions: Sequence[Condition], look: Look) -> Holds:
    """Every condition holds; an empty list holds."""
    parts = [_holds(condition, look) for condition in conditions]
    draws = np.ones(DRAWS, dtype=bool)
    for _, mask in parts:
        draws &= mask
    return all(point for point, _ in parts), draws


def any_holds(conditions: Sequence[Condition], look: Look) -> Holds:
    """At least one condition holds; an empty list holds."""
    if not conditions:
        return True, np.ones(DRAWS, dtype=bool)
    parts = [_holds(condition, look) for condition in conditions]
    draws = np.zeros(DRAWS, dtype=bool)
    for _, mask in parts:
        draws |= mask
    return any(point for point, _ in parts), draws


def _holds(condition: Condition, look: Look) -> Holds:
    """The condition with all it asks for besides."""
    point, mask = _holds_alone(condition, look)
    if not condition.and_:
        return point, mask
    besides, besides_mask = all_hold(condition.and_, look)
    return point and besides, mask & besides_mask


def _holds_alone(condition: Condition, look: Look) -> Holds:
    value, draws = look(condition)
    if value is None:
        return condition.unless_known, np.full(DRAWS, condition.unless_known)
    values = np.full(DRAWS, value) if draws is None else np.where(np.isnan(draws), value, draws)

    def test(x: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        held = np.ones(np.shape(x), dtype=bool)
        if condition.above is not None:
            held &= np.asarray(x) > condition.above
        if condition.below is not None:
            held &= np.asarray(x) < condition.below
        return held

    return bool(test(value)), test(values)
