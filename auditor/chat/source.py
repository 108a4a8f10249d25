"""Where bytes come from: a file, a folder, an archive, standard input. Nothing here knows a format."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from auditor.errors import ReadError

HEAD = 256 * 1024
"""Bytes looked at to tell the format: some exporters write base64 avatars before the first message."""


def decode_name(raw: bytes) -> str | None:
    """A file's name in UTF-8, else in GB 18030, as a Chinese Windows writes it; null when it is neither."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def written(name: str) -> str:
    """A file's name as text. Archives made on a Chinese Windows leave names in GB 18030, which Python hands on as halves
    of characters that neither JSON nor a terminal takes."""
    raw = os.fsencode(name)
    return decode_name(raw) or raw.decode("utf-8", "replace")


class Member(Protocol):
    """A file inside an archive, unpacked only when asked for and only as far as asked for."""

    def read(self, size: int | None = None) -> bytes:
        """The first ``size`` bytes, or all."""
        ...


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an export, wherever it lies."""

    name: str
    """Path inside the folder or archive with ``/``; the base name for a single file; ``-`` for standard input."""
    path: Path | None = None
    """Where it lies on disk; null inside an archive or from standard input."""
    content: bytes | None = field(default=None, repr=False)
    """Its bytes when they do not lie on disk."""
    container: str | None = None
    """Base name of the archive or folder it came from (WhatsApp names the chat there)."""
    stamped: datetime | None = None
    """Time stamp inside the archive; null for plain files, whose stamps prove nothing."""
    member: Member | None = field(default=None, repr=False, compare=False)
    """The way to its bytes inside an archive, as long as the archive is open."""

    @property
    def base(self) -> str:
        """The name without folders."""
        return self.name.rsplit("/", 1)[-1]

    def data(self) -> bytes:
        """All bytes.

        :raises ReadError: they cannot be had: no permission, a damaged archive, more than an archive may unpack to.
        """
        return self._read(None)

    def head(self, size: int = HEAD) -> bytes:
        """The first ``size`` bytes.

        :raises ReadError: as :meth:`data`.
        """
        return self._read(size)

    def _read(self, size: int | None) -> bytes:
        if self.content is not None:
            return self.content[:size]
        if self.member is not None:
            return self.member.read(size)
        if self.path is None:
            return b""
        try:
            with self.path.open("rb") as file:
                return file.read(-1 if size is None else size)
        except OSError as error:
            raise ReadError(
                "cannot_open", where=self.name, hint="check_rights", reason=error.strerror or error
            ) from error


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about the export."""

    chat: str | None = None
    """Name (or id) of the chat to take from an export that holds many."""
    zone: str | None = None
    """Zone to show times in (formats with instants) or to note (formats with wall time)."""
    date_order: str | None = None
    """``dmy``, ``mdy`` or ``ymd``, where a file leaves it open."""
    columns: dict[str, str] = field(default_factory=dict)
    """Plain table: our column → the file's header."""
    year: int | None = None
    """Year of an export that writes none."""
