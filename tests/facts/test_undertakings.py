from __future__ import annotations

DAY = 86_400


def kinds(facts):
    return facts.undertakings.select("kind", "joiners").rows()


def test_a_list_to_sign_is_joined_by_its_entrants(facts_of):
    header = "#接龙 周六集合清河道\n"
    rows = [
        (0, "老周", header + "1. 老周"),
        (60, "小林", header + "1. 老周\n2. 小林"),
        (90, "阿紫", header + "1. 老周\n2. 小林\n3. 阿紫"),
    ]

    assert kinds(facts_of(rows)) == [("act", 2)]


def test_a_call_in_words_is_joined_by_promises(facts_of):
    rows = [
        (0, "老周", "周日七点门口集合，去爬山"),
        (60, "小林", "我带水"),
        (120, "阿紫", "算我一个"),
        (180, "乔乔", "今天真冷"),
    ]

    assert kinds(facts_of(rows)) == [("meetup", 2)]


def test_joining_alone_is_no_call_but_what_opened_the_conversation_is(facts_of):
    rows = [
        (0, "老周", "明早七点四号桥，谁来冒个头？"),
        (30, "小林", "我"),
        (60, "阿紫", "我也去，报名"),
        (80, "乔乔", "我和狗"),
    ]

    assert facts_of(rows).undertakings.select("person", "joiners").rows() == [(0, 3)]


def test_a_poll_is_an_undertaking_of_its_own(facts_of):
    rows = [(0, "苏苏", "几点集合\n七点\n八点", "poll"), (60, "小林", "八点八点"), (90, "阿紫", "七点起不来呀")]

    assert ("poll", 2) in kinds(facts_of(rows))


def test_order_lists_mark_who_only_orders(facts_of):
    header = "#接龙 鸡蛋30枚 自提\n"
    rows = [(0, "芳姐", header), (60, "小林", header + "1. 小林 2份")]
    facts = facts_of(rows)

    assert facts.people.filter(facts.people["name"] == "小林")["tie"].to_list() == ["transacted"]
    assert facts.turns["order"].to_list() == [True, True]
