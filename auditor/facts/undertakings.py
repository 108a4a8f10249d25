"""What people set out to do together: 接龙, polls, meetings, acts; and how many others joined."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.asks import flag, text_of
from auditor.facts.talk import SIDE

UNDERTAKING_KINDS = ("act", "opinion", "order", "roll_call", "poll", "meetup")
JOINING = timedelta(hours=48)
"""So long somebody's 我报名 still answers the call."""
_MEETING = r"(?i)聚|见面|面基|线下|集合|吃饭|饭局|爬山|徒步|骑行|约(?:个|一)?饭|碰头|\bmeet|\bmeetup|get together|hike|picnic"

UNDERTAKINGS: dict[str, pl.DataType] = {
    "id": pl.UInt32(), "person": pl.UInt32(), "side": SIDE, "kind": pl.Enum(UNDERTAKING_KINDS), "at": TIME,
    "day": pl.Date(), "joiners": pl.UInt32(),
}  # fmt: skip


def tell_undertakings(
    chains: pl.DataFrame, words: pl.DataFrame, messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame, people: pl.DataFrame
) -> pl.DataFrame:
    """Frame ``undertakings`` of docs/architecture.md §4. ``replies`` has ``turn`` and ``to_turn``."""
    listed = chains.select(
        "person",
        "at",
        pl.col("kind").cast(pl.String),
        id="first",
        joiners=pl.col("entrants").list.set_difference(pl.concat_list("person")).list.len(),
    )
    in_chain = messages.select("turn").filter(words["chain"].is_not_null()).unique()
    called = _called(messages, turns.join(in_chain, on="turn", how="anti"), replies)
    polls = messages.filter((pl.col("kind") == "poll") & pl.col("human")).select(
        "turn", "id", "person", "at", kind=pl.lit("poll")
    )
    every = pl.concat(
        [listed, _answered(polls, replies).drop("turn"), called], how="diagonal_relaxed"
    )  # fmt: skip
    return (
        every.join(people.select("person", "side"), on="person", how="left", maintain_order="left")
        .filter(pl.col("side").is_in(["host", "member"]))
        .with_columns(day=pl.col("at").dt.date())
        .unique("id", keep="first", maintain_order=True)
        .sort("at", "id")
        .select(pl.col(name).cast(dtype) for name, dtype in UNDERTAKINGS.items())
    )


def _answered(calls: pl.DataFrame, replies: pl.DataFrame) -> pl.DataFrame:
    """``calls`` with ``joiners``: different people who replied to them in time."""
    answers = (
        calls.select(to_turn="turn", asked="at")
        .join(replies.select("to_turn", "person", "at"), on="to_turn")
        .filter(pl.col("at") - pl.col("asked") <= JOINING)
        .group_by("to_turn")
        .agg(joiners=pl.col("person").n_unique())
    )
    return calls.join(answers, left_on="turn", right_on="to_turn", how="left", maintain_order="left").with_columns(
        pl.col("joiners").fill_null(0)
    )


def _called(messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame) -> pl.DataFrame:
    """Calls to act or decide in words: the first such turn of each conversation, joined by those who say so or reply."""
    calls = turns.filter(
        pl.col("human") & pl.col("talk") & flag(turns, "undertaking", "decide")
        & ~flag(turns, "promo", "referral", "order", "roll_call", "tactics")
    ).select("turn", "id", "person", "at", "conversation", decides=flag(turns, "decide"))  # fmt: skip
    if calls.is_empty():
        return pl.DataFrame(schema={"id": pl.UInt32, "person": pl.UInt32, "at": TIME, "kind": pl.String, "joiners": pl.UInt32})
    first = calls.sort("turn").unique("conversation", keep="first", maintain_order=True)
    said = text_of(messages, first["turn"])
    joined = (
        calls.select("conversation", by="person", then="at")
        .join(first.select("turn", "conversation", "person", "at"), on="conversation")
        .filter((pl.col("by") != pl.col("person")) & (pl.col("then") - pl.col("at") <= JOINING))
        .select("turn", "by")
    )
    replied = (
        first.select(to_turn="turn", asked="at")
        .join(replies.select("to_turn", "at", by="person"), on="to_turn")
        .filter(pl.col("at") - pl.col("asked") <= JOINING)
        .select("by", turn="to_turn")
    )
    joiners = pl.concat([joined, replied.select("turn", "by")]).group_by("turn").agg(joiners=pl.col("by").n_unique())
    kind = (
        pl.when("decides").then(pl.lit("opinion"))
        .when(pl.col("text").str.contains(_MEETING)).then(pl.lit("meetup"))
        .otherwise(pl.lit("act"))
    )  # fmt: skip
    return (
        first.join(said, on="turn", how="left", maintain_order="left")
        .join(joiners, on="turn", how="left", maintain_order="left")
        .select("id", "person", "at", kind=kind, joiners=pl.col("joiners").fill_null(0))
    )
