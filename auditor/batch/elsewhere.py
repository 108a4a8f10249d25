"""The same text sent into several groups (多群同发): visible only to whoever looks at many chats at once.

Each job gives the marks (64-bit hashes) of the texts of its group that are worth comparing, a bounded number; the loop
keeps nothing but those. A group's own report says in how many other groups a text stands, never in which.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from auditor.batch.state import Sent
from auditor.naming import LONGEST, mask, quiet

if TYPE_CHECKING:
    import polars as pl

    from auditor.measures.view import View
    from auditor.naming import Names
    from auditor.result import Repeated

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
    for row, told, named in zip(table.iter_rows(named=True), plain, _naming(plain, names), strict=True):
        names.mentioned.clear()
        text = names.quote(row["own"]) if named else _cut(told)
        made.append(
            Sent(
                mark=int.from_bytes(hashlib.blake2b(row["words"].encode(), digest_size=8).digest(), "big"),
                message=row["id"], at=row["at"].isoformat(timespec="seconds"), person=names.key(row["person"]),
                name=names.of(row["person"]), text=text, times=row["times"],
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


def marks_of(sent: Sequence[Sent]) -> Marks:
    """What the loop keeps of a group's texts."""
    return np.array([one.mark for one in sent], dtype=np.uint64)


def meet(heard: Sequence[Heard]) -> list[dict[int, tuple[int, ...]]]:
    """For each group: mark → the other groups (their places in ``heard``) in which that text stands too."""
    found: list[dict[int, tuple[int, ...]]] = [{} for _ in heard]
    if not heard:
        return found
    marks = np.concatenate([one.marks for one in heard])
    owners = np.repeat(np.arange(len(heard)), [len(one.marks) for one in heard])
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    edges = np.flatnonzero(np.r_[True, marks[1:] != marks[:-1], True]) if len(marks) else np.zeros(1, dtype=int)
    same = _same_chats(heard)
    for start, end in pairwise(edges):
        if end - start < 2:
            continue
        groups = sorted({int(owner) for owner in owners[start:end]})
        for group in groups:
            others = tuple(other for other in groups if other != group and frozenset((group, other)) not in same)
            if others:
                found[group][int(marks[start])] = others
    return found


def _same_chats(heard: Sequence[Heard]) -> frozenset[frozenset[int]]:
    """Pairs of groups that are one chat exported twice."""
    by_title: dict[str, list[int]] = {}
    for number, one in enumerate(heard):
        if one.title and len(one.marks):
            by_title.setdefault(one.title, []).append(number)
    pairs = ((a, b) for group in by_title.values() for at, a in enumerate(group) for b in group[at + 1 :])
    return frozenset(
        frozenset((a, b))
        for a, b in pairs
        if len(np.intersect1d(heard[a].marks, heard[b].marks, assume_unique=True))
        >= SAME_CHAT * min(len(heard[a].marks), len(heard[b].marks))
    )


def repeated(sent: Sequence[Sent], found: Mapping[int, tuple[int, ...]]) -> tuple[list[Repeated], dict[str, str]]:
    """The texts as a report tells them, those in most groups first, and the people named in them."""
    from auditor.result import Repeated

    hits = sorted(
        (one for one in sent if one.mark in found), key=lambda one: (-len(found[one.mark]), -one.times, one.message)
    )
    told = [
        Repeated(
            message=one.message, at=one.at, person=one.person, name=one.name, text=one.text, times=one.times,
            groups=len(found[one.mark]),
        )
        for one in hits[:SHOWN]
    ]  # fmt: skip
    named = {name: key for one in hits[:SHOWN] for name, key in one.mentioned.items()}
    return told, named


def sign(found: Mapping[int, tuple[int, ...]]) -> str:
    """A short sign of what is to be told, to see whether it is told already; empty for nothing."""
    if not found:
        return ""
    said = " ".join(f"{mark}:{len(groups)}" for mark, groups in sorted(found.items()))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
