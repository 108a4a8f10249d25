"""Small invented chats: rows of ``(seconds, who, text, kind, reply_to)`` and dictionaries of events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame
from auditor.facts.facts import Facts, FactSettings, build
from auditor.facts.words import Words, read_words

START = datetime(2025, 3, 3, 8)  # a Monday

PATTERNS = {
    "question": r"[?？]|请问|有没有|怎么|谁知道|anyone|how do",
    "answer": r"你可以|试试|在二楼|you can",
    "thanks": r"谢谢|感谢|thanks",
    "promo": r"秒杀|下单|券后|加微",
    "referral": r"拉人返现",
    "duty": r"^(收到.{0,4}|1|好的|打卡)$",
    "filler": r"^(早|哈哈+|嗯|早安|hi|hello)$",
    "in_private": r"私你|加你了",
    "welcome": r"欢迎|welcome",
    "all_call": r"@所有人",
    "purpose": r"为了让|宗旨",
    "bought": r"抢到了|谢谢老板",
    "suggestion": r"建议|希望群主|太吵|不公平",
    "complaint_third_party": r"物业",
    "undertaking": r"报名|集合|一起去",
    "decide": r"投票|征求意见",
    "tactics": r"抽奖|优惠券",
    "order": r"\d份$",
}
"""Stand in for the signals: facts must not depend on the word lists."""


def fire(words: Words) -> pl.DataFrame:
    """The toy signals over everything that may be matched."""
    texts = words.texts
    return texts.select("id", *(pl.col("own").str.contains(found).alias(name) for name, found in PATTERNS.items()))


def make_chat(
    rows: Sequence[tuple[Any, ...]],
    events: Sequence[dict[str, Any]] = (),
    *,
    title: str | None = None,
    platform: str = "wechat",
    has: Sequence[str] = (),
    roles: dict[str, str] | None = None,
    exported_at: datetime | None = None,
    names: Sequence[str] = (),
) -> Chat:
    """A chat of ``rows`` and ``events``; times are seconds after :data:`START` or moments."""
    people: dict[str, int] = {name: row for row, name in enumerate(names)}
    for row in rows:
        if row[1] is not None:
            people.setdefault(row[1], len(people))
    for event in events:
        for part in ("actor", "target"):
            if event.get(part) is not None:
                people.setdefault(event[part], len(people))

    def moment(when: Any) -> datetime:
        return when if isinstance(when, datetime) else START + timedelta(seconds=when)

    messages = [
        {
            "id": number,
            "at": moment(row[0]),
            "person": people.get(row[1]),
            "text": row[2],
            "kind": row[3] if len(row) > 3 else "text",
            "reply_to": row[4] if len(row) > 4 else None,
        }
        for number, row in enumerate(rows)
    ]
    told = [
        {
            "id": len(rows) + number,
            "at": moment(event["at"]),
            "kind": event["kind"],
            "actor": people.get(event.get("actor")),
            "target": people.get(event.get("target")),
            "via": event.get("via"),
            "text": event.get("text", ""),
        }
        for number, event in enumerate(events)
    ]
    listed = [
        {"person": row, "name": name, "names": [name], "role": (roles or {}).get(name, "unknown"), "me": False}
        for name, row in people.items()
    ]
    return Chat(
        title, platform, frame(messages, MESSAGES), frame(told, EVENTS_SCHEMA), frame(listed, PEOPLE),
        ReadReport("wechat", ("x.txt",), 1, 1), has=frozenset(has), exported_at=exported_at,
    )  # fmt: skip


@pytest.fixture
def chat_of() -> Callable[..., Chat]:
    return make_chat


@pytest.fixture
def facts_of() -> Callable[..., Facts]:
    """Facts of a chat made from rows and events; keywords of ``FactSettings`` go there, the others to the chat."""

    def made(rows: Sequence[tuple[Any, ...]], events: Sequence[dict[str, Any]] = (), **more: Any) -> Facts:
        settings = {name: more.pop(name) for name in list(more) if name in FactSettings.__slots__}
        chat = make_chat(rows, events, **more)
        words = read_words(chat)
        return build(chat, words, fire(words), FactSettings(**settings))

    return made


@pytest.fixture
def words_of() -> Callable[..., Words]:
    return lambda rows, events=(), **more: read_words(make_chat(rows, events, **more))
