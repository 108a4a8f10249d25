"""The terminal: the report goes to stdout, everything else to stderr; how wide and how coloured both are."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.errors import AuditorError, UsageError
from auditor.locale import COMMAND, Lang, one

LONG_WORK = 8 * 1024 * 1024
"""Bytes of an export from which reading it takes long enough to say so."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: what a shell reports of a program whose reader went away."""


def put(text: str) -> None:
    """``text`` to stdout, as UTF-8 wherever the terminal does not say otherwise; a reader that went away ends quietly."""
    encoding = (sys.stdout.encoding or "utf-8") if sys.stdout.isatty() else "utf-8"
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # What Python would still flush on its way out has to go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(BROKEN_PIPE) from None


def write(text: str, path: Path) -> None:
    """``text`` as a UTF-8 file. Raises :class:`UsageError` when it cannot be written."""
    try:
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError("cannot_write", where=str(path), hint="writable_file", reason=error.strerror) from None


def note(text: str) -> None:
    """A remark on stderr. It may quote names of files and clients."""
    print(f"auditor: {_harmless(text)}", file=sys.stderr)


def show_error(error: AuditorError, lang: Lang) -> None:
    """What happened, where, and what to do: a line each on stderr."""
    from auditor.reports.screen.width import cells, folded

    what, hint = error.told(lang)
    labels = ("auditor", one(lang, COMMAND, "where"), one(lang, COMMAND, "do"))
    for label, text in zip(labels, (what, error.where, hint), strict=True):
        if text:
            start = "auditor: " if label == "auditor" else f"  {label}{' ' * (7 - cells(label))}"
            lines = folded(_harmless(text), min(110, columns(None) - cells(start)))
            print(start + f"\n{' ' * cells(start)}".join(lines), file=sys.stderr)


def columns(asked: int | None) -> int:
    """``--width``, else the terminal's width, else 80."""
    return asked or shutil.get_terminal_size((80, 24)).columns


def colored(no_color: bool) -> bool:
    """Whether stdout takes colours: not after ``--no-color`` or ``NO_COLOR``, not in a pipe."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


@contextmanager
def working(text: str, export: Path | None = None) -> Iterator[None]:
    """A sign of life on stderr while something long runs; none where nobody watches or the export is small."""
    if not sys.stderr.isatty() or (export is not None and _size(export) < LONG_WORK):
        yield
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False).status(text):
        yield


def _size(path: Path) -> int:
    try:
        return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size
    except OSError:
        return 0


def _harmless(text: str) -> str:
    """An error may quote a file's words; none of them may steer the terminal."""
    return "".join(char if char.isprintable() else "?" for char in text.replace("\n", " "))
