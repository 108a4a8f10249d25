"""A picture in words, as a drawing and as a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture with everything that stands around it."""

    id: str
    says: str
    """The finding in one sentence: whoever cannot see the picture misses nothing that matters."""
    svg: Markup
    note: str = ""
    """How to read the picture."""
    wide: bool = False
    """A wide picture scrolls inside its frame on a phone; others shrink."""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """The same numbers as a table; the first column names the row."""
    keys: tuple[tuple[str, str], ...] = ()
    """Colour class and what it stands for."""
