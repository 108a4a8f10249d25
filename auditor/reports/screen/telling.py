"""What every section needs: the result, the language, the page, and how to say things."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.locale import SCREEN, Lang, one
from auditor.parts import Prose
from auditor.reports.numbers import GOOD_FROM, WEAK_BELOW
from auditor.reports.screen.page import DIM, GOOD, PLAIN, STRONG, WARNING, Page
from auditor.reports.screen.width import clean
from auditor.result import Result

ROOMY = 110
"""Columns from which bars are longer and charts higher."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One result being told on one page in one language."""

    result: Result
    lang: Lang
    page: Page
    everything: bool = False

    @property
    def roomy(self) -> bool:
        """True on a wide page."""
        return self.page.width >= ROOMY

    def say(self, code: str, **params: object) -> str:
        """One of the program's own sentences."""
        return one(self.lang, SCREEN, code, **params)

    def prose(self, prose: Prose) -> str:
        """A sentence of the result, harmless."""
        return clean(prose.zh if self.lang == "zh" else prose.en)

    def heading(self, code: str, note: str = "") -> None:
        """A section's name, and in dim letters what it is about."""
        self.page.blank()
        self.page.put((self.say(code), STRONG), (f"  {note}" if note else "", DIM), indent=1)


def tone(score: float) -> str:
    """The colour of a score."""
    return GOOD if score >= GOOD_FROM else WARNING if score < WEAK_BELOW else PLAIN
