"""Whether activity is bought: red packets, draws, offers, and what is left without them."""

from __future__ import annotations

import numpy as np
import polars as pl

from auditor.measures.measured import RANGE_DAYS, Measured, share
from auditor.measures.view import View


def bought_talk(view: View) -> Measured:
    """Share of the members' turns that fall into the minutes after a red packet, draw or offer and say no more than that,
    or come from people who never speak outside such minutes."""
    turns = view.turns.filter((pl.col("side") == "member") & (pl.col("talk") | pl.col("bought")))
    if view.facts.in_window(view.facts.campaigns.with_columns(day=pl.col("at").dt.date())).is_empty():
        if turns.is_empty():
            return Measured.unknown("nothing_to_count")
        return share(view.days, turns, pl.lit(False))
    return share(view.days, turns, pl.col("bought") | pl.col("chorus"))


def between_campaigns(view: View) -> Measured:
    """Members who speak on a day without campaign, against a day with one (1 = no difference).

    Whoever only came for the campaign counts on its day: that is the difference it makes.
    """
    speakers = view.turns.filter((pl.col("side") == "member") & (pl.col("talk") | pl.col("bought")))
    speakers = speakers.select("day", "person").unique()
    daily = view.days.sums(speakers["day"])
    campaign = np.zeros(view.days.count, dtype=bool)
    marked = view.facts.in_window(view.facts.days).filter("campaign")
    campaign[view.days.index(marked["day"])] = True
    first = int(np.argmax(daily > 0))
    inside = np.arange(view.days.count) >= first
    on, off = campaign & inside, ~campaign & inside
    if on.sum() < 3 or off.sum() < 3:
        return Measured.unknown("no_campaigns" if on.sum() < 3 else "always_campaign", unit="ratio")
    if daily[on].sum() == 0:
        return Measured.unknown("nothing_to_compare", unit="ratio")
    weights = view.days.weights
    with np.errstate(invalid="ignore", divide="ignore"):
        quiet = (weights @ (daily * off)) / (weights @ off.astype(float))
        loud = (weights @ (daily * on)) / (weights @ on.astype(float))
        draws = np.where(loud > 0, quiet / loud, np.nan)
    return Measured(
        value=float(daily[off].mean() / daily[on].mean()), unit="ratio", n=float(on.sum()),
        people=speakers["person"].n_unique(), days=int((daily > 0).sum()),
        draws=draws if (daily > 0).sum() >= RANGE_DAYS else None,
        more={"with": round(float(daily[on].mean()), 1), "without": round(float(daily[off].mean()), 1)},
    )  # fmt: skip


def orders(view: View) -> Measured:
    """Share of the members' turns that only order or trade."""
    return share(view.days, view.members, pl.col("order") & ~pl.col("question"))


def member_trade(view: View) -> Measured:
    """Share of all turns that offer something (promotion, trade) that come from members of the group."""
    offers = view.turns.filter((pl.col("promo") | pl.col("trade")) & pl.col("side").is_in(["host", "member"]))
    if not view.host_known:
        return Measured.unknown("no_host")
    return share(view.days, offers, pl.col("side") == "member", inferred=view.host_inferred)
