"""``auditor launch``: the questions before the first invitation, asked or judged."""

from __future__ import annotations

import importlib
import shlex
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from auditor.cli import delivery, options
from auditor.cli.stream import colored, columns, put
from auditor.errors import UsageError
from auditor.locale import LAUNCH, Lang, language, one

if TYPE_CHECKING:
    from auditor.launch.answers import Answers
    from auditor.launch.checklist import LoadedChecklist
    from auditor.launch.judging import Judge
    from auditor.readiness import Kind, Readiness
    from auditor.reports.screen.page import Page

FILE = Path("launch.yml")
INTERRUPTED = 130
CODES = {"ready": 0, "not_ready": 1, "cannot_tell": 3}
"""Verdict → exit code, when a pipeline asks for it."""


def launch(
    answers: Annotated[
        Path | None,
        typer.Argument(
            metavar="ANSWERS.yml", show_default=False,
            help="Answers to judge, or to go on with; [b]launch.yml[/b] here, unless said.",
        ),
    ] = None,
    *,
    ask: Annotated[bool, typer.Option("--ask", help="Ask what is still open in ANSWERS.", rich_help_panel=options.READING)] = False,
    text: Annotated[
        list[str] | None,
        typer.Option(
            "--text", metavar="KIND=TEXT|@FILE", rich_help_panel=options.READING,
            help="A text that exists already: name, announcement, welcome or poster. Repeat for several.",
        ),
    ] = None,
    checklist: options.Checklist = None,
    medium: delivery.Format = None,
    output: delivery.Files = None,
    everything: Annotated[
        bool, typer.Option("--all", rich_help_panel=options.OUTPUT, help="Show the answers that hold, too.")
    ] = False,
    fail_if_not_ready: Annotated[
        bool,
        typer.Option(
            "--fail-if-not-ready", rich_help_panel=options.OUTPUT,
            help="End with 1 when it is not ready, with 3 when that cannot be told.",
        ),
    ] = False,
    title: delivery.Title = None,
    client: delivery.Client = None,
    logo: delivery.Logo = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Before the first invitation: twenty questions, one at a time, and whether the group is ready.

    Example: auditor launch
    """
    spoken = language(lang)
    path = answers or FILE
    for file in output or ():
        if file.exists() and path.exists() and file.samefile(path):
            raise UsageError("overwrites_answers", where=str(file), hint="another_name")
    handing = delivery.Delivery.of(
        output, medium, path, lang=spoken, title=title, client=client, logo=logo, width=width, no_color=no_color,
        everything=everything,
    )  # fmt: skip
    texts = _texts(text or [])
    asking = _can_ask() and (ask or not path.exists() or answers is None)
    if not asking and not path.exists():
        if answers is None and not texts:
            raise UsageError("no_answers_yet", hint="answer_in_terminal")
        if answers is not None:
            raise UsageError("no_such_file", where=str(path), hint="answer_in_terminal")
    loaded, judge = _judge(checklist)
    told = _read(path, loaded, given=answers is not None)
    from auditor.launch.answers import merged

    told = merged(told, texts)
    if asking and _left(
        judge,
        told,
        path,
        spoken,
        width=columns(width),
        color=colored(no_color),
        asked_with=answers,
        checklist=checklist,
    ):
        raise typer.Exit(INTERRUPTED)
    readiness = judge.readiness(told.answers, told.texts)
    from auditor.reports.readiness import render

    handing.hand_over(readiness, _next(readiness, path, checklist), tell=render)
    raise typer.Exit(CODES[readiness.verdict] if fail_if_not_ready else 0)


def _can_ask() -> bool:
    """Whether somebody sits there: a pipe is never asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _judge(checklist: Path | None) -> tuple[LoadedChecklist, Judge]:
    from auditor.launch.checklist import load_checklist
    from auditor.launch.judging import Judge
    from auditor.packs.load import load_packs

    packs = load_packs()
    loaded = load_checklist(packs, checklist)
    return loaded, Judge.of(loaded, packs)


def _read(path: Path, loaded: LoadedChecklist, *, given: bool) -> Answers:
    """What was answered before. A ``launch.yml`` that is something else is left alone."""
    from auditor.launch.answers import Answers, load_answers

    if not path.exists():
        return Answers()
    try:
        return load_answers(path, loaded.checklist)
    except UsageError as error:
        if given or error.code != "not_answers":
            raise
        raise UsageError("file_is_yours", where=str(path), hint="name_another_file", file=path.name) from None


def _left(
    judge: Judge, answers: Answers, path: Path, lang: Lang, *, width: int, color: bool, asked_with: Path | None,
    checklist: Path | None,
) -> bool:  # fmt: skip
    """Ask. True when the person left before the end; everything answered is saved either way."""
    from auditor.cli.asking import Conversation
    from auditor.launch.answers import save_answers

    if not path.parent.is_dir():
        raise UsageError("no_such_folder", where=str(path.parent), hint="make_it_first")

    def save() -> None:
        save_answers(answers, path, judge.loaded.checklist, lang)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        Conversation(judge, answers, _Terminal(color=color), save=save, lang=lang, width=width).hold()
    except (EOFError, KeyboardInterrupt):
        # Nothing typed yet, nothing to write: an empty form would only be in the way.
        if not (answers.answered() or answers.texts):
            print(f"\n {one(lang, LAUNCH, 'nothing_saved')}")
            return True
        save()
        command = _typed(path, checklist, "--ask" if asked_with else "")
        print(f"\n {one(lang, LAUNCH, 'saved', file=path, command=command)}")
        return True
    finally:
        signal.signal(signal.SIGINT, before)
    if answers.answered() or answers.texts:
        save()
        print(f"\n {one(lang, LAUNCH, 'saved_done', file=path)}\n")
    return False


class _Terminal:
    """Whoever sits at the terminal."""

    def __init__(self, *, color: bool) -> None:
        self._color = color
        # Makes the arrow keys work while typing; not on every system. What is pasted then arrives whole: several lines
        # are one answer, not the answers to the next questions.
        with suppress(ImportError):
            importlib.import_module("readline").parse_and_bind("set enable-bracketed-paste on")

    def say(self, page: Page) -> None:
        """Show lines; an empty first one is kept."""
        start = "\n" if page.lines and not page.lines[0].plain else ""
        if start:
            page.lines.pop(0)
        put(start + page.text(color=self._color))

    def hear(self) -> str:
        """What was typed or pasted, without what a terminal sends that is no text."""
        lines = input(" > ").splitlines()
        return "\n".join("".join(char for char in line if char.isprintable()) for line in lines).strip()


def _texts(given: Sequence[str]) -> dict[Kind, str]:
    """``name=…`` and ``poster=@file``. Raises :class:`UsageError` for anything else."""
    from auditor.cli.asking import text_file
    from auditor.readiness import KINDS

    made: dict[Kind, str] = {}
    for pair in given:
        kind, equals, said = pair.partition("=")
        if not equals or kind.strip() not in KINDS or not said.strip():
            raise UsageError("not_a_text", hint="write_text", text=pair)
        made[cast("Kind", kind.strip())] = text_file(said.strip()[1:]) if said.strip().startswith("@") else said.strip()
    return made


def _next(readiness: Readiness, path: Path, checklist: Path | None) -> str:
    """What to type next."""
    if readiness.verdict == "ready":
        return f"auditor check EXPORT --launch {_quoted(path)}"
    open_ = readiness.counts.answered < readiness.counts.asked
    return _typed(path, checklist, "--ask" if open_ else "", always_named=True)


def _typed(path: Path, checklist: Path | None, flag: str, *, always_named: bool = False) -> str:
    words = ["auditor launch", _quoted(path) if always_named or path != FILE else "", flag]
    words += [f"--checklist {_quoted(checklist)}"] if checklist else []
    return " ".join(word for word in words if word)


def _quoted(path: Path) -> str:
    """A file name as a shell wants it; Chinese needs no quotes."""
    name = str(path)
    return name if all(char.isalnum() or char in "./_-" for char in name) else shlex.quote(name)
