"""WeFlow and EchoTrace: detailed JSON, compact JSON, CSV for WeClone, TXT."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import wechat_weflow as weflow
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat
from auditor.errors import AuditorError, ReadError

ROOM = "10086001@chatroom"
START = 1714521600  # 2024-05-01 08:00:00 in China
SAMPLES = Path(__file__).resolve().parents[3] / "sample_exports"


def row(second: int, content: str | None, sender: str = "wxid_ming", name: str = "阿明", **more: Any) -> dict[str, Any]:
    return {
        "localId": second + 1,
        "createTime": START + second,
        "formattedTime": f"2024-05-01 08:{second // 60:02d}:{second % 60:02d}",
        "type": "文本消息",
        "localType": 1,
        "content": content,
        "isSend": 0,
        "senderUsername": sender,
        "senderDisplayName": name,
        "source": "",
        "senderAvatarKey": sender,
    } | more


def system(second: int, content: str) -> dict[str, Any]:
    return row(second, content, ROOM, "读书会", type="系统消息", localType=10000, isSend=None)


def export(rows: list[Any], *, header: bool = True, **more: Any) -> SourceFile:
    session = {
        "wxid": ROOM,
        "nickname": "读书会",
        "remark": "",
        "displayName": "读书会",
        "type": "群聊",
        "messageCount": 99,
    }
    whole = {"weflow": {"version": "1.0.3", "exportedAt": START + 3600, "generator": "WeFlow"}} if header else {}
    whole |= {"session": session, "messages": rows} | more
    return SourceFile("group.json", content=json.dumps(whole, ensure_ascii=False).encode())


def read(rows: list[Any], **options: Any) -> Chat:
    [chat] = weflow.read([export(rows)], ReadOptions(**options))
    return chat


def test_the_zone_comes_from_the_time_printed_beside_the_instant() -> None:
    chat = read([row(0, "早")])
    assert str(chat.messages["at"][0]) == "2024-05-01 08:00:00"
    assert chat.zone == "+08:00"
    assert str(chat.exported_at) == "2024-05-01 09:00:00"
    assert str(read([row(0, "早")], zone="+00:00").messages["at"][0]) == "2024-05-01 00:00:00"


def test_summer_time_keeps_the_times_printed_and_names_no_zone() -> None:
    winter = row(0, "早", createTime=START - 120 * 86400, formattedTime="2024-01-02 01:00:00")
    chat = read([winter, row(1, "晚", formattedTime="2024-05-01 02:00:01")])
    assert [str(at) for at in chat.messages["at"]] == ["2024-01-02 01:00:00", "2024-05-01 02:00:01"]
    assert chat.zone is None
    assert str(chat.exported_at) == "2024-05-01 03:00:00"
    assert [(note.code, note.params) for note in chat.report.notes] == [("zone_varies", {"zones": "+01:00, +02:00"})]


def test_without_a_printed_time_the_zone_is_assumed_and_said() -> None:
    chat = read([row(0, "早", formattedTime=None)])
    assert (str(chat.messages["at"][0]), chat.zone) == ("2024-05-01 08:00:00", "Asia/Shanghai")
    assert [note.code for note in chat.report.notes] == ["zone_assumed"]


def test_milliseconds_are_understood() -> None:
    assert str(read([row(0, "早", createTime=START * 1000)]).messages["at"][0]) == "2024-05-01 08:00:00"


def test_an_avatar_of_megabytes_before_the_messages_hides_nothing() -> None:
    avatar = {
        "wxid": ROOM,
        "displayName": "读书会",
        "type": "群聊",
        "avatar": "data:image/jpeg;base64," + "A" * 600_000,
    }
    assert weflow.sniff(export([row(0, "早")], session=avatar)) == 1.0
    assert weflow.sniff(export([row(0, "早")], header=False, session=avatar)) == pytest.approx(0.9)


def test_a_file_of_another_shape_is_not_taken() -> None:
    other = {"name": "x", "messages": [{"id": 1, "session": {"wxid": "a", "type": "b"}}]}
    assert weflow.sniff(SourceFile("x.json", content=json.dumps(other).encode())) == 0.0
    assert weflow.sniff(SourceFile("x.json", content=b'{"session": {"id": 5}, "messages": []}')) == 0.0


def test_a_system_row_under_the_group_or_the_exporter_makes_nobody_a_member() -> None:
    chat = read(
        [
            system(0, '"阿明"邀请你加入了群聊'),
            row(1, '"阿明"邀请"小北"加入了群聊', "wxid_me", "书虫", type="系统消息", localType=10000, isSend=1),
            row(2, "早"),
        ]
    )
    assert chat.events["kind"].to_list() == ["invite", "invite"]
    assert chat.people["name"].to_list() == ["阿明", "我", "小北"]
    assert chat.messages.height == 1


@pytest.mark.parametrize(
    ("word", "number", "content", "kind", "text"),
    [
        ("图片消息", 3, "[图片]", "image", ""),
        ("图片消息", 3, "media/images/ab.jpg", "image", ""),
        ("语音消息", 34, "[语音消息]", "voice", ""),
        ("语音消息", 34, "我晚点到", "voice", "我晚点到"),
        ("动画表情", 47, "[表情包：捂脸]", "sticker", ""),
        ("红包卡片", (2001 << 32) + 49, "[红包]恭喜发财", "red_packet", "恭喜发财"),
        ("链接消息", (2001 << 32) + 49, "[红包]恭喜发财", "red_packet", "恭喜发财"),
        ("链接消息", 49, "[链接] 一篇文章", "link", "一篇文章"),
        ("链接消息", (5 << 32) + 49, "一篇文章 https://example.org/a", "link", "一篇文章 https://example.org/a"),
        ("小程序消息", (33 << 32) + 49, "[小程序]团购商城", "card", "团购商城"),
        ("文件消息", (6 << 32) + 49, "[文件] 书单.xlsx", "file", "书单.xlsx"),
        ("聊天记录", (19 << 32) + 49, "[聊天记录] 群聊的聊天记录", "forward", "群聊的聊天记录"),
        ("其他消息", (53 << 32) + 49, "#接龙\n1. 小北", "text", "#接龙\n1. 小北"),
        ("链接消息", (53 << 32) + 49, "#接龙\n1. 小北", "text", "#接龙\n1. 小北"),
        ("通话消息", 50, "[语音通话] 01:02", "call", ""),
        ("文本消息", 1, "[红包]", "text", "[红包]"),
        ("没见过的", None, None, "other", ""),
    ],
)  # fmt: skip
def test_words_numbers_and_markers_tell_the_kind(
    word: str, number: int | None, content: str | None, kind: str, text: str
) -> None:
    chat = read([row(0, content, type=word, localType=number)])
    assert chat.messages.select("kind", "text").rows() == [(kind, text)]


def test_a_notice_is_an_event_without_its_marker() -> None:
    chat = read([row(0, "[群公告] 周三晚八点", type="群公告", localType=(87 << 32) + 49)])
    assert chat.events.select("kind", "actor", "text").rows() == [("announce", 0, "周三晚八点")]


def test_a_reply_is_found_by_the_id_it_names() -> None:
    rows = [
        row(0, "收到", platformMessageId="71"),
        row(1, "收到", platformMessageId="72"),
        row(2, "收什么[引用 阿明：收到]", "wxid_bei", "小北", type="引用消息", localType=(57 << 32) + 49, replyToMessageId="71", quotedSender="阿明", quotedContent="收到"),
    ]  # fmt: skip
    chat = read(rows)
    assert chat.messages["reply_to"].to_list() == [None, None, 0]
    assert chat.messages["text"][2] == "收什么\n引用:阿明:收到"
    assert "replies" in chat.has


def test_a_reply_without_id_goes_to_the_nearest_earlier_message_with_these_words() -> None:
    quote = {"type": "引用消息", "localType": 244813135921}
    rows = [
        row(0, "几点"),
        row(1, "几点"),
        row(2, "八点[引用 阿明：几点]", "wxid_bei", "小北", **quote),
        row(3, "几点"),
    ]
    assert read(rows).messages["reply_to"].to_list() == [None, None, 1, None]


def test_files_of_one_session_are_one_chat() -> None:
    chats = weflow.read([export([row(60, "二")]), export([row(0, "一")])], ReadOptions())
    assert [chat.messages["text"].to_list() for chat in chats] == [["一", "二"]]


def test_the_compact_json_brings_a_member_list() -> None:
    compact = [{k: v for k, v in row(0, "早").items() if not k.startswith("sender")} | {"senderID": 1}]
    members = [
        {"accountId": "wxid_ming", "displayName": "老赖", "nickname": "阿明", "remark": "老赖"},
        {"accountId": "wxid_bei", "displayName": "小北", "nickname": "小北", "groupNickname": "北方的北"},
    ]
    [chat] = weflow.read([export(compact, senders=[members[0] | {"senderID": 1}], groupMembers=members)], ReadOptions())
    assert chat.members == 2
    assert "members" in chat.has
    assert chat.people.select("name", "source_id", "listed").rows() == [
        ("阿明", "wxid_ming", True),
        ("北方的北", "wxid_bei", True),
    ]


def test_one_bad_object_costs_only_itself() -> None:
    chat = read([row(0, "早"), {"createTime": "gestern"}, row(1, "晚"), 7])
    assert (chat.messages.height, chat.report.lines, chat.report.understood) == (2, 4, 2)


def test_the_advisory_count_is_not_believed() -> None:
    assert read([row(0, "早")]).report.lines == 1


def test_an_empty_session_is_refused() -> None:
    with pytest.raises(ReadError):
        read([])


CSV = "\ufeffid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\r\n"


def test_the_csv_for_weclone_has_names_only() -> None:
    body = '1,900001,文本,1,书虫,早,,2024-05-01T08:00:00+08:00\r\n2,900002,文本,0,阿明,"第一行\r\n第二行",,2024-05-01T08:00:01+08:00\r\n'
    source = SourceFile("group.csv", content=(CSV + body).encode())
    assert weflow.sniff(source) == 1.0
    [chat] = weflow.read([source], ReadOptions())
    assert chat.people.select("name", "me").rows() == [("书虫", True), ("阿明", False)]
    assert chat.messages["text"].to_list() == ["早", "第一行\r\n第二行"]
    assert chat.zone == "+08:00"


TEXT = """2024-05-01 08:00:00 '读书会'
"阿明"邀请你和"小北"加入了群聊

2024-05-01 08:00:01 '阿明'
第一行

第二行

2024-05-01 08:00:02 '小 北'
好[引用 阿明：几点]

2024-05-01 08:00:03 '我'
[图片]

2024-05-01 08:00:04 '我'
你撤回了一条消息

2024-05-01 08:00:05 '阿明'
"小北"撤回了一条消息

2024-05-01 08:00:06 '阿明'
[红包]

"""


def test_the_text_export_has_names_only() -> None:
    source = SourceFile("读书会.txt", content=TEXT.encode())
    assert weflow.sniff(source) == 1.0
    [chat] = weflow.read([source], ReadOptions())
    assert chat.title == "读书会"
    assert chat.messages["text"].to_list() == ["第一行\n\n第二行", "好\n引用:阿明:几点", "", '"小北"撤回了一条消息', ""]
    assert chat.messages["kind"].to_list() == ["text", "text", "image", "text", "red_packet"]
    assert chat.people.select("name", "me").rows() == [("阿明", False), ("我", True), ("小北", False), ("小 北", False)]
    assert chat.has == {"joins", "replies"}
    assert chat.zone is None


def test_in_the_text_export_the_group_and_the_exporter_speak_for_the_system_and_members_do_not() -> None:
    [chat] = weflow.read([SourceFile("x.txt", content=TEXT.encode())], ReadOptions())
    assert chat.events["kind"].to_list() == ["invite", "invite", "recall"]
    assert chat.messages["person"].to_list().count(None) == 0


@settings(max_examples=20, deadline=None)
@given(
    st.binary(max_size=120),
    st.sampled_from(
        [CSV.encode(), b'{"session":{"wxid":"a","type":"b"},"messages":[', b"", b"2024-05-01 08:00:00 'x'\n"]
    ),
)
def test_any_bytes_give_a_chat_or_a_refusal(tail: bytes, head: bytes) -> None:
    source = SourceFile("x", content=head + tail)
    assert 0.0 <= weflow.sniff(source) <= 1.0
    try:
        chats = weflow.read([source], ReadOptions())
    except AuditorError:
        return
    assert sum(c.messages.height + c.events["id"].n_unique() for c in chats) <= sum(c.report.understood for c in chats)


@pytest.mark.parametrize("name", ["groupbuy_honest_weflow.json", "dead_weflow.json"])
def test_the_sample_groups_read_whole(name: str) -> None:
    [chat] = weflow.read([SourceFile(name, path=SAMPLES / name)], ReadOptions())
    assert chat.report.coverage == 1.0
    assert chat.messages.height > 300
