"""``auditor config``: every setting with where it comes from, and whether a settings file is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli import chosen, options
from auditor.cli.stream import colored, columns, note, put
from auditor.errors import ConfigError
from auditor.locale import CONFIG, Lang, language, one

if TYPE_CHECKING:
    from auditor.config import Settled, Value
    from auditor.reports.screen.page import Page

CLIENTS = (".yml", ".yaml")
"""Endings by which a list of clients is told from an export."""

app = typer.Typer(
    name="config",
    help="Settings: show each with where it comes from, or check the file they stand in.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
Source = Annotated[
    Path | None,
    typer.Argument(metavar="[EXPORT|clients.yml]", show_default=False, help="For this export, or these clients."),
]
File = Annotated[
    Path | None,
    typer.Argument(
        metavar="[FILE]", show_default=False, help="auditor.yml or clients.yml; the one found, unless said."
    ),
]


@app.command("show")
def show(
    export: Source = None, *, config: chosen.ConfigFile = None, lang: options.Language = None,
    width: options.Width = None, no_color: options.NoColor = False,
) -> None:  # fmt: skip
    """Print what holds, where each value was said, and what it overrides."""
    from auditor.config import load_clients
    from auditor.reports.screen.page import STRONG, Page

    spoken = language(lang)
    page = Page(min(columns(width), width or 110))
    settled = chosen.settings(export, config, none=False)
    if export is not None and export.suffix.lower() in CLIENTS:
        for entry in load_clients(export):
            page.blank()
            page.put((entry.name, STRONG), f"  {entry.where}", indent=1)
            _put(page, settled.over(entry.layer), spoken)
    else:
        _put(page, settled, spoken)
    put(page.text(color=colored(no_color)))


@app.command("validate")
def validate(file: File = None, *, lang: options.Language = None) -> None:
    """Check a settings file: keys, values, and that the rules, questions and profiles it names exist."""
    from auditor import config
    from auditor.packs.load import load_packs

    spoken = language(lang)
    path = file or config.find()
    if path is None:
        raise ConfigError("no_config_here", hint="name_config_file")
    if config.holds_clients(path):  # noqa: SIM108  two lines read better
        layers = [entry.layer for entry in config.load_clients(path)]
    else:
        layers = [config.load(path)]
    for layer in layers:
        settled = config.settle([layer])
        settled.refuse_strangers(load_packs(*settled.packs()))
        settled.refuse_missing()
        settled.audit()
    note(one(spoken, CONFIG, "sound", file=path))


def _put(page: Page, settled: Settled, lang: Lang) -> None:
    """A line a setting: its name, the value, where it was said; what it overrides under it."""
    from auditor.config import DEFAULT
    from auditor.reports.screen.page import DIM
    from auditor.reports.screen.width import cells
    from auditor.settings import Settings

    order = [{"weights": "weight"}.get(name, name) for name in Settings.model_fields]
    names = sorted(settled.values, key=lambda name: (order.index(name.partition(".")[0]), name))
    unsaid = [name for name in order if name not in settled.values and name not in ("weight", "mute")]
    wide = max(map(cells, [*names, *unsaid]), default=0) + 4
    for name in names:
        held, *others = settled.values[name]
        _line(page, f"   {name}", held, wide + 2)
        for other in others:
            told = f"{one(lang, CONFIG, 'overridden')} {_told(other.value)}  {other.origin}"
            page.beside([], (told, DIM), at=wide + 2)
    for name in unsaid:
        value = settled.get(name)
        shown = one(lang, CONFIG, "unsaid") if value is None else value
        page.beside([(f"   {name}", DIM)], (f"{shown}  {one(lang, CONFIG, DEFAULT)}", DIM), at=wide + 2)


def _line(page: Page, left: str, value: Value, at: int) -> None:
    from auditor.reports.screen.page import DIM

    page.beside([left], f"{_told(value.value)}  ", (value.origin, DIM), at=at)


def _told(value: Any) -> str:
    """A value as a person writes it; a mute by its reason and dates."""
    from auditor.settings import Muted

    if isinstance(value, Muted):
        until = f" – {value.until}" if value.until else ""
        return f"{value.reason} ({value.since}{until})"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{ours}={theirs}" for ours, theirs in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
