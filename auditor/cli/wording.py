"""Curves, floors and conditions in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.locale import EXPLAIN, THINGS, Lang, one
from auditor.reports.numbers import value_text

if TYPE_CHECKING:
    from auditor.packs.load import Loaded, Packs
    from auditor.packs.schema import Condition, Curve, Gate, Needs

UNITS = ("seconds", "days", "people")
"""Units that are said with the number."""


def number(value: float, unit: str | None, lang: Lang) -> str:
    """A bound as a person writes it: shares below 10 % with their decimals."""
    if unit in ("share", "ratio"):
        return f"{100 * value:.4g}%"
    return value_text(value, unit, lang) if unit in UNITS else f"{value:g}"


def curve_words(curve: Curve, unit: str | None, lang: Lang) -> str:
    """``0% 得 100 分，8% 得 80 分 …`` and what happens between the points."""
    if curve.curve == "log_normal":
        assert curve.good is not None and curve.middling is not None
        code = "curve_less" if curve.good < curve.middling else "curve_more"
        good, middling = number(curve.good, unit, lang), number(curve.middling, unit, lang)
        return one(lang, EXPLAIN, code, good=good, middling=middling)
    points = [
        one(lang, EXPLAIN, "curve_point", value=number(value, unit, lang), score=f"{score:g}")
        for value, score in curve.points
    ]
    listed = ("，" if lang == "zh" else ", ").join(points)
    told = one(lang, EXPLAIN, "curve_steps" if curve.curve == "steps" else "curve_line", points=listed)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", told)


def needs_words(needs: Needs, lang: Lang) -> list[str]:
    """What must be there before anything is judged."""
    made = [
        one(lang, EXPLAIN, f"needs_{name}", floor=f"{floor:g}")
        for name, floor in (
            ("n", needs.n),
            ("people", needs.people),
            ("days", needs.days),
            ("messages", needs.messages),
        )
        if floor
    ]
    return made + [one(lang, EXPLAIN, "needs_see", thing=one(lang, THINGS, thing)) for thing in needs.can_see]


def condition_words(condition: Condition, packs: Packs, loaded: Loaded, lang: Lang) -> str:
    """``群主这边的话有多少在推销：高于 30%  host-promotion``."""
    unit = None if condition.measure is None else unit_of(packs, loaded, condition.measure)
    bounds = [
        one(lang, EXPLAIN, code, bound=number(bound, unit, lang))
        for code, bound in (("above", condition.above), ("below", condition.below))
        if bound is not None
    ]
    told = subject_words(condition, packs, loaded, lang) + one(lang, EXPLAIN, "colon")
    told += one(lang, EXPLAIN, "and").join(bounds)
    told += one(lang, EXPLAIN, "or_unknown") if condition.unless_known else ""
    told = f"{told}  {condition.measure or condition.question}"
    others = [condition_words(other, packs, loaded, lang) for other in condition.and_]
    return one(lang, EXPLAIN, "besides").join([told, *others])


def subject_words(part: Condition | Gate, packs: Packs, loaded: Loaded, lang: Lang) -> str:
    """What a condition or gate looks at: what its measure counts, or the score of a question."""
    if part.measure is None:
        asked = next((own.pack for own in packs.packs if own.pack.pack == part.question), None)
        title = part.question or "" if asked is None else asked.title.zh if lang == "zh" else asked.title.en
        return one(lang, EXPLAIN, "question_score", question=title)
    from auditor.measures.told import TOLD

    compute = compute_of(packs, loaded, part.measure)
    return TOLD[compute][lang == "en"] if compute in TOLD else part.measure


def unit_of(packs: Packs, loaded: Loaded, measure: str) -> str | None:
    """The unit of a measure named in a pack, with or without its pack."""
    from auditor.measures.slots import TELLS

    tells = TELLS.get(compute_of(packs, loaded, measure) or "")
    return tells.unit if tells else None


def compute_of(packs: Packs, loaded: Loaded, measure: str) -> str | None:
    """The function behind a measure named in a pack, with or without its pack."""
    pack, slash, name = measure.rpartition("/")
    for other in packs.packs:
        if other.pack.pack == (pack if slash else loaded.pack.pack) and name in other.pack.measures:
            return other.pack.measures[name].compute
    return None
