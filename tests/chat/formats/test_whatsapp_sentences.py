"""WhatsApp's own sentences in the languages of its phones."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from auditor.chat.formats import whatsapp
from auditor.chat.formats.whatsapp_wordings import LANGUAGES
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat


def read(text: str) -> Chat:
    return whatsapp.read([SourceFile("_chat.txt", content=text.encode())], ReadOptions())[0]


SENTENCES = (
    ('Mia created group "Rides"', [("create", "Mia", None)]),
    ("You created this group", [("create", "You", None)]),
    ("Mia added Bo, Cy and Di", [("invite", "Mia", "Bo"), ("invite", "Mia", "Cy"), ("invite", "Mia", "Di")]),
    ("Mia added you", [("invite", "Mia", "You")]),
    ("You were added", [("invite", None, "You")]),
    ("Bo was added", [("invite", None, "Bo")]),
    ("Bo joined using this group's invite link", [("join", None, "Bo")]),
    ("Bo joined using your invite", [("join", "You", "Bo")]),
    ("Bo joined from the community", [("join", None, "Bo")]),
    ("Mia approved Bo's request to join", [("join", None, "Bo")]),
    ("Bo requested to join", [("other", None, None)]),
    ("Bo left", [("leave", None, "Bo")]),
    ("Mia removed Bo", [("remove", "Mia", "Bo")]),
    ("You removed Bo", [("remove", "You", "Bo")]),
    ("Bo was removed", [("remove", None, "Bo")]),
    ("Mia changed this group's icon", [("settings", "Mia", None)]),
    ("Mia changed the group description", [("describe", "Mia", None)]),
    ("You're now an admin", [("admin", None, "You")]),
    ("You're no longer an admin", [("settings", None, None)]),
    ("Mia changed this group's settings to allow only admins to send messages to this group", [("mute", "Mia", None)]),
    (
        "Mia changed this group's settings to allow all members to send messages to this group",
        [("settings", "Mia", None)],
    ),
    ("Mia reset this group's invite link", [("settings", "Mia", None)]),
    (
        "Mia turned on disappearing messages. New messages will disappear 24 hours after they're sent.",
        [("settings", "Mia", None)],
    ),
    ("Mia pinned a message", [("pin", "Mia", None)]),
    ("Missed group video call", [("call", None, None)]),
    ("+1 555 0101 changed to +1 555 0102", [("other", None, None)]),
    ("Your security code with Bo changed. Tap to learn more.", [("other", None, None)]),
    ("阿芳创建了此群组", [("create", "阿芳", None)]),
    ("阿芳添加了小北", [("invite", "阿芳", "小北")]),
    ("阿芳添加了张和平", [("invite", "阿芳", "张和平")]),
    ("您添加了小北、阿明", [("invite", "You", "小北"), ("invite", "You", "阿明")]),
    ("阿芳添加了您", [("invite", "阿芳", "You")]),
    ("小北使用此群组的邀请链接加入", [("join", None, "小北")]),
    ("小北退出了群组", [("leave", None, "小北")]),
    ("阿芳移除了小北", [("remove", "阿芳", "小北")]),
    ("阿芳更改了本群组的图标", [("settings", "阿芳", None)]),
    ("阿芳更改了群组描述", [("describe", "阿芳", None)]),
    ("阿芳将群组名称更改为“周日慢骑”", [("rename", "阿芳", None)]),
    ("您现在是管理员", [("admin", None, "You")]),
    ("阿芳已更改群组设置，现在只有管理员可以发送消息", [("mute", "阿芳", None)]),
    ("未接语音通话", [("call", None, None)]),
    ("阿芳 建立了此群組", [("create", "阿芳", None)]),
    ("阿芳 建立了群組「讀書會」", [("create", "阿芳", None)]),
    ("阿芳 已新增 小北", [("invite", "阿芳", "小北")]),
    ("小北 已透過此群組的邀請連結加入", [("join", None, "小北")]),
    ("小北 已離開", [("leave", None, "小北")]),
    ("阿芳 已移除 小北", [("remove", "阿芳", "小北")]),
    ("阿芳 已變更本群組的圖示", [("settings", "阿芳", None)]),
    ("阿芳 將主旨從「甲」變更為「乙」", [("rename", "阿芳", None)]),
    ("訊息與通話已受端對端加密保護。", [("other", None, None)]),
    ("Ana creó el grupo “Paseos”", [("create", "Ana", None)]),
    ("Ana añadió a Bruno", [("invite", "Ana", "Bruno")]),
    ("Añadiste a Bruno", [("invite", "You", "Bruno")]),
    ("Bruno salió del grupo", [("leave", None, "Bruno")]),
    ("Ana adicionou Bruno", [("invite", "Ana", "Bruno")]),
    ("Bruno saiu", [("leave", None, "Bruno")]),
    ("Ana hat Bruno hinzugefügt", [("invite", "Ana", "Bruno")]),
    ("Bruno hat die Gruppe verlassen", [("leave", None, "Bruno")]),
    ("Ana a ajouté Bruno", [("invite", "Ana", "Bruno")]),
    ("Bruno a quitté le groupe", [("leave", None, "Bruno")]),
    ("Ana ha aggiunto Bruno", [("invite", "Ana", "Bruno")]),
    ("Ana добавил(а) Bruno", [("invite", "Ana", "Bruno")]),
    ("Ana menambahkan Bruno", [("invite", "Ana", "Bruno")]),
    ("Ana ने Bruno को जोड़ा", [("invite", "Ana", "Bruno")]),
    ("AnaがBrunoを追加しました", [("invite", "Ana", "Bruno")]),
    ("Ana님이 Bruno님을 추가했습니다", [("invite", "Ana", "Bruno")]),
    ("Something that no phone has said yet", [("other", None, None)]),
)


@cache
def told() -> dict[str, list[tuple[str, str | None, str | None]]]:
    """What each sentence reports, all of them in one file."""
    chat = read(
        "".join(f"01/02/2024, 09:00 - {sentence}\n" for sentence, _ in SENTENCES) + "01/02/2024, 09:01 - Zed: hi\n"
    )
    assert chat.messages.height == 1
    name = dict(zip(chat.people["person"], chat.people["name"], strict=True))
    found: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for number, kind, actor, target in chat.events.select("id", "kind", "actor", "target").iter_rows():
        found.setdefault(SENTENCES[number][0], []).append((kind, name.get(actor), name.get(target)))
    return found


@pytest.mark.parametrize(("sentence", "meaning"), SENTENCES, ids=[sentence[:40] for sentence, _ in SENTENCES])
def test_a_sentence_reports_who_did_what(sentence: str, meaning: list[tuple[str, str | None, str | None]]) -> None:
    assert told()[sentence] == meaning


def test_no_wording_names_a_group_twice() -> None:
    for language in LANGUAGES:
        for wording in language:
            pl.Series([""]).str.contains(wording.pattern)  # raises when it does
            pl.Series([""]).str.contains(wording.bare)


def test_rows_of_one_sentence_share_an_id() -> None:
    chat = read("01/02/2024, 09:00 - Mia added Bo, Cy\n01/02/2024, 09:01 - Bo left\n01/02/2024, 09:02 - Mia: hi\n")

    assert chat.events["id"].to_list() == [0, 0, 1]
    assert chat.has == {"joins", "leaves"}
