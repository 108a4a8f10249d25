"""``auditor inspect``: what was read from an export and what was not understood. Most wrong diagnoses begin here."""

from __future__ import annotations

import typer

from auditor.cli import options
from auditor.cli.stream import colored, columns, put, working
from auditor.locale import COMMAND, language, one


def inspect(
    context: typer.Context,
    export: options.Export,
    *,
    tz: options.Zone = None,
    date_order: options.Order = None,
    chat: options.ChatName = None,
    header_names: options.Columns = None,
    names: options.ShownNames = options.Names.show,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Show what was read: format, dates, people, events, and samples of lines that were not understood."""
    from auditor.chat.read import read_chat
    from auditor.chat.source import ReadOptions
    from auditor.cli.reading import put_reading
    from auditor.reports.screen.page import Page

    spoken = language(lang)
    reading = ReadOptions(
        chat=chat, zone=options.zone(tz), date_order=date_order, columns=options.headers(header_names)
    )
    with working(one(spoken, COMMAND, "reading"), export):
        read = read_chat(export, reading)
    page = Page(min(columns(width), width or 120))
    put_reading(page, read, names=names.value, lang=spoken)
    put(page.text(color=colored(no_color)))
