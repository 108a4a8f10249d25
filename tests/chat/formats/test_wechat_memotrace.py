"""MemoTrace 留痕: the raw message table as CSV, the earlier Android CSV, and TXT."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import wechat_memotrace as memotrace
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat
from auditor.errors import AuditorError, ReadError

HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\r\n"
START = 1714521600  # 2024-05-01 08:00:00 in China


def line(second: int, content: str, who: str = "阿明", *, kind: int = 1, sub: int = 0, sent: int = 0) -> str:
    cell = '"' + content.replace('"', '""') + '"'
    at = f"2024-05-01 08:00:{second:02d}"
    return f"{second},3,{kind},{sub},{sent},{START + second},2,{cell},{at},备注{who},{who},wxid_{who}"


def table(*lines: str, name: str = "读书会_utf8.csv", head: str = HEAD) -> SourceFile:
    return SourceFile(name, content=("\ufeff" + head + "".join(f"{text}\r\n" for text in lines)).encode())


def read(*files: SourceFile) -> Chat:
    [chat] = memotrace.read(files, ReadOptions())
    return chat


def test_names_are_nicknames_and_never_the_private_remark() -> None:
    chat = read(table(line(0, "早"), line(1, "晚", "书虫", sent=1)))
    assert chat.people.select("name", "source_id", "me").rows() == [
        ("阿明", "wxid_阿明", False),
        ("书虫", "wxid_书虫", True),
    ]
    assert (chat.title, chat.zone) == ("读书会", "+08:00")
    assert str(chat.messages["at"][0]) == "2024-05-01 08:00:00"


def test_raw_bodies_leave_only_the_kind() -> None:
    xml = '<?xml version="1.0"?>\n<msg><img aeskey="x"/></msg>'
    chat = read(
        table(
            line(0, xml, kind=3),
            line(1, "", kind=49, sub=5),
            line(2, "", kind=49, sub=57),
            line(3, xml, kind=47),
            line(4, "", kind=49, sub=2001),
        )
    )
    assert chat.messages["kind"].to_list() == ["image", "link", "text", "sticker", "red_packet"]
    assert set(chat.messages["text"]) == {""}


def test_system_rows_are_events_whoever_stands_in_the_sender_column() -> None:
    chat = read(
        table(
            line(0, '"阿明"邀请"小北、阿珍"加入了群聊', "读书会", kind=10000),
            line(
                1,
                '<![CDATA["小北" 撤回了一条消息 <a href="weixin://revoke_edit_click">重新编辑</a>]]>',
                "小北",
                kind=10000,
            ),
            line(2, "早"),
        )
    )
    assert chat.events["kind"].to_list() == ["invite", "invite", "recall"]
    assert chat.people["name"].to_list() == ["阿明", "小北", "阿珍"]


def test_private_chats_of_old_versions_have_nine_cells_a_row() -> None:
    short = [
        f"{n},3,1,0,{sent},{START + n},2,{text},2024-05-01 08:00:0{n}"
        for n, (sent, text) in enumerate([(0, "在吗"), (1, "在")])
    ]
    chat = read(table(*short, name="阿明_utf8.csv"))
    assert chat.people.select("name", "me").rows() == [("阿明", False), ("我", True)]
    assert chat.messages["person"].to_list() == [0, 1]


def test_the_android_csv_takes_the_sender_out_of_the_body() -> None:
    head = ",用户名,消息内容,发送时间,发送状态,消息类型,isSend,msgId\n"
    source = table(
        '0,读书会,"wxid_ming1:\n早",2021-05-01 08:00:00,2,1,0,11',
        "1,书虫,晚,2021-05-01 08:00:01,2,1,1,12",
        head=head,
        name="读书会.csv",
    )
    assert memotrace.sniff(source) == 1.0
    chat = read(source)
    assert chat.messages["text"].to_list() == ["早", "晚"]
    assert chat.people["source_id"].to_list() == ["wxid_ming1", None]


def test_a_row_without_a_time_is_counted_and_shown() -> None:
    chat = read(table(line(0, "早"), "1,3,1,0,0,,2,没有时间,,,阿明,wxid_阿明"))
    assert (chat.messages.height, chat.report.lines, chat.report.understood) == (1, 2, 1)
    assert chat.report.unread == ((2, "没有时间"),)


def test_a_header_without_rows_is_refused() -> None:
    with pytest.raises(ReadError):
        read(table())


def test_a_stray_quotation_mark_does_not_lose_the_file() -> None:
    bad = line(1, "x").replace('"x"', 'sa"id')
    assert read(table(line(0, "早"), bad, line(2, "晚"))).messages["text"].to_list() == ["早", 'sa"id', "晚"]


TEXT = """2024-05-01 08:00:00 "阿明"修改群名为“读书会”

2024-05-01 08:00:01 "阿明"邀请"小 北"加入了群聊

2024-05-01 08:00:02 阿明
第一行
2024-05-01 07:00:00 小北

2024-05-01 08:00:03 小 北
几点
引用:阿明:第一行
2024-05-01 07:00:00 小北

2024-05-01 08:00:04 阿明
            [链接]:title:一篇文章
            description:讲读书
            url:https://example.org/a
            name:某号
            

2024-05-01 08:00:05 阿明
[图片]

2024-05-01 08:00:06 小 北
不知道回谁
引用:未知

2024-05-01 08:00:07 你已添加了小北，现在可以开始聊天了。

2024-05-01 08:00:08 阿明


"""  # noqa: W293


def test_the_text_export_splits_after_the_time_only() -> None:
    source = SourceFile("某群.txt", content=TEXT.encode())
    assert memotrace.sniff(source) == pytest.approx(0.8)
    chat = read(source)
    assert chat.title == "读书会"
    assert chat.people["name"].to_list() == ["阿明", "小 北"]
    assert chat.messages["kind"].to_list() == ["text", "text", "link", "image", "text", "text"]
    assert chat.messages["text"][2] == "一篇文章 讲读书 https://example.org/a"
    assert chat.messages["text"].to_list()[3:] == ["", "不知道回谁\n引用:未知", ""]
    assert chat.report.coverage == 1.0


def test_a_sentence_on_the_header_line_is_an_event_and_an_empty_message_is_none() -> None:
    chat = read(SourceFile("x.txt", content=TEXT.encode()))
    assert chat.events.select("kind", "actor", "target").rows() == [
        ("rename", 0, None),
        ("invite", 0, 1),
        ("other", None, None),
    ]
    assert chat.messages["person"][-1] == 0


def test_a_quotation_finds_the_message_although_that_has_several_lines() -> None:
    chat = read(SourceFile("x.txt", content=TEXT.encode()))
    assert chat.messages["reply_to"].to_list() == [None, 0, None, None, None, None]
    assert "ids" not in chat.has


def test_of_a_chat_exported_both_ways_only_the_csv_is_read() -> None:
    chat = read(SourceFile("读书会.txt", content=TEXT.encode()), table(line(0, "早")))
    assert chat.messages["text"].to_list() == ["早"]
    assert chat.report.files == ("读书会_utf8.csv",)


def test_a_log_file_with_the_same_times_is_not_taken() -> None:
    log = "".join(f"2024-05-01 08:00:{n:02d} INFO started worker {n}\n" for n in range(20))
    assert memotrace.sniff(SourceFile("x.log", content=log.encode())) == 0.0


@settings(max_examples=20, deadline=None)
@given(
    st.binary(max_size=120),
    st.sampled_from(
        [
            HEAD.encode(),
            ("\ufeff" + HEAD + line(0, "早") + "\n").encode(),
            b"",
            "2024-05-01 08:00:00 甲\n早\n\n".encode(),
        ]
    ),
)
def test_any_bytes_give_a_chat_or_a_refusal(tail: bytes, head: bytes) -> None:
    source = SourceFile("x", content=head + tail)
    assert 0.0 <= memotrace.sniff(source) <= 1.0
    try:
        chats = memotrace.read([source], ReadOptions())
    except AuditorError:
        return
    assert sum(c.messages.height + c.events["id"].n_unique() for c in chats) <= sum(c.report.understood for c in chats)


def test_the_sample_group_reads_whole() -> None:
    path = Path(__file__).resolve().parents[3] / "sample_exports" / "parents_memotrace.txt"
    chat = read(SourceFile(path.name, path=path))
    assert chat.report.coverage == 1.0
    assert chat.title == "二年级3班家长群"
    assert chat.messages.height > 300
