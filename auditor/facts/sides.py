"""Two sides: the host side that runs the group or sells in it, and the members; bots, bridges and drive-by adverts apart.

Named people and roles of the export come first. Where nobody is named the host side is guessed from what only those who
run a group do; promotion is never a reason. The guess is told with its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.chat.tables import EVENT, Chat
from auditor.facts.bots import find_bots
from auditor.facts.fired import Fired
from auditor.facts.talk import SIDE
from auditor.facts.words import Words

Counts = npt.NDArray[np.float64]

REASONS = (
    ("created", 4.0),
    ("removes_people", 3.0),
    ("announces", 3.0),
    ("calls_all", 3.0),
    ("gives_notices", 2.0),
    ("titled", 2.0),
    ("adds_people", 2.0),
    ("renames_pins", 1.0),
    ("welcomes", 1.0),
)
"""What speaks for belonging to the host side, and how loudly. Self-set; told with every guess."""
RESERVED = ("wechat", "wecom", "qq", "dingtalk")
"""Platforms on which only owner and admins can call all (@所有人); elsewhere anybody can, and it counts half."""
ENOUGH = 3.0
"""Points from which the one who has most is taken for the host."""
ALSO = 4.0
"""Points from which others are taken for the host side too, if they have half of the first one's."""
_TITLED = r"群主|管理员|班主任|(?i:(?-u:\b)(?:admin|owner|moderator|mod)(?-u:\b))"

DRIVE_BY_TURNS = 5
"""A stranger who drops adverts and goes says no more than this."""
DRIVE_BY_LINES = 100
DRIVE_BY_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Host:
    """Who was taken for the host side."""

    persons: tuple[int, ...]
    """Rows of people, the surest first."""
    inferred: bool
    """True when some of them are only guessed: nobody was named and the export tells no roles."""
    because: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Codes of the reasons of each person, the strongest first."""
    unmatched: tuple[str, ...] = ()
    """Names of the settings that nobody bears."""


@dataclass(frozen=True, slots=True)
class Named:
    """People named in the settings."""

    host: tuple[str, ...] = ()
    bots: tuple[str, ...] = ()


def take_sides(chat: Chat, words: Words, fired: Fired, keys: pl.Series, named: Named) -> tuple[pl.DataFrame, Host]:
    """``person``, ``side``, ``side_because`` and ``side_inferred`` by row of ``words.people``; and the host side.

    ``keys`` are the people's stable keys, by which settings may name them too.
    """
    people = words.people
    count = people.height
    role = people["role"].cast(pl.String)
    given, lost = _match(people, keys, named.host)
    given_bots, lost_bots = _match(people, keys, named.bots)
    because = np.full(count, "member", dtype=object)
    side = np.full(count, "member", dtype=object)
    inferred = np.zeros(count, dtype=bool)

    def mark(rows: npt.NDArray[np.bool_], to: str, code: str) -> None:
        rows = rows & (side == "member")
        side[rows], because[rows] = to, code

    mark(given, "host", "given")
    mark(given_bots, "bot", "given_bot")
    mark(people["bridge"].to_numpy(), "bridge", "bridge")
    mark((role == "bot").to_numpy(), "bot", "role_bot")
    mark((role == "owner").to_numpy(), "host", "role_owner")
    mark((role == "admin").to_numpy(), "host", "role_admin")
    told = bool((side == "host").any())
    made = chat.events.filter(pl.col("kind") == "admin")
    mark(_are(made["target"], count), "host", "made_admin")
    mark(_are(made["actor"], count), "host", "makes_admin")
    known = side == "host"
    evidence = _evidence(chat, words, fired, side)
    for code, rows in find_bots(words, fired).items():
        mark(rows & (evidence["created"] == 0), "bot", code)
    reasons: dict[int, tuple[str, ...]] = {int(person): (str(because[person]),) for person in np.flatnonzero(known)}
    if not told:
        guessed = _guess(evidence, (side == "member") | known, reserved=chat.platform in RESERVED)
        for person, codes in guessed.items():
            if not known[person]:
                side[person], because[person], inferred[person] = "host", codes[0], True
                reasons[person] = codes
    mark(_drive_by(words, fired, chat), "passer_by", "drive_by")
    inferred |= np.isin(because, ["templated", "named_bot", "drive_by"])
    table = pl.DataFrame(
        [
            people["person"],
            pl.Series("side", side.tolist(), dtype=SIDE),
            pl.Series("side_because", because.tolist(), dtype=pl.String),
            pl.Series("side_inferred", inferred),
        ]
    )
    order = sorted(reasons, key=lambda row: (str(because[row]) != "given", -_points(evidence, row), row))
    return table, Host(tuple(order), bool(inferred[side == "host"].any()), reasons, (*lost, *lost_bots))


def _match(
    people: pl.DataFrame, keys: pl.Series, wanted: tuple[str, ...]
) -> tuple[npt.NDArray[np.bool_], tuple[str, ...]]:
    """People whose key, id or one of whose names is wanted; and what nobody bears."""
    found = np.zeros(people.height, dtype=bool)
    if not wanted:
        return found, ()
    names = people.select(
        "person", name=pl.col("names").list.concat(pl.concat_list("name", "source_id", keys.alias("key")))
    ).explode("name")
    hits = names.filter(pl.col("name").str.strip_chars().is_in([name.strip() for name in wanted]))
    found[hits["person"].to_numpy()] = True
    borne = set(hits["name"].str.strip_chars().to_list())
    return found, tuple(name for name in wanted if name.strip() not in borne)


def _are(persons: pl.Series, count: int) -> npt.NDArray[np.bool_]:
    found = np.zeros(count, dtype=bool)
    found[persons.drop_nulls().to_numpy()] = True
    return found


def _evidence(chat: Chat, words: Words, fired: Fired, side: npt.NDArray[np.object_]) -> dict[str, Counts]:
    """How often each person did what those who run a group do; rows of people."""
    count = words.people.height
    person = words.table["person"].cast(pl.Int64).fill_null(count).to_numpy()

    def acts(*kinds: str) -> Counts:
        actors = chat.events.filter(
            pl.col("kind").is_in(pl.Series(kinds, dtype=EVENT).implode())
            & (pl.col("target").is_null() | (pl.col("target") != pl.col("actor")))
        )["actor"]
        return np.bincount(actors.drop_nulls().to_numpy(), minlength=count).astype(np.float64)

    def said(flags: npt.NDArray[np.bool_]) -> Counts:
        return np.bincount(person[flags], minlength=count + 1)[:count].astype(np.float64)

    invited, welcomed = acts("invite"), said(fired.of("welcome"))
    return {
        "created": acts("create"),
        "removes_people": acts("remove", "mute"),
        "announces": acts("announce"),
        "calls_all": said(fired.of("all_call")),
        "gives_notices": _obeyed(words, fired, count),
        "titled": words.people["name"].fill_null("").str.contains(_TITLED).to_numpy().astype(np.float64),
        "adds_people": np.where((invited >= 3) & (invited >= 0.4 * invited.sum()), invited, 0),
        "renames_pins": acts("rename", "describe", "pin", "settings"),
        "welcomes": np.where((welcomed >= 3) & (welcomed >= 0.4 * welcomed.sum()), welcomed, 0),
    }


def _obeyed(words: Words, fired: Fired, count: int) -> Counts:
    """How many of each person's lines three or more others answered with 收到 and nothing else before anybody spoke again."""
    person = words.table["person"].cast(pl.Int64).fill_null(-1).to_numpy()
    duty = fired.of("duty")
    if not duty.any():
        return np.zeros(count)
    spoken = np.maximum.accumulate(np.where(duty, 0, np.arange(1, len(duty) + 1))) - 1
    answers = pl.DataFrame({"line": spoken[duty], "by": person[duty]}).filter(pl.col("line") >= 0)
    storms = answers.group_by("line").agg(by=pl.col("by").n_unique()).filter(pl.col("by") >= 3)["line"].to_numpy()
    givers = person[storms]
    storms_of = np.bincount(givers[givers >= 0], minlength=count).astype(np.float64)
    return np.where(storms_of >= 2, storms_of, 0)


def _points(evidence: dict[str, Counts], row: int) -> float:
    return sum(worth for code, worth in REASONS if evidence[code][row] > 0)


def _guess(
    evidence: dict[str, Counts], open_to: npt.NDArray[np.bool_], *, reserved: bool
) -> dict[int, tuple[str, ...]]:
    """Persons taken for the host side, the one with most points first, each with the codes that speak for it."""
    points = np.zeros(len(open_to))
    for code, worth in REASONS:
        times = evidence[code]
        points += np.where(times > 0, worth, 0.0)
    once, half = evidence["calls_all"] == 1, 0.0 if reserved else 0.5
    points -= np.where(once, 1.0, 0.0) + half * np.where(evidence["calls_all"] > 0, np.where(once, 2.0, 3.0), 0.0)
    points[~open_to] = 0
    if not len(points) or points.max() < ENOUGH:
        return {}
    weight = points + np.minimum(sum(evidence.values()), 1e6) * 1e-9
    chosen = np.flatnonzero((points == points.max()) | ((points >= ALSO) & (points >= points.max() / 2)))
    ranked = sorted(chosen.tolist(), key=lambda row: (-weight[row], row))
    if points[ranked[0]] < ALSO:
        ranked = ranked[:1]
    return {row: tuple(code for code, _ in REASONS if evidence[code][row] > 0) for row in ranked}


def _drive_by(words: Words, fired: Fired, chat: Chat) -> npt.NDArray[np.bool_]:
    """People of few turns, nearly all adverts, who never answer anybody."""
    count = words.people.height
    turns = pl.DataFrame(
        {
            "person": words.table["person"],
            "turn": words.table["turn"],
            "sells": fired.of("promo", "referral"),
            "answers": fired.of("answer") | chat.messages["reply_to"].is_not_null().to_numpy(),
        }
    )
    lines = np.bincount(words.table["person"].drop_nulls().to_numpy(), minlength=count)
    sellers = turns.filter("sells")["person"].drop_nulls().unique()
    sellers = sellers.filter(pl.Series(lines[sellers.to_numpy()] <= DRIVE_BY_LINES))
    few = (
        turns.filter(pl.col("person").is_in(sellers.implode()))
        .group_by("person", "turn")
        .agg(pl.col("sells").any(), answers=(pl.col("answers") & ~pl.col("sells")).any())
        .group_by("person")
        .agg(turns=pl.len(), share=pl.col("sells").mean(), answers=pl.col("answers").any())
        .filter((pl.col("turns") <= DRIVE_BY_TURNS) & (pl.col("share") >= DRIVE_BY_SHARE) & ~pl.col("answers"))
    )
    found = np.zeros(count, dtype=bool)
    found[few["person"].to_numpy()] = True
    return found
