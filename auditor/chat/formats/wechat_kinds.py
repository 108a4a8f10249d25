"""What a WeChat row is, from what the tools print: type numbers, type words, or markers in the body.

Each gives a word of :data:`auditor.chat.tables.KINDS`, or one of :data:`ROW_KINDS` for rows that become events.
"""

from __future__ import annotations

import polars as pl

ROW_KINDS = ("system", "announce", "pat", "recall")
"""Rows that are no message: a sentence of WeChat's, a group notice, a pat, the trace of a recall."""

TYPES: dict[int, str] = {
    1: "text", 3: "image", 34: "voice", 42: "contact", 43: "video", 47: "sticker", 48: "location", 50: "call",
    10000: "system", 10002: "system",
}  # fmt: skip
"""The database's ``Type``; 49 is decided by :data:`APP_TYPES`, everything else is ``other``."""

APP_TYPES: dict[int, str] = {
    1: "text", 3: "card", 4: "link", 5: "link", 6: "file", 8: "sticker", 17: "location", 19: "forward", 24: "card",
    33: "card", 36: "card", 40: "forward", 50: "card", 51: "card", 53: "text", 57: "text", 62: "pat", 63: "card",
    74: "file", 76: "card", 87: "announce", 88: "card", 92: "card", 115: "card", 2000: "transfer",
    2001: "red_packet", 2003: "card",
}  # fmt: skip
"""The subtype of type 49. 53 (接龙) and 57 (quote) are text: somebody wrote something."""

WORDS: dict[str, str] = {
    # WeFlow, EchoTrace
    "文本消息": "text", "图片消息": "image", "语音消息": "voice", "名片消息": "contact", "视频消息": "video",
    "动画表情": "sticker", "位置消息": "location", "链接消息": "link", "卡片式链接": "link", "图文消息": "link",
    "通话消息": "call", "系统消息": "system", "引用消息": "text", "文件消息": "file", "转账消息": "transfer",
    "转账卡片": "transfer", "红包卡片": "red_packet", "红包消息": "red_packet", "小程序消息": "card", "小程序分享": "card",
    "聊天记录": "forward", "聊天记录合并转发": "forward", "音乐消息": "card", "音乐分享": "card", "微信礼物": "card",
    "接龙消息": "text", "拍一拍消息": "pat", "撤回消息": "recall", "表情消息": "sticker", "其他消息": "other",
    # PyWxDump, WeClone
    "文本": "text", "图片": "image", "语音": "voice", "视频": "video", "位置": "location", "位置共享": "location",
    "文件": "file", "文件(猜)": "file", "引用回复": "text", "粘贴的文本": "text", "接龙": "text",
    "(分享)卡片式链接": "link", "(分享)小程序": "card", "(分享)音乐": "card", "(分享)笔记": "card",
    "(分享)视频号名片": "card", "(分享)视频号视频": "card", "视频号直播或直播回放": "card", "视频号直播或直播回放等": "card",
    "赠送红包封面": "card", "合并转发的聊天记录": "forward", "用户上传的GIF表情": "sticker", "推荐公众号": "contact",
    "群公告": "announce", "拍一拍": "pat", "系统通知": "system", "邀请加群": "system", "语音通话": "call", "转账": "transfer",
    "红包": "red_packet",
}  # fmt: skip
"""Type words; 「消息撤回1」 and its like are recalls whatever their number."""

MARKERS: dict[str, str] = {
    "图片": "image", "照片": "image", "语音": "voice", "语音消息": "voice", "视频": "video", "动画表情": "sticker",
    "表情包": "sticker", "表情": "sticker", "GIF表情": "sticker", "链接": "link", "分享": "link", "文件": "file",
    "小程序": "card", "视频号": "card", "音乐分享": "card", "音乐": "card", "红包封面": "card", "名片": "contact",
    "个人名片": "contact", "位置": "location", "实时位置共享": "location", "合并转发": "forward", "聊天记录": "forward",
    "红包": "red_packet", "转账": "transfer", "语音通话": "call", "视频通话": "call", "视频/语音通话": "call",
    "通话": "call", "群公告": "announce",
}  # fmt: skip
"""Words in square brackets that stand for a whole body in exports without a type column."""

_MARKER = r"(?s)^!?\[([^\[\]|：:()\s]+)(?:[|：:][^\[\]]*)?\](?:\([^()\s]*\))?\s*$"
"""``[图片]``, ``![图片](http://…)``, ``[链接|标题](url)``, ``[红包]``: the marker is the whole body, so that words
after an emoji code such as ``[红包]大家抢`` stay text."""

_WITH_TEXT = r"(?s)^\[(链接|分享|文件|小程序|视频号|位置|合并转发|聊天记录|转账|红包卡片|群公告|音乐分享)(?:\]\s*[:：]?|[|：:]).+"
"""Markers that are no emoji code may be followed by a title, a memo or the notice."""

TEXTLESS = ("image", "video", "sticker", "call")
"""Kinds whose body, if the export prints one, is a placeholder or a path and not something written. A voice message may
have been turned into text."""

_XML = r"^\s*(?:[A-Za-z0-9_@-]+:\s*)?<(?:\?xml|msg|appmsg|sysmsg|voipmsg)\b"
_PATH = r"(?i)^[^\n]*\.(?:wav|mp3|silk|aud|amr|m4a)$"


def kind_of_numbers(number: pl.Expr, sub: pl.Expr | None = None) -> pl.Expr:
    """Kind from ``Type`` and ``SubType``; a 64-bit type of WeChat 4.x (low half type, high half subtype) is split."""
    number = number.cast(pl.Int64, strict=False)
    low = number % 2**32
    high = (number // 2**32).cast(pl.Int64)
    given = pl.lit(0, dtype=pl.Int64) if sub is None else sub.cast(pl.Int64, strict=False).fill_null(0)
    app = pl.when(high > 0).then(high).otherwise(given)
    return (
        pl.when(low == 49)
        .then(app.replace_strict(APP_TYPES, default="other", return_dtype=pl.String))
        .otherwise(low.replace_strict(TYPES, default="other", return_dtype=pl.String))
    )


def kind_of_words(word: pl.Expr) -> pl.Expr:
    """Kind from a Chinese type word."""
    word = word.str.strip_chars()
    return (
        pl.when(word.str.contains(r"^消息撤回\d*$"))
        .then(pl.lit("recall"))
        .otherwise(word.replace_strict(WORDS, default="other", return_dtype=pl.String))
    )


def kind_of_body(text: pl.Expr) -> pl.Expr:
    """Kind from markers in the body, for exports without a type column; ``text`` where there is none."""
    return text.map_batches(_kinds_of_bodies, return_dtype=pl.String())


def words_of_body(text: pl.Expr, kind: pl.Expr) -> pl.Expr:
    """What somebody wrote in a body: placeholders and raw XML go, the title and address of a link stay."""
    return pl.map_batches([text, kind], lambda both: _words_of_bodies(*both), return_dtype=pl.String())


def _kinds_of_bodies(text: pl.Series) -> pl.Series:
    text = text.str.strip_chars()
    marked = (text.str.starts_with("[") | text.str.starts_with("![")).fill_null(value=False).arg_true()
    bodies = text.gather(marked)
    word = bodies.str.extract(_MARKER)
    word = word.zip_with(word.is_not_null(), bodies.str.extract(_WITH_TEXT)).replace("红包卡片", "红包")
    kinds = word.replace_strict(MARKERS, default="text", return_dtype=pl.String).fill_null("text")
    return pl.repeat("text", len(text), dtype=pl.String, eager=True).scatter(marked, kinds)


def _words_of_bodies(text: pl.Series, kind: pl.Series) -> pl.Series:
    text = text.fill_null("")
    xml = text.str.contains(_XML) & text.str.contains("<", literal=True)
    empty = (xml | kind.is_in(TEXTLESS)).fill_null(value=False)
    marked = ((kind != "text") & ~empty).fill_null(value=False).arg_true()
    bodies = (
        text.gather(marked)
        .str.replace(r"(?s)^!?\[[^\[\]|：:]+[|：:]([^\[\]]*)\](?:\(([^()\s]*)\))?", "${1} ${2} ")
        .str.replace(r"(?s)^!?\[[^\[\]]+\](?:\([^()\s]*\))?\s*[:：]?", "")
        .str.strip_chars()
    )
    unheard = (kind.gather(marked) == "voice") & (bodies.str.contains(_PATH) | bodies.is_in(["语音", "语音消息"]))
    bodies = bodies.set(unheard, "")
    return text.set(empty, "").scatter(marked, bodies)
