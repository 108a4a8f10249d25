"""What must hold of comparing two scores: no direction without data, none out of chance, and the same turned around."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measures.measured import DRAWS, Measured
from auditor.packs.schema import Basis, Curve, Pack, Prose, Rule, Sentences
from auditor.parts import Says
from auditor.scoring.change import LEAST, compare, compare_questions, of_rules
from auditor.scoring.combine import Combined, combine_rules
from auditor.scoring.judge import Judged
from auditor.scoring.judgement import Answered

fast = settings(max_examples=60, deadline=None)
OPPOSITE = {"better": "worse", "worse": "better", "same": "same", "cannot_tell": "cannot_tell"}
SAID = Prose(zh="{value}", en="{value}")
RULE = Rule(
    claim="p.c", measure="m", title=SAID, why=SAID, says=Sentences(good=SAID, weak=SAID),
    score=Curve(points=[(0.0, 0.0), (1.0, 100.0)]), basis=Basis(grade="C", note=SAID),
)  # fmt: skip
PACK = Pack(schema=1, pack="p", version="1.0.0", title=SAID, part="cause")


def combined(score: float | None, spread: float = 0.0, seed: int = 0, *, ranged: bool = True) -> Combined:
    draws = None
    if score is not None:
        draws = np.clip(score + np.random.default_rng(seed).normal(0, spread, DRAWS), 0, 100)
    return Combined(score, draws, 1.0, None, ranged)


scores = st.builds(
    combined, st.one_of(st.none(), st.floats(0, 100)), st.floats(0, 30), st.integers(0, 9), ranged=st.booleans()
)


@fast
@given(scores, scores)
def test_turned_around_better_is_worse_and_nothing_else_changes(a: Combined, b: Combined) -> None:
    there, back = compare(a, b), compare(b, a)

    assert back.judged == OPPOSITE[there.judged]
    if there.low is not None:
        assert (back.change, back.low, back.high) == pytest.approx((-there.change, -there.high, -there.low), abs=1e-6)
        assert (back.rises, back.falls) == (there.falls, there.rises)


@fast
@given(scores)
def test_nothing_is_better_or_worse_than_itself(a: Combined) -> None:
    assert compare(a, a).judged in ("same", "cannot_tell")


@fast
@given(scores, scores)
def test_without_both_scores_and_ranges_no_direction_is_claimed(a: Combined, b: Combined) -> None:
    if a.score is None or b.score is None or not (a.ranged and b.ranged):
        assert compare(a, b).judged == "cannot_tell"


@fast
@given(scores, scores)
def test_a_direction_is_a_change_worth_the_name(a: Combined, b: Combined) -> None:
    found = compare(a, b)

    if found.judged in ("better", "worse"):
        assert abs(found.change) >= LEAST
        assert found.low * found.high > 0


@fast
@given(st.floats(20, 80), st.floats(1, 20), st.integers(0, 9), st.floats(0, 20))
def test_a_higher_score_never_turns_better_into_less(score: float, spread: float, seed: int, more: float) -> None:
    old, new = combined(score, spread, seed), combined(score, spread, seed + 1)
    higher = replace(new, score=new.score + more, draws=new.draws + more)

    if compare(old, new).judged == "better":
        assert compare(old, higher).judged == "better"
    assert compare(old, higher).rises >= compare(old, new).rises


def test_draws_are_paired_all_with_all_for_both_were_drawn_with_one_seed() -> None:
    old = combined(50, 10)
    new = replace(old, score=54.0, draws=old.draws + 4)

    assert compare(old, new).rises < 0.7
    assert compare(old, new).judged == "cannot_tell"


@pytest.mark.parametrize(
    ("old", "new", "judged", "why"),
    [
        (combined(40, 2), combined(60, 2, 1), "better", "rises"),
        (combined(60, 2), combined(40, 2, 1), "worse", "falls"),
        (combined(50, 1), combined(51, 1, 1), "same", "near"),
        (combined(50, 0.1), combined(52.5, 0.1, 1), "same", "near"),
        (combined(50, 15), combined(55, 15, 1), "cannot_tell", "may_be_chance"),
        (combined(None), combined(55, 1), "cannot_tell", "no_old_score"),
        (combined(55, 1), combined(None), "cannot_tell", "no_new_score"),
        (combined(None), combined(None), "cannot_tell", "no_scores"),
        (combined(20, ranged=False), combined(80, 1), "cannot_tell", "no_range"),
    ],
)
def test_each_answer_has_its_reason(old: Combined, new: Combined, judged: str, why: str) -> None:
    found = compare(old, new)

    assert (found.judged, found.why) == (judged, why)


# --- rules ---


def judged(name: str, score: float | None, weight: float = 1.0) -> Judged:
    says = Says(code="x", zh="", en="")
    if score is None:
        return Judged(f"p/{name}", RULE, "not_enough_data", None, says, weight=weight)
    draws = np.clip(score + np.random.default_rng(len(name)).normal(0, 1, DRAWS), 0, 100)
    measured = Measured(score / 100, "share", n=100.0, draws=draws / 100)
    return Judged(f"p/{name}", RULE, "scored", measured, says, score, draws, weight, "high")


def answered(*rules: Judged) -> Answered:
    return Answered(PACK, 1.0, rules, combine_rules(rules))


some = st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=5, max_size=5)


@fast
@given(some, some, st.lists(st.integers(1, 5), min_size=5, max_size=5))
def test_the_parts_that_rules_explain_sum_to_the_change(then: list, now: list, weights: list[int]) -> None:
    old, new = (
        answered(*(judged(f"r{i}", score, weights[i]) for i, score in enumerate(scores))) for scores in (then, now)
    )

    points = of_rules(old, new)

    if old.combined.score is None or new.combined.score is None:
        assert points == {}
    else:
        assert sum(points.values()) == pytest.approx(new.combined.score - old.combined.score, abs=1e-4)


def test_a_rule_that_only_comes_into_sight_does_not_make_a_question_worse() -> None:
    old = answered(judged("a", 80, 3), judged("b", 80, 3), judged("c", None, 2))
    new = answered(judged("a", 80, 3), judged("b", 80, 3), judged("c", 0, 2))

    found = compare_questions(old, new)

    assert (found.judged, found.why) == ("cannot_tell", "only_once")
    assert found.change == pytest.approx(-20)
    assert found.alike == pytest.approx(0)


def test_too_few_rules_in_common_tell_nothing() -> None:
    old = answered(judged("a", 80), judged("b", 80, 2), judged("c", None))
    new = answered(judged("a", 10), judged("b", None), judged("c", 10, 2))

    assert compare_questions(old, new).why == "few_in_common"


def test_what_the_rules_judged_both_times_say_too_is_said() -> None:
    old = answered(judged("a", 80, 3), judged("b", 80, 3), judged("c", None, 2))
    new = answered(judged("a", 50, 3), judged("b", 60, 3), judged("c", 40, 2))

    assert compare_questions(old, new).judged == "worse"
