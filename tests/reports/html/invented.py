"""Invented pictures for the invented shop: a small circle, a crowd, names of every kind, and results with nothing in them."""

from __future__ import annotations

from typing import Any

from auditor.parts import Evidence, Prose, Says
from auditor.portrait import (
    Arrival,
    Carrier,
    Carrying,
    InviteTree,
    NeedLevel,
    NeedProfile,
    Network,
    Node,
    Portrait,
    Tie,
)
from auditor.result import ActOn, Course, Repeated, Result, ScoreRange, Stretch

NAMES = (
    "小鱼团长", "林小满", "阿芬", "老周", "豆豆妈", "石榴姐", "阿杜", "梧桐", "Annabelle Featherstonehaugh-Cholmondeley",
    "一一妈", "石头", "大海", "Mo", "今天也要早睡早起好好吃饭的一只小鹿", "👨‍👩‍👧 三口之家", "محمد", "さくら", "W" * 40,
)  # fmt: skip
LEVELS = {
    "physiological": ("身体和温饱", "body and livelihood"), "safety": ("安全和稳定", "safety"), "belonging": ("归属", "belonging"),
    "esteem": ("尊重", "esteem"), "actualisation": ("成长", "growth"),
}  # fmt: skip
RUNGS = ("once", "returning", "regular", "core")
HOSTILE = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", '"><svg onload=alert(3)>', "\u202egnp.exe\u202c",
    "a\x00b\x07c\x1b[31m\x85\ufffe", "{{ 7 * 7 }}{% raw %}", "]]>--></style><style>*{display:none}", "javascript:alert(4)",
    "' onmouseover='alert(5)", "&lt;b&gt;&#x202e;", "\ud83d", "Z̸̢̛̛̺̱͔̓͂̃̄a̷l̶g̵o̸",
)  # fmt: skip


def portrait(count: int) -> Portrait:
    """``count`` people, one of them the host; everybody answers a few others, every third brings the next ones."""
    people = [(f"p{number}", NAMES[number] if number < len(NAMES) else f"邻居{number}") for number in range(count)]
    weights = [1 / (number + 1) for number in range(count)]
    total = sum(weights)
    ties = sorted(
        {
            (one, other): float(1 + (one * other) % 5)
            for one in range(count)
            for other in ((one * 7 + 3) % count, one // 3)
            if one != other
        }.items(),
        key=lambda pair: (-pair[1], pair[0]),
    )
    nodes = [
        Node(person=key, name=name, side="member" if number else "host", turns=round(300 * weights[number]) + 1)
        for number, (key, name) in enumerate(people[:80])
    ]
    known = {node.person for node in nodes}
    shown = [(f"p{one}", f"p{other}", times) for (one, other), times in ties]
    arrivals = [
        Arrival(person=key, name=name, by=f"p{(number - 1) // 3}", at=f"2024-02-{1 + number % 28:02}T10:00:00", depth=1 + number % 7, spoke=number % 4 > 0)
        for number, (key, name) in enumerate(people) if number
    ][:150]  # fmt: skip
    inviters = {arrival.by: dict(people)[arrival.by] for arrival in arrivals if arrival.by}
    return Portrait(
        carrying=Carrying(
            people=[
                Carrier(
                    person=key, name=name, side="member" if number else "host", tie=RUNGS[number % 4], turns=round(900 * weights[number]) + 1,
                    share=weights[number] / total, starts=number % 9, answers=number % 7, helped=number % 5, welcomes=number % 3,
                )
                for number, (key, name) in enumerate(people[:20])
            ],
            total=count, ladder={"once": count // 3, "transacted": 2, "returning": count // 4, "regular": 5, "core": 3},
        ),
        network=Network(
            people=nodes, ties=[Tie(from_=one, to=other, times=times) for one, other, times in shown if one in known and other in known][:200],
            total_people=count, total_ties=len(shown), inferred=0.82,
        ),
        invites=InviteTree(arrivals=arrivals, inviters=inviters, total=count + 9, visible=True),
        needs=NeedProfile(
            levels=[
                NeedLevel(
                    level=level, title=Prose(zh=zh, en=en), turns=3 * number, people=number,
                    evidence=[Evidence(message=number, at="2024-05-06T09:30:00", person="p4", name="豆豆妈", text="七个月能吃鳕鱼吗，怎么去刺", why=Prose(zh="", en=""))] if number else [],
                )
                for number, (level, (zh, en)) in enumerate(LEVELS.items())
            ],
            deep=7, shallow=12,
        ),
    )  # fmt: skip


def stretches(result: Result) -> list[Stretch]:
    """Six months; one of them without a score."""
    made = []
    for month in range(1, 7):
        score = None if month == 3 else 60.0 - 5 * month
        judged = ScoreRange(
            score=score, score_low=score and score - 4, score_high=score and score + 5, confidence=score and "medium"
        )
        made.append(
            Stretch(
                label=f"2024-{month:02}", from_=f"2024-{month:02}-01", to=f"2024-{month:02}-28", messages=300, people=30, kind="storefront",
                title=Prose(zh="卖货群", en="Storefront"), overall=judged, questions={question.pack: judged for question in result.questions},
            )
        )  # fmt: skip
    return made


def whole(result: Result, count: int = 40) -> Result:
    """``result`` with every part filled."""
    repeated = Repeated(
        message=5, at="2024-04-02T20:31:05", person="p0", name="小鱼团长", text="姐妹们冲！手慢无", times=9, groups=4
    )
    return result.model_copy(
        update={"portrait": portrait(count), "over_time": stretches(result), "repeated": [repeated]}
    )


def hostile(result: Result) -> Result:
    """Every text of ``result`` that a stranger or an export could have written, hostile."""
    turn = iter(range(10**9))

    def poisoned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: poisoned(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [poisoned(item, key) for item in value]
        if isinstance(value, str) and key in (
            "zh",
            "en",
            "name",
            "text",
            "title",
            "files",
            "encoding",
            "zone",
            "version",
            "settle_with",
        ):
            return HOSTILE[next(turn) % len(HOSTILE)] + value
        return value

    data = poisoned(result.model_dump(by_alias=True))
    data["portrait"]["invites"]["inviters"] = {
        key: HOSTILE[number % len(HOSTILE)] for number, key in enumerate(data["portrait"]["invites"]["inviters"])
    }
    return Result.model_validate(data)


def nothing(result: Result) -> Result:
    """A result in which whatever may be null is null and whatever may be empty is empty."""
    said = Says(code="none", zh="什么也没有", en="nothing")
    bare = {
        "score": None,
        "score_low": None,
        "score_high": None,
        "confidence": None,
        "score_if_unknown_low": None,
        "score_if_unknown_high": None,
        "says": said,
        "rules": [],
    }
    chat = dict.fromkeys(("title", "members", "first", "last", "zone", "as_of", "as_of_source"))
    return result.model_copy(
        update={
            "chat": result.chat.model_copy(update=chat | {"messages": 0, "people": 0}),
            "window": result.window.model_copy(update={"from_": None, "to": None}),
            "profile": result.profile.model_copy(update={"because": None, "proposed": None, "source": "default"}),
            "host": result.host.model_copy(update={"people": []}),
            "read": result.read.model_copy(update={"files": [], "lines": 0, "understood": 0}),
            "verdict": result.verdict.model_copy(update={"share": None, "runner_up": None, "runner_up_title": None, "flags": []}),
            "overall": result.overall.model_copy(update={"score": None, "score_low": None, "score_high": None, "confidence": None, "uncapped": None, "says": None}),
            "questions": [question.model_copy(update=bare) for question in result.questions],
            "packs": [], "gates": [], "advice": [], "act_on": ActOn(), "course": Course(), "measures": {}, "unseen": [],
            "portrait": None, "over_time": [], "repeated": [],
        }
    )  # fmt: skip
