"""What kind of group it looks like: only for proposing a profile, never for a score."""

from __future__ import annotations

import polars as pl

from auditor.measures.measured import Measured
from auditor.measures.view import View


def name_share(view: View, *, pattern: str) -> Measured:
    """Share of the people whose shown name matches ``pattern`` (…妈妈, 3栋502)."""
    people = view.facts.people.filter(pl.col("turns") > 0)
    if people.is_empty():
        return Measured.unknown("nothing_to_count")
    hits = people.filter(pl.col("name").str.contains(pattern)).height
    return Measured(value=hits / people.height, unit="share", k=float(hits), n=float(people.height))


def title_match(view: View, *, pattern: str) -> Measured:
    """1 when the chat's title matches ``pattern``, else 0; unknown without a title."""
    if not view.facts.chat.title:
        return Measured.unknown("no_title", unit="count")
    return Measured(value=float(pl.Series([view.facts.chat.title.lower()]).str.contains(pattern)[0]), unit="count")


def text_share(view: View, *, pattern: str) -> Measured:
    """Share of the turns in which somebody's own words match ``pattern``."""
    if view.lower.is_empty():
        return Measured.unknown("nothing_to_count")
    hits = view.lower.filter(pl.col("own").str.contains(pattern))["turn"].n_unique()
    turns = view.turns.height
    return Measured(value=hits / turns, unit="share", k=float(hits), n=float(turns))


def duty_share(view: View) -> Measured:
    """Share of the human turns that are nothing but duty replies (收到, 1, 打卡)."""
    if view.turns.is_empty():
        return Measured.unknown("nothing_to_count")
    duty = view.turns.filter(~pl.col("talk") & pl.col("duty")).height if "duty" in view.turns.columns else 0
    return Measured(value=duty / view.turns.height, unit="share", k=float(duty), n=float(view.turns.height))


def order_lists(view: View) -> Measured:
    """Order 接龙 a week."""
    orders = view.undertakings.filter(pl.col("kind") == "order").height
    return Measured(value=orders / max(1, view.days.count / 7), unit="count", k=float(orders), n=float(orders))


def speakers(view: View) -> Measured:
    """People who ever spoke."""
    count = view.facts.people.filter((pl.col("turns") > 0) & pl.col("side").is_in(["host", "member"])).height
    return Measured(value=float(count), unit="people", n=float(count))
