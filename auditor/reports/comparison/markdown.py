"""A comparison as Markdown: lists, no tables, nothing that pings or links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.locale import SCREEN, Lang, one
from auditor.reports.comparison.wording import Wording, signed
from auditor.reports.markdown import escape
from auditor.reports.numbers import score_text, sentence

if TYPE_CHECKING:
    from auditor.comparison import Comparison, QuestionChange


def render(comparison: Comparison, *, lang: Lang, everything: bool = False) -> str:
    """The whole comparison; with ``everything`` every rule that moved a question, with both sentences."""
    told = Wording(comparison, lang)
    title = comparison.new.title or one(lang, SCREEN, "untitled")
    word, numbers = told.answer()
    lines = [f"# {escape(title)}", "", f"**{told.colon(word, escape(numbers))}**", "", escape(told.kinds()), ""]
    lines += [
        f"{line}\n" for line in (escape(told.counts()), escape(told.why()), escape(told.without_ceiling())) if line
    ]
    for label, side in ((told.say("then"), comparison.old), (told.say("now"), comparison.new)):
        lines.append(f"- {told.colon(label, escape(' · '.join(told.side(side))))}")
    lines.append(f"- {escape(told.say('both_as', profile=told.prose(comparison.profile_title)))}")
    if comparison.cautions:
        lines += ["", f"## {told.say('cautions')}", ""]
        lines += [f"- {escape(sentence(told.prose(caution), lang))}" for caution in comparison.cautions]
    for part, code in (("cause", "causes"), ("result", "results")):
        questions = [question for question in comparison.questions if question.part == part]
        if questions:
            lines += ["", f"## {one(lang, SCREEN, code)}", ""]
            lines += [line for question in questions for line in _question(told, question, everything=everything)]
    used = ", ".join(f"{pack.pack} {pack.version}" for pack in comparison.packs)
    lines += ["", "---", "", f"auditor {comparison.auditor} · {escape(used)}"]
    return "\n".join(lines) + "\n"


def _question(told: Wording, question: QuestionChange, *, everything: bool) -> list[str]:
    scores = f"{score_text(question.old)} → {score_text(question.new)}"
    parts = [f"**{told.say(question.judged)}**", told.likely(question)]
    if question.judged == "cannot_tell":
        parts.append(escape(told.prose(question.because)))
    lines = [f"- **{escape(told.prose(question.title))}** {scores} — {' · '.join(part for part in parts if part)}"]
    return lines + [
        f"  - {signed(driver.points)}  {escape(told.drove(driver))}"
        for driver in told.drivers(question, everything=everything)
    ]
