"""Invented results to tell: a shop that calls itself a group, and a chat too small to judge."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from auditor.parts import Evidence, Prose, Says
from auditor.result import (
    ActOn,
    ChatFacts,
    Course,
    Flag,
    Gate,
    HostPerson,
    HostSide,
    Item,
    MeasureValue,
    Overall,
    PackUsed,
    Period,
    Profile,
    Question,
    Read,
    Result,
    RuleResult,
    Step,
    TurningPoint,
    Unseen,
    Verdict,
    WeekPoint,
    Window,
)

PEOPLE = (41, 38, 44, 47, 52, 49, 45, 46, 39, 41, 30, 22, 19, 16, 14, 13)
PROMO = (0.08, 0.1, 0.12, 0.1, 0.15, 0.2, 0.22, 0.24, 0.3, 0.42, 0.5, 0.55, 0.6, 0.58, 0.62, 0.66)


def prose(zh: str, en: str) -> Prose:
    return Prose(zh=zh, en=en)


def says(zh: str, en: str, code: str = "said", **params: Any) -> Says:
    return Says(code=code, zh=zh, en=en, params=params)


ONE_SENTENCE = prose(
    "用一句话写清“这个群帮谁解决什么”，不出现卖、优惠、下单；先私下念给三位成员听，他们能用自己的话复述，再放进公告第一行",
    "Write one sentence, whom the group helps with what, without “sell”, “deal” or “order”; read it to three members until they can say it back, then make it the first line of the notice",
)
UNANSWERED = (
    ("豆豆妈", "七个月能吃鳕鱼吗，怎么去刺", "2024-05-06"),
    ("石榴姐", "有没有人知道城东那家蔬菜站周末开不开门，上次跑空了", "2024-05-04"),
    ("阿杜", "上周的鸡蛋碎了四个，找谁", "2024-05-01"),
    ("梧桐", "孩子咳嗽一周了，附近哪家儿科人少", "2024-04-29"),
    ("老周", "下次能不能拼点粗粮", "2024-04-27"),
)


def rule(pack: str, name: str, zh: str, en: str, state: str = "scored", **more: Any) -> RuleResult:
    return RuleResult(
        rule=f"{pack}/{name}", claim=f"{pack}.{name}", title=more.pop("title"), state=state, says=says(zh, en), **more
    )  # fmt: skip


def question(
    pack: str, title: Prose, part: str, weight: float, score: float | None, low: float | None, high: float | None,
    confidence: str | None, rules: list[RuleResult], says_: Says | None = None, coverage: float = 0.86,
) -> Question:  # fmt: skip
    return Question(
        pack=pack, title=title, part=part, weight=weight, score=score, score_low=low, score_high=high,
        score_if_unknown_low=None if score is None else score * coverage,
        score_if_unknown_high=None if score is None else score * coverage + 100 * (1 - coverage),
        coverage=coverage, confidence=confidence, says=says_ or rules[0].says, rules=rules,
    )  # fmt: skip


def make_storefront() -> Result:
    quotes = [
        Evidence(message=181, at="2024-04-02T20:31:05", person="p1", name="小鱼团长", why=prose("", ""),
                 text="【今晚八点】阿克苏苹果 10 斤 39.9，错过等一年！！需要的扣 1"),
        Evidence(message=655, at="2024-04-21T09:00:00", person="p1", name="小鱼团长", why=prose("", ""),
                 text="姐妹们冲！手慢无 链接在上面"),
    ]  # fmt: skip
    stated = rule(
        "audience", "purpose-stated",
        "公告、群名和欢迎词共 3 处，没有一句单独说清这个群帮谁解决什么",
        "3 notices and titles, and none says plainly whom the group helps with what",
        title=prose("说不清为了谁", "Nowhere does it say whom it is for"), score=10, score_low=10, score_high=10,
        value=0, unit="count", n=3, weight=3, grade="C", confidence="medium",
        basis=prose("三处里有一处单独说清就够", "one plain sentence in one of them is enough"),
    )  # fmt: skip
    sells = rule(
        "audience", "own-sales-first", "群主 402 轮发言里有 326 轮在推销，占 81%",
        "326 of the host's 402 turns sell something, 81%",
        title=prose("群主把卖货放在前面", "Selling comes first"), score=4, score_low=2, score_high=7, value=0.81,
        value_low=0.77, value_high=0.84, unit="share", k=326, n=402, days=71, n_eff=188.2, weight=3, grade="C",
        confidence="high", evidence=quotes,
    )  # fmt: skip
    devotion = rule(
        "audience", "devotion", "61 位说话的成员里，只有 9 位帮过忙", "only 9 of 61 members who speak helped in any way",
        title=prose("几乎没有人为群里做事", "Hardly anybody does anything for the group"), score=42, score_low=30,
        score_high=55, value=0.147, value_low=0.08, value_high=0.23, unit="share", k=9, n=61, days=33, weight=1,
        grade="D", confidence="low",
    )  # fmt: skip
    shared = rule(
        "audience", "shared-need", "说得最多的一类需要（身体和温饱）也只有 11 位成员提起", "even the commonest need (body and livelihood) was voiced by only 11 members",
        state="insight", title=prose("有共同的需要", "People share a need"), value=0.18, unit="share", k=11, n=61,
    )  # fmt: skip
    away = rule(
        "reliance", "without-host", "群主不说话的 9 天里，平均只有 2 位成员开口（平日 11 位）",
        "on the 9 days the host was silent only 2 members spoke (11 on other days)",
        title=prose("群主一停，群就停", "It stops when the host stops"), score=18, score_low=9, score_high=29, value=0.18,
        value_low=0.1, value_high=0.3, unit="ratio", n=9, days=71, weight=2, grade="C", confidence="medium",
    )  # fmt: skip
    heard = rule(
        "reliance", "from-and-to-members", "要有 5 个样本才好判断，这里有 3", "needs 5 cases, saw 3", state="not_enough_data",
        title=prose("成员的意见有人回", "Suggestions get an answer"), n=3, weight=2,
    )  # fmt: skip
    met = rule(
        "needs", "met", "成员问的 46 个问题，31 个没人接", "31 of members' 46 questions were left hanging",
        title=prose("问了没人答", "Questions are left hanging"), score=31, score_low=21, score_high=44, value=0.326,
        value_low=0.22, value_high=0.45, unit="share", k=15, n=46, days=34, n_eff=41, weight=3, grade="A",
        confidence="medium",
    )  # fmt: skip
    soon = rule(
        "needs", "answer-time", "有人答的问题，一半要等 3 小时 以上", "half of the answered questions waited more than 3 hours",
        title=prose("答得太慢", "Answers come late"), score=55, value=11200, unit="seconds", n=15, weight=1, grade="B",
        confidence="low",
    )  # fmt: skip
    received = rule(
        "benefit", "received", "发过言的 61 位成员里，三个月内得到过帮助或回应的只有 12 位",
        "of 61 members who speak only 12 were helped or answered in three months",
        title=prose("多数人什么也没得到", "Most receive nothing"), score=30, score_low=22, score_high=38, value=0.197,
        unit="share", k=12, n=61, weight=3, grade="C", confidence="medium",
    )  # fmt: skip
    unbought = rule(
        "way", "unbought", "成员 310 轮发言里，136 轮是跟着红包、抽奖、优惠来的，占 44%",
        "136 of members' 310 turns came with a red packet, draw or offer, 44%",
        title=prose("热闹是买来的", "Activity is bought"), score=39, score_low=31, score_high=47, value=0.44, unit="share",
        k=136, n=310, weight=2, grade="C", confidence="low",
    )  # fmt: skip
    spread = rule(
        "dandelion", "self-spreading", "这种导出里看不到谁什么时候进群", "this export does not show who joined when",
        state="not_enough_data", title=prose("一传再传", "Invitations reach deep"), weight=3,
    )  # fmt: skip
    seeds = rule(
        "dandelion", "supported-seeds", "有成员另起小群的时候，你帮过什么？", "when a member began a group of their own, what did you do for it?",
        state="manual", title=prose("帮新的小群扎根", "New seeds are helped to root"),
    )  # fmt: skip
    course = rule(
        "vitality", "course", "每周开口的人从 52 降到 13", "speakers a week fell from 52 to 13",
        title=prose("比自己最好的时候冷了很多", "Far below its own best"), score=44, score_low=36, score_high=50, value=0.25,
        unit="ratio", n=2314, weight=2, grade="C", confidence="high",
    )  # fmt: skip
    ads = rule(
        "vitality", "not-an-ad-board", "团购群不看这一条", "does not apply to this kind of group", state="not_applicable",
        title=prose("广告没有淹没聊天", "Adverts leave room for people"),
    )  # fmt: skip
    questions = [
        question("audience", prose("为了谁", "Who it is for"), "cause", 3, 12, 8, 16, "medium", [stated, sells, devotion, shared]),
        question("reliance", prose("依靠谁", "Whom it relies on"), "cause", 3, 24, 19, 30, "medium", [away, heard], coverage=0.7),
        question("needs", prose("满足什么需求", "Which need it meets"), "cause", 2, 41, 27, 57, "low", [met, soon], coverage=1),
        question("benefit", prose("谁受益", "Who benefits"), "cause", 2, 30, 22, 38, "medium", [received]),
        question("way", prose("道与术", "Purpose or tactics"), "cause", 1, 66, 58, 74, "low", [unbought]),
        question("dandelion", prose("蒲公英", "Does it spread"), "result", 1, None, None, None, None, [spread, seeds], coverage=0.2),
        question("vitality", prose("死活", "Is it alive"), "result", 2, 44, 36, 50, "high", [course, ads], coverage=1),
    ]  # fmt: skip
    start = date(2024, 1, 22)
    weeks = [
        WeekPoint(week=(start + timedelta(weeks=number)).isoformat(), people=people, messages=people * 5, promo=round(people * 5 * promo))
        for number, (people, promo) in enumerate(zip(PEOPLE, PROMO, strict=True))
    ]  # fmt: skip
    advice = [
        Step(rule="audience/purpose-stated", do=ONE_SENTENCE, why_here=stated.says, gain=6.2, effort="low", confidence="medium",
             success=prose("四周内有至少两位成员（不是你）在群里用自己的话说出这句意思", "within four weeks at least two members, not you, say it in their own words in the chat")),
        Step(rule="needs/met", why_here=met.says, gain=5.1, effort="low", confidence="medium",
             do=prose("把下面“没人答”的一条条过一遍，给每条找一个能答的人，在原话下面回；过时的也问一句“后来怎么样了”", "Go through the unanswered list below, find someone who can answer each and reply under the original; for old ones ask how it ended"),
             success=prose("下个月没人接的问题变少，提问的人里有人说“解决了”", "fewer questions are left next month, and some askers say it is solved")),
        Step(rule="reliance/without-host", why_here=away.says, gain=4.4, effort="low", confidence="medium",
             do=prose("提前告诉大家周三周四你不在群里，有事找某某，然后真的不说话；回来只看不评", "Announce two days off, name a stand-in, and stay silent; come back and only look"),
             success=prose("那两天开口的人数不低于平日七成", "at least 70 % of the usual number speak on those days")),
        Step(rule="way/unbought", why_here=unbought.says, gain=1.2, effort="medium", confidence="low",
             do=prose("两周不发红包、不抽奖、不签到，提前说明“看看我们为什么还在”", "Two weeks without red packets, draws or check-in prizes, and say why"),
             success=prose("两周里开口的人数不低于之前的七成，热闹就是真的", "above 70 % of the speakers before, it is real")),
    ]  # fmt: skip

    def item(name: str, reason: Says, text: str | None = None, at: str | None = None) -> Item:
        return Item(person="p" + name, name=name, message=7, at=at, text=text, reason=reason, value=None)

    act_on = ActOn(
        unanswered=[item(name, says(f"{4 + n} 天前问的，没人接", f"asked {4 + n} days ago, nobody took it up"), text, at) for n, (name, text, at) in enumerate(UNANSWERED)],
        newcomers_unmet=[item("小鹿", says("2024-04-28 第一次开口，没人接", "first spoke 2024-04-28, answered by nobody"), "大家好，我是 6 栋的", "2024-04-28")],
        going_quiet=[item(name, says(f"以前常来，{weeks} 周没说话了", f"used to come often, silent for {weeks} weeks")) for name, weeks in (("一一妈", 7), ("石头", 6), ("大海", 5), ("Mo", 5))],
        helpers=[item("林小满", says("答过 12 次，帮过 9 个人", "answered 12 times, helped 9 people")), item("阿芬", says("答过 3 次，帮过 3 个人", "answered 3 times, helped 3 people"))],
        promoters=[item("小鱼团长", says("发了 326 次推销，占他发言的 81%", "promoted 326 times, 81% of what they said"))],
        totals={"unanswered": 31},
    )  # fmt: skip
    return Result(
        auditor="0.1.0",
        packs=[PackUsed(pack=name, version="1.0.0", hash="0f1e2d3c4b5a") for name in ("audience", "vitality", "verdicts")],
        chat=ChatFacts(
            title="城东优选团", platform="wechat", format="wechat_chatlog", messages=2314, people=87, bots=1, events=40,
            members=None, first="2024-01-22T08:00:12", last="2024-05-10T22:14:09", zone="Asia/Shanghai", as_of="2024-05-10",
            as_of_source="last",
        ),
        window=Window(from_="2024-02-11", to="2024-05-10", why=says("评的是最近 90 天", "judged over the last 90 days")),
        profile=Profile(
            name="community", source="proposed", proposed="trade",
            because=says("看起来像团购、二手群：买卖是正事，推销不扣分；看想买的有没有人张罗、售后有没有人管、大家互不互相帮", "looks like a buying or second-hand group: trade is its business and promotion costs nothing; wishes taken up, after-sales answered and mutual help are judged"),
        ),
        host=HostSide(inferred=True, people=[HostPerson(person="p1", name="小鱼团长", because=says("建了群，发过 3 次公告", "founded the group, posted 3 notices"))]),
        read=Read(files=["城东优选团.json"], lines=2360, understood=2354, coverage=0.9975, date_order=None, encoding="utf-8", notes=[]),
        verdict=Verdict(
            kind="storefront", title=prose("卖货群", "Storefront"), sure="suspected", share=0.97, runner_up="broadcast", runner_up_title=prose("独角戏", "One-man show"),
            because=says("群主这边说了 56% 的话，其中 81% 在推销；成员问的 46 个问题，31 个没人接", "the host did 56% of the talking, 81% of it selling; 31 of members' 46 questions were left hanging"),
            flags=[
                Flag(flag="cooling", title=prose("正在变冷", "cooling"), says=says("最近四周每周 15 人开口，之前八周是 39 人", "15 people spoke in a week lately, 39 in the eight weeks before")),
                Flag(flag="bought", title=prose("靠红包", "bought activity"), says=says("成员的话有 44% 是跟着红包、抽奖、优惠来的", "44% of members' turns came with a red packet, draw or offer")),
            ],
        ),
        overall=Overall(score=29, score_low=25, score_high=34, coverage=0.83, confidence="medium", uncapped=31),
        questions=questions,
        gates=[
            Gate(gate="dead", active=False, ceiling=None, measure="silent-days", value=0, says=says("已经 0 天没有人说话，总分封顶 —", "nobody has spoken for 0 days; the whole is capped at —")),
            Gate(gate="root", active=True, ceiling=29, measure="audience", value=16, says=says("“为了谁”只有 16 分，别的做得再好，总分也封顶 29", "“whom it is for” stands at 16; whatever else is good, the whole is capped at 29")),
        ],
        advice=advice,
        act_on=act_on,
        course=Course(
            periods=[
                Period(kind="activity", from_="2024-01-22", to="2024-02-11", people_per_week=41, messages_per_week=205),
                Period(kind="growth", from_="2024-02-12", to="2024-03-24", people_per_week=47.3, messages_per_week=237),
                Period(kind="decline", from_="2024-03-25", to="2024-05-10", people_per_week=19, messages_per_week=96),
            ],
            turning_points=[
                TurningPoint(at="2024-03-25", before="growth", after="decline", people_before=46, people_after=19, around=[
                    says("推销从每天 3 条加到 9 条", "promotion rose from 3 to 9 posts a day"),
                    says("之后两周有 17 个常说话的人不再开口", "17 regulars fell silent within two weeks"),
                ]),
            ],
            weeks=weeks,
        ),
        measures={
            "vitality/promotion": MeasureValue(value=0.41, low=0.36, high=0.47, unit="share", k=300, n=730, days=80, people=60, n_eff=120),
            "dandelion/invite-depth": MeasureValue(value=None, unit="share", missing="joins_not_visible"),
            "dandelion/inviters": MeasureValue(value=None, unit="share", missing="joins_not_visible"),
        },
        unseen=[
            Unseen(code="host_guessed", says=prose("群主和管理员是推断出来的（小鱼团长）", "who runs the group is a guess (小鱼团长)"), settle_with="--owner"),
            Unseen(code="as_of_unknown", says=prose("不知道导出的日期，按最后一条消息算：死没死看不出来", "the date of the export is unknown and the last message stands for it: whether the group is dead cannot be seen"), settle_with="--as-of"),
            Unseen(code="no_member_list", says=prose("没有成员名单：看不到从不说话的人", "no member list: people who never speak cannot be seen"), settle_with="--members"),
            Unseen(code="no_joins", says=prose("看不到谁什么时候进群、谁拉来的", "who joined when, and through whom, cannot be seen"), settle_with=None),
        ],
    )  # fmt: skip


def make_too_early() -> Result:
    full = make_storefront()
    short = says("要有 60 个样本才好判断，这里有 21", "needs 60 cases, saw 21")
    return full.model_copy(
        update={
            "chat": full.chat.model_copy(update={"title": None, "messages": 44, "people": 4, "platform": "whatsapp"}),
            "verdict": Verdict(kind="too-early", title=prose("暂不下结论", "Too early to say"), sure="confirmed", share=1.0,
                               because=says("一共才 44 条发言、4 个人、3 天，先不急着下结论", "only 44 messages by 4 people on 3 days, too few to judge")),
            "overall": Overall(score=None, score_low=None, score_high=None, coverage=0.1, confidence=None, uncapped=None,
                               says=says("7 问里只有 0 问有足够的数据，给不出总分", "only 0 of 7 questions have enough data for a score of the whole")),
            "questions": [q.model_copy(update={"score": None, "score_low": None, "score_high": None, "confidence": None, "says": short}) for q in full.questions],
            "gates": [], "advice": [], "act_on": ActOn(), "course": Course(), "unseen": full.unseen[1:],
            "profile": Profile(name="community", source="default"),
        }
    )  # fmt: skip


@pytest.fixture
def storefront() -> Result:
    return make_storefront()


@pytest.fixture
def too_early() -> Result:
    return make_too_early()
