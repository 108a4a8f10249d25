"""Accounts that are programs: by name, or because nearly all they say is cut from one template."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.facts.fired import Fired
from auditor.facts.turns import grouped
from auditor.facts.words import Words

_NAMED = r"机器人|(?i:(?:^|[^a-z])bot(?:$|[^a-z]))|[a-z0-9]Bot\d*$"
_HELPER = r"小?助手|小?助理|小?管家"
SAMPLE = 60
"""Messages looked at of a person, spread over all of them."""
LEAST = 20
"""Below so many messages nobody is called a program for what he writes."""
LONG = 12
"""Mean length from which sameness tells: people, too, write 收到 a hundred times."""
SAME = 0.85
"""Share of the sample with the same beginning or the same end."""
EVERY_TIME = 0.8
"""Share of the sample at the same minute of the day."""
_SELLS = 0.3
"""An advert posted again and again is a seller's, not a program's."""


def find_bots(words: Words, fired: Fired) -> dict[str, npt.NDArray[np.bool_]]:
    """Code to rows of people: ``named_bot`` and ``templated``. One who sells is never taken for a program."""
    people = words.people
    name = people["name"].fill_null("")
    templated, somewhat = _templated(words, fired)
    named = name.str.contains(_NAMED).to_numpy()
    return {"named_bot": named | (name.str.contains(_HELPER).to_numpy() & somewhat), "templated": templated}


def _templated(words: Words, fired: Fired) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """People whose texts are nearly all alike, and those with whom it is so for half of them."""
    count = words.people.height
    sure, maybe = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    person = words.table["person"].cast(pl.Int64).fill_null(count).to_numpy()
    by_person = grouped(person)
    sizes = np.bincount(person, minlength=count + 1)
    starts = np.cumsum(sizes) - sizes
    sells = np.bincount(person[fired.of("promo", "referral")], minlength=count + 1) / np.maximum(1, sizes)
    candidates = np.flatnonzero((sizes[:count] >= LEAST) & (sells[:count] < _SELLS))
    if not len(candidates):
        return sure, maybe
    steps = np.minimum(sizes[candidates], SAMPLE)
    places = np.concatenate(
        [starts[row] + np.linspace(0, sizes[row] - 1, step).astype(np.int64) for row, step in zip(candidates, steps, strict=True)]
    )
    rows = by_person[places]
    own = pl.col("own")
    sample = words.table[rows].select(
        "person",
        length=own.str.len_chars(),
        start=own.str.head(6),
        mark=pl.when(own.str.contains(r"^[^\p{L}\p{N}@\s]")).then(own.str.head(2)),
        end=own.str.tail(6),
        minute=pl.col("at").dt.hour().cast(pl.Int32) * 60 + pl.col("at").dt.minute(),
    )
    size = pl.len()
    alike = sample.group_by("person").agg(
        length=pl.col("length").mean(),
        start=pl.col("start").unique_counts().max() / size,
        mark=(pl.col("mark").drop_nulls().unique_counts().max() / size).fill_null(0),
        end=pl.col("end").unique_counts().max() / size,
        minute=(pl.col("minute") // 5).unique_counts().max() / size,
    ).filter(pl.col("length") >= LONG)  # fmt: skip
    same = pl.max_horizontal("start", "mark", "end")
    sure[alike.filter((same >= SAME) | ((same >= 0.5) & (pl.col("minute") >= EVERY_TIME)))["person"].to_numpy()] = True
    maybe[alike.filter(same >= 0.5)["person"].to_numpy()] = True
    return sure, maybe
