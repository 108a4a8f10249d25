"""Which needs are voiced, by whom, how often, and whether they are met."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl

from auditor.measures.measured import RANGE_DAYS, Measured, centred, median_draws, of_people, ratio_draws, share
from auditor.measures.view import View

LEVELS = ("need_physiological", "need_safety", "need_belonging", "need_esteem", "need_actualisation")


def need_levels(view: View) -> Measured:
    """How many of Maslow's five levels are spoken to; ``more`` holds the members' turns of each."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count", unit="count")
    counts = {level.removeprefix("need_"): int(view.members[level].sum()) for level in LEVELS}
    voiced = view.members.filter(pl.any_horizontal(LEVELS))
    return Measured(
        value=float(sum(count > 0 for count in counts.values())), unit="count", k=float(voiced.height),
        n=float(view.members.height), people=voiced["person"].n_unique(), days=view.active(view.members),
        evidence=tuple(voiced["id"].to_list()), more=counts,
    )  # fmt: skip


def need_depth(view: View) -> Measured:
    """Of the members' turns that speak of a pressing or of a passing need, the share that press."""
    spoken = view.members.filter(pl.col("need_deep") | pl.col("need_shallow"))
    return share(view.days, spoken, pl.col("need_deep"))


def need_voices(view: View) -> Measured:
    """Share of the members who speak that voiced the need most of them voice. ``more['need']`` names the level."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count")
    speakers = view.members["person"].n_unique()
    voices = {level: view.members.filter(level)["person"].n_unique() for level in LEVELS}
    top = max(LEVELS, key=lambda level: (voices[level], level))
    if voices[top] == 0:
        return Measured.unknown("no_need_voiced")
    _, table = view.days.matrix(view.members.with_columns(_hit=pl.col(top).cast(pl.Float64)), "person", "_hit")
    _, talked = view.days.matrix(view.members, "person")
    draws = None
    if view.active(view.members) >= RANGE_DAYS:
        draws = ((view.days.weights @ table) > 0).sum(axis=1) / ((view.days.weights @ talked) > 0).sum(axis=1)
    value = voices[top] / speakers
    return Measured(
        value=value, unit="share", k=float(voices[top]), n=float(speakers), people=speakers,
        days=view.active(view.members), draws=centred(value, draws), more={"need": top.removeprefix("need_")},
        evidence=tuple(view.members.filter(top)["id"].to_list()),
    )  # fmt: skip


def need_weeks(view: View) -> Measured:
    """Share of the weeks with talk in which at least two members ask or voice a need: does it return?"""
    talking = view.members.with_columns(week=pl.col("day").dt.truncate("1w"))
    if talking.is_empty():
        return Measured.unknown("nothing_to_count")
    needing = talking.filter(pl.col("question") | pl.col("need_deep") | pl.any_horizontal(LEVELS))
    voices = needing.group_by("week").agg(voices=pl.col("person").n_unique(), id=pl.col("id").min())
    weeks = (
        talking.group_by("week").agg(day=pl.col("day").min(), person=pl.col("person").min())
        .join(voices, on="week", how="left").sort("week")
    )  # fmt: skip
    return share(view.days, weeks, pl.col("voices").fill_null(0) >= 2)


def need_returners(view: View) -> Measured:
    """Of the members who asked something in the first half of the window, the share who spoke in the second half."""
    middle = view.days.start + timedelta(days=view.days.count // 2)
    asked = view.asks.filter(pl.col("day") < middle)["person"].unique()
    if asked.is_empty():
        return Measured.unknown("nobody_asked")
    later = view.members.filter(pl.col("day") >= middle)["person"].unique()
    back = int(asked.is_in(later.implode()).sum())
    return of_people("need_returners", back, len(asked))


def question_share(view: View) -> Measured:
    """Share of the members' turns of talk that ask something."""
    return share(view.days, view.members, pl.col("turn").is_in(view.asks["turn"].implode()))


def questions_answered(view: View) -> Measured:
    """Share of members' questions that another person answered within a day, in private included.

    An inferred answer counts by its sureness *s* as ``1-(1-s)²``: the doubt is mostly which message answers, and seldom
    whether any does, so it is counted as if one more message were as likely.
    """
    if view.asks.is_empty():
        return replace(Measured.unknown("nobody_asked"), k=0.0, n=0.0, more={"unanswered": 0})
    frame = view.asks.with_columns(
        met=pl.when("answered").then(1 - (1 - pl.col("sure").fill_null(1.0)) ** 2).otherwise(0.0)
    )
    measured = share(view.days, frame, pl.lit(True), weight=pl.lit(1.0))
    k = view.days.sums(frame["day"], frame["met"])
    n = view.days.sums(frame["day"])
    unanswered = frame.filter(~pl.col("answered"))
    return replace(
        measured, value=float(k.sum() / n.sum()), k=float(frame["answered"].sum()), draws=ratio_draws(view.days, k, n),
        evidence=tuple(unanswered["id"].to_list()), inferred=0.0 if "replies" in view.facts.has else 1.0,
        more={"unanswered": unanswered.height},
    )  # fmt: skip


def answer_time(view: View) -> Measured:
    """Median seconds from a member's question to the first answer, of those that were answered."""
    answered = view.asks.filter(pl.col("answered") & pl.col("seconds").is_not_null())
    if answered.is_empty():
        return Measured.unknown("nothing_answered", unit="seconds")
    return Measured(
        value=float(answered["seconds"].median()),  # type: ignore[arg-type]
        unit="seconds", n=float(answered.height), people=answered["person"].n_unique(),
        days=view.active(answered), draws=median_draws(view.days, answered, "seconds"),
        inferred=0.0 if "replies" in view.facts.has else 1.0,
    )  # fmt: skip


def answers_by_members(view: View) -> Measured:
    """Share of the answered questions that a member, not the host side, answered first."""
    if not view.host_known:
        return Measured.unknown("no_host")
    answered = view.asks.filter("answered")
    return share(view.days, answered, pl.col("by_side") == "member", inferred=view.host_inferred)


def distress_met(view: View) -> Measured:
    """Share of the turns in distress after which another person comforted or answered within two hours."""
    distress = view.members.filter("distress")
    if distress.is_empty():
        return Measured.unknown("no_distress")
    comfort = view.talk.filter(pl.col("support") | pl.col("answer")).select(
        pl.col("at").alias("then"), pl.col("person").alias("helper")
    )
    met = distress.select("id", "person", "at").join_where(
        comfort, pl.col("then") > pl.col("at"), pl.col("then") <= pl.col("at") + timedelta(hours=2),
        pl.col("helper") != pl.col("person"),
    )  # fmt: skip
    answered = view.replies.filter(pl.col("seconds") <= 7200)["reply_to"]
    return share(
        view.days,
        distress,
        pl.col("id").is_in(pl.concat([met["id"], answered]).unique().implode()),
        inferred=0.5,
    )


def joint_undertakings(view: View) -> Measured:
    """Acts, opinions, polls and meet-ups that at least two others joined, per 30 days. Orders and roll-calls do not count."""
    joint = _joint(view)
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count", unit="count")
    daily = view.days.sums(joint["day"])
    months = view.days.count / 30
    draws = (view.days.weights @ daily) / months if view.active(view.talk) >= RANGE_DAYS else None
    return Measured(
        value=joint.height / months, unit="count", k=float(joint.height), n=float(joint.height),
        people=joint["person"].n_unique(), days=view.active(view.talk), draws=draws,
        evidence=tuple(joint.sort("joiners", "id", descending=[True, False])["id"].drop_nulls().to_list()),
        more={"joiners": int(joint["joiners"].sum() or 0)},
    )  # fmt: skip


def member_undertakings(view: View) -> Measured:
    """Share of those undertakings that a member began."""
    if not view.host_known:
        return Measured.unknown("no_host")
    joint = _joint(view).filter(pl.col("side").is_in(["host", "member"]))
    if joint.is_empty():
        return Measured.unknown("no_undertakings")
    return share(view.days, joint, pl.col("side") == "member", inferred=view.host_inferred)


def decisions(view: View) -> Measured:
    """Polls and opinion 接龙 that at least three people took part in, and host turns that put something to the vote, per 90 days."""
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count", unit="count")
    polls = view.undertakings.filter(pl.col("kind").is_in(["opinion", "poll"]) & (pl.col("joiners") >= 3))
    asked = view.talk.filter("decide")
    days = pl.concat([polls["day"], asked["day"]]).unique()
    daily = view.days.sums(days)
    scale = 90 / view.days.count
    draws = (view.days.weights @ daily) * scale if view.active(view.talk) >= RANGE_DAYS else None
    return Measured(
        value=float(daily.sum() * scale), unit="count", k=float(daily.sum()), n=float(daily.sum()),
        people=asked["person"].n_unique(), days=view.active(view.talk), draws=draws,
        evidence=tuple(pl.concat([polls["id"].drop_nulls(), asked["id"]]).unique().sort().to_list()),
    )  # fmt: skip


def _joint(view: View) -> pl.DataFrame:
    kinds = ["act", "opinion", "poll", "meetup"]
    return view.undertakings.filter(pl.col("kind").is_in(kinds) & (pl.col("joiners") >= 2)).sort("at", "id")
