"""A group's own numbers in the sentences of a pack."""

from __future__ import annotations

import pytest

from auditor.counting import as_said
from auditor.locale import Lang
from auditor.parts import Prose
from auditor.scoring.tell import fill


@pytest.mark.parametrize(
    ("lang", "counted", "said"),
    [
        ("zh", "一起办的事 0 件", "一起办的事没有一件"),
        ("en", "0 things done together", "nothing done together"),
        ("zh", "28 位里，0 位说过", "28 位里，没有一位说过"),
        ("en", "0 of 28 said so", "none of 28 said so"),
        ("zh", "28 轮发言里 0 轮是推销", "28 轮发言里没有一轮是推销"),
        ("zh", "17 位新人后来只带来 0 位", "17 位新人后来一位也没带来"),
        ("en", "17 newcomers went on to bring only 0", "17 newcomers went on to bring none"),
        ("en", "helped 7 times and sold 0 times", "helped 7 times and never sold"),
        ("zh", "平均只有 0.3 位开口，10 位没有", "平均只有 0.3 位开口，10 位没有"),
        (
            "en",
            "only 0.3 members spoke, 10 of 20 people, 10 times",
            "only 0.3 members spoke, 10 of 20 people, 10 times",
        ),
    ],
)
def test_a_count_of_nothing_is_said_as_people_say_it_and_other_numbers_stay(
    lang: Lang, counted: str, said: str
) -> None:
    assert as_said(counted, lang) == said


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
