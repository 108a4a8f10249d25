"""``auditor diff``: two saved results of one group, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import delivery, options
from auditor.cli.retyped import retyped
from auditor.cli.stream import colored, columns, note, put, write
from auditor.errors import UsageError
from auditor.locale import COMMAND, COMPARISON, Lang, language, one
from auditor.reports.media import FILE_WIDTH, SUFFIXES, Medium

if TYPE_CHECKING:
    from auditor.comparison import Comparison

NOT_WORSE, WORSE, UNDECIDED = 0, 1, 3
"""Exit codes of ``--fail-if-worse``."""


def diff(
    context: typer.Context,
    old: Annotated[
        Path, typer.Argument(metavar="OLD.json", show_default=False, help="The earlier saved result of the group.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", show_default=False, help="The later one.")],
    *,
    fail_if_worse: Annotated[
        bool,
        typer.Option(
            "--fail-if-worse", rich_help_panel=options.OUTPUT,
            help="End with 1 when the whole or a question is worse; with 3 when nothing can be told.",
        ),
    ] = False,
    profile: options.ProfileAgain = None,
    pack: options.Pack = None,
    medium: delivery.Format = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", rich_help_panel=options.OUTPUT,
            help="Write to this file (.md .json .txt) instead of the screen. Repeat for several.",
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", rich_help_panel=options.OUTPUT, help="Add what every rule said both times.")
    ] = False,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Say what became of a group between two saved results: better, worse, the same, or cannot tell.

    Both are judged by the same packs, as the kind of group the newer one was judged as.

    Example: auditor diff spring.json autumn.json --fail-if-worse
    """
    spoken = language(lang)
    targets = [*delivery.targets(output or (), medium, old), *delivery.targets(output or (), medium, new)]
    from auditor.reports.comparison import MEDIA, render

    for path, kind in [*targets, (None, medium or Medium.text)]:
        if kind not in MEDIA:
            known = " / ".join(suffix for suffix, of in SUFFIXES.items() if of in MEDIA)
            raise UsageError("not_for_comparison", where=str(path or ""), hint="end_it_in", suffixes=known)
    from auditor.diff import diff as compare
    from auditor.packs.load import load_packs
    from auditor.saved import load_result

    before, after = load_result(old), load_result(new)
    comparison = compare(before, after, load_packs(*(pack or [])), profile)
    command = retyped(context.obj or (), old)

    def told(kind: Medium, page: int, *, color: bool) -> str:
        return render(comparison, kind, lang=spoken, width=page, color=color, everything=everything, command=command)

    for path, kind in dict(targets).items():
        write(told(kind, width or FILE_WIDTH, color=False), path)
        note(one(spoken, COMMAND, "wrote", file=path))
    if not targets:
        put(told(medium or Medium.text, columns(width), color=colored(no_color)))
    if fail_if_worse:
        code, sentence = _worse(comparison, spoken)
        note(sentence)
        raise typer.Exit(code)


def _worse(comparison: Comparison, lang: Lang) -> tuple[int, str]:
    """The exit code, and why."""
    names = [one(lang, COMMAND, "overall")] if comparison.whole.judged == "worse" else []
    names += [
        question.title.zh if lang == "zh" else question.title.en
        for question in comparison.questions
        if question.judged == "worse"
    ]
    if names:
        return WORSE, one(lang, COMPARISON, "is_worse", names=("、" if lang == "zh" else ", ").join(names))
    if {comparison.whole.judged, *(question.judged for question in comparison.questions)} == {"cannot_tell"}:
        return UNDECIDED, one(lang, COMPARISON, "nothing_told")
    return NOT_WORSE, one(lang, COMPARISON, "nothing_worse")
