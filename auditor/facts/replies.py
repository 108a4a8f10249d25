"""Who answers whom: what the export says, what a quotation shows, else a guess with its sureness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from auditor.facts.guesses import Flags, Lines, Points, Positions, guess_links
from auditor.facts.talk import MEDIA, mark_kinds
from auditor.facts.turns import in_time

QUOTED = 0.95
"""Sureness of a reply known by the text it quotes."""
SHORT = 15
"""Bytes below which a line is short (five Chinese characters)."""


@dataclass(frozen=True, slots=True)
class Links:
    """What :func:`find_links` found."""

    replies: pl.DataFrame
    """Frame ``replies`` of docs/architecture.md §4, and ``turn`` and ``to_turn``."""
    back_to: Positions
    """By turn: the turn it goes on from (its author's own earlier turn is possible), itself where it starts something,
    -1 where nothing is known."""
    sure: Points
    """By turn: how sure that is, 1 where the export says so."""


def find_links(
    messages: pl.DataFrame, words: pl.DataFrame, to: Positions, given: pl.Series, *, guess: bool, floor: float
) -> Links:
    """Replies of people to people: what the export says, what is quoted, and (``guess``) what is guessed above ``floor``.

    ``messages`` is the frame of :mod:`auditor.facts.talk`; ``words``, ``to`` (addressees) and ``given`` (``reply_to`` of
    the export) have the same rows.
    """
    human, talk = messages["human"].to_numpy(), messages["talk"].to_numpy()
    turn = messages["turn"].to_numpy().astype(np.int64)
    turns = int(turn.max()) + 1 if len(turn) else 0
    back_to, sure = np.full(turns, -1, dtype=np.int64), np.zeros(turns, dtype=np.float32)
    said = _rows_by_id(messages["id"], given)
    source = np.where(said >= 0, said, _rows_by_id(messages["id"], words["quotes"]))
    at = messages["at"].to_physical().to_numpy()
    source[at[source] > at] = -1  # nobody answers what is not yet said, whatever the order of the file
    parts = []
    if guess and talk.any():
        rows = in_time(messages)
        rows = rows[talk[rows]]
        lines = _lines(messages, rows, to)
        first = np.zeros(turns, dtype=np.int64)
        first[turn[rows[::-1]]] = np.arange(len(rows))[::-1]
        opens = first[turn[rows]] == np.arange(len(rows))
        asked = np.flatnonzero((opens | (lines.to >= 0)) & (source[rows] < 0))
        found = guess_links(lines, asked)
        answers = (lines.person[found.back_to] != lines.person[asked]) & (found.sure >= floor)
        new, old = rows[asked[answers]], rows[found.back_to[answers]]
        parts.append(_links(messages, new, old, found.sure[answers], np.ones(len(new), dtype=bool)))
        of = turn[rows[asked[opens[asked]]]]
        back_to[of], sure[of] = turn[rows[found.back_to[opens[asked]]]], found.sure[opens[asked]]
    told = np.flatnonzero((source >= 0) & human & (source != np.arange(len(source))))
    if len(told) or not parts:
        exact = said[told] >= 0
        parts.append(_links(messages, told, source[told], np.where(exact, 1.0, QUOTED).astype(np.float32), ~exact))
        back_to[turn[told]], sure[turn[told]] = turn[source[told]], 1.0
    replies = pl.concat(parts)
    return Links(replies if replies["id"].is_sorted() else replies.sort("id", "reply_to"), back_to, sure)


def _rows_by_id(ids: pl.Series, wanted: pl.Series) -> Positions:
    """Row of each wanted id; -1 for none and for ids that are not there."""
    rows = np.full(len(wanted), -1, dtype=np.int64)
    places = wanted.is_not_null().arg_true().to_numpy()
    if len(places):
        known = ids.to_numpy()
        slot = np.minimum(np.searchsorted(known, wanted.gather(places).to_numpy()), len(known) - 1)
        there = known[slot] == wanted.gather(places).to_numpy()
        rows[places[there]] = slot[there]
    return rows


def _lines(messages: pl.DataFrame, rows: Positions, to: Positions) -> Lines:
    def fires(*names: str) -> Flags:
        found = np.zeros(len(rows), dtype=bool)
        for name in names:
            if name in messages.columns:
                found |= messages[name].to_numpy()[rows]
        return found

    own = messages["own"]
    ends = (own.str.ends_with("?") | own.str.ends_with("？")).to_numpy()[rows]
    return Lines(
        person=messages["person"].gather(rows).cast(pl.Int32).to_numpy(),
        at=messages["at"].to_physical().to_numpy()[rows],
        to=to[rows].astype(np.int32),
        question=fires("question") | ends,
        helping=fires("answer", "in_private", "support", "thanks"),
        notice=fires("promo", "referral", "all_call", "carried", "tactics"),
        short=(own.str.len_bytes().to_numpy()[rows] < SHORT) & ~mark_kinds(messages, MEDIA)[rows],
    )


def _links(messages: pl.DataFrame, rows: Positions, to: Positions, sure: Points, inferred: Flags) -> pl.DataFrame:
    """One row a link between two people; what somebody adds to his own words is none."""
    person, human = messages["person"].to_physical().to_numpy(), messages["human"].to_numpy()
    both = human[rows] & human[to] & (person[rows] != person[to])
    rows, to = rows[both], to[both]
    at = messages["at"].to_physical().to_numpy()
    return pl.DataFrame(
        [
            messages["id"].gather(rows),
            messages["id"].gather(to).alias("reply_to"),
            messages["person"].gather(rows),
            messages["person"].gather(to).alias("to_person"),
            messages["at"].gather(rows),
            messages["day"].gather(rows),
            pl.Series("seconds", (at[rows] - at[to]) / 1000),
            pl.Series("inferred", inferred[both]),
            pl.Series("sure", sure[both].astype(np.float64)),
            messages["turn"].gather(rows),
            messages["turn"].gather(to).alias("to_turn"),
        ]
    )
