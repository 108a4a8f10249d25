from __future__ import annotations

MINUTE, HOUR, DAY = 60, 3600, 86_400


def asks(facts):
    return {row["text"]: row for row in facts.asks.iter_rows(named=True)}


def test_a_question_answered_by_another_person_is_answered(facts_of):
    facts = facts_of([(0, "小林", "请问水管谁会修"), (90, "老周", "我会，你可以先关水闸"), (200, "小林", "谢谢老周")])

    ask = asks(facts)["请问水管谁会修"]
    assert (ask["answered"], ask["by"], ask["seconds"], ask["thanked"]) == (True, 1, 90.0, True)


def test_a_voice_message_can_answer(facts_of):
    facts = facts_of([(0, "小林", "请问水管谁会修"), (60, "老周", "", "voice")])

    assert asks(facts)["请问水管谁会修"]["answered"]


def test_me_too_is_no_answer(facts_of):
    facts = facts_of([(0, "小林", "请问哪家牙科好"), (60, "老周", "同问"), (90, "阿紫", "+1", "text", 0)])

    assert not asks(facts)["请问哪家牙科好"]["answered"]


def test_an_answer_in_private_is_an_answer(facts_of):
    facts = facts_of([(0, "小林", "请问尿布在哪买的"), (60, "老周", "私你了")])

    ask = asks(facts)["请问尿布在哪买的"]
    assert ask["answered"]
    assert ask["in_private"]


def test_a_receipt_or_a_greeting_answers_nothing(facts_of):
    facts = facts_of([(0, "小林", "请问水管谁会修"), (60, "老周", "收到"), (90, "阿紫", "早")])

    assert not asks(facts)["请问水管谁会修"]["answered"]


def test_a_call_alone_waits_for_the_question(facts_of):
    facts = facts_of(
        [
            (0, "小林", "在吗"),
            (30 * MINUTE - 5, "小林", "这个表格交到哪个邮箱去呀"),
            (31 * MINUTE, "老周", "交到办公室"),
        ]
    )

    assert list(asks(facts)) == ["这个表格交到哪个邮箱去呀"]
    assert facts.asks["answered"].all()


def test_a_call_and_its_question_in_one_go_are_one_question(facts_of):
    facts = facts_of([(0, "小林", "在吗"), (20, "小林", "怎么交")])

    assert list(asks(facts)) == ["在吗 怎么交"]


def test_the_host_and_adverts_ask_nothing(facts_of):
    facts = facts_of([(0, "群主", "猜猜明天讲什么？"), (DAY, "小林", "你还在为失眠发愁吗？扫码下单")], owner=("群主",))

    assert facts.asks.is_empty()


def test_wanting_details_of_anothers_question_is_no_need_of_its_own(facts_of):
    facts = facts_of(
        [(0, "小林", "请问洗衣机怎么修"), (60, "老周", "是哪个牌子的？", "text", 0), (90, "小林", "海浪牌", "text", 1)],
        has=("replies",),
    )

    assert list(asks(facts)) == ["请问洗衣机怎么修"]


def test_asked_twice_in_one_go_and_answered_once_is_answered_both_times(facts_of):
    rows = [
        (0, "小林", "请问哪里打疫苗"),
        (5 * MINUTE, "小林", "有没有人知道哪里打疫苗"),
        (6 * MINUTE, "老周", "卫生院"),
    ]

    assert facts_of(rows).asks["answered"].all()


def test_a_marked_reply_answers_even_after_the_weekend(facts_of):
    rows = [(0, "Silas", "Is there a build for Linux?"), (60 * HOUR, "Wen", "There is one now", "text", 0)]

    assert facts_of(rows, has=("replies",)).asks["answered"].all()


def test_a_suggestion_heard_and_one_followed_by_removal(facts_of):
    rows = [
        (0, "群主", "这里是三号楼，大家有事说"),
        (HOUR, "小林", "建议晚上十点以后别发语音"),
        (HOUR + 120, "群主", "有道理，今天起就这么办"),
        (DAY, "老郑", "鸡蛋坏了一个月没人赔，天天发红包哄人"),
        (2 * DAY, "阿紫", "希望群主管管广告"),
        (3 * DAY, "阿紫", "物业太吵了"),
    ]
    facts = facts_of(rows, [{"at": DAY + 1200, "kind": "remove", "actor": "群主", "target": "老郑"}], owner=("群主",))

    told = facts.suggestions.select("text", "answered", "punished").rows()
    assert told == [
        ("建议晚上十点以后别发语音", True, False),
        ("鸡蛋坏了一个月没人赔，天天发红包哄人", False, True),
        ("希望群主管管广告", False, False),
    ]


def test_a_wish_that_a_later_notice_takes_up_was_acted_on(facts_of):
    rows = [
        (0, "群主", "大家好呀各位邻居"),
        (HOUR, "小林", "建议垃圾桶早上六点以后再收"),
        (2 * HOUR, "阿紫", "建议门口放个快递架"),
    ]
    notice = {"at": DAY, "kind": "announce", "actor": "群主", "text": "和保洁说好了，垃圾桶改成早上六点以后收"}

    assert facts_of(rows, [notice], owner=("群主",)).suggestions["acted"].to_list() == [True, False]


def test_nobody_waits_for_an_answer_about_a_red_packet(facts_of):
    facts = facts_of([(0, "群主", "", "red_packet"), (20, "小林", "谢谢老板 没人抢了吗？")], owner=("群主",))

    assert facts.asks.is_empty()
