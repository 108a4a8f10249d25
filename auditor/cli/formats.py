"""``auditor formats``: which exports can be read, and how to make each."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from auditor.cli import options
from auditor.cli.stream import colored, columns, put
from auditor.locale import PLATFORMS, Lang, language, one


def formats(*, lang: options.Language = None, width: options.Width = None, no_color: options.NoColor = False) -> None:
    """List the exports that can be read, and how to make each of them."""
    from auditor.chat.read import FORMATS
    from auditor.reports.screen.page import DIM, STRONG, Page

    spoken = language(lang)
    page = Page(min(columns(width), width or 100))
    for name in FORMATS:
        module = import_module(f"auditor.chat.formats.{name}")
        page.blank()
        platform = one(spoken, PLATFORMS, getattr(module, "PLATFORM", module.NAME))
        page.put((platform, STRONG), (f"  {module.NAME}", DIM), indent=1)
        page.put(_words(module.HELP, spoken), indent=3)
    put(page.text(color=colored(no_color)))


def _words(told: Any, lang: Lang) -> str:
    """A format's own words, in one language where it has both."""
    return str(told[lang]) if isinstance(told, dict) else str(told)
