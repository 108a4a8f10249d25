"""Pictures of the group: who carries it, who answers whom, who brought whom, which needs are voiced."""

from __future__ import annotations

from typing import Any

import polars as pl

from auditor.measures.needs import LEVELS
from auditor.measures.view import GROUP, View
from auditor.names.naming import Names
from auditor.parts import Evidence, Prose
from auditor.portrait import (
    Arrival,
    Carrier,
    Carrying,
    InviteTree,
    NeedLevel,
    NeedProfile,
    Network,
    Node,
    Portrait,
    Tie,
)
from auditor.scoring.tell import LEVELS as LEVEL_WORDS

CARRIERS = 20
"""People a reader can take in; the whole number stands beside them."""
NODES, TIES = 40, 120
"""People and lines of a network drawing that can still be read."""
ARRIVALS = 150
"""Leaves of an invite tree that fit on a page."""
QUOTES = 3
"""Quotations for a level of need, one a person."""
RUNGS = ("silent", "once", "transacted", "returning", "regular", "core")


def portray(view: View, names: Names, *, of_persons: bool) -> Portrait:
    """All pictures. ``of_persons`` is false where people are not to be compared (family and friends)."""
    if not of_persons:
        return Portrait(needs=_needs(view, names))
    return Portrait(
        carrying=_carrying(view, names),
        network=_network(view, names),
        invites=_invites(view, names),
        needs=_needs(view, names),
    )


def _carrying(view: View, names: Names) -> Carrying:
    """The busiest people of the window with what they did besides talking, and the tie ladder of the whole life."""
    talk = view.talk
    answered = (
        view.asks.filter("answered").group_by("by").agg(answers=pl.len(), helped=pl.col("person").n_unique())
    ).rename({"by": "person"})  # fmt: skip
    welcomed = view.turns.filter("welcome").group_by("person").agg(welcomes=pl.len())
    people = (
        talk.group_by("person")
        .agg(turns=pl.len(), starts=pl.col("starts").sum())
        .join(view.facts.people.select("person", "side", "tie"), on="person", how="left")
        .join(answered, on="person", how="left")
        .join(welcomed, on="person", how="left")
        .with_columns(pl.col("answers", "helped", "welcomes").fill_null(0))
        .sort(["turns", "person"], descending=[True, False])
    )
    members = view.facts.people.filter(pl.col("side") == "member")
    counts = dict(members["tie"].cast(pl.String).value_counts().iter_rows())
    ladder = {rung: int(counts[rung]) for rung in RUNGS if rung in counts}
    known_silent = None if view.facts.members is None else view.facts.members - view.facts.people.filter(
        pl.col("side").is_in(GROUP) & (pl.col("messages") > 0)
    ).height  # fmt: skip
    if known_silent is not None and known_silent > 0:
        ladder = {"silent": known_silent} | {rung: n for rung, n in ladder.items() if rung != "silent"}
    return Carrying(
        people=[
            Carrier(
                person=names.key(row["person"]), name=names.of(row["person"]), side=row["side"], tie=row["tie"],
                turns=row["turns"], share=row["turns"] / talk.height, starts=row["starts"], answers=row["answers"],
                helped=row["helped"], welcomes=row["welcomes"],
            )
            for row in people.head(CARRIERS).iter_rows(named=True)
        ],
        total=people.height,
        ladder=ladder,
    )  # fmt: skip


def _network(view: View, names: Names) -> Network:
    """Answers of the window between the people who take part in most of them."""
    replies = view.replies
    if replies.is_empty():
        return Network()
    ties = (
        replies.group_by("person", "to_person")
        .agg(times=pl.col("sure").sum())
        .sort(["times", "person", "to_person"], descending=[True, False, False])
    )
    ends = pl.concat([ties.select("person", "times"), ties.select(person="to_person", times="times")])
    busiest = ends.group_by("person").agg(pl.col("times").sum()).sort(["times", "person"], descending=[True, False])
    shown = busiest.head(NODES)["person"]
    turns = view.talk.group_by("person").agg(turns=pl.len())
    people = (
        pl.DataFrame({"person": shown})
        .join(view.facts.people.select("person", "side"), on="person", how="left", maintain_order="left")
        .join(turns, on="person", how="left", maintain_order="left")
    )
    drawn = ties.filter(pl.col("person").is_in(shown.implode()) & pl.col("to_person").is_in(shown.implode()))
    return Network(
        people=[
            Node(person=names.key(row["person"]), name=names.of(row["person"]), side=row["side"], turns=row["turns"] or 0)
            for row in people.iter_rows(named=True)
        ],
        ties=[
            Tie(from_=names.key(row["person"]), to=names.key(row["to_person"]), times=row["times"])
            for row in drawn.head(TIES).iter_rows(named=True)
        ],
        total_people=busiest.height,
        total_ties=ties.height,
        inferred=float(replies.select(pl.col("inferred").mean()).item() or 0.0),
    )  # fmt: skip


def _invites(view: View, names: Names) -> InviteTree:
    """Everybody who joined, whole life: those in a chain of invitations first, then the others by time."""
    joins = view.facts.joins
    if "joins" not in view.facts.has or joins.is_empty():
        return InviteTree(visible="joins" in view.facts.has)
    spoke = view.facts.people.filter(pl.col("messages") > 0)["person"]
    told = joins.with_columns(
        linked=pl.col("inviter").is_not_null() | pl.col("person").is_in(joins["inviter"].drop_nulls().implode()),
        spoke=pl.col("person").is_in(spoke.implode()),
    ).sort(["linked", "at", "person"], descending=[True, False, False])
    shown = list(told.head(ARRIVALS).sort("at", "person").iter_rows(named=True))
    inviters = sorted({row["inviter"] for row in shown if row["inviter"] is not None})
    return InviteTree(
        arrivals=[
            Arrival(
                person=names.key(row["person"]), name=names.of(row["person"]),
                by=names.key(row["inviter"]) if row["inviter"] is not None else None,
                at=row["at"].isoformat(timespec="seconds"), depth=row["depth"], spoke=row["spoke"],
            )
            for row in shown
        ],
        inviters={names.key(person): names.of(person) for person in inviters},
        total=told.height,
        visible=True,
    )  # fmt: skip


def _needs(view: View, names: Names) -> NeedProfile:
    """Members' turns by Maslow's levels, lowest first. Distress is counted by a measure, and never quoted."""
    members = view.members
    levels = []
    for level in LEVELS:
        voiced = members.filter(level)
        name = level.removeprefix("need_")
        title = Prose(zh=LEVEL_WORDS[name][0], en=LEVEL_WORDS[name][1])
        quoted = voiced.filter(~pl.col("distress")).unique("person", keep="first", maintain_order=True)
        levels.append(
            NeedLevel.model_validate(
                {
                    "level": name, "title": title, "turns": voiced.height, "people": voiced["person"].n_unique(),
                    "evidence": _quotations(view, names, quoted["id"].head(QUOTES), title),
                }
            )
        )  # fmt: skip
    return NeedProfile(levels=levels, deep=int(members["need_deep"].sum()), shallow=int(members["need_shallow"].sum()))


def _quotations(view: View, names: Names, ids: pl.Series, why: Prose) -> list[Evidence]:
    rows = view.facts.messages.select("id", "at", "person", "own").filter(pl.col("id").is_in(ids.implode())).sort("id")
    return [quoted(row, names, why) for row in rows.iter_rows(named=True) if row["own"]]


def quoted(row: dict[str, Any], names: Names, why: Prose) -> Evidence:
    """The message in ``row`` (``id at person own``) as it is quoted."""
    return Evidence(
        message=row["id"], at=row["at"].isoformat(timespec="seconds"), person=names.key(row["person"]),
        name=names.of(row["person"]), text=names.quote(row["own"]), why=why,
    )  # fmt: skip
