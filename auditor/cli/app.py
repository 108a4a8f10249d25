"""The door: which commands there are, and the one place where errors become exit codes."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from auditor.cli import (
    batch,
    check,
    config,
    diff,
    explain,
    formats,
    inspect,
    launch,
    report,
    rescore,
    rules,
    tables,
)
from auditor.cli.mistyped import is_mistyped, retold, spoken
from auditor.cli.stream import show_error
from auditor.errors import AuditorError

FAILED = 2
INTERRUPTED = 130
SELDOM = 1_000_000
"""New objects after which Python looks for ones that only hold each other."""
EPILOG = (
    "Exit codes: 0 it ran, whatever the score · 1 a threshold was missed, or tests of packs failed · "
    "2 it could not do the job · 3 too little data to answer the threshold. Nothing leaves this machine."
)

app = typer.Typer(
    name="auditor",
    help="Read an exported group chat, ask the seven questions, and say what kind of group it is, why, and what to do.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("launch")(launch.launch)
app.command("batch")(batch.batch)
app.command("report")(report.report)
app.command("rescore")(rescore.rescore)
app.command("diff")(diff.diff)
app.command("inspect")(inspect.inspect)
app.command("tables")(tables.tables)
app.command("explain")(explain.explain)
app.add_typer(rules.app, name="rules")
app.add_typer(config.app, name="config")
app.command("formats")(formats.formats)


def _version(asked: bool) -> None:
    if asked:
        from auditor import __version__

        print(f"auditor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of a mistake of ours; stands anywhere.")
    ] = False,
) -> None:
    """What stands before the command."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    _settle()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in typed
    typed = [word for word in typed if word != "--debug"]
    lang = spoken(typed)
    before = signal.signal(signal.SIGINT, _interrupted)
    try:
        sys.exit(app(typed, prog_name="auditor", obj=tuple(typed), standalone_mode=False) or 0)
    except AuditorError as error:
        show_error(error, lang)
    except MemoryError:
        show_error(AuditorError("no_memory", hint="give_a_part"), lang)
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        elif is_mistyped(error):
            show_error(retold(error), lang)
        else:
            if debug:
                traceback.print_exc()
            said = f"{type(error).__name__}: {error}"
            show_error(AuditorError("mistake_of_ours", hint="run_with_debug", error=said), lang)
    finally:
        signal.signal(signal.SIGINT, before)
        gc.freeze()  # at the end everything goes at once: nothing to search through before
    sys.exit(FAILED)


def _settle() -> None:
    """Make the process fit for one piece of work.

    Polars keeps all cores busy: threads of OpenBLAS would spin beside it after every small product, and the last digit of
    a product would hang on how many there are. What Python makes here lives to the end, so its collector seldom finds
    anything and is asked seldom.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(SELDOM)


def _interrupted(number: int, frame: object) -> NoReturn:
    """Ctrl-C ends quietly."""
    sys.exit(INTERRUPTED)
