"""Turns: what one person says in one go. A WeChat advert is a text, nine pictures and a card; a thought is four lines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

PAUSE = 120_000
"""Milliseconds after which a person's next line is a turn of its own."""
WORDS = ("text", "link", "poll", "red_packet", "transfer", "call", "recalled")
"""What somebody writes or does anew. When another has spoken in between, it opens a turn; pictures, voices, files and
cards that trickle in go on with the turn they belong to."""

Positions = npt.NDArray[np.int64]


def number_turns(messages: pl.DataFrame) -> pl.Series:
    """The turn of each message, numbered from 0 in order of time; rows as given (columns ``id``, ``at``, ``person``, ``kind``).

    A line goes on with a turn when it comes within :data:`PAUSE` of the same person's line before and nobody else has
    spoken in between; a question, its answer and the thanks for it are three turns however quickly they come.
    A message of nobody is a turn by itself.
    """
    if messages.is_empty():
        return pl.Series("turn", [], dtype=pl.UInt32)
    order = in_time(messages)
    at = messages["at"].to_physical().to_numpy()[order]
    person = messages["person"].cast(pl.Int64).fill_null(-1).to_numpy()[order]
    says = messages["kind"].cast(pl.String).is_in(list(WORDS)).to_numpy()[order]
    by_person = np.argsort(person, kind="stable")
    before, line = by_person[:-1], by_person[1:]
    goes_on = np.zeros(len(order), dtype=bool)
    goes_on[1:] = (
        (person[line] == person[before])
        & (person[line] >= 0)
        & (at[line] - at[before] <= PAUSE)
        & ((line - before == 1) | ~says[line])
    )
    of_person = np.cumsum(~goes_on) - 1
    first = by_person[~goes_on]
    rank = np.empty(len(first), dtype=np.uint32)
    rank[np.argsort(first)] = np.arange(len(first), dtype=np.uint32)
    turn = np.empty(len(order), dtype=np.uint32)
    turn[order[by_person]] = rank[of_person]
    return pl.Series("turn", turn)


def in_time(messages: pl.DataFrame) -> Positions:
    """Row positions in order of time; rows of the same time keep the order of the file."""
    at = messages["at"].to_physical().to_numpy()
    if bool(np.all(at[1:] >= at[:-1])):
        return np.arange(len(at))
    return np.argsort(at, kind="stable")
