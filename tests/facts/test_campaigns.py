from __future__ import annotations

MINUTE, HOUR, DAY = 60, 3600, 86_400


def days_of_talk(people=("小林", "老周"), days=12):
    return [
        (n * DAY + k * HOUR, who, f"今天第{n}天聊聊天气和孩子") for n in range(days) for k, who in enumerate(people)
    ]


def test_windows_reach_from_five_minutes_before_to_an_hour_after(facts_of):
    facts = facts_of([(HOUR, "群主", "", "red_packet"), (2 * HOUR, "小林", "今天真冷")], owner=("群主",))

    window = facts.campaigns.row(0, named=True)
    assert window["kind"] == "red_packet"
    assert (window["end"] - window["at"]).total_seconds() == 65 * MINUTE


def test_thanks_for_a_packet_are_bought_and_a_question_in_that_hour_is_not(facts_of):
    rows = [
        *days_of_talk(),
        (13 * DAY, "群主", "", "red_packet"),
        (13 * DAY + 9, "阿紫", "抢到了"),
        (13 * DAY + 30, "小林", "抢到了"),
        (13 * DAY + 10 * MINUTE, "老周", "请问明天几点停水"),
    ]
    facts = facts_of(rows, owner=("群主",))
    marked = dict(facts.turns.join(facts.messages.select("id", "own"), on="id").select("own", "bought").iter_rows())

    assert marked["抢到了"]
    assert not marked["请问明天几点停水"]


def test_who_speaks_only_after_offers_is_the_chorus_and_regulars_are_not(facts_of):
    rows = days_of_talk()
    for n in range(6):
        rows += [
            (n * DAY + 5 * HOUR, "群主", "今晚秒杀，下单立减"),
            (n * DAY + 5 * HOUR + 60, "托儿", "用过都说好，回购第三次"),
        ]
        rows.append((n * DAY + 5 * HOUR + 90, "小林", "这个多少钱？"))
    facts = facts_of(sorted(rows, key=lambda row: row[0]), owner=("群主",))

    assert facts.people.filter("chorus")["name"].to_list() == ["托儿"]
    assert facts.turns.filter("chorus")["side"].unique().to_list() == ["member"]


def test_a_member_who_sells_and_a_strangers_packet_are_no_campaign(facts_of):
    rows = [(0, "群主", "大家好呀"), (60, "小林", "今晚秒杀下单"), (90, "老周", "", "red_packet")]

    assert facts_of(rows, owner=("群主",)).campaigns.is_empty()


def test_days_know_of_campaigns(facts_of):
    facts = facts_of(
        [(0, "群主", "各位早上好呀"), (DAY, "群主", "今晚抽奖"), (2 * DAY, "小林", "真冷")], owner=("群主",)
    )

    assert facts.days["campaign"].to_list() == [False, True, False]
