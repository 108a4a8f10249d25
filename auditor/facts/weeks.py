"""Days and weeks of the group's life, gaps included."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Chat
from auditor.facts.fired import flag
from auditor.facts.presence import count_people

Counts = npt.NDArray[np.int64]


def tell_days(
    messages: pl.DataFrame, turns: pl.DataFrame, presence: pl.DataFrame, campaigns: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Frame ``days`` of docs/architecture.md §4: every calendar day from the first message to ``as_of``."""
    last = (as_of - date(1970, 1, 1)).days
    first = int(messages["day"].to_physical().min()) if messages.height else last + 1  # type: ignore[arg-type]
    count = last - first + 1
    sells = turns.select(flag(turns, "promo", "referral") & pl.col("human")).to_series()
    act = campaigns["at"].dt.offset_by("5m").dt.date().to_physical().to_numpy().astype(np.int64) - first

    def per_day(days: pl.Series, weights: pl.Series | None = None) -> pl.Series:
        place = days.to_physical().to_numpy() - first
        return pl.Series(np.bincount(place, weights, minlength=count).astype(np.uint32))

    def talk_of(part: pl.DataFrame) -> pl.Series:
        return per_day(part["day"], part["turns"])

    return pl.DataFrame(
        [
            pl.int_range(first, last + 1, dtype=pl.Int32, eager=True).cast(pl.Date).alias("day"),
            per_day(messages["day"].filter(messages["human"])).alias("messages"),
            talk_of(presence).alias("turns"),
            per_day(presence["day"]).alias("people"),
            talk_of(presence.filter(presence["side"] == "host")).alias("host_turns"),
            talk_of(presence.filter(presence["side"] == "member")).alias("member_turns"),
            per_day(turns["day"].filter(sells)).alias("promo_turns"),
            pl.Series("campaign", np.bincount(act[(act >= 0) & (act < count)], minlength=count) > 0),
        ]
    )


def tell_weeks(
    days: pl.DataFrame, presence: pl.DataFrame, asks: pl.DataFrame, newcomers: pl.DataFrame, chat: Chat
) -> pl.DataFrame:
    """Frame ``weeks`` (CONTRACT): Mondays from the first week to the last. Joins and leaves are null where unseen."""
    if days.is_empty():
        return pl.DataFrame(
            schema={
                "week": pl.Date, "messages": pl.UInt32, "people": pl.UInt32, "newcomers": pl.UInt32, "promo": pl.UInt32,
                "questions": pl.UInt32, "answered": pl.UInt32, "joins": pl.UInt32, "leaves": pl.UInt32,
            }
        )  # fmt: skip
    number = days["day"].to_physical().to_numpy().astype(np.int64)
    first = (number[0] + 3) // 7
    count = int((number[-1] + 3) // 7 - first + 1)

    def week(column: pl.Series) -> Counts:
        place: Counts = (column.to_physical().to_numpy().astype(np.int64) + 3) // 7 - first
        return place

    def per_week(column: pl.Series, values: pl.Series | None = None) -> pl.Series:
        weights = None if values is None else values.to_numpy()
        return pl.Series(np.bincount(week(column), weights, minlength=count).astype(np.uint32))

    def of_events(kinds: list[str], thing: str) -> pl.Series:
        if thing not in chat.has:
            return pl.repeat(None, count, dtype=pl.UInt32, eager=True)
        moved = chat.events.filter(pl.col("kind").cast(pl.String).is_in(kinds) & pl.col("at").is_not_null())[
            "at"
        ].dt.date()
        place = week(moved)
        return pl.Series(np.bincount(place[(place >= 0) & (place < count)], minlength=count).astype(np.uint32))

    return pl.DataFrame(
        [
            pl.Series("week", (np.arange(count) + first) * 7 - 3).cast(pl.Int32).cast(pl.Date),
            per_week(days["day"], days["messages"]).alias("messages"),
            pl.Series("people", count_people(presence, week(presence["day"]), count).astype(np.uint32)),
            per_week(newcomers["day"].filter(newcomers["day"].is_between(days["day"][0], days["day"][-1]))).alias(
                "newcomers"
            ),
            per_week(days["day"], days["promo_turns"]).alias("promo"),
            per_week(asks["day"]).alias("questions"),
            per_week(asks["day"].filter(asks["answered"])).alias("answered"),
            of_events(["join", "invite"], "joins").alias("joins"),
            of_events(["leave", "remove"], "leaves").alias("leaves"),
        ]
    )
