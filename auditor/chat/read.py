"""Which format is this? The readers look at the head of every file; the surest reads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from auditor.chat.archive import Limits
from auditor.chat.dates import check_zone
from auditor.chat.encoding import decode_head
from auditor.chat.intake import WHOLE, open_source
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import Chat, Note
from auditor.errors import ReadError, UsageError

FORMATS = (
    "whatsapp",
    "telegram",
    "chatlab",
    "wechat_chatlog",
    "wechat_weflow",
    "wechat_memotrace",
    "wechat_pywxdump",
    "table",
)
"""The formats, each a module of ``auditor.chat.formats``. Of two that are equally sure the first reads; the plain table,
which would take any table, is last."""

SURE = 0.5
"""A format is taken from this score on."""
CERTAIN = 0.95
"""From this score on no further format is asked about the file, nor loaded."""
_LISTED = 20
_SHOWN = 80
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x1b")
_MOST_CONTROLS = 0.02
"""Share of characters that steer a device, above which something is not text."""
_MAGIC = (
    (b"SQLite format 3", "is_database"),
    (b"%PDF", "is_pdf"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"7z\xbc\xaf\x27\x1c", "is_7z"),
    (b"Rar!", "is_rar"),
    (b"\x1f\x8b", "is_gzip"),
)


class Format(Protocol):
    """What each module of ``auditor.chat.formats`` that reads a format offers."""

    NAME: str
    PLATFORM: str
    HELP: Mapping[str, str]
    """``zh`` and ``en``: how to export from the app."""

    def sniff(self, file: SourceFile) -> float:
        """How surely ``file`` is in this format, 0–1; decided by content, not by name."""
        ...

    def read(self, files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
        """The chats in ``files``, which all are in this format."""
        ...


def formats() -> tuple[Format, ...]:
    """The readers, in the order of :data:`FORMATS`."""
    return tuple(map(_format, FORMATS))


def _format(name: str) -> Format:
    return cast(Format, import_module(f"auditor.chat.formats.{name}"))


def read_chat(
    source: str | Path,
    *,
    chat: str | None = None,
    zone: str | None = None,
    date_order: str | None = None,
    columns: Mapping[str, str] | None = None,
    year: int | None = None,
    limits: Limits = WHOLE,
) -> Chat:
    """The chat in a file, a folder, a zip, or standard input (``-``).

    :param chat: its name, where there are several.
    :param zone: IANA name or ``±HH:MM``; ``date_order``: ``dmy``, ``mdy`` or ``ymd``; ``columns`` and ``year``: see
        :class:`~auditor.chat.source.ReadOptions`.
    :raises ReadError: there is no such file, no format fits, or nothing was understood.
    :raises UsageError: there are several chats and none was chosen, or none of that name.
    """
    found = read_chats(source, chat=chat, zone=zone, date_order=date_order, columns=columns, year=year, limits=limits)
    if len(found) == 1:
        return found[0]
    lines = [f"{_title(one)} ({one.messages.height})" for one in found]
    more = len(lines) - _LISTED
    raise UsageError(
        "many_more_chats" if more > 0 else "many_chats",
        where=_where(source),
        hint="choose_chat",
        count=len(found),
        chats="; ".join(lines[:_LISTED]),
        more=more,
    )


def read_chats(
    source: str | Path,
    *,
    chat: str | None = None,
    zone: str | None = None,
    date_order: str | None = None,
    columns: Mapping[str, str] | None = None,
    year: int | None = None,
    limits: Limits = WHOLE,
) -> list[Chat]:
    """All chats in ``source``, or those of the name ``chat``; parameters and errors as for :func:`read_chat`."""
    options = ReadOptions(chat, check_zone(zone), date_order, dict(columns or {}), year)
    with open_source(source, limits) as files:
        reader, chosen, left = _choose(files, _where(source))
        found = reader.read(chosen, options)
    if left:
        names = ", ".join(_harmless(file.base) for file in left[:_LISTED])
        note = Note("files_left", {"count": len(left), "files": names})
        found = [replace(one, report=replace(one.report, notes=(*one.report.notes, note))) for one in found]
    if not found:
        raise ReadError("no_message_in_it", where=_where(source), hint="export_again_dates")
    if chat is None:
        return found
    return _named(found, chat, _where(source))


def _choose(files: Sequence[SourceFile], where: str) -> tuple[Format, list[SourceFile], list[SourceFile]]:
    """The surest format, the files that are in it, and those that surely are chats in another."""
    if not any(file.head(4096).strip() for file in files):
        raise ReadError("file_empty", where=where, hint="export_again")
    scores = [_sniff(file) for file in files]
    surest = max(max(score) for score in scores)
    if surest <= SURE:  # a table of which only the user can tell what it is stands at SURE
        _refuse_unsupported(files, where)
    if surest < SURE:
        file, score = max(zip(files, scores, strict=True), key=lambda pair: max(pair[1]))
        raise _unknown(file, score, where)
    best = min(score.index(surest) for score in scores if surest in score)
    chosen: list[SourceFile] = []
    left: list[SourceFile] = []
    for file, score in zip(files, scores, strict=True):
        if max(score) >= SURE:
            (chosen if score[best] == max(score) else left).append(file)
    return _format(FORMATS[best]), chosen, left


def _sniff(file: SourceFile) -> list[float]:
    """How surely each of :data:`FORMATS` reads ``file``; 0 for those behind one that is certain."""
    scores = [0.0] * len(FORMATS)
    for number, name in enumerate(FORMATS):
        scores[number] = _format(name).sniff(file)
        if scores[number] >= CERTAIN:
            break
    return scores


def _refuse_unsupported(files: Sequence[SourceFile], where: str) -> None:
    """Name the app whose exports are known by sight, but not read yet."""
    from auditor.chat.unsupported import known_by_sight

    if look := known_by_sight(files):
        raise ReadError("not_read_yet", where=where, hint=look.hint, app=look.app)


def _unknown(file: SourceFile, scores: Sequence[float], where: str) -> ReadError:
    """What was looked at, what it seemed to be, and how it begins."""
    head = file.head(4096)
    binary = next((what for magic, what in _MAGIC if head.startswith(magic)), None)
    text = decode_head(file)
    if binary is None and sum(char in _CONTROLS for char in text) > len(text) * _MOST_CONTROLS:
        binary = "is_not_text"
    if binary:
        return ReadError(binary, where=where, hint="how_to_export")
    first = next((line for line in text.split("\n") if line.strip()), "").strip()
    best, near = max(zip(scores, formats(), strict=True), key=lambda pair: pair[0])
    return ReadError(
        "no_format",
        where=where,
        hint="nearest_format" if best else "known_formats",
        file=file.base,
        line=_harmless(first[:_SHOWN]),
        format=near.NAME,
    )


def _named(found: list[Chat], name: str, where: str) -> list[Chat]:
    """The chats of that name; an exact one wins over one that differs in case."""
    exact = [one for one in found if one.title == name]
    same = exact or [one for one in found if (one.title or "").casefold().strip() == name.casefold().strip()]
    if same or (len(found) == 1 and re.fullmatch(r"-?\d+", name)):
        return same or found  # a number is an id, by which the reader has chosen
    titles = [_title(one) for one in found]
    near = get_close_matches(name, titles, n=5, cutoff=0.3) or titles[:5]
    raise UsageError("no_chat_named", where=where, hint="chats_there", name=name, chats="; ".join(near))


def _title(chat: Chat) -> str:
    return _harmless(chat.title or ", ".join(chat.report.files) or "?")


def _harmless(text: str) -> str:
    """What strangers wrote, made fit for a terminal: control characters and turned writing shown as escapes."""
    joiner = "\u200d"  # inside emoji
    return "".join(
        char if char.isprintable() or char == joiner else char.encode("unicode_escape").decode() for char in text
    )


def _where(source: str | Path) -> str:
    return Path(source).name or str(source)
