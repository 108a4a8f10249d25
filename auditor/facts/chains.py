"""接龙: lists that grow as people copy them and add a line. Each copy repeats the header and all earlier entries."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

CHAIN_KINDS = ("act", "opinion", "order", "roll_call")
CHAINS: dict[str, pl.DataType] = {
    "chain": pl.UInt32(),
    "first": pl.UInt32(),
    "person": pl.UInt32(),
    "at": pl.Datetime("ms"),
    "header": pl.String(),
    "kind": pl.Enum(CHAIN_KINDS),
    "entries": pl.UInt32(),
    "entrants": pl.List(pl.UInt32()),
}

_NUMBER = r"(?:\d{1,3}\s*[.、．)）:：]|[①-⑳]|\d️?⃣)"
_ENTRY = rf"(?m)^[ \t]*{_NUMBER}[ \t]*\S.*$"
_FIRST = r"(?m)^[ \t]*(?:1\s*[.、．)）:：]|①|1️?⃣)[ \t]*\S"
_BODY = r"(?s)(?:\A|\n)[ \t]*(?:1\s*[.、．)）:：]|①|1️?⃣).*\z"
_LONG_AGO = 30 * 86_400_000
"""Milliseconds after which the same header opens a new 接龙."""
_KEPT = 0.5
"""Share of the copy before that a copy repeats; below it the list was begun anew."""

_ORDER = r"\d+\s*(?:份|斤|箱|盒|件|只|袋|瓶|提|包|套|束|块|板|条|盆|kg|磅|打)|规格|自提|下单|订购|团购|预订|开团|[¥￥]\s*\d|\d\s*(?:元|块)?\s*/|券后"
_ROLL = r"收到|已读|已阅|已完成|已缴|已交|已填|体温|打卡|回执|签到|签字|知晓"
_OPINION = r"同意|不同意|意见|赞成|反对|选\s*[a-dA-D]|表决|投票|票多|一票|征求|支持|想买啥|想买什么|本周想买|这周想买"
_ACT = r"报名|参加|志愿|集合|拼车|值班|认领|带什么|活动|聚|一起|组队|分工|义工|约|sign\s*up|volunteer|potluck"
_SAMPLE = r"^(?:例|示例|模板|样例|范例|姓名|xx|格式)"


@dataclass(frozen=True, slots=True)
class Found:
    """What :func:`find_chains` saw."""

    copies: pl.DataFrame
    """``row``, ``chain`` and ``own``: what the copy adds. The first copy keeps its header."""
    chains: pl.DataFrame
    """Columns :data:`CHAINS`; see docs/architecture.md §2."""


def find_chains(messages: pl.DataFrame, people: pl.DataFrame) -> Found:
    """The 接龙 among ``messages`` (columns ``id``, ``person``, ``at``, ``own``, in file order) and what each copy adds.

    A list counts when its header says 接龙, or when at least two people posted copies that grow out of one another.
    """
    nothing = Found(
        pl.DataFrame(schema={"row": pl.UInt32, "chain": pl.UInt32, "own": pl.String}), pl.DataFrame(schema=CHAINS)
    )
    listed = (
        messages.select("id", "person", "at", "own")
        .with_row_index("row")
        .filter(pl.col("own").str.contains_any(["\n", "接龙"]))
        .filter(pl.col("own").str.contains(_FIRST) | pl.col("own").str.contains("接龙", literal=True))
    )
    if listed.is_empty():
        return nothing
    copies = _runs(listed.with_columns(header=pl.col("own").str.replace(_BODY, "").str.strip_chars()))
    entries = _entries(copies)
    posted = copies.group_by("run").agg(
        authors=pl.col("person").n_unique(),
        named=pl.col("header").str.contains("接龙", literal=True).any(),
        longest=pl.col("entries").list.len().max(),
        shortest=pl.col("entries").list.len().min(),
    )
    grown = (pl.col("authors") >= 2) & (pl.col("longest") > pl.col("shortest"))
    real = posted.filter((pl.col("longest") > 0) & (pl.col("named") | grown)).sort("run")
    if real.is_empty():
        return nothing
    real = real.with_row_index("chain").select("run", "chain")
    copies = copies.join(real, on="run").sort("row")
    new = entries.join(real, on="run").filter(pl.col("row") == pl.col("first")).sort("row", "place")
    return Found(_what_is_new(copies, new), _told(copies, new, people))


def _runs(listed: pl.DataFrame) -> pl.DataFrame:
    """Copies of one list share ``run``: same header, and most of what stood in the copy before."""
    words = pl.col("header").str.replace_all(r"接龙|[^\p{L}]", "").str.to_lowercase().str.head(40)
    entries = pl.col("own").str.extract_all(_ENTRY)
    copies = (
        listed.with_columns(entries=entries)
        .with_columns(key=pl.when(words == "").then(pl.col("entries").list.first()).otherwise(words))
        .sort("key", "row")
        .with_columns(before=pl.col("row").shift().over("key"), last=pl.col("at").shift().over("key"))
    )
    here = _lines(copies).select("row", "entry")
    kept = (
        copies.select("row", "before")
        .drop_nulls()
        .join(here, on="row")
        .join(here.rename({"row": "before"}), on=["before", "entry"], how="semi")
        .group_by("row")
        .agg(kept=pl.len())
    )
    size = copies.select(before="row", size=pl.col("entries").list.len())
    return (
        copies.join(kept, on="row", how="left")
        .join(size, on="before", how="left")
        .sort("key", "row")
        .with_columns(
            run=(
                pl.col("before").is_null()
                | (pl.col("kept").fill_null(0) < _KEPT * pl.col("size"))
                | ((pl.col("at") - pl.col("last")).dt.total_milliseconds() > _LONG_AGO)
            ).cum_sum()
        )
    )


def _lines(copies: pl.DataFrame) -> pl.DataFrame:
    """One row an entry: ``row``, ``place`` in the list, ``text`` without its number, and ``entry`` to compare by.

    The second 收到 of a list is another entry than the first.
    """
    return (
        copies.select("row", pl.col("entries").alias("text"))
        .explode("text")
        .drop_nulls("text")
        .with_columns(
            place=pl.int_range(pl.len()).over("row"), text=pl.col("text").str.replace(rf"^\s*{_NUMBER}\s*", "")
        )
        .with_columns(entry=pl.col("text").str.replace_all(r"[^\p{L}\p{N}]", "").str.to_lowercase())
        .with_columns(entry=pl.concat_str("entry", pl.lit("#"), pl.int_range(pl.len()).over("row", "entry")))
    )


def _entries(copies: pl.DataFrame) -> pl.DataFrame:
    """Every entry of every copy, with the row of the copy in which it stood ``first``."""
    lines = _lines(copies).join(copies.select("row", "run", "person"), on="row")
    return lines.with_columns(first=pl.col("row").min().over("run", "entry"))


def _what_is_new(copies: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """``row``, ``chain``, ``own``: the first copy as it stands, later ones cut to the entries they add."""
    added = new.group_by("row").agg(added=pl.col("text").sort_by("place").str.join("\n"))
    opening = copies.group_by("chain").agg(opening=pl.col("row").min())
    return (
        copies.join(added, on="row", how="left")
        .join(opening, on="chain", how="left")
        .select(
            "row",
            "chain",
            own=pl.when(pl.col("row") == pl.col("opening")).then("own").otherwise(pl.col("added").fill_null("")),
        )
        .sort("row")
    )


def _told(copies: pl.DataFrame, new: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """One row a 接龙."""
    whose = _whose(new, people)
    entrants = whose.group_by("chain").agg(entrants=pl.col("entrant").drop_nulls().unique().sort())
    entry = pl.col("text")
    counted = new.group_by("chain").agg(
        entries=pl.len().cast(pl.UInt32),
        orders=entry.str.contains(_ORDER).mean(),
        rolls=entry.str.contains(_ROLL).mean(),
        opinions=entry.str.contains(_OPINION).mean(),
    )
    header = pl.col("header")
    of_list = (
        pl.when((pl.col("orders") >= 0.4) | (header.str.contains(_ORDER) & ~header.str.contains(_ACT)))
        .then(pl.lit("order"))
        .when((pl.col("rolls") >= 0.5) | header.str.contains(_ROLL))
        .then(pl.lit("roll_call"))
        .when((pl.col("opinions") >= 0.5) | (header.str.contains(_OPINION) & ~header.str.contains(_ACT)))
        .then(pl.lit("opinion"))
        .otherwise(pl.lit("act"))
    )
    return (
        copies.unique("chain", keep="first", maintain_order=True)
        .select("chain", "person", "at", "header", first="id")
        .join(counted, on="chain", how="left")
        .join(entrants, on="chain", how="left")
        .with_columns(kind=of_list.cast(pl.Enum(CHAIN_KINDS)))
        .sort("chain")
        .select(pl.col(name).cast(dtype) for name, dtype in CHAINS.items())
    )


def _whose(new: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """``chain``, ``entrant``: the person an entry names at its beginning, else who added it; nobody for a sample line."""
    names = (
        people.select("person", name=pl.col("names").list.concat(pl.concat_list("name")))
        .explode("name")
        .with_columns(pl.col("name").str.replace_all(r"[^\p{L}\p{N}]", "").str.to_lowercase())
        .filter(pl.col("name").str.len_chars() >= 2)
        .group_by("name")
        .agg(named=pl.col("person").min())
        .sort(pl.col("name").str.len_chars(), "name", descending=[True, False])
    )
    plain = pl.col("entry").str.replace(r"#\d+$", "")
    if names.is_empty():
        return new.select("chain", entrant=pl.when(~plain.str.contains(_SAMPLE)).then("person"))
    found = plain.str.extract_many(names["name"].to_list(), leftmost=True).list.first()
    return (
        new.with_columns(plain=plain, name=found)
        .with_columns(name=pl.when(pl.col("plain").str.starts_with(pl.col("name"))).then("name"))
        .join(names, on="name", how="left", maintain_order="left")
        .select("chain", entrant=pl.when(~pl.col("plain").str.contains(_SAMPLE)).then(pl.coalesce("named", "person")))
    )
