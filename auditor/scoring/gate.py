"""Ceilings that slide: one fatal vice cannot be bought off with many small virtues."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auditor.measures.measured import Floats
from auditor.packs.schema import Gate


@dataclass(frozen=True, slots=True)
class GateState:
    """A gate as it stands."""

    id: str
    gate: Gate
    value: float | None
    """The value at its cautious end: the one that favours the group."""
    ceiling: float | None
    """Null when the gate is open or cannot be judged."""


def stand(id: str, gate: Gate, value: float | None, draws: Floats | None, *, allowed: bool) -> GateState:
    """Where the ceiling stands: 100 at ``from``, ``gate.ceiling`` at ``to``, a straight line between.

    Judged at the cautious end of the draws, so that a gate never falls on a chance week. ``allowed`` is false when
    its other conditions do not hold, its sample is too small or it rests on a guessed host.
    """
    if value is None:
        return GateState(id, gate, None, None)
    rising = gate.to > gate.from_
    cautious = value
    if draws is not None and not np.all(np.isnan(draws)):
        cautious = float(np.nanquantile(draws, 0.05 if rising else 0.95))
    passed = (cautious - gate.from_) / (gate.to - gate.from_)
    if passed <= 0 or not allowed:
        return GateState(id, gate, cautious, None)
    return GateState(id, gate, cautious, 100 - min(1.0, passed) * (100 - gate.ceiling))
