"""sjzar/chatlog: JSON, CSV and plain text give the same chat."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import wechat_chatlog as chatlog
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat
from auditor.errors import AuditorError, ReadError, UsageError

ROOM = "10086001@chatroom"


def row(second: int, content: str, sender: str = "wxid_ming", name: str = "阿明", **more: Any) -> dict[str, Any]:
    return {
        "seq": 1714521600000 + second,
        "time": f"2024-05-01T08:{second // 60:02d}:{second % 60:02d}+08:00",
        "talker": ROOM,
        "talkerName": "读书会",
        "isChatRoom": True,
        "sender": sender,
        "senderName": name,
        "isSelf": sender == "wxid_me",
        "type": 1,
        "subType": 0,
        "content": content,
    } | more


def system(second: int, content: str) -> dict[str, Any]:
    return row(second, content, sender="系统消息", name="", type=10000)


def file(content: str | bytes, name: str = "answer.json") -> SourceFile:
    return SourceFile(name, content=content.encode() if isinstance(content, str) else content)


def read(rows: list[Any], **options: Any) -> Chat:
    [chat] = chatlog.read([file(json.dumps(rows, ensure_ascii=False))], ReadOptions(**options))
    return chat


def name_of(chat: Chat, person: int | None) -> str | None:
    return None if person is None else chat.people["name"][person]


def test_the_tables_have_exactly_the_columns_of_the_contract() -> None:
    chat = read([row(0, "早"), system(1, '"阿明"邀请"小北"加入了群聊')])
    assert dict(chat.messages.schema) == MESSAGES
    assert dict(chat.events.schema) == EVENTS_SCHEMA
    assert dict(chat.people.schema) == PEOPLE


def test_times_are_the_wall_time_of_the_offset_and_the_offset_is_the_zone() -> None:
    chat = read([row(5, "早")])
    assert str(chat.messages["at"][0]) == "2024-05-01 08:00:05"
    assert chat.zone == "+08:00"


def test_times_can_be_shown_in_another_zone() -> None:
    chat = read([row(5, "早")], zone="Europe/Berlin")
    assert str(chat.messages["at"][0]) == "2024-05-01 02:00:05"
    assert chat.zone == "Europe/Berlin"
    with pytest.raises(UsageError):
        read([row(5, "早")], zone="Atlantis/Capital")


def test_each_talker_is_a_chat_of_its_own() -> None:
    other = {"talker": "10086002@chatroom", "talkerName": "跑步团"}
    answer = json.dumps([row(0, "早"), row(1, "跑起来", **other), row(2, "晚上读第三章")], ensure_ascii=False)
    chats = chatlog.read([file(answer)], ReadOptions())
    assert [(chat.title, chat.messages["text"].to_list()) for chat in chats] == [
        ("读书会", ["早", "晚上读第三章"]),
        ("跑步团", ["跑起来"]),
    ]
    assert sum(chat.report.lines for chat in chats) == 3


def test_neither_the_system_nor_the_group_becomes_a_person() -> None:
    chat = read([row(0, "早"), system(1, '"阿明"撤回了一条消息'), row(2, "?", sender=ROOM, name="读书会")])
    assert chat.people["name"].to_list() == ["阿明"]
    assert chat.messages["person"].to_list() == [0, None]


def test_you_is_the_exporter_and_no_new_person() -> None:
    chat = read(
        [
            row(0, "早", sender="wxid_me", name="我是群主"),
            system(1, '你邀请"小北"加入了群聊'),
            row(2, "来了", "wxid_bei", "小北"),
        ]
    )
    [event] = chat.events.to_dicts()
    assert (name_of(chat, event["actor"]), name_of(chat, event["target"])) == ("我是群主", "小北")
    assert chat.people.height == 2
    assert chat.people.filter("me")["source_id"].to_list() == ["wxid_me"]


def test_an_exporter_who_never_writes_is_one_person_and_noted() -> None:
    chat = read([system(0, '你邀请"小北、阿珍"加入了群聊'), row(1, "来了", "wxid_bei", "小北")])
    assert chat.people.filter("me").height == 1
    assert [note.code for note in chat.report.notes] == ["exporter_unnamed"]


def test_a_name_two_people_share_is_given_to_neither() -> None:
    chat = read(
        [row(0, "我是一号", "wxid_1", "小北"), row(1, "我是二号", "wxid_2", "小北"), system(2, '"小北"撤回了一条消息')]
    )
    assert chat.people["source_id"].to_list() == ["wxid_1", "wxid_2", None]
    assert chat.events["actor"].to_list() == [2]


def test_a_person_keeps_all_names_and_shows_the_latest() -> None:
    chat = read([row(0, "早", name="阿明"), row(1, "改名了", name="明哥"), system(2, '"阿明" 拍了拍 "明哥"')])
    assert chat.people["names"].to_list() == [["阿明", "明哥"]]
    assert chat.people["name"].to_list() == ["明哥"]
    assert chat.events.select("actor", "target").rows() == [(0, 0)]
    back = read([row(0, "早", name="阿明"), row(1, "改名了", name="明哥"), row(2, "改回来", name="阿明")])
    assert (back.people["name"][0], set(back.people["names"][0])) == ("阿明", {"阿明", "明哥"})


def test_a_reply_is_found_by_writer_and_second_even_among_equal_words() -> None:
    refer = {
        "sender": "wxid_bei",
        "senderName": "小北",
        "time": "2024-05-01T08:00:01+08:00",
        "type": 1,
        "content": "在吗",
    }
    chat = read(
        [
            row(0, "在吗"),
            row(1, "在吗", "wxid_bei", "小北"),
            row(2, "在吗", "wxid_bei", "小北"),
            row(9, "在的", type=49, subType=57, contents={"refer": refer}),
        ]
    )
    assert chat.messages["reply_to"].to_list() == [None, None, None, 1]
    assert chat.messages["kind"].to_list() == ["text"] * 4
    assert "replies" in chat.has


def test_a_quoted_picture_is_found_by_writer_and_second() -> None:
    refer = {
        "sender": "wxid_bei",
        "senderName": "小北",
        "time": "2024-05-01T08:00:01+08:00",
        "type": 3,
        "content": "<msg><img/></msg>",
    }
    chat = read(
        [row(1, "", "wxid_bei", "小北", type=3), row(9, "拍得好", type=49, subType=57, contents={"refer": refer})]
    )
    assert chat.messages["reply_to"].to_list() == [None, 0]


def test_a_quotation_from_before_the_export_finds_nothing() -> None:
    refer = {
        "sender": "wxid_bei",
        "senderName": "小北",
        "time": "2023-01-01T08:00:01+08:00",
        "type": 1,
        "content": "收到",
    }
    chat = read(
        [row(1, "收到", "wxid_bei", "小北"), row(9, "谁收到了", type=49, subType=57, contents={"refer": refer})]
    )
    assert chat.messages["reply_to"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("number", "sub", "contents", "kind", "text"),
    [
        (3, 0, {"md5": "ab"}, "image", ""),
        (34, 0, None, "voice", ""),
        (43, 0, None, "video", ""),
        (47, 0, None, "sticker", ""),
        (42, 0, None, "contact", ""),
        (48, 0, None, "location", ""),
        (50, 0, None, "call", ""),
        (49, 5, {"title": "一篇文章", "url": "https://example.org/a"}, "link", "一篇文章 https://example.org/a"),
        (49, 6, {"title": "书单.xlsx"}, "file", "书单.xlsx"),
        (49, 33, {"title": "团购商城", "url": ""}, "card", "团购商城"),
        (49, 2001, None, "red_packet", ""),
        (49, 19, {"title": "群聊的聊天记录", "recordInfo": {"DataList": {"DataItems": [{"SourceName": "阿珍"}]}}}, "forward", "群聊的聊天记录"),
        (244813135921, 0, None, "text", ""),
        (9999, 0, None, "other", ""),
    ],
)  # fmt: skip
def test_numbers_tell_the_kind(number: int, sub: int, contents: Any, kind: str, text: str) -> None:
    chat = read([row(0, "", type=number, subType=sub, contents=contents)])
    assert chat.messages.select("kind", "text").rows() == [(kind, text)]
    assert chat.people.height == 1


def test_a_chain_stays_text_and_the_names_in_it_speak_not() -> None:
    chat = read([row(0, "#接龙\n周六爬山\n1. 小北\n2. 阿珍", type=49, subType=53)])
    assert chat.messages["kind"].to_list() == ["text"]
    assert chat.people["name"].to_list() == ["阿明"]


def test_a_transfer_keeps_its_memo_and_an_xml_body_nothing() -> None:
    chat = read(
        [
            row(0, "[转账|发送 ￥20.00](房租)", type=49, subType=2000),
            row(1, "<?xml version='1.0'?><msg><a>b</a></msg>", type=49, subType=1999),
        ]
    )
    assert chat.messages.select("kind", "text").rows() == [("transfer", "发送 ￥20.00 房租"), ("other", "")]


def test_a_notice_is_an_event_with_its_poster_and_its_text() -> None:
    chat = read([row(0, "[群公告] 周三晚八点读第三章", type=49, subType=87)])
    [event] = chat.events.to_dicts()
    assert (event["kind"], event["text"], name_of(chat, event["actor"])) == ("announce", "周三晚八点读第三章", "阿明")
    assert chat.messages.is_empty()


def test_a_pat_is_an_event_between_two_known_ids() -> None:
    chat = read(
        [row(0, "早", "wxid_bei", "小北"), row(1, '"${wxid_ming}" 拍了拍 "${wxid_bei}" 的书包', type=49, subType=62)]
    )
    [event] = chat.events.to_dicts()
    assert (event["kind"], name_of(chat, event["actor"]), name_of(chat, event["target"])) == ("pat", "阿明", "小北")


def test_a_pat_knows_ids_of_people_without_a_name() -> None:
    chat = read([row(0, "早", "bei2020", ""), row(1, '"${wxid_ming}" 拍了拍 "${bei2020}"', type=49, subType=62)])
    assert chat.people["source_id"].to_list() == ["bei2020", "wxid_ming"]
    assert chat.events.select("actor", "target").rows() == [(1, 0)]


def test_a_pat_marked_as_the_exporters_does_not_make_another_the_exporter() -> None:
    pat = row(1, '"${wxid_ming}" 拍了拍 "${wxid_me}"', type=49, subType=62, isSelf=True)
    chat = read([row(0, "早"), pat, row(2, "晚", "wxid_me", "书虫")])
    assert chat.people.select("source_id", "me").rows() == [("wxid_ming", False), ("wxid_me", True)]


def test_rows_of_one_sentence_share_the_event_id() -> None:
    chat = read([system(0, '"阿明"邀请"小北、阿珍"加入了群聊'), system(1, '"小北"撤回了一条消息')])
    assert chat.events["id"].to_list() == [0, 0, 1]


def test_the_last_rename_names_a_chat_without_a_title() -> None:
    rows = [system(0, '"阿明"修改群名为“旧名”'), system(1, '"阿明"修改群名为“新名”')]
    assert read([r | {"talkerName": ""} for r in rows]).title == "新名"


def test_words_like_a_system_sentence_stay_the_words_of_a_member() -> None:
    chat = read([row(0, '"阿明"邀请"小北"加入了群聊')])
    assert chat.messages.height == 1
    assert chat.events.is_empty()


def test_one_bad_object_costs_only_itself() -> None:
    chat = read([row(0, "早"), {"time": 5}, row(1, "晚") | {"time": "gestern"}, "?", row(2, "安")])
    assert chat.messages["text"].to_list() == ["早", "安"]
    assert (chat.report.lines, chat.report.understood) == (5, 2)
    assert [number for number, _ in chat.report.unread] == [2, 3, 4]


def test_pages_that_overlap_are_joined_without_doubles() -> None:
    pages = [
        file(json.dumps(rows, ensure_ascii=False))
        for rows in ([row(5, "三"), row(6, "四")], [row(1, "一"), row(5, "三")])
    ]
    [chat] = chatlog.read(pages, ReadOptions())
    assert chat.messages["text"].to_list() == ["一", "三", "四"]
    assert chat.report.lines == chat.report.understood == 4
    assert [(note.code, note.params) for note in chat.report.notes] == [
        ("parts_joined", {"files": 2}),
        ("rows_repeated", {"rows": 1}),
    ]


def test_a_cut_off_file_is_refused_with_a_reason() -> None:
    whole = json.dumps([row(0, "早"), row(1, "晚")], ensure_ascii=False).encode()
    with pytest.raises(ReadError) as caught:
        chatlog.read([file(whole[:-20])], ReadOptions())
    assert caught.value.where == "answer.json"
    assert caught.value.hint


def test_an_answer_without_messages_is_refused() -> None:
    with pytest.raises(ReadError):
        chatlog.read([file("[]")], ReadOptions())


def test_half_an_emoji_is_no_reason_to_lose_a_message() -> None:
    text = json.dumps([row(0, "早"), row(1, "晚XY")], ensure_ascii=True).replace("XY", "\\ud83d")
    [chat] = chatlog.read([file(text)], ReadOptions())
    assert chat.messages.height == 2


CSV = """Time,SenderName,Sender,TalkerName,Talker,Content
2024-05-01 08:00:00,阿明,wxid_ming,读书会,10086001@chatroom,早
2024-05-01 08:00:01,,系统消息,读书会,10086001@chatroom,"""


def test_csv_without_a_type_column_recovers_kinds_events_and_replies() -> None:
    lines = [
        '"""阿明""邀请""小北""加入了群聊"',
        "2024-05-01 08:00:02,小北,wxid_bei,读书会,10086001@chatroom,![图片](http://127.0.0.1:5030/image/ab)",
        "2024-05-01 08:00:03,小北,wxid_bei,读书会,10086001@chatroom,[链接|一篇文章](https://example.org/a)",
        '2024-05-01 08:00:04,阿明,wxid_ming,读书会,10086001@chatroom,"> 阿明(wxid_ming) 05-01 08:00:00\n> 早\n自己回自己"',
        "2024-05-01 08:00:05,阿明,wxid_ming,读书会,10086001@chatroom,[红包]大家抢",
        "2024-05-01 08:00:06,阿明,wxid_ming,读书会,10086001@chatroom,[红包]",
    ]
    source = file(CSV + "\n".join(lines) + "\n", "answer.csv")
    assert chatlog.sniff(source) == 1.0
    [chat] = chatlog.read([source], ReadOptions())
    assert chat.messages["kind"].to_list() == ["text", "image", "link", "text", "text", "red_packet"]
    assert chat.messages["text"][2] == "一篇文章 https://example.org/a"
    assert chat.messages["reply_to"].to_list() == [None, None, None, 0, None, None]
    assert chat.events["kind"].to_list() == ["invite"]
    assert chat.people["name"].to_list() == ["阿明", "小北"]


TEXT = """阿明(wxid_ming) {0}08:00:00
早

系统消息 {0}08:01:10
"阿明"邀请"小北"加入了群聊

小北(wxid_bei) {0}08:02:00
> 阿明(wxid_ming) 05-01 08:00:00
> 早
早上好
第二行

  第三行

书虫(我) {0}08:03:00
![图片](http://127.0.0.1:5030/image/ab)

我 {0}08:04:00
Type: 48 Content: <msg><location/></msg>

wxid_zhen {0}08:05:00
[合并转发|群聊的聊天记录]
  阿珍 2024-04-30 20:00:00
  有人吗

"""


@pytest.mark.parametrize(
    ("clock", "name"), [("2024-05-01 ", "answer.txt"), ("05-01 ", "answer 2024.txt"), ("", "answer-2024-05-01.txt")]
)
def test_the_three_clocks_of_the_plain_text_give_the_same_chat(clock: str, name: str) -> None:
    source = file(TEXT.format(clock), name)
    assert chatlog.sniff(source) == pytest.approx(0.95)
    [chat] = chatlog.read([source], ReadOptions())
    assert chat.messages["kind"].to_list() == ["text", "text", "image", "location", "forward"]
    assert chat.messages["text"][1] == "> 阿明(wxid_ming) 05-01 08:00:00\n> 早\n早上好\n第二行\n\n  第三行"
    assert chat.messages["reply_to"].to_list() == [None, 0, None, None, None]
    assert [str(at) for at in chat.messages["at"]][:2] == ["2024-05-01 08:00:00", "2024-05-01 08:02:00"]
    assert chat.people.select("name", "source_id", "me").rows() == [
        ("阿明", "wxid_ming", False),
        ("小北", "wxid_bei", False),
        ("书虫", None, True),
        ("wxid_zhen", "wxid_zhen", False),
    ]
    assert chat.events["kind"].to_list() == ["invite"]
    assert chat.report.coverage == 1.0


def test_a_text_without_year_asks_for_it_and_takes_the_users_word() -> None:
    source = file(TEXT.format("05-01 "), "answer.txt")
    with pytest.raises(ReadError) as caught:
        chatlog.read([source], ReadOptions())
    assert "--year" in caught.value.hint
    [chat] = chatlog.read([source], ReadOptions(year=2023))
    assert str(chat.messages["at"][0]) == "2023-05-01 08:00:00"


def test_a_digit_of_the_groups_number_is_no_year() -> None:
    with pytest.raises(ReadError):
        chatlog.read([file(TEXT.format("05-01 "), "12001@chatroom.txt")], ReadOptions())


def test_the_stamp_in_an_archive_is_later_than_the_last_message() -> None:
    source = SourceFile("answer.txt", content=TEXT.format("12-30 ").encode(), stamped=datetime(2024, 1, 2))
    [chat] = chatlog.read([source], ReadOptions())
    assert str(chat.messages["at"][0]) == "2023-12-30 08:00:00"


def test_a_pasted_header_that_follows_other_words_stays_in_the_body() -> None:
    pasted = "阿明(wxid_ming) 2024-05-01 08:00:00\n看这个\n小北(wxid_bei) 2024-04-01 07:00:00\n群里说的\n\n"
    [chat] = chatlog.read([file(pasted, "answer.txt")], ReadOptions())
    assert chat.messages.height == 1
    assert chat.people.height == 1


def test_the_plain_text_of_several_talkers_is_told_apart() -> None:
    text = (
        "阿明(wxid_ming) [读书会(10001@chatroom)] 05-01 08:00:00\n早\n\n"
        "阿明(wxid_ming) [跑步团(10002@chatroom)] 05-01 08:00:01\n跑\n\n"
        '系统消息 [读书会(10001@chatroom)] 05-01 08:00:02\n"阿明"撤回了一条消息\n\n'
    )
    chats = chatlog.read([file(text)], ReadOptions(year=2024))
    assert [(chat.title, chat.messages["text"].to_list(), chat.events.height) for chat in chats] == [
        ("读书会", ["早"], 1),
        ("跑步团", ["跑"], 0),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_a_file_saved_in_another_encoding_reads_the_same(encoding: str) -> None:
    plain = [row(0, "早上好，今天读第三章，大家都到了吗？"), row(1, "到了，我们在等你")]
    for content in (
        json.dumps(plain, ensure_ascii=False),
        CSV + '"""阿明""撤回了一条消息"\n',
        TEXT.format("2024-05-01 "),
    ):
        source = file(content.encode(encoding))
        assert chatlog.sniff(source) > 0.9
        [chat] = chatlog.read([source], ReadOptions())
        assert chat.people["name"][0] == "阿明"


def test_keys_at_another_depth_are_no_chatlog_answer() -> None:
    assert chatlog.sniff(file(json.dumps([row(0, "早")]))) == 1.0
    assert chatlog.sniff(file(json.dumps({"messages": [row(0, "早")]}))) == 0.0
    assert chatlog.sniff(file(json.dumps([{"text": json.dumps(row(0, "早"))}]))) == 0.0


@settings(max_examples=15, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.binary(max_size=50).map(lambda tail: CSV.encode() + b'"\n' + tail)
)
def test_any_bytes_give_a_chat_or_a_refusal(content: bytes) -> None:
    source = file(content)
    assert 0.0 <= chatlog.sniff(source) <= 1.0
    try:
        chats = chatlog.read([source], ReadOptions(year=2024))
    except AuditorError:
        return
    for chat in chats:
        rows = chat.messages.height + chat.events["id"].n_unique()
        assert rows == chat.report.understood <= chat.report.lines


_cell = st.sampled_from(
    [
        "",
        "早",
        '"阿明"邀请"小北"加入了群聊',
        "2024-05-01T08:00:00+08:00",
        "2024-05-01T25:00:00Z",
        "<msg/>",
        "[图片]",
        "\x00",
        "> 甲\n乙",
    ]
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "content": _cell,
                "sender": _cell,
                "senderName": _cell,
                "time": _cell,
                "type": st.sampled_from([1, 3, 49, 10000, -7, 2**40]),
                "subType": st.sampled_from([0, 57, 62, 87]),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_object_is_counted_once(changes: list[dict[str, Any]]) -> None:
    try:
        chat = read([row(i, "") | change for i, change in enumerate(changes)])
    except ReadError:
        return
    assert chat.report.lines == len(changes)
    assert chat.messages.height + chat.events["id"].n_unique() == chat.report.understood
    assert chat.messages["at"].null_count() == 0
    assert (
        pl.concat([chat.messages["person"], chat.events["actor"], chat.events["target"]])
        .drop_nulls()
        .is_in(chat.people["person"].implode())
        .all()
    )


SHARED = Path(__file__).resolve().parents[3] / "sample_exports"


def test_the_sample_group_reads_whole() -> None:
    path = SHARED / "storefront_wechat.json"
    if not path.exists():
        pytest.skip("no sample")
    [chat] = chatlog.read([SourceFile(path.name, path=path)], ReadOptions())
    assert chat.report.coverage == 1.0
    assert chat.messages.height > 300
