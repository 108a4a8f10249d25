"""``auditor report``: a saved result told again, in any medium and language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import delivery, options
from auditor.locale import language

Saved = Annotated[
    Path,
    typer.Argument(metavar="RESULT.json", show_default=False, help="What auditor check -o RESULT.json wrote."),
]
ReportNames = Annotated[
    options.Names | None,
    typer.Option(
        "--names", rich_help_panel=options.OUTPUT,
        help="People by name, by alias or not at all; as in the saved result, unless said.",
    ),
]  # fmt: skip


def report(
    saved: Saved,
    *,
    medium: delivery.Format = None,
    output: delivery.Files = None,
    everything: delivery.Everything = False,
    names: ReportNames = None,
    title: delivery.Title = None,
    client: delivery.Client = None,
    logo: delivery.Logo = None,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Tell a saved result again, without the chat.

    Example: auditor report result.json -o report.html --client 河湾里 --names alias
    """
    handing = delivery.Delivery.of(
        output, medium, saved, lang=language(lang), title=title, client=client, logo=logo, width=width,
        no_color=no_color, everything=everything,
    )  # fmt: skip
    from auditor.names.renaming import renamed
    from auditor.saved import load_result

    result = load_result(saved)
    handing.hand_over(renamed(result, names.value, client) if names else result)
