"""WhatsApp's "Export chat": ``_chat.txt`` from an iPhone or ``WhatsApp Chat with X.txt`` from an Android phone, or the zip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from auditor.chat.dates import DateOrder
from auditor.chat.encoding import decode_head
from auditor.chat.formats.whatsapp_authors import Told, part_authors
from auditor.chat.formats.whatsapp_headers import drop_strays, find_shapes, take_stamps, tell_times
from auditor.chat.formats.whatsapp_people import clean_name, key_of, number_people
from auditor.chat.formats.whatsapp_sentences import EXPORTER, split_names
from auditor.chat.lines import INVISIBLE, find_headers, hang_lines, lock_shapes, read_lines, sample_lines
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

_TITLES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"WhatsApp[ -]Chat (?:with|mit|met|avec|con|com|dengan) (.+)",
        r"WhatsApp[ -]Chat ?[-–] ?(.+)",
        r"(?:Chat (?:de |do |di )?WhatsApp|Conversa do WhatsApp|Discussion WhatsApp) (?:con|com|avec|dengan|with|-) (.+)",
        r"Чат WhatsApp (?:с|-) (.+)",
        r"[与與和](.+?)[的之] ?WhatsApp ?(?:聊天|对话|對話)(?:记录|紀錄|記錄)?",
        r"WhatsApp ?(?:聊天|对话|對話)(?:记录|紀錄|記錄)? ?[-–] ?(.+)",
        r"(.+?)とのWhatsApp(?:の)?(?:チャット|トーク)",
        r"(.+?)(?:님)?과의 WhatsApp 대화",
    )
)
"""How phones name the file or the archive; the chat's name stands nowhere else."""
_COPY = re.compile(r"(?: ?\(\d+\))+$")
_NAMELESS = re.compile(r"_?chat(?:[ _-]?\d+)?|-|export|whatsapp", re.IGNORECASE)
_HEAD_LINES = 400
_SAMPLES = 20


@dataclass(frozen=True, slots=True)
class Part:
    """What one file holds."""

    file: SourceFile
    told: Told
    report: ReadReport

    @property
    def title(self) -> str | None:
        """The chat's name: the last one its events tell, else the one in the name of the file or archive."""
        named = self.told.reports.filter(pl.col("kind").is_in(["create", "rename"]))["title"].drop_nulls()
        return named[-1] if len(named) else file_title(self.file)


def sniff(file: SourceFile) -> float:
    """How surely ``file`` is a WhatsApp export, 0–1: by the share of its lines that begin with a stamp."""
    lines = [line for line in decode_head(file).split("\n")[:_HEAD_LINES] if line.strip()]
    shapes = find_shapes(lines)
    if not shapes:
        return 0.0
    headers = find_headers(pl.Series(lines, dtype=pl.String), shapes)
    early = int(headers["line"][0]) <= 3
    system = any("WhatsApp" in line or "\u200e" in line or "omitted>" in line for line in lines)
    return min(0.95, 0.4 + 0.2 * early + 0.2 * min(1.0, 3 * headers.height / len(lines)) + 0.15 * system)


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


def file_title(file: SourceFile) -> str | None:
    """The chat's name as the phone put it into the name of the file, its folder or its archive."""
    folders = file.name.split("/")[:-1]
    around = [file.path.parent.name] if file.path is not None else []
    for name in (file.base, *reversed(folders), file.container or "", *around):
        stem = _COPY.sub("", re.sub(r"\.(?:txt|zip)$", "", name, flags=re.IGNORECASE).strip())
        for pattern in _TITLES:
            if found := pattern.fullmatch(stem):
                return found[1].strip()
    return None


def _take(file: SourceFile, options: ReadOptions) -> Part:
    source = read_lines(file)
    total, encoding, notes = len(source.text), source.encoding, source.notes
    blocks, order = _blocks(file, source.text, options)
    del source  # the lines of a large file, which are all in the blocks by now
    lost = blocks.filter(pl.col("at").is_null())
    blocks = blocks.filter(pl.col("at").is_not_null())
    if blocks.is_empty():
        raise ReadError(f"not one date in it exists, read as {order.order}", where=file.name, hint="say --date-order")
    unread = int(lost["lines"].sum())
    title = file_title(file)
    told = part_authors(blocks, (title,) if title else ())
    report = ReadReport(
        format=NAME,
        files=(file.base,),
        lines=total,
        understood=total - unread,
        unread=tuple(lost.head(_SAMPLES).select("line", pl.col("rest").str.head(120)).iter_rows()),
        date_order=order.order,
        date_order_because=order.because,
        encoding=encoding,
        notes=(*notes, *_date_notes(order)),
    )
    return Part(file, told, report)


def _blocks(file: SourceFile, lines: pl.Series, options: ReadOptions) -> tuple[pl.DataFrame, DateOrder]:
    """Each header with what hangs below it: ``line``, ``at``, ``rest``, ``more``, ``lines``. What stands above the first
    header makes a block of its own without a time, unless it is blank.
    """
    shapes = lock_shapes(lines, find_shapes(sample_lines(lines).to_list()))
    if not shapes:
        raise ReadError("not one line begins as a WhatsApp message does", where=file.name, hint=HELP["en"])
    timed, order = tell_times(take_stamps(find_headers(lines, shapes), shapes), options.date_order)
    blocks = hang_lines(lines, drop_strays(timed)).drop("shape")
    above = lines.head(blocks["line"][0] - 1)
    written = above.filter(above.str.strip_chars() != "")
    if len(written):
        top = {"line": 1, "rest": written[0], "at": None, "more": None, "lines": len(above)}
        blocks = pl.concat([pl.DataFrame([top], schema=blocks.schema), blocks])
    return blocks, order


def _date_notes(order: DateOrder) -> tuple[Note, ...]:
    return (Note("date_order_assumed", {"order": order.order}),) if order.because == "assumed" else ()


def _build(parts: list[Part], options: ReadOptions) -> Chat:
    messages, events, repeated = _join(parts)
    title = next((part.title for part in reversed(parts) if part.title), None)
    me = _exporter(messages, parts)
    caller = pl.when(pl.col("kind") == "call").then(pl.coalesce("actor", "by")).otherwise("actor")
    named = _name_targets(events.with_columns(caller.alias("actor")), messages["author"].unique().to_list())
    seen = pl.concat(
        [
            messages.select("line", pl.col("author").alias("name")).unique("name", keep="first", maintain_order=True),
            named.select("line", pl.col("actor").alias("name")),
            named.select("line", pl.col("target").alias("name")),
        ]
    )
    seen = seen.drop_nulls().sort("line", maintain_order=True).unique("name", keep="first", maintain_order=True)
    number, people = number_people(seen["name"].to_list(), me)
    person = pl.DataFrame(
        {"name": list(number), "person": list(number.values())}, schema={"name": pl.String, "person": pl.UInt32}
    )
    written = messages.join(person.rename({"name": "author"}), on="author", how="left", maintain_order="left")
    edited = bool(written["edited"].any())
    sentence = pl.when(pl.col("title").is_not_null()).then("title").otherwise(_plain("sentence"))
    told = named.with_columns(
        pl.col("line").rle_id().cast(pl.UInt32).alias("id"),
        sentence.alias("text"),
        *(pl.col(role).replace_strict(number, default=None, return_dtype=pl.UInt32) for role in ("actor", "target")),
    )
    has = {HAS[kind] for kind in told["kind"].unique().to_list() if kind in HAS} | ({"edited"} if edited else set())
    return Chat(
        title=title or _stem(parts[-1].file),
        platform=PLATFORM,
        messages=frame(_messages(written, edited), MESSAGES),
        events=frame(dict(told.select(EVENTS_SCHEMA.keys()).to_dict()), EVENTS_SCHEMA),
        people=people,
        report=_report(parts, repeated, EXPORTER in number and me is None),
        zone=options.zone,
        exported_at=_exported_at(parts, messages),
        has=frozenset(has),
    )


def _messages(written: pl.DataFrame, edited: bool) -> dict[str, object]:
    told = written.with_row_index("id").with_columns(pl.when(edited).then("edited").alias("edited"))
    return dict(told.select("id", "at", "person", "text", "kind", "edited").to_dict())


def _join(parts: list[Part]) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Messages and events of all parts, in order of time when there are several, and how many lines stood in two.

    Within one part a line may stand twice (「哈哈」「哈哈」 in one minute): only its second copy of the same number goes.
    """
    if len(parts) == 1:
        return parts[0].told.messages, parts[0].told.reports, 0
    parts.sort(key=lambda part: (_span(part)[0], part.file.name))
    tables = []
    repeated = 0
    for own in (["at", "author", "text", "kind"], ["at", "sentence"]):
        frames, offset = [], 0
        for number, part in enumerate(parts):
            table = part.told.messages if "author" in own else part.told.reports
            frames.append(table.with_columns(pl.col("line") + offset, pl.lit(number).alias("part")))
            offset += part.report.lines
        table = pl.concat(frames)
        copy = pl.cum_count("line").over("part", *own).alias("copy")
        once = table.with_columns(copy).unique([*own, "copy"], keep="first", maintain_order=True)
        repeated += table.height - once.height
        tables.append(once.sort("at", "line").drop("part", "copy"))
    return tables[0], tables[1], repeated


def _span(part: Part) -> tuple[datetime, datetime]:
    at = pl.concat([part.told.messages["at"], part.told.reports["at"]])
    first, last = at.min(), at.max()
    assert isinstance(first, datetime) and isinstance(last, datetime)
    return first, last


def _name_targets(events: pl.DataFrame, authors: list[str]) -> pl.DataFrame:
    """``events`` with one row a person concerned (``target``) instead of ``targets``."""
    known = {form for author in authors for form in (clean_name(author), clean_name(author).removeprefix("~ "))}
    targets = events["targets"].drop_nulls().unique(maintain_order=True).to_list()
    split = pl.DataFrame(
        {"targets": targets, "target": [split_names(text, known) or [None] for text in targets]},
        schema={"targets": pl.String, "target": pl.List(pl.String)},
    ).explode("target")
    return events.join(split, on="targets", how="left", maintain_order="left_right").drop("targets")


def _exporter(messages: pl.DataFrame, parts: list[Part]) -> str | None:
    """The key of the one who exported: "You deleted this message" stands under his name; of two people who talk alone
    he is the one the file is not named after.
    """
    authors = messages["author"].unique(maintain_order=True).to_list()
    own = {key_of(author) for author in messages.filter(pl.col("own"))["author"].unique().to_list()}
    if len(own) == 1:
        return own.pop()
    grouped = any(part.told.reports["kind"].is_in(list(HAS)).any() for part in parts)
    keys = list(dict.fromkeys(key_of(author) for author in authors))
    others = {key_of(title) for part in parts if (title := file_title(part.file))} & set(keys)
    if len(keys) == 2 and len(others) == 1 and not grouped:
        return next(key for key in keys if key not in others)
    return None


def _report(parts: list[Part], repeated: int, unnamed: bool) -> ReadReport:
    reports = [part.report for part in parts]
    notes = [note for report in reports for note in report.notes]
    if repeated:
        notes.append(Note("rows_repeated", {"rows": repeated}))
    if unnamed:
        notes.append(Note("exporter_unnamed"))
    return replace(
        reports[0],
        files=tuple(name for report in reports for name in report.files),
        lines=sum(report.lines for report in reports),
        understood=sum(report.understood for report in reports),
        unread=tuple(sample for report in reports for sample in report.unread)[:_SAMPLES],
        encoding="+".join(dict.fromkeys(report.encoding for report in reports)),
        notes=tuple(notes),
    )


def _exported_at(parts: list[Part], messages: pl.DataFrame) -> datetime | None:
    """The newest stamp inside an archive, unless messages are younger by more than zones can explain."""
    stamps = [part.file.stamped for part in parts if part.file.stamped is not None]
    last = max(_span(part)[1] for part in parts)
    if not stamps or max(stamps) < last - timedelta(days=1):
        return None
    return max([*stamps, last])


def _stem(file: SourceFile) -> str | None:
    """The name of a file that somebody has named himself."""
    stem = _COPY.sub("", file.base.rpartition(".")[0] or file.base)
    return None if _NAMELESS.fullmatch(stem) else stem


def _plain(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(INVISIBLE, "").str.strip_chars()
