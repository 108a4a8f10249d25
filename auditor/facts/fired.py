"""The fired signals, lined up with the messages; a signal that no pack brought is nowhere true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

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

    def with_chains(self, chain: pl.Series, chains: pl.DataFrame) -> Fired:
        """The same, with copies of a 接龙 marked by the kind of list they stand in, for a late copy is only an entry.

        Signing up is joining in, an order list is ordering, and a roll-call is duty.
        """
        if chains.is_empty():
            return self
        kinds = chains.select("chain", pl.col("kind").cast(pl.String))
        kind = chain.to_frame("chain").join(kinds, on="chain", how="left", maintain_order="left")["kind"]
        marks = {
            "undertaking": ["act", "opinion"],
            "order": ["order"],
            "roll_call": ["roll_call"],
            "duty": ["roll_call"],
        }
        seen = {signal: kind.is_in(of).fill_null(value=False) for signal, of in marks.items()}
        return replace(
            self,
            messages=self.messages.with_columns(
                (self.messages[signal] | rows if signal in self.messages.columns else rows).alias(signal)
                for signal, rows in seen.items()
            ),
        )

    @property
    def names(self) -> list[str]:
        """Names of the signals, in the order of the frame."""
        return self.messages.columns

    def of(self, *names: str) -> Flags:
        """Messages in which any of the signals fires."""
        there = [self.messages[name] for name in names if name in self.messages.columns]
        return reduce(or_, there).to_numpy() if there else np.zeros(self.messages.height, dtype=bool)


def _by_id(fired: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    wanted = pl.DataFrame({"id": ids.cast(pl.UInt32)})
    found = wanted.join(fired.with_columns(pl.col("id").cast(pl.UInt32)), on="id", how="left", maintain_order="left")
    return found.with_columns(pl.exclude("id").fill_null(value=False))


def flag(frame: pl.DataFrame, *names: str) -> pl.Expr:
    """Any of the signals ``names``; a signal that ``frame`` does not have fires nowhere."""
    return pl.any_horizontal(pl.lit(value=False), *(pl.col(name) for name in names if name in frame.columns))
