"""The same text sent into several groups (多群同发): visible only to whoever looks at many chats at once.

Of each group there are marks: 64-bit hashes of the texts that are worth comparing (sent.py). The loop keeps nothing but
those, at most four kilobytes a group, and asks for one group after the other what stands elsewhere too. A group's own
report says in how many other groups a text stands, never in which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

SAME_CHAT = 0.5
"""Two groups of one title that share this much of their texts are one chat exported twice, not two groups."""

Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the loop keeps of a group."""

    title: str | None
    marks: Marks


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
        other = owner != number
        for twin in self.same.get(number, ()):
            other &= owner != twin
        counts = np.bincount(text[other], minlength=len(own))
        groups = {int(mark): int(count) for mark, count in zip(own, counts, strict=True) if count}
        return Met(groups, sorted(set(owner[other].tolist())))


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
