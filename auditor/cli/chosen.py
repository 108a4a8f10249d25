"""The settings of a command: its flags over what files say."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import options
from auditor.errors import UsageError

if TYPE_CHECKING:
    from auditor.config import Settled
    from auditor.packs.load import Packs

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", rich_help_panel=options.JUDGING,
        help="Settings from this file, instead of the auditor.yml beside the export or in the working folder.",
    ),
]  # fmt: skip
NoConfig = Annotated[
    bool, typer.Option("--no-config", help="Without any auditor.yml.", rich_help_panel=options.JUDGING)
]


def settings(beside: Path | None, file: Path | None, *, none: bool, **typed: Any) -> Settled:
    """What holds. ``beside`` is the export; ``file`` is ``--config``, ``none`` is ``--no-config``; ``typed`` are the
    other flags as they came from the command line.

    :raises ConfigError: the file cannot be read or something in it is wrong.
    :raises UsageError: a flag says what it cannot mean.
    """
    from auditor import config

    layers = [config.flags(**{name: _meant(name, value) for name, value in typed.items()})]
    found = None if none else file or config.find(beside)
    if found is not None:
        layers.append(config.load(found))
    settled = config.settle(layers)
    since, until = settled.get("since"), settled.get("until")
    if since and until and since > until:
        raise UsageError("since_after_until", hint="exchange", since=since, until=until)
    return settled


def packs(settled: Settled, weight: list[str] | None) -> tuple[Settled, Packs]:
    """The packs that were asked for, and the settings with ``--weight``, whose questions the packs know.

    :raises ConfigError: a file names a rule, question or profile that there is not.
    """
    from auditor import config
    from auditor.packs.load import load_packs

    loaded = load_packs(*settled.packs())
    settled = settled.over(config.flags(weight=options.weights(weight or [], loaded.questions)))
    settled.refuse_strangers(loaded)
    if settled.get("profile") is not None:
        loaded.profile(settled.get("profile"))
    return settled, loaded


def _meant(name: str, value: Any) -> Any:
    """A flag as the files would say it: ``--as-of`` is a day, ``today`` or ``last``."""
    if name == "as_of":
        return value if value == "today" else options.judged_from(value)[0]
    if name in ("since", "until"):
        return options.day(value, f"--{name}")
    if name in ("select", "ignore"):
        return options.listed(value)
    if name == "columns":
        return options.headers(value)
    return value.value if isinstance(value, Enum) else value
