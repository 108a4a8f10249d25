"""Who is who in a WeChat log: one key a person, from ids where there are ids, else from names."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.formats.wechat_sentences import EXPORTER, name_key
from auditor.chat.tables import PEOPLE

NOBODY = ("", "系统消息", "系统", "未知", "unknown", "System", "system", "null", "None")
"""Senders that are no person. A group's id (``…@chatroom``) is none either."""

ME = "我"
"""Shown for the exporter when the export never names him."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody a log names. A key ``who`` is :data:`EXPORTER`, ``i`` + id, or ``n`` + name."""

    names: pl.DataFrame
    """``who``, ``name``: every name a person was shown under, the latest last; null where the export prints the id only."""
    own: tuple[str, ...]
    """Ids of the exporter."""

    def keys(self, sender: str, name: str) -> pl.Expr:
        """The key of the person in columns ``sender`` (an id) and ``name``, either of which may be null."""
        return _key(pl.col(sender), pl.col(name), pl.col(sender).is_in(self.own))

    def named(self, rows: pl.DataFrame, column: str) -> pl.DataFrame:
        """``rows`` with the name in ``column`` replaced by a key.

        A name stands for the person who is shown under it when there is exactly one; otherwise for a person of whom
        nothing but the name is known: names are never a reason to merge where ids exist.
        """
        name = name_key(pl.col("name"))
        shown = self.names.drop_nulls("name").select(name.alias(column), "who").unique()
        shown = shown.unique(subset=column, keep="none").rename({"who": "shown"})
        ids = self.names.select(pl.col("who").str.slice(1).alias(column), pl.col("who").alias("known")).unique()
        ids = ids.filter(pl.col("known").str.starts_with("i"))
        rows = rows.with_columns(name_key(pl.col(column)).alias(column))
        rows = rows.join(shown, on=column, how="left", maintain_order="left")
        rows = rows.join(ids, on=column, how="left", maintain_order="left")
        return rows.with_columns(
            pl.when(pl.col(column) == EXPORTER)
            .then(column)
            .when(pl.col(column).is_in(self.own))
            .then(pl.lit(EXPORTER))
            .otherwise(
                pl.coalesce(
                    "known",
                    "shown",
                    pl.when(pl.col(column).str.contains(r"^wxid_\w+$")).then(pl.lit("i") + pl.col(column)),
                    pl.lit("n") + pl.col(column),
                )
            )
            .alias(column)
        ).drop("shown", "known")


def _key(sender: pl.Expr, name: pl.Expr, me: pl.Expr) -> pl.Expr:
    return (
        pl.when(me)
        .then(pl.lit(EXPORTER))
        .when(somebody(sender))
        .then(pl.lit("i") + sender)
        .when(somebody(name) & ~sender.is_in(NOBODY[1:]).fill_null(value=False) & ~_group(sender))
        .then(pl.lit("n") + name_key(name))
    )


def _group(sender: pl.Expr) -> pl.Expr:
    return sender.str.ends_with("@chatroom").fill_null(value=False)


def somebody(column: pl.Expr) -> pl.Expr:
    """True where an id or name stands for a person."""
    return column.is_not_null() & ~column.is_in(NOBODY) & ~column.str.ends_with("@chatroom")


def find_cast(log: pl.DataFrame, members: pl.DataFrame | None) -> tuple[Cast, pl.DataFrame]:
    """The cast of a log, and the log with the key of each row's person in ``who``.

    Of system rows and recalls the sender says nothing: tools put the group's id or the exporter's there. Of a pat the id
    is right, but not the mark of the exporter. ``members`` (``sender``, ``name``) is the member list, where there is one.
    """
    spoken = ~pl.col("what").is_in(["system", "recall", "pat"])
    me = pl.col("me").fill_null(value=False) & spoken
    own = log.filter(me)["sender"].drop_nulls().unique().sort()
    cast = Cast(pl.DataFrame(schema={"who": pl.String, "name": pl.String}), tuple(own.to_list()))
    me = me | pl.col("sender").is_in(cast.own).fill_null(value=False)
    key = _key(pl.col("sender"), pl.col("name"), me)
    log = log.with_columns(pl.when(spoken | (pl.col("what") == "pat")).then(key).alias("who"))
    shown = [log.select("who", "name")]
    if members is not None:
        shown.append(members.select(cast.keys("sender", "name").alias("who"), "name"))
    names = pl.concat(shown).drop_nulls("who").with_columns(pl.when(somebody(pl.col("name"))).then("name"))
    return Cast(names.unique(keep="last", maintain_order=True), cast.own), log


def learn_names(cast: Cast, messages: pl.DataFrame) -> Cast:
    """The cast with names for people of whom the export prints the id only, where a quotation of theirs names them.

    ``messages``: ``id``, ``who``, ``reply_to``, ``quoted_name``. The name most quotations use is taken.
    """
    nameless = cast.names.group_by("who").agg(pl.col("name").drop_nulls().len()).filter(pl.col("name") == 0)["who"]
    quoted = messages.select(pl.col("reply_to").alias("id"), pl.col("quoted_name").alias("name")).drop_nulls()
    told = quoted.join(messages.select("id", "who"), on="id").filter(
        pl.col("who").is_in(nameless.implode()) & somebody(pl.col("name"))
    )
    often = told.group_by("who", "name").len().sort("who", "len", "name", descending=[False, True, False])
    learned = often.unique(subset="who", keep="first", maintain_order=True).select("who", "name")
    return Cast(pl.concat([cast.names, learned]), cast.own)


def people_table(order: pl.Series, cast: Cast, members: pl.DataFrame | None) -> pl.DataFrame:
    """The people table, with the key ``who`` beside it; ``order`` holds keys in the order people first appear."""
    listed = members.select(cast.keys("sender", "name").alias("who")) if members is not None else None
    keys = order.drop_nulls().rename("who")
    if listed is not None:
        keys = pl.concat([keys, listed["who"].drop_nulls()])
    people = pl.DataFrame({"who": keys.unique(maintain_order=True)}).with_row_index("person")
    names = cast.names.drop_nulls("name").group_by("who", maintain_order=True).agg(pl.col("name").alias("names"))
    first = pl.col("who").str.slice(0, 1)
    rest = pl.col("who").str.slice(1)
    fallback = pl.when(pl.col("who") == EXPORTER).then(pl.lit(ME)).otherwise(rest)
    people = people.join(names, on="who", how="left", maintain_order="left").with_columns(
        pl.coalesce("names", pl.concat_list(fallback)).alias("names"),
        pl.when(first == "i")
        .then(rest)
        .when(pl.col("who") == EXPORTER)
        .then(pl.lit(next(iter(cast.own), None)))
        .alias("source_id"),
        (pl.col("who") == EXPORTER).alias("me"),
        pl.lit("unknown").alias("role"),
    )
    if listed is not None:
        people = people.with_columns(pl.col("who").is_in(listed["who"].drop_nulls().to_list()).alias("listed"))
    people = people.with_columns(pl.col("names").list.last().alias("name"))
    return fit(people, {"who": pl.String(), **PEOPLE})


def fit(rows: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """``rows`` with exactly the columns of ``schema``; those it lacks are null."""
    absent = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in rows.columns]
    return rows.with_columns(absent).select(pl.col(name).cast(dtype) for name, dtype in schema.items())
