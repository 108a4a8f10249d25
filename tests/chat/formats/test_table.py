"""The plain table of CONTRACT.md, made by hand or by a script."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats import table
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat
from auditor.errors import ReadError, UsageError

EIGHT = datetime(2024, 5, 1, 8, 0)


def read(data: str | bytes, name: str = "读书会.csv", **options: Any) -> Chat:
    content = data.encode() if isinstance(data, str) else data
    (chat,) = table.read([SourceFile(name, content=content)], ReadOptions(**options))
    return chat


def sniff(data: str | bytes) -> float:
    return table.sniff(SourceFile("x", content=data.encode() if isinstance(data, str) else data))


def with_times(*times: str) -> str:
    return "time;sender;text\n" + "".join(f"{time};A;早\n" for time in times)


def times_of(*times: str, **options: Any) -> list[datetime]:
    return read(with_times(*times), **options).messages["at"].to_list()


def notes_of(chat: Chat) -> dict[str, dict[str, str | int | float]]:
    return {note.code: note.params for note in chat.report.notes}


def name_of(chat: Chat, person: int | None) -> str | None:
    return None if person is None else str(chat.people["name"][person])


def told(chat: Chat) -> list[tuple[Any, ...]]:
    columns = chat.events.select("kind", "actor", "target", "via", "text")
    return [
        (kind, name_of(chat, actor), name_of(chat, target), via, text)
        for kind, actor, target, via, text in columns.iter_rows()
    ]


def workbook(rows: list[list[str | float]], *, before: str = "") -> bytes:
    """A minimal XLSX: strings inline, numbers as numbers."""

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{kinds}/relationships"><Relationship Id="r1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets><sheet name="聊天" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kinds}/relationships"><Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, head + text)
    return file.getvalue()


def test_the_tables_have_the_columns_of_the_contract() -> None:
    chat = read("time,sender,text,kind\n2024-05-01 08:00,A,早,\n2024-05-01 08:01,B,,join\n")

    assert dict(chat.messages.schema) == MESSAGES
    assert dict(chat.events.schema) == EVENTS_SCHEMA
    assert dict(chat.people.schema) == PEOPLE
    assert (chat.title, chat.platform) == ("读书会", "table")


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01T08:00:00",
        "2024-05-01 08:00",
        "2024-05-01T08:00:00.250+08:00",
        "2024-05-01T08:00:00Z",
        "2024-05-01 08:00:00+0800",
        "1714550400",
        "1714550400000",
        "2024/5/1 8:00",
        "2024/5/1 8:00:00",
        "2024.5.1 8:00",
        "2024年5月1日 8:00",
        "2024年5月1日上午8:00",
        "2024/5/1 上午8:00:00",
        "2024/5/1 8:00 AM",
    ],
)
def test_every_form_of_time_is_read(text: str) -> None:
    assert times_of(text) == [EIGHT]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("12:05 AM", 0),
        ("12:05 PM", 12),
        ("1:05 p.m.", 13),
        ("下午8:05", 20),
        ("下午20:05", 20),
        ("中午12:05", 12),
        ("凌晨12:05", 0),
        ("中午1:05", 13),
    ],
)
def test_twelve_hour_clocks_are_read(text: str, hour: int) -> None:
    assert times_of(f"2024/5/1 {text}") == [datetime(2024, 5, 1, hour, 5)]


def test_offsets_show_the_zone_and_a_zone_asked_for_moves_the_times() -> None:
    data = with_times("2024-05-01T08:00:00+08:00")

    assert (read(data).zone, read(data).messages["at"][0]) == ("+08:00", EIGHT)
    assert read(data, zone="UTC").messages["at"][0] == datetime(2024, 5, 1)
    assert read(with_times("2024-05-01T08:00Z")).zone == "+00:00"


def test_wall_times_have_no_known_zone_unless_the_user_says_one() -> None:
    data = with_times("2024-05-01 08:00")

    assert (read(data).zone, read(data, zone="Asia/Shanghai").zone) == (None, "Asia/Shanghai")
    assert read(data, zone="Asia/Shanghai").messages["at"][0] == EIGHT


def test_epoch_times_are_shown_in_utc_and_that_is_noted() -> None:
    chat = read(with_times("1714550400"))

    assert (chat.zone, notes_of(chat)) == ("+00:00", {"zone_assumed": {"zone": "UTC"}})


@pytest.mark.parametrize(
    ("times", "order", "because"),
    [
        (["1/5/2024 8:00", "13/5/2024 9:00"], "dmy", "day-over-12"),
        (["5/1/2024 8:00", "5/13/2024 9:00"], "mdy", "day-over-12"),
        (["1/5/24 8:00", "31/5/24 9:00"], "dmy", "day-over-12"),
        (["2024/5/1 8:00"], "ymd", "year-first"),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_column(times: list[str], order: str, because: str) -> None:
    chat = read(with_times(*times))

    assert chat.messages["at"][0] == EIGHT
    assert (chat.report.date_order, chat.report.date_order_because) == (order, because)


def test_a_column_that_leaves_day_and_month_open_is_not_guessed_at() -> None:
    with pytest.raises(ReadError, match="do not show which number is the month: the first is 1/5/2024") as error:
        read(with_times("1/5/2024 8:00"))

    assert "--date-order" in error.value.hint
    assert times_of("1/5/2024 8:00", date_order="dmy") == [EIGHT]
    assert times_of("5/1/2024 8:00", date_order="mdy") == [EIGHT]


def test_the_order_of_the_rows_does_not_decide_because_tables_are_sorted_any_way() -> None:
    with pytest.raises(ReadError, match="which number is the month"):
        read(with_times("1/5/2024 8:00", "3/4/2024 8:00", "2/4/2024 8:00"))


def test_a_day_without_a_time_is_noted() -> None:
    chat = read(with_times("2024-05-01", "2024-05-02 08:00"))

    assert chat.messages["at"][0] == datetime(2024, 5, 1)
    assert notes_of(chat) == {"dates_without_time": {"count": 1}}


def test_a_column_of_days_is_put_before_the_times_of_day() -> None:
    assert read("日期,时间,发送者,内容\n2024-05-01,8:00,A,早\n").messages["at"][0] == EIGHT
    assert read("Date,Time,Name,Message\n2024/5/1,08:00:00,A,早\n").messages["at"][0] == EIGHT


def test_rows_without_a_time_are_counted_as_lost() -> None:
    chat = read(with_times("2024-05-01 08:00", "gestern", "2024-02-30 08:00", "2024-05-01 25:00"))

    assert (chat.report.lines, chat.report.understood) == (4, 1)
    assert chat.report.unread == ((3, "gestern"), (4, "2024-02-30 08:00"), (5, "2024-05-01 25:00"))


@pytest.mark.parametrize(
    "header",
    [
        "时间,发送者,内容",
        "发送时间,昵称,消息",
        "Timestamp,User_Name,Message",
        "date,from,BODY",
        "\ufeff时间 , 发送人 , 消息内容",
        "時間,暱稱,訊息",
    ],
)
def test_headers_are_known_in_both_languages(header: str) -> None:
    data = f"{header}\n2024-05-01 08:00,阿明,早\n"

    assert sniff(data) >= 0.7
    assert (read(data).messages["text"][0], read(data).people["name"][0]) == ("早", "阿明")


def test_headers_may_stand_below_a_title() -> None:
    data = "读书会聊天记录,,\n导出时间,2024-05-02,\n\n序号,时间,发送者昵称,发送者微信ID,内容\n1,2024-05-01 08:00:00,阿明,wxid_a,早\n"

    chat = read(data)

    assert sniff(data) >= 0.7
    assert chat.people.select("name", "source_id").rows() == [("阿明", "wxid_a")]
    assert chat.messages["text"].to_list() == ["早"]


def test_unknown_headers_can_be_named() -> None:
    data = "wann,wer,was\n2024-05-01 08:00,A,x\n2024-05-01 08:01,B,y\n"
    columns = {"time": "wann", "sender": "wer", "text": "was"}

    assert sniff(data) >= 0.5
    assert read(data, columns=columns).messages["text"].to_list() == ["x", "y"]
    with pytest.raises(ReadError, match="no column for time, sender, text") as error:
        read(data)
    assert "--columns" in error.value.hint and "wann, wer, was" in error.value.hint
    with pytest.raises(UsageError, match="no column 'wen'") as usage:
        read(data, columns={**columns, "sender": "wen"})
    assert "did you mean" in usage.value.hint
    with pytest.raises(UsageError, match="'when' is no column"):
        read(data, columns={"when": "wann"})


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_mark_between_cells_is_found_out(mark: str) -> None:
    data = "time,sender,text\n2024-05-01 08:00,A,早".replace(",", mark)

    assert sniff(data) >= 0.7
    assert read(data).messages["text"].to_list() == ["早"]


def test_cells_may_hold_line_breaks_marks_and_quotation_marks() -> None:
    texts = ["一\n二\n\n三", 'he said "hi", twice', "a,b;c\td", "'single", '"', " leading", "\u2028", "=1+1"]
    file = io.StringIO()
    csv.writer(file).writerows([["time", "sender", "text"], *(["2024-05-01 08:00", "A", text] for text in texts)])

    assert read(file.getvalue()).messages["text"].to_list() == texts


def test_quotation_marks_that_nobody_closed_are_letters() -> None:
    data = 'time,sender,text\n2024-05-01 08:00,A,5" pipe\n2024-05-01 08:01,B,"so to say" well\n2024-05-01 08:02,C,"open\n2024-05-01 08:03,D,e\n'

    assert read(data).messages["text"].to_list() == ['5" pipe', '"so to say" well', '"open', "e"]


def test_an_unquoted_mark_in_the_text_does_not_cut_it() -> None:
    last = "time,sender,text\n2024-05-01 08:00,A,one, two, three\n2024-05-01 08:01,B,four\n"
    within = "time,text,sender\n2024-05-01 08:00,one, two,A\n2024-05-01 08:01,three,B\n"

    assert read(last).messages["text"].to_list() == ["one, two, three", "four"]
    assert read(within).messages["text"].to_list() == ["one, two", "three"]
    assert read(within).people["name"].to_list() == ["A", "B"]
    assert notes_of(read(last)) == {"cells_joined": {"count": 1}}


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")]
)
def test_encodings_that_excel_writes_are_read(encoding: str, name: str) -> None:
    texts = "早上好，大家今天都来吗？我们在老地方等你们，记得带书，下雨就不去了。"
    chat = read(f"时间,发送者,内容\r\n2024/5/1 8:00,阿明,{texts}\r\n".encode(encoding))

    assert chat.messages["text"].to_list() == [texts]
    assert chat.report.encoding == name


def test_a_long_table_is_read_to_its_end() -> None:
    rows = [f"2024-05-01 08:00,人{n % 99},第{n}句" for n in range(20_000)]

    chat = read("\n".join(["time,sender,text", *rows, "gestern,A,早", "2024-05-02 08:00,A,晚"]))

    assert (chat.messages.height, chat.people.height, chat.messages["text"][-1]) == (20_001, 100, "晚")
    assert chat.report.unread == ((20_002, "gestern"),)


def test_an_empty_cell_for_reply_means_none_and_a_missing_column_means_unknown() -> None:
    data = "id,time,sender,text,reply_to\nm1,2024-05-01 08:00,A,早,\nm2,2024-05-01 08:01,B,好,m1\nm3,2024-05-01 08:02,B,好,gone\n"

    chat = read(data)

    assert chat.messages["reply_to"].to_list() == [None, 0, None]
    assert chat.messages["source_id"].to_list() == ["m1", "m2", "m3"]
    assert "replies" in chat.has
    assert notes_of(chat) == {"replies_outside": {"count": 1}}
    assert "replies" not in read(with_times("2024-05-01 08:00")).has


def test_ids_tell_people_of_one_name_apart_and_join_the_names_of_one() -> None:
    data = (
        "time,sender,sender_id,text\n2024-05-01 08:00,老王,u1,a\n2024-05-01 08:01,老王,u2,b\n2024-05-01 08:02,王总,u1,c\n"
        "2024-05-01 08:03,王总,,d\n2024-05-01 08:04,老王,,e\n2024-05-01 08:05,,,f\n"
    )

    chat = read(data)

    assert chat.messages["person"].to_list() == [0, 1, 0, 0, 2, None]
    assert chat.people.select("name", "names", "source_id").rows() == [
        ("王总", ["老王", "王总"], "u1"),
        ("老王", ["老王"], "u2"),
        ("老王", ["老王"], None),
    ]


def test_ids_that_excel_has_rounded_are_not_believed() -> None:
    data = "time,sender,QQ号,text\n2024/5/1 8:00,甲,1.23E+18,a\n2024/5/1 8:01,乙,1.23E+18,b\n"

    chat = read(data)

    assert chat.people.select("name", "source_id").rows() == [("甲", None), ("乙", None)]
    assert "ids" not in chat.has
    assert notes_of(chat) == {"ids_rounded": {"count": 2}}


def test_kinds_make_messages_and_events() -> None:
    data = (
        "time,sender,text,kind,target,via\n"
        "2024-05-01 08:00,A,,create,,\n2024-05-01 08:01,A,,invite,B,added\n2024-05-01 08:02,C,,进群,,qr\n2024-05-01 08:03,A,,join,D,link\n"
        "2024-05-01 08:04,A,花,图片,,\n2024-05-01 08:05,B,,Sticker,,\n2024-05-01 08:06,C,,退群,,\n2024-05-01 08:07,A,,remove,B,\n"
        "2024-05-01 08:08,A,新名,改名,,\n2024-05-01 08:09,A,x,riddle,,\n2024-05-01 08:10,A,,call,,\n"
    )

    chat = read(data)

    assert chat.messages.select("kind", "text").rows() == [
        ("image", "花"),
        ("sticker", ""),
        ("other", "x"),
        ("call", ""),
    ]
    assert told(chat) == [
        ("create", "A", None, None, ""),
        ("invite", "A", "B", "added", ""),
        ("join", None, "C", "qr", ""),
        ("join", "A", "D", "link", ""),
        ("leave", None, "C", None, ""),
        ("remove", "A", "B", None, ""),
        ("rename", "A", None, None, "新名"),
    ]
    assert chat.title == "新名"
    assert {"joins", "leaves"} <= chat.has
    assert notes_of(chat) == {"unknown_kinds": {"words": "riddle"}}


def test_system_sentences_are_read() -> None:
    data = '时间,发送者,内容,类型\n2024-05-01 08:00,系统,"""阿明""邀请""甲、乙""加入了群聊",系统消息\n2024-05-01 08:01,阿明,早,文本\n'

    chat = read(data)

    assert [row[:4] for row in told(chat)] == [("invite", "阿明", "甲", "invite"), ("invite", "阿明", "乙", "invite")]
    assert chat.events["id"].to_list() == [0, 0]


def test_without_a_column_of_kinds_a_placeholder_is_no_text() -> None:
    chat = read("time,sender,text\n2024-05-01 08:00,A,[图片]\n2024-05-01 08:01,A,[红包]大家抢\n2024-05-01 08:02,A,\n")

    assert chat.messages.select("kind", "text").rows() == [("image", ""), ("text", "[红包]大家抢"), ("other", "")]


def test_roles_and_reactions_are_taken() -> None:
    data = "time,sender,text,role,reactions\n2024-05-01 08:00,A,x,群主,3\n2024-05-01 08:01,B,y,Member,\n2024-05-01 08:02,C,z,stranger,viele\n"

    chat = read(data)

    assert chat.people["role"].to_list() == ["owner", "member", "unknown"]
    assert chat.messages["reactions"].to_list() == [3, 0, None]
    assert {"roles", "reactions"} <= chat.has
    assert read(with_times("2024-05-01 08:00")).messages["reactions"].to_list() == [None]


def test_json_lines_are_read() -> None:
    rows = [
        {"time": 1714550400, "sender": "A", "text": "早\n安", "id": 1},
        {"time": "2024-05-01T08:01:00Z", "sender": "B", "text": None, "reply_to": 1, "line": 7, "nested": {"a": 1}},
    ]
    data = "\n".join([json.dumps(row) for row in rows] + ["", "{broken", "[1]"])

    chat = read(data, "chat.jsonl")

    assert sniff(data) >= 0.7
    assert chat.messages["text"].to_list() == ["早\n安", ""]
    assert chat.messages["reply_to"].to_list() == [None, 0]
    assert (chat.report.lines, chat.report.understood) == (4, 2)
    assert [line for line, _ in chat.report.unread] == [4, 5]


def test_a_workbook_is_read() -> None:
    rows: list[list[str | float]] = [
        ["读书会"], ["时间", "昵称", "QQ号", "内容"], ["2024/5/1 8:00", "阿明", 10001, "早"], [1714550460, "小北", 1.2345678901234567e18, "一\n二"],
    ]  # fmt: skip
    data = workbook(rows)

    chat = read(data, "读书会.xlsx")

    assert sniff(data) >= 0.5
    assert chat.messages.select("at", "text").rows() == [(EIGHT, "早"), (datetime(2024, 5, 1, 8, 1), "一\n二")]
    assert chat.people.select("name", "source_id").rows() == [("阿明", "10001"), ("小北", None)]
    assert notes_of(chat)["ids_rounded"] == {"count": 1}


@pytest.mark.parametrize(
    "data",
    [workbook([["a"]]), workbook([["time", "sender", "text"]]), workbook([["time"]])[:300], b"PK\x03\x04nothing"],
)
def test_a_workbook_without_a_chat_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as error:
        read(data, "x.xlsx")

    assert error.value.hint


@pytest.mark.parametrize(
    "data", ["", "\n", "time,sender,text\n", "time,sender,text\n,,\n", "a\n", "{}", "{}\n{}", "2024-05-01 08:00,A,早\n"]
)
def test_a_table_without_a_row_is_refused(data: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)

    assert error.value.hint


@pytest.mark.parametrize(
    "data",
    [
        "Dear time, sender and text of all lands,\nhello, you there.\n",
        '{"time": {"sender": "text"}}',
        "[12:00] <al> hi\n[12:01] <bo> ho\n",
        "a,b\n1,2\n",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_table_of_a_chat_is_left_to_others(data: str | bytes) -> None:
    assert sniff(data) == 0.0


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=12)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-05-01 08:00", "1714550400", "x", ""]),
        CELLS,
        CELLS,
        st.sampled_from(["", "join", "图片", "recall", "q"]),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(ROWS, st.sampled_from([",", "\t", ";"]))
def test_every_row_is_a_message_an_event_or_a_counted_loss(rows: list[tuple[str, ...]], mark: str) -> None:
    file = io.StringIO()
    first = ("2024-05-01 08:00", "A", "早", "")
    csv.writer(file, delimiter=mark, lineterminator="\n").writerows([("time", "sender", "text", "kind"), first, *rows])

    chat = read(file.getvalue())

    filled = [row for row in rows if any(cell.strip() for cell in row)]
    report = chat.report
    assert report.lines == 1 + len(filled)
    assert report.understood == chat.messages.height + chat.events["id"].n_unique()
    assert report.lines - report.understood == len(report.unread) == sum(row[0] in ("x", "") for row in filled)
    persons = pl.concat([chat.messages["person"], chat.events["actor"], chat.events["target"]]).drop_nulls()
    assert persons.is_in(chat.people["person"].implode()).all()


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=80), st.integers(0, 120), st.integers(0, 120), st.sampled_from(["csv", "jsonl", "xlsx"]))
def test_whatever_the_bytes_the_answer_is_a_chat_or_a_refusal(noise: bytes, start: int, length: int, form: str) -> None:
    good = {
        "csv": "时间,发送者,内容\n2024/5/1 8:00,阿明,早\n2024/5/1 8:01,小北,[图片]\n".encode(),
        "jsonl": b'{"time": 1714550400, "sender": "A", "text": "x"}\n{"time": "2024-05-01", "sender": "B", "text": "y"}\n',
        "xlsx": workbook([["time", "sender", "text"], [1714550400, "A", "x"]]),
    }[form]
    file = SourceFile("x", content=good[: start * 9 % len(good)] + noise + good[start * 9 % len(good) + length :])
    table.sniff(file)

    try:
        chats = table.read([file], ReadOptions())
    except (ReadError, UsageError) as error:
        assert error.hint
    else:
        assert chats[0].messages.height + chats[0].events.height
