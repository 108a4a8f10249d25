"""Days and weeks of the group's life, gaps included."""

from __future__ import annotations

from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import Chat
from auditor.facts.fired import flag

Counts = npt.NDArray[np.int64]


def tell_days(messages: pl.DataFrame, turns: pl.DataFrame, campaigns: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Frame ``days`` of docs/architecture.md §4: every calendar day from the first message to ``as_of``."""
    last = (as_of - date(1970, 1, 1)).days
    first = int(messages["day"].to_physical().min()) if messages.height else last + 1  # type: ignore[arg-type]
    count = last - first + 1
    human = messages["human"].to_numpy()
    day = messages["day"].to_physical().to_numpy().astype(np.int64) - first
    turn_day = turns["day"].to_physical().to_numpy().astype(np.int64) - first
    talk = turns["talk"].to_numpy()
    side = turns["side"].to_physical().fill_null(9).to_numpy()
    sells = turns.select(flag(turns, "promo", "referral") & pl.col("human")).to_series().to_numpy()
    act = campaigns["at"].dt.offset_by("5m").dt.date().to_physical().to_numpy().astype(np.int64) - first

    def per_day(which: npt.NDArray[np.bool_]) -> pl.Series:
        return pl.Series(np.bincount(turn_day[which], minlength=count).astype(np.uint32))

    return pl.DataFrame(
        [
            pl.int_range(first, last + 1, dtype=pl.Int32, eager=True).cast(pl.Date).alias("day"),
            pl.Series("messages", np.bincount(day[human], minlength=count).astype(np.uint32)),
            per_day(talk).alias("turns"),
            pl.Series("people", _distinct(turn_day[talk], turns["person"].to_numpy()[talk], count)),
            per_day(talk & (side == 0)).alias("host_turns"),
            per_day(talk & (side == 1)).alias("member_turns"),
            per_day(sells).alias("promo_turns"),
            pl.Series("campaign", np.bincount(act[(act >= 0) & (act < count)], minlength=count) > 0),
        ]
    )


def tell_weeks(
    days: pl.DataFrame, turns: pl.DataFrame, asks: pl.DataFrame, newcomers: pl.DataFrame, chat: Chat
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

    spoken = turns["talk"].to_numpy()
    return pl.DataFrame(
        [
            pl.Series("week", (np.arange(count) + first) * 7 - 3).cast(pl.Int32).cast(pl.Date),
            per_week(days["day"], days["messages"]).alias("messages"),
            pl.Series("people", _distinct(week(turns["day"])[spoken], turns["person"].to_numpy()[spoken], count)),
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


def _distinct(place: Counts, person: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.uint32]:
    """Different people a day or week."""
    pairs = np.sort(place << 32 | person.astype(np.int64))
    return np.bincount(pairs[np.diff(pairs, prepend=-1) != 0] >> 32, minlength=count).astype(np.uint32)
