"""Telegram Desktop's result.json, as it is written, as others imitate it, and broken."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import json_blocks, telegram
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat
from auditor.errors import ReadError, UsageError

EXPORTS = Path(__file__).resolve().parents[3] / "../shared/exports/telegram"
DAWN = 1714521600  # 2024-05-01T00:00:00Z


def read(data: bytes | str | dict[str, Any], **options: Any) -> list[Chat]:
    if isinstance(data, dict):
        data = json.dumps(data, indent=1, ensure_ascii=False)
    content = data.encode() if isinstance(data, str) else data
    return telegram.read([SourceFile("result.json", content=content)], ReadOptions(**options))


def read_items(*items: dict[str, Any], kind: str = "private_supergroup") -> Chat:
    return read({"name": "读书会", "type": kind, "id": 77, "messages": list(items)})[0]


def stamp(number: int) -> dict[str, Any]:
    """Id and time of the item with this number, a minute apart, in UTC+8."""
    at = datetime(2024, 5, 1, 8, number).isoformat()
    return {"id": number, "date": at, "date_unixtime": str(DAWN + 60 * number)}


def said(number: int, who: str, text: Any = "早", **more: Any) -> dict[str, Any]:
    return {**stamp(number), "type": "message", "from": who, "from_id": f"user{who}", "text": text, **more}


def done(number: int, who: str, action: str, **more: Any) -> dict[str, Any]:
    return {
        **stamp(number),
        "type": "service",
        "actor": who,
        "actor_id": f"user{who}",
        "action": action,
        "text": "",
        **more,
    }


def names_of(chat: Chat, rows: pl.Series) -> list[str | None]:
    return [None if row is None else chat.people["name"][row] for row in rows]


def told(chat: Chat) -> list[tuple[Any, ...]]:
    """Events as (id, kind, actor, target, via)."""
    events = chat.events
    actors, targets = names_of(chat, events["actor"]), names_of(chat, events["target"])
    return list(zip(events["id"], events["kind"], actors, targets, events["via"], strict=True))


# Messages, speakers, service messages, first and last time of each file, as exports/README.md counts them.
REAL = [
    ("chatanalytics/DM_2A_7M.json", 0, 6, 2, 2, "2019-07-05T16:55:32", "2023-08-10T23:11:02"),
    ("chatanalytics/BIG_20A_5475M.json", 0, 5475, 20, 0, "2017-01-01T06:20:09.248000", "2019-12-31T18:19:24.288000"),
    # No times but epoch seconds: shown in UTC, and noted.
    ("chatminer/test_batch_export.json", 0, 2, 2, 0, "2018-12-05T10:39:10", "2018-12-05T10:49:24"),
    ("chatminer/test_single_export.json", 0, 2, 2, 0, "2018-12-05T10:39:10", "2018-12-05T10:49:24"),
    ("tg-parser/supergroup_with_topics.json", 0, 4, 3, 3, "2024-01-10T12:00:00", "2024-01-11T09:00:00"),
    # The README counts the sender "" of the poll as a fifth; a message nobody signs is nobody's.
    ("telegram-export-md/result.json", 0, 12, 4, 1, "2021-01-01T10:00:00", "2021-01-09T09:00:00"),
    ("telegram-export-md/result.json", 1, 1, 1, 0, "2022-05-05T09:30:00", "2022-05-05T09:30:00"),
]


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="the public exports do not lie beside this checkout")
@pytest.mark.parametrize("counted", REAL)
def test_real_exports_give_what_a_count_by_hand_gives(counted: tuple[str, int, int, int, int, str, str]) -> None:
    name, index, messages, senders, services, first, last = counted
    file = SourceFile(Path(name).name, path=EXPORTS / name)

    chat = telegram.read([file], ReadOptions())[index]

    times = pl.concat([chat.messages["at"], chat.events["at"]])
    assert telegram.sniff(file) >= 0.7
    assert chat.messages.height == messages
    assert chat.messages["person"].drop_nulls().n_unique() == senders
    assert chat.events["id"].n_unique() == services
    assert times.min() == datetime.fromisoformat(first)
    assert times.max() == datetime.fromisoformat(last)
    assert chat.report.lines == chat.report.understood == messages + services


def test_the_tables_have_the_columns_of_the_contract() -> None:
    chat = read_items(said(1, "阿明"), done(2, "小北", "join_group_by_link", inviter=None))

    assert dict(chat.messages.schema) == MESSAGES
    assert dict(chat.events.schema) == EVENTS_SCHEMA
    assert dict(chat.people.schema) == PEOPLE


def test_the_zone_is_the_difference_of_the_two_times() -> None:
    chat = read_items(said(1, "阿明"))

    assert (chat.zone, chat.messages["at"][0]) == ("+08:00", datetime(2024, 5, 1, 8, 1))


def test_a_zone_asked_for_moves_the_times() -> None:
    data = {"messages": [said(1, "阿明")]}

    assert read(data, zone="Europe/Berlin")[0].messages["at"][0] == datetime(2024, 5, 1, 2, 1)
    assert read(data, zone="-03:00")[0].messages["at"][0] == datetime(2024, 4, 30, 21, 1)
    with pytest.raises(UsageError, match="no time zone"):
        read(data, zone="Mars")


def test_summer_time_is_noted_and_the_last_zone_shown() -> None:
    winter = {**said(1, "Ada"), "date": "2024-05-01T01:01:00"}
    summer = {**said(2, "Ada"), "date": "2024-05-01T02:02:00"}

    chat = read_items(winter, summer)

    assert chat.zone == "+02:00"
    assert [(note.code, note.params) for note in chat.report.notes] == [("zone_varies", {"zones": "+01:00, +02:00"})]


def test_an_old_export_without_epoch_seconds_has_no_known_zone() -> None:
    item = {key: value for key, value in said(1, "Ada").items() if key != "date_unixtime"}

    chat = read_items(item)

    assert (chat.zone, chat.messages["at"][0]) == (None, datetime(2024, 5, 1, 8, 1))


def test_text_in_pieces_is_joined() -> None:
    pieces = ["看这里 ", {"type": "text_link", "text": "链接", "href": "https://example.org"}, " 👀"]
    chat = read_items(said(1, "阿明", pieces))

    assert chat.messages["text"].to_list() == ["看这里 链接 👀"]


def test_text_that_stands_in_the_entities_only_is_not_lost() -> None:
    entities = [{"type": "plain", "text": "hello "}, {"type": "bold", "text": "all"}]

    assert read_items(said(1, "Ada", "hello ", text_entities=entities)).messages["text"].to_list() == ["hello all"]


def test_a_reply_is_linked_to_the_message_it_answers() -> None:
    chat = read_items(said(5, "A"), said(9, "B", reply_to_message_id=5))

    assert chat.messages["reply_to"].to_list() == [None, 0]


def test_the_root_of_a_topic_is_nobody_to_answer() -> None:
    chat = read_items(
        done(1, "A", "topic_created", title="闲聊"),
        said(2, "B", reply_to_message_id=1),
        said(3, "C", reply_to_message_id=2),
    )

    assert chat.messages["reply_to"].to_list() == [None, 0]
    assert not chat.report.notes


def test_a_reply_into_another_chat_is_not_linked_here() -> None:
    chat = read_items(said(5, "A"), said(6, "B", reply_to_message_id=5, reply_to_peer_id="channel9"))

    assert chat.messages["reply_to"].to_list() == [None, None]


def test_replies_to_what_the_export_does_not_hold_are_counted() -> None:
    chat = read_items(said(5, "A", reply_to_message_id=3), said(6, "B", reply_to_message_id=4))

    assert [(note.code, note.params) for note in chat.report.notes] == [("replies_outside", {"count": 2})]


@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ({"photo": "(File not included.)", "width": 9}, "image"),
        ({"file": "a.webp", "media_type": "sticker", "sticker_emoji": "😂"}, "sticker"),
        ({"file": "a.mp4", "media_type": "animation"}, "image"),
        ({"file": "a.mp4", "media_type": "video_file"}, "video"),
        ({"file": "a.mp4", "media_type": "video_message"}, "video"),
        ({"file": "a.ogg", "media_type": "voice_message"}, "voice"),
        ({"file": "a.mp3", "media_type": "audio_file", "title": "曲"}, "file"),
        ({"file": "a.pdf", "mime_type": "application/pdf"}, "file"),
        ({"contact_information": {"first_name": "B", "phone_number": "555-0101"}}, "contact"),
        ({"location_information": {"latitude": 1.0, "longitude": 2.0}}, "location"),
        ({"location_information": None}, "location"),
        ({"place_name": "四号桥", "address": "河边"}, "location"),
        ({"game_title": "棋"}, "card"),
        ({"invoice_information": {"title": "会费"}}, "card"),
        ({"media_type": "hologram"}, "other"),
        ({}, "other"),
    ],
)
def test_a_message_without_words_has_the_kind_of_its_medium(media: dict[str, Any], kind: str) -> None:
    chat = read_items(said(1, "阿明", "", **media))

    assert (chat.messages["kind"][0], chat.messages["text"][0]) == (kind, "")


def test_a_picture_keeps_its_words() -> None:
    chat = read_items(said(1, "阿明", "今天的花", photo="photos/1.jpg"))

    assert (chat.messages["kind"][0], chat.messages["text"][0]) == ("image", "今天的花")


def test_a_poll_reads_as_its_question_and_answers() -> None:
    poll = {
        "question": "周末去哪",
        "closed": False,
        "total_voters": 3,
        "answers": [{"text": "爬山", "voters": 2}, {"text": "划船"}],
    }
    chat = read_items(said(1, "阿明", "", poll=poll))

    assert (chat.messages["kind"][0], chat.messages["text"][0]) == ("poll", "周末去哪\n爬山\n划船")


def test_forwarded_edited_and_reactions_are_told() -> None:
    thumbs = [{"type": "emoji", "count": 3, "emoji": "👍"}, {"type": "paid", "count": 2}]
    chat = read_items(
        said(1, "A", forwarded_from=None, edited="2024-05-01T08:05:00"),
        said(2, "B", reactions=thumbs, edited="1970-01-01T08:00:00"),
    )

    assert chat.messages["forwarded"].to_list() == [True, False]
    assert chat.messages["edited"].to_list() == [True, False]
    assert chat.messages["reactions"].to_list() == [0, 5]
    assert "reactions" in chat.has


def test_an_export_without_any_reaction_does_not_say_there_were_none() -> None:
    chat = read_items(said(1, "A"))

    assert chat.messages["reactions"].to_list() == [None]
    assert "reactions" not in chat.has


def test_members_are_named_and_found_again_by_name() -> None:
    chat = read_items(
        done(1, "温老师", "create_group", title="捡河", members=["温老师", "阿芦"]),
        done(2, "温老师", "invite_members", members=["阿芦", "路人", None]),
        said(3, "阿芦"),
    )

    assert told(chat) == [
        (0, "create", "温老师", None, None),
        (0, "invite", "温老师", "阿芦", "added"),
        (1, "invite", "温老师", "阿芦", "added"),
        (1, "invite", "温老师", "路人", "added"),
        (1, "invite", "温老师", None, "added"),
    ]
    ids = dict(chat.people.select("name", "source_id").iter_rows())
    assert ids == {"阿芦": "user阿芦", "温老师": "user温老师", "路人": None}


def test_two_people_of_one_name_are_not_guessed_between() -> None:
    chat = read_items(
        {**said(1, "老王"), "from_id": "user1"},
        {**said(2, "老王"), "from_id": "user2"},
        done(3, "A", "invite_members", members=["老王"]),
    )

    target = chat.people.row(chat.events["target"][0], named=True)
    assert (target["name"], target["source_id"]) == ("老王", None)


def test_coming_and_going_is_told_apart_from_being_brought_and_put_out() -> None:
    chat = read_items(
        done(1, "A", "invite_members", members=["A"]),
        done(2, "B", "join_group_by_link", inviter="A"),
        done(3, "C", "join_group_by_request"),
        done(4, "B", "remove_members", members=["B"]),
        done(5, "A", "remove_members", members=["C"]),
    )

    assert told(chat) == [
        (0, "join", None, "A", None),
        (1, "join", "A", "B", "link"),
        (2, "join", None, "C", "request"),
        (3, "leave", None, "B", None),
        (4, "remove", "A", "C", None),
    ]
    assert {"joins", "leaves"} <= chat.has


def test_an_export_that_shows_nobody_come_or_go_cannot_tell_of_it() -> None:
    chat = read_items(said(1, "A"), done(2, "A", "pin_message", message_id=1))

    assert not {"joins", "leaves"} & chat.has


def test_other_actions_are_kept_with_what_they_say() -> None:
    chat = read_items(
        said(1, "A", "欢迎，先看这条"),
        done(2, "A", "edit_group_title", title="新名"),
        done(3, "A", "pin_message", message_id=1),
        done(4, "A", "pin_message", message_id=99),
        done(5, "A", "boost_apply", boosts=2),
        done(6, "A", "an_action_of_tomorrow"),
        {**stamp(7), "type": "service", "information_text": "注意", "text": ""},
        done(8, "A", "invite_to_group_call", members=["B", "C"]),
    )

    rows = chat.events.select("kind", "text").rows()
    assert rows == [
        ("rename", "新名"),
        ("pin", "欢迎，先看这条"),
        ("pin", ""),
        ("other", "boost_apply"),
        ("other", "an_action_of_tomorrow"),
        ("other", "注意"),
        ("call", "invite_to_group_call"),
        ("call", "invite_to_group_call"),
    ]


def test_a_deleted_account_keeps_its_id() -> None:
    chat = read_items({**said(1, "x"), "from": None}, {**said(2, "x"), "from": None})

    assert chat.people.select("name", "source_id").rows() == [("Deleted Account", "userx")]


def test_a_message_nobody_signs_is_nobodys() -> None:
    item = {**stamp(1), "type": "message", "text": "公告"}

    assert read_items(item).messages["person"].to_list() == [None]


def test_numeric_ids_of_old_exports_are_ids() -> None:
    chat = read_items({**said(1, "A"), "from_id": 4096}, {**said(2, "B"), "from_id": 4096})

    assert chat.people.select("name", "names", "source_id").rows() == [("B", ["A", "B"], "4096")]


def test_who_writes_as_the_group_itself_is_an_admin() -> None:
    chat = read_items({**said(1, "读书会"), "from_id": "channel77"}, said(2, "A"))

    assert chat.people["role"].to_list() == ["admin", "unknown"]


def test_the_bot_of_a_bot_chat_is_a_bot() -> None:
    chat = read_items({**said(1, "助手"), "from_id": "user77"}, kind="bot_chat")

    assert chat.people["role"].to_list() == ["bot"]


def test_what_telegram_cannot_write_is_counted_not_dropped() -> None:
    chat = read_items(
        said(1, "A"), {"id": 2, "type": "unsupported"}, {"id": "?", "type": "message"}, {"type": "riddle"}
    )

    assert (chat.report.lines, chat.report.understood) == (4, 1)
    assert [number for number, _ in chat.report.unread] == [2, 3, 4]
    assert [(note.code, note.params) for note in chat.report.notes] == [("unsupported_messages", {"count": 1})]


def test_a_message_without_a_time_is_counted_as_a_loss() -> None:
    chat = read_items(said(1, "A"), {"id": 2, "type": "message", "from": "A", "from_id": "userA", "text": "?"})

    assert (chat.messages.height, chat.report.understood) == (1, 1)
    assert [(note.code, note.params) for note in chat.report.notes] == [("undated_messages", {"count": 1})]


def test_an_account_gives_all_its_chats_and_says_who_exported() -> None:
    account = {
        "about": "…",
        "personal_information": {"user_id": 7, "first_name": "A"},
        "chats": {
            "about": "…",
            "list": [{"type": "saved_messages", "id": 7, "messages": [{**said(1, "A"), "from_id": "user7"}]}],
        },
        "left_chats": {
            "list": [{"name": "旧群", "id": 8, "messages": [said(1, "B")]}, {"name": "空", "id": 9, "messages": []}]
        },
    }

    chats = read(account)

    assert [chat.title for chat in chats] == ["Saved Messages", "旧群"]
    assert chats[0].people["me"].to_list() == [True]
    assert [chat.title for chat in read(account, chat="旧群")] == ["旧群"]
    assert [chat.title for chat in read(account, chat="8")] == ["旧群"]


def test_the_layout_of_the_file_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_blocks, "BLOCK", 2000)
    items = [said(n, f"人{n % 7}", f"第{n}句", **({"reply_to_message_id": n - 1} if n % 3 else {})) for n in range(59)]
    items[20] = done(20, "人9", "invite_members", members=["人3", "新人"])
    export = {"name": "群", "type": "private_group", "id": 1, "messages": items}
    layouts = [
        json.dumps(export, indent=indent, ensure_ascii=escaped) for indent in (1, 4, None) for escaped in (False, True)
    ]
    layouts += [layouts[0].replace("\n", "\r\n"), "\ufeff" + layouts[0], json.dumps({"chats": [export]}, indent=1)]

    first, *others = [read(layout)[0] for layout in layouts]

    for other in others:
        assert first.messages.equals(other.messages)
        assert first.events.equals(other.events)
        assert first.people.equals(other.people)
        assert first.report == other.report


def test_a_file_indented_astray_is_still_read_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_blocks, "BLOCK", 64)
    items = [said(n, "A", ["一", {"type": "bold", "text": "二"}, {"type": "bold", "text": "三"}]) for n in range(9)]
    text = json.dumps({"name": "群", "messages": items}, indent=1, ensure_ascii=False)
    astray = text.replace("\n    },\n    {", "\n  },\n  {")  # pieces of text look like messages

    assert astray != text
    assert read(astray)[0].messages["text"].to_list() == ["一二三"] * 9


def test_escapes_that_json_does_not_know_are_mended_and_noted() -> None:
    text = json.dumps({"name": "群", "messages": [said(1, "A", "一@二"), said(2, "A", "C:\\x41")]}, indent=1)

    chat = read(text.replace("@", "\\x1F"))[0]

    assert chat.messages["text"].to_list() == ["一\x1f二", "C:\\x41"]
    assert [(note.code, note.params) for note in chat.report.notes] == [("json_repaired", {"count": 1})]


def test_the_path_of_an_emoji_without_quotation_marks_is_mended_and_noted() -> None:
    piece = {"type": "custom_emoji", "text": "😮", "document_id": "@"}
    said_so = '他说 "document_id": 1'
    for indent in (1, 2):
        text = json.dumps(
            {"name": "群", "messages": [said(1, "A", [piece, said_so])]}, indent=indent, ensure_ascii=False
        )

        chat = read(text.replace('"@"', "video_files/sticker (2).webm"))[0]

        assert chat.messages["text"].to_list() == ["😮" + said_so]
        assert [(note.code, note.params) for note in chat.report.notes] == [("json_repaired", {"count": 1})]


@pytest.mark.parametrize("mended", [False, True])
def test_a_file_that_breaks_off_is_refused_with_the_place(mended: bool) -> None:
    text = json.dumps({"name": "群", "messages": [said(n, "A", "一\x1f二") for n in range(5)]}, indent=1)
    data = text.replace("\\u001f", "\\x1F" if mended else "?").encode()[:-90]

    with pytest.raises(ReadError, match=f"breaks off at byte {len(data)}") as error:
        read(data)

    assert "export the chat again" in error.value.hint


def test_damage_is_refused_with_the_place() -> None:
    text = json.dumps({"name": "群", "messages": [said(1, "A")]}, indent=1).replace('"from":', '"from"')

    with pytest.raises(ReadError, match=r"damaged at byte 1\d\d"):
        read(text)


@pytest.mark.parametrize(
    "data", ["{}", "[]", "3", '{"messages": []}', '{"chats": {"list": []}}', '{"messages": [1, {}]}']
)
def test_an_export_without_messages_is_no_success(data: str) -> None:
    with pytest.raises(ReadError):
        read(data)


@pytest.mark.parametrize(
    "other",
    [
        {
            "metadata": {"name": "QQChatExporter"},
            "chatInfo": {},
            "messages": [{"id": "1", "timestamp": 1, "sender": {}, "type": "type_1"}],
        },
        {
            "chatlab": {"version": "0.0.2"},
            "messages": [{"sender": "a", "timestamp": 1, "type": 0, "content": "messages[].from_id"}],
        },
        {
            "guild": {},
            "channel": {},
            "messages": [{"id": "1", "type": "Default", "timestamp": "…", "content": "", "author": {}}],
        },
        {
            "weflow": {},
            "session": {},
            "messages": [{"createTime": 1, "type": "文本消息", "content": '"date_unixtime"'}],
        },
        {"participants": [], "messages": [{"sender_name": "A", "timestamp_ms": 1, "type": "Generic"}]},
    ],
)
def test_other_programs_json_is_not_taken_for_telegram(other: dict[str, Any]) -> None:
    content = json.dumps(other).encode()

    assert telegram.sniff(SourceFile("result.json", content=content)) == 0


def test_the_head_of_an_account_full_of_contacts_is_enough() -> None:
    contacts = [{"user_id": n, "first_name": "x" * 60, "phone_number": "555-0101"} for n in range(5000)]
    account = {
        "about": "…",
        "personal_information": {"user_id": 7},
        "contacts": {"list": contacts},
        "chats": {"list": []},
    }

    assert telegram.sniff(SourceFile("result.json", content=json.dumps(account, indent=1).encode())) >= 0.7


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "text", "name", "list", "count"]), inner, max_size=4)
    ),
    max_leaves=6,
)
KEYS = [
    "id", "type", "date", "date_unixtime", "from", "from_id", "actor", "actor_id", "action", "members", "inviter", "title",
    "message_id", "text", "text_entities", "poll", "reply_to_message_id", "reactions", "photo", "media_type", "edited",
    "forwarded_from", "information_text",
]  # fmt: skip
ITEMS = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=8) | st.builds(
    lambda n, more, kind: {**stamp(n), "type": kind, **more},
    st.integers(0, 59),
    st.dictionaries(
        st.sampled_from(KEYS[4:]), JSON | st.sampled_from(["invite_members", "pin_message", ["A", None]]), max_size=6
    ),
    st.sampled_from(["message", "service", "unsupported"]),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(ITEMS, max_size=6))
def test_every_object_is_a_message_an_event_or_a_counted_loss(items: list[dict[str, Any]]) -> None:
    data = {"name": "群", "messages": [said(0, "A"), *items]}

    chat = read(data)[0]

    report = chat.report
    assert report.lines == 1 + len(items)
    assert report.understood == chat.messages.height + chat.events["id"].n_unique()
    lost = report.lines - report.understood
    undated = sum(int(note.params["count"]) for note in report.notes if note.code == "undated_messages")
    assert len(report.unread) + undated == lost
    persons = pl.concat([chat.messages["person"], chat.events["actor"], chat.events["target"]]).drop_nulls()
    assert persons.is_in(chat.people["person"].implode()).all()


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 400), st.integers(0, 400))
def test_whatever_the_bytes_the_answer_is_a_chat_or_a_refusal(noise: bytes, start: int, length: int) -> None:
    good = json.dumps(
        {"name": "群", "messages": [said(1, "A"), done(2, "B", "pin_message", message_id=1)]}, indent=1
    ).encode()
    data = good[:start] + noise + good[start + length :]
    telegram.sniff(SourceFile("result.json", content=data))

    try:
        chats = read(data)
    except ReadError as error:
        assert error.hint
    else:
        assert chats


@given(
    items=st.lists(st.sampled_from("message service".split()), min_size=2, max_size=12),
    cuts=st.tuples(st.integers(0, 12), st.integers(0, 12)),
)
@settings(max_examples=30, deadline=None)
def test_two_exports_of_one_chat_are_one_chat_and_what_stands_in_both_counts_once(
    items: list[str], cuts: tuple[int, int]
) -> None:
    whole = [
        said(n, "甲乙丙"[n % 3], f"第 {n} 句")
        if kind == "message"
        else done(n, "甲", "join_group_by_link", inviter="乙")
        for n, kind in enumerate(items, 1)
    ]
    first, last = whole[: max(cuts)], whole[min(cuts) :]

    def file(name: str, part: list[dict[str, Any]]) -> SourceFile:
        made = {"name": "读书会", "type": "private_supergroup", "id": 77, "messages": part}
        return SourceFile(name, content=json.dumps(made, indent=1, ensure_ascii=False).encode())

    parts = [file(name, part) for name, part in (("a.json", first), ("b.json", last)) if part]
    joined = telegram.read(parts, ReadOptions())
    alone = telegram.read([file("all.json", whole)], ReadOptions())

    assert len(joined) == 1
    for column in ("at", "text", "source_id"):
        assert joined[0].messages[column].to_list() == alone[0].messages[column].to_list()
    assert joined[0].events["at"].to_list() == alone[0].events["at"].to_list()
    assert joined[0].report.understood == joined[0].report.lines == len(whole)
    assert names_of(joined[0], joined[0].messages["person"]) == names_of(alone[0], alone[0].messages["person"])


def test_two_chats_of_one_name_stay_two() -> None:
    files = [
        SourceFile(
            f"{number}.json",
            content=json.dumps(
                {"name": "读书会", "type": "private_group", "id": number, "messages": [said(1, "甲")]}
            ).encode(),
        )
        for number in (1, 2)
    ]
    assert len(telegram.read(files, ReadOptions())) == 2
