"""Exports of apps that are not read yet: named in the refusal, with what to do; never taken for something they are not."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.chat.read import SURE, formats, read_chat
from auditor.chat.source import SourceFile
from auditor.chat.unsupported import LOOKS, known_by_sight
from auditor.errors import ReadError
from auditor.refusals import REFUSALS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared/exports"

SHAPES = [
    (
        "Discord",
        '{"guild":{"id":"1","name":"G","iconUrl":""},"channel":{"id":"2","type":"GuildTextChat","name":"general"},'
        '"messages":[{"id":"3","type":"Default","timestamp":"2024-05-01T08:00:00+00:00","content":"hi",'
        '"author":{"id":"4","name":"mia","isBot":false}}],"messageCount":1}',
    ),
    ("Discord", f"{'=' * 62}\nGuild: G\nChannel: text / general\n{'=' * 62}\n\n[05/01/2024 8:00 AM] mia\nhi\n"),
    ("Discord", '<!DOCTYPE html>\n<title>G</title><style>.chatlog__message-group{}</style><div class="chatlog">'),
    ("Discord", '{"meta":{"users":{},"userindex":["1"],"servers":[]},"data":{"1":{"2":{"u":0,"m":"hi"}}}}'),
    ("Discord", '[{"ID":1,"Timestamp":"2024-05-01 08:00:00","Contents":"hi","Attachments":""}]'),
    ("Discord", "ID,Timestamp,Contents,Attachments\n1,2024-05-01 08:00:00,hi,\n2,2024-05-01 08:01:00,yo,\n"),
    (
        "QQ",
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n====\n消息分组:我的QQ群\n====\n消息对象:读书会\n====\n\n"
        "2024-05-01 8:00:05 【管理员】阿明(10001)\n早\n",
    ),
    ("QQ", "From: <Save by Tencent MsgMgr>\nSubject: Tencent IM Message\nMIME-Version: 1.0\n\n<html></html>\n"),
    (
        "QQ",
        '{"metadata":{"name":"QQChatExporter","version":"5"},"chatInfo":{"name":"读书会","type":"group"},'
        '"messages":[{"id":"1","timestamp":1714521600000,"sender":{"uid":"u_a"},"content":{"text":"早"}}]}',
    ),
    ("QQ", "[QQChatExporter V5 / x]\n====\nQQ聊天记录导出文件\n\n阿明:\n时间: 2024-05-01 08:00:00\n内容: 早\n"),
    ("Slack", '[{"user":"U1","type":"message","ts":"1714521600.000200","text":"hi"}]'),
    ("Slack", '{"channel_id":"C1","name":"","messages":[{"type":"message","user":"U1","text":"hi","ts":"1.2"}]}'),
    (
        "LINE",
        "[LINE] 読書会のトーク履歴\n保存日時：2024/05/02 09:00\n\n2024/05/01(水)\n08:00\tあき\tおはよう\n"
        "08:01\t\tなつがグループに参加しました。\n",
    ),
    ("LINE", "[LINE] Chat history in Rides\nSaved on: 2024/05/02 09:00\n\nWed, 5/1/2024\n08:00\tAki\thello\n"),
    ("KakaoTalk", "독서회 님과 카카오톡 대화\n저장한 날짜 : 2024-05-02 09:00:00\n\n[이름] [오전 8:00] 본문\n"),
    (
        "KakaoTalk",
        "Talk_2024.5.1 08:00-1.txt\n저장한 날짜 : 2024. 5. 2. 오전 9:00\n\n2024. 5. 1. 오전 8:00, 이름 : 본문\n",
    ),
    ("KakaoTalk", "KakaoTalk Chats with Rides\nDate Saved : May 2, 2024\n\n[Mia] [8:00 AM] hi\n"),
    ("Telegram (HTML)", '<!DOCTYPE html>\n<html>\n <head>\n<title>Exported Data</title>\n<div class="page_wrap">'),
    ("WechatExporter", "读书会 - 微信聊天记录\n\n阿明 (2024-05-01 08:00:00):早\n小北 (2024-05-01 08:01:00):早\n"),
    (
        "Messenger / Instagram",
        '{"participants":[{"name":"A"}],"messages":[{"sender_name":"A","timestamp_ms":1714521600000,"content":"hi"}]}',
    ),
    (
        "Matrix",
        '{"room_name":"R","topic":"","export_date":"2024","exported_by":"A","messages":[{"type":"m.room.message",'
        '"sender":"@a:s","content":{"msgtype":"m.text","body":"hi"},"origin_server_ts":1714521600000}]}',
    ),
    ("Signal", '{"version":"1","backupTimeMs":"1714521600000"}\n{"account":{}}\n'),
    (
        "Feishu",
        '{"code":0,"data":{"items":[{"message_id":"om_1","msg_type":"text","create_time":"1714521600000",'
        '"sender":{"id":"ou"},"body":{"content":"{}"}}]}}',
    ),
    ("WeCom", '{"msgid":"1","action":"send","from":"a","roomid":"r","msgtime":1714521600000,"msgtype":"text"}\n'),
    ("Microsoft Teams", '[{"Id":"1","Body":{"Content":"hi"},"CreatedDateTime":"2024-05-01","MessageType":"message"}]'),
    ("Microsoft Teams", '{"value":[{"id":"1","messageType":"message","createdDateTime":"2024-05-01T08:00:00Z"}]}'),
    ("Mattermost", '{"type":"version","version":1}\n{"type":"team","team":{"name":"t"}}\n'),
    ("Zulip", '{"zerver_message":[{"id":1,"sender":1,"subject":"t","content":"hi","date_sent":1714521600.0}]}'),
    ("Rocket.Chat", '{"_id":"1","rid":"GENERAL","msg":"hi","ts":{"$date":"2024"},"u":{"_id":"1","username":"a"}}\n'),
    ("Google Chat", '{"messages":[{"creator":{"name":"A"},"created_date":"Wednesday, May 1, 2024","text":"hi"}]}'),
    ("GroupMe", '[{"id":"1","created_at":1714521600,"name":"A","sender_type":"user","text":"hi","favorited_by":[]}]'),
    ("Skype", '{"userId":"8:a","exportDate":"2024-05-01","conversations":[{"id":"19:x","MessageList":[]}]}'),
    ("iMessage", "May 01, 2024  8:00:00 AM (Read by them after 5 seconds)\nMe\nhi\n\n"),
    ("IRC", "--- Log opened Wed May 01 08:00:00 2024\n08:00 < al> hi\n"),
    ("IRC", "08:00 <@al> hi\n08:01 -!- bo [u@h] has joined #c\n"),
    ("IRC", "2024-05-01 08:00:00\tal\thi\n2024-05-01 08:01:00\tbo\thi\n"),
    ("IRC", "[08:00:05] <al> hi\n[08:00:09] *** Joins: bo (u@h)\n"),
    ("IRC", "2024-05-01T08:00:00  <al> hi\n2024-05-01T08:01:00  *** bo has joined #c\n"),
]


def refusal(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_chat(path)
    return caught.value


@pytest.mark.parametrize(("app", "text"), SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_export_that_is_not_read_yet_is_refused_by_the_name_of_its_app(
    tmp_path: Path, app: str, text: str, encoding: str
) -> None:
    path = tmp_path / "export"
    path.write_bytes(text.encode(encoding))

    error = refusal(path)

    assert error.code == "not_read_yet"
    assert f"an export from {app};" in error.what
    zh, hint = error.told("zh")
    assert "还读不了" in zh and hint
    assert "table" in error.hint or "JSON" in error.hint or "auditor formats" in error.hint


def test_apps_are_called_as_their_users_call_them(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(next(text for app, text in SHAPES if app == "WeCom"))

    assert refusal(path).told("zh")[0] == "这像是“企业微信”的导出，这种现在还读不了"


def test_what_holds_only_ones_own_words_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "messages.csv"
    path.write_text(next(text for _, text in SHAPES if text.startswith("ID,")))

    assert "only what you wrote yourself" in refusal(path).hint


@pytest.mark.parametrize("packed", [True, False])
def test_a_slack_export_is_known_as_a_folder_and_as_a_zip(tmp_path: Path, packed: bool) -> None:
    files = {
        "canvases.json": "[]",
        "channels.json": '[{"id":"C1","name":"general","creator":"U1","is_archived":false,"members":["U1"]}]',
        "general/2024-05-01.json": '[{"user":"U1","type":"message","ts":"1714521600.000200","text":"hi"}]',
        "users.json": '[{"id":"U1","name":"mia","is_bot":false,"profile":{"display_name":"Mia"}}]',
    }
    if packed:
        source = tmp_path / "Rides Slack export.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
    else:
        source = tmp_path / "slack"
        for name, text in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text)

    error = refusal(source)

    assert (error.code, error.params["app"], error.where) == ("not_read_yet", "slack", source.name)


def test_a_chat_that_can_be_read_is_read_although_another_export_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "discord.json").write_text(SHAPES[0][1])
    (tmp_path / "chat.txt").write_text("13/02/2024, 09:01 - Mia: hi\n13/02/2024, 09:02 - Bo: hello\n")

    assert read_chat(tmp_path).messages.height == 2


def test_a_table_of_which_only_the_user_knows_the_columns_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("wann,wer,was\n2024-05-01 08:00:00,Mia,hi\n2024-05-01 08:01:00,Bo,yo\n")

    chat = read_chat(path, columns={"time": "wann", "sender": "wer", "text": "was"})

    assert chat.messages["text"].to_list() == ["hi", "yo"]


@pytest.mark.parametrize("path", sorted((ROOT / "sample_exports").glob("*.[jtc]*")), ids=lambda path: path.name)
def test_no_export_that_is_read_looks_like_one_that_is_not(path: Path) -> None:
    file = SourceFile(path.name, path=path)

    assert max(reader.sniff(file) for reader in formats()) > SURE
    assert known_by_sight([file]) is None


def test_prose_that_speaks_of_exports_is_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    said = ["about", *(text.replace("\n", " ") for _, text in SHAPES)]
    path.write_text("\n".join(f"- we were given {text}" for text in said))

    assert refusal(path).code == "no_format"


def test_every_look_is_by_keys_or_by_text_and_every_hint_has_its_sentence() -> None:
    for look in LOOKS:
        assert (look.keys is None) != (look.text is None)
        assert look.hint in REFUSALS
        assert look.text is None or re.compile(look.text)


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_whatever_the_bytes_they_are_looked_at_without_harm(noise: str | bytes) -> None:
    data = noise if isinstance(noise, bytes) else noise.encode("utf-8", "surrogatepass")

    assert known_by_sight([SourceFile("x", content=data)]) in (None, *LOOKS)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the public exports do not lie beside this checkout")
@pytest.mark.parametrize(
    ("name", "app"),
    [
        ("discord/chatanalytics/SV_5A_5M.json", "discord"),
        ("discord/dcef", "discord"),
        ("slack/slackdump/source_export.zip", "slack"),
        ("slack/slackdump/source_export_dir", "slack"),
        ("slack/slack-export-viewer/testarchive.zip", "slack"),
        ("messenger/chatanalytics/2A_7M.json", "Messenger / Instagram"),
        ("instagram/chatminer/test_export.json", "Messenger / Instagram"),
        ("kakaotalk/zeikar/demo-chat-android.txt", "kakaotalk"),
        ("irc/ubuntu/2006-11-30_08.raw.txt", "IRC"),
        ("irc/irclog2html/2009-01-14-dircproxy.log", "IRC"),
        ("irc/irclog2html/sample.log", "IRC"),
    ],
)
def test_public_exports_are_known(name: str, app: str) -> None:
    assert refusal(SHARED / name).params["app"] == app
