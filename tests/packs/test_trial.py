"""The packs do what they say, and the trial notices when they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor import trial
from auditor.errors import PackError, UsageError
from auditor.packs import lint, schema
from auditor.packs.load import Packs, load_pack, load_packs
from auditor.packs.minichat import read_mini
from auditor.packs.schema import Curve
from auditor.signals.schema import Signal, parse_signals

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "lost-and-found.yml"


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="module")
def tried(packs) -> dict[str, trial.Outcome]:
    return {outcome.name: outcome for outcome in trial.run(packs)}


NAMES = [signal.name for signal in load_packs().signals]
TESTS = [(loaded.pack.pack, test.name) for loaded in load_packs().packs for test in loaded.pack.tests]


@pytest.mark.parametrize("name", NAMES)
def test_every_signal_fires_where_its_examples_say(tried, name: str) -> None:
    assert tried[f"signal {name}"].problem == ""


@pytest.mark.parametrize(("pack", "name"), TESTS, ids=[f"{pack}: {name}" for pack, name in TESTS])
def test_every_small_conversation_comes_out_as_expected(tried, pack: str, name: str) -> None:
    assert tried[f"{pack}: {name}"].problem == ""


def test_every_curve_is_sane(tried) -> None:
    assert [o.name for o in tried.values() if o.name.startswith("curve ") and not o.ok] == []


@pytest.mark.parametrize(
    "pack", ["audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way", "verdicts"]
)
def test_everything_in_a_pack_is_shown_at_work_and_at_rest(tried, pack: str) -> None:
    assert tried[f"{pack}: everything is tested"].problem == ""


# --- the manual ---


def test_the_example_of_the_manual_is_sound() -> None:
    packs = load_packs(EXAMPLE)
    outcomes = trial.run(packs, ["lost-and-found", "lost_and_found__lost"])

    assert [f"{o.name}: {o.problem}" for o in outcomes if not o.ok] == []
    assert len(outcomes) == 5
    only = replace(packs, packs=packs.packs[-1:], profiles=(), signals=packs.signals[-1:])
    assert [problem.what for problem in lint.check(only)] == []


@pytest.mark.parametrize("page", ["writing-rules.md", "writing-rules.zh.md"])
def test_every_piece_of_yaml_in_the_manual_stands_in_the_example(page: str) -> None:
    example = {line.strip() for line in EXAMPLE.read_text(encoding="utf-8").splitlines()}
    pieces = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)

    assert len(pieces) >= 6
    for piece in pieces:
        assert yaml.safe_load(piece)
        assert [line for line in piece.splitlines() if line.strip() not in example] == []


def test_both_manuals_say_the_same_in_the_same_order_and_are_short() -> None:
    english, chinese = (
        (ROOT / "docs" / page).read_text(encoding="utf-8") for page in ("writing-rules.md", "writing-rules.zh.md")
    )

    assert len(re.findall(r"^## ", english, re.M)) == len(re.findall(r"^## ", chinese, re.M))
    assert re.findall(r"```yaml\n(.*?)```", english, re.DOTALL) == re.findall(r"```yaml\n(.*?)```", chinese, re.DOTALL)
    assert len(english.splitlines()) <= 150
    assert len(chinese.splitlines()) <= 150


# --- what the trial notices ---

CHAT = """\
2025-03-03 08:00 阿芳: 钥匙丢了，谁捡到请说一声
2025-03-03 08:05 老周: 我在二单元门口捡到一串，你来看看
"""

CASES: dict[str, tuple[dict[str, Any], str]] = {
    "signals": ({"expect": {"signals": {"lost": [2]}}}, "lost: expected on lines [2], fires on [1]"),
    "measures": ({"expect": {"measures": {"lost-answered": 0.5}}}, "lost-answered: expected 0.5, measured 1"),
    "unknown": ({"expect": {"measures": {"lost-answered": None}}}, "lost-answered: expected None, measured 1"),
    "state": ({"expect": {"rules": {"lost-answered": "scored"}}}, "lost-answered: expected scored, is not_enough_data"),
    "score": ({"expect": {"rules": {"lost-answered": "above 50"}}}, "expected above 50, is not_enough_data"),
    "verdict": ({"expect": {"verdict": "dead"}}, "verdict: expected dead, is too-early"),
    "no verdict": ({"expect": {"not_verdict": ["too-early"]}}, "verdict: expected anything but too-early"),
    "gates": ({"expect": {"gates": ["dead"]}}, "gates: expected ['dead'], active ['empty']"),
    "flags": ({"expect": {"flags": ["bought"]}}, "flags: expected ['bought'], are []"),
    "no line": ({"chat": "今天没有时间的一行", "expect": {}}, "is not understood"),
    "no owner": ({"owner": ["老李"], "expect": {}}, "nobody in this chat is called '老李'"),
    "good with the floors waived": ({"waive": True, "expect": {"rules": {"lost-answered": "above 90"}}}, ""),
    "good in a share": ({"expect": {"measures": {"lost-answered": 1.004}}}, ""),
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    """Problems by name of the test, all of them in one pack."""
    packs = load_packs(EXAMPLE)
    own = packs.packs[-1]
    tests = [schema.Test.model_validate({"name": name, "chat": CHAT, **case}) for name, (case, _) in CASES.items()]
    made = replace(own, pack=own.pack.model_copy(update={"tests": tests}))
    tried = trial.run(replace(packs, packs=(*packs.packs[:-1], made)), ["lost-and-found"])
    return {outcome.name.partition(": ")[2]: outcome.problem for outcome in tried}


@pytest.mark.parametrize("name", CASES)
def test_what_comes_out_otherwise_is_told(outcomes, name: str) -> None:
    told = CASES[name][1]

    assert told in outcomes[name]
    assert told or not outcomes[name]


def alone(name: str = "lost", **changes: Any) -> tuple[Signal, ...]:
    """The manual's signal by itself."""
    body = {**load_pack(EXAMPLE).pack.signals["lost"], **changes}
    return tuple(parse_signals({name: body}, "x.yml"))


def test_a_rule_without_tests_is_told(packs) -> None:
    own = load_pack(EXAMPLE)
    bare = replace(own, pack=own.pack.model_copy(update={"tests": []}))

    outcome = trial.run(replace(packs, packs=(bare,), signals=alone()), ["lost-and-found"])[-1]

    assert "rule lost-answered: no test in which it is scored" in outcome.problem
    assert "rule lost-answered: no test in which it is not_enough_data" in outcome.problem


SIGNALS = [
    ({"hit": {"zh": ["今天天气真好", "丢了"]}, "miss": {"zh": ["早", "晚"]}}, "must fire on '今天天气真好'"),
    ({"hit": {"zh": ["丢了", "弄丢"]}, "miss": {"zh": ["钥匙丢了", "早"]}}, "must not fire on '钥匙丢了'"),
    ({"hit": {"zh": ["丢了"]}, "miss": {"zh": ["早", "晚"]}}, "has 1 of `hit`, needs 2"),
    ({"hit": {"zh": ["丢了", "弄丢"]}, "miss": {"zh": ["早", "晚"]}, "todo_hit": {"zh": ["钥匙丢了"]}}, "a known gap is closed"),
    ({"hit": {"zh": ["丢了", "弄丢"]}}, "has 0 of `miss`, needs 2"),
]  # fmt: skip


@pytest.mark.parametrize(("examples", "told"), SIGNALS, ids=[told for _, told in SIGNALS])
def test_a_signal_that_does_not_keep_its_word_is_told(packs, examples: dict[str, Any], told: str) -> None:
    outcome = trial.run(replace(packs, packs=(), signals=alone(examples=examples)))[0]

    assert told in outcome.problem


def test_a_curve_that_turns_in_secret_is_told(packs) -> None:
    own = load_pack(EXAMPLE)
    rule = own.pack.rules["lost-answered"].model_copy(update={"score": Curve(points=[(0, 0), (0.5, 100), (1, 30)])})
    worse = replace(own, pack=own.pack.model_copy(update={"rules": {"lost-answered": rule}, "tests": []}))

    outcomes = trial.run(replace(packs, packs=(worse,), signals=alone()), ["lost-and-found"])

    assert next(o for o in outcomes if o.name.startswith("curve")).problem == "the scores rise and fall again"


def test_only_what_was_asked_for_is_tried(packs) -> None:
    few = replace(packs, packs=(), signals=(*alone("lost"), *alone("found")))
    assert [o.name for o in trial.run(few, ["found"])] == ["signal found"]
    with pytest.raises(UsageError, match="vitalty") as caught:
        trial.run(packs, ["vitalty"])
    assert "vitality" in caught.value.hint


# --- mini chats ---


def mini(chat: str, **test: Any):
    return read_mini(schema.Test.model_validate({"name": "t", "chat": chat, "expect": {}, **test}))


def test_lines_are_messages_and_events_of_people() -> None:
    read = mini(
        "2025-03-01 09:00 * create 老周\n2025-03-01 09:01 * invite 老周 > 阿芳、小林\n2025-03-01 09:02 * announce 老周: 这个群是种菜的\n"
        "2025-03-01 09:03 阿芳：大家好\n2025-03-01 09:04 小林: [图片]\n2025-03-01 09:05 小林: [红包] 恭喜\n2025-03-01 10:00 * leave 小林"
    )
    chat = read.chat

    assert chat.messages["text"].to_list() == ["大家好", "", "恭喜"]
    assert chat.messages["kind"].to_list() == ["text", "image", "red_packet"]
    assert chat.events["kind"].to_list() == ["create", "invite", "invite", "announce", "leave"]
    assert chat.people["name"].to_list() == ["老周", "阿芳", "小林"]
    assert chat.has == {"joins", "leaves"}
    assert read.lines == {4: 0, 5: 1, 6: 2}


def test_a_row_without_a_date_goes_on_with_the_line_before() -> None:
    chat = mini("2025-03-01 09:00 老周: 接龙报名\n1. 老周\n2. 阿芳\n2025-03-01 09:05 阿芳: 好").chat

    assert chat.messages["text"].to_list() == ["接龙报名\n1. 老周\n2. 阿芳", "好"]


def test_a_chat_is_played_again_on_later_days_with_new_people() -> None:
    chat = mini("2025-02-27 09:00 新人{n}: 大家好", repeat=3, every=2).chat

    assert [str(day) for day in chat.messages["at"].dt.date()] == ["2025-02-27", "2025-03-01", "2025-03-03"]
    assert chat.people["name"].to_list() == ["新人1", "新人2", "新人3"]


def test_a_text_with_colons_and_a_name_with_a_full_width_one_are_read() -> None:
    chat = mini("2025-03-01 09:00 老周: 时间：19:30 到 21:00").chat

    assert chat.messages["text"].to_list() == ["时间：19:30 到 21:00"]


@pytest.mark.parametrize(
    "line",
    ["2025-03-01 阿芳: 早", "2025-13-01 09:00 阿芳: 早", "2025-03-01 09:00 阿芳 早", "2025-03-01 09:00 * fly 阿芳"],
)
def test_a_line_that_is_none_is_refused_with_the_shape_of_one(line: str) -> None:
    with pytest.raises(PackError, match="not understood") as caught:
        mini(line)

    assert "2025-03-01 09:00 name: text" in caught.value.hint


def test_a_pack_of_ones_own_reaches_the_whole_score() -> None:
    assert "lost-and-found/lost-answered" in {share.rule for share in lint.shares(load_packs(EXAMPLE))}
