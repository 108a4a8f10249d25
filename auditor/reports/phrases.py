"""What every report of a result says alike, whatever medium it is told in. How a medium makes text harmless is its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from auditor.locale import PERIODS, PLATFORMS, Lang, one
from auditor.parts import Says
from auditor.reports.numbers import day_text, score_text, sentence, size_text

if TYPE_CHECKING:
    from auditor.parts import Prose
    from auditor.result import Period, Result, TurningPoint


class Tells(Protocol):
    """One result being told in one language, in one medium."""

    @property
    def result(self) -> Result:
        """What is told."""

    @property
    def lang(self) -> Lang:
        """In which language."""

    def say(self, code: str, **params: object) -> str:
        """One of the program's own sentences."""

    def prose(self, prose: Prose) -> str:
        """A sentence of the result, harmless in this medium."""


def how_sure(tell: Tells) -> str:
    """``confirmed``, ``suspected``, or what else it may be; empty where no kind of group is named."""
    verdict = tell.result.verdict
    if not verdict.names_a_kind:
        return ""
    if verdict.sure == "confirmed":
        return tell.say("confirmed")
    if verdict.runner_up_title is None:
        return tell.say("suspected")
    return tell.say("or_else", title=tell.prose(verdict.runner_up_title))


def ceiling(tell: Tells) -> str:
    """The lowest ceiling, when it lowers the whole; else empty."""
    closed = [gate for gate in tell.result.gates if gate.active and gate.ceiling is not None]
    uncapped = tell.result.overall.uncapped
    if uncapped is None or not closed:
        return ""
    gate = min(closed, key=lambda gate: (gate.ceiling, gate.gate))
    return sentence(tell.say("capped", says=tell.prose(gate.says), score=score_text(uncapped)), tell.lang)


def flags(tell: Tells) -> list[str]:
    """Each flag with its reason, as a sentence."""
    return [
        sentence(tell.say("because_of", title=tell.prose(flag.title), says=tell.prose(flag.says)), tell.lang)
        for flag in tell.result.verdict.flags
    ]


def what_was_judged(tell: Tells) -> list[str]:
    """Where the chat comes from, how large it is, which days it covers and which of them are judged; without its title."""
    chat = tell.result.chat
    told = [one(tell.lang, PLATFORMS, chat.platform), size_text(chat.messages, chat.people, tell.lang)]
    if chat.first and chat.last:
        told.append(tell.say("span", first=chat.first[:10], last=chat.last[:10]))
    told.append(tell.prose(tell.result.window.why))
    if chat.as_of and chat.as_of_source:
        told.append(tell.say("as_of_last" if chat.as_of_source == "last" else "as_of_given", day=chat.as_of[:10]))
    return told


def period_text(tell: Tells, period: Period) -> str:
    """``growth since 3 Mar, 12 people a week``"""
    since = day_text(period.from_, tell.lang, tell.result.chat.last)
    kind, people = one(tell.lang, PERIODS, period.kind), f"{period.people_per_week:,.0f}"
    return tell.say("period", kind=kind, since=since, people=people)


def turn_text(tell: Tells, turn: TurningPoint) -> str:
    """When the course turned, from what to what; with the numbers of people where they are known."""
    day = day_text(turn.at, tell.lang, tell.result.chat.last)
    before, after = one(tell.lang, PERIODS, turn.before), one(tell.lang, PERIODS, turn.after)
    if turn.people_before is None or turn.people_after is None:
        return tell.say("turn_plain", day=day, before=before, after=after)
    numbers = {"from": f"{turn.people_before:.0f}", "to": f"{turn.people_after:.0f}"}
    return tell.say("turn", day=day, before=before, after=after, **numbers)


def own_sentence(tell: Tells, says: Prose, clean: Callable[[str], str]) -> str:
    """``says`` as a whole sentence; a person's name at its start, made harmless by ``clean``, keeps its letters."""
    text = tell.prose(says)
    given = says.params if isinstance(says, Says) else {}
    names = [clean(value) for value in given.values() if isinstance(value, str) and value]
    return sentence(text, tell.lang, lead=not any(text.startswith(name) for name in names))
