"""What became of a group: each sample half-way and at its end, and two results that had better not be compared."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.comparison import Comparison
from auditor.diff import diff
from auditor.errors import ReadError
from auditor.reports.comparison import MEDIA, render
from auditor.reports.media import Medium
from auditor.reports.screen.width import cells
from auditor.result import Result

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".md")
HALVES = {
    "dead_weflow.json": "2024-06-29", "storefront_wechat.json": "2025-04-14", "dandelion_telegram.json": "2025-04-17"
}  # fmt: skip
OPPOSITE = {"better": "worse", "worse": "better", "same": "same", "cannot_tell": "cannot_tell"}


@cache
def packs() -> Any:
    return load_packs()


def whole(file: str, **settings: Any) -> Result:
    return _audited(file, tuple(sorted(settings.items(), key=lambda item: item[0])))


@cache
def _audited(file: str, settings: tuple[tuple[str, Any], ...]) -> Result:
    return audit(read_chat(SAMPLES / file), packs(), AuditSettings(**dict(settings)))


def half(file: str) -> Result:
    day = date.fromisoformat(HALVES[file])
    return whole(file, until=day, as_of=day)


@cache
def over(file: str) -> Comparison:
    return diff(half(file), whole(file), packs())


def codes(comparison: Comparison) -> set[str]:
    return {caution.code for caution in comparison.cautions}


def judged(comparison: Comparison) -> dict[str, str]:
    return {question.pack: question.judged for question in comparison.questions}


# --- stories ---


def test_a_group_that_died_is_worse_and_its_silence_is_what_did_it() -> None:
    comparison = over("dead_weflow.json")
    alive = next(question for question in comparison.questions if question.pack == "vitality")

    assert comparison.whole.judged == "worse"
    assert comparison.whole.change_high < -30
    assert (comparison.old.kind, comparison.new.kind) == ("campfire", "dead")
    assert comparison.uncapped is not None
    assert comparison.uncapped.judged == "worse"
    assert alive.judged == "worse"
    assert alive.drivers[0].rule == "vitality/silence"
    assert "cooling" in comparison.flags_lost


def test_a_shop_window_that_grows_cold_is_worse() -> None:
    comparison = over("storefront_wechat.json")

    assert comparison.whole.judged == "worse"
    assert comparison.flags_gained == ["cooling"]
    assert judged(comparison)["needs"] == "worse"


def test_what_only_came_into_sight_is_no_worsening() -> None:
    reliance = next(question for question in over("storefront_wechat.json").questions if question.pack == "reliance")

    assert (reliance.judged, reliance.because.code) == ("cannot_tell", "only_once")
    assert reliance.drivers[0].old is None


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_better_or_worse_than_itself(file: str) -> None:
    comparison = diff(whole(file), whole(file), packs())

    assert {comparison.whole.judged, *judged(comparison).values()} <= {"same", "cannot_tell"}
    assert comparison.whole.change in (0, None)
    assert comparison.flags_gained == comparison.flags_lost == []


@pytest.mark.parametrize("file", HALVES)
def test_turned_around_better_is_worse(file: str) -> None:
    there, back = over(file), diff(whole(file), half(file), packs())

    assert judged(back) == {pack: OPPOSITE[word] for pack, word in judged(there).items()}
    assert back.whole.judged == OPPOSITE[there.whole.judged]
    assert "turned_around" in codes(back) - codes(there)


@pytest.mark.parametrize("file", HALVES)
def test_the_rules_explain_the_change_of_their_question(file: str) -> None:
    for question in over(file).questions:
        if question.change is not None:
            assert sum(driver.points for driver in question.drivers) == pytest.approx(question.change, abs=0.4)


def test_both_are_judged_as_the_newer_was_unless_said() -> None:
    old, new = half("storefront_wechat.json"), whole("storefront_wechat.json", profile="trade")

    assert diff(old, new, packs()).profile == "trade"
    assert "other_profile" in codes(diff(old, new, packs()))
    assert diff(old, new, packs(), "brand").profile == "brand"


def test_weights_and_mutes_of_the_newer_hold_for_both() -> None:
    file = "storefront_wechat.json"
    settings = AuditSettings(ignore=("vitality/alive",), weights={"needs": 5.0})
    new = audit(read_chat(SAMPLES / file), packs(), settings)

    comparison = diff(half(file), new, packs())

    assert all(question.weight == 5 for question in comparison.questions if question.pack == "needs")
    assert not any(driver.rule == "vitality/alive" for question in comparison.questions for driver in question.drivers)


# --- what to know before believing it ---


def test_it_says_when_the_windows_share_days() -> None:
    assert "overlap" in codes(over("dead_weflow.json"))
    assert "unlike_windows" in codes(over("dead_weflow.json"))


def test_it_says_when_these_are_two_groups() -> None:
    assert "other_platform" in codes(diff(whole("dead_weflow.json"), whole("dandelion_telegram.json"), packs()))
    assert "other_title" in codes(diff(whole("storefront_wechat.json"), whole("dead_weflow.json"), packs()))


def test_it_says_when_the_host_was_known_once_and_guessed_once() -> None:
    file = "groupbuy_honest_weflow.json"

    comparison = diff(whole(file), whole(file, owner=("芳姐",)), packs())

    assert whole(file).host.inferred
    assert "host_guessed_once" in codes(comparison)


def test_it_says_when_the_end_of_one_export_is_unknown() -> None:
    assert "end_unknown_once" in codes(over("dandelion_telegram.json"))


def test_it_says_when_they_were_judged_by_other_packs_before() -> None:
    old = half("dead_weflow.json")
    other = old.packs[0].model_copy(update={"hash": "0" * 12})
    old = old.model_copy(update={"packs": [other, *old.packs[1:]]})

    caution = next(one for one in diff(old, whole("dead_weflow.json"), packs()).cautions if one.code == "old_packs")

    assert caution.params["packs"] == other.pack


def test_a_result_without_draws_is_refused() -> None:
    with pytest.raises(ReadError):
        diff(half("dead_weflow.json").model_copy(update={"sight": None}), whole("dead_weflow.json"), packs())


# --- how it is told ---


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", HALVES)
def test_the_first_line_is_the_answer(file: str, lang: Any) -> None:
    comparison = over(file)
    first = render(comparison, Medium.text, lang=lang).splitlines()[0]

    assert f"{comparison.whole.old:.0f} → {comparison.whole.new:.0f}" in first
    words = {"worse": ("变差了", "Worse"), "cannot_tell": ("说不准", "Cannot tell"), "better": ("变好了", "Better")}
    assert words[comparison.whole.judged][lang == "en"] in first


@pytest.mark.parametrize("width", [48, 80, 110, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_page(width: int, lang: Any, everything: bool) -> None:
    told = render(over("dead_weflow.json"), Medium.text, lang=lang, width=width, everything=everything)

    assert max(map(cells, told.splitlines())) <= width


def test_without_a_score_the_reason_stands_in_the_first_line() -> None:
    comparison = diff(whole("too_early_whatsapp.txt"), whole("too_early_whatsapp.txt"), packs())

    assert render(comparison, Medium.text, lang="en").splitlines()[0].strip() == "Cannot tell: no score either time"
    assert "没有分" in render(comparison, Medium.text, lang="zh").splitlines()[0]


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_titles_are_harmless(medium: Medium, lang: Any) -> None:
    title = "\x1b[31m[red]<script>*群*\u202e @all"
    new = whole("dead_weflow.json")
    new = new.model_copy(update={"chat": new.chat.model_copy(update={"title": title})})

    told = render(diff(half("dead_weflow.json"), new, packs()), medium, lang=lang, color=True)

    assert "\x1b[31m" not in told
    assert medium is Medium.json or "\u202e" not in told
    assert medium is not Medium.md or "<script>" not in told


def test_the_json_is_the_comparison_and_the_same_every_time() -> None:
    told = over("dead_weflow.json").to_json()

    assert told == diff(half("dead_weflow.json"), whole("dead_weflow.json"), packs()).to_json()
    assert Comparison.model_validate(json.loads(told)).to_json() == told
