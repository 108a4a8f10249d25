"""Campaigns of the host side, what was said only because of them, and the chorus that speaks at no other time."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.fired import flag
from auditor.facts.talk import SIDE

BEFORE, AFTER = 5 * 60_000, 60 * 60_000
"""Milliseconds around a red packet, draw or offer in which talk may be bought."""
CHORUS = 10 * 60_000
"""Milliseconds after an offer in which the chorus speaks."""
LEAST_TURNS = 2
CHANCE = 0.05
"""Somebody speaks *only* in such minutes when falling there so often by chance is less likely than this, given how much of
the waking day they cover."""
WAKING = 15 / 24
CAMPAIGN_KINDS = ("red_packet", "tactics", "promo", "referral")

CAMPAIGNS: dict[str, pl.DataType] = {
    "at": TIME, "end": TIME, "kind": pl.Enum(CAMPAIGN_KINDS), "id": pl.UInt32(), "person": pl.UInt32(), "side": SIDE,
}  # fmt: skip
Flags = npt.NDArray[np.bool_]


def tell_campaigns(messages: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Frame ``campaigns`` of docs/architecture.md §4: the windows from 5 minutes before to 60 after each act.

    Where no host side is known, red packets and tactics of any member stand in; adverts of strangers are no campaign.
    """
    known = bool((messages["side"] == "host").any())
    side = ["host"] if known else ["member"]
    packets = messages.lazy().filter((pl.col("kind") == "red_packet") & pl.col("side").is_in(side))
    acts = [packets.select("id", "at", "person", "side", end="at", kind=pl.lit("red_packet")).collect()]
    for kind in ("tactics", "referral", "promo"):
        if known or kind == "tactics":
            of_kind = turns.lazy().filter(pl.col("side").is_in(side) & flag(turns, kind))
            acts.append(of_kind.select("id", "at", "person", "side", "end", kind=pl.lit(kind)).collect())
    return (
        pl.concat(acts)
        .unique("id", keep="first", maintain_order=True)
        .with_columns(pl.col("at").dt.offset_by("-5m"), pl.col("end").dt.offset_by("60m"))
        .sort("at", "id")
        .select(pl.col(name).cast(dtype) for name, dtype in CAMPAIGNS.items())
    )


def mark_bought(messages: pl.DataFrame, turns: pl.DataFrame, campaigns: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """``bought`` and ``chorus`` by row of ``turns``; see docs/architecture.md §4."""
    nowhere = np.zeros(turns.height, dtype=bool)
    if campaigns.is_empty():
        return pl.Series("bought", nowhere), pl.Series("chorus", nowhere)
    starts, ends = campaigns["at"].to_physical().to_numpy(), campaigns["end"].to_physical().to_numpy()
    offers = campaigns["kind"].is_in(["promo", "referral"]).to_numpy()
    acts = starts[offers] + BEFORE
    inside = _inside(turns, starts, ends)
    near = _inside(turns, acts, ends[offers] - AFTER + CHORUS)
    life = turns["at"].to_physical().to_numpy()
    span = max(1, int(life[-1] - life[0])) * WAKING
    member = (turns["side"] == "member").fill_null(value=False).to_numpy()
    only = _only_bought(messages, turns)
    spoken = member & (turns["talk"].to_numpy() | only)
    person = turns["person"].cast(pl.Int64).fill_null(0).to_numpy()
    bought = member & inside & (only | _never_else(person, spoken, inside, _covered(starts, ends) / span))
    chorus = member & _never_else(person, spoken, near, _covered(acts, ends[offers] - AFTER + CHORUS) / span)
    return pl.Series("bought", bought), pl.Series("chorus", chorus)


def _only_bought(messages: pl.DataFrame, turns: pl.DataFrame) -> Flags:
    """Turns all of whose talk is 抢到了 or 谢谢老板."""
    if "bought" not in messages.columns:
        return np.zeros(turns.height, dtype=bool)
    turn = messages["turn"].to_numpy()
    bought = messages["bought"].to_numpy()
    said = np.bincount(turn[bought], minlength=turns.height) > 0
    more = np.bincount(turn[messages["talk"].to_numpy() & ~bought], minlength=turns.height) > 0
    return said & ~more


def _union(
    starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Overlapping stretches as one; ``starts`` ascend."""
    reach = np.maximum.accumulate(ends)
    new = np.concatenate([[True], starts[1:] > reach[:-1]]) if len(starts) else np.zeros(0, dtype=bool)
    return starts[new], reach[np.concatenate([np.flatnonzero(new)[1:] - 1, [len(starts) - 1]])] if len(starts) else ends


def _inside(turns: pl.DataFrame, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> Flags:
    """Turns that lie wholly in one of the stretches."""
    if not len(starts):
        return np.zeros(turns.height, dtype=bool)
    order = np.argsort(starts, kind="stable")
    starts, ends = _union(starts[order], ends[order])
    at, end = turns["at"].to_physical().to_numpy(), turns["end"].to_physical().to_numpy()
    slot = np.searchsorted(starts, at, side="right") - 1
    return (slot >= 0) & (end <= ends[slot])


def _covered(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> float:
    """Milliseconds that the stretches cover together."""
    if not len(starts):
        return 0.0
    order = np.argsort(starts, kind="stable")
    starts, ends = _union(starts[order], ends[order])
    return float((ends - starts).sum())


def _never_else(person: npt.NDArray[np.int64], spoken: Flags, inside: Flags, covered: float) -> Flags:
    """Turns of people all of whose spoken turns lie inside, and too many of them for chance."""
    every = np.bincount(person[spoken], minlength=int(person.max()) + 1)
    within = np.bincount(person[spoken & inside], minlength=int(person.max()) + 1)
    only = (every >= LEAST_TURNS) & (within == every) & (min(1.0, covered) ** every < CHANCE)
    return np.asarray(only[person])
