"""How often a signal is heard: for packs with word lists of their own."""

from __future__ import annotations

import polars as pl

from auditor.measures.measured import Measured, share
from auditor.measures.view import View


def signal_share(view: View, *, signal: str) -> Measured:
    """Share of the talk of the group in which ``signal`` fires."""
    return share(view.days, view.talk, pl.col(signal))


def signal_people(view: View, *, signal: str) -> Measured:
    """Share of the members who speak in whose words ``signal`` fires at least once."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count")
    said = view.members.filter(signal)
    speakers = view.members["person"].n_unique()
    return Measured(
        value=said["person"].n_unique() / speakers, unit="share", k=float(said["person"].n_unique()), n=float(speakers),
        people=speakers, days=view.active(view.members), evidence=tuple(said["id"].to_list()),
    )  # fmt: skip


def signal_answered(view: View, *, signal: str) -> Measured:
    """Share of the members' turns with ``signal`` that another person answered within a day."""
    said = view.members.filter(signal)
    if said.is_empty():
        return Measured.unknown("nothing_to_count")
    replied = view.replies.filter((pl.col("seconds") <= 86_400) & (pl.col("sure") >= 0.4))["reply_to"]
    turns = view.facts.messages.filter(pl.col("id").is_in(replied.implode()))["turn"].unique()
    inferred = 0.0 if "replies" in view.facts.has else 1.0
    return share(view.days, said, pl.col("turn").is_in(turns.implode()), inferred=inferred)
