"""The columns of the plain table and the words that people write above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from auditor.errors import UsageError

HEADERS: dict[str, tuple[str, ...]] = {
    "time": (
        "time", "datetime", "timestamp", "date time", "sent at", "sent", "created at", "at", "时间", "发送时间", "消息时间",
        "日期时间", "发言时间", "時間", "發送時間", "StrTime", "CreateTime", "date", "日期",
    ),
    "sender": (
        "sender", "sender name", "name", "nickname", "nick", "handle", "display name", "user", "username", "author", "from", "who", "speaker",
        "群昵称", "群名片", "发送者", "发送人", "发送者昵称", "昵称", "微信名", "发言人", "发言者", "姓名", "名字", "成员", "用户", "用户名", "發送者", "發言人",
        "暱稱", "发送者身份",
    ),
    "sender_id": (
        "sender id", "user id", "author id", "from id", "uid", "wxid", "微信号", "微信id", "QQ号", "QQ", "发送者微信ID", "发送者ID",
        "用户ID", "账号", "微信號", "person",
    ),
    "text": (
        "text", "message", "content", "contents", "body", "msg", "内容", "消息", "消息内容", "聊天内容", "正文", "文本", "訊息", "內容",
    ),
    "id": ("id", "message id", "msg id", "消息ID", "编号", "序号", "編號"),
    "reply_to": ("reply to", "reply", "reply to id", "in reply to", "reply to message id", "回复", "回复ID", "回复消息ID", "引用", "回覆"),
    "kind": ("kind", "type", "message type", "类型", "消息类型", "類型"),
    "target": ("target", "对象", "目标", "被操作人", "對象"),
    "via": ("via", "方式", "途径"),
    "role": ("role", "角色", "身份", "群身份"),
    "reactions": ("reactions", "reaction count", "likes", "点赞", "点赞数", "表情回应", "按讚"),
}  # fmt: skip
"""Our column → headers that mean it, the surest first. Capitals, spaces, ``_`` and ``-`` do not count."""

DATES = ("date", "day", "日期")
"""Headers of a column that holds the day, where another holds the time of day."""


def map_headers(names: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Our columns → the table's headers: those the user named, then those known by their word. A header serves once.

    :raises UsageError: the user named a column that we have not, or a header that the table has not.
    """
    found: dict[str, str] = {}
    for ours, header in given.items():
        if ours not in HEADERS:
            raise UsageError("not_our_column", hint="our_columns", column=ours, names=", ".join(HEADERS))
        if header not in names:
            near = get_close_matches(header, names, n=1)
            hint = "did_you_mean" if near else "its_columns"
            known = {"near": "".join(near), "headers": ", ".join(names[:20])}
            raise UsageError("table_lacks_header", hint=hint, column=header, **known)
        found[ours] = header
    for ours, words in HEADERS.items():
        if ours not in found:
            free = {_plain(name): name for name in reversed(names) if name not in found.values()}
            fitting = (free[word] for word in map(_plain, words) if word in free)
            fits = next(fitting, None)
            if fits is not None:
                found[ours] = fits
    return found


def find_day(names: Sequence[str], taken: Mapping[str, str]) -> str | None:
    """The column of days that stands beside a column of times of day; null where one column holds both."""
    free = {_plain(name): name for name in names if name not in taken.values()}
    return next((free[word] for word in DATES if word in free), None)


def is_header(names: Sequence[str], given: Mapping[str, str]) -> bool:
    """Whether a row of cells names the columns of a chat: all that the user named, else a time, a sender and a text."""
    if given:
        return set(given.values()) <= set(names)
    found = map_headers(names, {})
    return {"time", "text"} <= found.keys() and bool({"sender", "sender_id"} & found.keys())


def _plain(name: str) -> str:
    return name.casefold().translate({ord(char): None for char in " _-\t\u3000\ufeff"})
