"""Invented groups of neighbours who share a garden, twelve weeks long, with a dial for each thing that can go wrong.

Everything random is drawn beforehand from the day and the hour, so that turning one dial changes what that dial is about and
leaves every other line as it was. The defaults are the healthy end: members carry it, questions are answered, nobody sells.
"""
# ruff: noqa: SIM905 -- lists of names read best as one string

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame

FIRST_DAY = date(2025, 3, 3)
DAYS = 84
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
HOURS = (8.0, 10.5, 13.0, 16.5, 20.0)
"""When the conversations of a day begin; far enough apart to be conversations of their own."""
HOST = 0

SETTLERS = (
    "林小满 周冬青 陈阿芬 许石头 沈可心 顾老木 陆阿澈 宋一诺 唐南风 韩星河 罗雨桐 梁大海 董安然 萧子墨 程小鹿 "
    "曹青禾 袁阿宽 邓豆豆 傅木子 曾晓雯 彭大树 苏小禾 蒋阿哲 蔡米粒 余老秦 杜阿苗 叶知秋 魏小北 吕阿园 何田田"
).split()  # fmt: skip
NEWCOMERS = (
    "新邻阿梅 五栋小谢 阿盛 果果妈 老纪 阿岚 小覃 六栋阿方 阿珂 江江 小卫 童童爸 阿沁 老滕 小尤 阿蔚 章师傅 小邢 阿郁 二栋小葛 阿屏 老戚 小侯 阿晏"
).split()

PLANTS = "番茄 黄瓜 豆角 辣椒 茄子 小白菜 茼蒿 丝瓜 空心菜 苦瓜 薄荷 生菜 南瓜 土豆 香菜 秋葵".split()
PLACES = "东边那垄 水龙头旁 三号棚 南墙根 新翻的地 凉亭边 西北角 堆肥箱旁 六号畦 池塘边".split()

CHAT = (
    "今早去看了，{place}的{plant}冒头了", "{plant}昨晚被雨打歪了几棵，扶起来了", "我家孩子给{plant}起了名字，每天都要去看",
    "拍了张照片，{place}的光线真好看", "下班绕过去待了二十分钟，心里静下来了", "{place}来了两只刺猬，动静可大了",
    "昨天跟我爸视频，他说小时候家里也种{plant}", "今年的{plant}比去年早了一个星期", "我把旧木板锯了，给{place}围了个边",
    "外面三十度，{place}居然挺凉快", "早上碰到隔壁楼的爷爷，聊了半天种{plant}的事", "{plant}叶子背面有小虫，用手捉了十几只",
    "第一回吃自己种的{plant}，舍不得切", "周末在{place}坐了一下午，看完半本书", "昨晚做梦还在给{plant}搭架子",
    "{place}的土松多了，堆肥真管事", "我们家分到的{plant}炒了一盘，孩子全吃了", "看到蜜蜂在{plant}花上忙活，站着看了好久",
    "刚浇完水，{place}那边风大，披件外套", "搬来两年，在{place}认识的人比楼道里还多",
)  # fmt: skip
GO_ON = (
    "我也看到了，长得真精神", "哈哈我家那个也是，天天惦记", "难怪昨天路过闻到一股清香", "等结果了咱们凑一桌", "你那个角度拍得好，像画一样",
    "我小时候在外婆家也这样过", "这两天降温，夜里盖一层布稳当些", "真羡慕，我那垄还没动静", "下午我也过去转转", "怪不得孩子回来一身泥",
    "说得我都馋了", "老邻居见面总有聊不完的话", "慢慢来，植物有自己的时间", "我妈听了直乐", "那只刺猬我也碰见过，胖得很", "等放晴了一块儿去看",
)  # fmt: skip
MORE = (
    "，真好", "，哈哈", "，你们呢也说说", "，我记在本子上了", "，一家人都高兴", "，慢慢来", "，就是手上全是泥", "，明早再去看看", "，孩子最开心",
    "，风一吹特别香", "，等周末吧", "，比菜场的甜", "，我婆婆也夸", "，今天值了", "，越看越喜欢", "，腰都直不起来", "，下回叫上你们", "，云彩也好看",
)  # fmt: skip
ASKED = (
    ("请问{plant}的叶子发黄是怎么回事？", "我去年也这样，少浇水，把黄叶摘掉，一周就好了"),
    ("{place}的水龙头钥匙在谁那里？", "在门卫老张那里，你报菜园的名字就行"),
    ("有没有人知道{plant}多久浇一次水？", "三天一次，早上浇，浇透，别浇到叶子上"),
    ("求助，{plant}长了白粉一样的东西怎么办？", "可以试试草木灰水，兑稀一点喷叶背"),
    ("谁家有多的竹竿可以借两根吗？想给{plant}搭架子", "我家有四根，放在凉亭，你直接拿去用"),
    ("第一次种{plant}，现在播种来得及吗？", "来得及，先催芽再下地，我可以教你"),
    ("{place}的土太硬，怎么改良比较好？", "掺点腐叶土和沙，翻两遍就松了，我周末帮你翻"),
    ("请问堆肥箱里能放橘子皮吗？{place}那个快满了", "少放可以，切碎了埋深一点"),
    ("有谁用过滴灌，给{plant}好装吗？", "我用过，一小时就能装好，说明书我发你"),
    ("{plant}开花不结果是什么原因？", "人工授粉试试，早上用棉签点一下"),
    ("下周出差五天，有人能帮我浇一下{plant}吗？", "我帮你浇，你在{place}写个牌子"),
    ("哪里能买到靠谱的{plant}种子？", "社区农资站有，在二楼服务台旁边，报邻居价"),
    ("{place}晚上几点关灯？", "九点半关，晚了可以从西门出"),
    ("孩子被{place}的蚊子咬肿了，用什么药比较好？", "先用肥皂水洗，再涂炉甘石，我家有，给你送过去"),
    ("{plant}要不要打顶，怎么打？", "长到你膝盖高再打，留两个侧枝，我周六可以示范"),
    ("{plant}能和{place}的辣椒种在一起吗？", "可以的，隔开一掌宽，别挡光"),
)
THANKS = (
    "谢谢，我下午就去弄",
    "太感谢了，果然好了",
    "谢谢你专门跑一趟",
    "多谢，省了我好多事",
    "感谢，孩子已经不痒了",
    "谢谢，学到了",
)
SERVICE = (
    "我来整理了一份四月的浇水表，放在群文件里，你们可以先看看", "昨天有人问堆肥，我整理了步骤如下：一层干叶一层菜皮，每周翻一次",
    "{place}的水管我来修，上午能修好", "我帮大家问了，社区同意把西北角借给我们用到秋天", "谢谢昨天来帮忙搬土的几位邻居，辛苦了",
    "降温了，家里没有薄膜的可以来我这里拿", "我上次去农资站问过，{plant}这周移栽正好，你可以先把苗晒两天", "多亏阿芬盯着，水费对清楚了，谢谢",
)  # fmt: skip
OFFERS = (
    "限时特价！{plant}礼盒原价{was}元，今日团购价{now}元，需要的私聊我下单，手慢无", "新到一批阳台种植箱，{now}元一个，买二送一，全场包邮，点链接直接拍",
    "农家土鸡蛋{now}元一盘，最后三天，先到先得，扫码下单", "{plant}种子大礼包券后{now}元，原价{was}元，老客户专享优惠，欢迎下单",
    "有机肥料工厂直销，{now}元两袋包邮，库存不多，下单立减", "今日开团：{plant}十斤装{now}元，截单时间晚八点，需要的加我微信",
)  # fmt: skip
ADVERTS = (
    "专业贷款秒批，当天到账，{now}分利息，需要的加我微信", "兼职日结，在家轻松赚，一天{was}元，名额有限，私聊我", "代开发票，正规平台，{now}元起，欢迎咨询",
    "减肥神器，月瘦{now}斤，无效退款，扫码领取优惠券", "电话卡流量卡低价出，{now}元一张，包邮，需要私聊", "少儿编程课限时优惠{now}元，免费试听，点击链接领取名额",
)  # fmt: skip
SUGGESTIONS = (
    "建议群主把浇水值日表改成一周一换，记不住", "提个建议，周末的活动改到下午，带娃的能来", "希望群里的通知早一天发，上班的来不及",
    "能不能在{place}加一盏灯，晚上太黑了", "建议以后工具用完登记一下，老找不到",
)  # fmt: skip
HEARD = ("好主意，下周就改，写进公告", "说得对，我明天就去办", "收下了，周末跟大家商量一下就定", "可以的，我来联系社区")
ACTS = ("{place}翻地", "给{place}搭凉棚", "清理{place}的落叶", "去{place}装新水管", "在{place}做一块指路牌")
HELLO = (
    "大家好，我是刚搬来的，朋友说这里可以一起种菜",
    "各位邻居好，我住六栋，第一次种地",
    "大家好，跟着邻居来的，先看看怎么弄",
)
WELCOME = (
    "欢迎新邻居，有空来{place}转转，我教你",
    "欢迎欢迎，不懂就问，我们都是这么学会的",
    "欢迎加入，周六有人翻地，一起来",
)
BACK = (
    "我那块地也翻好了，{plant}下种了",
    "今天跟着大家干了半天，腰酸但是高兴",
    "{place}的第一批{plant}出芽了，跟你们说的一样",
)
PURPOSE = "我们这个群是为了让河湾里的邻居一起把荒地种起来，互相帮助，不卖货"
VOICES = (
    "咱们这个群不就是为了邻居一起种菜、互相搭把手嘛", "我们群就是为了让大家有块地能一起种，互帮互助", "这个群的初衷就是互相帮助把荒地种起来",
    "说到底我们是为了大家一起把这块地照顾好，互帮互助",
)  # fmt: skip
CALLS = (
    "@所有人 周日要抬水箱，需要五个人搭把手，能来的说一声",
    "@所有人 秋天种什么大家投票决定，都来说说",
    "@所有人 社区要看我们的菜园，一起把路清出来，谁能来",
)
COMING = (
    "算我一个，我带手套",
    "我参加，上午有空",
    "我来，带上孩子一起",
    "我投{plant}，好活又好吃",
    "加我一个，我有推车",
)


@dataclass(frozen=True)
class Group:
    """The dials."""

    core: int = 24
    """How many of the thirty settlers carry nine tenths of the talk."""
    answered: float = 0.95
    """Share of questions that somebody answers."""
    offers: float = 0.0
    """What the host sells, offers a day he is there."""
    adverts: float = 0.0
    """What strangers drop, adverts a day."""
    dependence: float = 0.0
    """How far the host carries it: he starts and answers this share, and this share falls silent when he is away."""
    gone: float = 0.0
    """The host leaves after seven weeks, and this share of the people with him."""
    chained: float = 0.7
    """Share of the newcomers whom an earlier newcomer brought; the host brought the rest."""


@dataclass
class _Pages:
    """The chat while it is written, in any order."""

    rows: list[tuple[datetime, int, str, int | None]] = field(default_factory=list)
    events: list[dict[str, object]] = field(default_factory=list)

    def say(self, at: datetime, person: int, text: str, reply_to: int | None = None) -> int:
        self.rows.append((at, person, text, reply_to))
        return len(self.rows) - 1


def chat_of(group: Group) -> Chat:
    """The chat of such a group, as a format that tells roles, replies and joins would give it."""
    pages = _Pages()
    start = datetime.combine(FIRST_DAY, datetime.min.time())
    first_newcomer = 1 + len(SETTLERS)
    first_stranger = first_newcomer + len(NEWCOMERS)
    leaves = {person: _luck(person, 0, 9).random() < group.gone for person in range(first_stranger)}
    came = [3 + index * 3 for index in range(len(NEWCOMERS))]

    def there(person: int, day: int) -> bool:
        return day < 49 or group.gone == 0.0 or (person != HOST and not leaves[person])

    def somebody(luck: np.random.Generator, day: int) -> int:
        carries, pick, late = luck.random(3)
        settled = [first_newcomer + i for i, joined in enumerate(came) if joined + 8 < day]
        everybody = [*range(1, first_newcomer), *settled]
        return 1 + int(pick * group.core) if carries < 0.9 else everybody[int(late * len(everybody))]

    for day in range(DAYS):
        away = day % 4 == 3
        for hour, begins in enumerate(HOURS):
            luck = _luck(day, hour, 1)
            at = start + timedelta(days=day, hours=begins, minutes=int(luck.integers(0, 40)))
            asks, met, thanked, carried, sleeps, replied = luck.random(6)
            voices = [somebody(luck, day) for _ in range(4)]
            say = _Wording(luck)
            if (away and sleeps < group.dependence) or not there(voices[0], day):
                continue
            host_there = not away and there(HOST, day)
            first = HOST if host_there and carried < group.dependence * 0.8 else voices[0]
            if asks < 0.4:
                asked, told = say.pair(ASKED)
                question = pages.say(at, voices[0], asked)
                helper = next((who for who in voices[1:] if who != voices[0] and there(who, day)), None)
                helper = HOST if host_there and carried < 0.1 + group.dependence * 0.9 else helper
                if met < group.answered and helper is not None:
                    later = at + timedelta(minutes=4 + int(luck.integers(0, 6)))
                    answer = pages.say(later, helper, told, question)
                    if thanked < 0.6:
                        pages.say(later + timedelta(minutes=2), voices[0], say(THANKS), answer)
                continue
            line = pages.say(at, first, say.talk(CHAT))
            for place, who in enumerate(voices[1:], 1):
                text, wait = say.talk(GO_ON), int(luck.integers(2, 5))
                if who != first and there(who, day):
                    line = pages.say(at + timedelta(minutes=place * wait), who, text, line if replied < 0.7 else None)
        _host_day(pages, start + timedelta(days=day), day, away or not there(HOST, day), group.offers)
        _weekly(pages, start + timedelta(days=day), day, [somebody(_luck(day, i, 3), day) for i in range(6)], there)

    _newcomers(pages, start, came, first_newcomer, group.chained, there)
    strangers = int(group.adverts * DAYS)
    for number in range(strangers):
        luck = _luck(number, 0, 7)
        at = start + timedelta(days=int(luck.random() * DAYS), hours=9.4 + 12 * luck.random())
        pages.say(at, first_stranger + number, _Wording(luck)(ADVERTS))
    return _bound(pages, start, first_stranger, strangers)


def _host_day(pages: _Pages, start: datetime, day: int, silent: bool, offers: float) -> None:
    """What the host does of himself on one day: one service, and so many offers."""
    luck = _luck(day, 0, 2)
    say = _Wording(luck)
    service = say(SERVICE)
    if silent:
        return
    pages.say(start + timedelta(hours=7, minutes=int(luck.integers(0, 30))), HOST, service)
    for number in range(int(offers * (day + 1)) - int(offers * day)):
        extra = _luck(day, number, 4)
        pages.say(
            start + timedelta(hours=7.6 + number * 1.7, minutes=int(extra.integers(0, 15))),
            HOST,
            _Wording(extra)(OFFERS),
        )


def _weekly(pages: _Pages, start: datetime, day: int, people: list[int], there: object) -> None:
    """What comes once a week: something done together, a suggestion, a call to all; and now and then what it is for."""
    assert callable(there)
    luck = _luck(day, 0, 5)
    say = _Wording(luck)
    people = [who for who in dict.fromkeys(people) if there(who, day)]
    names = _names(0)
    if day % 7 == 2 and len(people) > 2:
        head = f"#接龙\n周六早上九点{say(ACTS)}，能来的接龙\n"
        signed: list[str] = []
        for number, who in enumerate(people, 1):
            signed.append(f"{number}. {names[who]}")
            pages.say(start + timedelta(hours=13.5, minutes=9 * number), who, head + "\n".join(signed))
    if day % 7 == 4 and people:
        wish = pages.say(start + timedelta(hours=9.3), people[0], say(SUGGESTIONS))
        if there(HOST, day):
            pages.say(start + timedelta(hours=9.3, minutes=20), HOST, say(HEARD), wish)
    if day % 14 == 8 and there(HOST, day):
        pages.say(start + timedelta(hours=11.4), HOST, CALLS[day // 14 % len(CALLS)])
        for number, who in enumerate(people[:5]):
            pages.say(start + timedelta(hours=11.4, minutes=5 + 4 * number), who, say(COMING))
    if day % 20 == 10 and people:
        pages.say(start + timedelta(hours=15.8), people[0], VOICES[day // 20 % len(VOICES)])


def _newcomers(pages: _Pages, start: datetime, came: list[int], first: int, chained: float, there: object) -> None:
    """Who comes, brought by whom, greeted by whom, and back in the second week."""
    assert callable(there)
    for index, day in enumerate(came):
        luck, who = _luck(index, 0, 6), first + index
        by_newcomer, which, greeter = luck.random(3)
        say = _Wording(luck)
        hello, welcome, back = say(HELLO), say(WELCOME), say(BACK)
        inviter = first + index - 1 - int(which * min(2, index)) if index and by_newcomer < chained else HOST
        if not there(who, day) or not there(inviter, day):
            continue
        at = start + timedelta(days=day, hours=17.9)
        pages.events.append({"at": at, "kind": "invite", "actor": inviter, "target": who, "via": "invite", "text": ""})
        line = pages.say(at + timedelta(minutes=6), who, hello)
        greets = 1 + int(greeter * 20)
        if there(greets, day):
            pages.say(at + timedelta(minutes=9), greets, welcome, line)
        if day + 10 < DAYS and there(who, day + 10):
            pages.say(at + timedelta(days=10), who, back)


def _bound(pages: _Pages, start: datetime, known: int, strangers: int) -> Chat:
    """The pages in order of time as the tables of a chat."""
    order = sorted(range(len(pages.rows)), key=lambda row: (pages.rows[row][0], row))
    place = {row: id_ for id_, row in enumerate(order)}
    messages = [
        {
            "id": place[row], "source_id": str(place[row] + 1), "at": pages.rows[row][0], "person": pages.rows[row][1],
            "text": pages.rows[row][2], "kind": "text",
            "reply_to": None if (to := pages.rows[row][3]) is None else place[to],
        }
        for row in order
    ]  # fmt: skip
    opening = [
        {"at": start, "kind": "create", "actor": HOST, "target": None, "via": None, "text": ""},
        {"at": start, "kind": "announce", "actor": HOST, "target": None, "via": None, "text": PURPOSE},
    ]
    events = sorted([*opening, *pages.events], key=lambda event: str(event["at"]))
    names = _names(strangers)
    people = [
        {
            "person": person, "name": name, "names": [name], "source_id": f"id{person}", "role": "owner" if person == HOST else "member",
            "me": False,
        }
        for person, name in enumerate(names)
    ]  # fmt: skip
    count = len(messages) + len(events)
    return Chat(
        title="河湾里共享菜园",
        platform="wechat",
        messages=frame(messages, MESSAGES),
        events=frame([{"id": id_, **event} for id_, event in enumerate(events)], EVENTS_SCHEMA),
        people=frame(people, PEOPLE),
        report=ReadReport(format="invented", files=("invented",), lines=count, understood=count),
        members=known,
        has=frozenset({"replies", "joins", "leaves", "roles", "ids", "members"}),
    )


def _names(strangers: int) -> list[str]:
    return ["菜园老温", *SETTLERS, *NEWCOMERS, *(f"过客{number}" for number in range(strangers))]


def _luck(*of: int) -> np.random.Generator:
    return np.random.default_rng([2021, *of])


class _Wording:
    """Says a sentence of a list, with a plant, a place and prices in it."""

    def __init__(self, luck: np.random.Generator) -> None:
        self.luck = luck

    def __call__(self, sentences: tuple[str, ...]) -> str:
        return self.pair(tuple((sentence, "") for sentence in sentences))[0]

    def talk(self, sentences: tuple[str, ...]) -> str:
        """The same, and often a word more."""
        said, more = self(sentences), self.luck.random(2)
        return said + MORE[int(more[0] * len(MORE))] if more[1] < 0.6 else said

    def pair(self, sentences: tuple[tuple[str, str], ...]) -> tuple[str, str]:
        which, plant, place, price = self.luck.random(4)
        now = int(9 + 40 * price)
        words = {
            "plant": PLANTS[int(plant * len(PLANTS))],
            "place": PLACES[int(place * len(PLACES))],
            "now": now,
            "was": now * 2 + 9,
        }
        first, second = sentences[int(which * len(sentences))]
        return first.format(**words), second.format(**words)


def told(chat: Chat) -> pl.DataFrame:
    """Messages with names, for looking at."""
    return (
        chat.messages.join(chat.people.select("person", "name"), on="person")
        .sort("id")
        .select("at", "name", "text", "reply_to")
    )
