"""Before launch, on the terminal: ready or not and what is missing, question by question, what to do first, the texts."""

from __future__ import annotations

from auditor.locale import Lang
from auditor.readiness import Answer, Question, Readiness, TextRead
from auditor.reports.numbers import sentence
from auditor.reports.readiness.telling import Telling
from auditor.reports.screen.page import DIM, GOOD, PLAIN, STRONG, WARNING, Page, Piece
from auditor.reports.screen.width import cells, clean, cut, pad
from auditor.reports.terminal import NARROWEST, WIDEST

STATES = {
    "ready": ("✓", GOOD), "not_ready": ("✗", WARNING), "cannot_tell": ("?", DIM),
    "good": ("✓", GOOD), "thin": ("?", PLAIN), "dodge": ("✗", WARNING), "weak": ("✗", WARNING), "unanswered": ("·", DIM),
}  # fmt: skip
LONGEST_ANSWER = 160
"""Cells of an answer that are shown; its writer knows the rest."""


def render(
    readiness: Readiness, *, lang: Lang, width: int, color: bool, everything: bool = False, command: str | None = None
) -> str:
    """The whole as text for a terminal. Pure. ``everything``: also the answers that hold, with what they rest on."""
    page, tell = Page(min(max(width, NARROWEST), WIDEST)), Telling(readiness, lang)
    _head(page, tell)
    _questions(page, tell, everything=everything)
    _first(page, tell)
    _texts(page, tell)
    _next(page, tell, command)
    return page.text(color=color)


def _head(page: Page, tell: Telling) -> None:
    verdict = tell.readiness.verdict
    _, style = STATES[verdict]
    title = (tell.prose(tell.readiness.title), f"{STRONG} {style}" if style != DIM else STRONG)
    counts = (tell.counts(), DIM)
    if not page.ends([title], [counts], indent=1):
        page.put(title, indent=1)
        page.put(counts, indent=1)
    page.put(tell.prose(tell.readiness.says), indent=1)


def _questions(page: Page, tell: Telling, *, everything: bool) -> None:
    page.blank()
    page.put((tell.say("answers"), STRONG), (f"  {tell.say('star')}", DIM), indent=1)
    label = max(cells(tell.prose(question.title)) for question in tell.readiness.questions)
    for question in tell.readiness.questions:
        sign, style = STATES[question.state]
        head: list[str | Piece] = [f"   {pad(tell.prose(question.title), label)}  ", (f"{sign} ", style)]
        page.beside(head, (tell.prose(question.says), style), at=label + 7)
        for answer in question.answers:
            if answer.state in ("weak", "dodge", "thin") or (everything and answer.state == "good"):
                _answer(page, tell, answer)
        _open(page, tell, question)


def _answer(page: Page, tell: Telling, answer: Answer) -> None:
    """The question, what was written, and what it was taken for."""
    sign, style = STATES[answer.state]
    star = "★ " if answer.blocks else ""
    page.put((f"{answer.number:>2} ", DIM), (star, STRONG), tell.prose(answer.ask), indent=5, hang=8)
    page.put((cut(clean(tell.quoted(answer.answer or "")), LONGEST_ANSWER), DIM), indent=8)
    says = sentence(tell.prose(answer.says), tell.lang, lead=answer.state in ("good", "thin"))
    page.put((f"{sign} ", style), (says, style), indent=8, hang=10)


def _open(page: Page, tell: Telling, question: Question) -> None:
    open_ = [answer for answer in question.answers if answer.state == "unanswered"]
    if open_ and len(open_) < len(question.answers):
        page.put((f"· {tell.aside(tell.say('unanswered'), tell.numbers(open_))}", DIM), indent=5)


def _first(page: Page, tell: Telling) -> None:
    if not tell.first:
        return
    page.blank()
    page.put((tell.say("first"), STRONG), indent=1)
    for answer in tell.first:
        if answer.advice is not None:
            page.put((f"{answer.number:>2} ", STRONG), tell.prose(answer.advice), indent=3, hang=6)
            page.put((tell.aside(tell.say("good_is"), tell.prose(answer.good)), DIM), indent=6)


def _texts(page: Page, tell: Telling) -> None:
    if not tell.readiness.texts:
        return
    page.blank()
    page.put((tell.say("texts"), STRONG), (f"  {tell.say('texts_note')}", DIM), indent=1)
    for text in tell.readiness.texts:
        page.put(sentence(tell.prose(text.says), tell.lang), indent=3)
        _sentences(page, tell, text)


def _sentences(page: Page, tell: Telling, text: TextRead) -> None:
    for one in text.sentences:
        *signs, sells = (sign or " " for sign in tell.signs(one.traits))
        page.beside([f"     {''.join(signs)}", (sells, WARNING)], (clean(one.text), DIM), at=11)


def _next(page: Page, tell: Telling, command: str | None) -> None:
    if command is None:
        return
    counts = tell.readiness.counts
    code = (
        "next_promise"
        if tell.readiness.verdict == "ready"
        else "next"
        if counts.answered < counts.asked
        else "next_again"
    )
    page.blank()
    why, typed = tell.say(code), clean(command)
    if cells(why) + cells(typed) + 3 <= page.width:
        page.whole((f"{why} ", DIM), (typed, STRONG), indent=1)
    else:
        page.put((why, DIM), indent=1)
        page.whole((typed, STRONG), indent=1)
