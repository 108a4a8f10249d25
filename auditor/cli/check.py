"""``auditor check``: one export in, one diagnosis out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import delivery, options, pipeline, threshold
from auditor.cli.stream import note, working
from auditor.errors import UsageError
from auditor.locale import COMMAND, Lang, language, one

if TYPE_CHECKING:
    from auditor.audit import AuditSettings
    from auditor.launch.keeping import Promises
    from auditor.packs.load import Packs
    from auditor.result import Result

STALE = 30
"""Days of silence from which the day of the export decides whether the group is dead."""
FEW_UNREAD = 0.05
"""Share of lines not understood from which it is said at once."""
OUTPUT_ONLY = {
    "--all": 0, "--no-color": 0, "--github": 0, "--fail-if-worse": 0, "--fail-on": 1, "--title": 1, "--logo": 1, "-f": 1, "--format": 1, "-o": 1, "--output": 1, "--width": 1, "--fail-under": 1,
}  # fmt: skip
"""Flags that do not change the answer, and how many words follow them."""


def check(
    context: typer.Context,
    export: options.Export,
    *,
    medium: delivery.Format = None,
    output: delivery.Files = None,
    everything: delivery.Everything = False,
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
    weight: options.Weight = None,
    launch: Annotated[
        Path | None,
        typer.Option(
            "--launch", metavar="ANSWERS.yml", rich_help_panel=options.JUDGING,
            help="The answers of [b]auditor launch[/b]: what was promised, beside what happened.",
        ),
    ] = None,
    checklist: options.Checklist = None,
    names: options.ShownNames = options.Names.show,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under", metavar="N|QUESTION=N", rich_help_panel=options.OUTPUT,
            help="End with 1 when the whole, or a question, scores less; with 3 when that cannot be told.",
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on", metavar="KIND", rich_help_panel=options.OUTPUT,
            help="End with 1 when it is this kind of group, or bears this mark: dead, ad-group, cooling …; "
            "with 3 when that is only suspected. Repeat for several.",
        ),
    ] = None,
    github: Annotated[
        bool,
        typer.Option(
            "--github", rich_help_panel=options.OUTPUT,
            help="In GitHub Actions: thresholds as annotations, the report into the summary of the job.",
        ),
    ] = False,
    title: delivery.Title = None,
    client: delivery.Client = None,
    logo: delivery.Logo = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Judge a group chat: what kind it is, why, and what to do.

    Example: auditor check chat.zip --owner 林小满 --as-of today
    """
    spoken = language(lang)
    handing = delivery.Delivery.of(
        output, medium, export, lang=spoken, title=title, client=client, logo=logo, width=width, no_color=no_color,
        everything=everything,
    )  # fmt: skip
    count, listed = options.members(members)
    judged_from, is_today = options.judged_from(as_of)
    start, end = options.day(since, "--since"), options.day(until, "--until")
    if start and end and start > end:
        raise UsageError("since_after_until", hint="exchange", since=start, until=end)
    from auditor.audit import AuditSettings

    settings = AuditSettings(
        owner=tuple(owner or ()), staff=tuple(staff or ()), members=count, member_names=listed, as_of=judged_from,
        as_of_is_today=is_today, since=start, until=end, profile=profile, select=options.listed(select),
        ignore=options.listed(ignore), names=names.value, client=client, by=by.value if by else None,
    )  # fmt: skip
    reading = options.reading(chat=chat, tz=tz, order=date_order, year=year, columns=header_names)
    result, thresholds = _judge(
        export,
        reading,
        settings,
        packs=pack or [],
        weights=weight or [],
        wishes=fail_under or [],
        kinds=fail_on or [],
        answers=launch,
        checklist=checklist,
        lang=spoken,
    )
    _warn(result, spoken)
    handing.hand_over(result, retyped(context.obj or (), export))
    answers = threshold.answer(result, thresholds, spoken)
    if github:
        pipeline.tell_github(result, answers, spoken)
    else:
        for answer in answers:
            note(answer.says)
    raise typer.Exit(threshold.code(answers))


def _judge(
    export: Path,
    reading: Mapping[str, Any],
    settings: AuditSettings,
    *,
    packs: Sequence[Path],
    weights: Sequence[str],
    wishes: Sequence[str],
    kinds: Sequence[str],
    answers: Path | None,
    checklist: Path | None,
    lang: Lang,
) -> tuple[Result, list[threshold.Threshold]]:
    """Read and audit. What was asked for is checked before the long work."""
    from auditor.audit import audit
    from auditor.chat.read import read_chat
    from auditor.packs.load import load_packs

    loaded = load_packs(*packs)
    settings = replace(settings, weights=options.weights(weights, loaded.questions))
    thresholds = threshold.parse(wishes, kinds, loaded)
    if settings.profile is not None:
        loaded.profile(settings.profile)
    if answers is not None:
        settings = replace(settings, promised=_promised(answers, checklist, loaded))
    with working(one(lang, COMMAND, "reading"), export):
        chat = read_chat(export, **reading)
    with working(one(lang, COMMAND, "judging"), export):
        return audit(chat, loaded, settings), thresholds


def _promised(answers: Path, checklist: Path | None, packs: Packs) -> Promises:
    """What was promised before launch."""
    from auditor.launch.answers import load_answers
    from auditor.launch.checklist import load_checklist
    from auditor.launch.judging import judge
    from auditor.launch.keeping import promises

    loaded = load_checklist(packs, checklist)
    told = load_answers(answers, loaded.checklist)
    return promises(loaded, judge(loaded, packs, told.answers, {}))


def _warn(result: Result, lang: Lang) -> None:
    """What the reader should know before he believes the answer."""
    chat, read = result.chat, result.read
    if chat.as_of_source == "last" and chat.last:
        days = (date.today() - date.fromisoformat(chat.last[:10])).days
        if days > STALE:
            note(one(lang, COMMAND, "stale", days=f"{days:,}"))
    for left in read.notes:
        if left.code == "files_left":
            note(left.zh if lang == "zh" else left.en)
    if read.coverage < 1 - FEW_UNREAD:
        unread = read.lines - read.understood
        note(one(lang, COMMAND, "not_understood", lines=f"{read.lines:,}", unread=f"{unread:,}"))


def retyped(words: Sequence[str], export: Path) -> str:
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
