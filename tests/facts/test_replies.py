from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.guesses import Lines, guess_links


def pairs(facts):
    return dict(facts.replies.select("id", "reply_to").iter_rows())


def test_what_the_export_says_counts_fully(facts_of):
    facts = facts_of([(0, "甲", "晚上吃什么"), (60, "乙", "火锅", "text", 0)], has=("replies",))

    assert facts.replies.select("id", "reply_to", "inferred", "sure").rows() == [(1, 0, False, 1.0)]


def test_a_quotation_is_nearly_as_good(facts_of):
    facts = facts_of([(0, "甲", "晚上吃什么好呢"), (9, "丙", "下雨了"), (60, "乙", "火锅\n引用:甲:晚上吃什么好呢")])

    assert pairs(facts)[2] == 0
    assert facts.replies.filter(facts.replies["id"] == 2)["sure"][0] > 0.9


def test_the_line_after_a_question_is_taken_for_its_answer(facts_of):
    facts = facts_of([(0, "甲甲", "请问水管谁会修"), (90, "乙乙", "我家老周会，等下过来")])

    assert pairs(facts) == {1: 0}
    assert facts.replies["inferred"].all()


def test_who_is_named_is_the_one_answered(facts_of):
    rows = [
        (0, "Marlowe", "is the hall free on Friday?"),
        (30, "Quentin", "my bike got a flat tyre again"),
        (60, "Sybil", "Marlowe: yes, from seven"),
    ]

    assert pairs(facts_of(rows))[2] == 0


def test_a_mention_of_a_name_with_spaces_is_found(facts_of):
    rows = [
        (0, "Anna Bell", "is the hall free"),
        (30, "Quentin", "my bike got a flat tyre"),
        (60, "Sybil", "@Anna Bell from seven"),
    ]

    assert pairs(facts_of(rows))[2] == 0


def test_where_the_table_has_a_column_for_replies_nothing_is_guessed(chat_of):
    from dataclasses import replace

    from auditor.facts.facts import FactSettings, build
    from auditor.facts.words import read_words

    chat = chat_of([(0, "甲甲", "请问水管谁会修"), (90, "乙乙", "我会")], has=("replies",))
    chat = replace(chat, report=replace(chat.report, format="table"))
    words = read_words(chat)

    assert build(chat, words, words.table.select("id"), FactSettings()).replies.is_empty()


def test_nobody_answers_himself_and_programs_answer_nobody(facts_of):
    facts = facts_of([(0, "甲甲", "请问几点"), (200, "甲甲", "有人吗？"), (260, "HelpBot", "七点", "text", 0)])

    assert facts.replies.is_empty()


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9_000), st.integers(0, 4), st.integers(-1, 4), st.booleans()), min_size=1, max_size=30
    )
)
def test_guesses_point_backwards_or_to_the_line_itself(rows):
    rows = sorted(rows, key=lambda row: row[0])
    flag = np.array([row[3] for row in rows])
    lines = Lines(
        person=np.array([row[1] for row in rows], dtype=np.int32),
        at=np.array([row[0] * 1000 for row in rows]),
        to=np.array([row[2] if row[2] != row[1] else -1 for row in rows], dtype=np.int32),
        question=flag, helping=~flag, notice=flag & ~flag, short=flag,
    )  # fmt: skip
    asked = np.arange(len(rows))
    guess = guess_links(lines, asked)

    assert (guess.back_to <= asked).all()
    assert ((guess.sure > 0) & (guess.sure <= 1)).all()
