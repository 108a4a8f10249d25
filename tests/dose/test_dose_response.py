"""Turn one thing up in ten steps, leave all else alone: the question that claims to see it must move, and one way only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import polars as pl
from groups import LAST_DAY, Group, chat_of

from auditor import load_packs
from auditor.audit import AuditSettings, audit, measure_all, sight_of, view_of
from auditor.facts.words import read_words
from auditor.names.naming import Names
from auditor.packs.load import Packs
from auditor.scoring.combine import combine_rules
from auditor.scoring.judge import judge
from auditor.signals.fire import Matcher

TEN = [step / 9 for step in range(10)]
FOUR = [step / 3 for step in range(4)]
"""From no dose to the full one. Four steps where a question is looked at from another side than its ten."""
FAR = 20.0
"""Points by which the question must move between the first dose and the last."""
SLACK = 2.0
"""Points by which it may step back on the way: counts are whole numbers."""
SETTINGS = AuditSettings(as_of=LAST_DAY)


@cache
def packs() -> Packs:
    return load_packs()


@cache
def matcher() -> Matcher:
    return Matcher(packs().signals)


def scores(question: str, groups: Sequence[Group]) -> list[float]:
    """The question's score for each group: what ``audit`` does, with the words of all groups matched in one go."""
    (loaded,) = (one for one in packs().packs if one.pack.pack == question)
    asked = replace(packs(), packs=(loaded,))
    chats = [chat_of(group) for group in groups]
    words = [read_words(chat) for chat in chats]
    texts = [one.texts for one in words]
    # No turn may reach from one chat into the next.
    apart = [one.with_columns(turn=pl.col("turn") + number * 1_000_000) for number, one in enumerate(texts)]
    fired = matcher().fire(pl.concat(apart))
    found, row = [], 0
    for chat, word, text in zip(chats, words, texts, strict=True):
        view = view_of(chat, word, fired.slice(row, text.height), SETTINGS)
        row += text.height
        measures = measure_all(view, asked, Names(view.facts.people))
        sight = sight_of(view, asked, SETTINGS)
        judged = [
            judge(f"{question}/{name}", rule, measures[f"{question}/{rule.measure}"] if rule.measure else None, sight)
            for name, rule in loaded.pack.rules.items()
        ]
        score = combine_rules(judged).score
        assert score is not None
        found.append(score)
    return found


def assert_falls(found: Sequence[float]) -> None:
    told = ", ".join(f"{score:.1f}" for score in found)
    assert found[0] - found[-1] >= FAR, f"it hardly moves: {told}"
    assert all(after <= before + SLACK for before, after in pairwise(found)), f"not one way: {told}"


def test_the_scores_here_are_those_of_an_audit() -> None:
    group = Group(answered=0.5)
    (found,) = scores("needs", [group])

    result = audit(chat_of(group), packs(), SETTINGS)

    assert round(found, 2) == round(next(q.score or 0.0 for q in result.questions if q.pack == "needs"), 2)


def test_the_more_the_host_sells_the_lower_stands_for_whom_the_group_is() -> None:
    assert_falls(scores("audience", [Group(offers=3.6 * dose) for dose in TEN]))


def test_the_fewer_questions_are_answered_the_lower_stands_which_need_it_meets() -> None:
    assert_falls(scores("needs", [Group(answered=0.95 - 0.9 * dose) for dose in TEN]))


def test_the_more_people_leave_with_the_host_the_lower_stands_whether_it_is_alive() -> None:
    assert_falls(scores("vitality", [Group(gone=dose) for dose in TEN]))


def test_the_deeper_invitations_reach_the_higher_stands_how_it_spreads() -> None:
    assert_falls(scores("dandelion", [Group(chained=0.8 * dose) for dose in TEN])[::-1])


def test_the_fewer_carry_the_talk_the_lower_stands_whom_it_relies_on() -> None:
    assert_falls(scores("reliance", [Group(core=core) for core in (24, 20, 16, 13, 10, 8, 6, 4, 3, 2)]))


def test_the_more_hangs_on_the_host_the_lower_stands_whom_it_relies_on() -> None:
    assert_falls(scores("reliance", [Group(dependence=dose) for dose in FOUR]))


def test_the_more_strangers_advertise_the_lower_stands_whether_it_is_alive() -> None:
    assert_falls(scores("vitality", [Group(adverts=18 * dose) for dose in FOUR]))


def test_the_fewer_people_are_answered_the_lower_stands_who_benefits() -> None:
    assert_falls(scores("benefit", [Group(served=1 - 0.9 * dose) for dose in FOUR]))


def test_the_more_activity_is_bought_the_lower_stands_the_way() -> None:
    assert_falls(scores("way", [Group(campaigns=2.7 * dose) for dose in FOUR]))
