"""The texts of one group that are worth looking for in others (多群同发): a bounded number, each with its mark.

Made where a group is judged, kept beside its result, and told where its files are made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field, TypeAdapter

from auditor.names.naming import LONGEST, mask, quiet
from auditor.parts import Part
from auditor.result import Repeated

if TYPE_CHECKING:
    import polars as pl

    from auditor.batch.elsewhere import Marks
    from auditor.measures.view import View
    from auditor.names.naming import Names

SHORTEST = 12
"""Letters and digits from which a text of the host side, or an offer, is compared …"""
SHORTEST_OF_TALK = 30
"""… and one of anybody else: what people say of themselves coincides."""
MOST, MOST_OF_TALK = 500, 150
"""Texts of a group that are compared: offers first, then the host side's, then the longest of the talk."""
SHOWN = 50
"""Texts that a report tells of."""


class Sent(Part):
    """A text of a group that may stand in other groups too."""

    mark: int
    """First 64 bits of the hash of its words."""
    text: Repeated
    """As its report may quote it; in how many other groups it stands is not known yet."""
    mentioned: dict[str, str] = Field(default_factory=dict)
    """Name → key of everybody named in the text."""


def sent_texts(view: View, names: Names) -> list[Sent]:
    """The texts of a group that are worth comparing, each once, with its first sending and how often it was sent."""
    made = []
    table = _worth_comparing(view)
    # Looking for names in each text takes long, so all are looked at once and only those that name somebody again.
    plain = [mask(quiet(text)) for text in table["own"]]
    for row, told, named in zip(table.iter_rows(named=True), plain, _naming(plain, names), strict=True):
        names.mentioned.clear()
        text = names.quote(row["own"]) if named else _cut(told)
        made.append(
            Sent(
                mark=int.from_bytes(hashlib.blake2b(row["words"].encode(), digest_size=8).digest(), "big"),
                text=Repeated(
                    message=row["id"], at=row["at"].isoformat(timespec="seconds"), person=names.key(row["person"]),
                    name=names.of(row["person"]), text=text, times=row["times"], groups=0,
                ),
                mentioned=dict(sorted(names.mentioned.items())),
            )
        )  # fmt: skip
    return made


def _naming(texts: Sequence[str], names: Names) -> pl.Series:
    """Whether a name of the chat may stand in each text."""
    import polars as pl

    return pl.Series(texts, dtype=pl.String).str.contains_any(names.in_texts.sought)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _worth_comparing(view: View) -> pl.DataFrame:
    """Distinct texts, by their letters and digits alone: those that offer or come from the host side, then long talk."""
    import polars as pl

    from auditor.signals.normalise import normalise

    chars = pl.col("own").str.len_chars()
    said = (
        view.facts.messages.filter(pl.col("person").is_not_null() & (chars >= SHORTEST))
        .select(
            "id", "at", "person", "own",
            offer=pl.col("promo") | pl.col("referral"),
            host=(pl.col("side") == "host").fill_null(value=False),
            chars=chars,
        )
        .with_columns(pressing=pl.col("offer") | pl.col("host"))
    )  # fmt: skip
    talk = said.filter(~pl.col("pressing") & (pl.col("chars") >= SHORTEST_OF_TALK))
    texts = pl.concat(
        [said.filter("pressing"), talk.sort(["chars", "id"], descending=[True, False]).head(2 * MOST_OF_TALK)]
    )
    words = normalise(texts["own"]).str.replace_all(r"[^\p{L}\p{N}]", "")
    distinct = (
        texts.with_columns(words=words, size=words.str.len_chars())
        .filter(pl.col("size") >= pl.when("pressing").then(SHORTEST).otherwise(SHORTEST_OF_TALK))
        .sort("id")
        .group_by("words", maintain_order=True)
        .agg(
            pl.col("id", "at", "person", "own", "size").first(),
            pl.col("offer", "host", "pressing").any(),
            times=pl.len(),
        )
        .sort(["offer", "host", "size", "id"], descending=[True, True, True, False])
    )
    return pl.concat([distinct.filter("pressing"), distinct.filter(~pl.col("pressing")).head(MOST_OF_TALK)]).head(MOST)


def as_json(sent: Sequence[Sent]) -> bytes:
    """The texts in one line."""
    return _TEXTS.dump_json(list(sent))


_TEXTS = TypeAdapter(list[Sent])


def marks_of(sent: Sequence[Sent]) -> Marks:
    """What the loop keeps of a group's texts."""
    return np.array([one.mark for one in sent], dtype=np.uint64)


def repeated(sent: bytes, groups: Mapping[int, int]) -> tuple[list[Repeated], dict[str, str]]:
    """The texts as a report tells them, those in most groups first, and the people named in them."""
    hits = [
        (one.text.model_copy(update={"groups": groups[one.mark]}), one.mentioned)
        for one in _TEXTS.validate_json(sent)
        if one.mark in groups
    ]
    hits.sort(key=lambda hit: (-hit[0].groups, -hit[0].times, hit[0].message))
    named = {name: key for _, mentioned in hits[:SHOWN] for name, key in mentioned.items()}
    return [text for text, _ in hits[:SHOWN]], named
