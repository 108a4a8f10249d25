"""From the rows of a plain table to a :class:`~auditor.chat.tables.Chat`."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from auditor.chat.formats.people import Cast
from auditor.chat.formats.table_kinds import ROLE_WORDS, SYSTEM, read_kinds
from auditor.chat.formats.wechat_sentences import EXPORTER, read_sentences
from auditor.chat.tables import EVENTS_SCHEMA, KINDS, MESSAGES, Chat, Note, ReadReport

_ROUNDED = r"^-?\d(?:\.\d+)?[Ee]\+\d+$"
"""An id that Excel took for a number: its last digits are gone, and with them whom or what it meant."""
_IDS = ("sender_id", "id", "reply_to")


def build_chat(
    rows: pl.DataFrame, present: frozenset[str], report: ReadReport, zone: str | None, title: str | None
) -> Chat:
    """The chat of ``rows``: ``line``, ``at`` (never null) and, as text, all columns of the plain table.

    ``present`` names the columns that the table has: what it has not is unknown, and an empty cell of what it has is none.
    ``title`` stands where no row tells the chat's name.
    """
    rows = rows.with_columns(pl.exclude("line", "at", "text").str.strip_chars().replace("", None)).with_row_index("row")
    rounded = rows.select(pl.any_horizontal(pl.col(_IDS).str.contains(_ROUNDED)).sum()).item()
    rows = rows.with_columns(pl.when(~pl.col(_IDS).str.contains(_ROUNDED)).then(pl.col(_IDS)).name.keep())
    rows, unknown = read_kinds(rows)
    cast = Cast()
    rows = rows.with_columns(_senders(rows, cast))
    sent = rows.filter(pl.col("what").is_in(KINDS)).with_row_index("number")
    messages, outside = _messages(sent, present)
    events = _events(rows.filter(~pl.col("what").is_in(KINDS)), cast)
    notes = [
        Note("ids_rounded", {"count": rounded}) if rounded else None,
        Note("unknown_kinds", {"words": ", ".join(unknown[:8])}) if unknown else None,
        Note("replies_outside", {"count": outside}) if outside else None,
    ]
    named = events.filter((pl.col("kind").is_in(["rename", "create"])) & (pl.col("text") != ""))["text"]
    return Chat(
        title=named[-1] if len(named) else title,
        platform="table",
        messages=messages,
        events=events,
        people=cast.table("", _roles(rows)),
        report=replace(report, notes=(*report.notes, *filter(None, notes))),
        zone=zone,
        has=_has(rows, messages, events, present),
    )


def _senders(rows: pl.DataFrame, cast: Cast) -> pl.Series:
    """``person`` of each row: by id, else by name; a name alone means the one who has an id under it, if it is one."""
    pairs = rows.select("sender_id", "sender").unique(maintain_order=True)
    for number, name in pairs.filter(pl.col("sender_id").is_not_null()).iter_rows():
        cast.person(number, name)
    persons = [_person(cast, number, name) for number, name in pairs.iter_rows()]
    pairs = pairs.with_columns(pl.Series("person", persons, dtype=pl.UInt32))
    keys = rows.select("sender_id", "sender")
    return keys.join(pairs, on=["sender_id", "sender"], how="left", nulls_equal=True, maintain_order="left")["person"]


def _person(cast: Cast, number: str | None, name: str | None) -> int | None:
    if number is None and name is not None:
        return cast.named(name)
    return cast.person(number, name)


def _messages(sent: pl.DataFrame, present: frozenset[str]) -> tuple[pl.DataFrame, int]:
    """The messages, and how many answer a row that is not there."""
    there = sent.select(pl.col("id").alias("reply_to"), pl.col("number").alias("answered")).drop_nulls()
    answers = sent.select("number", "reply_to").join(
        there.unique("reply_to", keep="first", maintain_order=True), on="reply_to", how="left", maintain_order="left"
    )
    outside = answers.filter(pl.col("reply_to").is_not_null() & pl.col("answered").is_null()).height
    counted = pl.col("reactions").fill_null("0") if "reactions" in present else pl.lit(None)
    messages = sent.with_columns(answers["answered"]).select(
        pl.col("number").alias("id"),
        pl.col("id").alias("source_id"),
        "at",
        "person",
        "text",
        pl.col("what").alias("kind"),
        pl.col("answered").alias("reply_to"),
        pl.lit(None).alias("forwarded"),
        pl.lit(None).alias("edited"),
        counted.cast(pl.UInt32, strict=False).alias("reactions"),
    )
    return messages.select(pl.col(name).cast(dtype) for name, dtype in MESSAGES.items()), outside


def _events(rows: pl.DataFrame, cast: Cast) -> pl.DataFrame:
    """The events: rows that say what they are, and sentences of the app's that have to be read."""
    told = rows.filter(pl.col("what") != SYSTEM)
    targets = {name: _target(cast, name) for name in told["target"].drop_nulls().unique(maintain_order=True)}
    target = pl.col("target").replace_strict(targets or {"": None}, default=None, return_dtype=pl.UInt32)
    # Of a join or leave without a target the sender is the one who came or went.
    moved = pl.col("what").is_in(["join", "leave"]) & pl.col("target").is_null()
    told = told.select(
        "row",
        "at",
        pl.col("what").alias("kind"),
        pl.when(~moved).then("person").alias("actor"),
        pl.when(moved).then("person").otherwise(target).alias("target"),
        "via",
        "text",
    )
    said = rows.filter(pl.col("what") == SYSTEM)
    read = read_sentences(said.select("row", "text")).join(
        said.select("row", "at"), on="row", how="left", maintain_order="left"
    )
    names = pl.concat([read["actor_name"], read["target_name"]]).drop_nulls().unique(maintain_order=True)
    persons = {name: None if name == EXPORTER else cast.named(name) for name in names}
    who = [
        pl.col(f"{role}_name").replace_strict(persons or {"": None}, default=None, return_dtype=pl.UInt32).alias(role)
        for role in ("actor", "target")
    ]
    read = read.select("row", "at", pl.col("kind").cast(pl.String), *who, "via", "text")
    events = pl.concat([told, read], how="vertical_relaxed").sort("row", maintain_order=True)
    events = events.with_columns((pl.col("row").rank("dense") - 1).alias("id"))
    return events.select(pl.col(name).cast(dtype) for name, dtype in EVENTS_SCHEMA.items())


def _target(cast: Cast, written: str) -> int | None:
    """A target is written as an id or as a name."""
    return cast.persons[written, None] if (written, None) in cast.persons else cast.named(written)


def _roles(rows: pl.DataFrame) -> dict[int, str]:
    """The role each person had last."""
    told = (
        rows.select("person", pl.col("role").str.to_lowercase()).drop_nulls().unique(keep="last", maintain_order=True)
    )
    return {person: ROLE_WORDS[role] for person, role in told.iter_rows() if role in ROLE_WORDS}


def _has(rows: pl.DataFrame, messages: pl.DataFrame, events: pl.DataFrame, present: frozenset[str]) -> frozenset[str]:
    """What the table can tell: a column that it has, and comings and goings if it shows any."""
    kinds = events["kind"].cast(pl.String)
    told = {
        "replies": "reply_to" in present,
        "reactions": messages["reactions"].null_count() < messages.height,
        "ids": rows["sender_id"].null_count() < rows.height,
        "roles": rows["role"]
        .str.to_lowercase()
        .is_in([word for word, role in ROLE_WORDS.items() if role != "member"])
        .any(),
        "joins": kinds.is_in(["join", "invite"]).any(),
        "leaves": kinds.is_in(["leave", "remove"]).any(),
    }
    return frozenset(name for name, known in told.items() if known)
