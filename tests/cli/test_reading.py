"""``auditor inspect``: what was read and what was not, from small invented chats."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from auditor.chat.tables import Chat, Note
from auditor.cli.reading import put_chats, put_reading
from auditor.packs.minichat import read_mini
from auditor.packs.schema import Expect
from auditor.packs.schema import Test as Story
from auditor.reports.screen.page import Page
from auditor.reports.screen.width import cells

CHAT = """
2025-03-03 09:01 * invite 林小满 > 阿芬
2025-03-03 09:05 林小满: 欢迎阿芬
2025-03-03 09:30 阿芬: [图片]
2025-03-04 09:30 +86 139 5550 1234: 谢谢
"""


@pytest.fixture
def chat() -> Chat:
    made = read_mini(Story(name="small", chat=CHAT, expect=Expect())).chat
    unread = ((7, "\x1b[31m??? 不是消息的一行 " + "长" * 80), (9, "wxid_abcdef123"))
    report = replace(
        made.report, lines=20, understood=18, unread=unread, date_order="dmy", date_order_because="assumed",
        notes=(Note("zone_assumed", {"zone": "+08:00"}),),
    )  # fmt: skip
    return replace(made, report=report, title="读书会", members=12)


def told(chat: Chat, lang: str = "zh", names: str = "show") -> str:
    page = Page(80)
    put_reading(page, chat, names=names, lang=lang)  # type: ignore[arg-type]
    return page.text(color=False)


def test_it_tells_coverage_dates_span_kinds_people_and_what_cannot_be_seen(chat: Chat) -> None:
    screen = told(chat)

    for said in ("读书会", "20 行看懂了 18 行（90%）", "dmy · 猜的", "2025-03-03 09:05 至 2025-03-04 09:30", "图片 1", "拉人 1",
                 "群人数    12", "看不到", "按 +08:00 算", "说过话的 3，一共 3", "林小满"):  # fmt: skip
        assert said in screen, said


def test_samples_of_unread_lines_are_numbered_harmless_and_cut(chat: Chat) -> None:
    screen = told(chat)

    assert "7  [31m??? 不是消息的一行" in screen
    assert "\x1b" not in screen
    assert all(cells(line) <= 80 for line in screen.splitlines())
    assert "wxid_abcdef123" not in screen


def test_numbers_are_masked_and_names_can_be_hidden(chat: Chat) -> None:
    assert "139 5550" not in told(chat) and "…1234" in told(chat)
    assert "林小满" not in told(chat, names="alias") and re.search(r" P[0-9A-Z]{4} ", told(chat, names="alias"))


@pytest.mark.parametrize("names", ["alias", "hide"])
def test_hidden_names_are_hidden_in_the_title_the_files_and_the_lines_too(chat: Chat, names: str) -> None:
    report = replace(chat.report, files=("与林小满的聊天.txt",), unread=((3, "小满：？？"), (4, "阿芬来了")))
    screen = told(replace(chat, title="林小满、阿芬", report=report), names=names)

    assert "阿芬" not in screen
    assert "小满" not in screen


def test_many_chats_are_listed_the_busiest_first(chat: Chat) -> None:
    quiet = replace(chat, title="空群", messages=chat.messages.head(1))
    page = Page(80)
    put_chats(page, [quiet, chat], names="show", lang="zh")
    screen = page.text(color=False)

    assert "2 个聊天" in screen and "--chat" in screen
    assert screen.index("读书会") < screen.index("空群")
