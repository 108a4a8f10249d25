"""Long JSON arrays in blocks of a few megabytes, so that an export of a million messages never stands in memory as objects."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from auditor.chat.source import SourceFile
from auditor.errors import ReadError

Item = TypeVar("Item")
Bytes = bytes | mmap.mmap
"""All bytes of a file: both can be sliced and searched."""

BOM = b"\xef\xbb\xbf"
BLOCK = 256 * 1024
"""Bytes decoded at once: the objects of one block fit into the cache of a processor."""
ITEMS = 1024
"""Items decoded at once where the layout of the file does not show where to cut."""


def open_bytes(file: SourceFile) -> Bytes:
    """The bytes of ``file``, mapped rather than read where it lies on disk.

    :raises ReadError: it cannot be opened.
    """
    if file.path is None:
        return file.data()
    try:
        with file.path.open("rb") as handle:
            try:
                return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
            except (ValueError, OSError):  # an empty file, a pipe
                return handle.read()
    except OSError as error:
        raise ReadError(f"the file cannot be opened: {error.strerror or error}", where=file.name) from error


def cut_lines(data: Bytes, start: int, stop: int) -> Iterator[bytes]:
    """The array ``data[start:stop]`` in blocks, each an array of whole items, cut where an item begins a line of its own.

    JSON strings hold no raw line feed, so a line that is exactly ``},`` at the items' own indentation ends an item;
    should a file be indented astray, a block has open brackets and does not decode: the caller then takes the long way.
    An array without such lines is one block.
    """
    margin = re.match(rb"\[(\n[ \t]*)\{", data[start : start + 64])
    border = (margin[1] + b"}," + margin[1] + b"{") if margin else b""
    view = memoryview(data)
    done = start + 1
    while border and stop - done > BLOCK:
        end = data.rfind(border, done, done + BLOCK)
        end = end if end >= 0 else data.find(border, done, stop)
        if end < 0:
            break
        end += border.index(b",")
        yield b"".join((b"[", view[done:end], b"]"))
        done = end + 1
        if isinstance(data, mmap.mmap):
            _forget(data, done - BLOCK, done)
    yield b"".join((b"[", view[done : stop - 1], b"]"))


def join_items(items: Sequence[msgspec.Raw]) -> Iterator[bytes]:
    """Items that are still JSON text, in blocks, each an array."""
    for first in range(0, len(items), ITEMS):
        yield b"".join((b"[", b",".join(items[first : first + ITEMS]), b"]"))


def decode_block(
    block: bytes, items: msgspec.json.Decoder[list[Item]], item: msgspec.json.Decoder[Item]
) -> list[Item | msgspec.Raw]:
    """The items of a block; one that has not the shape of ``item`` stays JSON text, and costs nothing but itself.

    :raises msgspec.DecodeError: the block is no JSON.
    """
    try:
        return list(items.decode(block))
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        return [_decode_one(raw, item) for raw in msgspec.json.decode(block, type=list[msgspec.Raw])]


def _decode_one(raw: msgspec.Raw, item: msgspec.json.Decoder[Item]) -> Item | msgspec.Raw:
    try:
        return item.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return raw.copy()  # its block may go


def _forget(data: mmap.mmap, since: int, until: int) -> None:
    """Let go of pages of a mapped file that have been read, the last ones excepted; they count as memory of the process."""
    if hasattr(mmap, "MADV_DONTNEED"):
        since = max(0, since - BLOCK) // mmap.PAGESIZE * mmap.PAGESIZE
        data.madvise(mmap.MADV_DONTNEED, since, max(0, until - since) // mmap.PAGESIZE * mmap.PAGESIZE)
