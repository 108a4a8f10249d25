"""Is it alive: how lately, how often, how many, against its own past."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from auditor.measures.measured import RANGE_DAYS, Measured, median_draws, of_people, share
from auditor.measures.view import View

EIGHT_WEEKS = 56
REGULAR_WEEKS = 3
"""Weeks out of the five before in which somebody spoke to be called a regular."""


def silent_days(view: View) -> Measured:
    """Days from the last turn of human talk to the export's date."""
    if view.life.is_empty():
        return Measured.unknown("nothing_to_count", unit="days")
    last = view.life["day"].max()
    assert isinstance(last, date)
    return Measured(value=float((view.facts.as_of - last).days), unit="days", n=_turns(view.life))


def speakers_lately(view: View) -> Measured:
    """Distinct people who talked in the eight weeks before the export's date."""
    start = view.facts.as_of - timedelta(days=EIGHT_WEEKS - 1)
    talk = view.life.filter(pl.col("day") >= start)
    return Measured(value=float(talk["person"].n_unique()), unit="people", n=_turns(talk))


def active_days(view: View) -> Measured:
    """Share of the calendar days on which at least two people talked."""
    speakers = view.talk.select("day", "person").unique()
    if speakers.is_empty():
        return Measured.unknown("nothing_to_count")
    busy = (view.days.sums(speakers["day"]) >= 2).astype(float)
    draws = (view.days.weights @ busy) / view.days.count if busy.sum() >= RANGE_DAYS else None
    return Measured(
        value=float(busy.mean()), unit="share", k=float(busy.sum()), n=float(view.days.count),
        people=speakers["person"].n_unique(), days=int(busy.sum()), draws=draws,
    )  # fmt: skip


def speakers_per_week(view: View) -> Measured:
    """Mean number of distinct people who talk in a week of the window."""
    if view.talk.is_empty() or view.days.count < 7:
        return Measured.unknown("too_few_weeks", unit="people")
    weekly = _weekly_speakers(view.talk, view.days.last)
    return Measured(
        value=float(np.mean(weekly)), unit="people", n=float(view.talk.height), people=view.talk["person"].n_unique(),
        days=view.active(view.talk),
    )  # fmt: skip


def now_to_peak(view: View) -> Measured:
    """Distinct speakers a week in the last four weeks against the best four weeks in a row of its life (1 = at its peak)."""
    talk = view.life.filter(pl.col("side") != "passer_by")
    if talk.is_empty():
        return Measured.unknown("nothing_to_count", unit="ratio")
    weekly = _weekly_speakers(talk, view.facts.as_of)
    if len(weekly) < 8:
        return Measured.unknown("too_few_weeks", unit="ratio", weeks=len(weekly))
    fours = np.convolve(weekly, np.ones(4) / 4, mode="valid")
    peak = int(fours.argmax())
    if fours[peak] == 0:  # all who ever spoke did so in the part week that is dropped
        return Measured.unknown("too_few_weeks", unit="ratio", weeks=len(weekly))
    return Measured(
        value=float(fours[-1] / fours[peak]), unit="ratio", n=_turns(talk), people=talk["person"].n_unique(),
        days=talk["day"].n_unique(),
        more={"now": round(float(fours[-1]), 1), "peak": round(float(fours[peak]), 1)},
    )  # fmt: skip


def trend(view: View) -> Measured:
    """Distinct speakers a week in the last four weeks against the eight weeks before them (1 = the same)."""
    talk = view.life.filter(pl.col("side") != "passer_by")
    weekly = _weekly_speakers(talk, view.facts.as_of) if not talk.is_empty() else np.zeros(0)
    if len(weekly) < 8 or weekly[-12:-4].mean() == 0:
        return Measured.unknown("too_few_weeks", unit="ratio", weeks=len(weekly))
    before, now = weekly[-12:-4].mean(), weekly[-4:].mean()
    return Measured(
        value=float(now / before), unit="ratio", n=_turns(talk), people=talk["person"].n_unique(),
        days=talk["day"].n_unique(), more={"now": round(float(now), 1), "before": round(float(before), 1)},
    )  # fmt: skip


def promotion(view: View) -> Measured:
    """Share of all human turns that sell or pay for recruiting, whoever posts them."""
    turns = view.turns.filter(pl.col("talk") | pl.col("promo") | pl.col("referral"))
    return share(view.days, turns, pl.col("promo") | pl.col("referral"))


def promotion_answered(view: View) -> Measured:
    """Share of the promotion turns that somebody answered."""
    promo = view.turns.filter(pl.col("promo") | pl.col("referral"))
    answered = view.facts.messages.filter(pl.col("id").is_in(view.replies["reply_to"].implode()))["turn"].unique()
    return share(view.days, promo, pl.col("turn").is_in(answered.implode()), inferred=0.5)


def starters_unanswered(view: View) -> Measured:
    """Share of conversation starters that no other person takes up (Burke et al. 2007: about 40 % in Usenet)."""
    return share(view.days, view.conversations, ~pl.col("answered"))


def first_reply(view: View) -> Measured:
    """Median seconds from a conversation's start to the first reply by another person."""
    met = view.conversations.filter(pl.col("answered") & pl.col("seconds").is_not_null())
    if met.is_empty():
        return Measured.unknown("nothing_answered", unit="seconds")
    return Measured(
        value=float(met["seconds"].median()),  # type: ignore[arg-type]
        unit="seconds", n=float(met.height), people=met["person"].n_unique(), days=view.active(met),
        draws=median_draws(view.days, met, "seconds"),
    )  # fmt: skip


def regulars_kept(view: View) -> Measured:
    """Of the members who talked in at least three of the weeks 5 to 9 before the end, the share who talked in the last four."""
    end = view.facts.as_of
    talk = view.life.filter(pl.col("side") == "member")
    weeks = (pl.lit(end) - pl.col("day")).dt.total_days() // 7
    marked = talk.with_columns(back=weeks)
    before = marked.filter(pl.col("back").is_between(4, 8)).group_by("person").agg(weeks=pl.col("back").n_unique())
    regulars = before.filter(pl.col("weeks") >= REGULAR_WEEKS)["person"]
    if regulars.is_empty():
        return Measured.unknown("no_regulars")
    now = marked.filter(pl.col("back") < 4)["person"].unique()
    return of_people("regulars_kept", int(regulars.is_in(now.implode()).sum()), len(regulars))


def human_messages(view: View, *, life: bool = False) -> Measured:
    """Messages by people, duty replies included: of the window, or of the whole ``life``."""
    messages = view.facts.messages if life else view.facts.in_window(view.facts.messages)
    count = int(messages["human"].sum())
    return Measured(value=float(count), unit="count", n=float(count))


def talking_people(view: View, *, life: bool = False) -> Measured:
    """Distinct people who talked."""
    talk, turns = _talk(view, life)
    return Measured(value=float(talk["person"].n_unique()), unit="people", n=turns)


def talking_days(view: View, *, life: bool = False) -> Measured:
    """Days with any talk."""
    talk, turns = _talk(view, life)
    return Measured(value=float(talk["day"].n_unique()), unit="days", n=turns)


def _talk(view: View, life: bool) -> tuple[pl.DataFrame, float]:
    return (view.life, _turns(view.life)) if life else (view.talk, float(view.talk.height))


def _turns(talk: pl.DataFrame) -> float:
    return float(talk["turns"].sum())


def _weekly_speakers(talk: pl.DataFrame, end: object) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Distinct speakers per week, whole weeks counted back from ``end``; a part week at the start is dropped."""
    back = talk.select("person", back=((pl.lit(end) - pl.col("day")).dt.total_days() // 7).cast(pl.Int64)).unique()
    days = int((pl.Series([end]) - pl.Series([talk["day"].min()])).dt.total_days()[0]) + 1
    weeks = max(1, days // 7)
    counts = np.bincount(
        back.filter((pl.col("back") >= 0) & (pl.col("back") < weeks))["back"].to_numpy(), minlength=weeks
    )
    return counts[::-1].astype(np.float64)
