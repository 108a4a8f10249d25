"""Who receives: answers, help, thanks, recognition; newcomers; and who gives after having received."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from auditor.measures.measured import RANGE_DAYS, Floats, Measured, centred, of_people, share
from auditor.measures.view import MOST_PEOPLE, View


def received(view: View) -> Measured:
    """Share of the active members who received something that was not bought: an answer, a reply, thanks, recognition.

    Recognition and thanks go to the person replied to. Red packets to all and 谢谢老板 do not count.
    """
    active = view.members.select("day", "person")
    if active.is_empty():
        return Measured.unknown("nothing_to_count")
    got = _receipts(view).filter(pl.col("person").is_in(active["person"].unique().implode()))
    speakers = active["person"].unique().sort()
    receivers = got["person"].unique()
    value = len(receivers) / len(speakers)
    draws: Floats | None = None
    if active["day"].n_unique() >= RANGE_DAYS and len(speakers) <= MOST_PEOPLE and not got.is_empty():
        _, talked = view.days.matrix(active, "person")
        keys, taken = view.days.matrix(got, "person")
        full = np.zeros((view.days.count, len(speakers)))
        full[:, speakers.search_sorted(keys).to_numpy()] = taken
        spoke = (view.days.weights @ talked) > 0
        draws = (((view.days.weights @ full) > 0) & spoke).sum(axis=1) / np.maximum(1, spoke.sum(axis=1))
    return Measured(
        value=value, unit="share", k=float(len(receivers)), n=float(len(speakers)),
        people=len(speakers), days=active["day"].n_unique(), draws=centred(value, draws),
        inferred=0.0 if "replies" in view.facts.has else 1.0,
    )  # fmt: skip


def receipt_tenth(view: View) -> Measured:
    """Share of all replies received by members that went to the tenth of them who received most."""
    got = _receipts(view).join(
        view.facts.people.filter(pl.col("side") == "member").select("person"), on="person", how="semi"
    )
    if got.is_empty():
        return Measured.unknown("no_replies")
    speakers = view.members["person"].n_unique()
    people, table = view.days.matrix(got, "person")
    take = max(1, round(max(speakers, len(people)) / 10))

    def tenth(sums: Floats) -> Floats:
        top = -np.sort(-sums, axis=1)[:, :take].sum(axis=1)
        return np.asarray(top / np.maximum(1e-9, sums.sum(axis=1)), dtype=np.float64)

    ranged = got["day"].n_unique() >= RANGE_DAYS and len(people) <= MOST_PEOPLE
    value = float(tenth(table.sum(axis=0)[None, :])[0])
    return Measured(
        value=value, unit="share", n=float(got.height), people=len(people), days=got["day"].n_unique(),
        draws=centred(value, tenth(view.days.weights @ table)) if ranged else None,
        inferred=0.0 if "replies" in view.facts.has else 1.0, more={"tenth": take},
    )  # fmt: skip


def newcomers_answered(view: View) -> Measured:
    """Share of the newcomers who spoke whose first turn another person answered (Joyce & Kraut 2006)."""
    return share(
        view.days, view.newcomers.filter(pl.col("first_turn").is_not_null()), pl.col("answered"), quote_misses=True
    )


def newcomers_welcomed(view: View) -> Measured:
    """Share of the newcomers known to have joined whom a member greeted; a bot's or template welcome is none."""
    return share(view.days, view.newcomers.filter("known_join"), pl.col("welcomed_by_member"), quote_misses=True)


def newcomers_returned(view: View) -> Measured:
    """Share of the newcomers who spoke that spoke again in the second week; those who came too late to tell are left out."""
    return share(
        view.days,
        view.newcomers.filter(pl.col("first_turn").is_not_null() & pl.col("returned").is_not_null()),
        pl.col("returned"),
        quote_misses=True,
    )


def helped_then_helped(view: View) -> Measured:
    """Of the members whose question was answered (in their whole life here), the share who later answered somebody's."""
    asks = view.facts.asks.filter("answered")
    if asks.is_empty():
        return Measured.unknown("nothing_answered")
    helped = asks.group_by("person").agg(first=pl.col("at").min())
    gave = asks.filter(pl.col("by_side") == "member").select(pl.col("by").alias("person"), pl.col("at").alias("gave"))
    later = helped.join(gave, on="person").filter(pl.col("gave") > pl.col("first"))
    return of_people("helped_then_helped", later["person"].n_unique(), helped.height)


def helpers(view: View) -> Measured:
    """Share of the active members who did something nobody paid for: answered, comforted, welcomed, organised, invited."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count")
    unpaid = ~(pl.col("promo") | pl.col("referral") | pl.col("trade"))
    deeds = view.members.filter((pl.col("support") | pl.col("welcome") | pl.col("undertaking")) & unpaid).select(
        "day", "person"
    )
    answers = view.asks.filter(pl.col("by_side") == "member").select("day", pl.col("by").alias("person"))
    invites = view.facts.in_window(view.facts.joins).filter(pl.col("inviter").is_not_null() & ~pl.col("bought"))
    given = pl.concat([deeds, answers, invites.select("day", pl.col("inviter").alias("person"))])
    given = given.join(view.members.select("person").unique(), on="person", how="semi")
    speakers = view.members["person"].unique().sort()
    draws: Floats | None = None
    if view.active(view.members) >= RANGE_DAYS and len(speakers) <= MOST_PEOPLE and not given.is_empty():
        _, talked = view.days.matrix(view.members, "person")
        _, done = view.days.matrix(given, "person")
        spoke = ((view.days.weights @ talked) > 0).sum(axis=1)
        draws = ((view.days.weights @ done) > 0).sum(axis=1) / np.maximum(1, spoke)
    value = given["person"].n_unique() / len(speakers)
    return Measured(
        value=value, unit="share", k=float(given["person"].n_unique()), n=float(len(speakers)),
        people=len(speakers), days=view.active(view.members), draws=centred(value, draws),
    )  # fmt: skip


def tied(view: View) -> Measured:
    """Share of the members who ever spoke that came back on three days or more (returning, regular, core).

    ``more`` holds how many stand on each rung of the tie ladder.
    """
    members = view.facts.people.filter((pl.col("side") == "member") & (pl.col("tie") != "silent"))
    if members.is_empty():
        return Measured.unknown("nothing_to_count")
    rungs = dict(members.group_by("tie").len().sort("tie").iter_rows())
    strong = sum(rungs.get(tie, 0) for tie in ("returning", "regular", "core"))
    measured = of_people("tied", strong, members.height)
    return replace(measured, more={str(tie): int(count) for tie, count in rungs.items()})


def _receipts(view: View) -> pl.DataFrame:
    """``day``, ``person``: each time somebody received a reply that was talk and not bought."""
    replies = view.replies.filter(pl.col("sure") >= 0.4)
    bought = view.facts.messages.filter(pl.col("bought") | pl.col("duty"))["id"]
    return replies.filter(~pl.col("id").is_in(bought.implode())).select("day", pl.col("to_person").alias("person"))
