"""Putting a group's own numbers into the sentences of a pack, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from auditor.counting import as_said
from auditor.locale import Lang
from auditor.measures.measured import Measured
from auditor.parts import Param, Says

_SLOT = re.compile(r"\{([A-Za-z0-9_./-]+)\}")

LEVELS = {
    "physiological": ("身体和温饱", "body and livelihood"),
    "safety": ("安全和稳定", "safety"),
    "belonging": ("归属", "belonging"),
    "esteem": ("尊重", "esteem"),
    "actualisation": ("成长", "growth"),
}
"""Words for Maslow's levels, which measures name by their English key."""


class TwoTongued(Protocol):
    """Anything that says the same in both languages."""

    @property
    def zh(self) -> str: ...  # noqa: D102
    @property
    def en(self) -> str: ...  # noqa: D102


def numbers(measured: Measured, prefix: str = "") -> dict[str, tuple[float | str | None, str]]:
    """What a sentence may say of a measure: name → (number or word, unit)."""
    made: dict[str, tuple[float | str | None, str]] = {
        f"{prefix}value": (measured.value, measured.unit),
        f"{prefix}k": (measured.k, "count"),
        f"{prefix}n": (measured.n, "count"),
        f"{prefix}people": (float(measured.people), "count"),
        f"{prefix}days": (float(measured.days), "count"),
    }
    if measured.k is not None and measured.n is not None:
        made[f"{prefix}rest"] = (measured.n - measured.k, "count")
    for name, value in measured.more.items():
        made[f"{prefix}{name}"] = (value, "word" if isinstance(value, str) else "count")
    return made


def fill(code: str, prose: TwoTongued, known: Mapping[str, tuple[float | str | None, str]]) -> Says:
    """The sentence with its numbers. A slot nobody fills shows as a dash, never as a brace or a zero."""
    params: dict[str, Param] = {}
    for name in sorted({*_SLOT.findall(prose.zh), *_SLOT.findall(prose.en)}):
        value = known.get(name, (None, "count"))[0]
        params[name] = value

    def say(template: str, lang: Lang) -> str:
        told = _SLOT.sub(lambda slot: _word(known.get(slot[1], (None, "count")), lang), template)
        return as_said(told, lang)

    return Says(code=code, params=params, zh=say(prose.zh, "zh"), en=say(prose.en, "en"))


def _word(number: tuple[float | str | None, str], lang: str) -> str:
    value, unit = number
    if value is None:
        return "—"
    if isinstance(value, str):
        return LEVELS[value][lang == "en"] if value in LEVELS else value
    if unit in ("share", "ratio"):
        return f"{100 * value:.0f}%"
    if unit == "seconds":
        return duration(value, lang)
    if unit == "days":
        return f"{value:.0f}"
    if abs(value - round(value)) < 0.05 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}"


def duration(seconds: float, lang: str) -> str:
    """``90`` → ``2 分钟`` / ``2 minutes``: one unit, rounded."""
    if round(seconds) == 0:
        return "不到 1 分钟" if lang == "zh" else "less than a minute"  # many exports know no seconds
    steps = (
        (86400.0, "天", "day"),
        (3600.0, "小时", "hour"),
        (60.0, "分钟", "minute"),
        (1.0, "秒", "second"),
    )
    for size, zh, en in steps:
        if round(seconds) >= size:
            count = round(seconds / size)
            return f"{count} {zh}" if lang == "zh" else f"{count} {en}{'' if count == 1 else 's'}"
    raise AssertionError("unreachable: the last step takes everything")
