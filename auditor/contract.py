"""The tables that other programs may rely on (``messages events people replies weeks``), made from the facts."""

from __future__ import annotations

import polars as pl

from auditor.facts.facts import Facts
from auditor.names.naming import Names

SIGNALS_FROM = (
    "id", "at", "day", "week", "person", "side", "human", "kind", "turn", "own", "talk", "conversation", "reactions",
)  # fmt: skip
"""Columns of the facts' ``messages`` that are no signals; all the others are one each."""
MAY_LEAD_TO_SOMEBODY = r"\d[\d\s().-]{5,}\d|[@_]|(?i:微|薇|威信|扣|vx|wx|qq|q群|v[:：])"
"""Texts that :func:`~auditor.names.naming.mask` could change; the others need not be looked at one by one."""


def contract_frames(facts: Facts, names: Names) -> dict[str, pl.DataFrame]:
    """The five tables of the contract, each sorted by its key. ``names`` says how people are called.

    As shown, names and texts stand as the export has them; as aliases or hidden, names inside texts are replaced too,
    numbers and addresses that lead to a person are masked, and ids of accounts are left out.
    """
    called = _called(facts, names)
    return {
        "messages": _messages(facts, called, names),
        "events": _events(facts, called, names),
        "people": _people(facts, names, called),
        "replies": _replies(facts, called),
        "weeks": facts.weeks.sort("week"),
    }


def _called(facts: Facts, names: Names) -> pl.DataFrame:
    """``person``, ``key`` and the name to show."""
    if names.mode == "show":
        return facts.people.select("person", "key", shown="name")
    shown = [names.of(person) for person in facts.people["person"].to_list()]
    return facts.people.select("person", "key").with_columns(
        shown=pl.Series(shown, dtype=pl.String) if names.mode == "alias" else pl.lit(None, dtype=pl.String)
    )


def _messages(facts: Facts, called: pl.DataFrame, names: Names) -> pl.DataFrame:
    signals = [name for name in facts.messages.columns if name not in SIGNALS_FROM]
    said = facts.chat.messages.select("id", "source_id", "text", "reply_to", "forwarded", "edited", "reactions")
    guessed = (
        facts.replies.filter("inferred")
        .select("id", guessed="reply_to")
        .unique("id", keep="first", maintain_order=True)
    )
    joined = (
        facts.messages.select("id", "turn", "at", "person", "kind", *signals)
        .join(said, on="id", how="left", maintain_order="left")
        .join(guessed, on="id", how="left", maintain_order="left")
        .join(called, on="person", how="left", maintain_order="left")
    )
    return joined.select(
        "id",
        "source_id",
        "turn",
        "at",
        person="key",
        name="shown",
        text=_told(joined["text"], names),
        kind="kind",
        reply_to=pl.coalesce("reply_to", "guessed"),
        reply_inferred=pl.when(pl.coalesce("reply_to", "guessed").is_not_null()).then(pl.col("reply_to").is_null()),
        forwarded="forwarded",
        edited="edited",
        reactions="reactions",
        **{name: name for name in signals},
    ).sort("id")


def _events(facts: Facts, called: pl.DataFrame, names: Names) -> pl.DataFrame:
    events = facts.chat.events
    keys = called.select("person", "key")
    for role in ("actor", "target"):
        named = keys.select(pl.col("person").alias(role), pl.col("key").alias(f"{role}_key"))
        events = events.join(named, on=role, how="left", maintain_order="left")
    return events.select(
        "id", "at", "kind", actor="actor_key", target="target_key", via="via", text=_told(events["text"], names)
    ).sort("id", "target", nulls_last=True, maintain_order=True)


def _people(facts: Facts, names: Names, called: pl.DataFrame) -> pl.DataFrame:
    keys = called.select(invited_by="person", inviter="key")
    shown = names.mode == "show"
    hidden = pl.lit(None)
    return (
        facts.people.join(keys, on="invited_by", how="left", maintain_order="left")
        .join(called.select("person", "shown"), on="person", how="left", maintain_order="left")
        .sort("person")
        .select(
            person="key",
            name="shown",
            names=pl.col("names") if shown else hidden.cast(pl.List(pl.String)),
            source_id=pl.col("source_id") if shown else hidden.cast(pl.String),
            role="role",
            side="side",
            side_because="side_because",
            first="first",
            last="last",
            messages="messages",
            joined="joined",
            invited_by="inviter",
            tie="tie",
        )
    )


def _replies(facts: Facts, called: pl.DataFrame) -> pl.DataFrame:
    keys = called.select("person", "key")
    return (
        facts.replies.join(keys, on="person", how="left", maintain_order="left")
        .join(keys.select(to_person="person", to_key="key"), on="to_person", how="left", maintain_order="left")
        .select("id", "reply_to", person="key", to_person="to_key", seconds="seconds", inferred="inferred", sure="sure")
        .sort("id", "reply_to")
    )


def _told(texts: pl.Series, names: Names) -> pl.Series:
    """Texts as they may be shown: names inside them replaced, numbers that lead to a person masked."""
    if names.mode == "show":
        return texts
    rows = texts.to_frame("text").with_row_index("row")
    suspect = rows.filter(
        pl.col("text").str.contains(MAY_LEAD_TO_SOMEBODY) | pl.col("text").str.contains_any(names.in_texts.sought)
    )
    told = suspect.with_columns(
        told=pl.Series([names.told(text) for text in suspect["text"].to_list()], dtype=pl.String)
    )
    return (
        rows.join(told.select("row", "told"), on="row", how="left", maintain_order="left")
        .select(pl.coalesce("told", "text").alias("text"))["text"]
    )  # fmt: skip
