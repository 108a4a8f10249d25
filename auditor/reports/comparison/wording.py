"""The sentences of a comparison, for any medium. What they quote of a result is as it stands there: escape it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.locale import COMPARISON, SCREEN, Lang, one
from auditor.reports.numbers import score_text, sentence

if TYPE_CHECKING:
    from auditor.comparison import Change, Comparison, Driver, Judged, QuestionChange
    from auditor.parts import Prose

MINUS = "−"
ORDER = ("better", "worse", "same", "cannot_tell")
ONLY_ONCE = ("only_once", "few_in_common")
"""Reasons that want the rules named, though nothing can be told."""
MOVED = 0.5
"""Points from which a rule is named; it would be shown as 0 below."""
FEW = 3
"""Rules named under a question."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A comparison in one language."""

    comparison: Comparison
    lang: Lang

    def say(self, code: str, **params: object) -> str:
        """One of the program's own sentences."""
        return one(self.lang, COMPARISON, code, **params)

    def prose(self, prose: Prose) -> str:
        """A sentence of the comparison, as it stands there."""
        return prose.zh if self.lang == "zh" else prose.en

    def colon(self, before: str, after: str) -> str:
        """``before: after``"""
        return f"{before}：{after}" if self.lang == "zh" else f"{before}: {after}"

    def answer(self) -> tuple[str, str]:
        """The word, and the numbers or what is missing: ``Better``, ``37 → 52 (+15, likely +8 to +21)``."""
        whole = self.comparison.whole
        word = self.say(f"answer_{whole.judged}")
        if whole.change is None:
            return word, self.prose(whole.because)
        scores = f"{score_text(whole.old)} → {score_text(whole.new)}"
        if whole.change_low is None or whole.change_high is None:
            told = f"{signed(whole.change)}{'，' if self.lang == 'zh' else ', '}{self.prose(whole.because)}"
        else:
            low, high = signed(whole.change_low), signed(whole.change_high)
            told = self.say("likely", change=signed(whole.change), low=low, high=high)
        return word, f"{scores}（{told}）" if self.lang == "zh" else f"{scores} ({told})"

    def why(self) -> str:
        """Why the whole is so judged; empty where the answer has said it, or numbers are missing."""
        whole = self.comparison.whole
        told = whole.change is not None and whole.change_low is not None
        return sentence(self.prose(whole.because), self.lang) if told else ""

    def without_ceiling(self) -> str:
        """What the whole did below its ceilings; empty where there were none."""
        free = self.comparison.uncapped
        if free is None or free.change is None:
            return ""
        scores = f"{score_text(free.old)} → {score_text(free.new)}"
        return sentence(self.say("uncapped", scores=scores, word=self.say(free.judged)), self.lang)

    def kinds(self) -> str:
        """What kind of group it was and is."""
        old, new = self.comparison.old, self.comparison.new

        def named(side: Judged) -> str:
            return self.prose(side.verdict) + (self.say("suspected") if side.sure == "suspected" else "")

        stays = old.kind == new.kind and old.sure == new.sure
        parts = [self.say("kind_stays", kind=named(new)) if stays else f"{named(old)} → {named(new)}"]
        if self.comparison.flags_gained:
            parts.append(self.say("gained", flags=self._flags(new, self.comparison.flags_gained)))
        if self.comparison.flags_lost:
            parts.append(self.say("lost", flags=self._flags(old, self.comparison.flags_lost)))
        return " · ".join(parts)

    def _flags(self, side: Judged, names: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(self.prose(side.flags[name]) for name in names)

    def counts(self) -> str:
        """How many questions went which way."""
        counted: Counter[str] = Counter(question.judged for question in self.comparison.questions)
        return self.say(
            "counted",
            counts=(" · ").join(
                self.say("count", count=counted[word], word=self.say(word)) for word in ORDER if counted[word]
            ),
        )

    def side(self, side: Judged) -> list[str]:
        """What was judged."""
        size = self.say("messages_there" if side.messages != 1 else "message_there", n=f"{side.messages:,}")
        span = self.say("window", **{"from": side.from_[:10], "to": side.to[:10]}) if side.from_ and side.to else ""
        return [part for part in (side.title or one(self.lang, SCREEN, "untitled"), span, size) if part]

    def likely(self, change: Change) -> str:
        """``+15 (+8 to +21)``; empty without numbers."""
        if change.change is None:
            return ""
        if change.change_low is None or change.change_high is None:
            return signed(change.change)
        span = self.say("between", low=signed(change.change_low), high=signed(change.change_high))
        return f"{signed(change.change)}{span}"

    def drivers(self, question: QuestionChange, *, everything: bool) -> list[Driver]:
        """The rules to name: of what changed the few that moved it; everything where that is asked for."""
        if everything:
            return question.drivers
        if question.judged not in ("better", "worse") and question.because.code not in ONLY_ONCE:
            return []
        moved = [driver for driver in question.drivers if abs(driver.points) >= MOVED]
        return [driver for driver in moved if (driver.points > 0) == ((question.change or 0) > 0)][:FEW]

    def drove(self, driver: Driver) -> str:
        """What the rule says now, and what it said before."""
        if driver.new is None:
            return self.colon(self.prose(driver.title), self.say("lost_to_it", says=self.prose(driver.old_says)))
        says = self.prose(driver.new_says)
        if driver.old is None:
            return says + self.say("new_to_it")
        was = self.prose(driver.old_says)
        return says if was == says else says + self.say("before_it_said", says=was)


def signed(points: float) -> str:
    """``+15``, ``−4``, ``0``."""
    whole = round(points)
    return "0" if whole == 0 else f"+{whole}" if whole > 0 else f"{MINUS}{-whole}"
