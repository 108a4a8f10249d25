"""Finding people in what others write: whether a word that somebody goes by is meant for them where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.names.everyday import CHINESE, ENGLISH, MONTHS, RUN_ON

HIDDEN = "…"
"""What stands for a name that is hidden, and for one that may be several people's."""
SHORTEST = 2
"""Characters; a name of one character stands in every other word and is left alone in texts."""

_PRONOUNS = frozenset(("You", "you", "Me", "me", "自己", "本人"))
"""What an app calls whoever exported the chat, and what everybody writes: in a text it names nobody."""

# Letters of scripts that put spaces between words; Chinese, Japanese, Korean and Thai names end anywhere.
_SPACED = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\uffdc\U00020000-\U0003ffff]")
_HAN_SHORT = 3
"""Characters of a Chinese name up to which it may seem to stand where two other words meet."""

_MENTION = re.compile(
    r"(?<![\w.…])@(?!所有人|全体成员|(?:all|everyone|here|channel)\b)"
    r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*|[^\s@,，。、:：;；!！?？…()（）\"“”⏎]{1,20})",
    re.IGNORECASE,
)

_ADDRESSED = re.compile(
    r"(?:^|[\s,.!?])(?:hi|hey|hello|hiya|thanks|thank you|thx|ty|dear|welcome|morning|evening|night|cheers|sorry|bye"
    r"|congrats|congratulations|ask|tell|i'?m|i am|my name is|this is)\s+$",
    re.IGNORECASE,
)
_GREETED = re.compile(r"(?:^|[\s,.!?⏎])(?:hi|hey|hello|hiya)[!,]\s+$", re.IGNORECASE)
_BEGINS_ZH = re.compile(r"(?:^|⏎)\s*$")
_ADDRESSED_ZH = re.compile(r"(?:谢谢|感谢|多谢|辛苦|欢迎|恭喜|我是|我叫|[我你他她]们?家|跟|让|请|找|叫|听|问)\s*$")
_SPOKEN_TO_ZH = re.compile(r"\s|[，,：:！!]|$")
_A_PERSON_ZH = re.compile(
    r"\s*[一二两三四五六七八九十\d]+个?半?[岁月]|老师|妈|爸|奶奶|爷爷|阿姨|姐|哥|你|家[的里]?|说|讲|问|带"
)
_TIME = re.compile(
    r"(?:\b(?:in|since|until|till|by|last|next|this|of|early|mid|late|before|after|from|to|on)|\d(?:st|nd|rd|th)?)\s+$",
    re.I,
)
_BEFORE = 24
"""Characters before a word that tell whether it is said to somebody."""


class NamesInTexts:
    """Finds names inside texts: the longest that begins at a place, looked up by its first two characters.

    Whether a name is found depends on the name and the text alone, never on which other names are looked for; so a saved
    result, which knows only those that were found, finds the same ones.
    """

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = {
            name: other for name, other in instead.items() if len(name) >= SHORTEST and name not in _PRONOUNS
        }
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(self._instead, key=lambda name: (-len(name), name)):
            self._by_start.setdefault(name[:SHORTEST], []).append(name)

    @property
    def sought(self) -> list[str]:
        """A text that holds none of these is left as it is."""
        return [*self._instead, "@"]

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Place and name, from left to right, not overlapping."""
        at = 0
        while at < len(text) - 1:
            near = self._by_start.get(text[at : at + SHORTEST], ())
            name = next((name for name in near if text.startswith(name, at) and _names_somebody(text, at, name)), None)
            if name is not None:
                yield at, name
            at += len(name) if name else 1

    def replaced(self, text: str) -> str:
        """``text`` with something else in place of each name, and of each @mention of somebody unknown."""
        made, end = [], 0
        for at, name in self.found(text):
            made += [_unknown(text[end:at]), self._instead[name]]
            end = at + len(name)
        return "".join([*made, _unknown(text[end:])])


def _unknown(text: str) -> str:
    return _MENTION.sub("@" + HIDDEN, text) if "@" in text else text


def _names_somebody(text: str, at: int, name: str) -> bool:
    """Whether ``name`` at ``at`` is a name and no part of another word, nor a word that people only go by, too."""
    end = at + len(name)
    before, after = text[at - 1 : at], text[end : end + 1]
    if (_SPACED.match(name[0]) and _SPACED.match(before)) or (_SPACED.match(name[-1]) and _SPACED.match(after)):
        return False
    if len(name) <= _HAN_SHORT and (before + name[0] in RUN_ON or name[-1] + after in RUN_ON):
        return False
    if name in CHINESE:
        return before == "@" or _called_in_chinese(text, at, end)
    if name.lower() in ENGLISH:
        return before == "@" or _called_in_english(text, at, name)
    return True


def _called_in_chinese(text: str, at: int, end: int) -> bool:
    """“谢谢阳光”, “阳光，你好”, “桃子两岁”; not “今天阳光很好”."""
    start = max(0, at - _BEFORE)
    if _ADDRESSED_ZH.search(text, start, at) or _A_PERSON_ZH.match(text, end):
        return True
    return bool(_BEGINS_ZH.search(text, start, at) and _SPOKEN_TO_ZH.match(text, end))


def _called_in_english(text: str, at: int, name: str) -> bool:
    """“thanks will”, “hi! will, 29”, “I saw Will”, “Will, are you there”; not “Will you come”, nor “in May”."""
    start = max(0, at - _BEFORE)
    if _ADDRESSED.search(text, start, at):
        return True
    spoken_to = text[at + len(name) : at + len(name) + 1] in (",", "!")
    if spoken_to and _GREETED.search(text, start, at):
        return True
    if not (name[0].isupper() and name[1:].islower()):
        return False
    said_before = text[:at].rstrip()
    if not said_before or said_before[-1] in ".!?…:;⏎*-–—•>\"“'‘(":
        return spoken_to
    return not (
        name.lower() in MONTHS and (_TIME.search(text, start, at) or re.match(r"\s*\d", text[at + len(name) :]))
    )
