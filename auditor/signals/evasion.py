"""Spellings that sellers use to get past filters (加薇, ➕V, 优.惠.券), and what they stand for.

Undone for selling and recruiting only: elsewhere 薇 is a name and 块 a lump. Texts that hold none of the marks below, and
no word broken by signs, are not touched.
"""

from __future__ import annotations

import polars as pl

_HAN = "[一-鿿]"
_NOT = "[^一-鿿]"
_SIGN = r"[*•·●丨|^_=/\\.+~`°#&<>«»-]"
BROKEN = (
    rf"{_HAN}{_SIGN}{_HAN}|(?:^|{_NOT}){_HAN} {_HAN}(?: {_HAN})?(?:{_NOT}|$)|[0-9] ?(?:米|大洋|软妹币|🉐|💰|rmb|r|块)"
)
"""Words broken by single signs or spaces (加*微, 优.惠.券, 代 理), and money by other names (20r, 30米)."""

MARKS = (
    "薇", "威信", "徽信", "维信", "嶶", "㣲", "溦", "vx", "wx", "v信", "➕", "加v", "+v", "加w", "+微", "佳微", "佳v", "伽微",
    "十微", "十v", "jiav", "jia v", "jia微", "微芯", "微❤", "卫星", "绿泡泡", "扣扣", "抠抠", "蔻蔻", "企鹅", "🐧", "q q", "球球", "pdd", "p.d.d", "拼夕夕", "并夕夕", "拼xx", "pxx", "🍑", "淘葆", "某宝", "某东",
    "狗东", "d音", "抖yin", "小红薯", "xhs", "返xian", "返🧧", "返金", "fan利", "反利", "返力", "优惠卷", "优惠倦", "优惠劵",
    "u惠", "优hui", "yhq", "🎫", "免沸", "mian费", "免f", "冕费", "🧧", "hong包", "红bao", "鸿包", "洪包", "zhuan米", "搞米",
    "赚米", "撸毛", "lian接", "链 接", "🔗", "代li", "带理", "待理", "si我", "思我", "私窝", "丝我", "裙", "君羊", "福li",
    "fu利", "零幺",
)  # fmt: skip
"""A text that holds one of these may dodge."""

_V = "(?:薇|威|徽|维|嶶|㣲|溦|微|vx|wx|v|w|✌|❤)"
_MEANT: tuple[tuple[str, str], ...] = (
    (rf"({_HAN}){_SIGN}({_HAN})", "$1$2"),
    (rf"({_HAN}){_SIGN}({_HAN})", "$1$2"),
    (rf"(^|{_NOT})({_HAN}) ({_HAN}) ({_HAN})({_NOT}|$)", "$1$2$3$4$5"),
    (rf"(^|{_NOT})({_HAN}) ({_HAN})({_NOT}|$)", "$1$2$3$4"),
    (rf"(?:加|➕|\+|佳|伽|jia|十)\s*(?:我|下)?\s*{_V}(?:\s*(?:信|芯|心|x|❤))?", "加微信"),
    (r"(?:薇|威|徽|维|嶶|㣲|溦|v)\s*(?:信|芯)|微\s*芯|vx|wx|绿泡泡|卫星号?", "微信"),
    (r"扣扣|抠抠|蔻蔻|企鹅号?|🐧|q q|球球", "qq"),
    (r"➕", "加"),
    (r"([0-9])\s*(?:米|大洋|软妹币|🉐|💰|rmb|r|块钱?)($|[^a-z])", "${1}元$2"),
    (r"p\.?d\.?d|拼夕夕|并夕夕|拼xx|pxx|🍑宝?|淘葆|某宝|某东|狗东|d音|抖yin|小红薯|xhs", "店铺"),
    (r"返xian|返🧧|返金", "返现"),
    (r"fan利|反利|返力", "返利"),
    (r"优惠[卷倦劵]|u惠[券卷]?|优hui[券卷]?|yhq|🎫", "优惠券"),
    (r"免沸|mian费|免f|冕费", "免费"),
    (r"🧧|hong包|红bao|鸿包|洪包", "红包"),
    (r"zhuan米|搞米|赚米|撸毛", "赚钱"),
    (r"lian接|链 ?接|🔗", "链接"),
    (r"代li|带理|待理", "代理"),
    (r"si我|思我|私窝|丝我", "私我"),
    (r"裙号|君羊|(进|加|拉我进|商)裙", "${1}群"),
    (r"福li|fu利", "福利"),
    (r"零幺", "01"),
)  # fmt: skip
"""In this order."""


def undo(texts: pl.Series) -> pl.Series:
    """Normalised texts, written plainly."""
    for pattern, meant in _MEANT:
        texts = texts.str.replace_all(pattern, meant)
    return texts
