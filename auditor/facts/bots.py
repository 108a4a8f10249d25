"""Accounts that are programs: by name, or because nearly all they say is cut from one template."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.facts.fired import Fired
from auditor.facts.turns import grouped
from auditor.facts.words import Words

Counts = npt.NDArray[np.int64]

_NAMED = r"机器人|(?i:(?:^|[^a-z])bot(?:$|[^a-z]))|[a-z0-9]Bot\d*$"
_HELPER = r"小?助手|小?助理|小?管家"
SAMPLE = 60
"""Messages looked at of a person, spread over all of them."""
LEAST = 20
"""Below so many messages nobody is called a program for what he writes."""
LONG = 12
"""Mean length from which sameness tells: people, too, write 收到 a hundred times."""
GLANCE = 8
"""Messages looked at first."""
SAME = 0.85
"""Share of the sample with the same beginning or the same end."""
SOME = 0.5
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
    places = {"by_person": by_person, "starts": starts, "sizes": sizes}
    glance = _alike(words, candidates, GLANCE, **places)
    candidates = glance.filter(pl.col("same") >= SOME)["person"].to_numpy()
    alike = _alike(words, candidates, SAMPLE, **places).filter(pl.col("length") >= LONG)
    often, half = pl.col("same") >= SAME, pl.col("same") >= SOME
    sure[alike.filter(often | (half & (pl.col("minute") >= EVERY_TIME)))["person"].to_numpy()] = True
    maybe[alike.filter(half)["person"].to_numpy()] = True
    return sure, maybe


def _alike(
    words: Words, persons: Counts, sample: int, *, by_person: Counts, starts: Counts, sizes: Counts
) -> pl.DataFrame:
    """By person, of a sample: mean ``length``, share of the ``same`` beginning or end, share at the same ``minute``."""
    step = np.minimum(sizes[persons], sample)
    number = np.arange(step.sum()) - np.repeat(np.cumsum(step) - step, step)
    spread = number * np.repeat(sizes[persons] - 1, step) // np.maximum(1, np.repeat(step, step) - 1)
    rows = by_person[np.repeat(starts[persons], step) + spread]
    own = pl.col("own")
    looked = words.table[rows].select(
        "person",
        length=own.str.len_chars(),
        start=own.str.head(6),
        mark=pl.when(own.str.contains(r"^[^\p{L}\p{N}@\s]")).then(own.str.head(2)),
        end=own.str.tail(6),
        minute=(pl.col("at").dt.hour().cast(pl.Int32) * 60 + pl.col("at").dt.minute()) // 5,
    )
    size = pl.len()

    def most(column: str) -> pl.Expr:
        return (pl.col(column).drop_nulls().unique_counts().max() / size).fill_null(0)

    alike: pl.DataFrame = looked.group_by("person", maintain_order=True).agg(
        length=pl.col("length").mean(),
        same=pl.max_horizontal(most("start"), most("mark"), most("end")),
        minute=most("minute"),
    )
    return alike
