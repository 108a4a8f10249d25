import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import PackError
from auditor.signals import fire as firing
from auditor.signals.fire import MOST_LINES, Matcher, fire
from auditor.signals.schema import Signal, parse_signals


def signal(name: str, **parts: object) -> Signal:
    prose = {"zh": "某", "en": "some"}
    return parse_signals({name: {"title": prose, "why": prose, **parts}}, "test")[0]


def messages(texts: list[str], turns: list[int | None] | None = None, **columns: list[object]) -> pl.DataFrame:
    size = len(texts)
    return pl.DataFrame(
        {
            "id": range(size),
            "turn": turns or list(range(size)),
            "own": texts,
            "kind": columns.get("kind", ["text"] * size),
            "link": columns.get("link", [False] * size),
        },
        schema={"id": pl.UInt32, "turn": pl.UInt32, "own": pl.String, "kind": pl.String, "link": pl.Boolean},
    )


def fired(one: Signal, *texts: str, turns: list[int | None] | None = None) -> list[bool]:
    return fire(messages(list(texts), turns), [one])[one.name].to_list()


THANKS = signal(
    "thanks",
    words=[
        {"weight": 2, "zh": "谢谢", "en": "thanks"},
        {"weight": 1, "zh": "有用 · 好用"},
        {"weight": -3, "zh": "谢谢老板"},
    ],
)


def test_a_strong_word_fires_and_a_weak_one_alone_does_not():
    assert fired(THANKS, "谢谢王姐", "真有用", "有用又好用", "没说什么") == [True, False, True, False]


def test_a_guard_takes_the_points_away():
    assert fired(THANKS, "谢谢老板") == [False]


def test_a_kind_of_word_counts_twice_at_most():
    weak = signal("weak", threshold=3, words=[{"weight": 1, "zh": "甲 · 乙 · 丙 · 丁"}])
    assert fired(weak, "甲乙丙丁") == [False]


def test_the_same_word_twice_is_one():
    assert fired(THANKS, "有用有用有用") == [False]


def test_traditional_script_is_read_with_simplified_words():
    assert fired(THANKS, "謝謝大家", "謝謝老闆") == [True, False]


def test_a_latin_word_stands_by_itself_but_may_touch_chinese():
    assert fired(THANKS, "thanks!", "pathanks", "thanksgiving", "谢啦thanks呀", "THANKS") == [
        True,
        False,
        False,
        True,
        True,
    ]


def test_a_word_that_begins_with_a_sign_may_follow_a_digit():
    assert fired(signal("sale", words=[{"weight": 2, "en": "% off"}]), "20% off", "20% offer") == [True, False]


def test_lines_of_one_turn_are_read_together_and_pictures_go_with_it():
    assert fired(THANKS, "有用", "也好用", "", "有用", turns=[1, 1, 1, 2]) == [True, True, True, False]


def test_a_picture_belongs_to_the_turn_of_a_text_that_fires():
    assert fired(THANKS, "谢谢大家", "", "", "哦", turns=[4, 4, 4, 5]) == [True, True, True, False]


def test_a_monologue_is_judged_line_by_line():
    lines = ["有用", "好用", *["然后"] * MOST_LINES]
    assert fired(THANKS, *lines, turns=[1] * len(lines)) == [False] * len(lines)


def test_messages_without_a_turn_stand_alone():
    assert fired(THANKS, "有用", "好用", turns=[None, None]) == [False, False]


def test_a_signal_of_single_messages_does_not_join_lines():
    short = signal("short", scope="message", whole=[{"weight": 2, "zh": "收到"}])
    assert fired(short, "收到🌹", "收到货了", "", turns=[1, 1, 1]) == [True, False, False]


def test_in_a_long_text_weak_words_decide_nothing():
    assert fired(THANKS, "有用" + "啊" * 300 + "好用", "谢谢" + "啊" * 300) == [False, True]


def test_a_strong_pattern_fires_and_a_weak_one_only_adds():
    one = signal(
        "price",
        words=[{"weight": 1, "zh": "特价"}],
        patterns=[{"weight": 2, "regex": r"仅需\d+元"}, {"weight": 1, "regex": r"\d+元"}],
    )
    assert fired(one, "仅需9元", "特价9元", "9元", "特价") == [True, True, False, False]


def test_circumstances_add_and_never_decide():
    one = signal(
        "shop",
        words=[{"weight": 1, "zh": "好物"}],
        circumstances=[{"weight": 2, "link": True}, {"weight": 2, "kinds": ["card"]}, {"weight": 1, "shorter_than": 4}],
    )
    table = messages(
        ["好物来了呀", "好物来了呀", "好物", "看这里"],
        link=[True, False, False, True],
        kind=["text", "card", "text", "card"],
    )
    assert fire(table, [one])["shop"].to_list() == [True, True, True, False]


def test_evasion_is_undone_only_where_a_signal_asks_for_it():
    words = [{"weight": 2, "zh": "优惠券"}]
    asks, plain = signal("asks", evasion=True, words=words), signal("plain", words=words)
    table = fire(messages(["领优.惠.券", "领優惠券"]), [asks, plain])
    assert table["asks"].to_list() == [True, True]
    assert table["plain"].to_list() == [False, True]


def test_signals_refer_to_each_other():
    a = signal("a", words=[{"weight": 2, "zh": "甲"}])
    b = signal("b", words=[{"weight": 2, "zh": "乙"}], unless=["a"])
    c = signal("c", words=[{"weight": 2, "zh": "丙"}], also=["a"])
    d = signal("d", words=[{"weight": 2, "zh": "乙"}], needs=["a"])
    table = fire(messages(["甲", "乙", "甲乙"]), [a, b, c, d])
    assert table.select("b", "c", "d").rows() == [(False, True, False), (True, False, False), (False, True, True)]


def test_two_signals_of_one_name_and_an_unknown_reference_are_refused():
    with pytest.raises(PackError, match="thanks"):
        fire(messages(["谢谢"]), [THANKS, THANKS])
    with pytest.raises(PackError, match="nobody"):
        fire(messages(["谢谢"]), [signal("x", words=[{"weight": 2, "zh": "谢"}], unless=["nobody"])])


def test_a_pattern_the_engine_refuses_is_an_error_of_the_pack():
    broken = signal("broken", patterns=[{"weight": 2, "regex": "(谢"}])
    with pytest.raises(PackError, match="not a pattern"):
        fire(messages(["谢谢"]), [broken])


def test_no_messages_give_the_columns_and_no_rows():
    table = fire(messages([]), [THANKS])
    assert table.columns == ["id", "thanks"] and table.height == 0


def test_columns_are_true_or_false_and_never_null():
    table = fire(messages(["谢谢", "", "好"]), [THANKS])
    assert table.schema["thanks"] == pl.Boolean and table["thanks"].null_count() == 0


TALK = ["谢谢", "有用", "好用", "谢谢老板", "thanks", "哦", "", "有用 thanks", "謝謝"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TALK), min_size=1, max_size=30), st.integers(0, 99))
def test_slices_and_the_order_of_messages_do_not_matter(texts: list[str], seed: int):
    turns = [number // 3 for number in range(len(texts))]
    matcher = Matcher([THANKS])
    whole = matcher.fire(messages(texts, turns))
    original = firing.SLICE
    try:
        firing.SLICE = 4
        assert matcher.fire(messages(texts, turns)).equals(whole)
    finally:
        firing.SLICE = original
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    table = messages(texts, turns)[order]
    assert matcher.fire(table).sort("id").equals(whole)
