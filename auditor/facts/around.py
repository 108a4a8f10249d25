"""What happened around a turning point: what changed at the same time, which is not to say because of it."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from auditor.chat.tables import Chat, Note
from auditor.facts.fired import flag

MONTH = timedelta(days=28)
FORTNIGHT = timedelta(days=14)
NEW_YEAR = (
    (2010, 2, 14), (2011, 2, 3), (2012, 1, 23), (2013, 2, 10), (2014, 1, 31), (2015, 2, 19), (2016, 2, 8),
    (2017, 1, 28), (2018, 2, 16), (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22),
    (2024, 2, 10), (2025, 1, 29), (2026, 2, 17), (2027, 2, 6), (2028, 1, 26), (2029, 2, 13), (2030, 2, 3),
    (2031, 1, 23), (2032, 2, 11), (2033, 1, 31), (2034, 2, 19), (2035, 2, 8),
)  # fmt: skip
"""Chinese New Year's days; the holiday reaches from a week before to the Lantern Festival, two weeks after."""


def holiday_near(day: date) -> str | None:
    """``spring_festival``, ``national_day`` or ``year_end`` when the day lies in or beside one."""
    for year, month, first in NEW_YEAR:
        if -10 <= (day - date(year, month, first)).days <= 18:
            return "spring_festival"
    if (day.month, day.day) >= (9, 27) and (day.month, day.day) <= (10, 10):
        return "national_day"
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5):
        return "year_end"
    return None


def look_around(
    chat: Chat, turns: pl.DataFrame, messages: pl.DataFrame, joins: pl.DataFrame, at: date
) -> tuple[Note, ...]:
    """Codes of what changed around ``at``: promotion, host, regulars, removals, red packets, newcomers, a holiday."""
    close = pl.col("day").is_between(at - MONTH, at + MONTH - timedelta(days=1))
    near = (
        turns.lazy()
        .filter(pl.col("human") & close)
        .select("day", "week", "person", "side", "talk", sells=flag(turns, "promo", "referral"))
        .collect()
    )
    before, after = near.filter(pl.col("day") < at), near.filter(pl.col("day") >= at)
    notes: list[Note] = []
    sold = [int(part["sells"].sum()) / MONTH.days for part in (before, after)]
    if max(sold) >= 0.5 and (max(sold) >= 2 * min(sold)):
        notes.append(Note("promo_per_day", {"before": round(sold[0], 1), "after": round(sold[1], 1)}))
    host = [part.filter(pl.col("talk") & (pl.col("side") == "host"))["day"].n_unique() for part in (before, after)]
    if max(host) >= 4 and min(host) <= max(host) / 4:
        notes.append(Note("host_absent" if host[1] < host[0] else "host_back", {"before": host[0], "after": host[1]}))
    notes += _who_went_and_came(before, after)
    notes += _of_events(chat, at)
    packets = messages.lazy().filter((pl.col("kind") == "red_packet") & close).select("day").collect()
    shares = [packets.filter(pl.col("day") < at).height, packets.filter(pl.col("day") >= at).height]
    if max(shares) >= 3 and max(shares) >= 2 * min(shares):
        notes.append(Note("red_packets", {"before": shares[0], "after": shares[1]}))
    came = joins.filter(pl.col("day").is_between(at - FORTNIGHT, at + FORTNIGHT))
    if came.filter("batch").height:
        notes.append(Note("join_batch", {"people": came.filter("batch").height}))
    holiday = holiday_near(at)
    if holiday:
        notes.append(Note("holiday", {"which": holiday}))
    return tuple(notes)


def _who_went_and_came(before: pl.DataFrame, after: pl.DataFrame) -> list[Note]:
    """Members who talked in three of the four weeks before and in none after; and those of whom it is the other way round."""

    def regulars(part: pl.DataFrame) -> pl.DataFrame:
        talk = part.filter(pl.col("talk") & (pl.col("side") == "member"))
        weeks = talk.group_by("person").agg(weeks=pl.col("week").n_unique(), turns=pl.len())
        return weeks.filter(pl.col("weeks") >= 3).sort("turns", "person", descending=[True, False])

    gone = regulars(before).join(after.select("person").unique(), on="person", how="anti", maintain_order="left")
    new = regulars(after).join(before.select("person").unique(), on="person", how="anti", maintain_order="left")
    found = []
    for code, people in (("regulars_stopped", gone), ("regulars_new", new)):
        if people.height:
            one = "_one" if people.height == 1 else ""
            found.append(Note(code + one, {"people": people.height, "who": int(people["person"][0])}))
    return found


def _of_events(chat: Chat, at: date) -> list[Note]:
    """Removals, muting, and a new name or owner within two weeks."""
    near = chat.events.filter(pl.col("at").dt.date().is_between(at - FORTNIGHT, at + FORTNIGHT))
    counts = dict(near.group_by(pl.col("kind").cast(pl.String)).len().iter_rows())
    owner = near.filter((pl.col("kind") == "admin") & (pl.col("via") == "owner")).height
    found = [
        ("removals", counts.get("remove", 0)),
        ("mutes", counts.get("mute", 0)),
        ("renamed", counts.get("rename", 0)),
    ]
    return [Note(code, {"count": int(count)}) for code, count in (*found, ("owner_changed", owner)) if count]
