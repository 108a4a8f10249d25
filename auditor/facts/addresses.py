"""Whom a line speaks to by name: ``@name``, ``name: …`` at the beginning, the name in what it quotes, or a name within."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import polars as pl

NOBODY = -1
LATIN_LENGTH = 4
"""A bare name in Latin letters has this many at least, and stands as a word by itself."""
HAN_LENGTH = 3
"""A bare name in Han has this many characters at least: 云朵 and 大海 are names and words."""
COMMON = 3
"""A name that is used more than so many times as often as its bearer speaks is a word (``ubuntu``), not a call."""
_HEAD = (r"^([^:：,，\n]{2,32})\s?[:：,，]", r"^@?([^\s:：,，]{2,32})\s?[:：,，]")
_TOKEN = r"[\p{L}\p{N}_\-\[\]|`^{}\\]+"
_SLICE = 250_000


def find_addressees(words: pl.DataFrame, people: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The person each line speaks to (:data:`NOBODY` where none is named); rows as ``words``, its own author never."""
    to = np.full(words.height, NOBODY, dtype=np.int64)
    names = _names(people)
    if names.is_empty() or words.is_empty():
        return to
    rows = _holding(words["own"], names["name"].to_list())
    said = words["own"].gather(rows).str.to_lowercase()
    _place(to, rows, _bare(said, names, words["person"]))
    for pattern in _HEAD:
        _place(to, rows, _borne(said.str.extract(pattern, 1).str.strip_chars(), names))
    at = said.str.extract_many(("@" + names["name"]).to_list(), leftmost=True).list.first()
    _place(to, rows, _borne(at.str.strip_prefix("@"), names))
    rows = words["addressed"].is_not_null().arg_true()
    _place(to, rows, _borne(words["addressed"].gather(rows).str.to_lowercase().str.strip_chars(), names))
    to[to == words["person"].cast(pl.Int64).fill_null(NOBODY).to_numpy()] = NOBODY
    return to


def _names(people: pl.DataFrame) -> pl.DataFrame:
    """``name`` (lower case) to ``whom``, the longest first; a name that several bear is the first one's."""
    return (
        people.select("person", name=pl.col("names").list.concat(pl.concat_list("name")))
        .explode("name")
        .with_columns(pl.col("name").str.to_lowercase().str.strip_chars())
        .filter(pl.col("name").str.len_chars() >= 2)
        .group_by("name")
        .agg(whom=pl.col("person").min())
        .sort(pl.col("name").str.len_chars(), "name", descending=[True, False])
    )


def _holding(own: pl.Series, names: list[str]) -> pl.Series:
    """Rows that hold any name; slices side by side, for this reads every text."""
    parts = [own.slice(start, _SLICE) for start in range(0, len(own), _SLICE)]
    with ThreadPoolExecutor(max_workers=min(len(parts), pl.thread_pool_size())) as pool:
        found = pool.map(lambda part: part.str.contains_any(names, ascii_case_insensitive=True), parts)
        rows: pl.Series = pl.concat(list(found)).arg_true()
    return rows


def _bare(said: pl.Series, names: pl.DataFrame, speakers: pl.Series) -> pl.Series:
    """The first name that stands somewhere in each text."""
    size = pl.col("name").str.len_chars()
    han = pl.col("name").str.contains(r"\p{Han}")
    names = names.filter((han & (size >= HAN_LENGTH)) | (~han & (size >= LATIN_LENGTH)))
    latin, chinese = names.filter(~han), names.filter(han)
    table = pl.DataFrame({"said": said}).with_row_index("row")
    tokens = table.select("row", name=pl.col("said").str.extract_all(_TOKEN)).explode("name").drop_nulls()
    calls = [tokens.join(latin, on="name", how="inner", maintain_order="left")]
    if not chinese.is_empty():
        called = table.select("row", name=pl.col("said").str.extract_many(chinese["name"].to_list(), leftmost=True))
        calls.append(called.explode("name").drop_nulls().join(chinese, on="name", how="inner", maintain_order="left"))
    every = pl.concat(calls).unique(["row", "whom"], keep="first", maintain_order=True)
    used = every.group_by("name", "whom").agg(used=pl.len())
    whom = used["whom"].to_numpy()
    lines = np.bincount(speakers.drop_nulls().to_numpy(), minlength=int(whom.max(initial=0)) + 1)
    spoken = pl.Series(lines[whom])
    calling = used.filter(used["used"] <= COMMON * (spoken + 1)).select("name")
    first = every.join(calling, on="name", how="semi").group_by("row").agg(pl.col("whom").first()).sort("row")
    return table.select("row").join(first, on="row", how="left", maintain_order="left")["whom"]


def _borne(said: pl.Series, names: pl.DataFrame) -> pl.Series:
    return pl.DataFrame({"name": said}).join(names, on="name", how="left", maintain_order="left")["whom"]


def _place(to: npt.NDArray[np.int64], rows: pl.Series, whom: pl.Series) -> None:
    found = whom.is_not_null()
    to[rows.filter(found).to_numpy()] = whom.filter(found).to_numpy()
