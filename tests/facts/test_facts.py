"""Invariants of everything that is built, over invented chats of every shape."""

from __future__ import annotations

import importlib.util
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.facts.facts import FactSettings, build
from auditor.facts.words import read_words

_spec = importlib.util.spec_from_file_location("facts_conftest", Path(__file__).with_name("conftest.py"))
assert _spec and _spec.loader
invented = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(invented)

WORDS = ["请问水管谁会修", "收到", "谢谢", "欢迎新人", "今晚秒杀，下单", "#接龙 爬山\n1. 甲", "#接龙 爬山\n1. 甲\n2. 乙", "在吗", "+1", "早", "",
         "「甲：请问水管谁会修」\n- - - - - - - -\n我会", "@甲 好的呀", "看 https://example.com/x", "希望群主管管", "我也去，报名"]  # fmt: skip
KINDS = ["text", "text", "text", "image", "sticker", "red_packet", "recalled", "poll", "voice"]
names = st.sampled_from(["甲", "乙", "群主小丁", "HelpBot", None])
rows = st.lists(
    st.tuples(st.integers(0, 40 * 86_400), names, st.sampled_from(WORDS), st.sampled_from(KINDS)), max_size=25
)
events = st.lists(
    st.builds(
        lambda at, kind, actor, target: {"at": at, "kind": kind, "actor": actor, "target": target, "text": "公告"},
        st.integers(0, 40 * 86_400),
        st.sampled_from(["create", "join", "invite", "leave", "remove", "announce", "mute", "admin", "rename"]),
        names, names,
    ),
    max_size=6,
)  # fmt: skip


def facts(said, told, **more):
    chat = invented.make_chat(said, told, title="某群", has=("joins",))
    words = read_words(chat)
    return build(chat, words, invented.fire(words), FactSettings(**more))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows, events, st.booleans())
def test_whatever_the_chat_the_tables_agree(said, told, in_order):
    if in_order:
        said = sorted(said, key=lambda row: row[0])
    found = facts(said, told)

    assert found.messages.height == len(said)
    assert found.turns["messages"].sum() == len(said)
    assert found.messages["turn"].is_in(found.turns["turn"].implode()).all()
    moments = dict(found.messages.select("id", "at").iter_rows())
    for reply in found.replies.iter_rows(named=True):
        assert reply["person"] != reply["to_person"]
        assert 0 < reply["sure"] <= 1
        assert not reply["inferred"] or moments[reply["reply_to"]] <= moments[reply["id"]]
    if said:
        assert found.days["day"].diff().drop_nulls().unique().to_list() in ([], [timedelta(days=1)])
        assert found.days["messages"].sum() == found.messages["human"].sum()
        assert found.weeks["messages"].sum() == found.messages["human"].sum()
        assert found.window.start <= found.window.end == found.as_of
        assert (found.days["day"][0], found.days["day"][-1]) == (found.messages["day"].min(), found.as_of)
    talk = found.turns.filter("talk")
    assert talk["conversation"].null_count() == 0
    assert found.turns["starts"].sum() == found.conversations.height
    assert found.conversations["turns"].sum() == talk.height
    assert found.asks["side" if "side" in found.asks.columns else "person"].null_count() == 0
    assert (found.asks["answered"] == found.asks["answer"].is_not_null()).all()
    assert found.people["person"].to_list() == list(range(found.people.height))
    for frame in (found.messages, found.turns, found.people):
        assert [name for name, dtype in frame.schema.items() if dtype == pl.Boolean and frame[name].null_count()] == []


@settings(max_examples=4, deadline=None)
@given(rows, events)
def test_the_same_chat_gives_the_same_facts(said, told):
    first, second = facts(said, told), facts(said, told)

    for name in (
        "messages",
        "turns",
        "people",
        "replies",
        "asks",
        "joins",
        "newcomers",
        "undertakings",
        "notices",
        "days",
        "weeks",
    ):
        assert getattr(first, name).equals(getattr(second, name)), name
    assert first.course == second.course


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], []),
        ([], [{"at": 0, "kind": "join", "target": "甲"}]),
        ([(0, "甲", "hi")], []),
        ([(0, None, "hi")], []),
        ([(0, "甲", "", "image")] * 3, []),
        ([(0, "甲", "请问？"), (0, "乙", "答"), (0, "甲", "谢谢")], []),
        ([(n * 3600, "甲", "自言自语一整天") for n in range(50)], []),
    ],
)
def test_chats_of_nobody_one_person_no_text_or_equal_times_are_sane(said, told):
    found = facts(said, told)

    assert found.messages.height == len(said)
    assert found.replies.filter(pl.col("person") == pl.col("to_person")).is_empty()


def test_facts_do_without_any_signal(chat_of):
    chat = chat_of([(0, "甲甲", "请问水管谁会修"), (60, "乙乙", "我会"), (90, "甲甲", "", "red_packet")])
    words = read_words(chat)
    found = build(chat, words, words.table.select("id"), FactSettings())

    assert found.asks.is_empty()
    assert found.turns.height == 3


def test_times_that_go_back_in_the_file_are_put_in_order(facts_of):
    found = facts_of([(120, "乙乙", "我会修水管的"), (0, "甲甲", "请问水管谁会修")])

    assert found.turns["at"].is_sorted()
    assert found.replies.select("id", "reply_to").rows() == [(0, 1)]
    assert found.messages["id"].to_list() == [0, 1]


def test_a_day_of_judgement_before_the_first_message_leaves_nothing_and_breaks_nothing(facts_of):
    from datetime import date

    found = facts_of(
        [(0, "甲甲", "请问水管谁会修")], [{"at": 5, "kind": "join", "target": "乙乙"}], as_of=date(2020, 1, 1)
    )

    assert found.messages.is_empty()
    assert found.days.is_empty()
    assert found.window.end == date(2020, 1, 1)
