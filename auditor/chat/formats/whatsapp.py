"""WhatsApp's "Export chat": ``_chat.txt`` from an iPhone or ``WhatsApp Chat with X.txt`` from an Android phone, or the zip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from auditor.chat.dates import DateOrder
from auditor.chat.encoding import decode_head
from auditor.chat.formats.whatsapp_authors import REST, part_authors, split_authors
from auditor.chat.formats.whatsapp_headers import drop_strays, find_shapes, take_stamps, tell_times
from auditor.chat.formats.whatsapp_parts import SAMPLES, Part, exported_at, join_parts
from auditor.chat.formats.whatsapp_people import identify, number_people
from auditor.chat.formats.whatsapp_sentences import split_names
from auditor.chat.formats.whatsapp_titles import file_stem, file_title
from auditor.chat.lines import DIRECTION, find_headers, hang_lines, lock_shapes, read_lines, sample_lines, scan_headers
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, Chat, Note, ReadReport, frame
from auditor.errors import ReadError

NAME = "whatsapp"
PLATFORM = "whatsapp"
HELP = {
    "zh": "打开群聊，点群名（或右上角「⋮ › 更多」）› 导出聊天 › 不含媒体文件，把得到的 zip 或 txt 存下来，原样交给 auditor。",
    "en": "Open the chat, tap its name (or ⋮ › More) › Export chat › Without media, save the zip or text, and give it to "
    "auditor as it is.",
}

HAS = {"join": "joins", "invite": "joins", "create": "joins", "leave": "leaves", "remove": "leaves"}
"""What an event proves the export to tell. In large groups only admins are shown who left, so silence proves nothing."""
_HEAD_LINES = 400


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a WhatsApp export, 0–1: by the share of its lines that begin with a stamp."""
    lines = [line for line in decode_head(file).split("\n")[:_HEAD_LINES] if line.strip()]
    shapes = find_shapes(lines)
    headers = find_headers(pl.Series(lines, dtype=pl.String), shapes)
    if headers.is_empty():
        return 0.0
    early = int(headers["line"][0]) <= 3
    share = min(1.0, 3 * headers.height / len(lines))
    own_words = any("WhatsApp" in line or "\u200e" in line or "omitted>" in line for line in lines)
    return 0.2 + 0.3 * early + 0.35 * share + 0.1 * own_words


def read(files: Sequence[SourceFile], options: ReadOptions) -> list[Chat]:
    """The chats in ``files``; files of the same chat are joined, and what stands in two of them is taken once.

    :raises ReadError: not one message was understood.
    :raises UsageError: the date order given cannot be.
    """
    chats: dict[str, list[Part]] = {}
    for file in files:
        part = _take(file, options)
        chats.setdefault(part.title or f"\0{file.container}/{file.name}", []).append(part)
    return [_build(parts, options) for parts in chats.values()]


def _take(file: SourceFile, options: ReadOptions) -> Part:
    source = read_lines(file)
    total, encoding, notes = len(source.text), source.encoding, source.notes
    blocks, order = _blocks(file, source.text, options)
    del source  # the lines of a large file, which are all in the blocks by now
    if rare := int((blocks["shape"] > 0).sum()):
        notes = (*notes, Note("second_shape", {"lines": rare}))
    lost = blocks.filter(pl.col("at").is_null())
    blocks = blocks.filter(pl.col("at").is_not_null())
    if blocks.is_empty():
        raise ReadError("no_date_exists", where=file.name, hint="say_date_order", order=order.order)
    title = file_title(file)
    report = ReadReport(
        format=NAME,
        files=(file.base,),
        lines=total,
        understood=total - int(lost["lines"].sum()),
        unread=tuple(lost.head(SAMPLES).select("line", REST.str.head(120)).iter_rows()),
        date_order=order.order,
        date_order_because=order.because,
        encoding=encoding,
        notes=notes,
    )
    return Part(file, part_authors(blocks, (title,) if title else ()), report)


def _blocks(file: SourceFile, lines: pl.Series, options: ReadOptions) -> tuple[pl.DataFrame, DateOrder]:
    """Each header with what hangs below it: ``line``, ``shape``, ``at``, ``author``, ``body``, ``suspect``, ``more``,
    ``lines``. What stands above the first header makes a block of its own without a time, unless it is blank.
    """
    shapes = lock_shapes(lines, find_shapes(sample_lines(lines).to_list()))
    if not shapes:
        raise ReadError("not_whatsapp", where=file.name, hint="whatsapp_export")
    rows = split_authors(take_stamps(scan_headers(lines, shapes), shapes)).collect(engine="streaming")
    timed, order = tell_times(rows, options.date_order)
    blocks = hang_lines(lines, drop_strays(timed))
    above = lines.head(blocks["line"][0] - 1)
    written = above.filter(above.str.strip_chars() != "")
    if len(written):
        top = frame([{"line": 1, "shape": 0, "author": written[0], "lines": len(above)}], dict(blocks.schema))
        blocks = pl.concat([top, blocks])
    return blocks, order


def _build(parts: list[Part], options: ReadOptions) -> Chat:
    told, report = join_parts(parts)
    authors = told.messages[told.messages["author"].arg_unique()].select("line", pl.col("author").alias("name"))
    me = _exporter(told.messages, parts, authors["name"])
    events = _name_targets(told.reports, identify(authors["name"]))
    concerned = [events.select("line", pl.col(role).alias("name")) for role in ("actor", "target")]
    seen = pl.concat([authors, *concerned]).drop_nulls().sort("line", maintain_order=True)
    number, people = number_people(seen["name"], me)
    if me is None and people["me"].any():
        report = replace(report, notes=(*report.notes, Note("exporter_unnamed")))
    exported, doubts = exported_at(parts)
    edited = bool(told.messages["edited"].any())
    messages = told.messages.with_row_index("id").select(
        "id",
        "at",
        _numbered("author", number).alias("person"),
        "text",
        "kind",
        # Where nothing is marked as edited, the phone may be too old to mark anything.
        pl.when(edited).then("edited").alias("edited"),
    )
    sentence = pl.col("sentence").str.replace_all(DIRECTION, "").str.strip_chars()
    events = events.select(
        pl.col("line").rle_id().cast(pl.UInt32).alias("id"),
        "at",
        "kind",
        _numbered("actor", number),
        _numbered("target", number),
        "via",
        pl.coalesce("title", sentence).alias("text"),
    )
    has = {HAS[kind] for kind in events["kind"].unique() if kind in HAS} | ({"edited"} if edited else set())
    return Chat(
        title=next((part.title for part in reversed(parts) if part.title), None) or file_stem(parts[-1].file),
        platform=PLATFORM,
        messages=frame(dict(messages.to_dict()), MESSAGES),
        events=frame(dict(events.to_dict()), EVENTS_SCHEMA),
        people=people,
        report=replace(report, notes=(*report.notes, *doubts)),
        zone=options.zone,
        exported_at=exported,
        has=frozenset(has),
    )


def _numbered(column: str, number: pl.DataFrame) -> pl.Expr:
    return pl.col(column).replace_strict(number["name"], number["person"], default=None, return_dtype=pl.UInt32)


def _name_targets(reports: pl.DataFrame, authors: pl.DataFrame) -> pl.DataFrame:
    """``reports`` with one row a person concerned (``target``) instead of ``targets``. A call is its author's."""
    known = {*authors["clean"], *authors["shown"]}
    texts = reports["targets"].drop_nulls().unique(maintain_order=True)
    split = [(text, name) for text in texts for name in split_names(text, known) or [None]]
    targets = pl.DataFrame(
        {"targets": [text for text, _ in split], "target": [name for _, name in split]},
        schema={"targets": pl.String, "target": pl.String},
    )
    caller = pl.when(pl.col("kind") == "call").then(pl.coalesce("actor", "by")).otherwise("actor")
    events = reports.with_columns(caller.alias("actor"))
    return events.join(targets, on="targets", how="left", maintain_order="left_right").drop("targets")


def _exporter(messages: pl.DataFrame, parts: Iterable[Part], authors: pl.Series) -> str | None:
    """The key of the one who exported: "You deleted this message" stands under his name; of two people who talk alone
    he is the one the file is not named after.
    """
    own = set(identify(messages.filter(pl.col("own"))["author"])["key"])
    if len(own) == 1:
        return str(own.pop())
    grouped = any(part.told.reports["kind"].is_in(list(HAS)).any() for part in parts)
    keys = set(identify(authors)["key"])
    titles = pl.Series([file_title(part.file) for part in parts], dtype=pl.String).drop_nulls()
    others = set(identify(titles)["key"]) & keys
    return str((keys - others).pop()) if len(keys) == 2 and len(others) == 1 and not grouped else None
