"""Chat and packs in, Result out."""

from __future__ import annotations


def audit() -> None:
    """Not written yet."""
