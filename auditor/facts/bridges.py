"""Bridges: accounts that carry what people wrote elsewhere. The people they carry are people of their own."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_RELAYED = r"^(?:\*\*)?<([^<>@\s:/|][^<>\n:/|]{0,39})>(?:\*\*)?[ \t]+(.*)"
_ACTED = r"^Action: ([^\s:]{1,40}) (.*)"
_LEAST = 5
"""Relayed messages of an account before it can be called a bridge."""
_SHARE = 0.6
"""Share of an account's messages that are relayed before it can be called a bridge."""
_SAME_BREATH = 120_000
"""Milliseconds in which a line without a name goes on with what was relayed before."""


@dataclass(frozen=True, slots=True)
class Unbridged:
    """Messages by who really wrote them."""

    messages: pl.DataFrame
    """As given, with ``person`` and ``text`` of the people behind the bridge."""
    people: pl.DataFrame
    """As given, with the people who only speak through a bridge appended, and ``bridge`` (Boolean)."""


def unbridge(messages: pl.DataFrame, people: pl.DataFrame) -> Unbridged:
    """Give the words that a bridge carries (``<name> text``) to the people who said them.

    A relayed name that somebody in the chat bears is that person. What a bridge says for itself stays the bridge's.
    """
    marked = messages.filter(
        (pl.col("text").str.starts_with("<") | pl.col("text").str.starts_with("**<") | pl.col("text").str.starts_with("Action: "))
        & pl.col("person").is_not_null()
    )  # fmt: skip
    relayed = marked.select(
        "id",
        "person",
        name=pl.coalesce(pl.col("text").str.extract(_RELAYED, 1), pl.col("text").str.extract(_ACTED, 1)),
    ).filter(pl.col("name").is_not_null())
    bridges = _bridges(messages, relayed)
    people = people.with_columns(bridge=pl.col("person").is_in(bridges.implode()))
    if bridges.is_empty():
        return Unbridged(messages, people)
    relayed = relayed.filter(pl.col("person").is_in(bridges.implode())).with_columns(
        key=pl.col("name").str.to_lowercase()
    )
    people, known = _people_behind(people, relayed)
    speakers = relayed.join(known, on="key", how="left", maintain_order="left").select("id", speaker="real")
    text = pl.col("text")
    stripped = text.str.replace(r"(?s)" + _RELAYED, "$2").str.replace(r"(?s)" + _ACTED, "$2")
    carried = (
        messages.filter(pl.col("person").is_in(bridges.implode()))
        .select("id", "person", "at", stripped.alias("words"))
        .join(speakers, on="id", how="left", maintain_order="left")
        .with_columns(before=pl.col("at").shift().over("person"), last=pl.col("speaker").forward_fill().over("person"))
        .with_columns(
            speaker=pl.when((pl.col("at") - pl.col("before")).dt.total_milliseconds() <= _SAME_BREATH)
            .then(pl.coalesce("speaker", "last"))
            .otherwise("speaker")
        )
        .filter(pl.col("speaker").is_not_null())
        .select("id", "speaker", "words")
    )
    messages = (
        messages.join(carried, on="id", how="left", maintain_order="left")
        .with_columns(person=pl.coalesce("speaker", "person"), text=pl.coalesce("words", "text"))
        .drop("speaker", "words")
    )
    return Unbridged(messages, people)


def _bridges(messages: pl.DataFrame, relayed: pl.DataFrame) -> pl.Series:
    """People nearly all of whose messages carry names, of two different people at least."""
    if relayed.is_empty():
        return pl.Series([], dtype=pl.UInt32)
    counts = relayed.group_by("person").agg(relayed=pl.len(), names=pl.col("name").n_unique())
    all_of = messages.join(counts, on="person", how="semi").group_by("person").agg(every=pl.len())
    counts = counts.join(all_of, on="person").filter(
        (pl.col("relayed") >= _LEAST) & (pl.col("relayed") >= _SHARE * pl.col("every")) & (pl.col("names") >= 2)
    )
    return counts["person"].sort()


def _people_behind(people: pl.DataFrame, relayed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """People with newly seen ones appended, and ``key`` (name in lower case) to ``real`` (their row)."""
    shown = (
        people.filter(~pl.col("bridge"))
        .select("person", pl.col("names").list.concat(pl.concat_list("name")).alias("key"))
        .explode("key")
        .with_columns(pl.col("key").str.to_lowercase())
        .drop_nulls()
        .group_by("key")
        .agg(real=pl.col("person").min())
    )
    names = relayed.group_by("key").agg(pl.col("name").first(), first=pl.col("id").min()).sort("first")
    new = names.join(shown, on="key", how="anti", maintain_order="left").with_row_index("person", offset=people.height)
    rows = new.select(
        pl.col("person").cast(pl.UInt32),
        "name",
        names=pl.concat_list("name"),
        source_id=pl.lit(None, dtype=pl.String),
        role=pl.lit("unknown", dtype=people.schema["role"]),
        listed=pl.lit(None, dtype=pl.Boolean),
        me=pl.lit(value=False),
        bridge=pl.lit(value=False),
    )
    known = pl.concat([shown, new.select("key", real=pl.col("person").cast(pl.UInt32))])
    return pl.concat([people, rows.select(people.columns)]), known
