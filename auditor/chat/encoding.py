"""Which characters the bytes stand for: UTF-8 nearly always, an older encoding where a line is not UTF-8."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from auditor.chat.source import SourceFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIMPLIFIED = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没"
    "成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进"
    "此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门"
    "吗吧呢啊哈谢群收收到早晚安，。！？、：（）…"
)
_TRADITIONAL = frozenset(
    "的一是了我不人在他有這個上們來到時大地為子中你說生國年著就那和要她出也得裡後自以會家可下而過天去能對小多然於心學麼之都好看起發當沒"
    "成只如事把還用第樣道想作種開美總從無情己面最女但現前些所同日手又行意動方期它頭經長兒回位分愛老因很給名法間知世什兩次使身者被高已親其進"
    "此話常與活正感見明問力理點文幾定本公特做外孩相西果走將月十實向聲車全信重三機工物氣每並別真打太新比才便夫再書部水像眼等體卻加電主界門"
    "嗎吧呢啊哈謝群收早晚安，。！？、：（）…"
)
_SAMPLE = 64 * 1024
_PROBE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and what it cost to get them."""

    text: str
    encoding: str
    """``utf-8``, ``gb18030`` …; ``utf-8+gb18030`` when some lines are the one and some the other."""
    replaced: int = 0
    """Places where bytes stood for no character; each is now U+FFFD."""


def decode(data: bytes) -> Decoded:
    """The text of ``data``, without its byte order mark. Whatever the bytes are, there is an answer."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    return _decode_as(data, _wide(data[:_PROBE]) or "utf-8")


def _decode_as(data: bytes, encoding: str) -> Decoded:
    if encoding != "utf-8":
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_by_lines(data)


def decode_head(file: SourceFile) -> str:
    """The text at the head of ``file``, for telling its format; a line or character that is cut off is left out."""
    head = file.head()
    if not _wide(head[:_PROBE]) and not head.startswith(_UTF16):
        head = head[: head.rfind(b"\n") + 1] or head
    return decode(head).text.removesuffix("\ufffd")


def _wide(probe: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain letters and digits is zero."""
    half = len(probe) // 2
    if half < 2:
        return None
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if probe[start::2].count(0) > 0.4 * half and probe[1 - start :: 2].count(0) < 0.1 * half:
            return encoding
    return None


def _decode_by_lines(data: bytes) -> Decoded:
    """Lines that are UTF-8 as such; the others in the older encoding they look like, else with their bytes replaced."""
    lines = data.split(b"\n")
    foreign = [not line.isascii() and _is_foreign(line) for line in lines]
    older = _older(b"\n".join(line for line, odd in zip(lines, foreign, strict=True) if odd)[:_SAMPLE])
    texts = [
        line.decode(older if odd and older else "utf-8", "replace") for line, odd in zip(lines, foreign, strict=True)
    ]
    replaced = sum(text.count("\ufffd") for text in texts) - data.count("\ufffd".encode())
    proper = any(not odd and not line.isascii() for line, odd in zip(lines, foreign, strict=True))
    encoding = "utf-8" if older is None else f"utf-8+{older}" if proper else older
    return Decoded("\n".join(texts), encoding, max(0, replaced))


def _is_foreign(line: bytes) -> bool:
    """Whether a line is no UTF-8 and not just UTF-8 with a few broken bytes."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        return len(text) - len(text.encode("ascii", "ignore")) < 2 * broken
    return False


def _older(sample: bytes) -> str | None:
    """The encoding in which ``sample`` reads most like a language; null when it does in none."""
    scores: dict[str, float] = {}
    for encoding, usual, share in _OLDER:
        foreign = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
        if foreign:
            scores[encoding] = sum(map(usual, foreign)) / len(foreign) / share
    best = max(scores, key=lambda encoding: scores[encoding], default=None)
    return best if best and scores[best] >= 1 else None


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _is_kana(char: str) -> bool:
    return "\u3041" <= char <= "\u30fe"


_OLDER = (
    ("gb18030", _SIMPLIFIED.__contains__, 0.2),
    ("big5", _TRADITIONAL.__contains__, 0.25),
    ("cp949", _is_hangul, 0.7),
    ("cp932", _is_kana, 0.3),
)
"""Encoding, the characters usual in its language, and the least share of them among what is not ASCII. Two hundred
characters make up half of written Chinese; Chinese read as Korean is less than half Hangul."""
