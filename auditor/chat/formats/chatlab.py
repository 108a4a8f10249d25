"""ChatLab's exchange format, JSON and JSONL (version 0.0.2): what many Chinese tools write, for WeChat, QQ and others.

The rows go the way of a WeChat log: its system rows are sentences in the words of the client.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode_head
from auditor.chat.formats.chatlab_rows import (
    About,
    Head,
    HeaderLine,
    Member,
    as_id,
    decode_line,
    is_lines,
    read_document,
    read_lines,
)
from auditor.chat.formats.wechat_json import head_paths, json_head
from auditor.chat.formats.wechat_log import Origin, build_chat
from auditor.chat.formats.wechat_pages import Taken, gather, split_chats
from auditor.chat.formats.wechat_times import CHINA, in_zone, moment
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import ROLE, Chat, Note

NAME = "chatlab"
PLATFORM = "chatlab"
HELP = {
    "zh": "很多导出工具（WeFlow、CipherTalk、QQ 转换器等）都能存成 ChatLab 格式：选 ChatLab JSON 或 JSONL，尽量带上群成员和角色。",
    "en": "Many export tools (WeFlow, CipherTalk, converters for QQ) write ChatLab format: choose ChatLab JSON or JSONL, with members "
    "and roles if you can.",
}

_CHINESE = ("wechat", "weixin", "qq")


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is in ChatLab's format, 0–1."""
    paths = head_paths(json_head(file))
    if "chatlab.version" in paths:
        return 1.0 if any(path.startswith(("meta.", "messages", "_type")) for path in paths) else 0.8
    first = next((line for line in decode_head(file).split("\n") if line.strip() and not line.startswith("#")), "")
    return 1.0 if isinstance(decode_line(first.encode(errors="replace")), HeaderLine) else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``, one a group id; files of one group are joined.

    :raises ReadError: the JSON is damaged or of another shape, or not one message was understood.
    """
    zone = check_zone(options.zone)
    heads: dict[str, Head] = {}
    parts: list[Taken] = []
    for file in files:
        head, taken = read_lines(file) if is_lines(file) else read_document(file)
        talker = str(head.meta.groupId or head.meta.name or file.name)
        heads[talker] = head
        parts.append(replace(taken, rows=taken.rows.with_columns(pl.lit(talker).alias("talker"))))
    chats = []
    for rows, report in split_chats(gather(parts, files[0].name), files, NAME):
        head = heads[rows["talker"][0]]
        shown = zone or (CHINA if head.platform in _CHINESE else "UTC")
        notes = () if zone else (Note("zone_assumed", {"zone": shown}),)
        origin = Origin(
            replace(report, notes=(*report.notes, *notes)),
            title=head.meta.name,
            zone=shown,
            exported_at=_exported_at(head.about, shown),
            members=_names(head.members),
            has=frozenset({"replies"} if rows["quoted_id"].null_count() < rows.height else ()),
        )
        own = as_id(head.meta.ownerId)
        timed = rows.with_columns(
            in_zone(pl.col("utc"), shown).alias("at"), (pl.col("sender") == pl.lit(own, dtype=pl.String)).alias("me")
        )
        chats.append(_with_members(build_chat(timed, origin), head, own))
    return chats


def _exported_at(about: About, zone: str) -> datetime | None:
    return None if about.exportedAt is None else moment(about.exportedAt, zone)


def _names(members: Sequence[Member]) -> pl.DataFrame | None:
    """Every name of every member, the one shown in the group last."""
    if not members:
        return None
    named = [
        (str(member.platformId), name)
        for member in members
        for name in (*(member.aliases or ()), member.accountName, member.groupNickname)
    ]
    return pl.DataFrame(named, schema={"sender": pl.String, "name": pl.String}, orient="row")


def _with_members(chat: Chat, head: Head, own: str | None) -> Chat:
    """``chat`` with the roles and the size of the member list, and without what another platform's rows cannot tell."""
    roles = {str(member.platformId): _role(member) for member in head.members}
    known = bool({"owner", "admin"} & set(roles.values()))
    people = chat.people.with_columns(
        pl.col("source_id")
        .replace_strict(roles if known else {"": ""}, default="unknown", return_dtype=pl.String)
        .cast(ROLE)
        .alias("role"),
        (pl.col("me") | (pl.col("source_id") == pl.lit(own, dtype=pl.String)).fill_null(value=False)).alias("me"),
    )
    told = set(chat.events["kind"].unique())
    has = set(chat.has) | ({"roles"} if known else set())
    if head.platform not in ("wechat", "weixin") and not told & {"join", "invite"}:
        has.discard("joins")
    return replace(
        chat,
        platform=head.platform,
        people=people,
        members=len(roles) or None,
        has=frozenset(has),
    )


def _role(member: Member) -> str:
    given = {role.id for role in member.roles or ()}
    return "owner" if "owner" in given else "admin" if "admin" in given else "member"
