"""The table of all clients: what needs attention first; as CSV for a spreadsheet and as a page that leads to each report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor import spreadsheet
from auditor.batch.job import RESULT, report_name
from auditor.batch.row import Row
from auditor.locale import BOARD, COMPARISON, Lang, one
from auditor.parts import Prose
from auditor.reports.media import Medium
from auditor.reports.numbers import range_text, score_text

PRESSING = frozenset({"dead", "ad-group", "storefront"})
"""Kinds of group that press, whatever their score."""
WORRYING = frozenset({"broadcast", "help-desk", "clique"})
LOW, FELL = 40, 5
"""A score below this presses; a fall by this many points is worth a look."""
NAMED = 3
"""Other clients that a sentence names."""
COLUMNS = (
    "name", "kind", "confirmed", "flags", "score", "low", "high", "before", "became", "messages", "people", "last", "repeated",
    "shared_with", "same_export", "advice", "reason", "folder",
)  # fmt: skip


def ordered(rows: Sequence[Row]) -> list[Row]:
    """What needs attention first; those that could not be read at the end."""
    return sorted(rows, key=_place)


def _place(row: Row) -> tuple[int, float, float, str]:
    if row.reason is not None:
        return (9, 0, 0, row.folder)
    fall = row.before - row.score if row.before is not None and row.score is not None else 0.0
    score = 101.0 if row.score is None else row.score
    if row.kind in PRESSING or score < LOW:
        tier = 0
    elif row.became == "worse" or fall >= FELL or row.kind in WORRYING:
        tier = 1
    else:
        tier = 3 if row.score is None else 2
    return (tier, -max(fall, 0.0) if tier < 2 else 0.0, score, row.folder)


def said(prose: Prose | None, lang: Lang) -> str:
    """Prose in one language; empty for none."""
    return "" if prose is None else prose.zh if lang == "zh" else prose.en


def kind_text(row: Row, lang: Lang) -> str:
    """``卖货群 · 正在变冷``; a kind that is not confirmed bears a question mark."""
    marks = [said(flag, lang) for flag in row.flags]
    doubt = "" if row.confirmed else "？" if lang == "zh" else "?"
    return " · ".join([said(row.kind_title, lang) + doubt, *marks])


def became_text(row: Row, lang: Lang) -> str:
    """``worse``; empty when the two cannot be set side by side."""
    return "" if row.became is None else one(lang, COMPARISON, row.became)


def change_text(row: Row, lang: Lang) -> str:
    """``46 → 31 · worse``; empty when nothing is known of before."""
    if row.before is None:
        return ""
    scores = f"{score_text(row.before)} → {score_text(row.score)}"
    return f"{scores} · {became_text(row, lang)}" if row.became is not None else scores


def repeated_text(row: Row, lang: Lang) -> str:
    """With whom texts are shared; empty for nobody."""
    if not row.repeated:
        return ""
    return _naming("also_sent_once" if row.repeated == 1 else "also_sent", row.shared_with, lang, n=row.repeated)


def same_text(row: Row, lang: Lang) -> str:
    """Whose export holds the very same bytes; empty for nobody's."""
    return _naming("same_as", row.same_export, lang) if row.same_export else ""


def _naming(code: str, names: Sequence[str], lang: Lang, **params: int) -> str:
    """A sentence that names the first few."""
    more = len(names) - NAMED
    listed = ("、" if lang == "zh" else ", ").join(names[:NAMED])
    return one(lang, BOARD, f"{code}_more" if more > 0 else code, names=listed, more=more, **params)


def reason_text(row: Row, lang: Lang) -> str:
    """Why it could not be read, and what to do."""
    if row.reason is None:
        return ""
    parts = [said(row.reason, lang), said(row.hint, lang)]
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def sheet(rows: Sequence[Row], lang: Lang) -> str:
    """All rows as CSV, in the order of the table; no cell that a spreadsheet would run."""
    return spreadsheet.sheet(_lines(rows, lang))


def _lines(rows: Sequence[Row], lang: Lang) -> Iterator[list[object]]:
    """The headers, then a line a row."""
    questions = {question: title for row in rows for question, title in row.asked.items()}
    heads = [said(title, lang) for title in questions.values()]
    yield [*(one(lang, BOARD, column) for column in COLUMNS), *heads]
    for row in ordered(rows):
        cells = (
            row.model_dump()
            | {
                "kind": said(row.kind_title, lang),
                "confirmed": ("" if row.kind is None else one(lang, BOARD, "yes" if row.confirmed else "no")),
                "flags": "; ".join(said(flag, lang) for flag in row.flags),
                "became": became_text(row, lang),
                "shared_with": "; ".join(row.shared_with),
                "same_export": "; ".join(row.same_export),
                "advice": said(row.advice, lang),
                "reason": reason_text(row, lang),
                "messages": row.messages if row.reason is None else None,
                "people": row.people if row.reason is None else None,
                "repeated": row.repeated if row.reason is None else None,
                "folder": row.folder if row.reason is None else None,
            }
            | {points: _points(getattr(row, points)) for points in ("score", "low", "high", "before")}
        )
        yield [cells[column] for column in COLUMNS] + [_points(row.questions.get(question)) for question in questions]


def _points(score: float | None) -> float | None:
    """A score as finely as anybody should read it."""
    return None if score is None else round(score, 1)


def page(rows: Sequence[Row], lang: Lang, medium: Medium | None) -> str:
    """``index.html``: a line a group, leading to its report; columns in which nobody has anything are left out."""
    from auditor.reports.html import board

    target = report_name(medium) if medium is not None else RESULT
    head, cells = _columns(rows, lang)
    lines = [
        board.Line(row.name, f"{row.folder}/{target}", cells(row))
        if row.reason is None
        else board.Line(row.name, "", reason=one(lang, BOARD, "unread_one", reason=reason_text(row, lang)))
        for row in ordered(rows)
    ]
    return board.render(one(lang, BOARD, "title"), head, lines, lang=lang, facts=counts(rows, lang))


def markdown(rows: Sequence[Row], lang: Lang) -> str:
    """The same table as Markdown, then those that could not be read."""
    from auditor.reports.markdown import escape

    head, cells = _columns(rows, lang)
    lines = [f"# {one(lang, BOARD, 'title')}", "", " · ".join(counts(rows, lang)), ""]
    read = [row for row in ordered(rows) if row.reason is None]
    if read:
        table = [head, ["---"] * len(head), *([f"**{escape(row.name)}**", *map(escape, cells(row))] for row in read)]
        lines += [*(f"| {' | '.join(line)} |" for line in table), ""]
    for row in rows:
        if row.reason is not None:
            told = one(lang, BOARD, "unread_one", reason=reason_text(row, lang))
            lines.append(f"- **{escape(row.name)}** {escape(told)}")
    return "\n".join(lines).rstrip() + "\n"


def _columns(rows: Sequence[Row], lang: Lang) -> tuple[list[str], Callable[[Row], list[str]]]:
    """The headers of the table, and the cells of a row after its name."""
    tellers: dict[str, Callable[[Row], str]] = {
        "kind": lambda row: kind_text(row, lang),
        "score": score_and_range,
        "became": lambda row: change_text(row, lang),
        "people": lambda row: f"{row.people:,}",
        "repeated": lambda row: repeated_text(row, lang),
        "same_export": lambda row: same_text(row, lang),
        "advice": lambda row: said(row.advice, lang),
    }
    read = [row for row in rows if row.reason is None]
    kept = {column: tell for column, tell in tellers.items() if any(map(tell, read)) or not read}
    return [one(lang, BOARD, column) for column in ("name", *kept)], lambda row: [tell(row) for tell in kept.values()]


def counts(rows: Sequence[Row], lang: Lang) -> list[str]:
    """How many there are, how many of them press, and how many could not be read."""
    told = [one(lang, BOARD, "groups" if len(rows) != 1 else "groups_one", n=len(rows))]
    told += [one(lang, BOARD, "pressing", n=n)] if (n := sum(_place(row)[0] == 0 for row in rows)) else []
    return told + ([one(lang, BOARD, "unread", n=n)] if (n := sum(row.reason is not None for row in rows)) else [])


def score_and_range(row: Row) -> str:
    """``40 (37–42)``; a dash for none."""
    ends = range_text(row.low, row.high)
    return f"{score_text(row.score)} ({ends})" if ends else score_text(row.score)
