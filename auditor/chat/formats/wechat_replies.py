"""Which message a WeChat quotation quotes. The tools print name, time and words of the quoted message, hardly ever its id."""

from __future__ import annotations

from typing import Literal

import polars as pl

from auditor.chat.formats.wechat_sentences import name_key

_Keep = Literal["first", "none"]
_STEPS: tuple[tuple[list[str], _Keep], ...] = (
    (["source_id"], "none"),
    (["who", "at", "words"], "first"),
    (["who", "at"], "none"),
    (["at", "words"], "none"),
    (["minute", "words"], "none"),
)
_DISTINCT = 4
"""Characters a quoted text needs to be taken for a message on its words alone, where the name is not known."""


def find_quoted(messages: pl.DataFrame) -> pl.Series:
    """``id`` of the message each message quotes; null where it quotes none or where two could be meant.

    ``messages``: ``id``, ``source_id``, ``at``, ``who`` (key of the writer), ``own`` (text without quotation) and
    ``quoted_id``, ``quoted_at``, ``quoted_who``, ``quoted_text``, each null where the export does not say. Tried in turn: the id;
    writer, time and words; writer and time; time and words; writer and words, nearest before; the words alone
    if nobody else wrote them. A quotation dated outside the export finds nothing.
    """
    if not messages.select(
        pl.any_horizontal(pl.col("quoted_id", "quoted_at", "quoted_text").is_not_null()).any()
    ).item():
        return pl.repeat(None, messages.height, dtype=pl.UInt32, eager=True).alias("reply_to")
    words = name_key(pl.col("own"))
    said = messages.select("id", "source_id", "at", "who", words.alias("words")).with_columns(
        pl.col("at").dt.truncate("1m").alias("minute")
    )
    left = messages.select(
        pl.col("id").alias("by"),
        pl.col("quoted_id").alias("source_id"),
        pl.col("quoted_at").alias("at"),
        pl.col("quoted_at").dt.truncate("1m").alias("minute"),
        pl.col("quoted_who").alias("who"),
        name_key(pl.col("quoted_text")).replace("", None).alias("words"),
    ).filter(pl.any_horizontal(pl.col("source_id", "at", "words").is_not_null()))
    found: list[pl.DataFrame] = []
    for keys, keep in _STEPS:
        if left.is_empty():
            break
        there = said.join(left.select(keys).drop_nulls().unique(), on=keys, how="semi", maintain_order="left")
        there = there.unique(subset=keys, keep=keep, maintain_order=True)
        hit = left.drop_nulls(keys).join(there.select("id", *keys), on=keys).filter(pl.col("id") < pl.col("by"))
        found.append(hit.select("by", "id"))
        left = left.join(hit, on="by", how="anti")
    undated = left.filter(pl.col("at").is_null()).drop_nulls("words").sort("by")
    earlier = said.drop_nulls(["who", "words"]).select("who", "words", pl.col("id").alias("by"), "id").sort("by")
    nearest = undated.drop_nulls("who").join_asof(
        earlier, on="by", by=["who", "words"], strategy="backward", allow_exact_matches=False, check_sortedness=False
    )
    found.append(nearest.drop_nulls("id").select("by", "id"))
    only = said.filter(pl.col("words").str.len_chars() >= _DISTINCT).unique(subset="words", keep="none")
    lone = undated.filter(pl.col("who").is_null()).join(only.select("id", "words"), on="words")
    found.append(lone.filter(pl.col("id") < pl.col("by")).select("by", "id"))
    matched = pl.concat(found).select(pl.col("by").alias("id"), pl.col("id").alias("reply_to"))
    return messages.select("id").join(matched, on="id", how="left", maintain_order="left")["reply_to"]


def cut_quotations(rows: pl.DataFrame, quoting: pl.Expr, pattern: str) -> pl.DataFrame:
    """``rows`` with ``own``, the text without what ``pattern`` finds, and its groups ``name``, ``id``, ``time``, ``text`` as
    ``quoted_name``, ``quoted_sender``, ``quoted_time``, ``quoted_text``; only rows that are ``quoting`` are looked at.

    ``rows`` has ``line``, unique, and ``text``.
    """
    columns = {"name": "quoted_name", "id": "quoted_sender", "time": "quoted_time", "text": "quoted_text"}
    groups = {group: column for group, column in columns.items() if f"(?P<{group}>" in pattern}
    cut = rows.filter(quoting).select(
        "line",
        pl.col("text").str.replace(pattern, "").alias("own"),
        pl.col("text").str.extract_groups(pattern).alias("groups"),
    )
    rows = rows.join(cut.unnest("groups").rename(groups), on="line", how="left", maintain_order="left")
    return rows.with_columns(pl.coalesce("own", "text").alias("own"))
