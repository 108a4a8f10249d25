"""``auditor check``: one export in, one diagnosis out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import chosen, delivery, options, pipeline, threshold
from auditor.cli.retyped import retyped
from auditor.cli.stream import note, working
from auditor.config import run_out
from auditor.locale import COMMAND, Lang, language, one
from auditor.reports.media import Medium, render

if TYPE_CHECKING:
    from auditor.audit import AuditSettings
    from auditor.config import Settled
    from auditor.launch.keeping import Promises
    from auditor.packs.load import Packs
    from auditor.result import Result

STALE = 30
"""Days of silence from which the day of the export decides whether the group is dead."""
FEW_UNREAD = 0.05
"""Share of lines not understood from which it is said at once."""


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
    names: options.ChosenNames = None,
    config: chosen.ConfigFile = None,
    no_config: chosen.NoConfig = False,
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
    github: options.Github = False,
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
    settled = chosen.settings(
        export, config, none=no_config, owner=owner, staff=staff, members=members, chat=chat, tz=tz,
        date_order=date_order, year=year, columns=header_names, as_of=as_of, since=since, until=until, by=by,
        profile=profile, packs=pack, select=select, ignore=ignore, names=names, lang=lang, title=title, client=client,
        logo=logo,
    )  # fmt: skip
    spoken = language(settled.get("lang"))
    logo = settled.get("logo")
    handing = delivery.Delivery.of(
        output, medium, export, lang=spoken, title=settled.get("title"), client=settled.get("client"),
        logo=Path(logo) if logo else None, width=width, no_color=no_color, everything=everything,
    )  # fmt: skip
    settings, result, thresholds = _judge(
        export, settled, weight, fail_under or [], fail_on or [], answers=launch, checklist=checklist, lang=spoken
    )
    for rule in run_out(settings, result.chat.as_of):
        note(one(spoken, COMMAND, "mute_ran_out", rule=rule))
    _warn(result, spoken)
    handing.hand_over(result, retyped(context.obj or (), export))
    answers = threshold.answer(result, thresholds, spoken)
    if github:
        pipeline.tell_github(answers, lambda: render(result, Medium.md, lang=spoken))
    else:
        for answer in answers:
            note(answer.says)
    raise typer.Exit(threshold.code(answers))


def _judge(
    export: Path,
    settled: Settled,
    weight: list[str] | None,
    wishes: Sequence[str],
    kinds: Sequence[str],
    *,
    answers: Path | None,
    checklist: Path | None,
    lang: Lang,
) -> tuple[AuditSettings, Result, list[threshold.Threshold]]:
    """Read and audit. What was asked for is checked before the long work."""
    from auditor.audit import audit
    from auditor.chat.read import read_chat

    settled, packs = chosen.packs(settled, weight)
    settings = settled.audit()
    thresholds = threshold.parse(wishes, kinds, packs)
    if answers is not None:
        settings = replace(settings, promised=_promised(answers, checklist, packs))
    with working(one(lang, COMMAND, "reading"), export):
        chat = read_chat(export, **settled.reading())
    with working(one(lang, COMMAND, "judging"), export):
        return settings, audit(chat, packs, settings), thresholds


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
