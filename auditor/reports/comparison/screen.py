"""A comparison on the terminal: the answer, what to know before believing it, and the seven questions then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.locale import SCREEN, Lang, one
from auditor.reports.comparison.wording import Wording, signed
from auditor.reports.numbers import score_text, sentence
from auditor.reports.screen.page import DIM, GOOD, PLAIN, STRONG, WARNING, Page, Piece, text_of
from auditor.reports.screen.telling import ROOMY
from auditor.reports.screen.width import cells, clean
from auditor.reports.terminal import NARROWEST, WIDEST

if TYPE_CHECKING:
    from auditor.comparison import Comparison, QuestionChange

TONES = {"better": GOOD, "worse": WARNING, "same": PLAIN, "cannot_tell": DIM}
POINTS = 5
"""Cells of the points before a rule's sentence, ``−12`` and a space or two."""


def render(
    comparison: Comparison, *, lang: Lang, width: int, color: bool, everything: bool = False, command: str | None = None
) -> str:
    """The comparison as text for a terminal of ``width`` columns."""
    page, told = Page(min(max(width, NARROWEST), WIDEST)), Wording(comparison, lang)
    _put_head(page, told)
    _put_cautions(page, told)
    for part, code in (("cause", "causes"), ("result", "results")):
        questions = [question for question in comparison.questions if question.part == part]
        if questions:
            page.blank()
            page.put((one(lang, SCREEN, code), STRONG), (f"  {told.say('legend')}", DIM), indent=1)
        for question in questions:
            _put_question(page, told, question, everything=everything)
    if command and not everything:
        page.blank()
        page.put((told.say("next"), DIM), indent=1)
        page.whole((f"{command} --all", STRONG), indent=1)
    return page.text(color=color)


def _put_head(page: Page, told: Wording) -> None:
    whole, (word, numbers) = told.comparison.whole, told.answer()
    page.put((told.colon(word, ""), f"{STRONG} {TONES[whole.judged]}"), (numbers, STRONG), indent=1)
    page.put(sentence(told.kinds(), told.lang, lead=False).rstrip("。."), indent=1)
    page.put((told.counts(), PLAIN), indent=1)
    for line in (told.why(), told.without_ceiling()):
        if line:
            page.put((line, DIM), indent=1)
    page.blank()
    labels = [told.say("then"), told.say("now")]
    at = 1 + max(map(cells, labels)) + 2
    for label, side in zip(labels, (told.comparison.old, told.comparison.new), strict=True):
        page.beside([(f" {label}", DIM)], (" · ".join(told.side(side)), DIM), at=at)
    page.put((told.say("both_as", profile=told.prose(told.comparison.profile_title)), DIM), indent=1)


def _put_cautions(page: Page, told: Wording) -> None:
    if told.comparison.cautions:
        page.blank()
        page.put((told.say("cautions"), STRONG), indent=1)
    for caution in told.comparison.cautions:
        page.put((sentence(told.prose(caution), told.lang), WARNING), indent=3, hang=3)


def _put_question(page: Page, told: Wording, question: QuestionChange, *, everything: bool) -> None:
    label = max(cells(clean(told.prose(one.title))) for one in told.comparison.questions)
    title, style = clean(told.prose(question.title)), TONES[question.judged]
    row: list[str | Piece] = [
        f"   {title}{' ' * (label - cells(title))}  ",
        (f"{score_text(question.old):>3} → {score_text(question.new):>3}", PLAIN),
        "  ",
        *_track(question, 20 if page.width >= ROOMY else 10, style),
    ]
    word, likely = told.say(question.judged), told.likely(question)
    space = max(cells(told.say(other)) for other in TONES) - cells(word) + 2 if likely else 0
    judged: list[str | Piece] = [(word, style), " " * space, (likely, DIM)]
    if cells(text_of([*row, "  ", *judged]).plain) <= page.width:
        page.whole(*row, "  ", *judged)
    else:
        page.put(*row)
        page.put((word, style), "  ", (likely, DIM), indent=5)
    if question.judged == "cannot_tell" and not everything:
        page.put((told.prose(question.because), DIM), indent=5)
    for driver in told.drivers(question, everything=everything):
        points = signed(driver.points)
        left: list[str | Piece] = [
            f"     {' ' * (3 - cells(points))}",
            (points, GOOD if driver.points > 0 else WARNING),
        ]
        page.beside(left, told.drove(driver), at=5 + POINTS)


def _track(question: QuestionChange, length: int, style: str) -> list[str | Piece]:
    """Where the score stood and stands between 0 and 100: ``··○━━●···``."""
    if question.old is None or question.new is None:
        return [("·" * length, DIM)]
    then, now = (round(score / 100 * (length - 1)) for score in (question.old, question.new))
    left, right = min(then, now), max(then, now)
    ends = ("○" if then < now else "●", "●" if then < now else "○")
    way = "●" if left == right else f"{ends[0]}{'━' * (right - left - 1)}{ends[1]}"
    return [("·" * left, DIM), (way, style), ("·" * (length - 1 - right), DIM)]
