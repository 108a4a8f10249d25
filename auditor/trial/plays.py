"""The small conversations of packs, judged as real chats are, held against what must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from auditor.audit import AuditSettings, measure_all, sight_of, view_of
from auditor.errors import AuditorError
from auditor.facts.words import Words, read_words
from auditor.names.naming import Names
from auditor.packs.load import Loaded, Packs
from auditor.packs.minichat import MiniChat, read_mini
from auditor.packs.references import qualified
from auditor.packs.schema import Test
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Judgement, judge_all
from auditor.trial.outcome import Outcome

CLOSE = 0.01
"""A measure is as expected when it is within one hundredth of it (or half a hundredth, for values near 0)."""


@dataclass(frozen=True, slots=True)
class Play:
    """A test with its chat read, or why it could not be."""

    loaded: Loaded
    test: Test
    where: str
    mini: MiniChat | None = None
    words: Words | None = None
    refused: str = ""


def read_play(loaded: Loaded, number: int, test: Test) -> Play:
    """The ``number``-th test of a pack, ready to be tried."""
    where = loaded.where("tests", number, "name")
    try:
        mini = read_mini(test, where)
    except AuditorError as error:
        return Play(loaded, test, where, refused=str(error))
    return Play(loaded, test, where, mini, read_words(mini.chat))


def try_play(packs: Packs, play: Play, fired: pl.DataFrame | None) -> Outcome:
    """The test through the whole judgement. ``fired``: its signals; null when its chat could not be read."""
    problems = [play.refused]
    if fired is not None:
        try:
            problems = list(_problems(packs, play, fired))
        except AuditorError as error:
            problems = [str(error)]
    return Outcome(f"{play.loaded.pack.pack}: {play.test.name}", not problems, "\n".join(problems), play.where)


def _problems(packs: Packs, play: Play, fired: pl.DataFrame) -> Iterator[str]:
    """Everything that came out otherwise than expected."""
    assert play.mini is not None and play.words is not None
    loaded, test, expect = play.loaded, play.test, play.test.expect
    as_of = date.fromisoformat(test.as_of) if test.as_of else None
    settings = AuditSettings(owner=tuple(test.owner), as_of=as_of, profile=test.profile, waive=test.waive)
    view = view_of(play.mini.chat, play.words, fired, settings)
    measures = measure_all(view, packs, Names(view.facts.people))
    judgement = judge_all(packs, measures, sight_of(view, packs, settings))
    messages = view.facts.messages
    for name, lines in expect.signals.items():
        lit = set(messages.filter(loaded.signal(name))["id"].to_list())
        where = [line for line, message in sorted(play.mini.lines.items()) if message in lit]
        if where != sorted(lines):
            yield f"{name}: expected on lines {sorted(lines)}, fires on {where}"
    for name, value in expect.measures.items():
        seen = measures[qualified(loaded, name)].value
        if not _close(seen, value):
            yield f"{name}: expected {value}, measured {_told(seen)}"
    rules = {rule.id: rule for question in judgement.questions for rule in question.rules}
    for name, wanted in expect.rules.items():
        rule = rules[qualified(loaded, name)]
        if not _is(rule, wanted):
            score = "" if rule.score is None else f" at {rule.score:.0f}"
            yield f"{name}: expected {wanted}, is {rule.state}{score}: {rule.says.en}"
    yield from _kinds(judgement, test)


def _kinds(judgement: Judgement, test: Test) -> Iterator[str]:
    """Gates, verdict and marks that came out otherwise than expected."""
    expect, kind = test.expect, judgement.decided.kind
    gates = sorted(state.id for state, _ in judgement.gates if state.ceiling is not None)
    if expect.gates is not None and gates != sorted(expect.gates):
        yield f"gates: expected {sorted(expect.gates)}, active {gates}"
    if expect.verdict is not None and kind != expect.verdict:
        yield f"verdict: expected {expect.verdict}, is {kind}: {judgement.because.en}"
    if kind in expect.not_verdict:
        yield f"verdict: expected anything but {kind}: {judgement.because.en}"
    flags = sorted(name for name, _, _ in judgement.flags)
    if expect.flags is not None and flags != sorted(expect.flags):
        yield f"flags: expected {sorted(expect.flags)}, are {flags}"


def _close(seen: float | None, wanted: float | None) -> bool:
    if seen is None or wanted is None:
        return seen is wanted
    return abs(seen - wanted) <= max(CLOSE * abs(wanted), CLOSE / 2)


def _told(value: float | None) -> str:
    return "nothing (unknown)" if value is None else f"{value:.4g}"


def _is(rule: Judged, wanted: str) -> bool:
    side, _, bound = wanted.partition(" ")
    if not bound:
        return rule.state == wanted
    if rule.state != "scored" or rule.score is None:
        return False
    return rule.score > float(bound) if side == "above" else rule.score < float(bound)
