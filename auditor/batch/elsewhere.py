"""The same text sent into several groups (多群同发): visible only to whoever looks at many chats at once.

Each job gives the marks (64-bit hashes) of the texts of its group that are worth comparing, a bounded number. The loop
keeps nothing but those, at most four kilobytes a group, and asks for one group after the other what stands elsewhere too.
A group's own report says in how many other groups a text stands, never in which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pydantic import Field, TypeAdapter

from auditor.naming import LONGEST, mask, quiet
from auditor.parts import Part
from auditor.result import Repeated

if TYPE_CHECKING:
    import polars as pl

    from auditor.measures.view import View
    from auditor.naming import Names

SHORTEST = 12
"""Letters and digits from which a text of the host side, or an offer, is compared …"""
SHORTEST_OF_TALK = 30
"""… and one of anybody else: what people say of themselves coincides."""
MOST, MOST_OF_TALK = 500, 150
"""Texts of a group that are compared: offers first, then the host side's, then the longest of the talk."""
SHOWN = 50
"""Texts that a report tells of."""
SAME_CHAT = 0.5
"""Two groups of one title that share this much of their texts are one chat exported twice, not two groups."""

Marks = npt.NDArray[np.uint64]


class Sent(Part):
    """A text of a group that may stand in other groups too."""

    mark: int
    """First 64 bits of the hash of its words."""
    text: Repeated
    """As its report may quote it; in how many other groups it stands is not known yet."""
    mentioned: dict[str, str] = Field(default_factory=dict)
    """Name → key of everybody named in the text."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the loop keeps of a group."""

    title: str | None
    marks: Marks


def sent_texts(view: View, names: Names) -> list[Sent]:
    """The texts of a group that are worth comparing, each once, with its first sending and how often it was sent."""
    made = []
    table = _worth_comparing(view)
    # Looking for names in each text takes long, so all are looked at once and only those that name somebody again.
    plain = [mask(quiet(text)) for text in table["own"]]
    for row, told, named in zip(table.iter_rows(named=True), plain, _naming(plain, view), strict=True):
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


def _naming(texts: Sequence[str], view: View) -> pl.Series:
    """Whether a name of the chat stands in each text."""
    import polars as pl

    known = view.facts.people["names"].explode().drop_nulls().unique().sort()
    known = known.filter(known.str.len_chars() > 1)
    if known.is_empty():
        return pl.repeat(value=False, n=len(texts), eager=True)
    return pl.Series(texts, dtype=pl.String).str.contains_any(known.to_list())


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


@dataclass(frozen=True, slots=True)
class Met:
    """Which texts of one group stand in others too."""

    groups: dict[int, int]
    """Mark → number of other groups that have it."""
    others: list[int]
    """The numbers of all those groups."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The marks that several groups have, each beside the number of a group that has it."""

    marks: Marks
    owners: npt.NDArray[np.int32]
    same: Mapping[int, Sequence[int]]
    """Group → those that are one chat with it, exported twice."""

    @classmethod
    def of(cls, heard: Mapping[int, Heard]) -> Meeting:
        """Of all groups, by their numbers."""
        numbers = sorted(heard)
        marks = np.concatenate([np.empty(0, np.uint64), *(heard[number].marks for number in numbers)])
        owners = np.repeat(np.array(numbers, np.int32), [len(heard[number].marks) for number in numbers])
        order = np.lexsort((owners, marks))
        marks, owners = marks[order], owners[order]
        as_next = np.r_[marks[1:] == marks[:-1], False][: len(marks)]
        several = as_next | np.roll(as_next, 1)
        return cls(marks[several], owners[several], _same_chats(heard))

    def of_group(self, number: int) -> Met:
        """What stands in this group and in others."""
        own = self.marks[self.owners == number]
        begin, end = np.searchsorted(self.marks, own, "left"), np.searchsorted(self.marks, own, "right")
        here = np.concatenate([np.empty(0, np.int64), *map(np.arange, begin, end)])
        text, owner = np.repeat(np.arange(len(own)), end - begin), self.owners[here]
        other = ~np.isin(owner, [number, *self.same.get(number, ())])
        counts = np.bincount(text[other], minlength=len(own))
        groups = {int(mark): int(count) for mark, count in zip(own, counts, strict=True) if count}
        return Met(groups, np.unique(owner[other]).tolist())


def _same_chats(heard: Mapping[int, Heard]) -> dict[int, list[int]]:
    """Groups that are one chat exported twice."""
    by_title: dict[str, list[int]] = {}
    for number, one in heard.items():
        if one.title and len(one.marks):
            by_title.setdefault(one.title, []).append(number)
    found: dict[int, list[int]] = {}
    for numbers in by_title.values():
        for a, b in combinations(numbers, 2):
            shared = len(np.intersect1d(heard[a].marks, heard[b].marks, assume_unique=True))
            if shared >= SAME_CHAT * min(len(heard[a].marks), len(heard[b].marks)):
                found.setdefault(a, []).append(b)
                found.setdefault(b, []).append(a)
    return found


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
