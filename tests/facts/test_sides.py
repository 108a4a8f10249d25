from __future__ import annotations

DAY = 86_400


def sides(facts):
    return dict(facts.people.select("name", "side").iter_rows())


def because(facts):
    return dict(facts.people.select("name", "side_because").iter_rows())


def test_who_is_named_is_the_host_and_nothing_is_guessed(facts_of):
    rows = [(0, "阿强", "hi"), (9, "小助理Lily", "hello")]
    facts = facts_of(rows, [{"at": 0, "kind": "create", "actor": "小助理Lily"}], owner=("阿强",), staff=("没有这个人",))

    assert sides(facts) == {"阿强": "host", "小助理Lily": "member"}
    assert not facts.host.inferred
    assert facts.host.unmatched == ("没有这个人",)


def test_settings_may_name_a_person_by_key(facts_of):
    rows = [(0, "阿强", "hi"), (9, "小林", "hello")]
    key = facts_of(rows).people["key"][1]

    assert facts_of(rows, owner=(key,)).host.persons == (1,)


def test_roles_of_the_export_come_before_guesses(facts_of):
    facts = facts_of([(0, "甲甲", "@所有人 开会"), (9, "乙乙", "收到")], roles={"乙乙": "admin"})

    assert because(facts) == {"甲甲": "member", "乙乙": "role_admin"}


def test_the_host_is_guessed_from_deeds_and_the_reasons_are_told(facts_of):
    rows = [
        (0, "温老师", "大家好"),
        (60, "小林", "好的"),
        (DAY, "温老师", "@所有人 明天停水"),
        (2 * DAY, "温老师", "@所有人 恢复了"),
    ]
    facts = facts_of(rows, [{"at": 0, "kind": "create", "actor": "温老师"}])

    assert facts.host.persons == (0,)
    assert facts.host.inferred
    assert facts.host.because[0] == ("created", "calls_all")


def test_selling_never_makes_a_host(facts_of):
    facts = facts_of(
        [(n * DAY, "卖货的", f"今晚秒杀，下单立减 {n}") for n in range(20)]
        + [(5, "小林", "多少钱？"), (9, "小林", "有没有大的")]
    )

    assert facts.host.persons == ()
    assert sides(facts)["卖货的"] == "member"


def test_a_stranger_who_drops_an_advert_and_goes_is_a_passer_by(facts_of):
    facts = facts_of([(0, "小林", "今天天气真好"), (60, "路人", "一手货源，下单加微 abc12345"), (DAY, "小林", "是啊")])

    assert sides(facts) == {"小林": "member", "路人": "passer_by"}
    assert facts.messages["human"].all()


def test_a_program_is_known_by_its_template_and_a_seller_is_not_one(facts_of):
    rows = []
    for n in range(30):
        rows.append((n * 3600, "linky", f"[ Page number {n} ] - example.com"))
        rows.append((n * 3600 + 30, "卖货的", f"【秒杀】今天第{n}号商品下单立减，点小程序"))
        rows.append((n * 3600 + 60, "小林", ["收到", "好的", "今天真热", f"第{n}次路过"][n % 4]))
    facts = facts_of(rows)

    assert sides(facts) == {"linky": "bot", "卖货的": "member", "小林": "member"}
    assert because(facts)["linky"] == "templated"


def test_names_that_only_contain_bot_are_peoples(facts_of):
    facts = facts_of([(0, "talbot", "hi there"), (9, "HelpBot", "hi"), (18, "天气机器人", "晴")])

    assert sides(facts) == {"talbot": "member", "HelpBot": "bot", "天气机器人": "bot"}


def test_an_admin_made_in_the_chat_and_who_made_him_are_hosts(facts_of):
    facts = facts_of(
        [(0, "甲甲", "hi"), (9, "乙乙", "hi"), (12, "丙丙", "hi")],
        [{"at": 1, "kind": "admin", "actor": "甲甲", "target": "乙乙"}],
    )

    assert sides(facts) == {"甲甲": "host", "乙乙": "host", "丙丙": "member"}
