"""``auditor batch``: many clients in, one table and a report each out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli import chosen, delivery, options, pipeline, threshold
from auditor.cli.stream import colored, columns, note, put
from auditor.errors import UsageError
from auditor.locale import BOARD, Lang, language, one
from auditor.reports.media import Letterhead, Medium

if TYPE_CHECKING:
    from auditor.batch.clients import Group
    from auditor.batch.job import Telling
    from auditor.batch.machines import Machines
    from auditor.batch.row import Row
    from auditor.batch.run import Step, Watch
    from auditor.packs.load import Packs

NOTHING_READ = 2
LINES = 5
"""Lines of progress a step, at most, where nobody watches."""


class Report(StrEnum):
    """What is written for each client beside the JSON."""

    html = "html"
    md = "md"
    none = "none"


def batch(
    source: Annotated[
        Path,
        typer.Argument(metavar="FOLDER|clients.yml", show_default=False, help="A folder of exports, or a list of clients."),
    ],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where everything goes.", rich_help_panel=options.OUTPUT)
    ] = Path("audits"),
    report: Annotated[
        Report, typer.Option("--report", help="What to write for each client.", rich_help_panel=options.OUTPUT)
    ] = Report.html,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes at once; one a core, unless said."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Run on the Dask cluster at this address: tcp://host:8786."),
    ] = None,
    owner: options.Owner = None,
    staff: options.Staff = None,
    tz: options.Zone = None,
    date_order: options.Order = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    by: options.By = None,
    profile: options.ProfileName = None,
    pack: options.Pack = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    weight: options.Weight = None,
    config: chosen.ConfigFile = None,
    no_config: chosen.NoConfig = False,
    names: options.ChosenNames = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-under", metavar="N|QUESTION=N", rich_help_panel=options.OUTPUT,
            help="End with 1 when any client, or a question of one, scores less; with 3 when that cannot be told.",
        ),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on", metavar="KIND", rich_help_panel=options.OUTPUT,
            help="End with 1 when any client is this kind of group, or bears this mark.",
        ),
    ] = None,
    github: options.Github = False,
    title: delivery.Title = None,
    logo: delivery.Logo = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Judge many clients: one table sorted by what needs attention, a report and a JSON for each.

    Example: auditor batch exports/ -o audits
    """
    if not source.exists():
        raise UsageError("no_such_file", where=str(source), hint="check_path")
    settled = chosen.settings(
        source, config, none=no_config, owner=owner, staff=staff, tz=tz, date_order=date_order, as_of=as_of, since=since,
        until=until, by=by, profile=profile, packs=pack, select=select, ignore=ignore, names=names, lang=lang,
        title=title, logo=logo,
    )  # fmt: skip
    spoken = language(settled.get("lang"))
    from auditor.batch import board
    from auditor.batch.clients import clients
    from auditor.batch.run import Batch
    from auditor.cli.board import put_board
    from auditor.reports.screen.page import Page
    from auditor.whole import write_whole

    settled, packs = chosen.packs(settled, weight)
    thresholds = threshold.parse(fail_under or [], fail_on or [], packs)
    found = clients(source, settled, output)
    _refuse_strangers(found.groups, packs)
    medium = None if report is Report.none else Medium(report.value)
    picture = lru_cache(delivery.picture)  # one letterhead of many clients is kept once
    tellings = [_telling(group, medium, spoken, picture) for group in found.groups]
    with _progress(len(found.groups), spoken) as watch, ExitStack() as stack:
        run = Batch(found.groups, tellings, output, watch)
        rows = run.run(_machines(stack, jobs, scheduler, len(found.groups)))
    write_whole(output / "all.csv", board.sheet(rows, spoken).encode(), make_folder=True)
    write_whole(output / "index.html", board.page(rows, spoken, medium).encode("utf-8", "replace"), make_folder=True)
    page = Page(min(columns(width), width or 160))
    put_board(page, rows, spoken)
    put(page.text(color=colored(no_color)))
    for code, n in (("passed_over", found.passed_over), ("skipped", run.skipped)):
        if n:
            note(one(spoken, BOARD, code if n > 1 else f"{code}_one", n=n))
    if left := _left_behind(output, found.groups):
        note(one(spoken, BOARD, "left_behind", folders=", ".join(left)))
    for row in rows:
        for rule in row.unmuted:
            note(one(spoken, BOARD, "mute_ran_out", name=row.name, rule=rule))
    note(one(spoken, BOARD, "written", out=output, index=output / "index.html"))
    answers = _answers(rows, thresholds, output, spoken)
    if github:
        pipeline.tell_github(answers, lambda: board.markdown(rows, spoken))
    else:
        for answer in answers:
            note(answer.says)
    raise typer.Exit(NOTHING_READ if all(row.reason is not None for row in rows) else threshold.code(answers))


def _left_behind(output: Path, groups: Sequence[Group]) -> list[str]:
    """Folders of clients that are not in this run: somebody renamed or dropped them, and their reports stay as they were."""
    from auditor.batch.job import RESULT
    from auditor.chat.source import written

    here = {group.folder for group in groups}
    return sorted(written(file.parent.name) for file in output.glob(f"*/{RESULT}") if file.parent.name not in here)


def _telling(group: Group, medium: Medium | None, lang: Lang, picture: Callable[[Path], str]) -> Telling:
    """How a client's files are made; a client may have a language and a letterhead of its own."""
    from auditor.batch.job import Telling

    own, logo = group.settled, group.settled.get("logo")
    letterhead = Letterhead(own.get("title"), own.get("client"), picture(Path(logo)) if logo else None)
    return Telling(language(own.get("lang")) if own.get("lang") else lang, medium, letterhead)


def _refuse_strangers(groups: Sequence[Group], packs: Packs) -> None:
    """What a client's own settings name is looked for before the long work."""
    from auditor.packs.load import load_packs

    loaded = {}
    for group in groups:
        own = group.settled.packs()
        if own not in loaded:
            loaded[own] = load_packs(*own) if own else packs
        group.settled.refuse_strangers(loaded[own])
        group.settled.refuse_missing()
        group.settled.audit()


def _machines(stack: ExitStack, jobs: int | None, scheduler: str | None, groups: int) -> Callable[[], Machines]:
    """The machines, started when they are first asked for."""
    started: list[Machines] = []

    def start() -> Machines:
        from auditor.batch import machines

        if not started:
            here = machines.this_machine(min(jobs or machines.cores(), groups))
            started.append(stack.enter_context(machines.cluster(scheduler) if scheduler else here))
        return started[0]

    return start


@contextmanager
def _progress(total: int, lang: Lang) -> Iterator[Watch]:
    """To be told of every group. Whoever stops the run is told, when the bar is gone, that nothing is lost."""
    done = {"judging": 0, "telling": 0}
    try:
        with _shown(total, lang) as show:

            def count(row: Row, step: Step) -> None:
                done[step] += 1
                show(row, step, done[step])

            yield count
    except SystemExit:  # so Ctrl-C ends every command
        note(one(lang, BOARD, "stopped", done=done["judging"], all=total))
        raise


@contextmanager
def _shown(total: int, lang: Lang) -> Iterator[Callable[[Row, Step, int], None]]:
    """Two bars with the time left on stderr; a few lines where nobody watches."""
    import sys

    if not sys.stderr.isatty():

        def line(row: Row, step: Step, done: int) -> None:
            if done == total or done * LINES // total != (done - 1) * LINES // total:
                note(one(lang, BOARD, f"{step}_progress", done=done, all=total))

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from auditor.reports.screen.width import clean, cut

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True, markup=False, highlight=False), transient=True) as bar:
        steps: dict[Step, str] = {step: one(lang, BOARD, step) for step in ("judging", "telling")}
        bars = {step: bar.add_task(said, total=total) for step, said in steps.items()}

        def advance(row: Row, step: Step, done: int) -> None:
            name = cut(clean(row.name), 24).replace("[", "(")
            bar.update(bars[step], completed=done, description=f"{steps[step]}  {name}")

        yield advance


def _answers(
    rows: Sequence[Row], thresholds: Sequence[threshold.Threshold], out: Path, lang: Lang
) -> list[threshold.Answer]:
    """What was asked of every client and does not hold, or cannot be told; what was missed first."""
    from auditor.batch.job import RESULT
    from auditor.saved import load_result

    answers: list[threshold.Answer] = []
    for row in rows if thresholds else ():
        if row.reason is not None:
            answers.append(threshold.Answer(threshold.UNDECIDED, one(lang, BOARD, "gate_unread", name=row.name)))
            continue
        for answer in threshold.answer(load_result(out / row.folder / RESULT), thresholds, lang):
            if answer.code != threshold.MET:
                says = one(lang, BOARD, "gate", name=row.name, says=answer.says)
                answers.append(threshold.Answer(answer.code, says))
    return sorted(answers, key=lambda answer: answer.code != threshold.MISSED)
