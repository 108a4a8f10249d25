"""How the sentences of packs must be written: both languages whole, plain words for people, advice that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SLOT = re.compile(r"\{([A-Za-z0-9_./-]+)\}")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ASIDE = re.compile(r"\{[^}]*\}|`[^`]*`|https?://\S+|@\s*\w*")
_ENGLISH = re.compile(r"(?<![A-Za-z])[a-z]{4,}(?![A-Za-z])")
_LOANWORDS = frozenset({"issue", "wiki", "emoji"})
_CALLED = (
    (re.compile(r"粉丝|流量|用户|转化率|转化"), "成员是人：写 成员、大家、人"),
    (
        re.compile(r"\b(?:users?|fans|traffic|conversions?|funnel)\b", re.IGNORECASE),
        "members are people: write members",
    ),
)
_REWARD_ZH = re.compile(r"优惠券|代金券|发券|抽奖|积分|奖品|有奖|发奖|奖励|红包|返现|返利|有礼|秒杀")
_AGAINST_ZH = re.compile(r"不|别|没|停|撤|换成|代替|少|戒|列出|拿掉|去掉|无")
_REWARD_EN = re.compile(
    r"\b(?:coupons?|vouchers?|raffles?|giveaways?|draws|lucky draw|points|prizes?|rewards?|cashback|red packets?|badges)\b"
)
_AGAINST_EN = re.compile(r"\b(?:no|not|never|without|stop|replace|drop|instead|nor|list|end|cut|away)\b")
_NO_VERB_ZH = re.compile(r"^(?:你|您|我们|咱们|大家|应该|应当|建议|希望|最好|可以|必须|尽量|需要)")
_NO_VERB_EN = re.compile(
    r"^(?:the|a|an|it|this|these|those|there|you|your|we|our|they|members?|people|everyone|some|more|less|"
    r"should|could|would|must|please|maybe|perhaps|it's|(?:one|two|three|four|five|ten)(?! (?:minutes|hours|days|weeks|months)))\b",
    re.IGNORECASE,
)
_LEAD_EN = re.compile(
    r"^(?:this (?:week|month)|the (?:next|same) \w+|an? (?:day|week|month) \w+)\b[^,]*,?\s*", re.IGNORECASE
)

LONGEST_TITLE = {"zh": 20, "en": 60}


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages."""

    key: str
    """What it is for: ``title``, ``says``, ``do`` …"""
    zh: str
    en: str
    of_words: bool = False
    """True for a word list, whose English may quote the Chinese words it speaks of."""


Complaint = tuple[str, str]
"""What is wrong, and what to do."""


def complaints(text: Text) -> Iterator[Complaint]:
    """Everything that is wrong with the wording of ``text``."""
    yield from _languages(text)
    yield from _slots(text)
    for said in (text.zh, text.en):
        if HIDDEN.search(said):
            yield "an invisible or control character stands in the sentence", "delete it and type the sentence again"
        for word, hint in _CALLED:
            found = word.search(said)
            if found:
                yield f"people are called {found[0]!r}", hint
    if text.key in ("title", "failing_title"):
        yield from _title(text)
    if text.key == "do":
        yield from _advice(text)


def _languages(text: Text) -> Iterator[Complaint]:
    if not HAN.search(text.zh):
        yield "the Chinese sentence has no Chinese in it", "translate it"
    chinese = HAN.search(text.en)
    if chinese and not text.of_words:
        yield f"the English sentence has Chinese in it: {chinese[0]!r}", "translate it"
    words = [word for word in _ENGLISH.findall(_ASIDE.sub(" ", text.zh)) if word not in _LOANWORDS]
    if words:
        yield f"the Chinese sentence has English in it: {words[0]!r}", "translate it, or write a name with a capital"
    if re.search(r"[\u4e00-\u9fff][,;?!](?:\s|$|[\u4e00-\u9fff])", text.zh):
        yield "half-width punctuation after a Chinese character", "write ，；？！"
    if re.search(r"[，。；：！？（）]", text.en):
        yield "full-width punctuation in the English sentence", "write , . ; : ! ? ( )"


def _slots(text: Text) -> Iterator[Complaint]:
    ours, theirs = set(SLOT.findall(text.zh)), set(SLOT.findall(text.en))
    if ours != theirs:
        odd = ", ".join(f"{{{name}}}" for name in sorted(ours ^ theirs))
        yield f"only one of the two languages tells {odd}", "give both sentences the same numbers"


def _title(text: Text) -> Iterator[Complaint]:
    for lang, said in (("zh", text.zh), ("en", text.en)):
        if said.rstrip()[-1:] in "。.!！;；":
            yield f"the title ends like a sentence: {said!r}", "leave out the last mark"
        if len(said) > LONGEST_TITLE[lang]:
            yield f"the title is long: {len(said)} characters", f"{LONGEST_TITLE[lang]} at most"


def _advice(text: Text) -> Iterator[Complaint]:
    if _NO_VERB_ZH.match(text.zh) or _NO_VERB_EN.match(_LEAD_EN.sub("", text.en)):
        yield "the advice does not begin with what to do", "begin with a verb, or a time and a verb"
    clauses = [(clause, _REWARD_ZH, _AGAINST_ZH) for clause in re.split(r"[，。；：！？,;]", text.zh)]
    clauses += [(clause, _REWARD_EN, _AGAINST_EN) for clause in re.split(r"[.;:!?]", text.en.lower())]
    for clause, reward, against in clauses:
        found = reward.search(clause)
        if found and not against.search(clause):
            yield f"the advice offers {found[0]!r}", "never advise coupons, draws, points or prizes for talking"
