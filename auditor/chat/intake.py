"""From what the user pointed at (a file, a folder, a zip, ``-``) to the files that may hold a chat."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path

from auditor.chat.archive import MAGIC, Limits, is_document, list_members, open_zip
from auditor.chat.source import SourceFile, written
from auditor.errors import ReadError

NO_CHAT = frozenset(
    """
    jpg jpeg png gif webp heic heif bmp tif tiff svg ico thumb mp4 mov m4v 3gp avi mkv webm mp3 m4a aac amr ogg oga
    opus wav flac caf silk pdf doc docx ppt pptx xls pages key odt odp rtf epub vcf ics apk ipa exe dmg zip 7z rar gz
    tgz tar bz2 xz css js map ttf otf woff woff2 was tgs lottie webmanifest plist ini lnk py pyc
    """.split()
)
"""Suffixes inside folders and archives that are passed over unread. A file named by the user is always read."""

WHOLE: Limits = Limits()


@contextmanager
def open_source(source: str | Path, limits: Limits = WHOLE) -> Iterator[list[SourceFile]]:
    """The files that may hold a chat, in order of their names; archives stay open inside the ``with``.

    :raises ReadError: there is nothing at ``source``, or nothing in it that could be a chat.
    """
    with ExitStack() as stack:
        if str(source) == "-":
            files = _from_bytes(sys.stdin.buffer.read(limits.unpacked + 1), limits, stack)
        else:
            files = _from_path(Path(source), limits, stack)
        if not files:
            raise ReadError(
                "nothing_here",
                where=Path(source).name,
                hint="give_the_export",
            )
        yield files


def _from_bytes(data: bytes, limits: Limits, stack: ExitStack) -> list[SourceFile]:
    if len(data) > limits.unpacked:
        raise ReadError("too_much_came_in", where="-", hint="give_a_part", limit=f"{limits.unpacked:,}")
    if data.startswith(MAGIC):
        archive = stack.enter_context(open_zip(data, "-"))
        if not is_document(archive):
            return _may_chat(list_members(archive, "-", limits))
    return [SourceFile("-", content=data)]


def _from_path(path: Path, limits: Limits, stack: ExitStack, name: str | None = None) -> list[SourceFile]:
    try:
        if not path.exists():
            near = get_close_matches(path.name, _names(path.parent), n=1)
            hint = "did_you_mean" if near else "check_path"
            raise ReadError("no_such_file", where=str(path), hint=hint, near="".join(near))
        if path.is_dir():
            return _from_folder(path, limits, stack)
        with path.open("rb") as file:
            if not path.is_file():  # a pipe, such as <(…)
                return _from_bytes(file.read(limits.unpacked + 1), limits, stack)
            magic = file.read(4)
    except OSError as error:
        raise ReadError("cannot_open", where=path.name, hint="check_rights", reason=error.strerror or error) from error
    if magic in MAGIC:
        archive = stack.enter_context(open_zip(path, written(path.name)))
        if not is_document(archive):
            return _may_chat(list_members(archive, written(path.name), limits))
    return [SourceFile(name or written(path.name), path=path)]


def _from_folder(folder: Path, limits: Limits, stack: ExitStack) -> list[SourceFile]:
    """The files below ``folder``; a zip lying there is opened too, but no zip inside a zip."""
    found: list[SourceFile] = []
    seen = 0
    for parent, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not _hidden(name)]
        seen += len(names)
        if seen > limits.members:
            raise ReadError("folder_too_full", where=folder.name, hint="give_the_chat", limit=f"{limits.members:,}")
        for name in sorted(names):
            path = Path(parent, name)
            if not path.is_file():
                continue
            shown = written(path.relative_to(folder).as_posix())
            if name.lower().endswith(".zip"):
                found += _from_path(path, limits, stack, shown)
            else:
                found.append(SourceFile(shown, path=path, container=written(folder.resolve().name)))
    return _may_chat(found)


def _may_chat(files: list[SourceFile]) -> list[SourceFile]:
    kept = [
        file
        for file in files
        if not any(_hidden(part) for part in file.name.split("/"))
        and file.base.rpartition(".")[2].lower() not in NO_CHAT
    ]
    return sorted(kept, key=lambda file: (file.container or "", file.name))


def _hidden(name: str) -> bool:
    """What systems leave behind: ``.DS_Store``, ``._chat.txt``, ``__MACOSX``."""
    return name.startswith(".") or name == "__MACOSX"


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
