"""The numbers behind a rule, as every report tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from auditor.reports.numbers import count_text, interval_text, range_text, value_text

if TYPE_CHECKING:
    from auditor.locale import Lang
    from auditor.result import RuleResult

WORTH_LESS = 0.95
"""Of a sample: when it is worth less than this part of itself in independent cases, that is said."""


class Say(Protocol):
    """One of a report's own sentences, by its code."""

    def __call__(self, code: str, **params: object) -> str:
        """Filled with ``params``."""
        ...


def rule_numbers(rule: RuleResult, say: Say, lang: Lang) -> list[str]:
    """Value and interval, sample, days, independent cases, range of the score: what there is of them."""
    parts = []
    if rule.value is not None:
        ends = interval_text(rule.value_low, rule.value_high, rule.unit, lang)
        parts.append(value_text(rule.value, rule.unit, lang) + (say("between", ends=ends) if ends else ""))
    if rule.k is not None and rule.n:
        parts.append(say("of", k=count_text(rule.k), n=count_text(rule.n)))
    elif rule.n:
        parts.append(say("sample", n=count_text(rule.n)))
    if rule.days:
        parts.append(say("over_days", days=rule.days))
    if rule.n_eff is not None and rule.n and 1 <= rule.n_eff < WORTH_LESS * rule.n:
        parts.append(say("n_eff", n=f"{rule.n_eff:.0f}"))
    if between := range_text(rule.score_low, rule.score_high):
        parts.append(say("score_range", range=between))
    return parts
