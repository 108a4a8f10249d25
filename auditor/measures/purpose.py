"""What the group says it is for, and whether deeds follow."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.measures.measured import Measured, of_people
from auditor.measures.view import View

FOUR_WEEKS = timedelta(weeks=4)


def purpose_stated(view: View) -> Measured:
    """1 when a notice, description, welcome or pinned text names people and a purpose and offers nothing; 0.5 when a
    purpose stands there beside a price or contact or without naming anybody, or only members say it; 0 when there are notices and none does.

    Over the whole life: a group speaks of its purpose a few times a year. Unknown when there is no such text at all.
    """
    notices = view.facts.notices
    clean = notices.filter(pl.col("purpose") & ~pl.col("offer") & pl.col("names_people"))
    voided = notices.filter(pl.col("purpose") & (pl.col("offer") | ~pl.col("names_people")))
    voices = view.facts.turns.filter((pl.col("side") == "member") & pl.col("purpose") & ~pl.col("promo"))
    if notices.is_empty() and voices.is_empty():
        return Measured.unknown("no_notices", unit="count")
    if not clean.is_empty():
        value, told = 1.0, clean
    elif voices["person"].n_unique() >= 2 or not voided.is_empty():
        value, told = 0.5, voided
    else:
        value, told = 0.0, notices
    ids = told["id"].drop_nulls() if not told.is_empty() else voices["id"]
    return Measured(
        value=value, unit="count", n=float(notices.height), people=voices["person"].n_unique(),
        days=notices["at"].dt.date().n_unique() if not notices.is_empty() else 0, evidence=tuple(ids.to_list()),
        inferred=view.host_inferred,
        more={
            "notices": notices.height,
            "offers": notices.filter("offer").height,
            "voices": voices["person"].n_unique(),
            "text": told["text"][0][:60] if not told.is_empty() and told["text"][0] else "",
        },
    )  # fmt: skip


def purpose_landed(view: View) -> Measured:
    """Share of the times a purpose was stated after which help or an undertaking followed within four weeks."""
    stated = view.facts.notices.filter(pl.col("purpose") & ~pl.col("offer"))
    spoken = view.facts.turns.filter(pl.col("purpose") & ~pl.col("promo") & pl.col("human"))
    times = pl.concat([stated["at"], spoken["at"]]).drop_nulls().unique().sort()
    times = times.filter(times.dt.date() <= view.facts.as_of - FOUR_WEEKS)
    if times.is_empty():
        return Measured.unknown("no_purpose")
    deeds = view.facts.undertakings.filter(
        pl.col("kind").is_in(["act", "opinion", "poll", "meetup"]) & (pl.col("joiners") >= 2)
    )["at"].sort()
    followed = [
        bool(deeds.filter((deeds > moment) & (deeds <= moment + FOUR_WEEKS)).len()) for moment in times.to_list()
    ]
    return of_people("purpose_landed", sum(followed), len(followed), tuple(stated["id"].drop_nulls().to_list()))
