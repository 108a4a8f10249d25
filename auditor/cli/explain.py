"""``auditor explain``: what a rule asks, why, how it is scored and how far its bounds can be trusted."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli import options
from auditor.cli.stream import colored, columns, put
from auditor.locale import language


class Medium(StrEnum):
    """How the explanation is written."""

    text = "text"
    json = "json"


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="RULE", show_default=False,
            help="A rule such as vitality/alive, or the name of a gate, verdict, flag, measure, signal, profile, pack or claim.",
        ),
    ],
    *,
    pack: Annotated[list[Path] | None, typer.Option("--pack", metavar="FILE", help="A pack of your own.")] = None,
    medium: Annotated[Medium, typer.Option("--format", "-f", help="How to write it.")] = Medium.text,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Explain a rule: what it asks, why, its bounds and where they come from, what it needs, what to do."""
    from auditor.cli.explanation import as_data, put_explanation
    from auditor.cli.lookup import find
    from auditor.packs.load import load_packs
    from auditor.reports.screen.page import Page

    packs = load_packs(*(pack or []))
    found = find(packs, name)
    if medium is Medium.json:
        put(json.dumps([as_data(packs, one) for one in found], ensure_ascii=False, indent=1) + "\n")
        return
    page = Page(min(columns(width), 100 if width is None else width))
    for one in found:
        page.blank()
        put_explanation(page, packs, one, language(lang))
    put(page.text(color=colored(no_color)))
