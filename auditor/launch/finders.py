"""What a program can find in an answer without a word list: names, numbers, head counts, times, quotations, prices, contacts.

A finder says only that such a thing stands there. What that is worth, the checklist says.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.names.surnames import SURNAMES

_CALLED = "姐|哥|叔|姨|婶|嫂|伯|爷|奶|妈|爸|总|工|师傅|老师|医生|大夫|阿姨|叔叔|大哥|大姐|女士|先生|同学|校长|主任"
_TITLES = re.compile(
    f"@[\\w\u4e00-\u9fff]{{1,12}}|[老小阿大](?:[{SURNAMES}芬芳敏丽娟强军涛杰梅英红霞花兰燕平明亮伟勇])(?![人时区学])"
    f"|[{SURNAMES}](?:{_CALLED}|太(?![多大好太阳平高低小贵难累忙不]))"
    "|阿(?![姨公婆妈爸哥妹弟叔伯嬷里拉尔根富胶])[\u4e00-\u9fff](?=[、，,；;：:（(\\s。]|$|和|都|说|管|负责|答应|带|教|收|记|排|陪|看|帮|组|主持|压|顶|回)"
)
_ALONE = re.compile(
    f"(?<![\u4e00-\u9fff])(?!方便|方法|方式|方案|高兴|高中|马上|任何|任务|顾客|常常|常见|温暖|万一|谢谢|许多|程序|牛奶|夏天|安静)"
    f"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?(?=$|[、，,；;：:（(\\s。]|和|都|说|管|负责|答应|已|来|约|拍|做|写|带|教|收|记|排|陪|看|帮|组|主持|顶)"
)
"""A full name (李敏、王建国) where a name may stand: at the start of a clause."""
_LATIN = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Aunt|Uncle|Grandma|Grandpa)\.?\s+[A-Z][a-z]+|[A-Z][a-zà-ÿ]{1,14}(?:\s[A-Z][a-zà-ÿ]{1,14})?)\b"
)
_NO_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays "
    "Sundays January February March April May June July August September October November December English Chinese "
    "Spanish French German Polish Arabic WhatsApp Telegram WeChat Facebook Instagram Internet Google Zoom Discord "
    "Christmas Easter Ramadan God The This That These Those There Their They Then When Where What Which Who Whom Why How "
    "We You He She It Its His Her Our Your My Me And Or But If In On At To Of For From By With Without As An All Any Each "
    "Every Everyone Everybody Anyone Anybody Nobody No Not Nothing Never None Yes So Some Somebody Someone Two Three Four "
    "Five Six Seven Eight Nine Ten Once Only Just Also Still After Before Since Until During Because Is Are Was Were Be "
    "Has Have Had Do Does Did Will Would Can Could Should May Might Must Let Add Ask Start Stop Pause Go Back Hire Call "
    "Post Read People Parents Members Neighbours Neighbors Young Old Most Many Few More Less First Last New Free Build "
    "Market Plenty Help Helping Please Welcome Feedback Community Communities Rules Rewards Night Great Hosts Opening "
    "Quiet Adverts Zero Kicked Depends Chronic Meet Refer Bigger Traffic Removed Tasty Greeted Drowned Term Young Widowers "
    "Newcomers Inactive As Feel Message Ads Owner Group Admin Admins Chat Weekly Monthly Daily Sharing Share".split()
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)?\s*%?|[一二两三四五六七八九十百千]{1,4}(?:个|位|户|人|次|家|条|件|天|周|年|月|名|成|分钟|小时|张|份|种|句|块|栋)"
    r"|\btwo thirds\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|hundred|half|a dozen)\b",
    re.IGNORECASE,
)
_SOME = r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|several|a few|a dozen"
_WHO = (
    r"people|persons|hands|families|households|flats|homes|owners|tenants|neighbou?rs|parents|players|drivers|carers|adults"
    r"|volunteers|members|friends|runners|readers|learners|signatures|votes|shops|growers|others|of us|of them|pairs"
)
_HEADS = re.compile(
    r"(?<![\d.一二两三四五六七八九十百千])(?!(?:一|1)(?:个人|[人位户家名口]))(?:\d+|[一二两三四五六七八九十百千几]{1,4})[多来]?\s*(?:个人|[人位户家名口](?![年月周天次])|双手|只手|个家庭)"
    r"|[三四五]分之[二三四]|过半|半数|一半的?[人住户业主家]"
    rf"|\b(?:{_SOME})\s+(?:[a-z-]+\s+){{0,2}}(?:{_WHO})\b|\b(?:two thirds|three quarters|half of|the majority of|most of)\b|\btakes (?:at least )?(?:{_SOME})(?!\s+(?:hours?|days?|weeks?|months?|years?|minutes?))\b",
    re.IGNORECASE,
)
"""How many people, homes or hands; one alone is not many, and how often or how long is no head count."""
_TIME = re.compile(
    r"每?(?:周|星期|礼拜)[一二三四五六日天末]|[一二两三四五六七八九十半\d]{1,3}(?:月份?|号|点|天|周|年|个月|小时|分钟)|每[天日周月年晚季]|每个?(?:月|星期|季度|学期)|半年|当[天晚日]|第一[天周]"
    r"|今[天晚年]|明天|上个?月|这个?月|下个?月|开学|放假|学期|周末|早上|晚上|白天|夜里"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
    r"|\b(?:in|since|until|by|every|each) may\b|\b(?:daily|weekly|monthly|yearly|tonight|today|tomorrow|evenings?|mornings?|weekends?|term|terms)\b"
    r"|\b(?:a|an|one|two|three|four|five|six|seven|ten|\d+)\s+(?:idle\s+)?(?:hours?|days?|weeks?|months?|years?)\b|\b(?:day|week|month) (?:one|after)\b|\bfirst (?:day|week|month)\b|\b(?:each|every|once a|a) (?:day|week|month|year|evening)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“[^”]{4,}”|「[^」]{4,}」|『[^』]{4,}』|\"[^\"\n]{4,}\"|(?<!\w)[‘'][^’'\n]{3,}(?:[’'](?=\w)[^’'\n]*)*[’'](?!\w)"
)
_PRICE = re.compile(
    r"[¥￥$€£]\s*\d[\d,]*(?:\.\d+)?|(?:(?:原|现|团购|特|到手)价|仅需|只要|满)?(?:低至)?\s*\d[\d,]*(?:\.\d+)?\s*(?:元|块钱?|折|％|%\s*off|usd|eur|gbp|dollars?|euros?|pounds?|bucks)"
    r"|(?:原|现|团购|特|到手)价\s*\d[\d.]*|半价|买一送一|包邮",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:微信|薇信|v信|vx|wx|qq|加v|加我|电话|手机|热线|私信我|私我|扫码|二维码|长按识别)[号:：\s]*[\w-]*|https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+|(?<!\d)1[3-9]\d{9}(?!\d)|\+?\d[\d\s().-]{7,}\d"
    r"|\b(?:dm|text|call|inbox) (?:me|us)\b|\bscan the\b|\blink in bio\b|\bqr code\b",
    re.IGNORECASE,
)


def names(text: str) -> list[str]:
    """People called by a name: 王姐, 老周, 李敏, @小北, Ana, Mr Brook. Misses names that are words; never certain."""
    found = [match[0] for match in _TITLES.finditer(text)] + [match[0] for match in _ALONE.finditer(text)]
    for match in _LATIN.finditer(text):
        words = match[0].split()
        kept = [word for word in words if word not in _NO_NAMES]
        # A capital at the start of a sentence is no name, unless a list or a deed follows: “Ana, Ben …”, “Ana greets”.
        if kept == words and not _starts_a_sentence(text, match):
            found.append(" ".join(kept))
        elif kept and kept != words and kept[-1] == words[-1]:
            found.append(kept[-1])
    return list(dict.fromkeys(found))


def _starts_a_sentence(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(" “\"'‘("), text[match.end() :]
    if before and before[-1] not in ".!?。！？\n:：":
        return False
    return not re.match(
        r"\s*(?:,\s*(?:[A-Z]|s?he\b|who\b|they\b)|:|：|\(|\band\s+[A-Z]|’s|'s|\s(?:[a-z]{3,}s|told|said|has|and|in the|at|from)\b)",
        after,
    )


def numbers(text: str) -> list[str]:
    """Numbers, in digits or words, where words count something."""
    return _distinct(_NUMBER, text)


def headcounts(text: str) -> list[str]:
    """How many people, homes or hands, from two on; parts of all, such as two thirds, count."""
    return _distinct(_HEADS, text)


def dates(text: str) -> list[str]:
    """Days, hours and spans of time."""
    return _distinct(_TIME, text)


def quotations(text: str) -> list[str]:
    """What stands in quotation marks and is longer than a term."""
    return _distinct(_QUOTED, text)


def prices(text: str) -> list[str]:
    """Amounts of money, and discounts."""
    return _distinct(_PRICE, text)


def contacts(text: str) -> list[str]:
    """Phone numbers, accounts, links, and calls to write in private."""
    return _distinct(_CONTACT, text)


def _distinct(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match[0].strip() for match in pattern.finditer(text)))


FINDERS: dict[str, Callable[[str], list[str]]] = {
    "names": names, "numbers": numbers, "headcounts": headcounts, "dates": dates, "quotations": quotations, "prices": prices, "contacts": contacts,
}  # fmt: skip
"""The finders that a mark may name with ``finds``."""
