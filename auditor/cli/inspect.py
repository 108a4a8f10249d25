"""``auditor inspect``: what was read from an export and what was not understood. Most wrong diagnoses begin here."""

from __future__ import annotations

from auditor.cli import options
from auditor.cli.stream import colored, columns, put, working
from auditor.locale import COMMAND, language, one


def inspect(
    export: options.Export,
    *,
    tz: options.Zone = None,
    date_order: options.Order = None,
    year: options.Year = None,
    chat: options.ChatName = None,
    header_names: options.Columns = None,
    names: options.ShownNames = options.Names.show,
    lang: options.Language = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
) -> None:
    """Show what was read: format, dates, people, events, and samples of lines that were not understood."""
    from auditor.chat.read import read_chat, read_chats
    from auditor.cli.reading import put_chats, put_reading
    from auditor.reports.screen.page import Page

    spoken = language(lang)
    reading = options.reading(chat=chat, tz=tz, order=date_order, year=year, columns=header_names)
    with working(one(spoken, COMMAND, "reading"), export):
        chats = read_chats(export, **reading) if chat is None else [read_chat(export, **reading)]
    page = Page(min(columns(width), width or 120))
    if len(chats) > 1:
        put_chats(page, chats, names=names.value, lang=spoken)
    else:
        put_reading(page, chats[0], names=names.value, lang=spoken)
    put(page.text(color=colored(no_color)))
