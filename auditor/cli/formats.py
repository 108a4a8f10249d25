"""``auditor formats``: which exports can be read, and how to make each."""

from __future__ import annotations

from auditor.cli import options
from auditor.cli.stream import colored, columns, put
from auditor.locale import PLATFORMS, language, one


def formats(*, lang: options.Language = None, width: options.Width = None, no_color: options.NoColor = False) -> None:
    """List the exports that can be read, and how to make each of them."""
    from auditor.chat import read
    from auditor.reports.screen.page import DIM, STRONG, Page

    spoken = language(lang)
    page = Page(min(columns(width), width or 100))
    for module in read.formats():
        page.blank()
        platform = one(spoken, PLATFORMS, module.PLATFORM)
        page.put((platform, STRONG), (f"  {module.NAME}", DIM), indent=1)
        page.put(module.HELP[spoken], indent=3)
    put(page.text(color=colored(no_color)))
