"""Each rule with its sentence, its numbers and the words behind it; and the people to act on."""

from __future__ import annotations

from typing import Any

from auditor.locale import STATES, one
from auditor.reports.html.answer import question_row
from auditor.reports.html.telling import Telling, tone
from auditor.reports.numbers import WEAK_BELOW, score_text
from auditor.reports.rule_numbers import rule_numbers
from auditor.result import RuleResult

MOST = 12
"""Entries of a list that stand open; the others are folded away."""


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
        "open": rule.score is not None and rule.score < WEAK_BELOW,
    }  # fmt: skip


def _numbers(tell: Telling, rule: RuleResult) -> list[str]:
    """Value, interval, sample, range, grade, confidence: what there is of them."""
    parts = rule_numbers(rule, tell.say, tell.lang)
    if rule.grade is not None:
        parts.append(tell.say("grade", grade=rule.grade))
    if rule.confidence is not None:
        parts.append(tell.say(rule.confidence))
    return parts


def act_on(tell: Telling) -> dict[str, Any]:
    """The lists that are not empty."""
    lists = [
        {
            "title": tell.say(code), "note": tell.say(f"{code}_note"), "total": f"{total:,}", "open": items[:MOST],
            "folded": items[MOST:], "short": not any(item.text for item in items),
        }
        for code, items, total in tell.result.act_on.lists()
    ]  # fmt: skip
    return {"lists": lists}
