"""PyWxDump and WeClone: pages of CSV, the older CSV with JSON inside, and JSON."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import wechat_pywxdump as pywxdump
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat
from auditor.errors import AuditorError, ReadError

HEAD = "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
OLD_HEAD = "id,MsgSvrID,type_name,is_sender,talker,room_name,content,CreateTime\n"
ROOM = "10086001@chatroom"
SHARED = Path(__file__).resolve().parents[3] / "../shared/exports/wechat/weclone-pywxdump/test_0_730.csv"
beside = pytest.mark.skipif(not SHARED.is_file(), reason="the public exports do not lie beside this checkout")


def page(*lines: str, head: str = HEAD, name: str = "room_0_500.csv") -> SourceFile:
    return SourceFile(name, content=(head + "".join(line + "\n" for line in lines)).encode())


def line(number: int, kind: str, talker: str, msg: str, *, sent: int = 0, at: str | None = None, src: str = "") -> str:
    cell = '"' + msg.replace('"', '""') + '"'
    at = at or f"2024-05-01 08:{number // 60:02d}:{number % 60:02d}"
    return f"{number},90{number:04d},{kind},{sent},{talker},{ROOM},{cell},{src},{at}"


def read(*files: SourceFile) -> Chat:
    [chat] = pywxdump.read(files, ReadOptions())
    return chat


@beside
def test_the_public_fixture_reads_as_its_readme_says() -> None:
    source = SourceFile(SHARED.name, path=SHARED)
    assert pywxdump.sniff(source) == 1.0
    chat = read(source)
    assert chat.messages.height == 94
    assert Counter(chat.messages["kind"]) == {"text": 66, "sticker": 23, "image": 5}
    assert chat.messages["person"].n_unique() == 2
    assert chat.people.height == 2
    assert chat.events["kind"].to_list() == ["recall", "recall"]
    assert (str(chat.messages["at"].min()), str(chat.messages["at"].max())) == (
        "2024-10-04 11:42:00",
        "2024-12-30 21:28:00",
    )
    assert (chat.report.lines, chat.report.understood) == (96, 96)


@beside
def test_the_public_fixture_trusts_talker_where_is_sender_disagrees() -> None:
    chat = read(SourceFile(SHARED.name, path=SHARED))
    assert chat.people.filter("me")["source_id"].to_list() == ["12345iru2zsmo22"]
    me = chat.people.filter("me")["person"][0]
    assert (chat.messages["person"] == me).sum() == 46 + 4 - 2


@beside
def test_the_public_fixture_finds_the_message_its_quotation_quotes() -> None:
    chat = read(SourceFile(SHARED.name, path=SHARED))
    [reply] = chat.messages.drop_nulls("reply_to").to_dicts()
    assert reply["text"].startswith("（我们两个人骑）\n\n[引用]")
    assert chat.messages["text"][reply["reply_to"]] == "我之前租的时候 人家说这个没劲儿 租了个大的"


def test_pages_are_put_in_order_whatever_the_order_of_the_files() -> None:
    late = page(line(3, "文本", "wxid_b", "三"), line(4, "文本", "wxid_a", "四"), name="room_2_4.csv")
    early = page(line(1, "文本", "wxid_a", "一"), line(2, "文本", "wxid_b", "二"), name="room_0_2.csv")
    assert read(late, early).messages["text"].to_list() == ["一", "二", "三", "四"]


def test_users_json_gives_the_names_and_never_the_private_remark() -> None:
    users = {
        "wxid_a": {"wxid": "wxid_a", "nickname": "阿明", "remark": "欠我钱"},
        ROOM: {"nickname": "读书会", "remark": ""},
    }
    source = SourceFile("users.json", content=json.dumps(users, ensure_ascii=False).encode())
    assert 0 < pywxdump.sniff(source) < 1
    chat = read(page(line(1, "文本", "wxid_a", "早"), line(2, "系统通知", "系统", '"阿明"撤回了一条消息')), source)
    assert chat.people.select("name", "source_id").rows() == [("阿明", "wxid_a")]
    assert chat.title == "读书会"
    with pytest.raises(ReadError):
        pywxdump.read([source], ReadOptions())


def test_a_quotation_names_people_of_whom_only_the_id_is_printed() -> None:
    chat = read(
        page(
            line(1, "文本", "wxid_a", "周三读第三章"),
            line(2, "引用回复", "wxid_b", "好\n\n[引用](2024-05-01 08:00:01)阿明:周三读第三章"),
            line(3, "系统通知", "系统", '"阿明"邀请"小北"加入了群聊'),
        )
    )
    assert chat.messages["reply_to"].to_list() == [None, 0]
    assert chat.people["name"].to_list() == ["阿明", "wxid_b", "小北"]
    assert chat.events.select("actor", "target").rows() == [(0, 2)]


def test_me_is_the_exporter_and_nobody_is_nobody() -> None:
    chat = read(
        page(
            line(1, "文本", "我", "早", sent=1),
            line(2, "文本", "未知", "谁写的"),
            line(3, "系统通知", "系统", '你邀请"小北"加入了群聊'),
        )
    )
    assert chat.messages["person"].to_list() == [0, None]
    assert chat.people.select("name", "me").rows() == [("我", True), ("小北", False)]


def test_the_older_csv_keeps_text_in_json() -> None:
    content = json.dumps({"src": "", "msg": "早"}, ensure_ascii=False).replace('"', '""')
    source = page(f'1,900001,文本,0,wxid_a,{ROOM},"{content}",2024-05-01 08:00:00', head=OLD_HEAD)
    assert pywxdump.sniff(source) == 1.0
    assert read(source).messages["text"].to_list() == ["早"]


def test_json_and_csv_give_the_same_messages() -> None:
    rows: list[dict[str, Any]] = [
        {"id": n, "MsgSvrID": f"90{n:04d}", "type_name": kind, "is_sender": 0, "talker": "wxid_a", "room_name": ROOM, "msg": msg, "src": "", "extra": {}, "CreateTime": f"2024-05-01 08:00:{n:02d}"}
        for n, (kind, msg) in enumerate([("文本", "早"), ("图片", "图片"), ("转账", "转账：￥20.00"), ("消息撤回57", "<revokemsg>\"阿明\" 撤回了一条消息</revokemsg>")], start=1)
    ]  # fmt: skip
    source = SourceFile("room.json", content=json.dumps(rows, ensure_ascii=False).encode())
    assert pywxdump.sniff(source) == 1.0
    as_csv = read(page(*(line(r["id"], r["type_name"], "wxid_a", r["msg"]) for r in rows)))
    assert read(source).messages.equals(as_csv.messages)
    assert read(source).events.equals(as_csv.events)


@pytest.mark.parametrize(
    ("word", "msg", "src", "kind", "text"),
    [
        ("图片", "图片", "File\\a.dat", "image", ""),
        ("语音", "语音时长：2.00秒\n翻译结果：我晚点到", "audio\\a.wav", "voice", "我晚点到"),
        ("语音", "语音时长：2.00秒", "audio\\a.wav", "voice", ""),
        ("(分享)卡片式链接", '一篇文章\n讲读书\n\n<a href="https://example.org/a">点击查看详情</a>', "https://example.org/a", "link", "一篇文章\n讲读书 https://example.org/a"),
        ("(分享)小程序", "(分享)小程序", "", "card", ""),
        ("合并转发的聊天记录", "群聊的聊天记录\n阿珍: 早\n小北: 晚", "", "forward", "群聊的聊天记录"),
        ("接龙", "#接龙\n1. 小北", "", "text", "#接龙\n1. 小北"),
        ("文件", "书单.xlsx", "File\\书单.xlsx", "file", "书单.xlsx"),
        ("位置", "纬度:【1.0】 经度:【2.0】\n位置：江边路 书店\n其他信息：{}", "", "location", "江边路 书店"),
        ("语音通话", "语音/视频通话[通话时长 00:12]", "", "call", ""),
        ("未知", "<msg><x/></msg>", "", "other", ""),
    ],
)  # fmt: skip
def test_words_tell_the_kind(word: str, msg: str, src: str, kind: str, text: str) -> None:
    chat = read(page(line(1, word, "wxid_a", msg, src=src)))
    assert chat.messages.select("kind", "text").rows() == [(kind, text)]


def test_a_notice_is_an_event_with_its_text() -> None:
    chat = read(page(line(1, "群公告", "wxid_a", "周三晚八点"), line(2, "文本", "wxid_a", "大家看公告")))
    assert chat.events.select("kind", "actor", "text").rows() == [("announce", 0, "周三晚八点")]


def test_ids_that_excel_has_ruined_are_not_taken_for_one_message() -> None:
    ruined = [f"{n},7.43727E+18,文本,0,wxid_a,{ROOM},收到,,2024/5/1 8:0{n}" for n in range(1, 4)]
    chat = read(page(ruined[0], ruined[1]), page(ruined[2]))
    assert chat.messages.height == 3
    assert "ids_rounded" in [note.code for note in chat.report.notes]


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=120), st.sampled_from([HEAD.encode(), OLD_HEAD.encode(), b"[", b'[{"id":1}, ', b""]))
def test_any_bytes_give_a_chat_or_a_refusal(tail: bytes, head: bytes) -> None:
    source = SourceFile("x", content=head + tail)
    assert 0.0 <= pywxdump.sniff(source) <= 1.0
    try:
        chats = pywxdump.read([source], ReadOptions())
    except AuditorError:
        return
    assert sum(c.messages.height + c.events["id"].n_unique() for c in chats) == sum(c.report.understood for c in chats)
