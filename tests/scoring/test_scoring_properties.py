"""What must hold of the scoring whatever the numbers: no cliff, no reward for hiding, no score without data."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from zlib import crc32

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.measures.measured import DRAWS, Days, Measured, binomial_draws, of_people, share
from auditor.packs.load import Loaded, Packs, load_packs
from auditor.packs.schema import Basis, Condition, Curve, Gate, Needs, Pack, Profile, Prose, Rule, Sentences, Verdict
from auditor.scoring.combine import combine_questions, combine_rules
from auditor.scoring.curve import score
from auditor.scoring.gate import stand
from auditor.scoring.judge import Judged, Sight, judge
from auditor.scoring.judgement import judge_all
from auditor.scoring.verdict import decide

fast = settings(max_examples=60, deadline=None)
few = settings(max_examples=12, deadline=None)

SAID = Prose(zh="{value}", en="{value}")
BASIS = Basis(grade="C", note=SAID)
PROFILE = Profile(schema=1, profile="community", title=SAID, says=SAID)
SIGHT = Sight(has=frozenset(), messages=1000, host_inferred=False, profile=PROFILE)

unit = st.floats(0, 1, allow_nan=False)
points_score = st.floats(0, 100, allow_nan=False)


@st.composite
def points(draw: st.DrawFn, least: int = 2) -> list[tuple[float, float]]:
    xs = sorted(draw(st.lists(st.integers(0, 1000), min_size=least, max_size=6, unique=True)))
    return [(x / 1000, draw(points_score)) for x in xs]


@st.composite
def scored(draw: st.DrawFn, weight: int | None = None) -> Judged:
    value = draw(points_score)
    spread = draw(st.floats(0, 20))
    measured = Measured(0.5, "share", n=100.0, draws=np.full(DRAWS, 0.5))
    draws = np.clip(value + np.linspace(-spread, spread, DRAWS), 0, 100)
    heavy = weight if weight is not None else draw(st.integers(1, 5))
    return Judged(
        "p/r",
        rule(),
        "scored",
        measured,
        says(),
        value,
        draws,
        float(heavy),
        draw(st.sampled_from(["high", "medium", "low"])),
    )


def rule(weight: float = 1, curve: Curve | None = None, needs: Needs | None = None) -> Rule:
    return Rule(
        claim="p.c", measure="m", title=SAID, why=SAID, says=Sentences(good=SAID, weak=SAID), needs=needs or Needs(),
        score=curve or Curve(points=[(0.0, 100.0), (1.0, 0.0)]), basis=BASIS, weight=weight,
    )  # fmt: skip


def says():
    return judge("p/r", rule(), Measured(0.5, "share"), SIGHT).says


def without(state: str, weight: float = 2.0) -> Judged:
    return Judged("p/x", rule(weight), state, None, says(), weight=weight)


# --- curves ---


@fast
@given(points(), st.floats(-1, 2))
def test_a_score_lies_between_0_and_100(known, x) -> None:
    assert 0 <= float(score(Curve(points=known), x)) <= 100
    assert 0 <= float(score(Curve(curve="steps", points=known), x)) <= 100


@fast
@given(points(), st.lists(st.floats(-0.5, 1.5), min_size=2, max_size=20))
def test_between_two_points_a_curve_never_leaves_their_scores_and_never_turns(known, xs) -> None:
    curve = Curve(points=known)
    for (x0, y0), (x1, y1) in pairwise(known):
        inside = sorted(x0 + (x1 - x0) * min(max(x, 0), 1) for x in xs)
        scores = score(curve, inside)
        assert np.all(scores >= min(y0, y1) - 1e-9) and np.all(scores <= max(y0, y1) + 1e-9)
        assert np.all(np.sign(np.diff(scores)) * np.sign(y1 - y0) >= -1e-12) or np.all(np.abs(np.diff(scores)) < 1e-9)


@fast
@given(points())
def test_a_curve_goes_through_its_points_and_is_flat_outside(known) -> None:
    curve = Curve(points=known)

    assert score(curve, [x for x, _ in known]) == pytest.approx([y for _, y in known])
    assert float(score(curve, known[0][0] - 5)) == pytest.approx(known[0][1])
    assert float(score(curve, known[-1][0] + 5)) == pytest.approx(known[-1][1])


@fast
@given(st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
def test_a_log_normal_curve_goes_through_good_at_90_and_middling_at_50(good, middling) -> None:
    if math.isclose(good, middling, rel_tol=1e-3):
        return
    curve = Curve(curve="log_normal", good=good, middling=middling)

    assert float(score(curve, good)) == pytest.approx(90, abs=1e-6)
    assert float(score(curve, middling)) == pytest.approx(50, abs=1e-9)
    ladder = score(curve, np.geomspace(min(good, middling) / 10, max(good, middling) * 10, 50))
    assert np.all(np.diff(ladder) >= 0) if good > middling else np.all(np.diff(ladder) <= 0)


def test_nothing_and_less_than_nothing_stand_at_the_end_of_a_log_normal_curve() -> None:
    less_is_better = Curve(curve="log_normal", good=60, middling=600)

    assert score(less_is_better, [0, -5]) == pytest.approx([100, 100])


def test_what_cannot_be_measured_has_no_score() -> None:
    for curve in (
        Curve(points=[(0, 0), (1, 100)]),
        Curve(curve="steps", points=[(0, 0), (1, 100)]),
        Curve(curve="log_normal", good=1, middling=2),
    ):
        assert np.isnan(score(curve, math.nan))


# --- shares and their ranges ---


def frame(days: list[tuple[int, int]]) -> tuple[Days, pl.DataFrame]:
    """Turns over consecutive days: ``(adverts, other talk)`` of each."""
    start = date(2025, 3, 1)
    rows = [
        (start + timedelta(days=day), hit)
        for day, (adverts, talk) in enumerate(days)
        for hit in [True] * adverts + [False] * talk
    ]
    table = pl.DataFrame(rows, schema={"day": pl.Date, "advert": pl.Boolean}, orient="row").with_row_index("id")
    return Days.of(start, start + timedelta(days=len(days) - 1)), table.with_columns(person=pl.col("id") % 7)


some_days = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=40).filter(
    lambda days: sum(a + b for a, b in days) > 0
)


@fast
@given(some_days)
def test_the_effective_sample_is_never_larger_than_the_sample(days) -> None:
    measured = share(*frame(days), pl.col("advert"))

    assert measured.n_eff is None or 0 <= measured.n_eff <= measured.n


@fast
@given(some_days)
def test_below_ten_active_days_no_range_is_claimed(days) -> None:
    measured = share(*frame(days), pl.col("advert"))

    assert (measured.draws is None) == (sum(a + b > 0 for a, b in days) < 10)


@fast
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=14, max_size=40))
def test_the_range_of_a_share_holds_the_share(days) -> None:
    measured = share(*frame(days), pl.col("advert"))

    assert measured.low - 1e-9 <= measured.value <= measured.high + 1e-9


@fast
@given(st.integers(1, 400), st.data())
def test_the_range_over_people_holds_the_share_unless_it_is_none_or_all(n, data) -> None:
    k = data.draw(st.integers(0, n))
    measured = of_people("inviters", k, n)

    assert 0 <= measured.low <= measured.high <= 1
    if 0 < k < n:
        assert measured.low - 0.02 <= measured.value <= measured.high + 0.02


def test_forty_adverts_in_one_bad_day_are_less_certain_than_forty_over_twenty_days() -> None:
    spread = share(*frame([(2, 3)] * 20), pl.col("advert"))
    raid = share(*frame([(40, 0)] + [(0, 60 // 19 + (day < 3)) for day in range(19)]), pl.col("advert"))

    assert spread.value == pytest.approx(raid.value, abs=0.02)
    assert raid.n_eff < spread.n_eff
    assert raid.high - raid.low > 0.3 > spread.high - spread.low


@fast
@given(some_days, st.data())
def test_more_adverts_never_raise_a_score(days, data) -> None:
    curve = Curve(points=[(0.0, 100), (0.08, 80), (0.3, 30), (0.6, 0)])
    more = list(days)
    at = data.draw(st.integers(0, len(days) - 1))
    more[at] = (days[at][0] + data.draw(st.integers(1, 20)), days[at][1])

    before = share(*frame(days), pl.col("advert"))
    after = share(*frame(more), pl.col("advert"))

    assert float(score(curve, after.value)) <= float(score(curve, before.value)) + 1e-9


def test_draws_over_people_are_the_same_in_every_run_and_differ_by_measure() -> None:
    assert np.array_equal(binomial_draws(3, 10, "inviters"), binomial_draws(3, 10, "inviters"))
    assert not np.array_equal(binomial_draws(3, 10, "inviters"), binomial_draws(3, 10, "tied"))
    assert binomial_draws(0, 0, "tied") is None


# --- rules to a question ---


@fast
@given(st.lists(scored(), min_size=1, max_size=6), st.integers(1, 3), st.integers(1, 5))
def test_unknown_rules_never_raise_the_coverage(rules, unknown, weight) -> None:
    more = [*rules, *[without("not_enough_data", weight)] * unknown]

    assert combine_rules(more).coverage < combine_rules(rules).coverage


@fast
@given(st.lists(scored(), min_size=1, max_size=6), st.integers(0, 2), st.sampled_from(["not_enough_data", "error"]))
def test_the_bounds_hold_the_score_and_meet_when_all_is_known(rules, unknown, state) -> None:
    combined = combine_rules([*rules, *[without(state, 1.0)] * unknown])
    if combined.score is None:
        return

    assert combined.floor - 1e-9 <= combined.score <= combined.roof + 1e-9
    if not unknown:
        assert combined.floor == pytest.approx(combined.roof)


def test_the_bounds_are_those_of_the_worked_example() -> None:
    known = [(3, 80.0), (2, 60.0), (1, 90.0)]
    rules = [
        Judged("p/r", rule(), "scored", Measured(0.5, "share"), says(), value, np.full(DRAWS, value), float(weight))
        for weight, value in known
    ]
    combined = combine_rules([*rules, without("not_enough_data", 2.0)])

    assert combined.score == pytest.approx(75)
    assert combined.coverage == pytest.approx(0.75)
    assert (combined.floor, combined.roof) == (pytest.approx(56.25), pytest.approx(81.25))


@fast
@given(st.lists(scored(), min_size=1, max_size=6), st.sampled_from(["muted", "not_applicable", "insight", "manual"]))
def test_a_rule_that_is_muted_or_does_not_apply_counts_as_if_it_had_never_been(rules, state) -> None:
    gone, never = combine_rules([*rules, without(state)]), combine_rules(rules)

    assert (gone.score, gone.coverage, gone.low, gone.high, gone.confidence) == (
        never.score, never.coverage, never.low, never.high, never.confidence,
    )  # fmt: skip


@fast
@given(scored(weight=1))
def test_too_little_known_gives_no_score(one) -> None:
    combined = combine_rules([one, without("not_enough_data", 1.0)])

    assert combined.score is None
    assert combined.coverage == pytest.approx(0.5)


def test_nothing_to_judge_is_no_score_and_no_zero() -> None:
    assert combine_rules([]).score is None
    assert combine_rules([without("not_applicable")]).score is None


@fast
@given(st.lists(scored(), min_size=1, max_size=6))
def test_a_question_lies_between_its_worst_and_its_best_rule(rules) -> None:
    combined = combine_rules(rules)

    assert min(r.score for r in rules) - 1e-9 <= combined.score <= max(r.score for r in rules) + 1e-9


QUESTIONS = ("audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way")


@fast
@given(st.sets(st.sampled_from(QUESTIONS)), scored(weight=2))
def test_the_whole_needs_four_questions_and_vitality_and_one_of_the_roots(known, one) -> None:
    told = combine_rules([one])
    nothing = combine_rules([without("not_enough_data")])
    whole = combine_questions([(name, 1.0, told if name in known else nothing) for name in QUESTIONS])

    enough = len(known) >= 4 and "vitality" in known and bool({"audience", "reliance"} & known)
    assert (whole.score is not None) == enough


# --- gates ---


@fast
@given(st.floats(0, 1), st.floats(0, 1), unit, points_score)
def test_a_ceiling_slides_from_100_to_where_it_is_declared(start, end, value, ceiling) -> None:
    if abs(start - end) < 1e-6:
        return
    gate = Gate.model_validate(
        {"measure": "m", "from": start, "to": end, "ceiling": ceiling, "basis": BASIS, "says": SAID}
    )

    state = stand("g", gate, value, None, allowed=True)

    assert state.ceiling is None or ceiling - 1e-9 <= state.ceiling <= 100
    assert stand("g", gate, end, None, allowed=True).ceiling == pytest.approx(ceiling)
    assert stand("g", gate, start, None, allowed=True).ceiling is None
    assert stand("g", gate, value, None, allowed=False).ceiling is None
    assert stand("g", gate, None, None, allowed=True).ceiling is None


@fast
@given(unit, st.floats(0, 0.2))
def test_a_gate_falls_only_when_even_the_favourable_end_has_passed(value, half) -> None:
    gate = Gate.model_validate({"measure": "m", "from": 0.25, "to": 0.6, "ceiling": 40, "basis": BASIS, "says": SAID})
    draws = np.linspace(value - half, value + half, DRAWS)

    sure = stand("g", gate, value, draws, allowed=True).ceiling
    bare = stand("g", gate, value, None, allowed=True).ceiling

    assert (sure or 100) >= (bare or 100) - 1e-9


# --- everything together ---


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def measures_of(packs: Packs, value_of) -> dict[str, Measured]:
    rng = np.random.default_rng(7)
    made = {}
    for loaded in packs.packs:
        for name in loaded.pack.measures:
            value = value_of(f"{loaded.pack.pack}/{name}")
            draws = np.clip(value + rng.normal(0, 0.05, DRAWS), 0, None)
            made[f"{loaded.pack.pack}/{name}"] = Measured(
                value, "share", k=value * 200, n=200.0, people=50, days=60, draws=draws
            )
    return made


seen_everything = frozenset({"joins", "leaves", "replies", "members", "reactions"})


@few
@given(st.floats(0, 1.5))
def test_no_gate_ever_raises_the_whole(packs, value) -> None:
    sight = Sight(has=seen_everything, messages=5000, host_inferred=False, profile=packs.profile("community"))

    judgement = judge_all(packs, measures_of(packs, lambda name: value), sight)

    assert judgement.overall.score <= judgement.uncapped.score + 1e-9
    for state, _ in judgement.gates:
        assert state.ceiling is None or judgement.overall.score <= state.ceiling + 1e-9


@few
@given(st.sampled_from(["vitality/alive", "audience/purpose-lived", "needs/met", "way/unbought", "dandelion/unpaid"]))
def test_muting_a_rule_equals_never_having_had_it(packs, name) -> None:
    pack, _, short = name.partition("/")
    measures = measures_of(packs, lambda measure: (crc32(measure.encode()) % 100) / 100)
    sight = Sight(has=seen_everything, messages=5000, host_inferred=False, profile=packs.profile("community"))
    muted = Sight(
        has=seen_everything,
        messages=5000,
        host_inferred=False,
        profile=packs.profile("community"),
        muted=frozenset({name}),
    )

    def smaller(loaded: Loaded) -> Loaded:
        rules = {key: one for key, one in loaded.pack.rules.items() if key != short}
        return (
            Loaded(loaded.pack.model_copy(update={"rules": rules}), loaded.hash, loaded.origin)
            if loaded.pack.pack == pack
            else loaded
        )

    never = judge_all(Packs(tuple(map(smaller, packs.packs)), packs.profiles, packs.signals), measures, sight)
    without_it = judge_all(packs, measures, muted)

    assert without_it.overall.score == pytest.approx(never.overall.score)
    assert [q.combined.score for q in without_it.questions] == [
        pytest.approx(q.combined.score) for q in never.questions
    ]


def test_nothing_known_gives_no_score_no_gate_and_still_a_kind(packs) -> None:
    measures = {name: Measured.unknown("nothing_to_count") for name in measures_of(packs, lambda name: 0.5)}
    sight = Sight(has=frozenset(), messages=0, host_inferred=False, profile=packs.profile("community"))

    judgement = judge_all(packs, measures, sight)

    assert judgement.overall.score is None
    assert all(state.ceiling is None for state, _ in judgement.gates)
    assert judgement.decided.kind == "unformed"
    assert "{" not in judgement.because.zh + judgement.because.en


# --- verdicts ---


def looks(values: dict[str, np.ndarray]):
    def look(condition: Condition):
        draws = values[condition.measure]
        return (float(draws[0]), draws) if len(draws) else (None, None)

    return look


@fast
@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), unit, st.booleans()), min_size=0, max_size=5),
    st.integers(0, 99),
)
def test_the_shares_of_the_kinds_sum_to_one(conditions, seed) -> None:
    rng = np.random.default_rng(seed)
    look = looks({name: rng.random(DRAWS) for name in "abc"})
    verdicts = [
        (f"kind{n}", kind([Condition(measure=name, **({"above": bound} if over else {"below": bound}))]), look)
        for n, (name, bound, over) in enumerate(conditions)
    ]
    verdicts.append(("last", kind([]), look))

    decided = decide(verdicts, host_inferred=False)

    assert sum(decided.shares.values()) == pytest.approx(1)  # the last one takes what is left
    assert all(share >= 0 for share in decided.shares.values())
    assert decided.share == decided.shares[decided.kind]
    assert decided.runner_up is None or decided.runner_up != decided.kind
    assert decided.confirmed == (decided.share >= 0.9)


def kind(conditions: list[Condition]) -> Verdict:
    return Verdict(title=SAID, all=conditions, says=SAID, basis=BASIS)


def test_a_kind_that_rests_on_a_guessed_host_is_never_confirmed() -> None:
    look = looks({"a": np.full(DRAWS, 0.9)})
    resting = Verdict(title=SAID, all=[Condition(measure="a", above=0.5)], says=SAID, basis=BASIS, rests_on_host=True)
    kinds = [("storefront", resting, look), ("last", kind([]), look)]

    assert decide(kinds, host_inferred=False).confirmed
    assert not decide(kinds, host_inferred=True).confirmed


def test_a_kind_of_another_pack_is_tested_before_the_last_resort(packs) -> None:
    body = {
        "schema": 1, "pack": "allotment", "version": "1.0.0", "title": SAID,
        "measures": {"talk": {"compute": "active_days"}},
        "verdicts": {"harvest": {"title": SAID, "all": [{"measure": "talk", "above": 0.2}], "says": SAID, "basis": BASIS}},
    }  # fmt: skip
    more = Packs((*packs.packs, Loaded(Pack.model_validate(body), "", "allotment.yml")), packs.profiles, packs.signals)
    measures = {name: Measured.unknown("nothing_to_count") for name in measures_of(packs, lambda name: 0.5)}
    measures["allotment/talk"] = Measured(0.5, "share")
    sight = Sight(has=frozenset(), messages=500, host_inferred=False, profile=packs.profile("community"))

    assert judge_all(more, measures, sight).decided.kind == "harvest"


# --- one rule ---


@fast
@given(st.integers(0, 40), st.integers(0, 20))
def test_below_its_floor_a_rule_has_no_score_and_says_what_is_missing(n, people) -> None:
    measured = Measured(0.5, "share", k=n / 2, n=float(n), people=people, days=9)
    judged = judge("p/r", rule(needs=Needs(n=20, people=8)), measured, SIGHT)

    enough = n >= 20 and people >= 8
    assert judged.state == ("scored" if enough else "not_enough_data")
    assert (judged.score is None) == (not enough)
    if not enough:
        assert str(20 if n < 20 else 8) in judged.says.en


@fast
@given(unit)
def test_an_insight_has_no_weight_and_no_score(value) -> None:
    shown = Rule(claim="p.c", measure="m", title=SAID, why=SAID, says=Sentences(good=SAID, weak=SAID))

    judged = judge("p/r", shown, Measured(value, "share", n=50.0), SIGHT)

    assert (judged.state, judged.score, judged.weight) == ("insight", None, 0.0)


@fast
@given(unit, st.floats(0.0, 0.3))
def test_the_range_of_a_score_comes_from_the_range_of_its_measure(value, half) -> None:
    draws = np.clip(np.linspace(value - half, value + half, DRAWS), 0, 1)
    judged = judge("p/r", rule(), Measured(value, "share", n=100.0, people=20, days=30, draws=draws), SIGHT)

    assert judged.low <= judged.high
    assert judged.low >= 0
    assert judged.high <= 100
    assert judged.score == pytest.approx(100 * (1 - value))


def test_a_guessed_host_lowers_the_confidence_of_what_rests_on_it() -> None:
    resting = rule().model_copy(update={"rests_on_host": True})
    measured = Measured(0.5, "share", n=500.0, people=50, days=60, draws=np.full(DRAWS, 0.5))
    guessed = Sight(has=frozenset(), messages=1000, host_inferred=True, profile=PROFILE)

    assert judge("p/r", resting, measured, SIGHT).confidence == "high"
    assert judge("p/r", resting, measured, guessed).confidence == "low"
