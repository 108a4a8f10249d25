"""Before launch, as Markdown: reads well on a forge and unrendered in a chat window."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.readiness import Answer, Readiness
from auditor.reports.markdown import escape
from auditor.reports.media import Letterhead
from auditor.reports.numbers import sentence
from auditor.reports.readiness.telling import Telling


def render(readiness: Readiness, *, lang: Lang, letterhead: Letterhead) -> str:
    """The whole, with every answer."""
    tell = Telling(readiness, lang)
    title = letterhead.title or tell.prose(readiness.checklist.title)
    lines = [f"# {escape(title)}", ""]
    if letterhead.client:
        lines += [escape(letterhead.client), ""]
    lines += [f"**{tell.prose(readiness.title)}** — {tell.counts()}", ""]
    lines += [escape(tell.prose(readiness.says))]
    if tell.first:
        lines += ["", f"## {tell.say('first')}", ""]
        for number, answer in enumerate(tell.first, 1):
            if answer.advice is not None:
                lines.append(f"{number}. {escape(tell.prose(answer.advice))}")
    for question in readiness.questions:
        lines += ["", f"## {escape(tell.prose(question.title))} — {escape(tell.prose(question.says))}", ""]
        for answer in question.answers:
            lines += _answer(tell, answer)
    if readiness.texts:
        lines += ["", f"## {tell.say('texts')}", "", tell.say("texts_note")]
        for text in readiness.texts:
            lines += ["", sentence(escape(tell.prose(text.says)), lang), ""]
            signed = (f"{''.join(tell.signs(one.traits))} {escape(one.text)}" for one in text.sentences)
            lines += [f"- {line.strip()}" for line in signed]
    made_with = f"auditor {readiness.auditor} · {readiness.checklist.checklist} {readiness.checklist.version}"
    lines += ["", "---", "", made_with]
    return "\n".join(lines) + "\n"


def _answer(tell: Telling, answer: Answer) -> list[str]:
    star = "★ " if answer.blocks else ""
    told = tell.say("no_answer") if answer.answer is None else escape(tell.quoted(answer.answer))
    says = tell.prose(answer.says)
    if answer.state in ("dodge", "weak"):
        says = tell.aside(tell.say(answer.state), says)
    lines = [f"- **{answer.number} {star}{escape(tell.prose(answer.ask))}**", f"  - {told}"]
    if answer.state != "unanswered":
        lines.append(f"  - {sentence(escape(says), tell.lang, lead=answer.state in ('good', 'thin'))}")
    return lines
