"""Who the clients are: every export in a folder, or the list in ``clients.yml``. Each export is one group and one row."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.batch.state import MEMORY
from auditor.chat.source import written
from auditor.config import Settled, load_clients
from auditor.errors import AuditorError, ReadError, UsageError

MAYBE = frozenset(".txt .json .jsonl .ndjson .csv .tsv .zip .html .htm .xlsx .xlsm .db .sqlite .log".split())
"""Endings of files that may be an export. One of them that cannot be read is a row; anything else is passed over."""
TAKEN = ("index.html", "all.csv")
"""Names in the folder of the batch that no client may have."""
LONGEST = 60
"""Characters of a folder's name."""
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class Group:
    """One export of one client, and how it is to be judged."""

    name: str
    folder: str
    """Name of its folder among the results; no two groups share one."""
    export: Path
    settled: Settled
    problem: AuditorError | None = None
    """Why there is nothing to read, when that is known beforehand."""


@dataclass(frozen=True, slots=True)
class Clients:
    """All groups, in a stable order, and how many files were no exports."""

    groups: tuple[Group, ...]
    passed_over: int = 0


def clients(source: Path, settled: Settled, out: Path) -> Clients:
    """The groups in a folder, or in a list of clients; results in ``out`` are none.

    :raises ConfigError: something in the list is wrong.
    :raises UsageError: there is nothing to audit.
    """
    if source.is_dir():
        found = _in_folder(source, settled, out)
    elif source.suffix.lower() in (".yml", ".yaml"):
        found = Clients(tuple(_apart(_in_list(source, settled))))
    else:
        raise UsageError("no_batch", where=str(source), hint="folder_or_list")
    if not found.groups:
        raise UsageError("no_exports_here", where=str(source), hint="give_the_export")
    return found


def _in_folder(folder: Path, settled: Settled, out: Path) -> Clients:
    groups: list[tuple[str, str, Path, Settled, AuditorError | None]] = []
    passed_over = 0
    entries = sorted(folder.iterdir(), key=lambda path: path.name)
    stems = Counter(_called(path).casefold() for path in entries if _may_be_export(path, out))
    for path in entries:
        if _may_be_export(path, out):
            name = _called(path) if stems[_called(path).casefold()] == 1 else written(path.name)
            groups.append((name, path.name, path, settled, None))
        elif not path.name.startswith(".") and not _same(path, out):
            passed_over += 1
    return Clients(tuple(_apart(groups)), passed_over)


def _called(path: Path) -> str:
    return written(path.name if path.is_dir() else path.stem)


def _may_be_export(path: Path, out: Path) -> bool:
    if path.name.startswith(".") or _same(path, out):
        return False
    if path.is_dir():
        if (path / MEMORY).is_dir():
            return False  # results of another batch
        names = (name for _, _, names in os.walk(path) for name in names)
        return any(Path(name).suffix.lower() in MAYBE for name in names)
    return path.suffix.lower() in MAYBE


def _same(path: Path, out: Path) -> bool:
    return path.absolute() == out.absolute()


def _in_list(path: Path, settled: Settled) -> Iterator[tuple[str, str, Path, Settled, AuditorError | None]]:
    """Name, identity, export, settings and problem of every group; a pattern that finds nothing is a problem."""
    for entry in load_clients(path):
        own = settled.over(entry.layer)
        found: dict[Path, None] = {}
        missing: list[tuple[Path, AuditorError]] = []
        for pattern in entry.exports:
            matches = [Path(match) for match in sorted(glob.glob(str(entry.folder / pattern)))]  # noqa: PTH207  takes whole paths
            exact = entry.folder / pattern
            if not matches and not exact.exists():
                missing.append((exact, ReadError("no_such_export", where=entry.where, hint="check_path", name=pattern)))
            found |= dict.fromkeys(matches or [exact] if exact.exists() or matches else [])
        many = len(found) + len(missing) > 1
        for export in found:
            yield f"{entry.name} · {_called(export)}" if many else entry.name, str(export), export, own, None
        for export, problem in missing:
            yield f"{entry.name} · {written(export.name)}" if many else entry.name, str(export), export, own, problem


def _apart(found: Iterable[tuple[str, str, Path, Settled, AuditorError | None]]) -> Iterator[Group]:
    """Groups with folders of their own: of two that would share a name, the later bears a sign of its export."""
    taken = {name.casefold() for name in TAKEN}
    for name, identity, export, settled, problem in found:
        folder = folder_name(name)
        sign = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
        for length in range(4, len(sign)):
            if folder.casefold() not in taken:
                break
            folder = f"{folder_name(name)}-{sign[:length]}"
        taken.add(folder.casefold())
        yield Group(name, folder, export, settled, problem)


def folder_name(name: str) -> str:
    """``name`` as any file system takes it: letters, digits and a few signs, whatever the script."""
    made = re.sub(r"[^\w.()+-]+", "_", name).strip("._ ")[:LONGEST].rstrip("._ ")
    return f"_{made}" if not made or _DEVICES.fullmatch(made) else made
