"""The day the audit looks from, and the stretch of days that scores judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Chat

EPOCH = date(1970, 1, 1)
DAYS = 90
LONGEST = 365
"""Averages over six years would make a dead group look lively."""

Source = Literal["given", "today", "export", "last"]
Why = Literal["ninety_days", "doubled", "longest", "whole_life", "given"]


@dataclass(frozen=True, slots=True)
class Floors:
    """How much talk of people a window must hold to be judged by itself."""

    messages: int = 200
    people: int = 8
    days: int = 14


@dataclass(frozen=True, slots=True)
class Window:
    """The days that scores judge, both ends included."""

    start: date
    end: date
    why: Why
    """``ninety_days``; ``doubled`` until the floors were met; ``longest``: a year, and still below them;
    ``whole_life``: the export is shorter than the window; ``given``."""

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1


def look_from(chat: Chat, given: date | None, source: Source | None) -> tuple[date, Source]:
    """The day as of which the group is judged: given, else told by the export, else the day of the last message or event."""
    if given is not None:
        return given, source or "given"
    if chat.exported_at is not None:
        return chat.exported_at.date(), "export"
    last = [moment for moment in (chat.messages["at"].max(), chat.events["at"].max()) if moment is not None]
    return (max(last).date() if last else date(1970, 1, 1)), "last"  # type: ignore[union-attr]


def _different(values: npt.NDArray[np.number]) -> int:
    """How many different whole numbers."""
    return int((np.bincount(values.astype(np.int64) - int(values.min())) > 0).sum()) if len(values) else 0


def choose_window(
    messages: pl.DataFrame, as_of: date, since: date | None, until: date | None, floors: Floors
) -> Window:
    """The last :data:`DAYS` days before ``as_of``, doubled until ``floors`` are met, at most :data:`LONGEST`.

    It never begins before the first message: days before the export's start are unknown, not silent.
    """
    end = min(as_of, until) if until else as_of
    human = messages["human"].to_numpy()
    day = messages["day"].to_physical().to_numpy()[human]
    person = messages["person"].to_physical().to_numpy()[human]
    first = messages["day"].min()
    birth = first if isinstance(first, date) else end
    if since is not None:
        return Window(min(max(since, min(birth, end)), end), end, "given")
    span = DAYS
    while True:
        start = end - timedelta(days=span - 1)
        inside = (day >= (start - EPOCH).days) & (day <= (end - EPOCH).days)
        enough = (
            int(inside.sum()) >= floors.messages
            and _different(person[inside]) >= floors.people
            and _different(day[inside]) >= floors.days
        )
        if enough or span == LONGEST or start <= birth:
            break
        span = min(LONGEST, span * 2)
    if start < birth <= end:
        return Window(birth, end, "whole_life")
    why: Why = (
        "given" if until and until < as_of else "ninety_days" if span == DAYS else "doubled" if enough else "longest"
    )
    return Window(start, end, why)
