"""What is done already. A group is judged, and then told; each step is skipped when nothing that it rests on changed.

Judged is remembered with a key: the content of the export, the packs, the settings and the version of the program. With it
go the result and the texts that may stand in other groups too, in one file that is written whole or not at all. Told is
remembered with a sign of what the files were made from; it is forgotten before they are written anew, so a run that was
cut off between two files makes both again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from auditor.batch.job import report_name
from auditor.batch.row import Row
from auditor.chat.intake import NO_CHAT
from auditor.parts import Part
from auditor.reports.media import Medium
from auditor.whole import write_whole

if TYPE_CHECKING:
    from auditor.batch.job import Job

MEMORY = ".auditor"
"""Folder beside the results in which the batch remembers; nothing in it is handed over."""
BLOCK = 1 << 20


class Remembered(Part):
    """What is known of a group that was judged."""

    key: str
    policy: str
    """The part of the key that says how it was judged, without the export."""
    export: str
    """Hash of the export."""
    row: Row
    marks: list[int] = Field(default_factory=list)
    """First 64 bits of the hash of each text that may stand in other groups too."""


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
    policy = sign(__version__, job.packs_hash, repr(sorted(job.reading.items())), repr(timeless))
    return sign(policy, repr(job.settings), export, job.name), policy


def sign(*parts: str) -> str:
    """SHA-256 of texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def remember(out: Path, folder: str, known: Remembered, sent: bytes, result: bytes) -> None:
    """Keep what was judged: what is known, the texts worth comparing and the result, JSON each, the first two a line."""
    lines = (known.model_dump_json().encode("utf-8", "replace"), sent, result)
    write_whole(_judged(out, folder), b"\n".join(lines), make_folder=True)


def recall(out: Path, folder: str) -> Remembered | None:
    """What is known of a group; null when nothing is, or it cannot be understood any more."""
    try:
        with _judged(out, folder).open("rb") as file:
            return Remembered.model_validate_json(file.readline())
    except (OSError, ValidationError):
        return None


def recall_result(out: Path, folder: str) -> tuple[bytes, bytes]:
    """The texts worth comparing and the result of a group that is known."""
    _, sent, result = _judged(out, folder).read_bytes().split(b"\n", 2)
    return sent, result


def is_told(out: Path, folder: str, names: Iterable[str], told: str) -> bool:
    """Whether the files of a group are there and were made from what ``told`` is the sign of."""
    try:
        return _told(out, folder).read_text() == told and all((out / folder / name).is_file() for name in names)
    except (OSError, ValueError):
        return False


def write_told(out: Path, folder: str, files: Mapping[str, bytes], told: str) -> None:
    """Every file of a group, and last the sign of what they were made from.

    A report in another medium, of an earlier run, goes: it would be handed over beside a result that says something else.
    """
    _told(out, folder).unlink(missing_ok=True)
    for medium in Medium:
        if (name := report_name(medium)) not in files:
            (out / folder / name).unlink(missing_ok=True)
    for name, content in files.items():
        write_whole(out / folder / name, content, make_folder=True)
    write_whole(_told(out, folder), told.encode(), make_folder=True)


def _judged(out: Path, folder: str) -> Path:
    return out / MEMORY / f"{folder}.jsonl"


def _told(out: Path, folder: str) -> Path:
    return out / MEMORY / f"{folder}.told"
