"""What people set out to do together: 接龙, polls, meetings, acts; and how many others joined."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.fired import flag
from auditor.facts.talk import SIDE, text_of
from auditor.facts.words import Words

UNDERTAKING_KINDS = ("act", "opinion", "order", "roll_call", "poll", "meetup")
SHORT = 90
"""Bytes of a promise at most (30 Chinese characters)."""
JOINING = timedelta(hours=48)
"""So long somebody's 我报名 still answers the call."""
NEARBY = timedelta(hours=2)
"""A 算我一个 that answers nothing we could see answers the last call, if that was so lately."""
_MEETING = r"(?i)聚|见面|面基|线下|集合|吃饭|饭局|爬山|徒步|骑行|约(?:个|一)?饭|碰头|(?-u:\b)meet|(?-u:\b)meetup|get together|hike|picnic"
_WHEN = r"(?i)星期|周[一二三四五六日天末]|明[天早晚]|今[天晚]|后天|[\d一二三四五六七八九十两]\s*[点号]|(?:sun|mon|tues|wednes|thurs|fri|satur)day|tomorrow|tonight"
_JOINS = r"(?i)^\s*(?:我也|我去|我(?:参加|报名|来)(?:[^\p{Han}]|$)|报名\s*$|算我|带我|带上|加我|加一|\+\s*1|count me|i'?m in(?-u:\b)|me too)"
_PROMISES = (
    r"^\s*(?:我|俺|咱|来|去|行|好|可以|算|带上?我|加我|报名|\+\s*1|没问题)|我(?:也|来|去|带|可以|能|报名|到|负责)",
    r"(?i-u:count me in|\bi'?m in\b|\bi can\b|\bi'?ll\b|me too|happy to)",
)

UNDERTAKINGS: dict[str, pl.DataType] = {
    "id": pl.UInt32(), "person": pl.UInt32(), "side": SIDE, "kind": pl.Enum(UNDERTAKING_KINDS), "at": TIME,
    "day": pl.Date(), "joiners": pl.UInt32(),
}  # fmt: skip


def tell_undertakings(
    messages: pl.DataFrame,
    turns: pl.DataFrame,
    *,
    words: Words,
    replies: pl.DataFrame,
    people: pl.DataFrame,
) -> pl.DataFrame:
    """Frame ``undertakings`` of docs/architecture.md §4. ``replies`` has ``turn`` and ``to_turn``."""
    listed = words.chains.select(
        "person",
        "at",
        pl.col("kind").cast(pl.String),
        id="first",
        joiners=pl.col("entrants").list.set_difference(pl.concat_list("person")).list.len(),
    )
    in_chain = messages["turn"].filter(words.table["chain"].is_not_null()).unique()
    wanted = ["id", "person", "at", "kind", "joiners"]
    every = pl.concat(
        [
            part.select(wanted)
            for part in (listed, _polled(messages, turns), _called(messages, turns, in_chain, replies))
        ],
        how="vertical_relaxed",
    )
    return (
        every.join(people.select("person", "side"), on="person", how="left", maintain_order="left")
        .filter(pl.col("side").is_in(["host", "member"]))
        .with_columns(pl.col("joiners").fill_null(0), day=pl.col("at").dt.date())
        .unique("id", keep="first", maintain_order=True)
        .sort("at", "id")
        .select(pl.col(name).cast(dtype) for name, dtype in UNDERTAKINGS.items())
    )


def _polled(messages: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Polls, joined by those who talk about them: votes themselves are seldom exported."""
    polls = messages.lazy().filter((pl.col("kind") == "poll") & pl.col("human"))
    found = polls.select("turn", "id", "person", "at", "conversation", kind=pl.lit("poll")).collect()
    return found.join(_who_follows(found, turns, None), on="turn", how="left", maintain_order="left")


def _called(messages: pl.DataFrame, turns: pl.DataFrame, in_chain: pl.Series, replies: pl.DataFrame) -> pl.DataFrame:
    """Calls to act or decide in words: the first of each conversation, or what opened it where only joining was said.

    Who says so (我报名), promises (我带手套) or replies to the call in that conversation has joined.
    """
    wanted = ("turn", "id", "person", "at", "conversation")
    calls = (
        turns.lazy()
        .filter(
            pl.col("human") & pl.col("talk") & flag(turns, "undertaking", "decide")
            & ~flag(turns, "promo", "referral", "order", "roll_call", "tactics")
            & ~pl.col("turn").is_in(in_chain.implode())
        )
        .select(*wanted, decides=flag(turns, "decide"))
        .collect()
    )  # fmt: skip
    said = text_of(messages, calls["turn"])
    calls = calls.join(said, on="turn", how="left", maintain_order="left").with_columns(pl.col("text").fill_null(""))
    joining = pl.col("text").str.contains(_JOINS)
    first = calls.filter(~joining).sort("turn").unique("conversation", keep="first", maintain_order=True)
    # 我也去 without a call in so many words: what opened the conversation was the call.
    joined = calls.filter(joining).select("conversation").unique()
    opening = (
        turns.lazy()
        .filter("starts")
        .select(*wanted, decides=pl.lit(value=False))
        .join(joined.lazy(), on="conversation", how="semi", maintain_order="left")
        .join(first.lazy(), on="conversation", how="anti", maintain_order="left")
        .collect()
    )
    opening = opening.join(text_of(messages, opening["turn"]), on="turn", how="left", maintain_order="left")
    first = pl.concat([first, opening.filter(pl.col("text").str.contains(_WHEN))]).sort("turn")
    turns = _brought_home(turns, calls.filter(joining), first)
    here = messages["conversation"].is_in(first["conversation"].implode()) & messages["talk"]
    short = messages.select("turn", "own").filter(here & (messages["own"].str.len_bytes() <= SHORT))
    promising = short.filter(pl.any_horizontal(pl.col("own").str.contains(said) for said in _PROMISES))["turn"]
    replying = replies.join(first.select(to_turn="turn"), on="to_turn", how="semi")["turn"]
    kind = (
        pl.when("decides").then(pl.lit("opinion"))
        .when(pl.col("text").str.contains(_MEETING)).then(pl.lit("meetup"))
        .otherwise(pl.lit("act"))
    )  # fmt: skip
    saying = pl.concat([calls["turn"], promising, replying]).unique()
    return first.join(_who_follows(first, turns, saying), on="turn", how="left", maintain_order="left").with_columns(
        kind=kind
    )


def _brought_home(turns: pl.DataFrame, joining: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """``turns`` in which a 算我一个 that stands alone belongs to the conversation of the last of ``calls`` before it."""
    alone = joining.select("turn", "at").join(turns.filter("starts").select("turn"), on="turn", how="semi")
    home = alone.sort("at", "turn").join_asof(
        calls.select("at", there="conversation").sort("at"), on="at", tolerance=NEARBY, check_sortedness=False
    )  # fmt: skip
    home = home.select("turn", "there").drop_nulls()
    if home.is_empty():
        return turns
    moved = turns.join(home, on="turn", how="left", maintain_order="left")
    return moved.with_columns(conversation=pl.coalesce("there", "conversation")).drop("there")


def _who_follows(calls: pl.DataFrame, turns: pl.DataFrame, saying: pl.Series | None) -> pl.DataFrame:
    """``turn`` of the call and ``joiners``: different others with a turn (of ``saying``) in its conversation, in time."""
    others = turns.lazy().filter(pl.col("talk")).select("turn", "conversation", by="person", then="at")
    if saying is not None:
        others = others.filter(pl.col("turn").is_in(saying.implode()))
    return (
        calls.lazy()
        .select("turn", "conversation", "person", "at")
        .join(others.drop("turn"), on="conversation")
        .filter(
            (pl.col("by") != pl.col("person"))
            & (pl.col("then") >= pl.col("at"))
            & (pl.col("then") - pl.col("at") <= JOINING)
        )
        .group_by("turn")
        .agg(joiners=pl.col("by").n_unique())
        .collect()
    )
