"""What is done already: a key of all that a group's files depend on, remembered beside them.

A key holds the content of the export, the packs, the settings, how reports are made, and the version of the program.
Where all of it is the same and the files are there, there is nothing to do. Files are written whole or not at all, and
what is remembered is written last: a run that was cut off between two files does that group again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from auditor.batch.row import Row
from auditor.chat.intake import NO_CHAT
from auditor.parts import Part
from auditor.whole import write_whole

if TYPE_CHECKING:
    from auditor.batch.job import Job

MEMORY = ".auditor"
"""Folder beside the results in which the batch remembers; nothing in it is handed over."""
BLOCK = 1 << 20


class Sent(Part):
    """A text of a group that may stand in other groups too, as its report may quote it."""

    mark: int
    """First 64 bits of the hash of its words."""
    message: int
    at: str
    person: str
    name: str
    text: str
    times: int
    mentioned: dict[str, str] = Field(default_factory=dict)
    """Name → key of everybody named in ``text``."""


class Remembered(Part):
    """What is known of a group that was done."""

    key: str
    policy: str
    """The part of the key that says how it was judged, without the export."""
    export: str
    """Hash of the export."""
    row: Row
    told: str = ""
    """Hash of the repeated texts that its files tell of; empty for none."""
    sent: list[Sent] = Field(default_factory=list)


def content_hash(path: Path) -> str:
    """SHA-256 of a file, or of the files of a folder that may hold a chat, with their names; read in blocks."""
    digest = hashlib.sha256()
    if path.is_dir():
        for file in _of_folder(path):
            digest.update(
                f"\0{file.relative_to(path).as_posix()}\0{file.stat().st_size}\0".encode("utf-8", "surrogatepass")
            )
            _add(digest, file)
    else:
        _add(digest, path)
    return digest.hexdigest()


def _of_folder(folder: Path) -> Iterable[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            ending = name.rpartition(".")[2].lower()
            if not name.startswith(".") and (ending == "zip" or ending not in NO_CHAT):
                yield Path(parent, name)


def _add(digest: hashlib._Hash, path: Path) -> None:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)


def packs_hash(packs: tuple[str, ...]) -> str:
    """SHA-256 of everything judgement is made from: the shipped packs, profiles and signals, and ``packs``."""
    from auditor.packs.load import shipped

    files = [*sorted(shipped().rglob("*.yml")), *map(Path, packs)]
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def keys(job: Job, export: str) -> tuple[str, str]:
    """The key of a job, and the part of it that says how its chat is judged.

    The day judged from belongs to the chat, not to the way of judging: with ``--as-of today`` every run has another.
    """
    from auditor import __version__

    timeless = replace(job.settings, as_of=None, as_of_is_today=False)
    policy = _hash(__version__, job.packs_hash, repr(sorted(job.reading.items())), repr(timeless))
    return _hash(policy, repr(job.settings), export, repr(job.telling), job.name), policy


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def recall(out: Path, folder: str) -> Remembered | None:
    """What is remembered of a group; null when nothing is, or it cannot be understood any more."""
    try:
        return Remembered.model_validate_json((out / MEMORY / f"{folder}.json").read_bytes())
    except (OSError, ValidationError):
        return None


def remember(out: Path, folder: str, what: Remembered) -> None:
    """Keep it for the next run."""
    write_whole(out / MEMORY / f"{folder}.json", what.model_dump_json().encode(), make_folder=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Every file of a group."""
    for name, content in files.items():
        write_whole(folder / name, content, make_folder=True)
