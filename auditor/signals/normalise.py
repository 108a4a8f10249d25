"""One way of writing for every text before words are looked for: width, case, script, invisible characters, stickers.

Columns in, columns out. :func:`normalise` is for everything; :func:`bare` leaves nothing of a message but its words, for
lists of whole messages. Words and patterns are normalised the same way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import polars as pl

from auditor.signals.script import simplified

LONGEST = 2000
"""Characters that are read. Of a longer text the beginning and, because contacts stand at the end, the last 300."""
TAIL = 300
BARE_LONGEST = 48
"""Bytes: a longer text is never a whole-message word."""

_WIDE = {chr(c): unicodedata.normalize("NFKC", chr(c)).lower() for c in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ", "\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "…": ".", "–": "-", "—": "-", "¥": "¥",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "「": '"', "」": '"',
}  # fmt: skip
"""What keyboards write: by table, because full Unicode folding of every text costs three times as much."""
_RARE = (
    "\u00aa-\u00be\u00c0-\u00de\u0391-\u042f\u2000-\u200a\u2100-\u2118\u2120-\u2138\u2150-\u218b\u2460-\u24ff"
    "\u3200-\u33ff\ufb00-\ufb06\uff5f-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f16b"
)
"""Rare look-alikes and capitals (①, ㎏, 𝐕, É): only texts that hold one go through NFKC."""
_INVISIBLE = (
    "\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff"
)
_RUN = r"[!?。.~,、]{2}"

STICKERS = {
    "👍": "强 赞 点赞 棒 good thumbsup like",
    "👏": "鼓掌 拍手 呱唧 clap applause",
    "🙏": "抱拳 合十 双手合十 祈祷 谢谢 感谢 多谢 抱拳了 salute pray thanks fist worship",
    "🌹": "玫瑰 鲜花 送花 花 花束 rose flower",
    "💪": "加油 奋斗 肌肉 加油加油 加油！ onward muscle gogogo",
    "🤗": "拥抱 抱抱 抱 贴贴 摸摸 摸头 hug comfort",
    "❤": "爱心 心 比心 爱你 示爱 红心 heart",
    "🎉": "庆祝 烟花 礼花 撒花 彩带 party celebrate",
    "🧧": "红包 packet 福 發 发",
    "🎁": "礼物 gift",
    "☀": "太阳 早安 早上好 sun",
    "🌙": "月亮 晚安 moon",
    "😂": "笑哭 破涕为笑 哈哈 憨笑 呲牙 偷笑 捂脸 大笑 旺柴 doge 微笑 愉快 坏笑 嘿哈 耶 得意 可爱 调皮 害羞 酷 "
    "吃瓜 奸笑 机智 色 facepalm laugh smile grin chuckle tongue joyful smirk lol hey yeah smart",
    "😭": "流泪 大哭 苦涩 快哭了 委屈 可怜 难过 心碎 裂开 叹气 sob cry tears frown broken sigh",
    "😳": "惊讶 惊恐 疑问 发呆 尴尬 汗 擦汗 流汗 晕 无语 白眼 翻白眼 抓狂 发怒 鄙视 撇嘴 嘘 闭嘴 敲打 骷髅 衰 "
    "弱 差劲 皱眉 社会社会 让我看看 天啊 emm 吐 困 睡 再见 握手 ok 好的 胜利 嘴唇 咖啡 啤酒 蛋糕 猪头 "
    "surprise scream awkward sweat toasted angry scowl bye shake peace wave beer cake okay",
}
"""Stickers of WeChat and QQ by what they say, each an emoji that the lists know. ``[强]`` is 👍, ``[捂脸]`` is mere
noise; words in square brackets that are no sticker stay words."""
_STICKER = {f"[{name}]": emoji for emoji, names in STICKERS.items() for name in names.split()}


@lru_cache(maxsize=1)
def plain_spelling() -> dict[str, str]:
    """Character → how it is written in normalised text: traditional, full-width, capitals."""
    capitals = {chr(c): chr(c).lower() for c in range(ord("A"), ord("Z") + 1)}
    return simplified() | _WIDE | capitals


@lru_cache(maxsize=1)
def _unusual() -> str:
    """A pattern for texts that are not yet as they should be."""
    marks = "".join(character for character in plain_spelling() if character not in "[]")
    return rf"[\[\]{marks}{_RARE}{_INVISIBLE}]|{_RUN}"


def _some(texts: pl.Series, which: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """``texts`` with those of ``which`` changed: dear operations run only where they are needed."""
    chosen = which.to_numpy()
    if not chosen.any():
        return texts
    place = np.arange(len(texts))
    place[chosen] = len(texts) + np.arange(int(chosen.sum()))
    return pl.concat([texts, change(texts.filter(which))], rechunk=True).gather(place)


def normalise(texts: pl.Series) -> pl.Series:
    """Half-width, lower case, simplified, visible, stickers as emoji, runs of punctuation as one; at most 2,000 characters.

    A null text is an empty one.
    """
    texts = texts.fill_null("")
    texts = _some(texts, texts.str.len_bytes() > LONGEST, _cap)
    return _some(texts, texts.str.contains(_unusual()), _plain)


def _plain(texts: pl.Series) -> pl.Series:
    texts = _some(texts, texts.str.contains(f"[{_RARE}{_INVISIBLE}]"), _visible)
    spelling = plain_spelling()
    texts = texts.str.replace_many(list(spelling), list(spelling.values()))
    texts = _some(texts, texts.str.contains("[", literal=True), _stickers)
    return _some(texts, texts.str.contains(_RUN), _single)


def _cap(texts: pl.Series) -> pl.Series:
    whole = texts.str.len_chars() <= LONGEST
    return texts.zip_with(whole, texts.str.head(LONGEST - TAIL) + "\n" + texts.str.tail(TAIL))


def _visible(texts: pl.Series) -> pl.Series:
    return texts.str.normalize("NFKC").str.to_lowercase().str.replace_all(f"[{_INVISIBLE}]", "")


def _stickers(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(r"\[表情:\s*([^\]\s]{1,6})\s*\]", "[$1]").str.replace_many(_STICKER)


def _single(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(r"([!?。.~,、])[!?。.~,、]+", "$1")


def bare(texts: pl.Series) -> pl.Series:
    """Normalised texts without mentions, emoji, punctuation and spaces: what a whole-message word is compared with."""
    return texts.str.replace_all(r"@\S+|[^\p{L}\p{N}+]+", "")
