"""Measures as a saved result keeps them, so that judging again gives the same answer to the last byte.

A result is judged from what its JSON will say, not from finer numbers that are gone afterwards: numbers have six
significant digits, and the 400 draws of a measure are packed into about 1.1 kB of text.

The text of draws is ``lowest highest body``: the two ends written in full, then in Base64 one unsigned little-endian
16-bit number a draw, 0 for the lowest, 65534 for the highest, 65535 where the draw is undefined. A draw is therefore off
by at most 1/131068 of the distance between the ends: a share that is drawn between 20 % and 40 % by less than
0.0002 points of a percentage. Draws that are all the same are the number alone.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

import numpy as np

from auditor.measures.measured import DRAWS, Floats, Measured
from auditor.parts import six_digits

STEPS = 65534
"""The highest draw; one number more stands for undefined."""
UNDEFINED = 65535


def pack(draws: Floats | None) -> str | None:
    """``draws`` as text; null when there are none. What is not finite counts as undefined."""
    if draws is None:
        return None
    known = np.isfinite(draws)
    low, high = (float(draws[known].min()), float(draws[known].max())) if known.any() else (0.0, 0.0)
    if known.all() and low == high and len(draws) == DRAWS:
        return repr(low)
    numbers = np.full(len(draws), UNDEFINED, dtype="<u2")
    spread = (high - low) or 1.0
    numbers[known] = np.rint((draws[known] - low) / spread * STEPS).astype("<u2")
    return f"{low!r} {high!r} {b64encode(numbers.tobytes()).decode()}"


def unpack(text: str | None) -> Floats | None:
    """The draws in ``text``. Raises :class:`ValueError` for a text that :func:`pack` does not write."""
    if text is None:
        return None
    low, *rest = text.split(" ")
    if not rest:
        return np.full(DRAWS, _finite(low))
    high, body = rest
    numbers = np.frombuffer(b64decode(body, validate=True), dtype="<u2")
    if len(numbers) != DRAWS:
        raise ValueError(f"{len(numbers)} draws")
    bottom, top = _finite(low), _finite(high)
    draws = bottom + numbers / STEPS * (top - bottom)
    draws[numbers == STEPS] = top  # the sum may miss it by its last digit
    draws[numbers == UNDEFINED] = np.nan
    return draws


def as_saved(measured: Measured) -> Measured:
    """``measured`` as it will stand in the JSON; doing it again changes nothing."""
    return replace(
        measured,
        value=_short(measured.value),
        k=_short(measured.k),
        n=_short(measured.n),
        inferred=six_digits(measured.inferred),
        draws=unpack(pack(measured.draws)),
        more={name: _short(value) for name, value in measured.more.items()},
    )


def _short(value: Any) -> Any:
    return six_digits(value) if isinstance(value, float) else value


def _finite(text: str) -> float:
    number = float(text)
    if not np.isfinite(number):
        raise ValueError(text)
    return number
