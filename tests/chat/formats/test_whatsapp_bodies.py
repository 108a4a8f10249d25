"""Bodies that are not just words: media, polls, deleted and edited messages."""

from __future__ import annotations

from functools import cache

import pytest

from auditor.chat.formats import whatsapp
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat


def read(text: str) -> Chat:
    return whatsapp.read([SourceFile("_chat.txt", content=text.encode())], ReadOptions())[0]


BODIES = (
    ("<Media omitted>", "other", ""),
    ("<省略影音内容>", "other", ""),
    ("<Médias omis>", "other", ""),
    ("\u200eimage omitted", "image", ""),
    ("圖片已略去", "image", ""),
    ("\u200e貼圖已略去", "sticker", ""),
    ("\u200eGIF omitted", "sticker", ""),
    ("\u200e<attached: 00000012-PHOTO-2024-02-01.jpg>", "image", ""),
    ("look\n\u200e<attached: 00000012-VIDEO-2024-02-01.mp4>", "video", "look"),
    ("Prices.pdf • \u200e3 pages \u200edocument omitted", "file", "Prices.pdf • 3 pages"),
    ("IMG-20240201-WA0001.jpg (file attached)\nour hill", "image", "our hill"),
    ("PTT-20240201-WA0002.opus (Datei angehängt)", "voice", ""),
    ("STK-20240201-WA0003.webp (archivo adjunto)", "sticker", ""),
    ("Bo.vcf (file attached)", "contact", ""),
    ("<附件：00000012-AUDIO-2024.opus>", "voice", ""),
    ("This message was deleted", "recalled", ""),
    ("\u200e这条消息已删除。", "recalled", ""),
    ("此訊息已刪除", "recalled", ""),
    ("You deleted this message", "recalled", ""),
    ("This message was deleted by admin Mia", "recalled", ""),
    ("POLL:\nWhen?\nOPTION: Sunday (3 votes)\nOPTION: Monday (0 votes)", "poll", "When?\nSunday\nMonday"),
    ("投票：\n周日去哪\n选项：公园 (3 票)\n选项：河边 (0 票)", "poll", "周日去哪\n公园\n河边"),
    ("location: https://maps.google.com/?q=51.5,-0.1", "location", ""),
    ("Waiting for this message. This may take a while.", "other", ""),
    ("null", "other", ""),
    ("see (attached)", "text", "see (attached)"),
    ("<b>hi</b>", "text", "<b>hi</b>"),
    ("投票：今天去不去", "text", "投票：今天去不去"),
    ("我已忽略", "text", "我已忽略"),
    ("hi @\u2068阿明\u2069 <3", "text", "hi @\u2068阿明\u2069 <3"),
)


@cache
def told() -> list[tuple[str, str]]:
    """Kind and text of each body, all of them in one file."""
    chat = read("".join(f"01/02/2024, 09:00 - Mia: {body}\n" for body, *_ in BODIES))
    return list(chat.messages.select("kind", "text").iter_rows())


@pytest.mark.parametrize("number", range(len(BODIES)), ids=[repr(body[:24]) for body, *_ in BODIES])
def test_a_body_is_told_for_what_it_is(number: int) -> None:
    assert told()[number] == BODIES[number][1:]


@pytest.mark.parametrize(
    "tag",
    [
        "<This message was edited>",
        "\u200e<This message was edited>",
        "<此消息已编辑>",
        "<已編輯此訊息>",
        "<Se editó este mensaje>",
    ],
)
def test_the_tag_of_an_edited_message_is_cut_off(tag: str) -> None:
    chat = read(f"01/02/2024, 09:00 - Mia: one\ntwo {tag}\n01/02/2024, 09:01 - Mia: three\n")

    assert chat.messages["text"].to_list() == ["one\ntwo", "three"]
    assert chat.messages["edited"].to_list() == [True, False]
    assert "edited" in chat.has


def test_an_export_without_edited_messages_does_not_say_whether_it_could_tell() -> None:
    chat = read("01/02/2024, 09:00 - Mia: one\n")

    assert chat.messages["edited"].to_list() == [None]
    assert chat.has == frozenset()
