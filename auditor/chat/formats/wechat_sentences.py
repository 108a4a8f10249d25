"""The sentences WeChat itself writes into a chat (invited, joined by QR code, recalled, renamed …) as typed events.

Every tool copies them from the same database, so every WeChat reader, and ChatLab for WeChat chats, uses this one table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import polars as pl

from auditor.chat.tables import EVENT

EXPORTER = "\x00exporter"
"""Stands for 「你」, 「我」, "You": the person who made the export. No name can be equal to it."""

SENTENCE_EVENTS: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "kind": EVENT,
    "actor_name": pl.String(),
    "target_name": pl.String(),
    "via": pl.String(),
    "text": pl.String(),
}


class Sentence(NamedTuple):
    """One shape: what it means, how the person came (``via``), and a pattern naming ``actor``, ``target``, ``title``."""

    kind: str
    pattern: str
    via: str | None = None


_CHAT = "(?:外部)?群聊?"
_TAIL = r"(?:[，,。.（(].*)?$"  # 「，群聊参与人还有：…」, 「，请注意隐私安全」

SENTENCES: tuple[Sentence, ...] = (
    # A request is no invitation yet; it must be tried before 邀请 … 加入.
    Sentence("other", rf"^(?P<actor>.+?)想邀请.+?加入{_CHAT}"),
    Sentence("invite", rf"^(?P<actor>.+?)邀请了?(?P<target>.+?)加入了?{_CHAT}{_TAIL}", "invite"),
    Sentence("invite", r"^(?P<actor>.+?) invited (?P<target>.+?) to (?:the|a|this) group chat(?: with .*)?\.?$", "invite"),
    Sentence("join", rf"^(?P<target>.+?)通过扫描(?P<actor>.+?)分享的(?:群)?二维码加入了?{_CHAT}{_TAIL}", "qr"),
    Sentence("join", rf"^(?P<target>.+?)通过扫描?(?:群)?二维码加入了?{_CHAT}{_TAIL}", "qr"),
    Sentence("join", r"^(?P<target>.+?) joined (?:the |this )?group chat via (?:the )?QR [Cc]ode (?P<actor>you) shared\.?$", "qr"),
    Sentence("join", r"^(?P<target>.+?) joined (?:the |this )?group chat via (?:the )?QR [Cc]ode shared by (?P<actor>.+?)\.?$", "qr"),
    Sentence("invite", rf"^(?P<target>.+?)通过(?P<actor>.+?)的邀请加入了?{_CHAT}{_TAIL}", "invite"),
    Sentence("join", rf"^(?P<target>.+?)通过(?:群|邀请|群邀请)?链接加入了?{_CHAT}{_TAIL}", "link"),
    Sentence("join", rf"^(?P<target>.+?)加入了?{_CHAT}{_TAIL}"),
    Sentence("join", r"^(?P<target>.+?) joined (?:the |this )?group chat\.?$"),
    Sentence("remove", rf"^(?P<target>.+?)已?被(?P<actor>.+?)移出了?{_CHAT}{_TAIL}"),
    Sentence("remove", rf"^(?P<target>.+?)已?被移出了?{_CHAT}{_TAIL}"),
    Sentence("remove", rf"^(?P<actor>.+?)已?将(?P<target>.+?)移出了?{_CHAT}{_TAIL}"),
    Sentence("remove", r"^(?P<target>.+?) (?:were|was) removed from the group chat by (?P<actor>.+?)\.?$"),
    Sentence("remove", r"^(?P<target>.+?) (?:were|was) removed from the group chat\.?$"),
    Sentence("remove", r"^(?P<actor>.+?) removed (?P<target>.+?) from the group chat\.?$"),
    Sentence("leave", rf"^(?P<target>.+?)(?:退出|离开)了?{_CHAT}{_TAIL}"),
    Sentence("leave", r"^(?P<target>.+?) left the group chat\.?$"),
    Sentence("rename", r"^(?P<actor>.+?)(?:修改|更改)群(?:聊?名称?)为 ?[“\"「](?P<title>.*)[”\"」]$"),
    Sentence("rename", r"^(?P<actor>.+?)将群(?:聊?名称?)(?:修改|更改|改)为 ?[“\"「](?P<title>.*)[”\"」]$"),
    Sentence("rename", r"^(?P<actor>.+?) changed the group name to [“\"](?P<title>.*)[”\"]\.?$"),
    Sentence("recall", r"^(?P<actor>.+?) ?撤回了(?:群?成员)? ?(?P<target>\".+?\") ?的?一?条?消息"),
    Sentence("recall", r"^(?P<actor>.+?) ?撤回了一条消息(?:[ ，,]*重新编辑)?$"),
    Sentence("recall", r"^(?P<actor>.+?)(?:'ve| has| have)? recalled a message (?:from|by|sent by) (?P<target>.+?)\.?$"),
    Sentence("recall", r"^(?P<actor>.+?)(?:'ve| has| have)? recalled a message\.?(?: ?(?:Re-)?[Ee]dit)?$"),
    Sentence("pat", r"^(?P<actor>.+?) ?拍了拍 ?(?P<target>\"[^\"]+\"|我|你|自己)"),
    Sentence("pat", r"^(?P<actor>.+?) ?拍了拍 ?(?P<target>.+)$"),
    Sentence("pat", r"^(?P<actor>.+?) (?:patted|tickled|nudged) (?P<target>\"[^\"]+\"|me|you|myself|yourself)\b"),
    Sentence("pat", r"^(?P<actor>.+?) (?:patted|tickled|nudged) (?P<target>\"[^\"]+\")"),
    Sentence("red_packet_taken", r"^(?P<actor>.+?)领取了(?P<target>自己)发?的红包"),
    Sentence("red_packet_taken", r"^(?P<actor>.+?)领取了(?P<target>.+?)的红包"),
    Sentence("red_packet_taken", r"^(?P<actor>.+?) opened (?P<target>your) [Rr]ed [Pp]acket"),
    Sentence("red_packet_taken", r"^(?P<actor>.+?) opened (?P<target>.+?)['’]s [Rr]ed [Pp]acket"),
    Sentence("settings", r"^(?P<target>.+?)已?被(?:取消|移除|撤销)了?群?管理员"),
    Sentence("settings", r"^(?P<actor>.+?)已?(?:取消|移除|撤销)了?(?P<target>\".+?\")的?群?管理员"),
    Sentence("admin", r"^(?P<target>.+?)已?成为(?:新的?)?群主", "owner"),
    Sentence("admin", r"^(?P<actor>.+?)已?将群主(?:身份)?转让给了?(?P<target>.+?)[。.]?$", "owner"),
    Sentence("admin", r"^(?P<actor>.+?)已?将(?P<target>.+?)(?:添加|设置|设)为群?管理员", "admin"),
    Sentence("admin", r"^(?P<target>.+?)已?被(?:添加|设置|设)为群?管理员", "admin"),
    Sentence("admin", r"^(?P<target>.+?)已?被(?P<actor>.+?)(?:添加|设置|设)为群?管理员", "admin"),
    Sentence("admin", r"^(?P<target>.+?) (?:is now|became|has become) the (?:new )?(?:group )?owner", "owner"),
    Sentence("admin", r"^(?P<actor>.+?) transferred (?:the )?group ownership to (?P<target>.+?)\.?$", "owner"),
    Sentence("admin", r"^(?P<target>.+?) (?:was|were|has been|have been) (?:added|set) as (?:an? )?(?:group )?admin", "admin"),
    Sentence("admin", r"^(?P<actor>.+?) added (?P<target>.+?) as (?:an? )?(?:group )?admin", "admin"),
    Sentence("mute", r"^(?P<actor>.+?)已?(?:开启|启用)了?全[员体]禁言"),
    Sentence("mute", r"^(?P<actor>.+?)已?将(?P<target>\".+?\")禁言"),
    Sentence("pin", r"^(?P<actor>.+?)(?:将一条消息置顶|置顶了)"),
    Sentence("call", r"^(?P<actor>.+?)发起了(?:语音|视频)?通话"),
    Sentence("call", r"^(?:语音|视频)?通话已?经?结束"),
    Sentence("create", r"^(?P<actor>.+?)创建了(?:群聊|该群|本群)"),
    Sentence("settings", r"^(?P<actor>.+?)已?(?:启用|停用|开启|关闭|解除|恢复)了?(?:“|全[员体]|群|默认|进群|仅)"),
    Sentence("settings", r"^(?P<actor>.+?) (?:has )?(?:enabled|disabled) "),
)  # fmt: skip
"""Tried in this order; the first that fits wins. From the client texts that public WeChat libraries test against;
the owner's and administrator's ones are less sure."""

_MANY = frozenset({"invite", "join", "remove", "admin"})
_EXPORTER_WORDS = ("你", "您", "我", "You", "you", "your", "me")
_SELF_WORDS = ("自己", "yourself", "myself")
_NOBODY = ("群主", "群管理员", "管理员", "系统", "The group owner")


def read_sentences(rows: pl.DataFrame) -> pl.DataFrame:
    """Typed events of system rows: ``row`` and ``text`` in, :data:`SENTENCE_EVENTS` out.

    One row a person concerned, so an invitation of three is three rows with the same ``row``; every input row gives
    at least one (``other`` when the sentence is not known). ``text`` is the new title for ``rename``, else the sentence
    without markup. Names are as printed, without their quotes; :data:`EXPORTER` where the sentence says 「你」.
    """
    left = _unwrap(rows.select(pl.col("row").cast(pl.UInt32), "text"))
    found: list[pl.DataFrame] = []
    for sentence in SENTENCES:
        if left.is_empty():
            break
        fits = left["text"].str.contains(sentence.pattern)
        if fits.any():
            found.append(_events(left.filter(fits), sentence))
            left = left.filter(~fits)
    found.append(_events(left, Sentence("other", "")))
    return pl.concat(found).sort("row", maintain_order=True)


def is_sentence(text: pl.Expr) -> pl.Expr:
    """True where the whole of ``text`` is one of the known sentences; for text exports without a type column."""
    either = "|".join(f"(?:{re.sub(r'[?]P<[a-z]+>', '?:', s.pattern)})" for s in SENTENCES)
    return text.str.replace_all(r"\s+", " ").str.strip_chars().str.contains(either).fill_null(value=False)


def name_key(name: pl.Expr) -> pl.Expr:
    """The form in which a name in a sentence and a name of a sender are compared: white space does not count."""
    return name.str.replace_all(r"\s+", " ").str.strip_chars()


def _unwrap(rows: pl.DataFrame) -> pl.DataFrame:
    """The sentences without the XML, CDATA and link marks around them."""
    text = pl.col("text").fill_null("")
    raw = text.str.contains("<template>", literal=True)
    if rows.select(raw.any()).item():
        filled = rows.filter(raw)
        filled = filled.with_columns(
            pl.Series("text", [_fill_template(xml) for xml in filled["text"]], dtype=pl.String)
        )
        rows = pl.concat([rows.filter(~raw), filled]).sort("row", maintain_order=True)
    inner = text.str.extract(r"(?s)<(?:replacemsg|plain)>(.*?)</(?:replacemsg|plain)>")
    return rows.with_columns(
        pl.coalesce(inner, text)
        .str.replace_all(r"<!\[CDATA\[|\]\]>|<[/?]?[A-Za-z_][^<>]*>", "")
        .str.replace_all("$revoke$", "", literal=True)
        .str.replace_all(r"\$\{([^{}]*)\}", "${1}")
        .str.replace_all("&quot;", '"', literal=True)
        .str.replace_all("&amp;", "&", literal=True)
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
        .alias("text")
    )


def _fill_template(xml: str) -> str:
    """The sentence of a ``sysmsgtemplate``: ``"$username$"邀请"$names$"加入了群聊`` with its lists of members put in."""
    template = re.search(r"<template>(.*?)</template>", xml, re.DOTALL)
    sentence = template.group(1) if template else xml
    for name, link in re.findall(r'<link\b[^>]*?\bname="([^"]+)"[^>]*>(.*?)</link>', xml, re.DOTALL):
        members = re.findall(r"<nickname>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</nickname>", link, re.DOTALL)
        sentence = sentence.replace(f"${name}$", "、".join(members))
    return sentence


def _events(rows: pl.DataFrame, sentence: Sentence) -> pl.DataFrame:
    """Events of rows that all have the shape of ``sentence``."""

    def group(name: str) -> pl.Expr:
        if f"(?P<{name}>" not in sentence.pattern:
            return pl.lit(None, dtype=pl.String)
        return pl.col("text").str.extract_groups(sentence.pattern).struct.field(name)

    target = group("target")
    if sentence.kind in _MANY:
        # `你和"B"`, `"B、C"` in Chinese; `you and B`, `B, C` in English sentences.
        target = target.str.replace(r"^(?:(你|您)和|(You|you) and )", "${1}${2}、")
        if " " in sentence.pattern.replace(" ?", ""):
            target = target.str.replace_all(", ", "、", literal=True)
        targets = target.str.split("、")
    else:
        targets = pl.concat_list(target)
    events = rows.select(
        "row",
        pl.lit(sentence.kind).cast(EVENT).alias("kind"),
        _person(group("actor")).alias("actor_name"),
        targets.alias("target_name"),
        pl.lit(sentence.via, dtype=pl.String).alias("via"),
        pl.coalesce(group("title"), "text").alias("text"),
    ).explode("target_name")
    own = pl.col("target_name").str.strip_chars().is_in(_SELF_WORDS)
    return events.with_columns(
        pl.when(own).then("actor_name").otherwise(_person(pl.col("target_name"))).alias("target_name")
    )


def _person(raw: pl.Expr) -> pl.Expr:
    """A name without its quotes; :data:`EXPORTER` for 「你」; null for 「群主」, which names an office and nobody."""
    word = raw.str.strip_chars()
    name = word.str.replace(r"^[\"“](.*?)[\"”]?$", "${1}").str.replace(r"^([^\"“]*)[\"”]$", "${1}").str.strip_chars()
    return (
        pl.when(word.is_in(_EXPORTER_WORDS))
        .then(pl.lit(EXPORTER))
        .when(word.is_in(_NOBODY) | (name == ""))
        .then(pl.lit(None, dtype=pl.String))
        .otherwise(name)
    )
