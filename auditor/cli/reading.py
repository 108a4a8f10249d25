"""How the reading of an export went, on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from auditor.facts.people import name_keys
from auditor.locale import EVENT_KINDS, INSPECT, KINDS, NOTES, PLATFORMS, ROLES, THINGS, Lang, both, one
from auditor.names.in_texts import HIDDEN
from auditor.names.naming import Mode, Names, alias, mask, quiet
from auditor.reports.numbers import size_text
from auditor.reports.screen.page import DIM, STRONG, WARNING, Page, Piece
from auditor.reports.screen.width import cells, clean, cut, pad

if TYPE_CHECKING:
    from auditor.chat.tables import Chat

MOST_PEOPLE = 40
"""People that are listed; the others are counted."""
LONGEST_NAME = 24


def put_reading(page: Page, chat: Chat, *, names: Mode, lang: Lang) -> None:
    """Format, coverage, dates, what there is and is not, people, and what was not understood."""
    report = chat.report
    told = _telling(chat, names)
    files = " · ".join(map(told, report.files))
    title = told(quiet(mask(chat.title))) if chat.title else files
    platform = one(lang, PLATFORMS, chat.platform)
    page.put((title, STRONG), (f"  {platform} · {report.format}", DIM), indent=1)
    rows = [
        ("files", files),
        ("lines", _lines(chat, lang)),
        ("encoding", report.encoding),
        ("dates", _dates(chat, lang)),
        ("zone", chat.zone or one(lang, INSPECT, "unknown")),
        ("span", _span(chat, lang)),
        ("exported", f"{chat.exported_at:%Y-%m-%d %H:%M}" if chat.exported_at else one(lang, INSPECT, "unknown")),
        ("messages", _kinds(chat.messages, KINDS, lang)),
        ("events", _kinds(chat.events, EVENT_KINDS, lang)),
        ("members", f"{chat.members:,}" if chat.members is not None else one(lang, INSPECT, "unknown")),
        ("has", _things(chat, lang, there=True)),
        ("has_not", _things(chat, lang, there=False)),
    ]
    label = max(cells(one(lang, INSPECT, code)) for code, _ in rows)
    for code, text in rows:
        if text:
            page.beside([(f"   {one(lang, INSPECT, code)}", DIM)], text, at=3 + label + 2)
    for note in report.notes:
        params = {name: told(param) if isinstance(param, str) else param for name, param in note.params.items()}
        page.put((both(NOTES, note.code, **params)[lang == "en"], WARNING), indent=3)
    _put_people(page, chat, names, lang)
    _put_unread(page, chat, told, lang)


def _telling(chat: Chat, names: Mode) -> Callable[[str], str]:
    """How a text of the export is told: as it stands, or without names."""
    if names == "show":
        return str
    return Names(chat.people.with_columns(name_keys(chat.people, chat.platform)), names).told


def put_chats(page: Page, chats: Sequence[Chat], *, names: str, lang: Lang) -> None:
    """The chats of an export that holds many, to choose one; the busiest first."""
    page.put((one(lang, INSPECT, "chats", n=len(chats)), STRONG), indent=1)
    for number, chat in enumerate(sorted(chats, key=lambda chat: -chat.messages.height), 1):
        title = _title(chat, names) or f"{number}"
        wrote = chat.messages["person"].n_unique()
        size = size_text(chat.messages.height, wrote, lang)
        page.beside([f"   {cut(title, 40)}"], (f"{size} · {_span(chat, lang)}", DIM), at=46)


def _title(chat: Chat, names: str) -> str:
    return quiet(mask(chat.title or "")) if names == "show" or not chat.title else "…"


def _lines(chat: Chat, lang: Lang) -> str:
    report = chat.report
    share = f"{100 * report.coverage:.1f}".removesuffix(".0")
    return one(lang, INSPECT, "lines_read", understood=f"{report.understood:,}", lines=f"{report.lines:,}", share=share)


def _dates(chat: Chat, lang: Lang) -> str:
    order, because = chat.report.date_order, chat.report.date_order_because
    if order is None:
        return one(lang, INSPECT, "dates_plain")
    return f"{order} · {one(lang, INSPECT, because)}" if because else order


def _span(chat: Chat, lang: Lang) -> str:
    first, last = chat.messages["at"].min(), chat.messages["at"].max()
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return one(lang, INSPECT, "unknown")
    return one(lang, INSPECT, "span_of", first=f"{first:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}")


def _kinds(rows: pl.DataFrame, table: dict[str, tuple[str, str]], lang: Lang) -> str:
    """``2,314: 文字 2,000 · 图片 200``"""
    counts = rows["kind"].cast(pl.String).value_counts().sort(["count", "kind"], descending=[True, False])
    parts = [f"{one(lang, table, kind)} {count:,}" for kind, count in counts.iter_rows()]
    return f"{rows.height:,}" + (("：" if lang == "zh" else ": ") + " · ".join(parts) if parts else "")


def _things(chat: Chat, lang: Lang, *, there: bool) -> str:
    return " · ".join(one(lang, THINGS, thing) for thing in THINGS if (thing in chat.has) is there)


def _put_people(page: Page, chat: Chat, names: str, lang: Lang) -> None:
    """Everybody who wrote, the busiest first, with all the names they bore."""
    wrote = (
        chat.messages.filter(pl.col("person").is_not_null())
        .group_by("person")
        .agg(messages=pl.len(), first=pl.col("at").min(), last=pl.col("at").max())
    )
    table = (
        chat.people.with_columns(name_keys(chat.people, chat.platform))
        .join(wrote, on="person", how="left")
        .sort(["messages", "person"], descending=[True, False], nulls_last=True)
    )
    page.blank()
    page.put(
        (one(lang, INSPECT, "people"), STRONG),
        (f"  {one(lang, INSPECT, 'people_of', wrote=f'{wrote.height:,}', all=f'{table.height:,}')}", DIM),
        indent=1,
    )
    shown = list(table.head(MOST_PEOPLE).iter_rows(named=True))
    called = [_name(row, names) for row in shown]
    wide = min(LONGEST_NAME, max(map(cells, called), default=1))
    for name, row in zip(called, shown, strict=True):
        dates = f"{row['first']:%Y-%m-%d} – {row['last']:%Y-%m-%d}" if row["first"] else ""
        left = f"   {pad(name, wide)}  {row['messages'] or 0:>7,}  {dates:<23}  "
        others = [quiet(mask(other)) for other in row["names"] or [] if other != row["name"]] if names == "show" else []
        about: list[str | Piece] = [one(lang, ROLES, row["role"])] if row["role"] != "unknown" else []
        about += [(f" {one(lang, INSPECT, 'you')}", DIM)] if row["me"] else []
        about += [(f"  {one(lang, INSPECT, 'also', names='、'.join(others))}", DIM)] if others else []
        page.beside([left], *about, at=cells(left))
    if table.height > MOST_PEOPLE:
        page.put((one(lang, INSPECT, "others", n=f"{table.height - MOST_PEOPLE:,}"), DIM), indent=3)


def _name(row: dict[str, Any], names: str) -> str:
    if names == "show":
        return quiet(mask(row["name"] or "")) or "?"
    return alias(row["key"]) if names == "alias" else HIDDEN


def _put_unread(page: Page, chat: Chat, told: Callable[[str], str], lang: Lang) -> None:
    report = chat.report
    unread = report.lines - report.understood
    if not unread:
        return
    page.blank()
    page.put(
        (one(lang, INSPECT, "unread"), STRONG),
        (f"  {one(lang, INSPECT, 'unread_of', n=f'{unread:,}', shown=len(report.unread))}", DIM),
        indent=1,
    )
    wide = max((len(f"{line:,}") for line, _ in report.unread), default=1)
    for line, text in report.unread:
        page.put((f"{line:>{wide},}  ", DIM), cut(clean(told(mask(text))), page.width - wide - 6), indent=3)
