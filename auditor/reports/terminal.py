"""The terminal report: what kind of group this is and why, the seven questions, the course, what to do, whom to call."""

from __future__ import annotations

import re
import shlex

from auditor.locale import Lang
from auditor.reports.screen.acting import put_act_on, put_advice, put_unseen
from auditor.reports.screen.course import put_course
from auditor.reports.screen.details import put_details
from auditor.reports.screen.head import put_head
from auditor.reports.screen.page import DIM, STRONG, Page
from auditor.reports.screen.promise import put_promise
from auditor.reports.screen.questions import put_questions
from auditor.reports.screen.stretches import put_stretches
from auditor.reports.screen.telling import Telling
from auditor.reports.screen.width import cells, clean
from auditor.result import Result

NARROWEST, WIDEST = 48, 140
"""Columns a page may have; a wider terminal is not filled."""


def render(
    result: Result, *, lang: Lang, width: int, color: bool, everything: bool = False, command: str | None = None
) -> str:
    """The whole report as text for a terminal of ``width`` columns. Pure: a saved result can be told again.

    ``command`` is what was typed, for the last line; without it the name of the result's own file stands there.
    """
    page = Page(min(max(width, NARROWEST), WIDEST))
    tell = Telling(result, lang, page, everything)
    put_head(tell)
    put_questions(tell)
    put_promise(tell)
    put_course(tell)
    put_stretches(tell)
    put_advice(tell)
    put_act_on(tell)
    put_unseen(tell)
    if everything:
        put_details(tell)
    _put_next(tell, command)
    return page.text(color=color)


def _put_next(tell: Telling, command: str | None) -> None:
    """The last line: what to type next."""
    result = tell.result
    again = command or f"auditor check {_quoted(result.read.files[0]) if result.read.files else 'EXPORT'}"
    if tell.everything:
        rules = [step.rule for step in result.advice] or [rule.rule for q in result.questions for rule in q.rules]
        code, typed = "next_explain", f"auditor explain {rules[0]}" if rules else "auditor rules list"
    elif result.profile.proposed:
        code, typed = "next_profile", f"{again} --profile {result.profile.proposed}"
    else:
        code, typed = "next_all", f"{again} --all"
    why = tell.say(code)
    tell.page.blank()
    if cells(why) + cells(clean(typed)) + 3 <= tell.page.width:
        tell.page.whole((f"{why}  ", DIM), (typed, STRONG), indent=1)
    else:
        tell.page.put((why, DIM), indent=1)
        tell.page.whole((typed, STRONG), indent=1)


def _quoted(name: str) -> str:
    """A file name as a shell wants it; Chinese needs no quotes."""
    return name if re.fullmatch(r"[\w./:=,@%+-]+", name) else shlex.quote(name)
