"""The files of a zip, read in memory and one at a time: photos are never unpacked, and nothing is ever written."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from auditor.chat.source import SourceFile, decode_name
from auditor.errors import ReadError

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
"""First bytes of a zip, and of an empty one."""
_BLOCK = 1024 * 1024
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may ask of this machine. A year of a busy group packs to about a tenth."""

    members: int = 50_000
    """Files in one archive or folder."""
    unpacked: int = 4 * 1024**3
    """Bytes of one chat file."""
    ratio: int = 200
    """Unpacked bytes for one packed byte …"""
    ratio_from: int = 16 * 1024**2
    """… in a file of at least so many bytes: small ones do no harm, however well they pack."""


class ZipMember:
    """One file of an open zip."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, limits: Limits) -> None:
        self._archive, self._info, self._where, self._limits = archive, info, where, limits
        self._head = b""

    def read(self, size: int | None = None) -> bytes:
        """The first ``size`` bytes, or all; what a header of the archive claims about the size is not believed.

        :raises ReadError: the archive is damaged or locked, or the file unpacks to more than the limits allow.
        """
        if size is not None and (size <= len(self._head) or len(self._head) == self._info.file_size):
            return self._head[:size]
        if self._info.flag_bits & 1:
            raise ReadError("archive_locked", where=self._where, hint="unpack_first")
        try:
            with self._archive.open(self._info) as file:
                found = self._take(file, size)
        except _BROKEN as error:
            raise ReadError(
                "archive_damaged",
                where=self._where,
                hint="copy_again",
                error=error or type(error).__name__,
            ) from error
        if size is not None:
            self._head = found
        return found

    def _take(self, file: IO[bytes], size: int | None) -> bytes:
        parts: list[bytes] = []
        done = 0
        while size is None or done < size:
            part = file.read(_BLOCK if size is None else min(_BLOCK, size - done))
            if not part:
                break
            parts.append(part)
            done += len(part)
            if done > self._limits.unpacked:
                raise ReadError(
                    "unpacks_too_large", where=self._where, hint="give_a_part", limit=f"{self._limits.unpacked:,}"
                )
            packed = max(1, self._info.compress_size)
            if done >= self._limits.ratio_from and done > packed * self._limits.ratio:
                raise ReadError(
                    "unpacks_too_much",
                    where=self._where,
                    hint="check_is_chat",
                    ratio=self._limits.ratio,
                )
        return b"".join(parts)


def open_zip(source: Path | bytes, name: str) -> zipfile.ZipFile:
    """The archive in a file or in memory.

    :raises ReadError: it is damaged.
    """
    try:
        return zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
    except _BROKEN as error:
        raise ReadError("archive_incomplete", where=name, hint="copy_again") from error


def is_document(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is an office document: one file to the user, such as a table in XLSX."""
    return "[Content_Types].xml" in archive.NameToInfo


def list_members(archive: zipfile.ZipFile, name: str, limits: Limits) -> list[SourceFile]:
    """The files of ``archive``, none of them read yet. A file whose path leads out of the archive is left alone.

    :raises ReadError: it holds more files than the limits allow.
    """
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise ReadError("archive_too_full", where=name, hint="give_the_chat", limit=f"{limits.members:,}")
    files = []
    for info in infos:
        path = _member_path(info)
        if path is None or info.is_dir():
            continue
        member = ZipMember(archive, info, f"{name}/{path}", limits)
        files.append(SourceFile(path, container=name, stamped=_stamp(info), member=member))
    return files


def _member_path(info: zipfile.ZipInfo) -> str | None:
    """The path as it was meant; null for one that is absolute or climbs out."""
    name = info.filename
    if not info.flag_bits & 0x800:  # no flag for UTF-8: zipfile has read it as CP437
        name = _renamed(name)
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive:
        return None
    return str(path)


def _renamed(name: str) -> str:
    try:
        return decode_name(name.encode("cp437")) or name
    except UnicodeEncodeError:
        return name


def _stamp(info: zipfile.ZipInfo) -> datetime | None:
    """The stamp of a member; null for 1 January 1980, which packers write when they know none."""
    try:
        stamp = datetime(*info.date_time)
    except ValueError:
        return None
    return stamp if stamp > datetime(1980, 1, 2) else None
