"""Newcomers: who greeted them, who answered their first words, and whether they came back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.fired import flag
from auditor.facts.presence import changes
from auditor.facts.talk import text_of
from auditor.facts.turns import grouped, in_time

UNSEEN = timedelta(days=14)
"""Who first speaks in the export's first days may have been there long before."""
DAY = timedelta(days=1)
GREETING = 3_600_000
"""Milliseconds: a greeting to nobody by name is for those who came within this time before it."""
NEVER = -(1 << 41)
NOBODY = -1
LOOKED_AT = 10
"""Of so many first messages one will be more than a receipt."""
SHORT_GREETING = 120
"""Bytes (40 Chinese characters)."""
_GREETS = r"(?i)欢迎|歡迎|welcome|👏|\[鼓掌\]|^(?:你好|您好|hi|hello|hey)(?-u:\b)"
_RECEIPT = r"(?i)^(?:.{0,6}(?:收到|已阅|已读|打卡|签到|已完成).{0,4}|好的?|ok|1+|\+1|到|嗯+)?[\s\p{P}]*$"
WEEK = 7 * 86_400_000
TEMPLATE = 3
"""A sender's greeting that stands so often word for word is a template."""

NEWCOMERS: dict[str, pl.DataType] = {
    "person": pl.UInt32(), "at": TIME, "day": pl.Date(), "known_join": pl.Boolean(), "first_turn": pl.UInt32(),
    "id": pl.UInt32(), "answered": pl.Boolean(), "welcomed": pl.Boolean(), "welcomed_by_member": pl.Boolean(),
    "returned": pl.Boolean(), "batch": pl.Boolean(),
}  # fmt: skip
Times = npt.NDArray[np.int64]


def tell_newcomers(
    messages: pl.DataFrame,
    turns: pl.DataFrame,
    *,
    people: pl.DataFrame,
    joins: pl.DataFrame,
    replies: pl.DataFrame,
    called: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """Frame ``newcomers`` of docs/architecture.md §4.

    ``replies`` has ``turn`` and ``to_turn``; ``called``: ``turn`` and the person ``to`` whom it speaks.
    """
    start = pl.lit(messages["at"].min(), dtype=TIME)
    came = (
        people.filter(pl.col("side") == "member")
        .select("person", "first")
        .join(joins.select("person", "batch", joined="at"), on="person", how="left", maintain_order="left")
        .with_columns(at=pl.coalesce("joined", pl.when(pl.col("first") > start + UNSEEN).then("first")))
        .filter(pl.col("at").is_not_null())
        .sort("at", "person")
    )
    if came.is_empty():
        return pl.DataFrame(schema=NEWCOMERS)
    came = came.join(_first_words(messages, turns), on="person", how="left", maintain_order="left")
    to_them = called["turn"].filter(called["to"].is_in(came["person"].implode())).unique()
    welcomes = _welcomes(messages, turns, came, to_them)
    by_member = welcomes.filter(pl.col("side") == "member")
    came = came.with_columns(
        known_join=pl.col("joined").is_not_null(),
        batch=pl.col("batch").fill_null(value=False),
        answered=_answered(came, turns, replies, called) | _greeted(came, "spoke", welcomes),
        returned=_returned(came, turns, people.height, as_of),
    )
    return (
        came.with_columns(
            welcomed=_welcomed(came, welcomes, called, replies),
            welcomed_by_member=_welcomed(came, by_member, called, replies),
            day=pl.col("at").dt.date(),
            first_turn="turn",
        )
        .sort("at", "person")
        .select(pl.col(name).cast(dtype) for name, dtype in NEWCOMERS.items())
    )


def _first_words(messages: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """The first turn of each newcomer that is more than a receipt; 大家好 counts, 收到 does not."""
    order = in_time(messages)
    person = messages["person"].cast(pl.Int64).fill_null(NOBODY).to_numpy()[order]
    by_person = grouped(person)
    begins = changes(person[by_person])
    wrote = np.diff(begins, append=len(order))
    number = np.arange(LOOKED_AT)
    rows = order[by_person[(begins[:, None] + number)[number < wrote[:, None]]]]
    said = messages.select("person", "turn", "talk", "own", "human")[rows]
    said = said.filter(pl.col("human") & (pl.col("talk") | ~pl.col("own").str.contains(_RECEIPT)))
    said = said.unique("person", keep="first", maintain_order=True)
    first: pl.DataFrame = turns.select("turn", "id", spoke="at", there="conversation")[said["turn"]]
    return first.with_columns(said["person"])


def _answered(came: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame, called: pl.DataFrame) -> pl.Series:
    """A person replied to the first turn, or spoke to the newcomer by name, within a day."""
    first = came.select("person", "turn", "spoke", "there")
    linked = (
        replies.lazy()
        .select("to_person", "to_turn", "at")
        .join(first.lazy().rename({"person": "to_person"}), on="to_person", how="inner")
        .filter(pl.col("at").is_between(pl.col("spoke"), pl.col("spoke") + DAY))
        .collect()
    )
    linked = linked.with_columns(place=turns["conversation"].gather(linked["to_turn"])).filter(
        (pl.col("to_turn") == pl.col("turn")) | (pl.col("place") == pl.col("there"))
    )
    spoken = turns.lazy().filter("human").select("turn", "at")
    named = (
        called.lazy()
        .rename({"turn": "calling"})
        .join(first.lazy().rename({"person": "to"}), on="to", how="inner")
        .join(spoken.rename({"turn": "calling"}), on="calling")
        .filter(pl.col("at").is_between(pl.col("spoke"), pl.col("spoke") + DAY))
        .collect()
    )
    met = pl.concat([linked["to_person"], named["to"]]).unique()
    return came["person"].is_in(met.implode())


def _returned(came: pl.DataFrame, turns: pl.DataFrame, people: int, as_of: date) -> pl.Series:
    """Of so many ``people``: spoke again 7–14 days after the first word (or the arrival, when no word came).

    Null when that lies past the end.
    """
    spoken = turns.lazy().filter("human").select("person", "at").collect()
    base = came.select(pl.coalesce("spoke", "at")).to_series()
    since = np.full(people, NEVER)
    since[came["person"].to_numpy()] = base.to_physical().to_numpy()
    later = spoken["at"].to_physical().to_numpy() - since[spoken["person"].to_numpy()]
    again = np.zeros(len(since), dtype=bool)
    again[spoken["person"].to_numpy()[(later >= WEEK) & (later < 2 * WEEK)]] = True
    back = pl.Series(again[came["person"].to_numpy()])
    known = base + timedelta(days=14) <= datetime.combine(as_of, time.max)
    return pl.select(pl.when(known | back).then(back)).to_series()


def _welcomes(messages: pl.DataFrame, turns: pl.DataFrame, came: pl.DataFrame, to_them: pl.Series) -> pl.DataFrame:
    """Turns that may greet newcomers, in order of time: by their words, or short ones with 欢迎, 你好, 👏 in them, which
    count only right after somebody came. Greetings from a template are none."""
    short = (
        messages.select("turn", "own", "human")
        .filter(_soon_after(messages["at"], came) | messages["turn"].is_in(to_them.implode()))
        .filter(pl.col("human") & pl.col("own").str.len_bytes().is_between(2, SHORT_GREETING))
    )
    near = short.filter(pl.col("own").str.contains(_GREETS))["turn"].unique()
    greeting = flag(turns, "welcome") | pl.col("turn").is_in(near.implode())
    found = turns.lazy().filter(pl.col("human") & greeting & ~flag(turns, "promo", "referral"))
    said = found.select("turn", "person", "side", "at").collect()
    said = said.join(text_of(messages, said["turn"]), on="turn", how="left", maintain_order="left")
    text = pl.col("text").fill_null("")
    same = pl.concat_str(text.str.tail(12), text.str.len_chars() // 8)
    often = pl.len().over("person", same) >= TEMPLATE
    return said.filter(~(often & (text.str.len_chars() >= 15))).sort("at", "turn")


def _soon_after(at: pl.Series, came: pl.DataFrame) -> pl.Series:
    """Moments within the hour after somebody came or first spoke."""
    moments = at.to_physical().to_numpy()
    arrived = np.sort(pl.concat([came["at"], came["spoke"].drop_nulls()]).to_physical().to_numpy())
    last = np.searchsorted(arrived, moments, side="right") - 1
    return pl.Series((last >= 0) & (moments - arrived[np.maximum(last, 0)] <= GREETING))


def _welcomed(came: pl.DataFrame, welcomes: pl.DataFrame, called: pl.DataFrame, replies: pl.DataFrame) -> pl.Series:
    """Greeted by another within the hour after arriving or first speaking, or by name or in reply within a day."""
    then = welcomes.select("turn", then="at")
    to_them = pl.concat(
        [
            called.select("turn", person="to").join(then, on="turn"),
            replies.select("turn", person="to_person").join(then, on="turn"),
        ]
    )
    named = came.select("person", "at").join(to_them, on="person")
    greeted = named.filter(pl.col("then").is_between(pl.col("at"), pl.col("at") + DAY))["person"].unique()
    return _greeted(came, "at", welcomes) | _greeted(came, "spoke", welcomes) | came["person"].is_in(greeted.implode())


def _greeted(came: pl.DataFrame, moment: str, welcomes: pl.DataFrame) -> pl.Series:
    """One of the three greetings that came next after the ``moment`` came within the hour and from another person."""
    greeted = np.zeros(came.height, dtype=bool)
    if welcomes.is_empty():
        return pl.Series(greeted)
    times, senders = welcomes["at"].to_physical().to_numpy(), welcomes["person"].to_numpy()
    arrived = came[moment].to_physical().fill_null(NEVER).to_numpy()
    first = np.searchsorted(times, arrived)
    for step in range(3):
        place = np.minimum(first + step, len(times) - 1)
        gap = times[place] - arrived
        greeted |= (
            (gap >= 0) & (gap <= GREETING) & (first + step < len(times)) & (senders[place] != came["person"].to_numpy())
        )
    return pl.Series(greeted)
