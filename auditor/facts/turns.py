"""Turns: what one person says in one go. A WeChat advert is a text, nine pictures and a card; a thought is four lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import KINDS

PAUSE = 120_000
"""Milliseconds after which a person's next line is a turn of its own."""
WORDS = ("text", "link", "poll", "red_packet", "transfer", "call", "recalled")
"""What somebody writes or does anew. When another has spoken in between, it opens a turn; pictures, voices, files and
cards that trickle in go on with the turn they belong to."""

Positions = npt.NDArray[np.int64]
Keys = npt.NDArray[np.integer]


def number_turns(messages: pl.DataFrame) -> pl.Series:
    """The turn of each message, numbered from 0 in order of time; rows as given (columns ``id``, ``at``, ``person``, ``kind``).

    A line goes on with a turn when it comes within :data:`PAUSE` of the same person's line before and nobody else has
    spoken in between; a question, its answer and the thanks for it are three turns however quickly they come.
    A message of nobody is a turn by itself.
    """
    if messages.is_empty():
        return pl.Series("turn", [], dtype=pl.UInt32)
    order = in_time(messages)
    person = messages["person"].cast(pl.Int64).fill_null(-1).to_numpy()[order]
    by_person = grouped(person)
    rows = order[by_person]
    person = person[by_person]
    at = messages["at"].to_physical().to_numpy()[rows]
    says = np.array([kind in WORDS for kind in KINDS])[messages["kind"].to_physical().to_numpy()[rows]]
    opens = np.ones(len(rows), dtype=bool)
    opens[1:] = (
        (person[1:] != person[:-1]) | (person[1:] < 0) | (np.diff(at) > PAUSE) | ((np.diff(by_person) != 1) & says[1:])
    )
    first = by_person[opens]
    number = np.zeros(len(rows), dtype=np.uint32)
    number[first] = 1
    number = np.cumsum(number, dtype=np.uint32) - 1
    turn = np.empty(len(rows), dtype=np.uint32)
    turn[rows] = np.repeat(number[first], np.diff(np.append(np.flatnonzero(opens), len(rows))))
    return pl.Series("turn", turn)


def in_time(messages: pl.DataFrame) -> Positions:
    """Row positions in order of time; rows of the same time keep the order of the file."""
    at = messages["at"].to_physical().to_numpy()
    if bool(np.all(at[1:] >= at[:-1])):
        return np.arange(len(at))
    return np.argsort(at, kind="stable")


def grouped(keys: Keys) -> Positions:
    """Positions sorted by key, keeping their order within a key. Small keys are sorted by radix, which is much faster."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    low = int(keys.min())
    if int(keys.max()) - low < 1 << 16:
        return np.argsort((keys - low).astype(np.uint16), kind="stable").astype(np.int64)
    by_low = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    order: Positions = by_low[grouped((keys >> 16)[by_low])]
    return order
