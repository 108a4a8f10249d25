"""How the group spreads: who brings whom, how deep, and whether it is paid for. Over the whole life of the group."""

from __future__ import annotations

import polars as pl

from auditor.measures.measured import Measured, of_people
from auditor.measures.view import View

DEEP = 3
"""Depth of the invite tree from which spreading counts as deep (Qiu et al. 2016)."""


def invite_depth(view: View) -> Measured:
    """Share of the invitations at depth 3 or more of the invite tree.

    Qiu et al. 2016, 474,726 WeChat groups: about 10 % in long-lived groups, 1 % in short-lived ones.
    """
    known = view.facts.joins.filter(pl.col("depth").is_not_null() & ~pl.col("batch"))
    if known.is_empty():
        return Measured.unknown(_why_none(view))
    deep = known.filter(pl.col("depth") >= DEEP)
    return of_people("invite_depth", deep.height, known.height, deepest=int(known["depth"].max() or 0))  # type: ignore[arg-type]


def member_invites(view: View) -> Measured:
    """Share of the joins with a known way in that a member, not the host side, brought about."""
    if not view.host_known:
        return Measured.unknown("no_host")
    known = view.facts.joins.filter(pl.col("inviter").is_not_null() & ~pl.col("batch"))
    if known.is_empty():
        return Measured.unknown(_why_none(view))
    members = view.facts.people.filter(pl.col("side") == "member")["person"]
    return of_people("member_invites", int(known["inviter"].is_in(members.implode()).sum()), known.height)


def inviters(view: View) -> Measured:
    """Distinct members who brought somebody, against all members who ever spoke."""
    joins = view.facts.joins
    speakers = view.facts.people.filter((pl.col("side") == "member") & (pl.col("turns") > 0))
    if joins.is_empty() or speakers.is_empty():
        return Measured.unknown(_why_none(view))
    bringing = joins.filter(pl.col("inviter").is_not_null()).join(
        speakers.select(inviter="person"), on="inviter", how="semi"
    )
    return of_people("inviters", bringing["inviter"].n_unique(), speakers.height)


def invites_per_newcomer(view: View) -> Measured:
    """R: how many people each joiner brought in his turn, on average, batches left out. 1 sustains itself.

    Joiners of the last two weeks have had no time to invite and stay out of the denominator.
    """
    joins = view.facts.joins.filter(~pl.col("batch"))
    if joins.is_empty() or joins["inviter"].null_count() == joins.height:
        return Measured.unknown(_why_none(view), unit="ratio")
    joiners = joins.filter(pl.col("at") <= pl.lit(joins["at"].max()).dt.offset_by("-14d"))["person"].unique()
    if joiners.is_empty():
        return Measured.unknown("too_few_joins", unit="ratio")
    brought = joins.filter(pl.col("inviter").is_in(joiners.implode()))
    return Measured(
        value=brought.height / len(joiners), unit="ratio", k=float(brought.height), n=float(len(joiners)),
        people=len(joiners), days=joins["day"].n_unique(),
    )  # fmt: skip


def unpaid_joins(view: View) -> Measured:
    """Share of the joins that did not follow within three days on the host side's referral call."""
    joins = view.facts.joins.filter(~pl.col("batch"))
    if joins.is_empty():
        return Measured.unknown(_why_none(view))
    return of_people("unpaid_joins", joins.filter(~pl.col("bought")).height, joins.height)


def joins_per_month(view: View) -> Measured:
    """People who joined per 30 days of the window."""
    if "joins" not in view.facts.has:
        return Measured.unknown("joins_not_visible", unit="count")
    joins = view.facts.in_window(view.facts.joins).filter(~pl.col("batch"))
    return Measured(
        value=joins.height / view.days.count * 30, unit="count", k=float(joins.height), n=float(joins.height),
        people=joins["person"].n_unique(), days=joins["day"].n_unique(),
    )  # fmt: skip


def purpose_voices(view: View) -> Measured:
    """Share of the members who speak that said in their own words what the group is for."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count")
    speakers = view.members["person"].n_unique()
    said = view.members.filter(pl.col("purpose") & ~pl.col("promo"))
    return of_people("purpose_voices", said["person"].n_unique(), speakers, tuple(said["id"].to_list()))


def _why_none(view: View) -> str:
    if "joins" not in view.facts.has:
        return "joins_not_visible"
    joins = view.facts.joins
    if joins.is_empty():
        return "nobody_joined"
    # The report draws whoever added a batch, so it may not be said that nobody can be seen to have.
    added = joins.filter(pl.col("inviter").is_not_null())
    if added.is_empty():
        return "way_in_unknown"
    return "only_batches_known" if added["batch"].all() else "inviters_way_in_unknown"
