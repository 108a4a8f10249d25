"""People and messages to act on: whom to answer, meet, ask after, thank, talk to."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.facts.facts import Facts
from auditor.measures.view import View
from auditor.names.naming import Names
from auditor.parts import Prose
from auditor.result import ActOn, Item
from auditor.scoring.tell import fill

MOST = 30
"""Entries a list holds at most; the counts beside it are complete."""
QUIET_WEEKS = 4
PROMOTER_TURNS = 3
HELPER_ANSWERS = 2

REASONS = {
    "unanswered": Prose(zh="{days} 天前问的，没人接", en="asked {days} days ago, nobody took it up"),
    "unanswered_today": Prose(zh="当天问的，还没人接", en="asked that day, nobody took it up yet"),
    "newcomer_unmet": Prose(zh="{date} 进群，没人打招呼", en="joined {date}, greeted by nobody"),
    "newcomer_unanswered": Prose(zh="{date} 第一次开口，没人接", en="first spoke {date}, answered by nobody"),
    "going_quiet": Prose(zh="以前常来，{weeks} 周没说话了", en="used to come often, silent for {weeks} weeks"),
    "helper": Prose(zh="答过 {count} 次，帮过 {people} 个人", en="answered {count} times, helped {people} people"),
    "promoter": Prose(
        zh="发了 {count} 次推销，占他发言的 {share}", en="promoted {count} times, {share} of what they said"
    ),
}


def act_on(view: View, names: Names, *, of_persons: bool) -> ActOn:
    """The five lists, cut to :data:`MOST`, with their whole lengths beside them.

    ``of_persons`` is false where people are not to be ranked (family and friends).
    """
    gone = _gone(view.facts)
    lists = {"unanswered": _unanswered(view, names), "newcomers_unmet": _newcomers(view, names, gone)}
    if of_persons:
        lists |= {
            "going_quiet": _going_quiet(view.facts, names, gone),
            "helpers": _helpers(view, names, gone),
            "promoters": _promoters(view, names),
        }
    return ActOn(
        **{name: items for name, (items, _) in lists.items()},
        totals={name: total for name, (_, total) in lists.items()},
    )


def _gone(facts: Facts) -> pl.Series:
    """Who left or was removed, and neither came back nor spoke since: nobody to greet, to ask after or to rely on."""
    moved = facts.chat.events.filter(
        pl.col("kind").is_in(["leave", "remove", "join", "invite"]) & pl.col("target").is_not_null()
    )
    last = (
        moved.sort("at", "id")
        .group_by("target", maintain_order=True)
        .last()
        .filter(pl.col("kind").is_in(["leave", "remove"]))
    )
    spoke = facts.people.select("person", spoke="last")
    left = last.join(spoke, left_on="target", right_on="person", how="left", maintain_order="left")
    return left.filter(pl.col("spoke").is_null() | (pl.col("spoke") <= pl.col("at")))["target"]


def _unanswered(view: View, names: Names) -> tuple[list[Item], int]:
    open_ = view.asks.filter(~pl.col("answered")).sort(["at", "id"], descending=[True, True])
    made = []
    for row in open_.head(MOST).iter_rows(named=True):
        days = (view.facts.as_of - row["at"].date()).days
        reason = "unanswered" if days > 0 else "unanswered_today"
        made.append(
            _item(
                names, row["person"], row["id"], row["at"], row["text"], reason, {"days": (float(days), "count")}, None
            )
        )
    return made, open_.height


def _newcomers(view: View, names: Names, gone: pl.Series) -> tuple[list[Item], int]:
    unmet = (
        view.newcomers.filter(~pl.col("person").is_in(gone.implode()))
        .filter(
            (pl.col("known_join") & ~pl.col("welcomed") & ~pl.col("answered").fill_null(False))
            | (pl.col("first_turn").is_not_null() & ~pl.col("answered").fill_null(False) & ~pl.col("welcomed"))
        )
        .sort(["at", "person"], descending=[True, False])
    )
    messages = view.facts.messages
    made = []
    for row in unmet.head(MOST).iter_rows(named=True):
        spoke = row["id"] is not None
        text = messages.filter(pl.col("id") == row["id"])["own"].to_list() if spoke else []
        made.append(
            _item(names, row["person"], row["id"], row["at"], text[0] if text else None,
                  "newcomer_unanswered" if spoke else "newcomer_unmet",
                  {"date": (row["at"].strftime("%Y-%m-%d"), "word")}, None)
        )  # fmt: skip
    return made, unmet.height


def _going_quiet(facts: Facts, names: Names, gone: pl.Series) -> tuple[list[Item], int]:
    """Members who talked in at least three of the weeks 5 to 12 before the end, and not in the last four."""
    back = (pl.lit(facts.as_of) - pl.col("day")).dt.total_days() // 7
    lately = (pl.col("side") == "member") & (pl.col("day") > facts.as_of - timedelta(weeks=12))
    talk = facts.turns.filter(pl.col("human") & pl.col("talk") & lately).with_columns(back=back)
    weeks = pl.col("back").filter(pl.col("back").is_between(QUIET_WEEKS, 11)).n_unique()
    people = (
        talk.group_by("person")
        .agg(weeks=weeks, since=pl.col("back").min(), id=pl.col("id").max(), at=pl.col("at").max())
        .filter((pl.col("weeks") >= 3) & (pl.col("since") >= QUIET_WEEKS) & (pl.col("since") < 12))
        .filter(~pl.col("person").is_in(gone.implode()))
        .sort(["weeks", "since", "person"], descending=[True, True, False])
    )
    return [
        _item(names, row["person"], row["id"], row["at"], None, "going_quiet",
              {"weeks": (float(row["since"]), "count")}, float(row["since"]))
        for row in people.head(MOST).iter_rows(named=True)
    ], people.height  # fmt: skip


def _helpers(view: View, names: Names, gone: pl.Series) -> tuple[list[Item], int]:
    answers = view.asks.filter(pl.col("answered") & (pl.col("by_side") == "member"))
    people = (
        answers.group_by("by")
        .agg(count=pl.len(), helped=pl.col("person").n_unique(), id=pl.col("answer").max(), at=pl.col("at").max())
        .filter((pl.col("count") >= HELPER_ANSWERS) & ~pl.col("by").is_in(gone.implode()))
        .sort(["count", "helped", "by"], descending=[True, True, False])
    )
    return [
        _item(names, row["by"], row["id"], row["at"], None, "helper",
              {"count": (float(row["count"]), "count"), "people": (float(row["helped"]), "count")}, float(row["count"]))
        for row in people.head(MOST).iter_rows(named=True)
    ], people.height  # fmt: skip


def _promoters(view: View, names: Names) -> tuple[list[Item], int]:
    people = (
        view.turns.group_by("person")
        .agg(
            count=(pl.col("promo") | pl.col("referral")).sum(), turns=pl.len(),
            id=pl.col("id").filter(pl.col("promo") | pl.col("referral")).max(),
            at=pl.col("at").filter(pl.col("promo") | pl.col("referral")).max(),
        )
        .filter(pl.col("count") >= PROMOTER_TURNS)
        .sort(["count", "person"], descending=[True, False])
    )  # fmt: skip
    return [
        _item(names, row["person"], row["id"], row["at"], None, "promoter",
              {"count": (float(row["count"]), "count"), "share": (row["count"] / row["turns"], "share")}, float(row["count"]))
        for row in people.head(MOST).iter_rows(named=True)
    ], people.height  # fmt: skip


def _item(
    names: Names, person: int | None, message: int | None, at: object, text: str | None, reason: str,
    known: dict[str, tuple[float | str | None, str]], value: float | None,
) -> Item:  # fmt: skip
    return Item(
        person=names.key(person), name=names.of(person), message=message,
        at=at.isoformat(timespec="seconds") if hasattr(at, "isoformat") else None,
        text=names.quote(text) if text else None,
        reason=fill(reason, REASONS[reason], known), value=value,
    )  # fmt: skip
