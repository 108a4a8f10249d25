"""Numbers, spans of time and dates as a reader of either language writes them."""

from __future__ import annotations

from datetime import date

from auditor.locale import Lang

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = ((86400.0, "天", "day"), (3600.0, "小时", "hour"), (60.0, "分钟", "minute"), (1.0, "秒", "second"))

GOOD_FROM, WEAK_BELOW = 60, 40
"""Scores from which colour says good and below which it warns; between them it says nothing."""


def score_text(score: float | None) -> str:
    """A score as a whole number; a dash when there is none."""
    return "—" if score is None else f"{score:.0f}"


def range_text(low: float | None, high: float | None) -> str:
    """``29–40``; empty when no range may be claimed, or both ends are the same."""
    if low is None or high is None or f"{low:.0f}" == f"{high:.0f}":
        return ""
    return f"{low:.0f}–{high:.0f}"


def count_text(number: float) -> str:
    """``2,314``; one decimal where it says something."""
    return f"{number:,.0f}" if abs(number - round(number)) < 0.05 or abs(number) >= 100 else f"{number:.1f}"


def value_text(value: float | None, unit: str | None, lang: Lang) -> str:
    """A measure's value with its unit."""
    if value is None:
        return "—"
    if unit in ("share", "ratio"):
        return f"{100 * value:.0f}%"
    if unit == "seconds":
        return span_text(value, lang)
    said = count_text(value)
    if unit == "days":
        return f"{said} 天" if lang == "zh" else f"{said} day{'' if said == '1' else 's'}"
    if unit == "people":
        return f"{said} 人" if lang == "zh" else f"{said} {'person' if said == '1' else 'people'}"
    return said


def size_text(messages: int, people: int, lang: Lang) -> str:
    """``2,314 条发言 · 87 人`` / ``2,314 messages · 87 people``."""
    if lang == "zh":
        return f"{messages:,} 条发言 · {people:,} 人"
    return f"{messages:,} message{'' if messages == 1 else 's'} · {people:,} {'person' if people == 1 else 'people'}"


def interval_text(low: float | None, high: float | None, unit: str | None, lang: Lang) -> str:
    """``77–84%``; empty when there is no interval, or both ends are the same."""
    if low is None or high is None or value_text(low, unit, lang) == value_text(high, unit, lang):
        return ""
    if unit in ("share", "ratio"):
        return f"{100 * low:.0f}–{100 * high:.0f}%"
    if unit == "seconds":
        shorter, longer = span_text(low, lang), span_text(high, lang)
        count, _, of = shorter.partition(" ")
        # 1–2 minutes rather than 1 minute–2 minutes.
        return f"{count if of.rstrip('s') == longer.partition(' ')[2].rstrip('s') else shorter}–{longer}"
    return f"{count_text(low)}–{count_text(high)}"


def span_text(seconds: float, lang: Lang) -> str:
    """``90`` → ``2 分钟`` / ``2 minutes``: one unit, rounded."""
    size, zh, en = next(step for step in _STEPS if round(seconds) >= step[0] or step[0] == 1)
    count = round(seconds / size)
    return f"{count} {zh}" if lang == "zh" else f"{count} {en}{'' if count == 1 else 's'}"


def day_of(iso: str) -> date:
    """The day of an ISO date or moment."""
    return date.fromisoformat(iso[:10])


def day_text(iso: str | None, lang: Lang, near: str | None = None) -> str:
    """``3月25日`` / ``25 Mar``; with the year unless ``near`` (another ISO date) lies in the same one."""
    if not iso:
        return "?"
    try:
        day = day_of(iso)
    except ValueError:
        return iso[:10]
    same = bool(near) and (near or "")[:4] == iso[:4]
    if lang == "zh":
        return f"{day.month}月{day.day}日" if same else f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]}" + ("" if same else f" {day.year}")


def month_text(day: date, lang: Lang, *, with_year: bool) -> str:
    """``3月`` / ``Mar``, or ``2024年3月`` / ``Mar 2024``."""
    if lang == "zh":
        return f"{day.year}年{day.month}月" if with_year else f"{day.month}月"
    return f"{MONTHS[day.month - 1]} {day.year}" if with_year else MONTHS[day.month - 1]


def year_text(day: date, lang: Lang) -> str:
    """``2024年`` / ``2024``."""
    return f"{day.year}年" if lang == "zh" else str(day.year)


def quoted(text: str, lang: Lang) -> str:
    """``text`` in quotation marks, unless it brings its own; in other marks when it has some inside."""
    if text.startswith(("“", "「", '"')):
        return text
    if "“" in text:
        return f"「{text}」" if lang == "zh" else f"‘{text}’"
    return f"“{text}”"


def sentence(text: str, lang: Lang, *, lead: bool = True) -> str:
    """``text`` as a sentence of its own: a capital letter (``lead``) and a full stop."""
    text = text.strip()
    if not text:
        return text
    if lang == "en" and lead:
        start = len(text) - len(text.lstrip('“‘("'))
        text = text[:start] + text[start : start + 1].upper() + text[start + 1 :]
    if text[-1] in "。！？.!?…":
        return text
    return text + ("。" if lang == "zh" else ".")
