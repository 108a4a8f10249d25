"""What every medium needs of the check before launch: what to do first, and how to say things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.locale import LAUNCH, Lang, one
from auditor.parts import Prose
from auditor.readiness import Answer, Readiness, Trait
from auditor.reports.numbers import quoted

TRAITS: tuple[tuple[str, tuple[Trait, ...]], ...] = (
    ("●", ("people",)), ("◆", ("need",)), ("○", ("mutual",)), ("$", ("offer", "price")),
)  # fmt: skip
"""Signs of what a sentence of a text does; locale explains them."""
FEW = 3
"""Things to do first: more than a few is a reproach, not a help."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One readiness in one language."""

    readiness: Readiness
    lang: Lang

    def say(self, code: str, **params: object) -> str:
        """One of the program's own sentences."""
        return one(self.lang, LAUNCH, code, **params)

    def prose(self, prose: Prose) -> str:
        """A sentence of the answer."""
        return prose.zh if self.lang == "zh" else prose.en

    @property
    def answers(self) -> list[Answer]:
        """All answers in the order of the checklist."""
        made = [answer for question in self.readiness.questions for answer in question.answers]
        return sorted(made, key=lambda answer: answer.number)

    @property
    def first(self) -> Sequence[Answer]:
        """What to work on first: what keeps it from being ready, then what else does not hold."""
        missing = [answer for answer in self.answers if answer.item in self.readiness.missing]
        rest = [answer for answer in self.answers if answer.state in ("weak", "dodge") and answer not in missing]
        return (missing + rest)[:FEW]

    def counts(self) -> str:
        """How many answers came out how; what there is none of is left out."""
        counts = self.readiness.counts
        states = [(state, getattr(counts, state)) for state in ("good", "thin", "dodge", "weak")]
        told = [self.say(f"count_{state}", n=n) for state, n in states if n]
        comma, colon = ("，", "：") if self.lang == "zh" else (", ", ": ")
        answered = self.say("counts", asked=counts.asked, answered=counts.answered)
        return answered + (colon + comma.join(told) if told else "")

    def numbers(self, answers: Sequence[Answer]) -> str:
        """``1、4`` / ``1, 4``"""
        return ("、" if self.lang == "zh" else ", ").join(str(answer.number) for answer in answers)

    def signs(self, traits: Sequence[Trait]) -> list[str]:
        """A sign for each thing a sentence may do; empty where it does not."""
        signs = [sign if set(told) & set(traits) else "" for sign, told in TRAITS]
        return ["¥" if sign == "$" and self.lang == "zh" else sign for sign in signs]

    def quoted(self, text: str) -> str:
        """In quotation marks, unless it brings its own; lines stand side by side."""
        text = " / ".join(line.strip() for line in text.splitlines() if line.strip())
        return quoted(text, self.lang)

    def aside(self, label: str, text: str) -> str:
        """``label: text``"""
        return f"{label}{'：' if self.lang == 'zh' else ': '}{text}"
