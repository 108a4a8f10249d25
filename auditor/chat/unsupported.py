"""Exports that are known by sight but not read yet, so that a refusal can name the app and say what to do instead.

Asked only when no reader is sure. A new reader takes its rows away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.chat.encoding import decode
from auditor.chat.formats.wechat_json import head_paths, json_head
from auditor.chat.source import SourceFile

_LOOKED_AT = 64 * 1024
"""Bytes: web pages begin with long style sheets."""
_PAGE = r"\A\s*<!(?i:doctype html)[\s\S]*"


@dataclass(frozen=True, slots=True)
class Look:
    """One shape of export."""

    app: str
    """Its name, or a code of :data:`auditor.locale.PLATFORMS`."""
    keys: str | None = None
    """Paths of keys that a JSON file must have, as :func:`head_paths` gives them."""
    text: str | None = None
    """What is found in the beginning of a text file; ``^`` is the beginning of any line, ``\\A`` of the file."""
    hint: str = "convert_it"
    """What to do, as a code of :mod:`auditor.refusals`."""


LOOKS = (
    # DiscordChatExporter, Discord History Tracker, and Discord's own data package
    Look("discord", keys="guild.id channel.id"),
    Look("discord", text=r"^Guild: .*\n+Channel: "),
    Look("discord", text=_PAGE + r"\bchatlog__"),
    Look("discord", keys="meta.userindex data"),
    Look("discord", keys="[].ID [].Timestamp [].Contents", hint="only_your_own"),
    Look("discord", text=r"\AID,Timestamp,Contents,Attachments", hint="only_your_own"),
    # the message manager of QQ (text, web archive), and qq-chat-exporter
    Look("qq", text=r"\A消息记录（|^消息对象[:：]|\AFrom: <Save by Tencent MsgMgr>"),
    Look("qq", keys="metadata chatInfo"),
    Look("qq", text=r"\A\[QQChatExporter |^QQ聊天记录导出文件"),
    # Slack's own export, and slackdump
    Look("slack", keys="[].ts [].text"),
    Look("slack", keys="[].is_bot [].profile"),
    Look("slack", keys="[].is_archived [].creator [].members"),
    Look("slack", keys="channel_id messages[].ts"),
    Look("line", text=r"\A\[LINE\] "),
    Look("kakaotalk", text=r"^저장한 날짜 ?:|^Date Saved ?:|\A.*카카오톡 대화|\AKakaoTalk Chats with "),
    Look("Telegram (HTML)", text=_PAGE + r"(?:<title>Exported Data<|\"message default clearfix)", hint="telegram_json"),
    Look("WechatExporter", text=r"\A.* - (?:微信聊天记录|WeChat Chat History)", hint="known_formats"),
    Look("Messenger / Instagram", keys="messages[].sender_name messages[].timestamp_ms"),
    Look("matrix", keys="room_name exported_by"),
    Look("signal", keys="version backupTimeMs"),
    Look("feishu", keys="data.items[].message_id data.items[].msg_type"),
    Look("feishu", keys="items[].message_id items[].msg_type"),
    Look("wecom", keys="msgid roomid msgtime"),
    Look("wecom", keys="[].msgid [].roomid [].msgtime"),
    Look("Microsoft Teams", keys="[].CreatedDateTime [].MessageType"),
    Look("Microsoft Teams", keys="[].createdDateTime [].messageType"),
    Look("Microsoft Teams", keys="value[].createdDateTime value[].messageType"),
    Look("Mattermost", text=r'^\{"type": ?"(team|channel|user|post)", ?"\1":'),
    Look("Zulip", keys="zerver_message"),
    Look("Zulip", keys="zerver_userprofile"),
    Look("Rocket.Chat", keys="rid msg u.username"),
    Look("Rocket.Chat", keys="[].rid [].msg [].u.username"),
    Look("Google Chat", keys="messages[].creator messages[].created_date"),
    Look("GroupMe", keys="[].sender_type [].favorited_by"),
    Look("Skype", keys="exportDate conversations"),
    Look("imessage", text=r"\A[A-Z][a-z]{2} \d\d, \d{4} +\d{1,2}:\d\d:\d\d [AP]M(?: \(|\r?$)"),
    # logs of IRC clients: their first lines, a nick in angle brackets or a notice behind the time, tabs between them
    Look("IRC", text=r"\A(?:--- Log opened |\*{4} BEGIN LOGGING AT |Session Start: )"),
    Look("IRC", text=r"\A(?:\[[\w: ]{5,12}\]|\d\d:\d\d(?::\d\d)?|\d{4}(?:-\d\d){2}[T ]\d\d(?::\d\d){2}) +"
                     r"(?:<[ ~&@%+]?[^\s>]+> |\*{1,3} |-!- |--> |=== )"),
    Look("IRC", text=r"\A\d{4}(?:-\d\d){2} \d\d(?::\d\d){2}\t[^\t\n]*\t"),
)  # fmt: skip
"""The shapes, from the exporters' own source where it is open; the first that fits is told."""


def known_by_sight(files: Sequence[SourceFile]) -> Look | None:
    """The first look that one of ``files`` has; null when none looks like anything."""
    for file in files:
        paths = head_paths(json_head(file))
        text = decode(file.head(_LOOKED_AT)).text
        for look in LOOKS:
            if look.keys is not None and paths.issuperset(look.keys.split()):
                return look
            if look.text is not None and re.search(look.text, text, re.MULTILINE):
                return look
    return None
