"""A big invented group chat, any number of messages, as WhatsApp text and as the same chat in Telegram's result.json.

    python benchmarks/generate.py 1000000 --to build/bench          # chat_1000000.txt and chat_1000000.json

480 people come and go over four years, talk in bursts, ask, answer, thank, advertise and say 收到; two thirds of it in
Chinese. Every word is composed from the lists below: no real person, shop or number. Seeded: same size, same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

PEOPLE = 480
FOUNDERS = 12
"""Of them, those who are there from the first hour and never leave."""
START = datetime(2021, 3, 1, tzinfo=UTC)
DAYS = 1461
BLOCK = 100_000
"""Messages worded and written at a time: memory does not grow with the size."""
TITLE = "河湾里邻里互助"
FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"
"""Where the benchmarks keep their exports unless told otherwise; not under version control."""

CHATTER, QUESTION, ANSWER, THANKS, FILLER, DUTY, ADVERT, MEDIA, LINK = range(9)

Ints = npt.NDArray[np.int64]

# ------------------------------------------------------------------------------------------------ what people say

_SUR = "林周陈许沈顾陆宋唐韩罗梁董萧程曹袁邓傅曾彭苏蒋蔡余杜叶魏吕"
_GIVEN = "小满 阿芬 晓雯 一诺 石头 大海 可心 老木 冬青 阿澈 子墨 南风 小鹿 青禾 阿宽 豆豆 雨桐 安然 木子 星河".split()
_FIRST = "Ada Bram Cleo Dara Edda Finn Gwen Hugo Iris Joss Kit Lena Milo Nora Otis Pia Quin Rhea Seth Tova".split()
_LAST = "Ashby Birch Calder Denholm Elwood Farrow Garrick Hollis".split()

_WHEN = (
    "昨晚 今早 刚才 上周 前天 中午 周末 这两天 路上 刚刚 半夜 早上 去年 月初 这几天 今天 周三 饭后 放假前 最近".split()
)
_WHEN += [f"{hour}点{minute}" for hour in range(6, 24) for minute in ("", "半", "多")]
_WHERE = (
    "楼下 小区 东门 菜场 学校 公司 河边 图书馆 地铁口 医院 快递柜 车库 操场 我家 隔壁 社区 物业 食堂 公园 球场".split()
)
_WHERE += [f"{number}号楼" for number in range(1, 41)] + [f"{number}路车站" for number in range(1, 30)]
_THING = (
    "路灯 电梯 水管 网 面馆 桂花 孩子 老人 猫 球场 停车位 早餐摊 保安 旧书会 空调 被子 橘猫 桌椅 味道 修鞋师傅 米饭 钥匙 面包 作业 牙 简历 葱 腰 琴 "
    "老家 夜校 复查 邻居 快递 雨 雪 窗户 门禁 垃圾桶 菜价 公交 票 照片 蛋糕 自行车 鱼 鞋 台灯 手机 合唱 会议 水 电 灯 花 狗 书 茶 药 饭"
).split()
_STATE = (
    "修好了 又坏了 不见了 挺好 到了 还没来 换新的了 太吵了 有点贵 特别多 搬走了 没人管 排长队 刚弄完 停了 开始了 结束了 慢得很 比去年好 "
    "真香 没事了 长高了 漏了 找到了 忘带了 做好了 退了 取消了 改时间了 满了 空了 涨了 便宜了 干净了 乱了 重了 掉了 送来了 差一点 还行"
).split()
_WHAT = [thing + state for thing in _THING for state in _STATE]
_TAIL = (
    "，真没想到 ，笑死我了 ，还挺高兴的 ，有点累 ，改天再说 ，大家路过小心 ，我拍了照 ，下次一起 ，也算值了 ，老样子 ，哈哈 ，唉 ，慢慢来吧 ，"
    "不知道说什么好 ，我妈也这么讲 ，记一下 ，明天再看看 ，就是有点吵 ，比去年强 ，先这样 。 ～ ！ 呢 啦 ，你们那边怎样 ，跟想的不一样 ，一晚上没睡好"
).split()
_ASK = "请问 有没有人知道 大家 各位 求助， 想问下 有谁了解 麻烦问一下， 哪位邻居 弱弱问一句，".split()
_TOPIC = (
    "牙科 通下水道的师傅 社保转移 少儿钢琴老师 换窗户 二手自行车 停车证 疫苗预约 租房合同 夜间急诊 落户材料 修手机 搬家公司 学游泳 老人体检 "
    "补习英语 宠物医院 护照更换 公积金提取 驾照换证 装宽带 除甲醛 幼儿园报名 失业登记 考研辅导 劳动仲裁 心理咨询 家电维修 旧衣回收 图书馆办证"
).split()
_ASKS = (
    "去哪里办比较快？ 怎么弄啊 要带什么材料？ 大概多少钱？ 有推荐的吗 周末开门吗 有人试过吗？ 怎么预约？ 要等多久 哪家靠谱一点？ 能在网上办吗 "
    "找谁问合适？ 会不会很麻烦 该怎么准备？ 有没有坑要避开？"
).split()
_SAYS = "我之前办过 可以试试 我建议你 一般是这样， 我们家用的是 亲测可以， 你先 我帮你问了， 我的经验是 上个月刚弄好， 不难， 其实".split()
_HOW = (
    "去二楼窗口 打社区电话 周二上午人少 带身份证和复印件 在小程序里预约 找三号楼的周师傅 先拍照发过去 走东门那条路 重启一下就好 提前一周约 "
    "问物业要钥匙 把旧的拿去换 下午三点以后去 先查一下余额 在网上交材料 找值班医生开单 顺路我带你去 我有多的可以给你 看群文件第三个 换个浏览器试试"
).split()
_GOODS = "草莓 牛肉 面膜 蓝牙耳机 保温杯 儿童绘本 山核桃 羽绒服 洗衣液 瑜伽课 电动牙刷 土鸡蛋 床品四件套 空气炸锅 护眼台灯".split()
_OFFER = "限时秒杀 全场包邮 买一送一 老客户专享 工厂直销 今日团购价 最后三天 拼团立减 券后到手价 会员内部价".split()
_CALL = "需要的私聊我 扫码下单 点链接直接拍 手慢无 加我微信领券 名额仅剩不多 先到先得，速来 喜欢再拍，支持退换".split()
_FILL = "哈哈哈 好的 嗯嗯 是的 对 👍 😂😂 可以 没错 好嘞 行 🙏 早 哈哈 同意 真的假的 厉害 ok 好 晚安".split()
_DUTY = "收到 1 已阅 收到，谢谢 打卡 报到 已填 +1".split()
_THANK = "谢谢 多谢 太感谢了 谢谢你 感谢 辛苦了".split()
_THANKED = "，帮大忙了 ，弄好了 ，我明天就去 ，解决了 ，省了好多事 ！ 🙏 ，回头请你吃饭 ，真的有用".split()

_EN_WHO = "We|Mum|The kids|Our team|My sister|The shop|Half the street|The choir|Someone|I|Dad|The twins|Number 9|They|Gran".split(
    "|"
)
_EN_DID = (
    "fixed the gate|cooked for ten|walked the river|found a kitten|missed the bus|planted beans|moved the piano|ran out of milk|"
    "painted the shed|sent the form|saw the heron|mended a bike|slept in|made soup|swept the stairs|read it all|lost the keys|"
    "burnt the rice|won at chess|got the job|passed|cut the hedge|baked bread|lost the cat|saw snow|heard the bell|ran 5k|"
    "broke a cup|called the vet|found the cat|paid the bill|took the train|fell asleep|went home|came back|waited"
).split("|")
_EN_WHEN = "today|again|at last|last night|on Sunday|after work|before lunch|twice|yesterday|this week|too".split("|")
_EN_WHEN += [f"at {hour}" for hour in range(1, 13)] + [f"on the {day}th" for day in range(4, 20)]
_EN_TAIL = ", quite a day|, never again|, worth it|, come and see|, haha| :)|.|!|, photos later|, who knew||, sorry|, finally|...".split(
    "|"
)
_EN_TOPIC = (
    "a good dentist|a plumber for Sunday|the night bus|a piano teacher|the parking permit|a second-hand bike|the tax form|a vet|"
    "swimming lessons|the library card|a quiet place to study|childcare in August|a lease agreement|the blood test"
).split("|")
_EN_ASK = (
    "Does anyone know|Can anybody recommend|Any advice on|Has anyone tried|Where do you go for|How do I sort out".split(
        "|"
    )
)
_EN_SAYS = "You could try|I had the same, so|Worked for me:|Usually|I'd suggest:|Happy to help,|Have a look at".split(
    "|"
)
_EN_HOW = (
    "the desk on the second floor|ring before nine|the clinic by the bridge|book it online|bring two copies|ask for the duty officer|"
    "the Tuesday slot|restart it and wait|the pinned note|take the side road|use the old form|call again after four"
).split("|")
_EN_GOODS = "Face cream|Standing desk|Kids' boots|Protein bars|Travel mug|Art course|Wall lamp|Phone case".split("|")
_EN_FILL = "ok|haha|yes|lol|sure|nice|agreed|👍|same here|good morning|no way|true".split("|")

Rng = np.random.Generator


def _zh_chatter(rng: Rng, count: int) -> list[str]:
    """``when + where + what + tail``, with parts left out: lengths spread as in a real chat."""
    when, where, what, tail = (_picked(rng, words, count) for words in (_WHEN, _WHERE, _WHAT, _TAIL))
    more, shape = _picked(rng, _WHAT, count), rng.integers(0, 12, count)
    return [
        w + t if s <= 1
        else a + w if s <= 3
        else b + w if s <= 5
        else a + w + t if s <= 8
        else b + w + t if s <= 10
        else f"{a}{b}{w}，{e}{t}"
        for a, b, w, t, e, s in zip(when, where, what, tail, more, shape.tolist(), strict=True)
    ]  # fmt: skip


def _en_chatter(rng: Rng, count: int) -> list[str]:
    who, did, when, tail = (_picked(rng, words, count) for words in (_EN_WHO, _EN_DID, _EN_WHEN, _EN_TAIL))
    more, shape = _picked(rng, _EN_DID, count), rng.integers(0, 6, count)
    return [
        f"{b} {c}{d}" if s == 0
        else f"{a} {b} {c}" if s == 1
        else f"{a} {b} {c}{d}" if s <= 4
        else f"{a} {b} {c}, {e}{d}"
        for a, b, c, d, e, s in zip(who, did, when, tail, more, shape.tolist(), strict=True)
    ]  # fmt: skip


def _three(first: list[str], second: list[str], third: list[str], glue: str = "") -> Callable[[Rng, int], list[str]]:
    """One word of each list, and often a chatting clause before it, as people do."""

    def say(rng: Rng, count: int) -> list[str]:
        parts = zip(*(_picked(rng, words, count) for words in (first, second, third)), strict=True)
        told = _en_chatter(rng, count) if glue else _zh_chatter(rng, count)
        alone = rng.random(count) < 0.8
        return [
            glue.join(part) if bare else f"{tale} {glue.join(part)}"
            for part, tale, bare in zip(parts, told, alone, strict=True)
        ]

    return say


def _adverts(rng: Rng, count: int) -> list[str]:
    offer, goods, call, more = (_picked(rng, words, count) for words in (_OFFER, _GOODS, _CALL, _OFFER))
    was, now, left = rng.integers(60, 400, count), rng.integers(9, 60, count), rng.integers(3, 99, count)
    return [
        f"【{o}】{g} 原价{w}元，现价{n}元！\n{m}，仅剩{k}份\n{c}" if k % 2 else f"{o}！{g}{n}元，{c}"
        for o, g, c, m, w, n, k in zip(offer, goods, call, more, was.tolist(), now.tolist(), left.tolist(), strict=True)
    ]


def _en_adverts(rng: Rng, count: int) -> list[str]:
    goods, price = _picked(rng, _EN_GOODS, count), rng.integers(5, 90, count).tolist()
    return [
        f"{g} only £{p} this week, limited offer! DM to order, free shipping" for g, p in zip(goods, price, strict=True)
    ]


def _plain(words: list[str]) -> Callable[[Rng, int], list[str]]:
    return lambda rng, count: _picked(rng, words, count)


def _links(rng: Rng, count: int) -> list[str]:
    told, number = _zh_chatter(rng, count), rng.integers(1000, 999_999, count).tolist()
    return [f"{t} https://example.org/{n}" for t, n in zip(told, number, strict=True)]


_ZH: dict[int, Callable[[Rng, int], list[str]]] = {
    CHATTER: _zh_chatter, QUESTION: _three(_ASK, [near + topic for near in _WHERE for topic in _TOPIC], _ASKS),
    ANSWER: _three(_SAYS, [when + how for when in _WHEN for how in _HOW], _TAIL),
    THANKS: _three(_THANK, _THANKED, ["", "～", "！", " 😊"]), FILLER: _plain(_FILL), DUTY: _plain(_DUTY),
    ADVERT: _adverts, MEDIA: _plain([""]), LINK: _links,
}  # fmt: skip
_EN: dict[int, Callable[[Rng, int], list[str]]] = {
    CHATTER: _en_chatter, QUESTION: _three(_EN_ASK, _EN_TOPIC, ["?", "nearby?", "please?", "this month?"], " "),
    ANSWER: _three(_EN_SAYS, _EN_HOW, ["tomorrow.", "first.", "if you can.", "- it helped us."], " "),
    THANKS: _three(["Thanks", "Thank you", "Cheers"], ["so much", "a lot", "all"], ["!", ", sorted now", ", that worked"], " "),
    FILLER: _plain(_EN_FILL), DUTY: _plain(["noted", "received", "ok noted", "done"]), ADVERT: _en_adverts,
    MEDIA: _plain([""]), LINK: _links,
}  # fmt: skip


def _picked(rng: Rng, words: list[str], count: int) -> list[str]:
    return [words[i] for i in rng.integers(0, len(words), count)]


# ------------------------------------------------------------------------------------------------- who, when, to whom


@dataclass(frozen=True, order=True)
class Event:
    """Somebody made the group, came (``by`` whom, -1 by link) or went."""

    at: int
    person: int
    kind: str
    by: int = -1


@dataclass(frozen=True)
class Talk:
    """The bones of the chat: who says what kind of thing when, and to whom. Sorted by time."""

    at: Ints
    """Seconds since :data:`START`."""
    person: Ints
    kind: Ints
    chinese: npt.NDArray[np.bool_]
    answers: Ints
    """Row that is answered, -1 for none."""
    events: list[Event]
    """Arrivals and leaves, sorted by time; person 0 made the group."""


def names() -> list[str]:
    """480 invented names, every twentieth a number as WhatsApp shows people outside the address book."""
    chinese = [f"{sur}{given}" for given in _GIVEN for sur in _SUR][:601]  # a prime: seven steps reach them all
    english = [f"{first} {last}" for last in _LAST for first in _FIRST]
    mixed = [english[i // 3] if i % 3 == 2 else chinese[i * 7 % len(chinese)] for i in range(PEOPLE)]
    return [f"+1 212 555-01{i // 20:02d}" if i % 20 == 19 else name for i, name in enumerate(mixed)]


def talk(messages: int, seed: int = 7) -> Talk:
    """Bursts of talk between a few people each, busier in the evening, by a group that changes over the years."""
    rng = np.random.default_rng(seed)
    joins = (
        np.sort(np.where(rng.random(PEOPLE) < 0.25, rng.random(PEOPLE) * 0.02, rng.random(PEOPLE) * 0.92))
        * DAYS
        * 86400
    )
    joins[:FOUNDERS] = 0
    stays = joins + rng.exponential(420, PEOPLE) * 86400
    stays[:FOUNDERS] = DAYS * 86400
    voice = rng.permutation(1 / np.arange(1, PEOPLE + 1) ** 0.9)

    bursts = max(1, messages // 7)
    sizes = np.minimum(1 + rng.geometric(0.16, bursts), 60)
    while sizes.sum() < messages:
        sizes = np.append(sizes, 1 + rng.geometric(0.16, max(1, bursts // 50)))
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), messages)) + 1]
    sizes[-1] -= sizes.sum() - messages
    hours = np.array([1, 1, 1, 1, 1, 2, 5, 9, 9, 8, 8, 9, 11, 9, 7, 7, 8, 10, 12, 14, 16, 15, 9, 4], dtype=float)
    start = (
        rng.integers(0, DAYS, len(sizes)) * 86400
        + rng.choice(24, len(sizes), p=hours / hours.sum()) * 3600
        + rng.integers(0, 3600, len(sizes))
    )
    order = np.argsort(start, kind="stable")
    start = start[order]

    # Three voices a burst, drawn month by month among those who are there.
    voices = np.zeros((len(sizes), 3), dtype=np.int64)
    month = start // (30 * 86400)
    for number in np.unique(month):
        rows = np.flatnonzero(month == number)
        now = number * 30 * 86400
        there = np.flatnonzero((joins <= now) & (stays > now))
        share = voice[there] / voice[there].sum()
        voices[rows] = there[rng.choice(len(there), (len(rows), 3), p=share)]

    burst = np.repeat(np.arange(len(sizes)), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    place = np.arange(messages) - first
    gap = np.where(place == 0, 0, rng.exponential(45, messages).astype(np.int64) + 1)
    since = np.cumsum(gap)
    at = np.repeat(start, sizes) + since - since[first]
    person = voices[burst, np.where(place == 0, 0, rng.integers(0, 3, messages))]

    chance = rng.random(messages)
    asked = (rng.random(len(sizes)) < 0.3)[burst]
    kind = np.select(
        [chance < 0.70, chance < 0.80, chance < 0.85, chance < 0.89, chance < 0.93, chance < 0.96, chance < 0.98],
        [CHATTER, FILLER, MEDIA, DUTY, CHATTER, ADVERT, LINK], QUESTION,
    )  # fmt: skip
    kind[asked & (place == 0)] = QUESTION
    kind[asked & (place > 0) & (place < 5) & (person != voices[burst, 0]) & (chance < 0.6)] = ANSWER
    kind[asked & (place > 2) & (person == voices[burst, 0]) & (chance < 0.35)] = THANKS

    answers = np.where((place > 0) & (rng.random(messages) < 0.25), np.arange(messages) - 1, -1)
    answers = np.where((kind == ANSWER) & (rng.random(messages) < 0.5), first, answers)

    sort = np.argsort(at, kind="stable")
    rank = np.empty(messages, dtype=np.int64)
    rank[sort] = np.arange(messages)
    chinese = rng.random(len(sizes))[burst] < 0.72
    moved = np.where(answers[sort] >= 0, rank[np.maximum(answers[sort], 0)], -1)
    inviter = np.where(rng.random(PEOPLE) < 0.6, rng.integers(0, np.maximum(1, np.arange(PEOPLE))), -1)
    events = [Event(0, 0, "create", 0)]
    events += [
        Event(int(joins[who]), who, "invite" if inviter[who] >= 0 else "join", int(inviter[who]))
        for who in range(1, PEOPLE)
    ]
    events += [Event(int(stays[who]), who, "leave") for who in range(FOUNDERS, PEOPLE) if stays[who] < at[sort[-1]]]
    return Talk(at[sort], person[sort], kind[sort], chinese[sort], moved, sorted(events))


def texts(told: Talk, seed: int = 7) -> Iterator[tuple[int, list[str]]]:
    """``(first row, texts)`` a block at a time. Media have the text ``""``."""
    for begin in range(0, len(told.at), BLOCK):
        rng = np.random.default_rng([seed, begin])
        kind, chinese = told.kind[begin : begin + BLOCK], told.chinese[begin : begin + BLOCK]
        made = np.empty(len(kind), dtype=object)
        for number in range(9):
            for language, lexicon in ((True, _ZH), (False, _EN)):
                rows = np.flatnonzero((kind == number) & (chinese == language))
                made[rows] = lexicon[number](rng, len(rows))
        # A few long stories in paragraphs.
        for row in np.flatnonzero((kind == CHATTER) & (rng.random(len(kind)) < 0.035)):
            made[row] = "\n".join([made[row], *_zh_chatter(rng, int(rng.integers(1, 4)))])
        yield begin, made.tolist()


# ------------------------------------------------------------------------------------------------------ as an export


def write_whatsapp(path: Path, told: Talk, seed: int = 7) -> None:
    """The chat as WhatsApp on an Android phone set to British English writes it."""
    who = names()
    days = [(START + timedelta(days=day)).strftime("%d/%m/%Y, ") for day in range(DAYS + 2)]
    minutes = [f"{minute // 60:02d}:{minute % 60:02d} - " for minute in range(1440)]

    def head(second: int) -> str:
        return days[second // 86400] + minutes[second % 86400 // 60]

    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f"{head(0)}Messages and calls are end-to-end encrypted. Only people in this chat can read them. Learn more.\n"
        )
        waiting = list(reversed(told.events))
        for begin, said in texts(told, seed):
            rows = slice(begin, begin + len(said))
            lines = []
            for second, person, text in zip(told.at[rows].tolist(), told.person[rows].tolist(), said, strict=True):
                while waiting and waiting[-1].at <= second:
                    event = waiting.pop()
                    lines.append(f"{head(event.at)}{_sentence(event, who)}\n")
                lines.append(f"{head(second)}{who[person]}: {text or '<Media omitted>'}\n")
            file.write("".join(lines))


def _sentence(event: Event, who: list[str]) -> str:
    name = who[event.person]
    if event.kind == "create":
        return f'{name} created group "{TITLE}"'
    if event.kind == "invite":
        return f"{who[event.by]} added {name}"
    return f"{name} left" if event.kind == "leave" else f"{name} joined using this group's invite link"


def write_telegram(path: Path, told: Talk, seed: int = 7) -> None:
    """The chat as Telegram Desktop writes result.json: one blank of indentation a level, ids as text."""
    who = [json.dumps(name, ensure_ascii=False) for name in names()]
    title = json.dumps(TITLE, ensure_ascii=False)
    epoch = int(START.timestamp())
    # Events take numbers of their own: the number of a message is its row and the events before it.
    number = np.arange(len(told.at)) + np.searchsorted([event.at for event in told.events], told.at, side="right") + 1
    before = np.searchsorted(told.at, [event.at for event in told.events], side="left").tolist()
    waiting = [(event, id_ + order + 1) for order, (event, id_) in enumerate(zip(told.events, before, strict=True))][
        ::-1
    ]
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n "name": {title},\n "type": "private_supergroup",\n "id": 1700000007,\n "messages": [\n')
        glue = ""
        for begin, said in texts(told, seed):
            rows = slice(begin, begin + len(said))
            columns = (told.at[rows], told.person[rows], told.kind[rows], told.answers[rows], number[rows])
            blocks = []
            for second, person, kind, answers, id_, text in zip(
                *(column.tolist() for column in columns), said, strict=True
            ):
                while waiting and waiting[-1][0].at <= second:
                    event, event_id = waiting.pop()
                    blocks.append(
                        f'{{\n   "id": {event_id},\n   "type": "service",\n   {_stamp(epoch + event.at)},\n'
                        f'   {_action(event, who, title)},\n   "text": "",\n   "text_entities": []\n  }}'
                    )
                reply = f'\n   "reply_to_message_id": {number[answers]},' if answers >= 0 else ""
                blocks.append(
                    f'{{\n   "id": {id_},\n   "type": "message",\n   {_stamp(epoch + second)},\n'
                    f'   "from": {who[person]},\n   "from_id": "user{7_000_000_000 + person}",{reply}{_body(kind, text)}\n  }}'
                )
            file.write(glue + "  " + ",\n  ".join(blocks))
            glue = ",\n"
        file.write("\n ]\n}")


def _action(event: Event, who: list[str], title: str) -> str:
    actor = event.by if event.kind == "invite" else event.person
    did = {
        "create": f'"action": "create_group",\n   "title": {title},\n   "members": [\n    {who[0]}\n   ]',
        "invite": f'"action": "invite_members",\n   "members": [\n    {who[event.person]}\n   ]',
        "join": '"action": "join_group_by_link",\n   "inviter": "Group"',
        "leave": f'"action": "remove_members",\n   "members": [\n    {who[event.person]}\n   ]',
    }
    return f'"actor": {who[actor]},\n   "actor_id": "user{7_000_000_000 + actor}",\n   {did[event.kind]}'


def _stamp(moment: int) -> str:
    told = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f'"date": "{told}",\n   "date_unixtime": "{moment}"'


def _body(kind: int, text: str) -> str:
    if kind == MEDIA:
        return (
            '\n   "photo": "(File not included. Change data exporting settings to download.)",\n   "photo_file_size": 92417,'
            '\n   "width": 960,\n   "height": 1280,\n   "text": "",\n   "text_entities": []'
        )
    if kind == LINK:
        words, _, link = text.rpartition(" ")
        plain, url = json.dumps(words + " ", ensure_ascii=False), json.dumps(link)
        entity = f'{{\n     "type": "link",\n     "text": {url}\n    }}'
        return (
            f'\n   "text": [\n    {plain},\n    {entity},\n    ""\n   ],\n   "text_entities": [\n'
            f'    {{\n     "type": "plain",\n     "text": {plain}\n    }},\n    {entity},\n    {{\n     "type": "plain",\n     "text": ""\n    }}\n   ]'
        )
    said = json.dumps(text, ensure_ascii=False)
    return (
        f'\n   "text": {said},\n   "text_entities": [\n    {{\n     "type": "plain",\n     "text": {said}\n    }}\n   ]'
    )


def made(folder: Path, messages: int, form: str, seed: int = 7) -> Path:
    """The export of a chat of that size in ``folder``, as ``whatsapp`` or ``telegram``; written unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"chat_{messages}{'.txt' if form == 'whatsapp' else '.json'}"
    if not path.exists():
        part = path.with_suffix(".part")
        (write_whatsapp if form == "whatsapp" else write_telegram)(part, talk(messages, seed), seed)
        part.rename(path)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("messages", type=int)
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    for form in ("whatsapp", "telegram"):
        path = made(asked.to, asked.messages, form, asked.seed)
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
