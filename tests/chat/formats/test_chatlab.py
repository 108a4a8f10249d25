"""ChatLab's exchange format, JSON and JSONL."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import chatlab, chatlab_rows
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat
from auditor.errors import ReadError

DAWN = 1714521600  # 2024-05-01 08:00 in China
MEMBERS: list[dict[str, Any]] = [
    {"platformId": "wxid_a", "accountName": "阿明", "groupNickname": "群主阿明", "roles": [{"id": "owner"}]},
    {"platformId": "wxid_b", "accountName": "小北", "aliases": ["北哥"], "roles": [{"id": "admin", "name": "管理员"}]},
    {"platformId": "wxid_c", "accountName": "潜水的"},
]


def head(**meta: Any) -> dict[str, Any]:
    return {
        "chatlab": {"version": "0.0.2", "exportedAt": DAWN + 3600},
        "meta": {
            "name": "读书会",
            "platform": "wechat",
            "type": "group",
            "groupId": "1@chatroom",
            "ownerId": "wxid_b",
            **meta,
        },
    }


def said(number: int, who: str = "wxid_a", content: str | None = "早", kind: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "sender": who,
        "accountName": {"wxid_a": "阿明", "wxid_b": "小北"}.get(who, ""),
        "timestamp": DAWN + 60 * number,
        "type": kind,
        "content": content,
        "platformMessageId": f"m{number}",
        **more,
    }


def as_json(messages: list[Any], members: list[Any] | None = None, **meta: Any) -> str:
    return json.dumps(
        {**head(**meta), "members": MEMBERS if members is None else members, "messages": messages}, ensure_ascii=False
    )


def as_lines(messages: list[Any], members: list[Any] | None = None, **meta: Any) -> str:
    rows: list[dict[str, Any]] = [{"_type": "header", **head(**meta)}]
    rows += [{"_type": "member", **member} for member in (MEMBERS if members is None else members)]
    rows += [{"_type": "message", **message} for message in messages]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


def read(text: str, **options: Any) -> Chat:
    (chat,) = chatlab.read([SourceFile("chat.json", content=text.encode())], ReadOptions(**options))
    return chat


def told(chat: Chat) -> list[tuple[Any, ...]]:
    names = chat.people["name"]
    return [
        (kind, None if actor is None else names[actor], None if target is None else names[target], via)
        for kind, actor, target, via in chat.events.select("kind", "actor", "target", "via").iter_rows()
    ]


def test_json_and_jsonl_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [said(n, "wxid_a" if n % 2 else "wxid_b", f"第{n}句") for n in range(40)]
    messages[7] = said(7, "1@chatroom", '"阿明"邀请"新来的"加入了群聊', 80)
    monkeypatch.setattr(chatlab_rows, "BLOCK", 500)

    one, other = read(as_json(messages)), read(as_lines(messages))

    for table in ("messages", "events", "people"):
        assert getattr(one, table).equals(getattr(other, table))
    assert (one.title, one.members, one.has, one.exported_at) == (
        other.title,
        other.members,
        other.has,
        other.exported_at,
    )


def test_the_tables_have_the_columns_of_the_contract() -> None:
    chat = read(as_json([said(1), said(2, "1@chatroom", '"小北"撤回了一条消息', 81)]))

    assert dict(chat.messages.schema) == MESSAGES
    assert dict(chat.events.schema) == EVENTS_SCHEMA
    assert dict(chat.people.schema) == PEOPLE


def test_the_head_tells_title_platform_and_time_of_export() -> None:
    chat = read(as_json([said(0)]))

    assert (chat.title, chat.platform, chat.members) == ("读书会", "wechat", 3)
    assert chat.exported_at == datetime(2024, 5, 1, 9, 0)


def test_times_are_shown_in_china_unless_another_zone_is_asked_for() -> None:
    text = as_json([said(0)])

    assert (read(text).messages["at"][0], read(text).zone) == (datetime(2024, 5, 1, 8), "Asia/Shanghai")
    assert read(text).report.notes[0].params == {"zone": "Asia/Shanghai"}
    assert read(text, zone="UTC").messages["at"][0] == datetime(2024, 5, 1)
    assert read(text, zone="UTC").report.notes == ()
    assert read(as_json([said(0)], platform="telegram")).zone == "UTC"


def test_milliseconds_are_known_by_their_size() -> None:
    chat = read(as_json([said(0), {**said(1), "timestamp": (DAWN + 60) * 1000}]))

    assert chat.messages["at"].to_list() == [datetime(2024, 5, 1, 8, 0), datetime(2024, 5, 1, 8, 1)]


def test_members_bring_roles_and_all_their_names() -> None:
    chat = read(as_json([said(1)]))

    rows = {row["source_id"]: row for row in chat.people.iter_rows(named=True)}
    assert [rows[f"wxid_{letter}"]["role"] for letter in "abc"] == ["owner", "admin", "member"]
    assert rows["wxid_a"]["name"] == "群主阿明"
    assert set(rows["wxid_b"]["names"]) == {"北哥", "小北"}
    assert chat.people["listed"].all()
    assert {"roles", "members", "ids"} <= chat.has


def test_the_owner_id_is_who_exported_and_not_the_owner_of_the_group() -> None:
    for messages in ([said(1), said(2, "wxid_b")], [said(1)]):
        chat = read(as_json(messages))

        assert chat.people.filter("me")["source_id"].to_list() == ["wxid_b"]


def test_a_member_list_without_roles_does_not_make_everybody_a_plain_member() -> None:
    chat = read(as_json([said(1)], [{"platformId": "wxid_a", "accountName": "阿明"}]))

    assert chat.people["role"].to_list() == ["unknown"]
    assert "roles" not in chat.has


def test_without_a_member_list_the_size_is_unknown() -> None:
    chat = read(as_json([said(1)], []))

    assert chat.members is None
    assert chat.people["listed"].to_list() == [None]


@pytest.mark.parametrize(
    ("number", "kind"), [(number, kind) for number, kind in chatlab_rows.TYPES.items() if number not in (22, 80, 81)]
)
def test_types_become_kinds(number: int, kind: str) -> None:
    assert read(as_json([said(1, kind=number)])).messages["kind"].to_list() == [kind]


def test_an_unknown_type_is_something_else() -> None:
    assert read(as_json([said(1, kind=4711)])).messages["kind"].to_list() == ["other"]


def test_placeholders_are_not_what_somebody_wrote() -> None:
    chat = read(
        as_json(
            [
                said(1, content="[图片]", kind=1),
                said(2, content="[链接]好物清单", kind=7),
                said(3, content=None, kind=5),
            ]
        )
    )

    assert chat.messages["text"].to_list() == ["", "好物清单", ""]


def test_a_reply_is_linked_by_its_id() -> None:
    chat = read(
        as_json([said(1), said(2, "wxid_b", "好", 25, replyToMessageId="m1"), said(3, replyToMessageId="gone")])
    )

    assert chat.messages["reply_to"].to_list() == [None, 0, None]
    assert "replies" in chat.has
    assert "replies" not in read(as_json([said(1)])).has


def test_system_rows_are_read_whoever_is_said_to_have_sent_them() -> None:
    chat = read(
        as_json(
            [
                said(1, "1@chatroom", '" 新来的"通过扫描"阿明"分享的二维码加入群聊', 80),
                said(2, "wxid_b", '你邀请"甲、乙"加入了群聊', 80),
                said(3, "system", '"小北"撤回了一条消息', 81),
                said(4, "wxid_a", '"阿明" 拍了拍 "小北"', 22),
                said(5, "wxid_b"),
            ]
        )
    )

    assert told(chat) == [
        ("join", "群主阿明", "新来的", "qr"),
        ("invite", "小北", "甲", "invite"),
        ("invite", "小北", "乙", "invite"),
        ("recall", "小北", None, None),
        ("pat", "群主阿明", "小北", None),
    ]
    assert chat.messages.height == 1


def test_what_somebody_wrote_is_no_event_whatever_it_says() -> None:
    chat = read(as_json([said(1, content='"阿明"邀请"小北"加入了群聊')]))

    assert (chat.messages.height, chat.events.height) == (1, 0)


def test_another_platform_that_shows_nobody_come_cannot_tell_of_it() -> None:
    assert "joins" not in read(as_json([said(1)], platform="telegram")).has
    assert "joins" in read(as_json([said(1)])).has


def test_bad_lines_cost_themselves_only() -> None:
    lines = as_lines([said(n) for n in range(6)]).split("\n")
    lines[5] = lines[5][:40]
    lines[7:7] = ["# a comment", "", '{"_type":"message","timestamp":[1', "2]}", '{"_type":"riddle"}', "\ufffd"]

    chat = read("# 由某工具导出\n" + "\n".join(lines))

    assert chat.messages.height == 5
    assert (chat.report.lines, chat.report.understood) == (10, 5)
    assert [number for number, _ in chat.report.unread] == [7, 11, 12, 13, 14]


def test_bad_messages_in_json_cost_themselves_only() -> None:
    chat = read(as_json([said(1), {"sender": "wxid_a", "timestamp": "gestern"}, 7, said(3, timestamp=None), said(4)]))

    assert chat.messages.height == 2
    assert (chat.report.lines, chat.report.understood) == (5, 2)


def test_files_of_one_group_are_one_chat() -> None:
    files = [
        SourceFile(name, content=as_json(rows).encode())
        for name, rows in (("2.json", [said(5), said(2)]), ("1.json", [said(1), said(2)]))
    ]

    (chat,) = chatlab.read(files, ReadOptions())

    assert chat.messages["source_id"].to_list() == ["m1", "m2", "m5"]


@pytest.mark.parametrize("text", [as_json([said(1)]), as_lines([said(1)]), "# x\n" + as_lines([said(1)])])
def test_the_format_is_known_by_its_keys(text: str) -> None:
    assert chatlab.sniff(SourceFile("a.txt", content=text.encode())) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        '{"messages":[{"id":1,"type":"message","text":"chatlab version"}]}',
        '{"a":{"chatlab":{"version":1}}}',
        "chatlab,version\n1,2\n",
        "",
        "[]",
        "#",
    ],
)
def test_what_only_speaks_of_it_is_not_taken_for_it(text: str) -> None:
    assert chatlab.sniff(SourceFile("a.json", content=text.encode())) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        as_json([]),
        as_lines([]),
        as_json([said(1)])[:-9],
        as_lines([said(1)]).split("\n", 1)[1],
        '{"chatlab":{"version":"1"}}',
    ],
)
def test_an_empty_or_broken_file_is_refused(text: str) -> None:
    with pytest.raises(ReadError) as error:
        read(text)

    assert error.value.hint


VALUES = (
    st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8) | st.just([1])
)
ROWS = st.builds(
    lambda n, more: {**said(n), **more},
    st.integers(0, 99),
    st.dictionaries(st.sampled_from([*said(0), "replyToMessageId", "groupNickname"]), VALUES, max_size=3),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, max_size=5), st.booleans())
def test_every_object_is_a_message_an_event_or_a_counted_loss(rows: list[dict[str, Any]], lines: bool) -> None:
    chat = read((as_lines if lines else as_json)([said(0), *rows]))

    report = chat.report
    assert report.lines == 1 + len(rows)
    assert report.understood == chat.messages.height + chat.events["id"].n_unique()
    assert len(report.unread) == report.lines - report.understood
    persons = pl.concat([chat.messages["person"], chat.events["actor"], chat.events["target"]]).drop_nulls()
    assert persons.is_in(chat.people["person"].implode()).all()


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 300), st.integers(0, 300), st.booleans())
def test_whatever_the_bytes_the_answer_is_a_chat_or_a_refusal(
    noise: bytes, start: int, length: int, lines: bool
) -> None:
    good = (as_lines if lines else as_json)([said(1), said(2, "system", "？", 80)]).encode()
    file = SourceFile("a", content=good[:start] + noise + good[start + length :])
    chatlab.sniff(file)

    try:
        chats = chatlab.read([file], ReadOptions())
    except ReadError as error:
        assert error.hint
    else:
        assert chats
