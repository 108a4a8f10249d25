"""The fired signals, lined up with the messages; a signal that no pack brought is nowhere true."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fired:
    """One Boolean column a signal over the messages, and the same over the group's statements where they were read."""

    messages: pl.DataFrame
    """Signal columns only, rows as the messages."""
    statements: pl.DataFrame | None
    """Signal columns only, rows as ``Words.statements``; null when those texts were not matched."""

    @classmethod
    def align(cls, fired: pl.DataFrame, messages: pl.Series, statements: pl.Series) -> Fired:
        """Rows of ``fired`` (``id`` and signals) for the ids of ``messages`` and of ``statements``."""
        rows = fired.head(len(messages))
        if len(rows) != len(messages) or not bool((rows["id"].cast(pl.UInt32) == messages).all()):
            rows = _by_id(fired, messages)
        said = fired.filter(pl.col("id").is_in(statements.implode()))
        told = _by_id(said, statements) if not statements.is_empty() and not said.is_empty() else None
        return cls(rows.drop("id"), told.drop("id") if told is not None else None)

    @property
    def names(self) -> list[str]:
        """Names of the signals, in the order of the frame."""
        return self.messages.columns

    def of(self, *names: str) -> Flags:
        """Messages in which any of the signals fires."""
        found = np.zeros(self.messages.height, dtype=bool)
        for name in names:
            if name in self.messages.columns:
                found |= self.messages[name].to_numpy()
        return found


def _by_id(fired: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    wanted = pl.DataFrame({"id": ids.cast(pl.UInt32)})
    found = wanted.join(fired.with_columns(pl.col("id").cast(pl.UInt32)), on="id", how="left", maintain_order="left")
    return found.with_columns(pl.exclude("id").fill_null(value=False))
