"""JSON as the WeChat tools write it: the keys in a file's head, and its items one by one, so that a bad item costs only itself."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from auditor.chat.source import SourceFile
from auditor.errors import ReadError

Item = TypeVar("Item")

_BOM = b"\xef\xbb\xbf"
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[{}\[\],]', re.DOTALL)
_DEEP = 4
_TOO_DEEP = 64
"""No export nests like this; counting on would take square time."""


def head_paths(head: bytes) -> frozenset[str]:
    """Paths of the keys in the beginning of a JSON file, such as ``session.wxid`` or ``[].seq``, four levels deep.

    The head may end anywhere, in the middle of an avatar for instance. Empty for what does not begin like JSON.
    """
    paths: set[str] = set()
    if head.removeprefix(_BOM).lstrip()[:1] not in (b"{", b"["):
        return frozenset()
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


def decode(file: SourceFile, data: bytes | msgspec.Raw, shape: type[Item]) -> Item:
    """``data`` as ``shape``.

    :raises ReadError: the JSON is cut off, malformed, or of another shape.
    """
    try:
        return msgspec.json.decode(data.removeprefix(_BOM) if isinstance(data, bytes) else data, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(
            f"this JSON cannot be read: {error}",
            where=file.name,
            hint="export the chat again; the file may have been cut off while it was copied",
        ) from error


def decode_items(file: SourceFile, data: bytes | msgspec.Raw, item: type[Item]) -> tuple[list[Item | None], list[tuple[int, str]]]:
    """The items of a JSON array; ``None`` where one has not the shape of ``item``, and samples of those (at most twenty)."""
    data = data.removeprefix(_BOM) if isinstance(data, bytes) else data
    try:
        return list(msgspec.json.decode(data, type=list[item])), []  # type: ignore[valid-type]
    except (msgspec.ValidationError, UnicodeDecodeError):
        pass
    except (msgspec.DecodeError, RecursionError):
        decode(file, data, list[msgspec.Raw])  # says what is wrong
    decoder = msgspec.json.Decoder(item)
    items: list[Item | None] = []
    unread: list[tuple[int, str]] = []
    for number, raw in enumerate(decode(file, data, list[msgspec.Raw]), start=1):
        try:
            items.append(decoder.decode(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            items.append(None)
            if len(unread) < 20:
                unread.append((number, bytes(raw)[:120].decode("utf-8", "replace")))
    return items, unread
