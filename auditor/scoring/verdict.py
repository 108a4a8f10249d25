"""What kind of group it is: the first kind, in the packs' order, whose conditions hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from auditor.measures.measured import DRAWS
from auditor.packs.schema import Verdict
from auditor.scoring.conditions import Look, all_hold, any_holds

SURE = 0.9
"""Share of the resamples in which a kind must come out to be called confirmed."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The kind, how sure, and the next likely one."""

    kind: str
    verdict: Verdict
    confirmed: bool
    share: float
    runner_up: str | None
    shares: dict[str, float]
    """Share of the draws of every kind that was tested; they sum to 1, for the last kind takes what is left."""


def decide(verdicts: Sequence[tuple[str, Verdict, Look]], *, host_inferred: bool) -> Decided:
    """The verdict at the point values; its share of the draws says how sure. The last verdict must hold always."""
    free = np.ones(DRAWS, dtype=bool)
    shares: dict[str, float] = {}
    chosen: tuple[str, Verdict] | None = None
    for kind, verdict, look in verdicts:
        point_all, draws_all = all_hold(verdict.all, look)
        point_any, draws_any = any_holds(verdict.any, look)
        mine = draws_all & draws_any & free
        shares[kind] = float(mine.mean())
        free &= ~mine
        if chosen is None and point_all and point_any:
            chosen = (kind, verdict)
    assert chosen is not None, "the last verdict of the pack holds always"
    kind, verdict = chosen
    others = sorted(((share, name) for name, share in shares.items() if name != kind and share > 0), reverse=True)
    sure = shares[kind] >= SURE and not (verdict.rests_on_host and host_inferred)
    return Decided(kind, verdict, sure, shares[kind], others[0][1] if others and not sure else None, shares)
