"""What a row of the plain table is: the word in its column of kinds, or what stands in its text."""

from __future__ import annotations

import polars as pl

from auditor.chat.formats.wechat_kinds import WORDS as WECHAT_WORDS
from auditor.chat.formats.wechat_kinds import kind_of_body, words_of_body
from auditor.chat.tables import EVENTS, KINDS

SYSTEM = "system"
"""A row that is a sentence of the app's; what it tells has to be read from its text."""

WORDS: dict[str, str] = {
    **WECHAT_WORDS,
    **{kind: kind for kind in EVENTS},
    # A word that is both, such as ``call``, is something that somebody sent.
    **{kind: kind for kind in KINDS},
    "message": "text", "msg": "text", "chat": "text", "action": "text", "nick": "settings", "photo": "image", "picture": "image", "audio": "voice", "gif": "sticker",
    "document": "file", "url": "link", "vote": "poll", "deleted": "recalled", "joined": "join", "added": "invite",
    "invited": "invite", "left": "leave", "removed": "remove", "kicked": "remove", "renamed": "rename", "created": "create",
    "announcement": "announce", "notice": "announce", "pinned": "pin", "system": SYSTEM, "notification": SYSTEM,
    "文字": "text", "消息": "text", "聊天": "text", "照片": "image", "录音": "voice", "表情": "sticker", "表情包": "sticker",
    "链接": "link", "网页": "link", "卡片": "card", "小程序": "card", "名片": "contact", "投票": "poll", "通话": "call",
    "聊天记录": "forward", "转发": "forward", "撤回": "recall", "建群": "create", "进群": "join", "入群": "join", "加入": "join",
    "邀请": "invite", "拉人": "invite", "退群": "leave", "退出": "leave", "离开": "leave", "移出": "remove", "踢出": "remove",
    "踢人": "remove", "改名": "rename", "改群名": "rename", "群名": "rename", "群介绍": "describe", "群简介": "describe",
    "公告": "announce", "置顶": "pin", "管理员": "admin", "设管理员": "admin", "禁言": "mute", "领红包": "red_packet_taken",
    "设置": "settings", "系统": SYSTEM, "系统消息": SYSTEM, "系统通知": SYSTEM, "其他": "other", "其它": "other",
}  # fmt: skip
"""Words for kinds of messages and events."""

ROLE_WORDS: dict[str, str] = {
    "owner": "owner", "host": "owner", "creator": "owner", "群主": "owner", "admin": "admin", "administrator": "admin",
    "moderator": "admin", "mod": "admin", "管理员": "admin", "管理": "admin", "member": "member", "成员": "member",
    "普通成员": "member", "群成员": "member", "bot": "bot", "机器人": "bot",
}  # fmt: skip


def read_kinds(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """``rows`` (``kind``, ``text``) with ``what``, a message kind, an event kind or :data:`SYSTEM`; and unknown words.

    Without a word the text decides: a body that is nothing but ``[图片]`` is a picture, and then the text is what is left.
    """
    word = pl.col("kind").str.strip_chars().str.to_lowercase().replace("", None)
    rows = rows.with_columns(word.alias("word"), pl.col("text").fill_null(""))
    known = pl.col("word").replace_strict(WORDS, default=None, return_dtype=pl.String)
    rows = rows.with_columns(known.alias("known"), kind_of_body(pl.col("text")).alias("shown"))
    unknown = rows.filter(pl.col("word").is_not_null() & pl.col("known").is_null())["word"].unique().sort().to_list()
    what = pl.coalesce("known", pl.when(pl.col("word").is_null()).then("shown"), pl.lit("other"))
    marked = pl.col("word").is_null() & (pl.col("shown") != "text")
    rows = rows.with_columns(
        pl.when(marked).then(words_of_body(pl.col("text"), pl.col("shown"))).otherwise("text").alias("text"),
        pl.when((what == "text") & (pl.col("text").str.strip_chars() == ""))
        .then(pl.lit("other"))
        .otherwise(what)
        .alias("what"),
    )
    return rows.drop("word", "known", "shown"), unknown
