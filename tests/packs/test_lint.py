"""Lint says what is badly written, where, and what to do; the shipped packs are well written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from auditor.measures.registry import MEASURES
from auditor.measures.slots import TELLS
from auditor.packs import lint
from auditor.packs.load import Loaded, Packs, load_packs
from auditor.packs.schema import Pack, Profile
from auditor.packs.wording import Text, complaints


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def said(key: str, zh: str, en: str) -> str:
    return "\n".join(what for what, _ in complaints(Text(key, zh, en)))


def test_the_shipped_packs_are_well_written(packs) -> None:
    assert [f"{problem.where} {problem.what}" for problem in lint.check(packs)] == []


def test_every_measure_tells_what_sentences_may_quote_of_it() -> None:
    assert set(TELLS) == set(MEASURES)


WELL = [
    ("do", "两周不发红包、不抽奖、不签到，提前说明“看看我们为什么还在”", "Two weeks without red packets, draws or check-in prizes, and say why"),
    ("do", "把“发言有奖”换成事后点名感谢：具体的人、具体的事", "Replace prizes for talking by thanks, to a named person for a named deed"),
    ("do", "这周逐个私聊十位成员，只问两句", "Message ten members one by one with two questions"),
    ("do", "新人进群当天，由成员排班点名欢迎", "This week, greet each newcomer by name"),
    ("why", "Usenet 上约四成的开头没人回（Burke 2007）", "In Usenet about 40 % went unanswered (Burke 2007)"),
    ("says", "{n} 次里 {k} 次", "{k} of {n}"),
    ("title", "问了有人答", "Questions are answered"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "zh", "en"), WELL)
def test_plain_sentences_pass(key: str, zh: str, en: str) -> None:
    assert said(key, zh, en) == ""


BADLY = [
    ("do", "给发言最多的三位发优惠券", "Send coupons to the three busiest", "offers '优惠券'"),
    ("do", "这周办一次抽奖", "Hold a raffle this week", "offers '抽奖'"),
    ("do", "不要吵，给大家发红包", "Stay calm and hand out red packets", "offers '红包'"),
    ("do", "开个头，聊聊最近", "Give points for every answer", "offers 'points'"),
    ("do", "你应该多问问大家", "You should ask more", "begin with what to do"),
    ("do", "问问三位成员", "The host asks three members", "begin with what to do"),
    ("says", "粉丝说过 {k} 次", "members said so {k} times", "'粉丝'"),
    ("why", "流量就是一切，我们要转化", "it is all about people", "'流量'"),
    ("says", "有 {k} 位成员", "{k} users", "'users'"),
    ("says", "有 {k} 位 members 在", "{k} members are there", "'members'"),
    ("why", "There is no Chinese here", "There is no Chinese here", "no Chinese in it"),
    ("why", "问了没人答", "Nobody 答 the questions", "Chinese in it"),
    ("says", "{n} 次里 {k} 次", "{k} times", "{n}"),
    ("title", "问了有人答。", "Questions are answered", "ends like a sentence"),
    ("title", "这一条说的是成员在群里问了问题以后有没有别人来回答他", "Answers", "is long"),
    ("why", "问了没人答\u202e", "Nobody answers", "invisible"),
    ("why", "问了,没人答", "Asked, and nobody answers", "half-width"),
    ("why", "问了，没人答", "Asked， and nobody answers", "full-width"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "zh", "en", "expected"), BADLY)
def test_bad_sentences_are_told_why(key: str, zh: str, en: str, expected: str) -> None:
    assert expected in said(key, zh, en)


def body(**changes: Any) -> dict[str, Any]:
    """A sound pack; ``changes`` go into its only rule."""
    rule: dict[str, Any] = {
        "claim": "garden.water", "measure": "talk",
        "title": {"zh": "有人浇水", "en": "Plots are watered"},
        "why": {"zh": "地不等人。", "en": "Plots do not wait."},
        "says": {"good": {"zh": "{k} 天", "en": "{k} days"}, "weak": {"zh": "只有 {k} 天", "en": "only {k} days"}},
        "needs": {"n": 5},
        "score": {"points": [[0, 0], [1, 100]]},
        "basis": {"grade": "C", "note": {"zh": "做法。", "en": "Practice."}},
        "weight": 1,
    }  # fmt: skip
    rule.update(changes)
    return {
        "schema": 1, "pack": "garden", "version": "1.0.0", "part": "result", "title": {"zh": "菜园", "en": "Garden"},
        "claims": {"water": {"zh": "有人浇水。", "en": "Plots are watered."}},
        "measures": {"talk": {"compute": "active_days"}, "silent": {"compute": "silent_days"}},
        "rules": {"water": rule},
    }  # fmt: skip


def of_pack(packs: Packs, pack: dict[str, Any]) -> str:
    more = Loaded(Pack.model_validate(pack), "", "garden.yml")
    return "\n".join(problem.what for problem in lint.check(replace(packs, packs=(more,), profiles=(), signals=())))


def test_a_sound_pack_has_no_problem(packs) -> None:
    assert of_pack(packs, body()) == ""


RULES = [
    ({"says": {"good": {"zh": "很好", "en": "well"}, "weak": {"zh": "{k} 天", "en": "{k} days"}}}, "nothing of this group's own"),
    ({"says": {"good": {"zh": "{day} 天", "en": "{day}"}, "weak": {"zh": "{k} 天", "en": "{k}"}}}, "nothing fills {day}"),
    ({"score": {"points": [[0, 0], [0.5, 100], [1, 20]]}}, "up and down"),
    ({"score": {"points": [[0, 0], [1, 100]], "two_sided": True}}, "two-sided and is not"),
    ({"score": {"points": [[0, 0], [25, 100]]}}, "from 0 to 1"),
    ({"score": {"points": [[0, 50], [1, 50]]}}, "same score"),
    ({"weight": 1.5}, "weighs 1.5"),
    ({"needs": {}}, "no floor"),
    ({"measure": "silent", "says": {"good": {"zh": "{value}", "en": "{value}"}, "weak": {"zh": "{value}", "en": "{value}"}}, "needs": {"people": 3}, "score": {"points": [[1, 90], [30, 0]]}}, "which its measure never has"),
    ({"failing_title": {"zh": "有人浇水", "en": "Plots are watered"}}, "same title"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), RULES, ids=[expected for _, expected in RULES])
def test_a_badly_made_rule_is_told_why(packs, changes: dict[str, Any], expected: str) -> None:
    assert expected in of_pack(packs, body(**changes))


def test_a_two_sided_curve_that_says_so_is_sound(packs) -> None:
    assert of_pack(packs, body(score={"points": [[0, 0], [0.5, 100], [1, 20]], "two_sided": True})) == ""


def test_a_rule_may_not_decide_its_question_alone(packs) -> None:
    pack = body()
    rule = pack["rules"]["water"]
    pack["rules"] = {"one": {**rule, "weight": 5}, "two": rule, "three": rule}

    assert "garden/one alone makes 71%" in of_pack(packs, pack)


def profile(**parts: Any) -> Profile:
    return Profile.model_validate(
        {
            "schema": 1,
            "profile": "p",
            "title": {"zh": "某群", "en": "a group"},
            "says": {"zh": "照问", "en": "as usual"},
            **parts,
        }
    )


PROFILES = [
    ({"rules": {"vitality/not-an-ad-board": {"weight": 3}}}, "grade D and weighs 3"),
    ({"rules": {"needs/levels": {"weight": 1}}}, "no curve"),
    ({"hints": [{"compute": "title_match", "params": {"pattern": "a{0,5000}"}, "above": 0.5, "points": 3}]}, "counted repetition"),
    ({"hints": [{"compute": "title_match", "params": {"pattern": "小区("}, "above": 0.5, "points": 3}]}, "no regular expression"),
    ({"hints": [{"compute": "title_match", "params": {"pattern": "\bword"}, "above": 0.5, "points": 3}]}, "control character"),
    ({"hints": [{"compute": "duty_share", "points": 3}]}, "always counts"),
    ({"hints": [{"compute": "duty_share", "above": 0.5, "points": 1}]}, "never add up"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "expected"), PROFILES, ids=[expected for _, expected in PROFILES])
def test_a_badly_made_profile_is_told_why(packs, parts: dict[str, Any], expected: str) -> None:
    problems = lint.check(replace(packs, profiles=(profile(**parts),), signals=()))

    assert expected in "\n".join(problem.what for problem in problems)


def test_a_problem_names_file_line_and_column(packs) -> None:
    loaded = packs.packs[0]
    rules = dict(loaded.pack.rules)
    name, rule = next(iter(rules.items()))
    rules[name] = rule.model_copy(update={"title": rule.why.model_copy(update={"zh": "粉丝"})})
    worse = replace(loaded, pack=loaded.pack.model_copy(update={"rules": rules}))

    problem = lint.check(replace(packs, packs=(worse,), profiles=(), signals=()))[0]

    file, line, column = problem.where.split(":")
    assert file == "rules/audience.yml"
    assert int(line) > 1
    assert int(column) >= 1


def test_effective_weights_sum_to_one(packs) -> None:
    shares = lint.shares(packs)

    assert sum(share.of_whole for share in shares) == pytest.approx(1)
    for question in {share.rule.partition("/")[0] for share in shares}:
        assert sum(s.of_question for s in shares if s.rule.startswith(f"{question}/")) == pytest.approx(1)
