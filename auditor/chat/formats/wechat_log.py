"""From the rows of a WeChat database, whatever tool printed them, to a :class:`~auditor.chat.tables.Chat`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from auditor.chat.formats.wechat_kinds import ROW_KINDS
from auditor.chat.formats.wechat_people import Cast, find_cast, fit, learn_names, people_table
from auditor.chat.formats.wechat_replies import find_quoted
from auditor.chat.formats.wechat_sentences import EXPORTER, read_sentences
from auditor.chat.tables import EVENT, EVENTS_SCHEMA, MESSAGES, TIME, Chat, Note, ReadReport

PLATFORM = "wechat"

LOG: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "source_id": pl.String(),
    "at": TIME,
    "sender": pl.String(),
    "name": pl.String(),
    "me": pl.Boolean(),
    "what": pl.String(),
    "text": pl.String(),
    "own": pl.String(),
    "quoted_id": pl.String(),
    "quoted_at": TIME,
    "quoted_sender": pl.String(),
    "quoted_name": pl.String(),
    "quoted_text": pl.String(),
}
"""What a reader hands over: one row a message or system row, in file order. ``row`` counts from 0, ``at`` is never null,
``sender`` is the stable id (null where the export has names only), ``me`` marks the exporter's own rows, ``what`` is a
message kind or one of :data:`~auditor.chat.formats.wechat_kinds.ROW_KINDS`, ``own`` is ``text`` without the quotation."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a chat besides its rows."""

    report: ReadReport
    title: str | None = None
    """The chat's name as the tool prints it."""
    file_title: str | None = None
    """The chat's name as the name of the file has it: believed where neither the tool nor a rename tells."""
    zone: str | None = None
    exported_at: datetime | None = None
    members: pl.DataFrame | None = None
    """``sender`` and ``name`` of the member list, where the tool writes one."""
    has: frozenset[str] = frozenset()


def build_chat(rows: pl.DataFrame, origin: Origin) -> Chat:
    """The chat of ``rows`` (:data:`LOG`; columns that are absent are null)."""
    log = fit(rows, LOG)
    cast, log = find_cast(log, origin.members)
    messages = log.filter(~pl.col("what").is_in(ROW_KINDS)).with_row_index("id")
    messages = messages.with_columns(_replies(messages, cast))
    cast = learn_names(cast, messages)
    events = _events(log, cast)
    order = pl.concat(
        [
            messages.select("row", pl.lit(0).alias("part"), "who"),
            events.select("row", pl.lit(1).alias("part"), pl.col("actor").alias("who")),
            events.select("row", pl.lit(2).alias("part"), pl.col("target").alias("who")),
        ]
    ).sort("row", "part", maintain_order=True)
    people = people_table(order["who"], cast, origin.members)
    number = people.select("who", "person")
    for role in ("actor", "target"):
        events = (
            events.join(number, left_on=role, right_on="who", how="left", maintain_order="left")
            .drop(role)
            .rename({"person": role})
        )
    messages = messages.join(number, on="who", how="left", maintain_order="left").with_columns(
        pl.col("what").alias("kind"), pl.col("text").fill_null("")
    )
    renames = events.filter(pl.col("kind") == "rename")["text"].to_list()
    given = origin.title if origin.title and not origin.title.endswith("@chatroom") else None
    title = given or (renames[-1] if renames else None) or origin.file_title or origin.title
    return Chat(
        title=title,
        platform=PLATFORM,
        messages=fit(messages, MESSAGES),
        events=fit(events, EVENTS_SCHEMA),
        people=people.drop("who"),
        report=_with_notes(origin.report, people, messages),
        zone=origin.zone,
        exported_at=origin.exported_at,
        members=None if origin.members is None else origin.members.height,
        has=origin.has
        | {"joins"}
        | ({"ids"} if log["sender"].null_count() < log.height else set())
        | ({"members"} if origin.members is not None else set()),
    )


def _events(log: pl.DataFrame, cast: Cast) -> pl.DataFrame:
    """System sentences, pats, recalls and notices as events; ``actor`` and ``target`` are keys of people."""
    said = log.filter(pl.col("what").is_in([kind for kind in ROW_KINDS if kind != "announce"]))
    told = read_sentences(said.select("row", "text"))
    told = cast.named(cast.named(told, "actor_name"), "target_name")
    told = told.join(said.select("row", "at", "what", "who"), on="row", how="left", maintain_order="left")
    vague = (pl.col("kind") == "other") & pl.col("what").is_in(["pat", "recall"])
    told = told.select(
        "row",
        "at",
        pl.when(vague).then(pl.col("what").replace("system", "other").cast(EVENT)).otherwise("kind").alias("kind"),
        # Of a pat or a recall that tells nobody the sender of the row is the actor.
        pl.when(pl.col("what") != "system")
        .then(pl.coalesce("actor_name", "who"))
        .otherwise("actor_name")
        .alias("actor"),
        pl.col("target_name").alias("target"),
        "via",
        "text",
    )
    notices = log.filter(pl.col("what") == "announce").select(
        "row",
        "at",
        pl.lit("announce").cast(EVENT).alias("kind"),
        pl.col("who").alias("actor"),
        pl.lit(None, dtype=pl.String).alias("target"),
        pl.lit(None, dtype=pl.String).alias("via"),
        pl.col("text").fill_null(""),
    )
    events = pl.concat([told, notices]).sort("row", maintain_order=True)
    return events.with_columns((pl.col("row").rank("dense") - 1).cast(pl.UInt32).alias("id"))


def _replies(messages: pl.DataFrame, cast: Cast) -> pl.Series:
    """``reply_to`` of the messages, from what they quote."""
    asked = messages.select(
        "id",
        "source_id",
        "at",
        "who",
        pl.coalesce("own", "text").fill_null("").alias("own"),
        "quoted_id",
        "quoted_at",
        cast.keys("quoted_sender", "quoted_name").alias("by_id"),
        "quoted_name",
        "quoted_text",
        "quoted_sender",
    )
    asked = cast.named(asked, "quoted_name").with_columns(
        pl.when(pl.col("by_id").str.starts_with("n"))
        .then("quoted_name")
        .otherwise(pl.coalesce("by_id", "quoted_name"))
        .alias("quoted_who")
    )
    known = messages["who"].unique()
    # A name nobody writes under is no help in finding the writer.
    asked = asked.with_columns(
        pl.when(pl.col("quoted_who").is_in(known.implode())).then("quoted_who").alias("quoted_who")
    )
    return find_quoted(asked).alias("reply_to")


def _with_notes(report: ReadReport, people: pl.DataFrame, messages: pl.DataFrame) -> ReadReport:
    """The report, with a note when 「你」 did things but the export does not say which writer that is."""
    silent = people.filter((pl.col("who") == EXPORTER) & ~pl.col("person").is_in(messages["person"].implode()))
    if silent.is_empty():
        return report
    return replace(report, notes=(*report.notes, Note("exporter_unnamed")))
