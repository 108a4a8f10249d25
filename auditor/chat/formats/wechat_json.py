"""JSON as the WeChat tools write it: the keys in a file's head, and its items one by one, so that a bad item costs only itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import msgspec
import polars as pl

from auditor.chat.encoding import decode
from auditor.chat.formats.json_blocks import decode_block, join_items
from auditor.chat.formats.json_repair import mend
from auditor.chat.formats.wechat_pages import replacement_notes
from auditor.chat.source import HEAD, SourceFile
from auditor.chat.tables import Note
from auditor.errors import ReadError

Item = TypeVar("Item")

_BOM = b"\xef\xbb\xbf"
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[{}\[\],]', re.DOTALL)
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_SAMPLES = 20
_DEEP = 4
_TOO_DEEP = 64
"""No export nests like this; counting on would take square time."""


@lru_cache(maxsize=1)  # reader after reader asks about the same file
def head_paths(head: bytes) -> frozenset[str]:
    """Paths of the keys in the beginning of a JSON file, such as ``session.wxid`` or ``[].seq``, four levels deep.

    The head may end anywhere, in the middle of an avatar for instance. ``head`` is what :func:`json_head` gives.
    """
    paths: set[str] = set()
    levels: list[tuple[str, bool]] = []  # path of the object or array, whether it is an object
    key, at_key = "", False
    for match in _TOKEN.finditer(head):
        token = match.group()
        path, in_object = levels[-1] if levels else ("", False)
        if token in (b"{", b"["):
            if len(levels) >= _TOO_DEEP:
                break
            inner = f"{path}.{key}".removeprefix(".") if in_object else path
            levels.append((inner if token == b"{" else f"{inner}[]", token == b"{"))
            at_key = token == b"{"
        elif token in (b"}", b"]"):
            if len(levels) <= 1:
                break
            levels.pop()
            at_key = False
        elif token == b",":
            at_key = in_object
        elif in_object and at_key:
            key, at_key = token[1:-1].decode("utf-8", "replace"), False
            if len(levels) <= _DEEP:
                paths.add(f"{path}.{key}".removeprefix("."))
    return frozenset(paths)


def json_head(file: SourceFile) -> bytes:
    """The head of ``file`` as UTF-8, when it begins like JSON; else nothing."""
    head = file.head()
    head = decode(head).text.encode() if _is_foreign(head) else head.removeprefix(_BOM)
    return head if head.lstrip()[:1] in (b"{", b"[") else b""


def load(file: SourceFile, shape: type[Item]) -> tuple[Item, str, tuple[Note, ...]]:
    """A JSON file as ``shape``, its encoding, and a note if escapes had to be mended that programs often get wrong.

    :raises ReadError: it is cut off, malformed, or of another shape.
    """
    data, encoding = file.data().removeprefix(_BOM), "utf-8"
    notes: tuple[Note, ...] = ()
    if _is_foreign(data[:HEAD]):
        decoded = decode(data)
        data, encoding, notes = decoded.text.encode(), decoded.encoding, replacement_notes(decoded)
    try:
        return msgspec.json.decode(data, type=shape), encoding, notes
    except _BROKEN as error:
        mended, counts = mend(data)
        try:
            value = msgspec.json.decode(mended, type=shape)
        except _BROKEN:
            if "truncated" in str(error):  # how msgspec says it
                raise ReadError(
                    "json_breaks_off", where=file.name, hint="export_again_cut_off", size=len(data)
                ) from error
            raise ReadError(
                "json_unreadable",
                where=file.name,
                hint="export_again_cut_off",
                error=error,
            ) from error
        return value, encoding, (*notes, Note("json_repaired", {"count": sum(counts.values())}))


def _is_foreign(head: bytes) -> bool:
    """True for UTF-16 (which the shell of Windows writes) and for older encodings; the head may end within a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return True
    return b"\0" in head[:4096]


def tabulate(
    raws: list[msgspec.Raw], item: type[Item], table: Callable[[list[tuple[int, Item]]], pl.DataFrame]
) -> tuple[pl.DataFrame, list[tuple[int, str]], int]:
    """The items of an array as one table, made block by block; samples and number of those that have not the shape of ``item``.

    ``table`` is given items with their 1-based numbers. ``raws`` is emptied: they hold the whole file in memory.
    """
    many: msgspec.json.Decoder[list[Item]] = msgspec.json.Decoder(list[item])  # type: ignore[valid-type]
    one = msgspec.json.Decoder(item)
    tables, losses, number = [table([])], 0, 1
    lost: list[tuple[int, str]] = []
    for block in join_items(raws):
        items = decode_block(block, many, one)
        numbered = list(enumerate(items, start=number))
        tables.append(table([(line, row) for line, row in numbered if not isinstance(row, msgspec.Raw)]))
        bad = [(line, bytes(row)) for line, row in numbered if isinstance(row, msgspec.Raw)]
        lost.extend((line, raw[:120].decode("utf-8", "replace")) for line, raw in bad[: _SAMPLES - len(lost)])
        losses += len(bad)
        number += len(items)
    raws.clear()
    return pl.concat(tables), lost, losses
