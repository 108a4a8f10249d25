"""A group's own numbers in the sentences of a pack."""

from __future__ import annotations

import pytest

from auditor.parts import Prose
from auditor.scoring.tell import fill


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("only {k} of {n} opened", "none of 9 opened"),
        ("of {n} newcomers only {k} spoke again", "of 9 newcomers none spoke again"),
        ("only {k} were answers", "none were answers"),
        ("only {k} times was it met", "never was it met"),
        ("only {k} votes or polls", "no votes or polls"),
        ("only {k} joint undertakings", "no joint undertakings"),
    ],
)
def test_nobody_says_only_zero(said: str, told: str) -> None:
    says = fill("x", Prose(zh="只有 {k} 位", en=said), {"k": (0.0, "count"), "n": (9.0, "count")})

    assert says.en == told
    assert says.zh == "没有一位"
