"""What answers are taken for, and when a group is ready."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import UsageError
from auditor.launch.checklist import LoadedChecklist
from auditor.launch.judging import Judge
from auditor.launch.judging import judge as judge_all
from auditor.packs.load import Packs

from .conftest import HOLDS


@pytest.mark.parametrize(
    ("item", "text", "state", "quoted"),
    [
        ("for-whom", "给所有爱生活的人", "dodge", "所有"),
        ("for-whom", "帮妈妈们买到我们的产品", "weak", "我们的产品"),
        ("for-whom", "to sell our products to parents", "weak", "sell"),
        ("for-whom", "给养狗的邻居，不卖东西，互相遛狗", "good", "邻居"),
        ("for-whom", "大家都是三院的家属，一起分担陪护", "good", "家属"),
        ("for-whom", "一个群", "thin", ""),
        ("not-alone", "每月一次", "thin", ""),
        ("not-alone", "Once a month, 30 minutes", "thin", ""),
        ("not-alone", "群里有 500 人", "thin", ""),
        ("not-alone", "要有 500 人才热闹", "dodge", "热闹"),
        ("not-alone", "大家一起，至少八户下单才送", "good", "八户"),
        ("not-alone", "至少八户一起下单才送", "good", "八户"),
        ("not-alone", "The lift is only repaired when 20 owners sign", "good", "sign"),
        ("first-week", "进群領紅包", "weak", "紅包"),
        ("why-bring-a-friend", "没有奖励，他会说“这儿有人帮你看孩子”", "good", "这儿有人帮你看孩子"),
        ("when-tricks-fail", "Bigger prizes", "weak", "Bigger"),
        ("never", "We will never sell remedies here", "good", "never"),
        ("members-decide", "群规由大家投票", "good", "投票"),
    ],
)
def test_an_answer_is_taken_for_what_it_is_and_its_words_are_quoted(
    judge: Judge, item: str, text: str, state: str, quoted: str
) -> None:
    answer = judge.answer(item, text)

    assert answer.state == state
    assert any(quoted in word for found in answer.found for word in found.words) or not quoted
    if state in ("weak", "dodge"):
        assert quoted in answer.says.zh and quoted in answer.says.en
    assert (answer.advice is None) == (state == "good")


@pytest.mark.parametrize("text", ["", "  ", "？", "还没想好", "不知道呢", "TBD", "n/a", "I don't know yet", "..."])
def test_not_knowing_is_not_a_no(judge: Judge, text: str) -> None:
    readiness = judge.readiness({**HOLDS, "never": text}, {})

    assert readiness.verdict == "cannot_tell"
    assert readiness.missing == ["never"]
    assert readiness.counts.answered == len(HOLDS) - 1


def test_ready_only_when_every_item_with_a_star_holds(judge: Judge) -> None:
    assert judge.readiness(HOLDS, {}).verdict == "ready"
    for item in HOLDS:
        without = {name: text for name, text in HOLDS.items() if name != item}
        assert judge.readiness(without, {}).verdict == "cannot_tell"
    told = judge.readiness({**HOLDS, "first-ten": "先拉两百人再说"}, {})
    assert told.verdict == "not_ready"
    assert told.says.zh.startswith("还站不住的是：依靠谁（第 6 条）")


def test_a_weak_answer_without_a_star_does_not_block(judge: Judge) -> None:
    readiness = judge.readiness({**HOLDS, "members-decide": "群主说了算"}, {})

    assert readiness.verdict == "ready"
    assert "14" in readiness.says.en
    (benefit,) = [question for question in readiness.questions if question.pack == "benefit"]
    assert (benefit.state, benefit.says.zh) == ("ready", "站得住；第 14 条再想想")


def test_nothing_answered_is_not_judged_at_all(judge: Judge) -> None:
    readiness = judge.readiness({}, {})

    assert readiness.verdict == "cannot_tell"
    assert readiness.counts.answered == 0
    assert {question.state for question in readiness.questions} == {"cannot_tell"}


def test_the_same_answers_give_the_same_bytes(loaded: LoadedChecklist, packs: Packs, judge: Judge) -> None:
    texts = {"poster": "全场八折\n给三院的家属"}

    assert judge_all(loaded, packs, HOLDS, texts).to_json() == judge.readiness(HOLDS, texts).to_json()  # type: ignore[arg-type]


def test_an_answer_to_nothing_is_refused(loaded: LoadedChecklist, packs: Packs) -> None:
    with pytest.raises(UsageError, match="for-whome"):
        judge_all(loaded, packs, {"for-whome": "…"}, {})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_anything_can_be_written(judge: Judge, text: str) -> None:
    assert judge.answer("for-whom", text).state in ("good", "thin", "dodge", "weak", "unanswered")


def test_a_poster_is_told_how_much_of_it_is_price(judge: Judge) -> None:
    text = "优选群开团啦！\n团购价低至9.9元，全场包邮。\n进群领红包。\n我们每天都在。"

    (read,) = judge.readiness({}, {"poster": text}).texts

    assert read.says.zh == "海报：4 句里 3 句在卖东西、说好处，没有一句说是谁、缺什么"
    assert read.says.en == "the poster: of 4 sentences, 3 on goods and prices, none on whom it is for or what they need"


@pytest.mark.parametrize(
    "text",
    [
        "欢迎@小北。这里是练大提琴的成年人，周三晚上互相听作业，问什么都不丢人。你练到哪了？",
        "Welcome Sam. Adult beginners on the cello; Wednesdays we listen to each other. Where are you in your book?",
    ],
)
def test_a_plain_good_welcome_sells_nothing_and_says_for_whom(judge: Judge, text: str) -> None:
    (read,) = judge.readiness({}, {"welcome": text}).texts

    assert read.counts["people"] >= 1
    assert read.counts["mutual"] >= 1
    assert read.counts["offer"] == read.counts["price"] == 0


def test_what_is_ruled_out_in_an_announcement_is_no_offer(judge: Judge) -> None:
    (read,) = judge.readiness({}, {"announcement": "这里不卖课，不推销保险。"}).texts

    assert read.counts["offer"] == 0
