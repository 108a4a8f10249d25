"""Who came in, by whom, how deep in the tree of invitations, and whether it was paid for."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from auditor.chat.tables import EVENT, TIME, Chat
from auditor.facts.fired import flag

BATCH = 8
"""So many who come within an hour came together: a group that moved, a class that was imported."""
HOUR = 3_600_000
FOUNDING = timedelta(hours=48)
BOUGHT = timedelta(hours=72)

JOINS: dict[str, pl.DataType] = {
    "person": pl.UInt32(), "at": TIME, "day": pl.Date(), "inviter": pl.UInt32(), "via": pl.String(),
    "batch": pl.Boolean(), "depth": pl.UInt32(), "bought": pl.Boolean(),
}  # fmt: skip


def tell_joins(chat: Chat, turns: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Frame ``joins`` of docs/architecture.md §4: the first time each person came in.

    ``depth`` counts from the founder and the host side, who stand at 0. Where an inviter's own way in is unknown, so is
    the depth. Who had spoken before the event came in earlier, unseen, and has no row.
    """
    kind = pl.col("kind")
    came = (
        chat.events.filter(
            kind.is_in(pl.Series(["join", "invite"], dtype=EVENT).implode())
            & pl.col("target").is_not_null()
            & pl.col("at").is_not_null()
        )
        .sort("at", "id")
        .unique("target", keep="first", maintain_order=True)
        .select(
            "at",
            person="target",
            inviter=pl.when(pl.col("actor") != pl.col("target")).then("actor"),
            via=pl.coalesce("via", pl.when(kind == "invite").then(pl.lit("invite"))),
        )
        .join(people.select("person", "first", "side"), on="person", how="left", maintain_order="left")
        .filter((pl.col("first").is_null() | (pl.col("first") >= pl.col("at") - timedelta(hours=1))) & pl.col("side").is_in(["host", "member", "passer_by"]))
    )  # fmt: skip
    if came.is_empty():
        return pl.DataFrame(schema=JOINS)
    created = chat.events.filter((kind == "create") & pl.col("at").is_not_null()).sort("at").head(1)
    at = came["at"].to_physical().to_numpy()
    batch = _crowded(at)
    if not created.is_empty():
        batch |= (came["at"] <= created["at"][0] + FOUNDING).to_numpy()
    roots = {*created["actor"].drop_nulls().to_list(), *people.filter(pl.col("side") == "host")["person"].to_list()}
    calls = (
        turns.lazy()
        .filter((pl.col("side") == "host") & flag(turns, "referral"))
        .select(call="at")
        .sort("call")
        .collect()
    )
    bought = came.join_asof(calls, left_on="at", right_on="call", strategy="backward", tolerance=BOUGHT)[
        "call"
    ].is_not_null()
    return came.with_columns(
        pl.Series("batch", batch),
        pl.Series("depth", _depths(came, roots), dtype=pl.UInt32),
        bought.alias("bought"),
        day=pl.col("at").dt.date(),
    ).select(pl.col(name).cast(dtype) for name, dtype in JOINS.items())


def _crowded(at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Times that lie in some hour with :data:`BATCH` of them; ``at`` ascends."""
    until = np.searchsorted(at, at + HOUR, side="right")
    starts = np.flatnonzero(until - np.arange(len(at)) >= BATCH)
    edge = np.zeros(len(at) + 1, dtype=np.int64)
    np.add.at(edge, starts, 1)
    np.add.at(edge, until[starts], -1)
    return np.cumsum(edge)[:-1] > 0


def _depths(came: pl.DataFrame, roots: set[int]) -> list[int | None]:
    """Depth of each join; an inviter who came later than the invited has no known way in."""
    depth = dict.fromkeys(roots, 0)
    found: list[int | None] = []
    for person, inviter in came.select("person", "inviter").iter_rows():
        deep = depth.get(inviter)
        found.append(None if deep is None else deep + 1)
        if deep is not None:
            depth.setdefault(person, deep + 1)
    return found
