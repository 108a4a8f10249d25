"""System sentences of WeChat in both languages: who did what to whom."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.formats.wechat_sentences import EXPORTER, SENTENCE_EVENTS, is_sentence, read_sentences

ME = EXPORTER


def told(*sentences: str) -> pl.DataFrame:
    return read_sentences(
        pl.DataFrame({"row": range(len(sentences)), "text": sentences}, schema_overrides={"text": pl.String})
    )


def people(sentence: str) -> list[tuple[object, ...]]:
    return told(sentence).select("kind", "actor_name", "target_name", "via").rows()


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ('"阿明"邀请"小北"加入了群聊', [("invite", "阿明", "小北", "invite")]),
        (
            '"阿明"邀请"小北、阿珍"加入了群聊',
            [("invite", "阿明", "小北", "invite"), ("invite", "阿明", "阿珍", "invite")],
        ),
        ('你邀请"小北"加入了群聊  $revoke$', [("invite", ME, "小北", "invite")]),
        ('"阿明"邀请你加入了群聊，群聊参与人还有：小北、阿珍', [("invite", "阿明", ME, "invite")]),
        ('"阿明"邀请你和"小北"加入了群聊', [("invite", "阿明", ME, "invite"), ("invite", "阿明", "小北", "invite")]),
        ("Ming invited Bei to the group chat", [("invite", "Ming", "Bei", "invite")]),
        ("You invited Bei to the group chat", [("invite", ME, "Bei", "invite")]),
        ("Ming invited you to a group chat with Bei, Zhen", [("invite", "Ming", ME, "invite")]),
        (
            "Ming invited you and Bei to the group chat",
            [("invite", "Ming", ME, "invite"), ("invite", "Ming", "Bei", "invite")],
        ),
        ('" 小北"通过扫描"阿明"分享的二维码加入群聊', [("join", "阿明", "小北", "qr")]),
        ('"小北"通过扫描你分享的二维码加入群聊', [("join", ME, "小北", "qr")]),
        ('"Bei" joined the group chat via the QR Code shared by "Ming"', [("join", "Ming", "Bei", "qr")]),
        ('"Bei" joined group chat via the QR code you shared', [("join", ME, "Bei", "qr")]),
        ('你将"小北"移出了群聊', [("remove", ME, "小北", None)]),
        ('你被"阿明"移出群聊', [("remove", "阿明", ME, None)]),
        ('You were removed from the group chat by "Ming"', [("remove", "Ming", ME, None)]),
        ('You removed "Bei" from the group chat', [("remove", ME, "Bei", None)]),
        ('"小北"退出了群聊', [("leave", None, "小北", None)]),
        ('"Bei" left the group chat', [("leave", None, "Bei", None)]),
        ('"小北"撤回了一条消息', [("recall", "小北", None, None)]),
        ("你撤回了一条消息 重新编辑", [("recall", ME, None, None)]),
        ('"阿明"撤回了成员"小北"的一条消息', [("recall", "阿明", "小北", None)]),
        ("You've recalled a message", [("recall", ME, None, None)]),
        ('"阿明" 拍了拍 "小北" 的肩膀', [("pat", "阿明", "小北", None)]),
        ('我拍了拍"小北"', [("pat", ME, "小北", None)]),
        ('"阿明" 拍了拍自己', [("pat", "阿明", "阿明", None)]),
        ('"${wxid_ming}" 拍了拍 "${wxid_bei}"', [("pat", "wxid_ming", "wxid_bei", None)]),
        ("小北领取了你的红包", [("red_packet_taken", "小北", ME, None)]),
        ("你领取了自己发的红包，你的红包已被领完", [("red_packet_taken", ME, ME, None)]),
        ("Bei opened your Red Packet", [("red_packet_taken", "Bei", ME, None)]),
        ('"小北"已成为新群主', [("admin", None, "小北", "owner")]),
        ('"阿明"将群主转让给"小北"', [("admin", "阿明", "小北", "owner")]),
        ('"小北"已被添加为群管理员', [("admin", None, "小北", "admin")]),
        ('"阿明"已将"小北"添加为群管理员', [("admin", "阿明", "小北", "admin")]),
        ("群主已启用“群聊邀请确认”，群成员需群主确认才能邀请朋友进群。", [("settings", None, None, None)]),
        ('"阿明"已开启全员禁言', [("mute", "阿明", None, None)]),
        ('"阿明"已关闭全员禁言', [("settings", "阿明", None, None)]),
        ('"小北"想邀请 1 位朋友加入群聊', [("other", "小北", None, None)]),
        ("你已添加了小北，现在可以开始聊天了。", [("other", None, None, None)]),
    ],
)
def test_a_sentence_names_kind_and_people(sentence: str, events: list[tuple[object, ...]]) -> None:
    assert people(sentence) == events


def test_a_rename_carries_the_new_title_even_with_quotation_marks_in_it() -> None:
    titles = told(
        '"阿明"修改群名为“读书会（周三）”', "你修改群名为“说“书”人”", '"Ming" changed the group name to "Book club"'
    )
    assert titles["kind"].to_list() == ["rename"] * 3
    assert titles["text"].to_list() == ["读书会（周三）", "说“书”人", "Book club"]


def test_markup_around_a_sentence_is_taken_off() -> None:
    events = told(
        "<revokemsg>你撤回了一条消息</revokemsg>",
        '<![CDATA["小北" 撤回了一条消息 <a href="weixin://revoke_edit_click">重新编辑</a>]]>',
        '<sysmsg type="revokemsg"><revokemsg><session>1@chatroom</session><msgid>12</msgid>'
        '<replacemsg><![CDATA["小北" 撤回了一条消息]]></replacemsg></revokemsg></sysmsg>',
        '<img src="SystemMessages_HongbaoIcon.png"/>  小北领取了你的<_wc_custom_link_ href="weixin://x">红包</_wc_custom_link_>',
    )
    assert events["kind"].to_list() == ["recall", "recall", "recall", "red_packet_taken"]
    assert events["actor_name"].to_list() == [ME, "小北", "小北", "小北"]
    assert not events["text"].str.contains("[<>]").any()


def test_a_template_is_filled_with_the_names_of_its_lists() -> None:
    xml = (
        '<sysmsg type="sysmsgtemplate"><sysmsgtemplate><content_template><plain><![CDATA[]]></plain>'
        '<template><![CDATA["$username$"邀请"$names$"加入了群聊]]></template><link_list>'
        '<link name="username" type="link_profile"><memberlist><member><username>wxid_a</username>'
        "<nickname><![CDATA[阿明]]></nickname></member></memberlist></link>"
        '<link name="names" type="link_profile"><memberlist><member><nickname><![CDATA[小北]]></nickname></member>'
        "<member><nickname><![CDATA[阿珍]]></nickname></member></memberlist></link></link_list></content_template></sysmsgtemplate></sysmsg>"
    )
    assert people(xml) == [("invite", "阿明", "小北", "invite"), ("invite", "阿明", "阿珍", "invite")]


def test_somebody_called_you_is_not_the_exporter() -> None:
    assert people('"你"撤回了一条消息') == [("recall", "你", None, None)]


def test_a_whole_sentence_is_known_from_a_sentence_in_talk() -> None:
    texts = [
        '"阿明"邀请"小北"加入了群聊',
        '"阿明"修改群名为“读书会”',
        "昨天有人邀请我加入了群聊里的什么活动来着",
        "他退出了群聊以后大家都不说话了",
        "周老师",
        "",
    ]
    assert pl.DataFrame({"t": texts}).select(is_sentence(pl.col("t")))["t"].to_list() == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.text(max_size=60)
        | st.sampled_from(['"甲"邀请"乙、丙"加入了群聊', "你撤回了一条消息", "<template>", "$$", '"'])
    )
)
def test_every_row_gives_at_least_one_event_and_no_text_breaks_it(texts: list[str]) -> None:
    events = told(*texts)
    assert events["row"].unique().to_list() == list(range(len(texts)))
    assert dict(events.schema) == SENTENCE_EVENTS
