"""Whom a line speaks to by name: ``@name``, ``name: …`` at the beginning, or the name in what it quotes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

NOBODY = -1
_HEAD = r"^[\s<]*@?([^\s:：,，]{2,32})\s?[:：,，]"
_HEAD_LONG = r"^([^:：,，\n]{2,32})[:：,，]"


def find_addressees(words: pl.DataFrame, people: pl.DataFrame) -> npt.NDArray[np.int32]:
    """The person each line speaks to (:data:`NOBODY` where none is named); rows as ``words``, its own author never."""
    to = np.full(words.height, NOBODY, dtype=np.int32)
    names = _names(people)
    if names.is_empty() or words.is_empty():
        return to
    own = words["own"]
    firsts = names["name"].str.head(2)
    begins = pl.concat([firsts, firsts.str.to_titlecase(), firsts.str.to_uppercase()]).unique()
    rows = own.str.head(2).is_in(begins.implode()).arg_true()
    heads = own.gather(rows)
    for pattern in (_HEAD_LONG, _HEAD):
        _place(to, rows, heads.str.extract(pattern, 1).str.to_lowercase().str.strip_chars(), names)
    rows = own.str.contains("@", literal=True).arg_true()
    if len(rows):
        marked = ("@" + names["name"]).to_list()
        said = own.gather(rows).str.to_lowercase().str.extract_many(marked, leftmost=True)
        _place(to, rows, said.list.first().str.strip_prefix("@"), names)
    rows = words["addressed"].is_not_null().arg_true()
    _place(to, rows, words["addressed"].gather(rows).str.to_lowercase().str.strip_chars(), names)
    to[to == words["person"].cast(pl.Int64).fill_null(-2).to_numpy()] = NOBODY
    return to


def _names(people: pl.DataFrame) -> pl.DataFrame:
    """``name`` (lower case) to ``person``, the longest first; a name that several bear is the first one's."""
    return (
        people.select("person", name=pl.col("names").list.concat(pl.concat_list("name")))
        .explode("name")
        .with_columns(pl.col("name").str.to_lowercase().str.strip_chars())
        .filter(pl.col("name").str.len_chars() >= 2)
        .group_by("name")
        .agg(pl.col("person").min())
        .sort(pl.col("name").str.len_chars(), "name", descending=[True, False])
    )


def _place(to: npt.NDArray[np.int32], rows: pl.Series, said: pl.Series, names: pl.DataFrame) -> None:
    found = pl.DataFrame({"row": rows, "name": said}).drop_nulls().join(names, on="name", how="inner")
    to[found["row"].to_numpy()] = found["person"].to_numpy()
