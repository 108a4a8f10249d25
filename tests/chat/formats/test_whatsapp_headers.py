"""Every shape of WhatsApp's header lines, made from one small chat: the same chat must come out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from auditor.chat.formats import whatsapp
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat


def read(text: str | bytes, name: str = "_chat.txt", **options: str) -> Chat:
    content = text.encode() if isinstance(text, str) else text
    chats = whatsapp.read([SourceFile(name, content=content)], ReadOptions(**options))  # type: ignore[arg-type]
    assert len(chats) == 1
    return chats[0]


def senders(chat: Chat) -> list[str]:
    names = chat.messages.join(chat.people, on="person", how="left", maintain_order="left")["name"]
    return names.to_list()


def events(chat: Chat) -> list[tuple[str, str | None, str | None]]:
    name = dict(zip(chat.people["person"], chat.people["name"], strict=True))
    rows = chat.events.select("kind", "actor", "target").iter_rows()
    return [(kind, name.get(actor), name.get(target)) for kind, actor, target in rows]


STORY: tuple[tuple[datetime, str | None, str], ...] = (
    (datetime(2024, 2, 28, 23, 58), None, "Messages and calls are end-to-end encrypted."),
    (datetime(2024, 2, 28, 23, 59), None, "Mia created group “Sunday rides: slow”"),
    (datetime(2024, 2, 29, 0, 5), "Mia", "first one here"),
    (datetime(2024, 2, 29, 8, 5), None, "Mia added 阿明 and +44 7700 900117"),
    (datetime(2024, 2, 29, 12, 0), "阿明", "大家好：我是阿明"),
    (datetime(2024, 2, 29, 12, 30), "+44 7700 900117", "two lines\n\nand a blank one\n~~ 1/2/24 ~~"),
    (datetime(2024, 3, 1, 13, 7), "Mia", "a list: one, two"),
    (datetime(2024, 3, 13, 20, 45), "~ Zoë", "late :)"),
    (datetime(2024, 3, 13, 21, 0), None, "~ Zoë left"),
)  # fmt: skip

NARROW, NO_BREAK = "\u202f", "\u00a0"
ARABIC, PERSIAN = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"
Style = Callable[[datetime], str]


def in_digits(text: str, digits: str) -> str:
    return text.translate(str.maketrans("0123456789", digits))


def clock(at: datetime, form: str, am: str, pm: str) -> str:
    """``form`` with h (12 hours), hh, mm, and M for the marker."""
    hour = (at.hour - 1) % 12 + 1
    return form.format(h=hour, hh=f"{hour:02d}", mm=f"{at.minute:02d}", M=am if at.hour < 12 else pm)


STYLES: dict[str, Style] = {
    "android-dmy": lambda t: f"{t:%d/%m/%Y, %H:%M} - ",
    "android-dmy-short": lambda t: f"{t.day}/{t.month}/{t:%y, %H:%M} - ",
    "android-us": lambda t: f"{t.month}/{t.day}/{t:%y}, {clock(t, '{h}:{mm} {M}', 'AM', 'PM')} - ",
    "android-us-narrow": lambda t: f"{t.month}/{t.day}/{t:%y}, {clock(t, '{h}:{mm}' + NARROW + '{M}', 'AM', 'PM')} - ",
    "android-us-old": lambda t: f"{t:%m/%d/%y}, {clock(t, '{h}:{mm} {M}', 'AM', 'PM')} – ",
    "android-uk-lower": lambda t: f"{t:%d/%m/%Y}, {clock(t, '{h}:{mm} {M}', 'am', 'pm')} - ",
    "android-es": lambda t: f"{t.day}/{t.month}/{t:%y} {clock(t, '{h}:{mm} {M}', 'a. m.', 'p. m.')} - ",
    "android-es-nbsp": lambda t: (
        f"{t.day}/{t.month}/{t.year}, {clock(t, '{h}:{mm} {M}', 'a.' + NO_BREAK + 'm.', 'p.' + NO_BREAK + 'm.')} - "
    ),
    "android-es-dots": lambda t: f"{t.day}/{t.month}/{t.year}, {clock(t, '{h}:{mm} {M}', 'a.m.', 'p.m.')} - ",
    "android-de": lambda t: f"{t:%d.%m.%y, %H:%M} - ",
    "android-de-12h": lambda t: f"{t:%d.%m.%y}, {clock(t, '{h}:{mm} {M}', 'AM', 'PM')} - ",
    "android-nl": lambda t: f"{t:%d-%m-%Y %H:%M} - ",
    "android-sv": lambda t: f"{t:%Y-%m-%d %H:%M} - ",
    "android-it-dots": lambda t: f"{t:%d/%m/%y, %H.%M} - ",
    "android-fi": lambda t: f"{t.day}.{t.month}.{t.year} klo {t.hour}.{t:%M} - ",
    "android-zh": lambda t: f"{t.year}/{t.month}/{t.day} {clock(t, '{M}{h}:{mm}', '上午', '下午')} - ",
    "android-zh-24": lambda t: f"{t.year}/{t.month}/{t.day} {t:%H:%M} - ",
    "android-zh-tw": lambda t: f"{t.year}/{t.month}/{t.day}, {clock(t, '{M}{h}:{mm}', '上午', '下午')} - ",
    "android-zh-hk": lambda t: f"{t.day}/{t.month}/{t.year}, {t:%H:%M} - ",
    "android-zh-hours": lambda t: f"{t.year}/{t.month}/{t.day} {zh_clock(t)} - ",
    "android-ja": lambda t: f"{t:%Y/%m/%d, %H:%M} - ",
    "android-ja-12h": lambda t: f"{t:%Y/%m/%d} {clock(t, '{M}{h}:{mm}', '午前', '午後')} - ",
    "android-ko": lambda t: f"{t.year}. {t.month}. {t.day}. {clock(t, '{M} {h}:{mm}', '오전', '오후')} - ",
    "android-ar": lambda t: in_digits(f"{t.day}/{t.month}/{t.year}، {clock(t, '{h}:{mm} {M}', 'ص', 'م')} - ", ARABIC),
    "android-ar-marks": lambda t: f"{t.day}\u200f/{t.month}\u200f/{t.year}، {clock(t, '{h}:{mm} {M}', 'ص', 'م')} - ",
    "android-fa": lambda t: in_digits(f"{t.year}/{t.month}/{t.day}،\u200f {t:%H:%M} - ", PERSIAN),
    "ios-dmy": lambda t: f"[{t:%d/%m/%Y, %H:%M:%S}] ",
    "ios-mark": lambda t: f"\u200e[{t:%d/%m/%Y, %H:%M:%S}] ",
    "ios-us": lambda t: f"[{t.month}/{t.day}/{t:%y}, {clock(t, '{h}:{mm}:00 {M}', 'AM', 'PM')}] ",
    "ios-us-narrow": lambda t: f"[{t.month}/{t.day}/{t:%y}, {clock(t, '{h}:{mm}:00' + NARROW + '{M}', 'AM', 'PM')}] ",
    "ios-us-year": lambda t: f"[{t.month}/{t.day}/{t.year}, {clock(t, '{hh}:{mm}:00 {M}', 'AM', 'PM')}] ",
    "ios-de": lambda t: f"[{t:%d.%m.%y, %H:%M:%S}] ",
    "ios-nl": lambda t: f"[{t:%d-%m-%Y %H:%M:%S}] ",
    "ios-zh": lambda t: f"[{t.year}/{t.month}/{t.day} {clock(t, '{M}{h}:{mm}:00', '上午', '下午')}] ",
    "ios-zh-24": lambda t: f"[{t.year}/{t.month}/{t.day} {t:%H:%M:%S}] ",
    "ios-ko": lambda t: f"[{t.year}. {t.month}. {t.day}. {clock(t, '{M} {h}:{mm}:00', '오전', '오후')}] ",
    "ios-es": lambda t: (
        f"[{t.day}/{t.month}/{t:%y}, {clock(t, '{h}:{mm}:00 {M}', 'a.' + NARROW + 'm.', 'p.' + NARROW + 'm.')}] "
    ),
    "ios-fa": lambda t: in_digits(f"[{t.year}/{t.month}/{t.day}،\u200f {t:%H:%M:%S}] ", PERSIAN),
    "ios-old": lambda t: f"{t:%d/%m/%y %H:%M:%S}: ",
    "ios-old-us": lambda t: f"{t.month}/{t.day}/{t:%y}, {clock(t, '{h}:{mm}:00 {M}', 'AM', 'PM')}: ",
    "no-seconds-brackets": lambda t: f"[{t:%m/%d/%y %H:%M}] ",
}


def zh_clock(at: datetime) -> str:
    """The parts of the day as some phones name them."""
    if at.hour < 6:
        return f"凌晨{at.hour or 12}:{at:%M}"
    if at.hour == 12:
        return f"中午12:{at:%M}"
    part, hour = ("上午", at.hour) if at.hour < 12 else ("下午" if at.hour < 18 else "晚上", at.hour - 12)
    return f"{part}{hour}:{at:%M}"


def export(style: Style, story: tuple[tuple[datetime, str | None, str], ...] = STORY, ending: str = "\n") -> str:
    lines = [f"{style(at)}{f'{author}: ' if author else ''}{text}" for at, author, text in story]
    return "\n".join(lines).replace("\n", ending) + ending


@pytest.mark.parametrize("name", STYLES)
def test_one_chat_is_the_same_in_every_shape_of_header(name: str) -> None:
    chat = read(export(STYLES[name]))

    assert chat.messages["at"].to_list() == [at for at, author, _ in STORY if author]
    assert chat.messages["text"].to_list() == [text for _, author, text in STORY if author]
    assert senders(chat) == ["Mia", "阿明", "+44 7700 900117", "Mia", "Zoë"]
    assert chat.events["at"].to_list() == [STORY[i][0] for i in (0, 1, 3, 3, 8)]
    assert events(chat) == [
        ("other", None, None),
        ("create", "Mia", None),
        ("invite", "Mia", "阿明"),
        ("invite", "Mia", "+44 7700 900117"),
        ("leave", None, "Zoë"),
    ]
    assert chat.title == "Sunday rides: slow"
    assert chat.report.coverage == 1.0


@pytest.mark.parametrize("name", STYLES)
def test_every_shape_of_header_is_recognised(name: str) -> None:
    assert whatsapp.sniff(SourceFile("-", content=export(STYLES[name]).encode())) >= 0.5


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_do_not_matter(ending: str) -> None:
    assert read(export(STYLES["ios-zh"], ending=ending)).messages.equals(read(export(STYLES["ios-zh"])).messages)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    story = (
        (datetime(2024, 5, 1, 8), "阿明", "大家早，今天谁去市场？"),
        (datetime(2024, 5, 13, 8), "小北", "我去，要带什么？"),
    )
    chat = read(export(STYLES["android-zh"], story).encode(encoding))

    assert chat.messages["text"].to_list() == ["大家早，今天谁去市场？", "我去，要带什么？"]
