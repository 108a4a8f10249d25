from __future__ import annotations

from datetime import date

DAY = 86_400


def ties(facts):
    return dict(facts.people.select("name", "tie").iter_rows())


def test_the_ladder_of_ties(facts_of):
    rows = []
    for week in range(10):
        rows += [(week * 7 * DAY + day * DAY, "核心", f"第{week}周第{day}天聊聊") for day in (0, 2)]
        if week % 2 == 0:
            rows.append((week * 7 * DAY + 3 * DAY, "常客", f"第{week}周来坐坐"))
        if week < 1:
            rows += [(day * DAY + 99, "回头客", f"来看看第{day}次") for day in (0, 1, 4)]
    rows += [(DAY + 5, "路过一次", "大家好呀各位"), (DAY + 50, "只下单", "2份")]
    facts = facts_of(sorted(rows), member_names=("核心", "常客", "从不说话"), owner=())

    assert ties(facts) == {
        "核心": "core", "常客": "regular", "回头客": "returning", "路过一次": "once", "只下单": "transacted", "从不说话": "silent",
    }  # fmt: skip
    assert facts.members == 3


def test_keys_are_stable_and_differ_where_names_do_not(facts_of):
    rows = [(0, "小林", "hi there"), (5, "老周", "hi too")]

    first, second = facts_of(rows).people["key"].to_list(), facts_of(list(reversed(rows))).people["key"].to_list()
    assert sorted(first) == sorted(second)
    assert all(len(key) == 11 and key.startswith("p") for key in first)


def test_counts_of_a_person_are_of_talk_and_of_the_whole_life(facts_of):
    rows = [(0, "小林", "今天真冷"), (30, "小林", "要下雪"), (DAY, "小林", "收到"), (8 * DAY, "小林", "雪真大")]
    person = facts_of(rows).people.row(0, named=True)

    assert (person["messages"], person["turns"], person["days"], person["weeks"]) == (4, 2, 2, 2)
    assert (person["first"].date(), person["last"].date()) == (date(2025, 3, 3), date(2025, 3, 11))
