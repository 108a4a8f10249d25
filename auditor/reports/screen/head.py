"""The head: what kind of group this is, the whole in one number, one sentence why, and what was judged."""

from __future__ import annotations

from auditor.reports.numbers import range_text, score_text, sentence
from auditor.reports.phrases import ceiling, flags, how_sure, own_sentence, what_was_judged
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
    page.put(own_sentence(tell, verdict.because, clean), indent=1)
    if tell.result.overall.score is None and tell.result.overall.says is not None:
        page.put(sentence(tell.prose(tell.result.overall.says), tell.lang), indent=1)
    if told := ceiling(tell):
        page.put((told, WARNING), indent=1)
    if told := ("" if tell.lang == "zh" else " ").join(flags(tell)):
        page.put(told, indent=1)
    _profile(tell)
    page.blank()
    page.strung([tell.result.chat.title or tell.say("untitled"), *what_was_judged(tell)], " · ", DIM, indent=1)


def _kind(tell: Telling) -> list[Piece]:
    verdict = tell.result.verdict
    pieces: list[Piece] = [(tell.prose(verdict.title), STRONG)]
    for flag in verdict.flags:
        pieces.append((f" · {tell.prose(flag.title)}", TONES.get(flag.flag, PLAIN)))
    if sure := how_sure(tell):
        pieces.append((f"  {sure}", PLAIN if verdict.sure == "confirmed" else DIM))
    return pieces


def _score(tell: Telling) -> list[Piece]:
    overall = tell.result.overall
    if overall.score is None:
        return [(tell.say("no_score"), DIM)]
    pieces: list[Piece] = [(score_text(overall.score), f"{STRONG} {tone(overall.score)}"), (" / 100", PLAIN)]
    pieces.append((f"  {range_text(overall.score_low, overall.score_high)}".rstrip(), PLAIN))
    if overall.confidence is not None:
        pieces.append((f"  {tell.say(overall.confidence)}", DIM))
    return pieces


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
