"""Each rule with its sentence, its numbers and the words behind it; and the people to act on."""

from __future__ import annotations

from typing import Any

from auditor.locale import STATES, one
from auditor.reports.html.answer import question_row
from auditor.reports.html.telling import Telling, tone
from auditor.reports.numbers import count_text, interval_text, range_text, score_text, value_text
from auditor.result import Item, RuleResult

LISTS = ("unanswered", "newcomers_unmet", "going_quiet", "helpers", "promoters")
MOST = 12
"""Entries of a list that stand open; the others are folded away."""
WORTH_LESS = 0.95
"""Of a sample: when it is worth less than this part of itself in independent cases, that is said."""


def findings(tell: Telling) -> dict[str, Any]:
    """The questions with their rules: what was judged first, then what could not be."""
    told = []
    for question in tell.result.questions:
        rules = sorted(question.rules, key=lambda rule: rule.state not in ("scored", "insight"))
        told.append({"row": question_row(tell, question), "rules": [_rule(tell, rule) for rule in rules]})
    return {"told": told}


def _rule(tell: Telling, rule: RuleResult) -> dict[str, Any]:
    return {
        "title": tell.prose(rule.title), "said": score_text(rule.score), "tone": tone(rule.score), "id": rule.rule,
        "state": "" if rule.state == "scored" else one(tell.lang, STATES, rule.state), "says": tell.full(rule.says),
        "numbers": _numbers(tell, rule), "evidence": rule.evidence,
        "open": rule.score is not None and rule.score < 40,
    }  # fmt: skip


def _numbers(tell: Telling, rule: RuleResult) -> list[str]:
    """Value, interval, sample, range, grade, confidence: what there is of them."""
    parts = []
    if rule.value is not None:
        ends = interval_text(rule.value_low, rule.value_high, rule.unit, tell.lang)
        parts.append(value_text(rule.value, rule.unit, tell.lang) + (tell.say("between", ends=ends) if ends else ""))
    if rule.k is not None and rule.n:
        parts.append(tell.say("of", k=count_text(rule.k), n=count_text(rule.n)))
    elif rule.n:
        parts.append(tell.say("sample", n=count_text(rule.n)))
    if rule.days:
        parts.append(tell.say("over_days", days=rule.days))
    if rule.n_eff is not None and rule.n and 1 <= rule.n_eff < WORTH_LESS * rule.n:
        parts.append(tell.say("n_eff", n=f"{rule.n_eff:.0f}"))
    if between := range_text(rule.score_low, rule.score_high):
        parts.append(tell.say("score_range", range=between))
    if rule.grade is not None:
        parts.append(tell.say("grade", grade=rule.grade))
    if rule.confidence is not None:
        parts.append(tell.say(rule.confidence))
    return parts


def act_on(tell: Telling) -> dict[str, Any]:
    """The lists that are not empty."""
    given = tell.result.act_on
    lists = []
    for code in LISTS:
        items: list[Item] = getattr(given, code)
        if items:
            total = max(given.totals.get(code, 0), len(items))
            lists.append(
                {
                    "title": tell.say(code),
                    "note": tell.say(f"{code}_note"),
                    "total": f"{total:,}",
                    "open": items[:MOST],
                    "folded": items[MOST:],
                }
            )
    return {"lists": lists}
