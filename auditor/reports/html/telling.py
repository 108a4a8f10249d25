"""How the HTML report says things: one result, one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.locale import Lang, one
from auditor.parts import Prose
from auditor.reports.html.harmless import harmless
from auditor.reports.html.words import WORDS
from auditor.reports.numbers import GOOD_FROM, WEAK_BELOW, sentence
from auditor.reports.phrases import own_sentence
from auditor.result import Result


@dataclass(frozen=True, slots=True)
class Telling:
    """One result being told in one language."""

    result: Result
    lang: Lang

    def say(self, code: str, **params: object) -> str:
        """One of the program's own sentences."""
        return one(self.lang, WORDS, code, **params)

    def prose(self, prose: Prose) -> str:
        """A sentence of the result."""
        return harmless(prose.zh if self.lang == "zh" else prose.en)

    def full(self, says: Prose) -> str:
        """The same as a whole sentence; a person's name at its start keeps its letters."""
        return own_sentence(self, says, harmless)

    def joined(self, sentences: Iterable[str]) -> str:
        """Sentences one after the other."""
        told = [sentence(text, self.lang) for text in sentences if text]
        return ("" if self.lang == "zh" else " ").join(told)


def tone(score: float | None) -> str:
    """Class of a score's colour."""
    return "none" if score is None else "good" if score >= GOOD_FROM else "weak" if score < WEAK_BELOW else "fair"
