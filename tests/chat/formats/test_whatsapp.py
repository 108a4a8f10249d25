"""WhatsApp exports: what is a message, who wrote it, and how files make a chat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.archive import Limits, list_members, open_zip
from auditor.chat.formats import whatsapp
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat
from auditor.errors import ReadError, UsageError


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


def android(at: datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M} - "


def iphone(at: datetime) -> str:
    return f"[{at:%d/%m/%Y, %H:%M:%S}] "


def export(style: Callable[[datetime], str], story: Sequence[tuple[datetime, str, str]]) -> str:
    return "".join(f"{style(at)}{author}: {text}\n" for at, author, text in story)


def test_a_body_line_that_looks_like_a_header_stays_in_the_body() -> None:
    pasted = "look what they wrote:\n[12.3.20, 08:00:00] Kim: I quit\n[12.3.20, 08:01:00] Lou: me too"
    story = (
        *((datetime(2024, 3, day, 9), "Mia", f"day {day}") for day in range(1, 28)),
        (datetime(2024, 3, 28, 9), "Mia", pasted),
    )
    chat = read(export(android, story))

    assert chat.messages.height == 28
    assert chat.messages["text"][-1] == pasted


def test_files_joined_from_two_phones_are_read_whole() -> None:
    mia = [(datetime(2024, 3, day, 9), "Mia", "android") for day in range(1, 20)]
    lou = [(datetime(2023, 3, day, 9), "Lou", "iphone") for day in range(1, 20)]
    chat = read(export(android, mia) + export(iphone, lou))

    assert chat.messages.height == 38
    assert set(senders(chat)) == {"Mia", "Lou"}
    assert [(note.code, note.params) for note in chat.report.notes] == [("second_shape", {"lines": 19})]


def test_a_name_may_stand_without_a_blank_after_the_colon() -> None:
    chat = read("01/02/2024, 09:00 - Mia:hello\n01/02/2024, 09:01 - Lou:\nbelow\n01/02/2024, 09:02 - Mia left\n")

    assert senders(chat) == ["Mia", "Lou"]
    assert chat.messages["text"].to_list() == ["hello", "\nbelow"]
    assert events(chat) == [("leave", None, "Mia")]


def test_a_sentence_with_a_colon_is_no_message() -> None:
    chat = read('1/2/2024, 09:00 - Mia: hi\n1/2/2024, 09:01 - Mia changed the subject from "A: b" to "News: daily"\n')

    assert events(chat) == [("rename", "Mia", None)]
    assert chat.events["text"][0] == "News: daily"
    assert chat.title == "News: daily"


def test_an_unknown_sentence_with_a_quoted_colon_is_an_event_of_unknown_kind() -> None:
    chat = read('1/2/2024, 09:00 - Mia: hi\n1/2/2024, 09:01 - Mia zmieniła temat na "News: daily"\n')

    assert chat.messages.height == 1
    assert events(chat) == [("other", None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "John added me",
        "she left",
        "I removed the subject",
        "消息说他退出了群组",
        "joined using this group's invite link",
    ],
)
def test_people_may_write_about_joining_and_leaving(words: str) -> None:
    chat = read(f"1/2/2024, 09:00 - Mia: {words}\n")

    assert chat.messages["text"].to_list() == [words]
    assert chat.events.is_empty()


@pytest.mark.parametrize(
    "words",
    ["我的手机号码变了", "messages are end-to-end encrypted", "your security code changed, lol", "今晚限时消息来了"],
)
def test_people_may_write_what_whatsapp_writes(words: str) -> None:
    chat = read(
        "".join(f"{day:02d}/02/2024, 09:00 - Bo: hi\n" for day in range(1, 28)) + f"28/02/2024, 09:00 - 小北: {words}\n"
    )

    assert chat.messages["text"][-1] == words
    assert chat.events.is_empty()


def test_a_name_may_hold_a_quotation_mark() -> None:
    chat = read("".join(f"{day:02d}/02/2024, 09:00 - Tim 5'11\": hi\n" for day in range(1, 28)))

    assert chat.messages.height == 27
    assert chat.people["name"].to_list() == ["Tim 5'11\""]


def test_what_stands_under_the_name_of_the_group_is_an_event() -> None:
    lines = ["消息和通话已进行端到端加密。", "阿芳创建了此群组", "阿芳添加了小北", "阿芳使用了一种没人知道的句子"]
    text = "".join(f"[2024/5/1 上午8:0{n}:00] 读书会: \u200e{line}\n" for n, line in enumerate(lines))
    chat = read(text + "[2024/5/1 上午8:10:00] 小北: 大家好\n", name="与读书会的 WhatsApp 聊天.txt")

    assert senders(chat) == ["小北"]
    assert events(chat) == [
        ("other", None, None),
        ("create", "阿芳", None),
        ("invite", "阿芳", "小北"),
        ("other", None, None),
    ]
    assert chat.people["name"].to_list() == ["阿芳", "小北"]
    assert chat.title == "读书会"


def test_a_title_with_a_colon_is_no_author() -> None:
    chat = read(
        "[01/02/2024, 09:00:00] News: daily: \u200eMia created this group\n[13/02/2024, 09:01:00] Mia: hi\n",
        name="WhatsApp Chat - News: daily.txt",
    )

    assert senders(chat) == ["Mia"]
    assert events(chat) == [("create", "Mia", None)]


def test_lines_above_the_first_header_are_counted_as_not_understood() -> None:
    chat = read("my notes\non this chat\n01/02/2024, 09:00 - Mia: hi\n")

    assert (chat.report.lines, chat.report.understood) == (3, 1)
    assert chat.report.unread == ((1, "my notes"),)


def test_a_date_that_does_not_exist_is_counted_as_not_understood() -> None:
    good = "".join(f"{day:02d}/02/2024, 09:00 - Mia: hi\n" for day in range(1, 29))
    chat = read(f"{good}31/02/2024, 09:00 - Mia: never\nat all\n29/02/2024, 09:00 - Mia: leap\n")

    assert chat.messages.height == 29
    assert (chat.report.lines, chat.report.understood) == (31, 29)
    assert chat.report.unread[0][0] == 29


def test_a_given_date_order_holds_where_the_file_leaves_it_open() -> None:
    text = "01/02/2024, 09:00 - Mia: hi\n"

    assert read(text).messages["at"][0] == datetime(2024, 2, 1, 9)
    assert read(text, date_order="mdy").messages["at"][0] == datetime(2024, 1, 2, 9)
    assert read(text, date_order="mdy").report.date_order_because == "given"


def test_a_given_date_order_that_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be mdy"):
        read("13/02/2024, 09:00 - Mia: hi\n", date_order="mdy")


def test_a_text_without_any_header_is_refused() -> None:
    with pytest.raises(ReadError, match="not one line"):
        read("hello\nworld\n")


def test_lines_are_split_at_line_feeds_only() -> None:
    body = "one\u2028two\x85three\x0bfour\x0cfive\rsix"
    chat = read(f"01/02/2024, 09:00 - Mia: {body}\n")

    assert chat.messages["text"].to_list() == [body]
    assert chat.report.lines == 1


def test_one_telephone_number_is_one_person_however_it_is_written() -> None:
    chat = read(
        "01/02/2024, 09:00 - \u202a+44\u00a07700\u00a0900117\u202c: hi\n01/02/2024, 09:01 - +44 7700 900117 left\n"
    )

    assert chat.people["name"].to_list() == ["+44 7700 900117"]
    assert chat.events["target"].to_list() == [0]


def test_a_tilde_is_no_part_of_a_name_but_parts_strangers_from_friends() -> None:
    chat = read("01/02/2024, 09:00 - ~\u202fAna: hi\n01/02/2024, 09:01 - ~Ana: me\n01/02/2024, 09:02 - Ana: no, me\n")

    assert senders(chat) == ["Ana", "Ana", "Ana"]
    assert chat.people["names"].to_list() == [["Ana", "~ Ana"], ["Ana"]]


def test_joined_emoji_stay_joined_in_names() -> None:
    chat = read("01/02/2024, 09:00 - \u200eMia 👩\u200d🍳 left\n01/02/2024, 09:01 - Mia 👩\u200d🍳: hi\n")

    assert chat.people["name"].to_list() == ["Mia 👩\u200d🍳"]


def test_the_exporter_is_whoever_deleted_his_own_message() -> None:
    chat = read(
        "01/02/2024, 09:00 - Mia added you\n01/02/2024, 09:01 - Bo: You deleted this message\n01/02/2024, 09:02 - Mia: hi\n"
    )

    assert chat.people.filter("me")["name"].to_list() == ["Bo"]
    assert events(chat) == [("invite", "Mia", "Bo")]
    assert "exporter_unnamed" not in [note.code for note in chat.report.notes]


def test_of_two_who_talk_alone_the_exporter_is_the_one_the_file_is_not_named_after() -> None:
    text = "01/02/2024, 09:00 - Mia: hi\n01/02/2024, 09:01 - Bo: hi\n"

    assert read(text, name="WhatsApp Chat with Mia.txt").people.filter("me")["name"].to_list() == ["Bo"]
    assert read(text, name="_chat.txt").people.filter("me").is_empty()


def test_an_exporter_nobody_names_is_a_person_of_his_own() -> None:
    chat = read("01/02/2024, 09:00 - Mia added you\n01/02/2024, 09:02 - Mia: hi\n")

    assert chat.people.filter("me")["name"].to_list() == ["You"]
    assert "exporter_unnamed" in [note.code for note in chat.report.notes]


TITLES = (
    ("WhatsApp Chat with 读书会.txt", "读书会"),
    ("WhatsApp Chat - Sunday rides.zip", "Sunday rides"),
    ("WhatsApp Chat with Mia (2).txt", "Mia"),
    ("WhatsApp-Chat mit Mia.txt", "Mia"),
    ("Chat de WhatsApp con Mia.txt", "Mia"),
    ("Conversa do WhatsApp com Mia.txt", "Mia"),
    ("Discussion WhatsApp avec Mia.txt", "Mia"),
    ("Chat WhatsApp con Mia.txt", "Mia"),
    ("Чат WhatsApp с Mia.txt", "Mia"),
    ("与读书会的 WhatsApp 聊天.txt", "读书会"),
    ("與讀書會的WhatsApp對話.txt", "讀書會"),
    ("_chat.txt", None),
)


@pytest.mark.parametrize(("name", "title"), TITLES)
def test_the_title_stands_in_the_name_of_the_file_or_of_its_archive(name: str, title: str | None) -> None:
    data = b"01/02/2024, 09:00 - Mia: hi\n"

    assert whatsapp.read([SourceFile(name, content=data)], ReadOptions())[0].title == title
    assert whatsapp.read([SourceFile("_chat.txt", content=data, container=name)], ReadOptions())[0].title == title


def test_parts_of_one_chat_are_joined_without_what_stands_in_both() -> None:
    start = datetime(2024, 2, 1, 9)
    story = tuple((start + timedelta(minutes=n // 2), "Mia", "哈哈") for n in range(20))
    files = [
        SourceFile("WhatsApp Chat with Rides (1).txt", content=export(android, story[8:]).encode()),
        SourceFile("WhatsApp Chat with Rides.txt", content=export(android, story[:12]).encode()),
        SourceFile("WhatsApp Chat with Others.txt", content=b"01/02/2024, 09:00 - Lou: hi\n"),
    ]
    chats = {chat.title: chat for chat in whatsapp.read(files, ReadOptions())}

    assert set(chats) == {"Rides", "Others"}
    assert chats["Rides"].messages["at"].to_list() == [at for at, *_ in story]
    assert chats["Rides"].messages["id"].to_list() == list(range(20))
    assert chats["Rides"].report.lines == 24
    assert [note.params for note in chats["Rides"].report.notes if note.code == "rows_repeated"] == [{"rows": 4}]


def test_a_stamp_older_than_the_last_message_is_no_date_of_export() -> None:
    data = b"01/05/2024, 09:00 - Mia: hi\n13/05/2024, 09:00 - Mia: hi\n"
    old = SourceFile("_chat.txt", content=data, stamped=datetime(2019, 1, 1))
    new = SourceFile("_chat.txt", content=data, stamped=datetime(2024, 6, 1, 12))

    assert whatsapp.read([old], ReadOptions())[0].exported_at is None
    assert whatsapp.read([new], ReadOptions())[0].exported_at == datetime(2024, 6, 1, 12)


@pytest.mark.parametrize(("stamp", "days"), [(datetime(2024, 5, 20, 23), None), (datetime(2024, 5, 21, 1), 8)])
def test_a_silence_that_only_the_stamp_of_an_archive_tells_is_noted(stamp: datetime, days: int | None) -> None:
    data = b"01/05/2024, 09:00 - Mia: hi\n13/05/2024, 09:00 - Mia: hi\n"
    [chat] = whatsapp.read([SourceFile("_chat.txt", content=data, stamped=stamp)], ReadOptions())

    assert chat.exported_at == stamp
    noted = [note.params for note in chat.report.notes if note.code == "dated_by_archive"]
    assert noted == ([{"day": "2024-05-21", "days": days}] if days else [])


LINES = st.sampled_from(
    [
        "01/02/2024, 09:00 - Mia: hi",
        "02/02/2024, 09:00 - Lou: <Media omitted>",
        "03/02/2024, 09:00 - Mia added Lou, Bo",
        "45/99/2024, 99:99 - Mia: never",
        "[01/02/24, 09:00:00] Mia: other shape",
        "04/02/2024, 09:00 - ",
        "04/02/2024, 09:00 - :",
        "04/02/2024, 09:00 - : ",
        "04/02/2024, 09:00 - \u200e: \u200e",
        '04/02/2024, 09:00 - Mia "x: y',
        "05/02/2024, 09:00 - Mia: one <This message was edited>",
        "POLL:",
        "OPTION: a (1 vote)",
        "",
        " ",
        "\u200e",
        "\ufeff01/02/2024, 09:00 - Mia: mark",
        "\x00",
    ]
) | st.text(max_size=20)


@given(st.lists(LINES, max_size=30))
@settings(max_examples=12, deadline=None)
def test_every_line_is_in_exactly_one_count(lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", "replace")
    try:
        chat = read(data)
    except ReadError:
        return
    continued = sum(
        max(0, block - 1) for block in [chat.report.understood - chat.messages.height - chat.events["id"].n_unique()]
    )

    assert chat.report.lines == data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    assert continued >= 0
    assert chat.report.understood >= chat.messages.height + chat.events["id"].n_unique()
    assert chat.messages["at"].null_count() == 0
    assert chat.messages["person"].null_count() == 0
    assert chat.messages["text"].null_count() == 0


@given(st.binary(max_size=200), st.lists(LINES, max_size=6))
@settings(max_examples=12, deadline=None)
def test_whatever_the_bytes_are_there_is_a_chat_or_a_sentence_about_why_not(noise: bytes, lines: list[str]) -> None:
    data = "\n".join(lines).encode("utf-8", "replace") + noise
    file = SourceFile("x", content=data)

    assert 0 <= whatsapp.sniff(file) <= 1
    try:
        read(data)
    except (ReadError, UsageError) as error:
        assert str(error)


def test_a_zip_of_media_gives_only_the_text() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("_chat.txt", "[01/02/2024, 09:00:00] Mia: hi\n")
        archive.writestr("00000001-PHOTO.jpg", b"\xff\xd8\xff")
    with open_zip(packed.getvalue(), "WhatsApp Chat - Rides.zip") as archive:
        files = [
            file for file in list_members(archive, "WhatsApp Chat - Rides.zip", Limits()) if whatsapp.sniff(file) >= 0.5
        ]

    assert [file.name for file in files] == ["_chat.txt"]
