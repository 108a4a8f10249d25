"""The window's frames, cut once and shared by all measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from auditor.facts.facts import Facts
from auditor.measures.measured import Days, Floats, Measured

GROUP = ("host", "member")
"""Those who belong to the group; a stranger who drops an advert and goes does not."""

MOST_PEOPLE = 20_000
"""Above this many speakers no range is drawn for measures over people: the table of days by people grows too large."""

HOST_TURNS = 15
"""Below so many turns in a lively group the host side hardly speaks: there is no conduct to judge, no lack of data."""
LIVELY = 100


@dataclass(frozen=True)
class View:
    """What a measure looks at: the facts, the days of the window, and the frames most measures start from."""

    facts: Facts
    days: Days

    @cached_property
    def turns(self) -> pl.DataFrame:
        """All human turns of the window."""
        return self.facts.in_window(self.facts.turns).filter(pl.col("human"))

    @cached_property
    def talk(self) -> pl.DataFrame:
        """Turns of talk by people of the group: no duty replies, no passers-by, no chorus, and no members' own adverts."""
        advert = (pl.col("side") == "member") & (pl.col("promo") | pl.col("referral"))
        return self.turns.filter(pl.col("talk") & pl.col("side").is_in(GROUP) & ~pl.col("chorus") & ~advert)

    @cached_property
    def members(self) -> pl.DataFrame:
        """Talk of the members."""
        return self.talk.filter(pl.col("side") == "member")

    @cached_property
    def host(self) -> pl.DataFrame:
        """Talk of the host side."""
        return self.talk.filter(pl.col("side") == "host")

    @property
    def life(self) -> pl.DataFrame:
        """Who talked on which day of the whole life, passers-by too: ``day``, ``person``, ``side`` and ``turns`` of talk."""
        return self.facts.presence

    @cached_property
    def lower(self) -> pl.DataFrame:
        """People's messages of the window: ``turn`` and ``own`` in lower case."""
        messages = self.facts.in_window(self.facts.messages.select("day", "human", "turn", "own"))
        return messages.filter("human").select("turn", pl.col("own").str.to_lowercase())

    @cached_property
    def asks(self) -> pl.DataFrame:
        """Members' questions in the window."""
        return self.facts.in_window(self.facts.asks)

    @cached_property
    def replies(self) -> pl.DataFrame:
        """Who answered whom in the window."""
        return self.facts.in_window(self.facts.replies)

    @cached_property
    def conversations(self) -> pl.DataFrame:
        """Conversations of the window, with the person and the first message (``id``) that opened each."""
        openers = self.facts.turns.filter("starts").select("conversation", "id")
        found = self.facts.in_window(self.facts.conversations).rename({"starter": "person"})
        return found.join(openers, on="conversation", how="left", maintain_order="left")

    @cached_property
    def newcomers(self) -> pl.DataFrame:
        """Newcomers of the window; those who came by the batch need no single greeting and are left out."""
        return self.facts.in_window(self.facts.newcomers).filter(~pl.col("batch"))

    @cached_property
    def undertakings(self) -> pl.DataFrame:
        """Undertakings of the window."""
        return self.facts.in_window(self.facts.undertakings)

    @cached_property
    def suggestions(self) -> pl.DataFrame:
        """Members' suggestions and complaints to the host side in the window."""
        return self.facts.in_window(self.facts.suggestions)

    @property
    def host_unseen(self) -> Measured | None:
        """Why the host side's conduct cannot be judged: nobody is known to run the group, or hardly speaks in a lively one."""
        if not self.host_known:
            return Measured.unknown("no_host")
        if self.host.height < HOST_TURNS and self.talk.height >= LIVELY:
            if self.host.is_empty():
                return Measured.unknown("host_never_speaks")
            return Measured.unknown("host_hardly_speaks", turns=self.host.height)
        return None

    @property
    def host_known(self) -> bool:
        """True when somebody was found or named as the host side."""
        return bool(self.facts.host.persons)

    @property
    def host_inferred(self) -> float:
        """1.0 when the host side is only guessed: whatever rests on it rests on inference."""
        return 1.0 if self.facts.host.inferred else 0.0

    @cached_property
    def by_person(self) -> tuple[pl.Series, Floats]:
        """People of the group and their talk turns per day: ``(people, (days, people))``."""
        return self.days.matrix(self.talk, "person")

    @cached_property
    def talk_draws(self) -> Floats | None:
        """Talk turns per person in each resample, ``(draws, people)``; null where no range is claimed."""
        people, table = self.by_person
        if len(people) > MOST_PEOPLE:
            return None
        return self.days.weights @ table

    def active(self, frame: pl.DataFrame) -> int:
        """Days with at least one row."""
        return frame["day"].n_unique()


def per_week(days: Days, values: Floats) -> Floats:
    """Daily values summed to whole weeks counted back from the last day; a part week at the start is dropped."""
    weeks = len(values) // 7
    return np.asarray(values[len(values) - weeks * 7 :].reshape(weeks, 7).sum(axis=1))
