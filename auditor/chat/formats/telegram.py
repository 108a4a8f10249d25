"""Telegram Desktop's ``result.json``: one chat, or every chat of an account.

Layout and keys: Telegram Desktop's own writer (``export_output_json.cpp``); deviations of programs that imitate it are
tolerated where they leave no doubt.
"""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec
from msgspec import Raw, Struct

from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode
from auditor.chat.formats.json_blocks import cut_lines, decode_block, join_items, open_bytes
from auditor.chat.formats.json_repair import mend
from auditor.chat.formats.telegram_chat import Head, build_chat
from auditor.chat.formats.telegram_items import (
    FULL_ITEM,
    FULL_ITEMS,
    ITEM,
    ITEMS,
    Columns,
    FullItem,
    Item,
    read_text,
    tells_more,
)
from auditor.chat.formats.wechat_json import head_paths, json_head
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, Note
from auditor.errors import ReadError

NAME = "telegram"
PLATFORM = "telegram"
HELP = {
    "zh": "用 Telegram Desktop 打开群，右上角 ⋮ →「导出聊天记录」，格式选「机器可读的 JSON」，不必勾选媒体。把得到的 result.json 交给 auditor。",
    "en": "In Telegram Desktop open the group, ⋮ → Export chat history, choose “Machine-readable JSON”; media are not needed. "
    "Give auditor the result.json.",
}


class OneChat(Struct):
    """A chat; its messages stay JSON text until their turn."""

    messages: list[Raw]
    name: Any = None
    type: Any = None
    id: Any = None


class Listing(Struct):
    """The chats of an account."""

    chats: list[OneChat] = msgspec.field(name="list")


class Account(Struct):
    """An export of everything, or of what an account may export."""

    personal_information: Any = None
    chats: Listing | list[OneChat] | None = None
    left_chats: Listing | list[OneChat] | None = None
    messages: list[Raw] | None = None
    name: Any = None
    type: Any = None
    id: Any = None


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a ``result.json``, 0–1, from the keys at the places where Telegram has them."""
    paths = head_paths(json_head(file))
    if {"messages[].type", "messages[].text"} <= paths and paths & {"messages[].date", "messages[].date_unixtime"}:
        own = {"messages[].from_id", "messages[].actor_id", "messages[].text_entities", "messages[].date_unixtime"}
        return 0.95 if paths & own else 0.6
    if "about" in paths and paths & {"chats.list[].messages", "chats[].messages", "left_chats.list[].messages"}:
        return 0.95
    if "chats.list[].messages" in paths:
        return 0.7
    # Contacts or sessions of an account may fill the whole head.
    return 0.7 if {"about", "personal_information.user_id"} <= paths else 0.0


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats of the export, in its order; chats in which nothing was written are left out.

    :raises ReadError: the JSON is cut off or damaged, is no Telegram export, or holds no message.
    """
    zone = check_zone(options.zone)
    found = _joined(one for file in files for one in _read_file(file, options.chat))
    chats = [
        chat
        for head, columns in found
        if (chat := build_chat(columns, head, zone)).messages.height or chat.events.height
    ]
    if not chats:
        raise ReadError(
            "telegram_no_message",
            where=", ".join(file.base for file in files),
            hint="export_again_dates",
        )
    return chats


def _joined(found: Iterable[tuple[Head, Columns]]) -> list[tuple[Head, Columns]]:
    """Exports of one chat, made at different times, are parts of it: the id of the chat tells."""
    chats: dict[tuple[object, ...], tuple[Head, Columns]] = {}
    for number, (head, columns) in enumerate(found):
        key = (head.type, head.id) if head.id is not None else (number,)
        if key not in chats:
            chats[key] = (head, columns)
            continue
        first, gathered = chats[key]
        twice = gathered.join(columns)
        repeated = (Note("rows_repeated", {"rows": twice}),) if twice else ()
        notes = (*first.notes, *head.notes, *repeated)
        chats[key] = (
            replace(first, files=first.files + head.files, name=head.name or first.name, notes=notes),
            gathered,
        )
    return [(_with_parts(head), columns) for head, columns in chats.values()]


def _with_parts(head: Head) -> Head:
    parts = len(head.files)
    return replace(head, notes=(*head.notes, Note("parts_joined", {"files": parts}))) if parts > 1 else head


def _read_file(file: SourceFile, wanted: str | None) -> list[tuple[Head, Columns]]:
    """The chats of one file: the quick way for the layout Telegram writes, the long way for everything else."""
    try:
        with open_bytes(file) as handle:
            one = _one_chat(file, handle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        one = None  # the long way says what is wrong
    return [one] if one else _all_chats(file, file.data(), wanted)


def _one_chat(file: SourceFile, handle: BinaryIO) -> tuple[Head, Columns] | None:
    """The only chat of a file laid out as Telegram does it: the messages are not searched for their end, only cut.

    :raises msgspec.DecodeError: the layout promised this and did not keep it.
    """
    start = re.match(rb'(\{\n([ \t]+)".*?),\n\2"messages": (?=\[\n)', handle.read(4096), re.DOTALL)
    if start is None:
        return None
    size = handle.seek(0, io.SEEK_END)
    handle.seek(max(0, size - 64))
    rest = handle.read()
    end = rest.rstrip()
    if not end.endswith(b"\n" + start[2] + b"]\n}"):
        return None
    stop = size - len(rest) + len(end) - len(b"\n}")
    counts: Counter[str] = Counter()
    columns = _gather(cut_lines(handle, start.end(), stop), counts)
    head = _head(file, msgspec.json.decode(start[1] + b"}", type=Account), None)
    return replace(head, notes=_repairs(counts)), columns


def _all_chats(file: SourceFile, data: bytes, wanted: str | None) -> list[tuple[Head, Columns]]:
    """All chats of a file; only those called ``wanted`` (name or id), if there is one."""
    account, notes = _decode(file, data)
    if account.messages is not None:
        listed = [OneChat(account.messages, account.name, account.type, account.id)]
    else:
        listed = []
        for part in (account.chats, account.left_chats):
            listed += part.chats if isinstance(part, Listing) else part or []
    own = account.personal_information
    number = str(own["user_id"]) if isinstance(own, dict) and "user_id" in own else None
    chosen = [chat for chat in listed if wanted is not None and wanted in (read_text(chat.name), str(chat.id))]
    return [
        (replace(_head(file, chat, number), notes=notes), _gather(join_items(chat.messages), Counter()))
        for chat in chosen or listed
    ]


def _decode(file: SourceFile, data: bytes) -> tuple[Account, tuple[Note, ...]]:
    """The whole document, its messages still JSON text; mended if it has to be.

    :raises ReadError: it is no JSON even so, or the JSON of something else.
    """
    for plain, counts in _readings(data):
        try:
            return msgspec.json.decode(plain, type=Account), _repairs(counts)
        except msgspec.ValidationError as error:
            raise ReadError(
                "telegram_layout",
                where=file.base,
                hint="result_json_unchanged",
                error=error,
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            broken = error
    raise _damaged(file, len(data), broken) from broken


def _readings(data: bytes) -> Iterator[tuple[bytes, dict[str, int]]]:
    """The document as it is; mended; and, should somebody have saved it again in another encoding, in UTF-8."""
    yield data.removeprefix(BOM_UTF8), {}
    yield mend(data.removeprefix(BOM_UTF8))
    decoded = decode(data)
    if decoded.encoding != "utf-8":
        yield mend(decoded.text.encode())


def _gather(blocks: Iterable[bytes | memoryview], counts: Counter[str]) -> Columns:
    """The items of all blocks; ``counts`` is told of what had to be mended."""
    columns = Columns()
    full = True  # Telegram writes every text twice; a program that does not is found out by its first messages
    for block in blocks:
        full = _add(columns, block, counts, full=full)
    return columns


def _add(columns: Columns, block: bytes | memoryview, counts: Counter[str], *, full: bool) -> bool:
    """Add the items of one block; whether the next has to be looked at in full, too."""
    try:
        items = _decode_items(block, full=full)
    except (msgspec.DecodeError, RecursionError):
        mended, found = mend(bytes(block))
        items = _decode_items(mended, full=full)
        counts.update(found)
    columns.add(items)
    return full and tells_more(items)


def _decode_items(block: bytes | memoryview, *, full: bool) -> Sequence[Item | Raw]:
    if full:
        rich: list[FullItem | Raw] = decode_block(block, FULL_ITEMS, FULL_ITEM)
        return rich
    items: list[Item | Raw] = decode_block(block, ITEMS, ITEM)
    return items


def _head(file: SourceFile, chat: OneChat | Account, own: str | None) -> Head:
    return Head(
        files=(file.base,),
        name=read_text(chat.name) or None,
        type=chat.type if isinstance(chat.type, str) else None,
        id=str(chat.id) if isinstance(chat.id, int | str) else None,
        own=own,
    )


def _repairs(counts: Mapping[str, int]) -> tuple[Note, ...]:
    return tuple(Note(code, {"count": count}) for code, count in sorted(counts.items()))


def _damaged(file: SourceFile, size: int, error: Exception) -> ReadError:
    """Where the JSON breaks: at its end when it was cut off."""
    place = re.search(r"\(byte (\d+)\)", str(error))
    if isinstance(error, RecursionError):
        return ReadError("json_too_deep", where=file.base, hint="export_again")
    if place is None:
        return ReadError(
            "json_breaks_off",
            where=file.base,
            hint="export_again_interrupted",
            size=size,
        )
    return ReadError(
        "json_damaged",
        where=file.base,
        hint="export_again_unchanged",
        byte=place[1],
        error=error,
    )
