"""Mends the JSON that exporters are known to get wrong, and nothing else."""

from __future__ import annotations

import re
from collections import Counter

_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{1,2})|(u[Dd][89ABab]..)(\\u[Dd][C-Fc-f]..)?|(u[Dd][C-Fc-f]..)|.)", re.DOTALL)
"""Every escape in turn, so that the second half of ``\\\\`` is never taken for the first of another."""
_DOCUMENT = re.compile(rb'^([ \t]*"document_id": )(?!["\d{\[-]|null)(.*?)(,?\r?)$', re.MULTILINE)
"""A path without its quotation marks. Raw line feeds stand only between values, so the line cannot be part of a text."""


def mend(data: bytes) -> tuple[bytes, dict[str, int]]:
    """``data`` with what is known to be broken put right, and how often it was, as the code of a note; else as it was.

    Telegram Desktop writes control characters as ``\\x1F``, which JSON does not know (its string writer), and version 4.1
    left the path of a custom emoji without quotation marks (tdesktop#24961). Programs that cut a text in the middle of
    an emoji leave half a surrogate pair.
    """
    counts: Counter[str] = Counter()

    def escape(match: re.Match[bytes]) -> bytes:
        if match[1] is not None:
            counts["json_repaired"] += 1
            return b"\\u00" + match[1].rjust(2, b"0")
        if (match[2] is not None and match[3] is None) or match[4] is not None:
            counts["json_repaired"] += 1
            return b"\\ufffd"
        return match[0]

    def document(match: re.Match[bytes]) -> bytes:
        counts["json_repaired"] += 1
        path = match[2].replace(b"\\", b"/").replace(b'"', b"'")
        return match[1] + b'"' + path + b'"' + match[3]

    mended = _DOCUMENT.sub(document, _ESCAPE.sub(escape, data))
    return (mended, dict(counts)) if counts else (data, {})
