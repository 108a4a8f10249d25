"""Where an answer goes: to the screen, or into files of any medium, with a consultant's letterhead."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import options
from auditor.cli.stream import colored, columns, note, put, write
from auditor.errors import UsageError
from auditor.locale import COMMAND, Lang, one
from auditor.reports.media import FILE_WIDTH, SUFFIXES, Letterhead, Medium, render

if TYPE_CHECKING:
    from auditor.readiness import Readiness
    from auditor.result import Result

LARGEST_LOGO = 1024 * 1024
"""Bytes: the picture travels inside every report."""
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
            ".webp": "image/webp", ".svg": "image/svg+xml"}  # fmt: skip

Format = Annotated[
    Medium | None, typer.Option("--format", "-f", help="How to write the answer.", rich_help_panel=options.OUTPUT)
]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--output", "-o", metavar="FILE", rich_help_panel=options.OUTPUT,
        help="Write to this file (.html .md .csv .json .txt) instead of the screen. Repeat for several.",
    ),
]  # fmt: skip
Everything = Annotated[
    bool,
    typer.Option(
        "--all", rich_help_panel=options.OUTPUT,
        help="Add every rule with its numbers and quotations, ceilings, and the lists in full.",
    ),
]  # fmt: skip
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="Title of a report.", rich_help_panel=options.OUTPUT)
]
Client = Annotated[
    str | None,
    typer.Option(
        "--client", metavar="NAME", rich_help_panel=options.OUTPUT,
        help="For whom a report is made. Aliases stay the same in all chats of one client.",
    ),
]  # fmt: skip
Logo = Annotated[
    Path | None,
    typer.Option("--logo", metavar="FILE", help="A picture for the HTML report.", rich_help_panel=options.OUTPUT),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How and where to tell an answer."""

    targets: tuple[tuple[Path, Medium], ...]
    """Files and what goes into each; none for the screen."""
    medium: Medium
    """What the screen gets."""
    lang: Lang
    letterhead: Letterhead
    width: int | None
    color: bool
    everything: bool

    @classmethod
    def of(
        cls, files: Sequence[Path] | None, medium: Medium | None, source: Path, *, lang: Lang, title: str | None,
        client: str | None, logo: Path | None, width: int | None, no_color: bool, everything: bool,
    ) -> Delivery:  # fmt: skip
        """From the words of a command. What cannot be written is refused before the long work."""
        return cls(
            tuple(targets(files or (), medium, source)), medium or Medium.text, lang,
            Letterhead(title, client, picture(logo) if logo else None), width, colored(no_color), everything,
        )  # fmt: skip

    def hand_over(
        self, result: Result | Readiness, command: str | None = None, *, tell: Callable[..., str] = render
    ) -> None:
        """``result`` into every file, or onto the screen. ``command`` is what was typed, for the last line.

        ``tell``: the door to the media; answers before launch have their own.
        """
        for path, medium in self.targets:
            write(self._told(tell, result, medium, self.width or FILE_WIDTH, color=False, command=command), path)
            note(one(self.lang, COMMAND, "wrote", file=path))
        if not self.targets:
            put(self._told(tell, result, self.medium, columns(self.width), color=self.color, command=command))

    def _told(
        self, tell: Callable[..., str], result: Result | Readiness, medium: Medium, width: int, *, color: bool,
        command: str | None,
    ) -> str:  # fmt: skip
        return tell(
            result, medium, lang=self.lang, letterhead=self.letterhead, width=width, color=color,
            everything=self.everything, command=command,
        )  # fmt: skip


def targets(files: Sequence[Path], medium: Medium | None, source: Path) -> list[tuple[Path, Medium]]:
    """Each file with the medium that ``--format`` or its suffix says; never ``source`` itself."""
    made = []
    for path in files:
        kind = medium or SUFFIXES.get(path.suffix.lower())
        if kind is None:
            raise UsageError("write_what", where=str(path), hint="end_it_in", suffixes=" / ".join(SUFFIXES))
        if not path.parent.is_dir():
            raise UsageError("no_such_folder", where=str(path.parent), hint="make_it_first")
        if path.exists() and source.exists() and path.samefile(source):
            raise UsageError("overwrites_export", where=str(path), hint="another_name")
        made.append((path, kind))
    return made


def picture(path: Path) -> str:
    """A picture as a ``data:`` address. Raises :class:`UsageError` for anything else and for what is too large."""
    kind = PICTURES.get(path.suffix.lower())
    if kind is None:
        raise UsageError("not_a_picture", where=str(path), hint="picture_kinds", kinds=" ".join(PICTURES))
    try:
        if path.stat().st_size > LARGEST_LOGO:
            raise UsageError("picture_too_large", where=str(path), hint="smaller_picture")
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except FileNotFoundError:
        raise UsageError("no_such_file", where=str(path), hint="check_path") from None
    except OSError as error:
        raise UsageError("cannot_open", where=str(path), hint="check_rights", reason=error.strerror) from None
