"""What members suggest to the host side or complain of, and what became of it."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.chat.tables import EVENT, TIME, Chat
from auditor.facts.fired import flag
from auditor.facts.talk import text_of

HEARD = timedelta(days=3)
PUNISHED = timedelta(days=2)
LAST_WORDS = timedelta(hours=2)
ACTED = timedelta(days=30)

SUGGESTIONS: dict[str, pl.DataType] = {
    "turn": pl.UInt32(), "id": pl.UInt32(), "person": pl.UInt32(), "at": TIME, "day": pl.Date(), "text": pl.String(),
    "answered": pl.Boolean(), "seconds": pl.Float64(), "acted": pl.Boolean(), "punished": pl.Boolean(),
}  # fmt: skip


def tell_suggestions(
    chat: Chat, messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame, notices: pl.DataFrame
) -> pl.DataFrame:
    """Frame ``suggestions`` of docs/architecture.md §4. ``replies`` has ``turn`` and ``to_turn``."""
    wanted = ("turn", "id", "person", "at", "day", "conversation")
    spoken = turns.lazy().filter(pl.col("talk") & ~flag(turns, "promo", "referral"))
    wish = flag(turns, "suggestion", "sees_through") & ~flag(turns, "complaint_third_party")
    of_members = spoken.filter(pl.col("side") == "member")
    last = _last_words(of_members.select("person", "turn", "at"), chat)
    wishes = of_members.filter(wish | pl.col("turn").is_in(last.implode())).select(wanted).collect()
    if wishes.is_empty():
        return pl.DataFrame(schema=SUGGESTIONS)
    wishes = wishes.join(text_of(messages, wishes["turn"]), on="turn", how="left", maintain_order="left")
    host = spoken.filter(pl.col("side") == "host").select("turn", "conversation", "at").collect()
    linked = (
        replies.join(host.select("turn"), on="turn", how="semi")
        .join(wishes.select(to_turn="turn"), on="to_turn", how="semi")
        .select("to_turn", then="at")
    )
    nearby = (
        wishes.select("turn", "conversation", "at")
        .join(host.select("conversation", then="at"), on="conversation", how="inner")
        .filter(pl.col("then") > pl.col("at"))
        .select(to_turn="turn", then="then")
    )
    heard = pl.concat([linked, nearby]).group_by("to_turn").agg(pl.col("then").min()).rename({"to_turn": "turn"})
    wishes = wishes.join(heard, on="turn", how="left", maintain_order="left")
    in_time = (pl.col("then") - pl.col("at") <= HEARD).fill_null(value=False)
    return (
        wishes.with_columns(
            answered=in_time,
            seconds=pl.when(in_time).then((pl.col("then") - pl.col("at")).dt.total_milliseconds() / 1000),
            acted=_taken_up(wishes, notices),
            punished=_punished(wishes, chat),
        )
        .sort("turn")
        .select(pl.col(name).cast(dtype) for name, dtype in SUGGESTIONS.items())
    )


def _taken_up(wishes: pl.DataFrame, notices: pl.DataFrame) -> pl.Series:
    """Wishes of whose pairs of characters (or words) a later notice within 30 days uses at least three, and a quarter."""
    pieces = r"\p{Han}|[a-z]{4,}"

    def pairs(text: pl.Expr) -> pl.Expr:
        found = text.str.to_lowercase().str.extract_all(pieces)
        return found.list.eval(
            pl.when(pl.element().str.len_chars() > 1)
            .then(pl.element())
            .otherwise(pl.element() + pl.element().shift(-1).fill_null(""))
        )

    said = notices.filter(pl.col("source").is_in(["announcement", "description", "title", "pinned"]))
    told = said.select("at").drop_nulls().sort("at").with_columns(said_at="at")
    followed = wishes.select("turn", "at", "text").sort("at").join_asof(
        told, on="at", strategy="forward", tolerance=ACTED, allow_exact_matches=False
    ).filter(pl.col("said_at").is_not_null())  # fmt: skip
    if followed.is_empty():
        return pl.repeat(value=False, n=wishes.height, eager=True)
    told = (
        said.with_row_index("notice")
        .select("notice", said_at="at", pair=pairs(pl.col("text")))
        .explode("pair")
        .unique()
    )
    wished = followed.select("turn", "at", pair=pairs(pl.col("text"))).explode("pair").unique().drop_nulls()
    size = wished.group_by("turn").agg(size=pl.len())
    shared = (
        wished.join(told, on="pair")
        .filter((pl.col("said_at") > pl.col("at")) & (pl.col("said_at") - pl.col("at") <= ACTED))
        .group_by("turn", "notice")
        .agg(shared=pl.len())
        .join(size, on="turn")
        .filter((pl.col("shared") >= 3) & (pl.col("shared") >= pl.col("size") / 4))
    )
    return wishes["turn"].is_in(shared["turn"].unique().implode())


def _last_words(spoken: pl.LazyFrame, chat: Chat) -> pl.Series:
    """Turns right after which their authors were put out: whatever they said, the host side did not like it."""
    removed = chat.events.filter(
        (pl.col("kind") == "remove") & pl.col("target").is_not_null() & pl.col("at").is_not_null()
    )
    if removed.is_empty():
        return pl.Series("turn", [], dtype=pl.UInt32)
    theirs = spoken.filter(pl.col("person").is_in(removed["target"].implode())).sort("at", "turn").collect()
    last = removed.select(person="target", then="at").sort("then").join_asof(
        theirs, left_on="then", right_on="at", by="person",
        strategy="backward", tolerance=LAST_WORDS, check_sortedness=False,
    )  # fmt: skip
    return last["turn"].drop_nulls().unique()


def _punished(wishes: pl.DataFrame, chat: Chat) -> pl.Series:
    """Wishes whose author was put out or muted, or everybody was muted, within two days."""
    acts = chat.events.filter(pl.col("kind").is_in(pl.Series(["remove", "mute"], dtype=EVENT).implode())).select(
        "target", then="at"
    )
    hits = (
        wishes.select("turn", "person", "at")
        .join(acts, how="cross")
        .filter(
            ((pl.col("target") == pl.col("person")) | pl.col("target").is_null())
            & (pl.col("then") > pl.col("at"))
            & (pl.col("then") - pl.col("at") <= PUNISHED)
        )
    )
    return wishes["turn"].is_in(hits["turn"].unique().implode())
