"""Which messages are talk, and the turns they make."""

from __future__ import annotations

import numpy as np
import polars as pl

from auditor.chat.tables import KINDS
from auditor.facts.fired import Fired, Flags
from auditor.facts.turns import in_time

SIDES = ("host", "member", "passer_by", "bot", "bridge")
SIDE = pl.Enum(SIDES)
MEDIA = ("image", "voice", "video", "file", "link", "card", "location", "contact", "forward", "poll", "other")
"""Kinds that say something without words. Red packets, transfers and calls are acts, stickers are faces: no talk."""


def mark_kinds(messages: pl.DataFrame, kinds: tuple[str, ...]) -> Flags:
    """Rows of one of ``kinds``."""
    wanted: Flags = np.array([kind in kinds for kind in KINDS])
    found: Flags = wanted[messages["kind"].to_physical().to_numpy()]
    return found


def tell_messages(words: pl.DataFrame, fired: Fired, side: pl.Series, reactions: pl.Series) -> pl.DataFrame:
    """Frame ``messages`` of docs/architecture.md §4, ``conversation`` still null. ``side`` is by row of people.

    ``duty`` takes the place of the signal of that name: greetings and noise are in it too.
    """
    codes = np.append(side.to_physical().to_numpy(), len(SIDES)).astype(np.uint8)
    person = words["person"].cast(pl.Int64).fill_null(-1).to_numpy()
    of_row = codes[person]
    human = of_row < SIDES.index("bot")
    written = mark_kinds(words, ("text",))
    duty = fired.of("duty", "filler") & written
    says = np.zeros(len(person), dtype=bool)
    rows = np.flatnonzero(written & human & ~duty)
    says[rows] = (
        words["own"].gather(rows).str.contains(r"[\p{L}\p{N}]").to_numpy() | words["link"].gather(rows).to_numpy()
    )
    talk = human & ~duty & (says | mark_kinds(words, MEDIA))
    day = words["at"].dt.date()
    return pl.DataFrame(
        [
            words["id"],
            words["at"],
            day.alias("day"),
            monday(day).alias("week"),
            words["person"],
            pl.Series("side", [*SIDES, None], dtype=SIDE).gather(of_row),
            pl.Series("human", human),
            words["kind"],
            words["turn"],
            words["own"],
            pl.Series("duty", duty & human),
            pl.Series("talk", talk),
            pl.repeat(None, len(person), dtype=pl.UInt32, eager=True).alias("conversation"),
            reactions.alias("reactions"),
            *(column for column in fired.messages.get_columns() if column.name != "duty"),
        ]
    )


def monday(days: pl.Series) -> pl.Series:
    """The Monday of each day's week."""
    number = days.to_physical()
    return (number - (number + 3) % 7).cast(pl.Date)


def tell_turns(messages: pl.DataFrame, signals: list[str]) -> pl.DataFrame:
    """Frame ``turns`` of docs/architecture.md §4, without what conversations and campaigns add later."""
    order = in_time(messages)
    turn = messages["turn"].to_numpy().astype(np.int64)[order]
    count = int(turn.max()) + 1 if len(turn) else 0
    first, last = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    first[turn[::-1]] = order[::-1]
    last[turn] = order
    by_row = messages["turn"].to_numpy()

    def any_of(flags: pl.Series) -> pl.Series:
        out = np.zeros(count, dtype=bool)
        out[by_row[flags.arg_true().to_numpy()]] = True
        return pl.Series(out)

    opening = messages.select("id", "at", "day", "week", "person", "side", "human")[first]
    return pl.DataFrame(
        [
            pl.int_range(count, dtype=pl.UInt32, eager=True).alias("turn"),
            opening["id"],
            opening["at"],
            messages["at"].gather(last).alias("end"),
            *opening.select("day", "week", "person", "side", "human").get_columns(),
            any_of(messages["talk"]).alias("talk"),
            pl.Series("messages", np.bincount(turn, minlength=count).astype(np.uint32)),
            pl.Series(
                "chars",
                np.bincount(by_row, weights=messages["own"].str.len_chars().to_numpy(), minlength=count).astype(
                    np.uint32
                ),
            ),
            any_of(pl.Series(mark_kinds(messages, MEDIA))).alias("media"),
            *(any_of(messages[name]).alias(name) for name in ("duty", *signals)),
        ]
    )


def text_of(messages: pl.DataFrame, turns: pl.Series) -> pl.DataFrame:
    """``turn`` and ``text``: what was written in these turns, lines joined. Turns without words are not there."""
    of = messages["turn"].to_numpy()
    wanted = np.zeros(len(of) + 1, dtype=np.bool_)
    wanted[turns.to_numpy()] = True
    lines = messages.select("turn", text="own").filter(pl.Series(wanted[of]) & (messages["own"] != ""))
    alone = pl.Series(np.bincount(lines["turn"].to_numpy(), minlength=1)[lines["turn"].to_numpy()] == 1)
    together = lines.filter(~alone).group_by("turn", maintain_order=True).agg("text")
    return pl.concat([lines.filter(alone), together.with_columns(pl.col("text").list.join(" "))])
