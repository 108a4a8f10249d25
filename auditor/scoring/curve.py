"""From a value to a score of 0–100."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from auditor.packs.schema import Curve

_Z90 = 1.2815515655446004  # the standard normal's 90 % point: `good` stands at 90, `middling` at 50


def score(curve: Curve, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Scores of ``values``; NaN stays NaN.

    ``log_normal`` is the two-point curve of Lighthouse, written for both directions:
    ``100·Φ(z90·ln(x/middling)/ln(good/middling))``; x ≤ 0 gives the extreme.
    """
    x = np.asarray(values, dtype=np.float64)
    if curve.curve == "points":
        known, scores = zip(*curve.points, strict=True)
        return np.where(np.isnan(x), np.nan, np.interp(x, known, scores))
    if curve.curve == "steps":
        known, scores = zip(*curve.points, strict=True)
        at = np.searchsorted(np.asarray(known), x, side="right") - 1
        return np.where(np.isnan(x), np.nan, np.asarray(scores, dtype=np.float64)[np.clip(at, 0, None)])
    assert curve.good is not None and curve.middling is not None
    with np.errstate(divide="ignore", invalid="ignore"):
        z = _Z90 * np.log(np.maximum(x, 0) / curve.middling) / math.log(curve.good / curve.middling)
    phi = np.vectorize(lambda v: 0.5 * math.erfc(-v / math.sqrt(2)), otypes=[np.float64])
    return np.where(np.isnan(x), np.nan, 100 * phi(z))
