"""The signals that come with the program: alive, doing what their examples say, none forgotten."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest
import yaml

from auditor.signals.check import broken_patterns, dead_words
from auditor.signals.fire import fire
from auditor.signals.schema import Signal, parse_signals

RULES = Path(__file__).resolve().parents[2] / "rules" / "signals"
PROMISED = [
    "promo",
    "referral",
    "purpose",
    "question",
    "answer",
    "thanks",
    "recognition",
    "distress",
    "support",
    "suggestion",
    "undertaking",
    "order",
    "roll_call",
    "welcome",
    "filler",
    "tactics",
    "trade",
    "need_physiological",
    "need_safety",
    "need_belonging",
    "need_esteem",
    "need_actualisation",
    "need_deep",
    "need_shallow",
    "duty",
    "bought",
    "in_private",
    "complaint_third_party",
    "sees_through",
    "carried",
    "all_call",
    "decide",
    "announce_tone",
]


@cache
def shipped() -> tuple[Signal, ...]:
    found: list[Signal] = []
    for path in sorted(RULES.glob("*.yml")):
        found += parse_signals(
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["signals"], path.name
        )
    return tuple(found)


def fired(texts: list[str]) -> pl.DataFrame:
    numbers = list(range(len(texts)))
    table = pl.DataFrame({"id": numbers, "turn": numbers, "own": texts, "link": False, "kind": "text"})
    return fire(table, shipped())


@cache
def examples() -> pl.DataFrame:
    rows = [
        {"signal": signal.name, "wanted": key == "hit", "text": text}
        for signal in shipped()
        for key in ("hit", "miss")
        for text in getattr(signal.examples, key).all
    ]
    table = fired([str(row["text"]) for row in rows])
    return pl.DataFrame([row | {"fires": table[str(row["signal"])][n]} for n, row in enumerate(rows)])


def test_every_promised_signal_is_there_once():
    assert sorted(signal.name for signal in shipped()) == sorted(PROMISED)


@pytest.mark.parametrize("name", PROMISED)
def test_examples_come_out_as_they_say(name: str):
    wrong = examples().filter((pl.col("signal") == name) & (pl.col("wanted") != pl.col("fires")))
    assert wrong["text"].to_list() == []


@pytest.mark.parametrize("name", PROMISED)
def test_each_signal_shows_hits_and_misses_in_both_languages(name: str):
    (signal,) = (one for one in shipped() if one.name == name)
    for lines in (signal.examples.hit, signal.examples.miss):
        assert len(lines.all) >= 4 and lines.zh and lines.en


def test_no_word_or_pattern_is_dead():
    problems = [problem for signal in shipped() for problem in (*dead_words(signal), *broken_patterns(signal))]
    assert problems == []


def test_no_single_weak_word_decides():
    heavy = [
        (signal.name, kind.what)
        for signal in shipped()
        for kind in signal.words
        if "weak" in kind.what and kind.weight >= signal.threshold
    ]
    assert heavy == []


def test_the_signals_are_quiet_on_ordinary_talk():
    talk = ["今天天气不错", "我刚到家", "明天九点开会", "The train was late again", "see you at the station"]
    table = fired(talk).drop("id", "announce_tone")
    loud = [name for name in table.columns if table[name].any()]
    assert loud == []


def test_an_advert_that_dodges_filters_is_seen_and_a_complaint_about_it_is_not():
    table = fired(["➕薇 lin88888 领优.惠.券", "别再发优惠券广告了，烦死了"])
    assert table["promo"].to_list() == [True, False]
