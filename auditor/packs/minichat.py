"""The small conversations of tests, written as people read chats, as a :class:`~auditor.chat.tables.Chat`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame
from auditor.errors import PackError
from auditor.packs.schema import Test

_HEAD = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}(?::\d{2})?) (.*)", re.DOTALL)
_SAID = re.compile(r"([^:：]+)[:：]\s?(.*)", re.DOTALL)
_MEDIA = re.compile(r"\[([^\[\]]{1,12})\]\s*(.*)", re.DOTALL)

KINDS = {
    "图片": "image", "image": "image", "语音": "voice", "voice": "voice", "视频": "video", "video": "video",
    "文件": "file", "file": "file", "表情": "sticker", "sticker": "sticker", "链接": "link", "link": "link",
    "小程序": "card", "card": "card", "位置": "location", "location": "location", "红包": "red_packet",
    "red packet": "red_packet", "转账": "transfer", "transfer": "transfer", "投票": "poll", "poll": "poll",
}  # fmt: skip
"""What a text that begins with ``[…]`` is."""

BY_ONE = ("join", "leave", "create")
"""``* join name``"""
BY_TWO = ("invite", "remove")
"""``* invite name > name、name``"""
SAYING = ("announce", "describe", "rename", "pin")
"""``* announce name: text``"""


@dataclass(frozen=True, slots=True)
class MiniChat:
    """A test's chat, ready to be judged."""

    chat: Chat
    lines: dict[int, int]
    """Number of a line that is a message (from 1, events counted too) → id of the message, in the first playing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as played: a message when ``event`` is empty."""

    number: int
    at: datetime
    event: str
    actor: str | None
    targets: tuple[str, ...]
    text: str


def read_mini(test: Test, where: str = "") -> MiniChat:
    """The chat of ``test``, played as often as it says. Raises :class:`PackError` for a line that is none."""
    entries = _entries(test.chat, where)
    played = [
        _line(number, entry.replace("{n}", str(turn + 1)), timedelta(days=turn * test.every), where)
        for turn in range(test.repeat)
        for number, entry in enumerate(entries, 1)
    ]
    played.sort(key=lambda line: line.at)
    said = [line for line in played if not line.event]
    names = dict.fromkeys(name for line in played for name in (line.actor, *line.targets) if name)
    number = {name: n for n, name in enumerate(names)}
    lines: dict[int, int] = {}
    for row, line in enumerate(said):
        lines.setdefault(line.number, row)
    happened = {line.event for line in played}
    return MiniChat(
        Chat(
            title=test.title,
            platform="table",
            messages=frame([_message(row, line, number) for row, line in enumerate(said)], MESSAGES),
            events=frame(
                [event for row, line in enumerate(played) for event in _events(row, line, number)], EVENTS_SCHEMA
            ),
            people=frame([_person(row, name) for name, row in number.items()], PEOPLE),
            report=ReadReport("test", (test.name,), len(played), len(played)),
            has=frozenset(
                thing
                for thing, kinds in (("joins", {"join", "invite"}), ("leaves", {"leave", "remove"}))
                if happened & kinds
            ),
        ),
        lines,
    )


def _entries(chat: str, where: str) -> list[str]:
    """Lines, each with the rows that go on with it."""
    entries: list[str] = []
    for row in chat.rstrip().splitlines():
        if _HEAD.match(row):
            entries.append(row.rstrip())
        elif entries:
            entries[-1] += "\n" + row.rstrip()
        elif row.strip():
            raise _refusal(row, where)
    if not entries:
        raise PackError("the chat of a test has no line", where=where)
    return [entry.rstrip() for entry in entries]


def _line(number: int, entry: str, later: timedelta, where: str) -> _Line:
    head = _HEAD.match(entry)
    assert head is not None
    try:
        at = datetime.fromisoformat(f"{head[1]} {head[2]}") + later
    except ValueError:
        raise _refusal(entry, where) from None
    if not head[3].startswith("* "):
        said = _SAID.match(head[3])
        if said is None:
            raise _refusal(entry, where)
        return _Line(number, at, "", said[1].strip(), (), said[2])
    event, _, rest = head[3][2:].strip().partition(" ")
    if event in BY_ONE and rest:
        who = tuple(name.strip() for name in rest.split("、"))
        return _Line(number, at, event, who[0] if event == "create" else None, who, "")
    if event in BY_TWO and ">" in rest:
        actor, _, targets = rest.partition(">")
        return _Line(number, at, event, actor.strip(), tuple(name.strip() for name in targets.split("、")), "")
    announced = _SAID.match(rest)
    if event in SAYING and announced:
        return _Line(number, at, event, announced[1].strip(), (), announced[2])
    raise _refusal(entry, where)


def _refusal(entry: str, where: str) -> PackError:
    return PackError(
        f"this line of a test's chat is not understood: {entry[:60]!r}",
        where=where,
        hint="lines are `2025-03-01 09:00 name: text`, or after the time `* join name`, `* invite name > name`, …",
    )


def _message(row: int, line: _Line, number: dict[str, int]) -> dict[str, object]:
    media = _MEDIA.match(line.text)
    kind = KINDS.get(media[1].lower()) if media else None
    text = media[2] if media and kind else line.text
    assert line.actor is not None
    return {"id": row, "at": line.at, "person": number[line.actor], "text": text, "kind": kind or "text"}


def _events(row: int, line: _Line, number: dict[str, int]) -> list[dict[str, object]]:
    """One row a person concerned."""
    if not line.event:
        return []
    actor = number[line.actor] if line.actor else None
    made = {"id": row, "at": line.at, "kind": line.event, "actor": actor, "text": line.text}
    return [{**made, "target": number[name]} for name in line.targets] or [made]


def _person(row: int, name: str) -> dict[str, object]:
    return {"person": row, "name": name, "names": [name], "role": "unknown", "me": False}
