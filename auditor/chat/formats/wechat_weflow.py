"""WeFlow and EchoTrace: detailed JSON (and WeFlow's compact one), TXT, and the CSV for WeClone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import polars as pl

from auditor.chat.formats.wechat_csv import head_columns, read_cells
from auditor.chat.formats.wechat_json import decode, decode_items, head_paths
from auditor.chat.formats.wechat_kinds import ROW_KINDS, kind_of_numbers, kind_of_words, words_of_body
from auditor.chat.formats.wechat_log import Origin, Taken, build_chat, gather, split_chats, take
from auditor.chat.formats.wechat_times import CHINA, check_zone, in_zone, local_time, moment, offset_of, zone_name
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, Note

NAME = "wechat_weflow"
PLATFORM = "wechat"
HELP = {
    "zh": "在 WeFlow（或 EchoTrace）里选群，点「导出」，格式选 JSON（详细）或 ChatLab；TXT 也能读，但没有微信号，重名的人分不开。",
    "en": "In WeFlow (or EchoTrace) choose the group, export, and take detailed JSON or ChatLab. TXT can be read too, but it has no "
    "ids, so people of one name cannot be told apart.",
}

_CSV = ("id", "MsgSvrID", "type_name", "is_sender", "talker", "msg", "src", "CreateTime")
_QUOTE = r"(?s)\s*\[(?:引用|回复)\s*(?P<name>[^\[\]：:\n]{0,40})[：:](?P<text>.*)\]\s*\z"


class Header(msgspec.Struct, gc=False):
    """Who wrote the file, and when."""

    exportedAt: float | None = None  # noqa: N815 - the export's own key, here and below


class Session(msgspec.Struct, gc=False):
    """The chat."""

    wxid: str | None = None
    accountId: str | None = None  # noqa: N815
    nickname: str | None = None
    displayName: str | None = None  # noqa: N815
    type: str | None = None


class Person(msgspec.Struct, gc=False):
    """A sender or group member of the compact JSON."""

    senderID: int | None = None  # noqa: N815
    accountId: str | None = None  # noqa: N815
    displayName: str | None = None  # noqa: N815
    nickname: str | None = None
    groupNickname: str | None = None  # noqa: N815

    @property
    def shown(self) -> str | None:
        """The name in the group, else the person's own; never the exporter's private remark."""
        return self.groupNickname or self.nickname or self.displayName


class Export(msgspec.Struct, gc=False):
    """The whole file; ``messages`` stay undecoded."""

    session: Session
    messages: msgspec.Raw
    weflow: Header | None = None
    senders: list[Person] = []
    groupMembers: list[Person] | None = None  # noqa: N815


class Row(msgspec.Struct, gc=False):
    """One message."""

    createTime: float  # noqa: N815
    type: str = ""
    localType: int | None = None  # noqa: N815
    formattedTime: str | None = None  # noqa: N815
    content: str | None = None
    isSend: int | bool | None = None  # noqa: N815
    senderUsername: str | None = None  # noqa: N815
    senderDisplayName: str | None = None  # noqa: N815
    senderID: int | None = None  # noqa: N815
    localId: int | str | None = None  # noqa: N815
    platformMessageId: str | int | None = None  # noqa: N815
    replyToMessageId: str | int | None = None  # noqa: N815
    quotedSender: str | None = None  # noqa: N815
    quotedContent: str | None = None  # noqa: N815


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a WeFlow or EchoTrace export, 0–1."""
    head = file.head()
    paths = head_paths(head)
    if "session" in paths and ("session.wxid" in paths or "session.accountId" in paths) and "weflow" in paths:
        return 1.0
    if {"session.wxid", "session.type"} <= paths:
        # EchoTrace has no header of its own; its messages may lie behind megabytes of avatar.
        return 0.9 if {"messages[].createTime", "messages[].isSend"} <= paths or "messages" not in paths else 0.0
    return 1.0 if head_columns(head) == _CSV else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``, one a session; files of one session are joined.

    :raises ReadError: nothing in them was understood.
    """
    zone = check_zone(options.zone)
    return [chat for file in files for chat in _read_one(file, zone)]
