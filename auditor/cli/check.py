"""``auditor check``: one export in, one diagnosis out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import options, threshold
from auditor.cli.stream import colored, columns, note, put, working, write
from auditor.errors import UsageError
from auditor.locale import COMMAND, Lang, language, one

if TYPE_CHECKING:
    from auditor.audit import AuditSettings
    from auditor.result import Result

STALE = 30
"""Days of silence from which the day of the export decides whether the group is dead."""
FEW_UNREAD = 0.05
"""Share of lines not understood from which it is said at once."""
OUTPUT_ONLY = {
    "--all": 0, "--no-color": 0, "-f": 1, "--format": 1, "-o": 1, "--output": 1, "--width": 1, "--fail-under": 1,
}  # fmt: skip
"""Flags that do not change the answer, and how many words follow them."""


class Medium(StrEnum):
    """How the answer is written."""

    text = "text"
    json = "json"


FILE_WIDTH = 80
"""Columns of a text that goes to a file."""
SUFFIXES = {".txt": Medium.text, ".json": Medium.json}


def check(
    context: typer.Context,
    export: options.Export,
    *,
    medium: Annotated[
        Medium | None, typer.Option("--format", "-f", help="How to write the answer.", rich_help_panel=options.OUTPUT)
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", rich_help_panel=options.OUTPUT,
            help="Write to this file (.txt or .json) instead of the screen. Repeat for both.",
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", rich_help_panel=options.OUTPUT,
            help="Add every rule with its numbers and quotations, ceilings, and the lists in full.",
        ),
    ] = False,
    owner: options.Owner = None,
    staff: options.Staff = None,
    members: options.Members = None,
    tz: options.Zone = None,
    date_order: options.Order = None,
    year: options.Year = None,
    chat: options.ChatName = None,
    header_names: options.Columns = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    by: options.By = None,
    profile: options.ProfileName = None,
    pack: options.Pack = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    names: options.ShownNames = options.Names.show,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under", metavar="N|QUESTION=N", rich_help_panel=options.OUTPUT,
            help="End with 1 when the whole, or a question, scores less; with 3 when that cannot be told.",
        ),
    ] = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Judge a group chat: what kind it is, why, and what to do.

    Example: auditor check chat.zip --owner 林小满 --as-of today
    """
    spoken = language(lang)
    targets = _targets(output or [], medium, export)
    count, listed = options.members(members)
    judged_from, is_today = options.judged_from(as_of)
    start, end = options.day(since, "--since"), options.day(until, "--until")
    if start and end and start > end:
        raise UsageError("since_after_until", hint="exchange", since=start, until=end)
    from auditor.audit import AuditSettings

    settings = AuditSettings(
        owner=tuple(owner or ()), staff=tuple(staff or ()), members=count, member_names=listed, as_of=judged_from,
        as_of_is_today=is_today, since=start, until=end, profile=profile, select=options.listed(select),
        ignore=options.listed(ignore), names=names.value, by=by.value if by else None,
    )  # fmt: skip
    reading = options.reading(chat=chat, tz=tz, order=date_order, year=year, columns=header_names)
    result, thresholds = _judge(export, reading, settings, packs=pack or [], wishes=fail_under or [], lang=spoken)
    _warn(result, spoken)
    command = _retyped(context.obj or (), export)

    def told(kind: Medium, page: int, *, color: bool) -> str:
        if kind is Medium.json:
            return result.to_json()
        from auditor.reports.terminal import render

        return render(result, lang=spoken, width=page, color=color, everything=everything, command=command)

    for path, kind in targets:
        write(told(kind, width or FILE_WIDTH, color=False), path)
        note(one(spoken, COMMAND, "wrote", file=path))
    if not targets:
        put(told(medium or Medium.text, columns(width), color=colored(no_color)))
    code, sentences = threshold.answer(result, thresholds, spoken)
    for sentence in sentences:
        note(sentence)
    raise typer.Exit(code)


def _judge(
    export: Path,
    reading: Mapping[str, Any],
    settings: AuditSettings,
    *,
    packs: Sequence[Path],
    wishes: Sequence[str],
    lang: Lang,
) -> tuple[Result, list[threshold.Threshold]]:
    """Read and audit. What was asked for is checked before the long work."""
    from auditor.audit import audit
    from auditor.chat.read import read_chat
    from auditor.packs.load import load_packs

    loaded = load_packs(*packs)
    thresholds = threshold.parse(wishes, [pack.pack.pack for pack in loaded.packs if pack.pack.part is not None])
    if settings.profile is not None:
        loaded.profile(settings.profile)
    with working(one(lang, COMMAND, "reading"), export):
        chat = read_chat(export, **reading)
    with working(one(lang, COMMAND, "judging"), export):
        return audit(chat, loaded, settings), thresholds


def _targets(output: Sequence[Path], medium: Medium | None, export: Path) -> list[tuple[Path, Medium]]:
    """Each file with the format that ``--format`` or its suffix says."""
    made = []
    for path in output:
        kind = medium or SUFFIXES.get(path.suffix.lower())
        if kind is None:
            raise UsageError("write_what", where=str(path), hint="end_it_in", suffixes=" / ".join(SUFFIXES))
        if not path.parent.is_dir():
            raise UsageError("no_such_folder", where=str(path.parent), hint="make_it_first")
        if path.exists() and export.exists() and path.samefile(export):
            raise UsageError("overwrites_export", where=str(path), hint="another_name")
        made.append((path, kind))
    return made


def _warn(result: Result, lang: Lang) -> None:
    """What the reader should know before he believes the answer."""
    chat, read = result.chat, result.read
    if chat.as_of_source == "last" and chat.last:
        days = (date.today() - date.fromisoformat(chat.last[:10])).days
        if days > STALE:
            note(one(lang, COMMAND, "stale", days=f"{days:,}"))
    if read.coverage < 1 - FEW_UNREAD:
        unread = read.lines - read.understood
        note(one(lang, COMMAND, "not_understood", lines=f"{read.lines:,}", unread=f"{unread:,}"))


def _retyped(words: Sequence[str], export: Path) -> str:
    """The command as it was typed, without what only changes the output."""
    kept: list[str] = []
    skip = 0
    for word in words:
        if skip:
            skip -= 1
            continue
        flag, equals, _ = word.partition("=")
        if flag in OUTPUT_ONLY:
            skip = 0 if equals else OUTPUT_ONLY[flag]
            continue
        kept.append(word if re.fullmatch(r"[\w./:=,@%+-]+", word) else shlex.quote(word))
    return " ".join(["auditor", *kept]) if kept else f"auditor check {shlex.quote(str(export))}"
