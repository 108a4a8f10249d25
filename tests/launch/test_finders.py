"""Names, numbers, times, quotations, prices and contacts in what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.launch.finders import FINDERS


@pytest.mark.parametrize(
    ("finder", "text", "found"),
    [
        ("names", "问了王姐、老周，还有李敏和@小北", ["王姐", "老周", "@小北"]),
        ("names", "陈敏管账、周强约场地、阿芬", ["阿芬", "陈敏", "周强"]),
        ("names", "方便大家，高兴就好，老人和小区", []),
        ("names", "Ana greets, then Ben and Mr Brook", ["Ana", "Ben", "Mr Brook"]),
        ("names", "Everyone who loves food. The best people", []),
        ("numbers", "三十户里有 24 户签了，占 80%", ["三十户", "24", "80%"]),
        ("numbers", "two thirds of 30 owners", ["two thirds", "30"]),
        ("headcounts", "凑够八户才送，三分之二的人签字，得四个人抬", ["八户", "三分之二", "四个人"]),
        (
            "headcounts",
            "two thirds of the owners, at least eight other households",
            ["two thirds", "eight other households"],
        ),
        ("headcounts", "each visit takes two", ["takes two"]),
        ("headcounts", "每月一次，一个人，9.9元，三天，30分钟，两家", ["两家"]),
        ("headcounts", "once a month, 30 minutes, $9, one person, it takes two hours", []),
        ("dates", "每周三晚上，两天内必回", ["每周三", "晚上", "两天"]),
        ("dates", "by Friday, within three days", ["Friday", "three days"]),
        ("quotations", "他说“半夜发烧不知道去哪家”，又说“好”", ["“半夜发烧不知道去哪家”"]),
        ("quotations", "Rosa: 'I can't read it'", ["'I can't read it'"]),
        ("quotations", "don't and won't", []),
        ("prices", "团购价9.9元，第二件半价", ["团购价9.9元", "半价"]),
        ("prices", "only $9.90, 20% off", ["$9.90", "20% off"]),
        ("contacts", "加微信 haowu888", ["微信 haowu888"]),
        ("contacts", "call me on +44 20 5550 0123", ["call me", "+44 20 5550 0123"]),
    ],
)
def test_what_is_found(finder: str, text: str, found: list[str]) -> None:
    told = FINDERS[finder](text)

    assert [one for one in found if one not in told] == []
    if not found:
        assert told == []


@given(st.text(max_size=120))
def test_whatever_is_found_stands_in_the_text(text: str) -> None:
    for name, finder in FINDERS.items():
        if name != "names":
            assert all(words in text for words in finder(text))
        finder(text)
