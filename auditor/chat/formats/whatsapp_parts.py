"""One file of a WhatsApp chat, and how several make one: exported in turns, or from two phones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from auditor.chat.formats.whatsapp_authors import Told
from auditor.chat.formats.whatsapp_titles import file_title
from auditor.chat.source import SourceFile
from auditor.chat.tables import Note, ReadReport

SAMPLES = 20
QUIET = 7
"""Days without a word that are ordinary in a group that lives."""


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

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The first and the last time in it."""
        at = pl.concat([self.told.messages["at"], self.told.reports["at"]])
        first, last = at.min(), at.max()
        assert isinstance(first, datetime) and isinstance(last, datetime)
        return first, last


def join_parts(parts: Sequence[Part]) -> tuple[Told, ReadReport]:
    """Messages and reports of all parts, in order of time when there are several; what stands in two is taken once.

    Within one part a line may stand twice (「哈哈」「哈哈」 in one minute): of two copies of that part one goes, both stay.
    """
    if len(parts) == 1:
        return parts[0].told, parts[0].report
    parts = sorted(parts, key=lambda part: (part.span[0], part.file.name))
    offsets = [sum(part.report.lines for part in parts[:number]) for number in range(len(parts))]
    messages, twice = _once([part.told.messages for part in parts], offsets, ["at", "author", "text", "kind"])
    reports, again = _once([part.told.reports for part in parts], offsets, ["at", "sentence"])
    return Told(messages, reports), _join_reports([part.report for part in parts], twice + again)


def _once(tables: Sequence[pl.DataFrame], offsets: Sequence[int], own: list[str]) -> tuple[pl.DataFrame, int]:
    numbered = [
        table.with_columns((pl.col("line") + offset).cast(pl.UInt32), pl.lit(number).alias("part"))
        for number, (table, offset) in enumerate(zip(tables, offsets, strict=True))
    ]
    table = pl.concat(numbered).with_columns(pl.cum_count("line").over("part", *own).alias("copy"))
    once = table.unique([*own, "copy"], keep="first", maintain_order=True)
    return once.sort("at", "line").drop("part", "copy"), table.height - once.height


def _join_reports(reports: Sequence[ReadReport], repeated: int) -> ReadReport:
    notes = [note for report in reports for note in report.notes]
    notes.append(Note("parts_joined", {"files": len(reports)}))
    if repeated:
        notes.append(Note("rows_repeated", {"rows": repeated}))
    return replace(
        reports[0],
        files=tuple(name for report in reports for name in report.files),
        lines=sum(report.lines for report in reports),
        understood=sum(report.understood for report in reports),
        unread=tuple(sample for report in reports for sample in report.unread)[:SAMPLES],
        encoding="+".join(dict.fromkeys(report.encoding for report in reports)),
        notes=tuple(notes),
    )


def exported_at(parts: Sequence[Part]) -> tuple[datetime | None, tuple[Note, ...]]:
    """The newest stamp inside an archive, unless messages are younger by more than zones can explain; with a note when it
    alone tells of a silence.

    The app packs what it has just written, and whoever unpacks and packs again keeps the stamp. But a text that came
    loose, by mail for instance, and was packed later carries the day it was saved: so a stamp is a date of the export
    that may be too late, never too early.
    """
    stamps = [part.file.stamped for part in parts if part.file.stamped is not None]
    last = max(part.span[1] for part in parts)
    if not stamps or max(stamps) < last - timedelta(days=1):
        return None, ()
    day = max([*stamps, last])
    quiet = (day.date() - last.date()).days
    return day, (Note("dated_by_archive", {"day": day.date().isoformat(), "days": quiet}),) if quiet > QUIET else ()
