"""What the host side does: serve, sell, stimulate, ask, answer."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.measures.measured import Measured, share
from auditor.measures.view import View, per_week

SELLING = pl.col("promo") | pl.col("referral")
SERVING = (
    pl.col("answer") | pl.col("support") | pl.col("thanks") | pl.col("recognition") | pl.col("welcome")
    | pl.col("undertaking") | pl.col("decide")
)  # fmt: skip


def host_promotion(view: View) -> Measured:
    """Share of the host side's turns that sell or pay for recruiting."""
    return _of_host(view, SELLING)


def host_tactics(view: View) -> Measured:
    """Share of the host side's turns that use devices to make people act: coupons, points, draws, countdowns."""
    return _of_host(view, pl.col("tactics"))


def host_dialogue(view: View) -> Measured:
    """Share of the host side's turns that answer somebody or are answered, against turns posted *at* the group."""
    if (unseen := view.host_unseen) is not None:
        return unseen
    ends = view.replies.filter(pl.col("sure") >= 0.5)
    touched = pl.concat([ends["id"], ends["reply_to"]]).unique()
    turns = view.facts.messages.filter(pl.col("id").is_in(touched.implode()))["turn"].unique()
    return share(view.days, view.host, pl.col("turn").is_in(turns.implode()), inferred=max(view.host_inferred, 0.5))


def host_service(view: View) -> Measured:
    """Of the host side's turns that do something for somebody, the share that serves members.

    Service: a turn that answers a member's question or a turn of help, comfort, thanks, recognition, welcome or
    organising that does not sell. Against it stand promotion and re-posted news (早报).
    """
    if (unseen := view.host_unseen) is not None:
        return unseen
    answers = view.asks.filter(pl.col("by_side") == "host")["answer"].drop_nulls()
    answering = view.facts.messages.filter(pl.col("id").is_in(answers.implode()))["turn"].unique()
    marked = view.host.with_columns(
        serves=(SERVING | pl.col("turn").is_in(answering.implode())) & ~SELLING,
        other=SELLING | pl.col("carried"),
    )
    deeds = marked.filter(pl.col("serves") | pl.col("other"))
    return share(view.days, deeds, pl.col("serves"), inferred=view.host_inferred)


def help_against_sales(view: View) -> Measured:
    """Host turns that answer or comfort, against those and the ones that sell."""
    if (unseen := view.host_unseen) is not None:
        return unseen
    answers = view.asks.filter(pl.col("by_side") == "host")["answer"].drop_nulls()
    answering = view.facts.messages.filter(pl.col("id").is_in(answers.implode()))["turn"].unique()
    helps = (pl.col("answer") | pl.col("support") | pl.col("turn").is_in(answering.implode())) & ~SELLING
    marked = view.host.with_columns(helps=helps, sells=SELLING).filter(pl.col("helps") | pl.col("sells"))
    return share(view.days, marked, pl.col("helps"), inferred=view.host_inferred)


def host_asks(view: View) -> Measured:
    """Share of the weeks with talk in which the host side asks members something that is not a sale."""
    if not view.host_known:
        return Measured.unknown("no_host")
    talking = view.talk.with_columns(week=pl.col("day").dt.truncate("1w"))
    asking = view.host.filter((pl.col("question") | pl.col("decide")) & ~SELLING & ~pl.col("tactics"))
    weeks = asking["day"].dt.truncate("1w").unique()
    by_week = talking.group_by("week").agg(
        day=pl.col("day").min(), id=pl.col("id").min(), person=pl.col("person").first()
    )
    measured = share(
        view.days, by_week.sort("week"), pl.col("week").is_in(weeks.implode()), inferred=view.host_inferred
    )
    return _with_evidence(measured, asking)


def calls_answered(view: View) -> Measured:
    """Share of the host side's non-commercial calls that at least three members answer within a day.

    A call is a turn to all (@所有人), an undertaking or something to decide. Duty replies (收到) are no answer.
    """
    if not view.host_known:
        return Measured.unknown("no_host")
    calls = view.host.filter((pl.col("all_call") | pl.col("undertaking") | pl.col("decide")) & ~SELLING)
    if calls.is_empty():
        return Measured.unknown("no_calls")
    joined = view.undertakings.select("id", "joiners")
    talk = view.members.filter(
        pl.col("undertaking") | pl.col("decide") | pl.col("answer") | pl.col("suggestion")
    ).select(pl.col("at").alias("then"), pl.col("person").alias("answerer"))
    answered = (
        calls.select("id", "at", "end", "day", "person")
        .join_where(talk, pl.col("then") >= pl.col("at"), pl.col("then") <= pl.col("end") + timedelta(days=1))
        .group_by("id")
        .agg(pl.col("answerer").n_unique())
    )
    calls = calls.join(answered, on="id", how="left").join(joined, on="id", how="left")
    people = pl.max_horizontal(pl.col("answerer").fill_null(0), pl.col("joiners").fill_null(0))
    return share(view.days, calls.sort("id"), people >= 3, inferred=view.host_inferred)


def suggestions_answered(view: View) -> Measured:
    """Share of members' suggestions and complaints to the host side that it answered within three days."""
    if not view.host_known:
        return Measured.unknown("no_host")
    if view.suggestions.is_empty():
        return Measured.unknown("no_suggestions")
    return share(
        view.days,
        view.suggestions,
        pl.col("answered"),
        inferred=view.host_inferred,
        quote_misses=True,
    )


def suggestions_acted_on(view: View) -> Measured:
    """Share of members' suggestions that a later notice, rule or name took up."""
    if not view.host_known:
        return Measured.unknown("no_host")
    if view.suggestions.is_empty():
        return Measured.unknown("no_suggestions")
    return share(view.days, view.suggestions, pl.col("acted"), inferred=1.0)


def seen_through(view: View) -> Measured:
    """Share of the speakers who said that they see through it (套路, 又是广告, 割韭菜)."""
    if view.members.is_empty():
        return Measured.unknown("nothing_to_count")
    said = view.members.filter(pl.col("sees_through"))
    speakers = view.members["person"].n_unique()
    return Measured(
        value=said["person"].n_unique() / speakers,
        unit="share",
        k=float(said["person"].n_unique()),
        n=float(speakers),
        people=speakers,
        days=view.active(view.members),
        evidence=tuple(said["id"].to_list()),
    )


def slump_answer(view: View) -> Measured:
    """After the last decline: tactics against service among the host side's turns of the eight weeks that followed."""
    declines = [point for point in view.facts.course.turning_points if point.after in ("decline", "silence")]
    if not declines or not view.host_known:
        return Measured.unknown("no_slump" if view.host_known else "no_host")
    start = declines[-1].at
    after = view.facts.turns.filter(
        (pl.col("side") == "host") & (pl.col("day") >= start) & (pl.col("day") < start + timedelta(weeks=8))
    )
    deeds = after.filter(SERVING | SELLING | pl.col("tactics") | pl.col("purpose"))
    if deeds.is_empty():
        return Measured.unknown("nothing_to_count")
    pushed = deeds.filter(SELLING | pl.col("tactics"))
    return Measured(
        value=pushed.height / deeds.height, unit="share", k=float(pushed.height), n=float(deeds.height),
        people=deeds["person"].n_unique(), days=deeds["day"].n_unique(), evidence=tuple(pushed["id"].to_list()),
        inferred=view.host_inferred, more={"when": start.isoformat()},
    )  # fmt: skip


def promotion_weeks(view: View) -> Measured:
    """Promotion turns a week in the later half of the window against the earlier half (the dose)."""
    daily = view.days.sums(view.turns.filter(SELLING | pl.col("tactics"))["day"])
    weeks = per_week(view.days, daily)
    if len(weeks) < 4 or weeks.sum() == 0:
        return Measured.unknown("too_few_weeks", unit="ratio")
    half = len(weeks) // 2
    early, late = weeks[:half].mean(), weeks[-half:].mean()
    if early == 0:
        return Measured.unknown("nothing_to_compare", unit="ratio")
    return Measured(value=float(late / early), unit="ratio", n=float(weeks.sum()), days=int((daily > 0).sum()))


def _of_host(view: View, hit: pl.Expr) -> Measured:
    if (unseen := view.host_unseen) is not None:
        return unseen
    return share(view.days, view.host, hit, inferred=view.host_inferred)


def _with_evidence(measured: Measured, frame: pl.DataFrame) -> Measured:
    from dataclasses import replace

    return replace(measured, evidence=tuple(frame["id"].to_list()))
