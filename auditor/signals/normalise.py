"""One way of writing for every text before words are looked for: width, case, invisible characters, stickers.

Columns in, columns out. :func:`normalise` is for everything; :func:`unfold` also undoes the spellings that sellers use
to get past filters (加薇, ➕V, 优.惠.券) and is for selling and recruiting only; :func:`bare` leaves nothing of a
message but its words, for lists of whole messages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import numpy as np
import polars as pl

LONGEST = 2000
"""Characters that are read. Of a longer text the beginning and, because contacts stand at the end, the last 300."""
TAIL = 300
BARE_LONGEST = 60
"""Bytes: a longer text is never a whole-message word."""

_WIDE = {chr(c): unicodedata.normalize("NFKC", chr(c)).lower() for c in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ", "\u00a0": " ", "‘": "'", "’": "'", "“": '"', "”": '"', "…": ".", "–": "-", "—": "-", "¥": "¥",
    "【": "[", "】": "]", "〔": "[", "〕": "]", "「": '"', "」": '"',
}  # fmt: skip
"""What keyboards write: by table, because full Unicode folding of every text costs three times as much."""
_PLAIN = _WIDE | {chr(c): chr(c).lower() for c in range(ord("A"), ord("Z") + 1)}
_RARE = (
    "\u00aa-\u00be\u00c0-\u00de\u0391-\u042f\u2000-\u200a\u2100-\u2118\u2120-\u2138\u2150-\u218b\u2460-\u24ff\u3200-\u33ff"
    "\ufb00-\ufb06\uff5f-\uffef\U0001d400-\U0001d7ff\U0001f100-\U0001f16b"
)
"""Rare look-alikes and capitals (①, ㎏, 𝐕, É): only texts that hold one go through NFKC."""
_INVISIBLE = (
    "\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff"
)
_RUN = r"([!?。.~,、])[!?。.~,、]+"
_UNUSUAL = "[A-Z" + "".join(_WIDE) .replace("[", "").replace("]", "") + r"\[" + _RARE + _INVISIBLE + "]|" + _RUN.replace("(", "").replace(")", "")

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

_BREAK = r"[*•·●丨|^_=/\\.\-+~`°…#&<>«»]"
_V = r"(?:薇|威|徽|維|维|嶶|㣲|溦|微|vx|wx|v|ⅴ|✌|❤)"
_FOLDS: tuple[tuple[str, str], ...] = (
    (rf"(\p{{Han}}){_BREAK}(\p{{Han}})", "$1$2"),
    (rf"(\p{{Han}}){_BREAK}(\p{{Han}})", "$1$2"),
    (r"(^|[^\p{Han}])(\p{Han}) (\p{Han}) (\p{Han})($|[^\p{Han}])", "$1$2$3$4$5"),
    (r"(^|[^\p{Han}])(\p{Han}) (\p{Han})($|[^\p{Han}])", "$1$2$3$4"),
    (rf"(?:加|➕|\+|＋|佳|伽|jia|十)\s*(?:我|下)?\s*{_V}\s*(?:信|芯|心|x|❤)?", "加微信"),
    (r"(?:薇|威|徽|維|嶶|㣲|溦|v)\s*(?:信|芯)|微\s*芯|vx|wx|\bwechat\b|绿泡泡|小绿书号|卫星号?", "微信"),
    (r"(?:扣扣|抠抠|蔻蔻|企鹅号?|🐧|\bq q\b|球球)", "qq"),
    (r"➕|＋", "加"),
    (r"(\d)\s*(?:米|大洋|软妹币|🉐|💰|rmb|r|块钱?)($|[^a-z])", "${1}元$2"),
    (r"p\.?d\.?d|拼夕夕|并夕夕|拼xx|pxx|🍑宝?|淘葆|某宝|某东|狗东|d音|抖yin|小红薯|\bxhs\b", "店铺"),
    (r"返xian|返🧧|返金", "返现"),
    (r"fan利|反利|返力", "返利"),
    (r"优惠[卷倦劵]|u惠[券卷]?|优hui[券卷]?|\byhq\b|🎫|优惠🎟", "优惠券"),
    (r"免沸|mian费|免f|冕费", "免费"),
    (r"🧧|hong包|红bao|鸿包|洪包|紅包", "红包"),
    (r"zhuan米|搞米|赚米|撸毛|薅羊毛", "赚钱"),
    (r"lian接|链 ?接|🔗", "链接"),
    (r"代li|带理|待理", "代理"),
    (r"si我|思我|私窝|滴我|\bdd我?\b|戳我|丝我", "私我"),
    (r"裙号?|君羊|羣", "群"),
    (r"福li|fu利", "福利"),
    (r"壹", "1"), (r"贰", "2"), (r"叁", "3"), (r"零幺", "01"),
)  # fmt: skip
"""Spellings that dodge filters and what they stand for, in this order."""
_DODGES = "|".join(
    [
        rf"\p{{Han}}{_BREAK}\p{{Han}}",
        r"(?:^|[^\p{Han}])\p{Han} \p{Han}(?: \p{Han})?(?:$|[^\p{Han}])",
        *(pattern for pattern, _ in _FOLDS[4:]),
    ]
)


def _some(texts: pl.Series, which: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """``texts`` with those of ``which`` changed: dear operations run only where they are needed."""
    chosen = which.to_numpy()
    if not chosen.any():
        return texts
    place = np.arange(len(texts))
    place[chosen] = len(texts) + np.arange(int(chosen.sum()))
    return pl.concat([texts, change(texts.filter(which))], rechunk=True).gather(place)


def normalise(texts: pl.Series) -> pl.Series:
    """Half-width, lower case, visible, stickers as emoji, runs of punctuation as one; at most 2,000 characters.

    A null text is an empty one.
    """
    texts = texts.fill_null("")
    texts = _some(texts, texts.str.len_bytes() > LONGEST, _cap)
    return _some(texts, texts.str.contains(_UNUSUAL), _plain)


def _plain(texts: pl.Series) -> pl.Series:
    texts = _some(texts, texts.str.contains(f"[{_RARE}]"), lambda some: some.str.normalize("NFKC").str.to_lowercase())
    texts = _some(texts, texts.str.contains(f"[{_INVISIBLE}]"), lambda some: some.str.replace_all(f"[{_INVISIBLE}]", ""))
    texts = texts.str.replace_many(_PLAIN)
    texts = _some(texts, texts.str.contains("[", literal=True), _stickers)
    return _some(texts, texts.str.contains(_RUN), lambda some: some.str.replace_all(_RUN, "$1"))


def _cap(texts: pl.Series) -> pl.Series:
    whole = texts.str.len_chars() <= LONGEST
    return texts.zip_with(whole, texts.str.head(LONGEST - TAIL) + "\n" + texts.str.tail(TAIL))


def _stickers(texts: pl.Series) -> pl.Series:
    return texts.str.replace_all(r"\[表情:\s*([^\]\s]{1,6})\s*\]", "[$1]").str.replace_many(_STICKER)


def unfold(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Which of the normalised ``texts`` dodge filters, as a Boolean series, and those texts written plainly."""
    dodges = texts.str.contains(_DODGES)
    plain = texts.filter(dodges)
    for pattern, meant in _FOLDS:
        plain = plain.str.replace_all(pattern, meant)
    changed = plain != texts.filter(dodges)
    which = dodges.to_numpy().copy()
    which[which] = changed.to_numpy()
    return pl.Series(which), plain.filter(changed)


def bare(texts: pl.Series) -> pl.Series:
    """Normalised texts without mentions, emoji, punctuation and spaces: what a whole-message word is compared with."""
    return texts.str.replace_all(r"@\S+|[^\p{L}\p{N}+]+", "")
