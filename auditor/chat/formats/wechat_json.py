"""JSON as the WeChat tools write it: the keys in the head of a file, and its items one by one so that a bad one costs itself only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from auditor.errors import ReadError

Item = TypeVar("Item")

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[{}\[\]:,]', re.DOTALL)
_DEEP = 4


def head_paths(head: bytes) -> frozenset[str]:
    """Paths of the keys in the beginning of a JSON file, such as ``session.wxid`` or ``[].seq``, four levels deep.

    The head may end anywhere, in the middle of a picture written as base64 for instance.
    """
    paths: set[str] = set()
    open_: list[tuple[str, bool]] = []  # (path, is an object)
    prefix, key, wants_key = "", "", False
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return frozenset()
    for match in _TOKEN.finditer(head):
        token = match.group()
        if token == b"{" or token == b"[":
            inner = prefix + (f".{key}" if key and prefix and not prefix.endswith("[]") else "")
            inner = key if not prefix and key else inner
            inner = f"{prefix}.{key}" if prefix.endswith("[]") and key else inner
            open_.append((prefix, wants_key))
            prefix = inner + ("[]" if token == b"[" else "")
            key, wants_key = "", token == b"{"
        elif token == b"}" or token == b"]":
            if not open_:
                break
            prefix, wants_key = open_.pop()
            key, wants_key = "", False
    return frozenset(paths)
