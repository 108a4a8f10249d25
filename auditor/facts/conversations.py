"""Conversations: turns that go on from one another, by replies and, where nothing is known, by time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.facts.presence import changes
from auditor.facts.replies import Links
from auditor.facts.talk import SIDES
from auditor.facts.turns import grouped

SILENCE = 1_800_000
"""Milliseconds after which a turn that answers nothing opens a new conversation (the usual half hour of a web session)."""
SURE_START = 0.8
"""A turn that so surely starts something new opens a conversation although others are talking."""


def number_conversations(turns: pl.DataFrame, links: Links) -> pl.Series:
    """The conversation of each turn, numbered in order of time; null for turns without talk that stand alone."""
    count = turns.height
    talk = turns["talk"].to_numpy()
    at, end = turns["at"].to_physical().to_numpy(), turns["end"].to_physical().to_numpy()
    index = np.arange(count)
    before = np.concatenate([[-1], np.maximum.accumulate(np.where(talk, index, -1))[:-1]]) if count else index
    close = (before >= 0) & (at - end[before] <= SILENCE)
    parent = np.where(close, before, index)
    back_to = links.back_to
    known = talk & (back_to >= 0) & (back_to <= index)
    known &= np.where(back_to == index, links.sure >= SURE_START, talk[back_to])
    parent[known] = back_to[known]
    moving = np.flatnonzero(parent != index)
    while len(moving):
        further = parent[parent[moving]]
        changed = further != parent[moving]
        parent[moving] = further
        moving = moving[changed]
    roots = (parent == index) & talk
    number = pl.Series("conversation", np.cumsum(roots) - 1).gather(parent).cast(pl.UInt32, strict=False)
    return pl.select(pl.when(pl.Series(roots[parent])).then(number).alias("conversation")).to_series()


def mark_starts(turns: pl.DataFrame) -> pl.Series:
    """Turns that open a conversation; rows as ``turns``."""
    talk = turns["talk"].to_numpy()
    found = np.zeros(turns.height, dtype=bool)
    found[np.flatnonzero(talk)[_openings(turns["conversation"].to_numpy()[talk])]] = True
    return pl.Series("starts", found)


def _openings(of: npt.NDArray[np.floating] | npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Position of the first row of each conversation, by its number."""
    of = of.astype(np.int64)
    opening = np.zeros(int(of.max()) + 1 if len(of) else 0, dtype=np.int64)
    opening[of[::-1]] = np.arange(len(of))[::-1]
    return opening


def tell_conversations(turns: pl.DataFrame) -> pl.DataFrame:
    """Frame ``conversations`` of docs/architecture.md §4. ``turns`` has ``conversation`` filled in."""
    talk = turns.select("turn", "conversation", "person", "side", "at", "day").filter(turns["talk"])
    of = talk["conversation"].to_numpy().astype(np.int64)
    person = talk["person"].to_numpy().astype(np.int64)
    opening = _openings(of)
    count = len(opening)
    other = np.flatnonzero(person != person[opening][of])
    answer = np.full(count, -1, dtype=np.int64)
    answer[of[other][::-1]] = other[::-1]
    by_person = grouped(person)
    by_both = by_person[grouped(of[by_person])]
    voices = of[by_both][changes(of[by_both], person[by_both])]
    host = (talk["side"].to_physical() == SIDES.index("host")).to_numpy()
    first = talk[opening]
    at = talk["at"].to_physical().to_numpy()
    seconds = pl.Series("seconds", (at[answer] - at[opening]) / 1000)
    return pl.DataFrame(
        [
            pl.int_range(count, dtype=pl.UInt32, eager=True).alias("conversation"),
            first["at"],
            first["day"],
            first["person"].alias("starter"),
            first["side"],
            pl.Series("turns", np.bincount(of, minlength=count).astype(np.uint32)),
            pl.Series("people", np.bincount(voices, minlength=count).astype(np.uint32)),
            pl.Series("host_turns", np.bincount(of[host], minlength=count).astype(np.uint32)),
            pl.Series("answered", answer >= 0),
            pl.select(pl.when(pl.Series(answer >= 0)).then(seconds)).to_series().alias("seconds"),
        ]
    )
