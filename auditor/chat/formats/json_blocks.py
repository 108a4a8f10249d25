"""Long JSON arrays in blocks of some hundred items, so that an export of a million messages never stands in memory as objects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TypeVar

import msgspec

from auditor.chat.source import SourceFile
from auditor.errors import ReadError

Item = TypeVar("Item")

BLOCK = 256 * 1024
"""Bytes decoded at once. Whoever takes the blocks should let go of what one became before the next is decoded: its memory
is then used again while it is still in the cache of the processor, which halves the time of decoding."""
ITEMS = 512
"""Items decoded at once where the layout of the file does not show where to cut."""


def open_bytes(file: SourceFile) -> BinaryIO:
    """``file``, to be read a piece at a time.

    :raises ReadError: it cannot be opened.
    """
    if file.path is None:
        return io.BytesIO(file.data())
    try:
        return file.path.open("rb")
    except OSError as error:
        raise ReadError("cannot_open", where=file.name, hint="check_rights", reason=error.strerror or error) from error


def cut_lines(handle: BinaryIO, start: int, stop: int) -> Iterator[memoryview]:
    """The array between two places of a file in blocks, each an array of whole items, cut where an item has lines of its own.

    JSON strings hold no raw line feed, so a line that is exactly ``},`` at the items' own indentation ends an item;
    should a file be indented astray, a block has open brackets and does not decode: the caller then takes the long way.
    An array without such lines is one block. A block is gone when the next is asked for.
    """
    handle.seek(start)
    margin = re.match(rb"\[(\n[ \t]*)\{", handle.read(64))
    border = margin[1] + b"}," + margin[1] + b"{" if margin else b""
    handle.seek(start)
    buffer, held, left = bytearray(BLOCK), 0, stop - 1 - start  # the last bracket is written anew for each block
    while left:
        if held + 1 >= len(buffer):  # an item that is longer than a block
            buffer = buffer + bytes(len(buffer))
        read = handle.readinto(memoryview(buffer)[held : min(held + left, len(buffer) - 1)])  # type: ignore[attr-defined]
        if not read:
            return
        held, left = held + read, left - read
        found = buffer.rfind(border, 0, held) if border else -1
        if left and found < 0:
            continue
        end = found + border.index(b",") if left else held
        rest = buffer[end + 1 : held]
        buffer[end] = ord("]")
        yield memoryview(buffer)[: end + 1]
        held = 1 + len(rest)
        buffer[:held] = b"[" + rest


def join_items(items: Sequence[msgspec.Raw]) -> Iterator[bytes]:
    """Items that are still JSON text, in blocks, each an array."""
    for first in range(0, len(items), ITEMS):
        yield b"".join((b"[", b",".join(items[first : first + ITEMS]), b"]"))


def decode_block(
    block: bytes | memoryview, items: msgspec.json.Decoder[list[Item]], item: msgspec.json.Decoder[Item]
) -> list[Item | msgspec.Raw]:
    """The items of a block; one that has not the shape of ``item`` stays JSON text, and costs nothing but itself.

    :raises msgspec.DecodeError: the block is no JSON.
    """
    try:
        return [*items.decode(block)]
    except (msgspec.ValidationError, UnicodeDecodeError, RecursionError):
        decoded: list[Item | msgspec.Raw] = []
    for raw in msgspec.json.decode(block, type=list[msgspec.Raw]):
        try:
            decoded.append(item.decode(raw))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            decoded.append(raw.copy())  # its block may go
    return decoded
