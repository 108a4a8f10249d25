"""Who speaks: members against the host side, the few against the many."""

from __future__ import annotations

import numpy as np
import polars as pl

from auditor.measures.measured import RANGE_DAYS, Floats, Measured, centred, share
from auditor.measures.view import View


def member_turns(view: View) -> Measured:
    """Members' share of the talk of the group."""
    if not view.host_known:
        return Measured.unknown("no_host")
    return share(view.days, view.talk, pl.col("side") == "member", inferred=view.host_inferred)


def host_turns(view: View) -> Measured:
    """The host side's share of all human turns, duty replies left out."""
    if not view.host_known:
        return Measured.unknown("no_host")
    return share(view.days, view.talk, pl.col("side") == "host", inferred=view.host_inferred)


def member_starts(view: View) -> Measured:
    """Share of conversations that a member began."""
    if not view.host_known:
        return Measured.unknown("no_host")
    frame = view.conversations
    return share(
        view.days, frame.filter(pl.col("side").is_in(["host", "member"])), pl.col("side") == "member",
        inferred=view.host_inferred,
    )  # fmt: skip


def top_voice(view: View) -> Measured:
    """The busiest person's share of the talk. ``who`` names him by row of the people table."""
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count")
    people, table = view.by_person
    sums = table.sum(axis=0)
    busiest = int(sums.argmax())
    draws = view.talk_draws
    value = float(sums[busiest] / sums.sum())
    return Measured(
        value=value,
        unit="share",
        k=float(sums[busiest]),
        n=float(sums.sum()),
        people=len(people),
        days=view.active(view.talk),
        draws=None
        if draws is None or view.active(view.talk) < RANGE_DAYS
        else centred(value, _over(draws.max(axis=1), draws.sum(axis=1))),
        more={"who": int(people[busiest])},
    )


def top_few(view: View, *, count: int) -> Measured:
    """Share of the talk that the ``count`` busiest people hold."""
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count")
    people, table = view.by_person
    draws = view.talk_draws

    def few(sums: Floats) -> Floats:
        return _over(-np.sort(-sums, axis=1)[:, :count].sum(axis=1), sums.sum(axis=1))

    ranged = draws is not None and view.active(view.talk) >= RANGE_DAYS
    value = float(few(table.sum(axis=0)[None, :])[0])
    return Measured(
        value=value,
        unit="share",
        n=float(table.sum()),
        people=len(people),
        days=view.active(view.talk),
        draws=centred(value, few(draws)) if ranged and draws is not None else None,
    )


def top_tenth(view: View) -> Measured:
    """Share of the talk that the busiest tenth of the speakers (at least one) hold.

    Wu, Lithium 2010: mean 55.95 %, standard deviation 13.02 % over 143 communities.
    """
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count")
    people, table = view.by_person
    draws = view.talk_draws
    ranged = draws is not None and view.active(view.talk) >= RANGE_DAYS
    value = float(_tenth(table.sum(axis=0)[None, :])[0])
    return Measured(
        value=value,
        unit="share",
        n=float(table.sum()),
        people=len(people),
        days=view.active(view.talk),
        draws=centred(value, _tenth(draws)) if ranged and draws is not None else None,
        more={"tenth": max(1, round(len(people) / 10))},
    )


def absence_factor(view: View) -> Measured:
    """The smallest number of people who make half of the talk (CHAOSS); 1 is a single point of failure."""
    if view.talk.is_empty():
        return Measured.unknown("nothing_to_count", unit="people")
    people, table = view.by_person
    draws = view.talk_draws
    ranged = draws is not None and view.active(view.talk) >= RANGE_DAYS
    value = float(_half(table.sum(axis=0)[None, :])[0])
    return Measured(
        value=value,
        unit="people",
        n=float(table.sum()),
        people=len(people),
        days=view.active(view.talk),
        draws=centred(value, _half(draws), least=1.0, most=np.inf) if ranged and draws is not None else None,
    )


def without_host(view: View) -> Measured:
    """How many members speak on a day the host side is silent, against the other days (1 = no difference).

    Days on which nobody at all speaks count as silent days too: a group that sleeps without its host does so then.
    """
    if (unseen := view.host_unseen) is not None:
        return unseen
    host = view.days.sums(view.host["day"])
    speakers = view.members.select("day", "person").unique()
    members = view.days.sums(speakers["day"])
    first = int(np.argmax(host + members > 0))
    away = (host == 0) & (np.arange(view.days.count) >= first)
    there = host > 0
    if away.sum() < 3 or there.sum() < 3 or members[there].sum() == 0:
        return Measured.unknown("host_never_away" if away.sum() < 3 else "host_hardly_there", unit="ratio")
    weights = view.days.weights
    quiet = _over(weights @ (members * away), weights @ away.astype(float))
    usual = _over(weights @ (members * there), weights @ there.astype(float))
    return Measured(
        value=float(members[away].mean() / members[there].mean()),
        unit="ratio",
        n=float(away.sum()),
        people=speakers["person"].n_unique(),
        days=int((members > 0).sum()),
        draws=_over(quiet, usual) if (host + members > 0).sum() >= RANGE_DAYS else None,
        inferred=view.host_inferred,
        more={
            "away": int(away.sum()),
            "people_away": round(float(members[away].mean()), 1),
            "people_there": round(float(members[there].mean()), 1),
        },
    )


def conversations_without_host(view: View) -> Measured:
    """Share of conversations between at least two people in which the host side takes no part."""
    if not view.host_known:
        return Measured.unknown("no_host")
    frame = view.conversations.filter(pl.col("people") > 1)
    return share(view.days, frame, pl.col("host_turns") == 0, inferred=view.host_inferred)


def reply_centre(view: View) -> Measured:
    """Share of all replies that come from or go to the one person most of them touch."""
    if view.replies.is_empty():
        return Measured.unknown("no_replies")
    ends = pl.concat(
        [view.replies.select("day", pl.col(column).alias("person"), "sure") for column in ("person", "to_person")]
    )
    people, table = view.days.matrix(ends, "person", "sure")
    total = view.days.sums(view.replies["day"], view.replies["sure"])
    sums = table.sum(axis=0)
    centre = int(sums.argmax())
    return Measured(
        value=float(sums[centre] / total.sum()),
        unit="share",
        k=float(sums[centre]),
        n=float(total.sum()),
        people=len(people),
        days=int((total > 0).sum()),
        draws=_over(view.days.weights @ table[:, centre], view.days.weights @ total)
        if (total > 0).sum() >= RANGE_DAYS
        else None,
        inferred=float(view.replies["inferred"].mean() or 0.0),  # type: ignore[arg-type]
        more={"who": int(people[centre])},
    )


def _over(top: Floats, bottom: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(bottom > 0, top / bottom, np.nan), dtype=np.float64)


def _tenth(sums: Floats) -> Floats:
    """Per row: share of the row's total in its busiest tenth of those with any."""
    ordered = -np.sort(-sums, axis=1)
    active = (ordered > 0).sum(axis=1)
    take = np.maximum(1, np.round(active / 10)).astype(int)
    running = np.cumsum(ordered, axis=1)
    return _over(running[np.arange(len(sums)), np.minimum(take, sums.shape[1]) - 1], running[:, -1])


def _half(sums: Floats) -> Floats:
    """Per row: how many of the busiest make half of the row's total."""
    running = np.cumsum(-np.sort(-sums, axis=1), axis=1)
    total = running[:, -1:]
    return np.asarray(np.where(total[:, 0] > 0, (running < total / 2).sum(axis=1) + 1, np.nan), dtype=np.float64)
