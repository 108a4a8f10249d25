from __future__ import annotations

from datetime import date

MINUTE, HOUR, DAY = 60, 3600, 86_400


def create(who="群主"):
    return {"at": 0, "kind": "create", "actor": who}


def invite(at, actor, target):
    return {"at": at, "kind": "invite", "actor": actor, "target": target}


def test_depth_counts_from_the_founder_and_is_null_where_unknown(facts_of):
    events = [
        create(), invite(3 * DAY, "群主", "甲甲"), invite(4 * DAY, "甲甲", "乙乙"), invite(5 * DAY, "乙乙", "丙丙"),
        {"at": 6 * DAY, "kind": "join", "target": "丁丁", "via": "link"}, invite(7 * DAY, "丁丁", "戊戊"),
    ]  # fmt: skip
    facts = facts_of([(0, "群主", "大家好呀各位"), (8 * DAY, "丙丙", "来了来了")], events)

    assert facts.joins["depth"].to_list() == [1, 2, 3, None, None]
    assert facts.joins["via"].to_list()[3] == "link"


def test_the_first_two_days_and_crowds_are_batches(facts_of):
    crowd = [invite(10 * DAY + n * MINUTE, "群主", f"新人{n}") for n in range(9)]
    facts = facts_of(
        [(0, "群主", "大家好呀")], [create(), invite(DAY, "群主", "甲甲"), *crowd, invite(12 * DAY, "甲甲", "乙乙")]
    )

    assert facts.joins["batch"].to_list() == [True, *[True] * 9, False]


def test_the_exports_start_is_no_founding(facts_of):
    facts = facts_of([(0, "群主", "大家好呀")], [invite(DAY, "群主", "甲甲")])

    assert facts.joins["batch"].to_list() == [False]


def test_joins_after_a_call_that_pays_for_recruiting_are_bought(facts_of):
    rows = [(0, "群主", "大家好呀"), (20 * DAY, "群主", "这周拉人返现五元")]
    events = [
        create(),
        invite(10 * DAY, "群主", "甲甲"),
        invite(21 * DAY, "甲甲", "乙乙"),
        invite(30 * DAY, "甲甲", "丙丙"),
    ]

    assert facts_of(rows, events).joins["bought"].to_list() == [False, True, False]


def test_only_the_first_coming_counts(facts_of):
    again = [{"at": n * DAY, "kind": "join", "target": "ann"} for n in range(1, 6)]

    assert facts_of([(10 * DAY, "ann", "hi all of you")], again).joins.height == 1


def test_who_spoke_before_his_join_event_was_there_before(facts_of):
    facts = facts_of([(0, "ann", "hi all of you")], [{"at": DAY, "kind": "join", "target": "ann"}])

    assert facts.joins.is_empty()
    assert facts.newcomers.is_empty()


def newcomer(facts, name="小北"):
    row = dict(facts.people.select("name", "person").iter_rows())[name]
    return next(found for found in facts.newcomers.iter_rows(named=True) if found["person"] == row)


def test_a_newcomer_is_greeted_answered_and_comes_back(facts_of):
    rows = [
        (0, "群主", "大家好呀"),
        (10 * DAY + 60, "小北", "大家好，我是拉大提琴的，请问周三几点"),
        (10 * DAY + 120, "阿紫", "欢迎小北，七点"),
        (20 * DAY, "小北", "昨晚真好听"),
        (40 * DAY, "阿紫", "下周见"),
    ]
    found = newcomer(facts_of(rows, [invite(10 * DAY, "群主", "小北")], owner=("群主",)))

    assert (found["known_join"], found["answered"], found["welcomed"], found["welcomed_by_member"]) == (True,) * 4
    assert found["returned"] is True


def test_whether_a_newcomer_comes_back_is_unknown_before_two_weeks_are_over(facts_of):
    rows = [(0, "群主", "大家好呀"), (10 * DAY, "小北", "大家好，新来的"), (11 * DAY, "群主", "嗨")]
    events = [invite(10 * DAY - 9, "群主", "小北")]

    assert newcomer(facts_of(rows, events))["returned"] is None
    assert newcomer(facts_of(rows, events, as_of=date(2025, 5, 1)))["returned"] is False


def test_a_template_greets_nobody(facts_of):
    text = "欢迎{}加入本群，请先看置顶公告和群文件，有问题找客服"
    rows, events = [(0, "群主", "大家好呀")], []
    for n, name in enumerate(["小东", "小南", "小西", "小北"]):
        events.append(invite((20 + n) * DAY, "群主", name))
        rows.append(((20 + n) * DAY + 5, "前台", text.format(name)))

    assert not facts_of(rows, events).newcomers["welcomed"].any()


def test_a_short_greeting_right_after_an_arrival_needs_no_name(facts_of):
    facts = facts_of([(0, "群主", "大家好呀"), (20 * DAY + 60, "阿紫", "👏👏")], [invite(20 * DAY, "群主", "小北")])

    assert newcomer(facts)["welcomed_by_member"]


def test_a_receipt_is_not_the_first_word(facts_of):
    rows = [(0, "群主", "大家好呀"), (20 * DAY + 60, "小北", "收到"), (21 * DAY, "小北", "请问教室在哪")]
    facts = facts_of(rows, [invite(20 * DAY, "群主", "小北")])

    assert newcomer(facts)["id"] == 2


def test_who_first_speaks_long_after_the_start_is_new_even_without_a_join(facts_of):
    facts = facts_of([(0, "阿紫", "早上好呀各位"), (5 * DAY, "小林", "我一直都在"), (20 * DAY, "小北", "新来的")])

    assert facts.newcomers.select("person", "known_join").rows() == [(2, False)]
