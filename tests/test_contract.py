"""The five tables other programs rely on, from a small invented chat."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.audit import facts_of
from auditor.contract import contract_frames
from auditor.facts.facts import Facts
from auditor.names.naming import Names
from auditor.packs.load import load_packs
from auditor.packs.minichat import read_mini
from auditor.packs.schema import Expect
from auditor.packs.schema import Test as Story

CHAT = """
2025-03-03 09:00 * create 林小满
2025-03-03 09:01 * invite 林小满 > 阿芬、老周
2025-03-03 09:05 林小满: 欢迎阿芬，有事打 139 5550 1234
2025-03-03 09:30 阿芬: 请问附近哪家儿科人少？
2025-03-03 09:32 老周: @阿芬 三中旁边那家，下午两点以后人少
2025-03-03 09:33 阿芬: 谢谢老周！
2025-03-04 20:00 小鱼: 限时秒杀，加V领福利 abc12345
"""

COLUMNS = {
    "messages": "id source_id turn at person name text kind reply_to reply_inferred forwarded edited reactions",
    "events": "id at kind actor target via text",
    "people": "person name names source_id role side side_because first last messages joined invited_by tie",
    "replies": "id reply_to person to_person seconds inferred sure",
    "weeks": "week messages people newcomers promo questions answered joins leaves",
}
SIGNALS = {
    "promo", "referral", "purpose", "question", "answer", "thanks", "recognition", "distress", "support", "suggestion",
    "undertaking", "order", "roll_call", "welcome", "filler", "tactics", "trade", "need_physiological", "need_safety",
    "need_belonging", "need_esteem", "need_actualisation", "need_deep", "need_shallow",
}  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> Facts:
    mini = read_mini(Story(name="small", chat=CHAT, expect=Expect()))
    return facts_of(mini.chat, load_packs())


@pytest.fixture(scope="module")
def frames(facts: Facts) -> dict[str, pl.DataFrame]:
    return contract_frames(facts, Names(facts.people))


def test_the_columns_are_those_of_the_contract(frames: dict[str, pl.DataFrame]) -> None:
    assert list(frames) == list(COLUMNS)
    for name, columns in COLUMNS.items():
        assert frames[name].columns[: len(columns.split())] == columns.split(), name


def test_there_is_one_boolean_column_a_signal(frames: dict[str, pl.DataFrame]) -> None:
    schema = frames["messages"].schema
    extra = set(schema) - set(COLUMNS["messages"].split())

    assert extra >= SIGNALS
    assert all(schema[name] == pl.Boolean for name in extra)
    assert frames["messages"].filter("promo")["text"].to_list() == ["限时秒杀，加V领福利 abc12345"]


def test_every_row_read_is_in_exactly_one_of_messages_and_events(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["messages"].height == 5
    assert frames["events"].height == 3


def test_people_are_named_by_keys_everywhere(frames: dict[str, pl.DataFrame]) -> None:
    keys = set(frames["people"]["person"])

    assert set(frames["messages"]["person"]) <= keys
    assert set(frames["events"]["target"].drop_nulls()) | set(frames["events"]["actor"].drop_nulls()) <= keys
    assert set(frames["replies"]["person"]) | set(frames["replies"]["to_person"]) <= keys
    assert set(frames["people"]["invited_by"].drop_nulls()) <= keys
    assert all(key.startswith("p") and len(key) == 11 for key in keys)


def test_an_inferred_reply_is_marked_and_no_reply_is_null(frames: dict[str, pl.DataFrame]) -> None:
    messages = frames["messages"]
    answered = messages.filter(pl.col("reply_to").is_not_null())

    assert answered.filter(pl.col("text").str.starts_with("@阿芬"))["reply_to"].to_list() == [1]
    assert set(answered["reply_inferred"]) == {True}
    assert (
        messages.filter(pl.col("reply_to").is_null())["reply_inferred"].null_count()
        == messages.height - answered.height
    )


def test_shown_names_leave_the_export_as_it_is(frames: dict[str, pl.DataFrame]) -> None:
    assert frames["messages"]["text"][0] == "欢迎阿芬，有事打 139 5550 1234"
    assert frames["messages"]["name"][0] == "林小满"


@pytest.mark.parametrize("mode", ["alias", "hide"])
def test_without_names_nothing_leads_to_a_person(facts: Facts, mode: str) -> None:
    frames = contract_frames(facts, Names(facts.people, mode))  # type: ignore[arg-type]
    everything = "".join(frame.write_json() for frame in frames.values())

    assert not any(name in everything for name in ("林小满", "阿芬", "老周", "小鱼", "5550 1234"))
    assert frames["messages"]["name"].null_count() == (frames["messages"].height if mode == "hide" else 0)
    assert frames["people"]["names"].null_count() == frames["people"].height
