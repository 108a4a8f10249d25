"""The HTML report: one self-contained file that a consultant hands over.

``shell`` is the page every HTML report stands on, ``charts`` draws, ``words`` speaks both languages, ``templates`` hold
the parts. Here the parts are put in order: the answer and what to do about it first, what it rests on after that, the method last.
"""

from __future__ import annotations

from markupsafe import Markup

from auditor.locale import Lang
from auditor.reports.html.answer import answer, questions
from auditor.reports.html.appendix import appendix
from auditor.reports.html.findings import act_on, findings
from auditor.reports.html.pictures import carrying, course, invites, needs, network, over_time, promotion
from auditor.reports.html.shell import Section, fragment, page
from auditor.reports.html.telling import Telling
from auditor.reports.media import Letterhead
from auditor.reports.phrases import what_was_judged
from auditor.result import Result

PARTS = {
    "answer": answer, "questions": questions, "promise": lambda _: {}, "course": course, "advice": lambda _: {},
    "act_on": act_on, "over_time": over_time, "carrying": carrying, "network": network, "invites": invites, "needs": needs,
    "promotion": promotion, "findings": findings, "repeated": lambda _: {}, "unseen": lambda _: {}, "method": appendix,
}  # fmt: skip
"""Part → what its template needs besides the result, in the order of the page: what to do before what proves it."""


def render(result: Result, *, lang: Lang, letterhead: Letterhead) -> str:
    """The whole report as one HTML file without outside requests. Pure: the same result gives the same bytes."""
    tell = Telling(result, lang)
    sometimes = {"over_time": result.over_time, "repeated": result.repeated, "promise": result.promise}
    left_out = {code for code, there in sometimes.items() if not there}
    if result.portrait is None:
        left_out |= {"network", "invites", "needs"}  # what is missing is said once, where the first picture would be
    kept = [code for code in PARTS if code not in left_out]
    sections = [Section(code.replace("_", "-"), tell.say(f"part_{code}")) for code in kept]
    body = Markup("\n").join(
        fragment(f"{code}.html.j2", lang=lang, tell=tell, result=result, part=section, **PARTS[code](tell))
        for code, section in zip(kept, sections, strict=True)
    )
    title = result.chat.title
    heading = tell.say("report_title", chat=title) if title else tell.say("no_title")
    foot = [tell.say("made_by", version=result.auditor)]
    return page(
        heading, body, lang=lang, letterhead=letterhead, sections=sections, facts=_facts(tell, letterhead), foot=foot
    )


def _facts(tell: Telling, letterhead: Letterhead) -> list[str]:
    """What was judged, under the heading."""
    chat = tell.result.chat
    facts = [chat.title] if letterhead.title and chat.title else []
    return facts + what_was_judged(tell)
