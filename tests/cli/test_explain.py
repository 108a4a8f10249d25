"""Every name that stands in the packs can be explained."""

from __future__ import annotations

import json

import pytest

from auditor.cli.explanation import as_data, put_explanation
from auditor.cli.lookup import _every, find
from auditor.cli.wording import curve_words
from auditor.errors import UsageError
from auditor.packs.load import Packs, load_packs
from auditor.packs.schema import Curve
from auditor.reports.screen.page import Page


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def told(packs: Packs, name: str, lang: str = "zh") -> str:
    page = Page(100)
    for found in find(packs, name):
        put_explanation(page, packs, found, lang)  # type: ignore[arg-type]
    return page.text(color=False)


def test_everything_in_the_packs_can_be_explained_in_both_languages_and_as_data(packs: Packs) -> None:
    for found in _every(packs):
        for lang in ("zh", "en"):
            page = Page(80)
            put_explanation(page, packs, found, lang)
            assert len(page.lines) > 1, found.name
        json.dumps(as_data(packs, found))


def test_a_rule_says_what_why_bounds_with_grade_needs_tests_and_advice(packs: Packs) -> None:
    screen = told(packs, "needs/met")

    for label in ("为什么", "主张", "怎么量", "怎么打分", "门槛依据", "至少要有", "把握", "建议", "怎样算成"):
        assert label in screen


def test_a_short_name_finds_the_rule(packs: Packs) -> None:
    assert [found.name for found in find(packs, "without-host")] == ["reliance/without-host"]


def test_a_name_that_is_both_gate_and_verdict_explains_both(packs: Packs) -> None:
    assert {found.kind for found in find(packs, "dead")} == {"gate", "verdict"}


def test_a_measure_names_the_rules_that_rest_on_it(packs: Packs) -> None:
    assert "vitality/course" in told(packs, "now_to_peak")


def test_how_a_rule_is_measured_is_told_in_the_language_asked_for(packs: Packs) -> None:
    assert "成员的问题，一天内有别人答的占几成" in told(packs, "needs/met")
    assert "how many of the members' questions" in told(packs, "needs/met", "en")


def test_conditions_say_what_is_counted_and_kinds_are_called_by_their_titles(packs: Packs) -> None:
    screen = told(packs, "storefront")

    assert "群主这边的话有多少在推销，或者拿好处拉人：高于 30%  host-promotion" in screen
    assert "暂不下结论 · 死群 · 广告群" in screen
    assert "群主这边说了 … 的话" in screen
    assert "广告太多" in told(packs, "trade") and "storefront" not in told(packs, "trade")


def test_a_gate_has_a_title_in_both_languages(packs: Packs) -> None:
    assert told(packs, "verdicts/dead").startswith(" 没人说话  封顶")
    assert told(packs, "one-voice", "en").startswith(" One voice  gate")


def test_an_unknown_name_is_refused_with_the_nearest(packs: Packs) -> None:
    with pytest.raises(UsageError) as caught:
        find(packs, "vitality/alife")

    assert "vitality/alive" in caught.value.hint


def test_curves_are_read_aloud() -> None:
    points = Curve(points=[(0.0, 100), (0.25, 50)])
    steps = Curve(curve="steps", points=[(0, 0), (1, 60)])
    soon = Curve(curve="log_normal", good=600, middling=7200)

    assert curve_words(points, "share", "zh") == "0% 得 100 分，25% 得 50 分；中间按直线算，两头不再变"
    assert curve_words(steps, "count", "en") == "0 scores 0, 1 scores 60; the last one reached counts"
    assert curve_words(soon, "seconds", "en") == "less is better: 10 minutes scores 90, 2 hours scores 50"
