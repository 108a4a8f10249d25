"""People over time: who they are, on which side, how often and how long they have talked, and how closely they are tied."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.facts.fired import flag
from auditor.facts.presence import changes
from auditor.facts.talk import monday
from auditor.facts.turns import in_time

TIES = ("silent", "once", "transacted", "returning", "regular", "core")
TIE = pl.Enum(TIES)
RETURNING_DAYS = 3
REGULAR_WEEKS, REGULAR_SHARE = 3, 1 / 3
CORE_WEEKS, CORE_SHARE = 4, 2 / 3
"""Weeks with talk at least, and as a share of the weeks since the first word. Definitions, not norms (after Orbit's
presence levels); what tells is the movement between the rungs."""


def name_keys(people: pl.DataFrame, platform: str) -> pl.Series:
    """A stable key a person: ``p`` and 10 hex digits of platform and id, or name where there is no id."""
    marks = people.select(mark=pl.coalesce(pl.lit("#") + pl.col("source_id"), "name", pl.lit("")))["mark"]
    keys = [hashlib.sha256(f"{platform}\0{mark}".encode()).hexdigest()[:10] for mark in marks]
    taken: dict[str, int] = {}
    for row, key in enumerate(keys):
        taken[key] = taken.get(key, 0) + 1
        if taken[key] > 1:
            keys[row] = hashlib.sha256(f"{platform}\0{marks[row]}\0{taken[key]}".encode()).hexdigest()[:10]
    return pl.Series("key", [f"p{key}" for key in keys], dtype=pl.String)


def tell_people(
    people: pl.DataFrame, keys: pl.Series, sides: pl.DataFrame, messages: pl.DataFrame, presence: pl.DataFrame
) -> pl.DataFrame:
    """Frame ``people`` of docs/architecture.md §4 without ``joined``, ``invited_by``, ``tie`` and ``chorus``."""
    count = people.height
    person = messages["person"].cast(pl.Int64).fill_null(count).to_numpy()
    at = messages["at"].to_physical().to_numpy()
    order = in_time(messages)
    first, last = np.full(count + 1, np.iinfo(np.int64).max), np.full(count + 1, np.iinfo(np.int64).min)
    first[person[order[::-1]]] = at[order[::-1]]
    last[person[order]] = at[order]
    first, last = first[:count], last[:count]
    speaker = presence["person"].to_numpy()
    weekly = changes(speaker, monday(presence["day"]).to_physical().to_numpy())

    def of_speakers(speaker: npt.NDArray[np.integer], weights: pl.Series | None = None) -> pl.Series:
        return pl.Series(np.bincount(speaker, weights, minlength=count).astype(np.uint32))

    spoke = pl.Series(first <= last)
    return pl.DataFrame(
        [
            people["person"],
            keys,
            people["name"],
            people["names"],
            people["source_id"],
            people["role"],
            sides["side"],
            sides["side_because"],
            sides["side_inferred"],
            pl.Series("first", first).cast(pl.Datetime("ms")),
            pl.Series("last", last).cast(pl.Datetime("ms")),
            pl.Series("messages", np.bincount(person, minlength=count + 1)[:count].astype(np.uint32)),
            of_speakers(speaker, presence["turns"]).alias("turns"),
            of_speakers(speaker).alias("days"),
            of_speakers(speaker[weekly]).alias("weeks"),
        ]
    ).with_columns(pl.when(spoke).then(pl.col("first", "last")))


def tie_people(
    people: pl.DataFrame, turns: pl.DataFrame, joins: pl.DataFrame, chains: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """The whole frame: ``people`` with ``joined``, ``invited_by``, ``tie`` and ``chorus``.

    The rungs of ``tie``: silent; once (talk on one or two days); transacted (put his name to an order and was hardly
    heard otherwise); returning; regular; core.
    """
    ordered = pl.concat(
        [
            chains.filter(pl.col("kind") == "order").select(person="entrants").explode("person").drop_nulls()["person"],
            turns["person"].filter(turns.select(flag(turns, "order")).to_series()).drop_nulls(),
        ]
    ).unique()
    chorus = turns["person"].filter(turns["chorus"]).unique()
    possible = ((pl.lit(as_of) - pl.col("first").dt.date()).dt.total_days() // 7 + 1).clip(lower_bound=1)
    share = pl.col("weeks") / possible
    rung = (
        pl.when((pl.col("weeks") >= CORE_WEEKS) & (share >= CORE_SHARE)).then(pl.lit("core"))
        .when((pl.col("weeks") >= REGULAR_WEEKS) & (share >= REGULAR_SHARE)).then(pl.lit("regular"))
        .when(pl.col("days") >= RETURNING_DAYS).then(pl.lit("returning"))
        .when(pl.col("person").is_in(ordered.implode())).then(pl.lit("transacted"))
        .when(pl.col("messages") > 0).then(pl.lit("once"))
        .otherwise(pl.lit("silent"))
    )  # fmt: skip
    return people.join(
        joins.select("person", joined="at", invited_by="inviter"), on="person", how="left", maintain_order="left"
    ).with_columns(tie=rung.cast(TIE), chorus=pl.col("person").is_in(chorus.implode()))


def add_listed(people: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """``people`` with those of a given member list appended who appear nowhere in the chat."""
    known = {*people["name"].to_list(), *people["names"].explode().to_list(), *people["source_id"].to_list()}
    new = [name for name in dict.fromkeys(names) if name not in known]
    if not new:
        return people
    rows = pl.DataFrame(
        {
            "name": new,
            "names": [[name] for name in new],
            "role": "unknown",
            "listed": True,
            "me": False,
            "bridge": False,
        },
    ).with_row_index("person", offset=people.height)
    return pl.concat([people, rows.select(*(pl.col(c).cast(people.schema[c]) for c in rows.columns))], how="diagonal")
