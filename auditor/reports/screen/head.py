"""The head: what kind of group this is, the whole in one number, one sentence why, and what was judged."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.locale import PLATFORMS, one
from auditor.parts import Param
from auditor.reports.numbers import range_text, score_text, sentence, size_text
from auditor.reports.screen.page import DIM, GOOD, PLAIN, STRONG, WARNING, Piece
from auditor.reports.screen.telling import Telling, tone
from auditor.reports.screen.width import clean

TONES = {"cooling": WARNING, "bought": WARNING, "warming": GOOD}
"""Flags that are news; the others only say what kind of group this is."""


def put_head(tell: Telling) -> None:
    """The first lines of the report."""
    verdict, page = tell.result.verdict, tell.page
    kind, score = _kind(tell), _score(tell)
    if not page.ends(kind, score, indent=1):
        page.put(*kind, indent=1, hang=3)
        page.put(*score, indent=1)
    page.put(_own_sentence(tell, tell.prose(verdict.because), verdict.because.params), indent=1)
    if tell.result.overall.score is None and tell.result.overall.says is not None:
        page.put(sentence(tell.prose(tell.result.overall.says), tell.lang), indent=1)
    _ceiling(tell)
    flags = [
        sentence(tell.say("because_of", title=tell.prose(flag.title), says=tell.prose(flag.says)), tell.lang)
        for flag in verdict.flags
    ]
    if flags:
        page.put(("" if tell.lang == "zh" else " ").join(flags), indent=1)
    _profile(tell)
    page.blank()
    _what_was_judged(tell)


def _kind(tell: Telling) -> list[Piece]:
    verdict = tell.result.verdict
    pieces: list[Piece] = [(tell.prose(verdict.title), STRONG)]
    for flag in verdict.flags:
        pieces.append((f" · {tell.prose(flag.title)}", TONES.get(flag.flag, PLAIN)))
    if not verdict.names_a_kind:
        return pieces
    if verdict.sure == "confirmed":
        return [*pieces, (f"  {tell.say('confirmed')}", PLAIN)]
    if verdict.runner_up_title is None:
        return [*pieces, (f"  {tell.say('suspected')}", DIM)]
    return [*pieces, (f"  {tell.say('or_else', title=tell.prose(verdict.runner_up_title))}", DIM)]


def _score(tell: Telling) -> list[Piece]:
    overall = tell.result.overall
    if overall.score is None:
        return [(tell.say("no_score"), DIM)]
    pieces: list[Piece] = [(score_text(overall.score), f"{STRONG} {tone(overall.score)}"), (" / 100", PLAIN)]
    pieces.append((f"  {range_text(overall.score_low, overall.score_high)}".rstrip(), PLAIN))
    if overall.confidence is not None:
        pieces.append((f"  {tell.say(overall.confidence)}", DIM))
    return pieces


def _own_sentence(tell: Telling, text: str, params: Mapping[str, Param]) -> str:
    """With a capital letter and a full stop; a person's name at its start keeps its letters."""
    names = [clean(value) for value in params.values() if isinstance(value, str) and value]
    return sentence(text, tell.lang, lead=not any(text.startswith(name) for name in names))


def _ceiling(tell: Telling) -> None:
    """The lowest ceiling, when it lowers the whole."""
    closed = [gate for gate in tell.result.gates if gate.active and gate.ceiling is not None]
    if tell.result.overall.uncapped is None or not closed:
        return
    gate = min(closed, key=lambda gate: (gate.ceiling, gate.gate))
    told = tell.say("capped", says=tell.prose(gate.says), score=score_text(tell.result.overall.uncapped))
    tell.page.put((sentence(told, tell.lang), WARNING), indent=1)


def _what_was_judged(tell: Telling) -> None:
    chat, window = tell.result.chat, tell.result.window
    parts = [chat.title or tell.say("untitled"), one(tell.lang, PLATFORMS, chat.platform)]
    parts.append(size_text(chat.messages, chat.people, tell.lang))
    if chat.first and chat.last:
        parts.append(tell.say("span", first=chat.first[:10], last=chat.last[:10]))
    parts.append(tell.prose(window.why))
    if chat.as_of and chat.as_of_source:
        code = "as_of_last" if chat.as_of_source == "last" else "as_of_given"
        parts.append(tell.say(code, day=chat.as_of[:10]))
    tell.page.strung(parts, " · ", DIM, indent=1)


def _profile(tell: Telling) -> None:
    profile = tell.result.profile
    if profile.because is None:
        return
    because = sentence(tell.prose(profile.because), tell.lang)
    if profile.proposed:
        try_it = sentence(tell.say("try_profile", name=profile.proposed), tell.lang)
        tell.page.put(because, "" if tell.lang == "zh" else " ", (try_it, STRONG), indent=1)
    else:
        tell.page.put((tell.say("with_profile", because=because, name=profile.name), DIM), indent=1)
