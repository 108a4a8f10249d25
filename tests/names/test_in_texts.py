"""Whether a word in a text is meant for somebody, and that no name stays in what is quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import load_packs, read_chat
from auditor.audit import AuditSettings, audit_and_view
from auditor.names.everyday import CHINESE, ENGLISH
from auditor.names.in_texts import HIDDEN, NamesInTexts
from auditor.names.naming import Mode, Names

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in (ROOT / "sample_exports").iterdir() if path.suffix != ".md")
SHAPES = ("{}", "谢谢{}", "thanks {} !", "@{} 在吗", "so {}s and {}, too", "小{}的{}。", "In {}, {}:", "{}你好")


def group(*names: str, mode: Mode = "alias") -> Names:
    """A group of people with these display names."""
    count = len(names)
    keys = [f"p{number:010x}" for number in range(count)]
    return Names(
        pl.DataFrame(
            {"person": range(count), "key": keys, "name": list(names), "names": [[name] for name in names]},
            schema={"person": pl.UInt32, "key": pl.String, "name": pl.String, "names": pl.List(pl.String)},
        ),
        mode,
    )


def texts_in(told: object) -> Iterator[str]:
    """Everything a result quotes, and what it calls the chat."""
    if isinstance(told, dict):
        for key, part in told.items():
            if key in ("text", "title") and isinstance(part, str):
                yield part
            yield from texts_in(part)
    elif isinstance(told, list):
        for part in told:
            yield from texts_in(part)


@pytest.mark.parametrize("mode", ["alias", "hide"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_nothing_that_a_member_is_called_stays_in_a_quotation(sample: Path, mode: Mode) -> None:
    result, _, names = audit_and_view(read_chat(sample), load_packs(), AuditSettings(names=mode))
    called = {
        name for name in names.in_texts.sought if name != "@" and name not in CHINESE and name.lower() not in ENGLISH
    }

    left = {
        (name, text)
        for text in texts_in(json.loads(result.to_json()))
        for name in called
        if (re.search(rf"\b{re.escape(name)}\b", text) if name.isascii() else name in text)
    }

    assert not left, sorted(left)[:5]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("大刘带夹子，@大刘 收到", "{0}带夹子，@{0} 收到"),
        ("李姐家的猫", "{1}家的猫"),
        ("Thanks Bree! bree is the best, ask @bree", "Thanks {2}! {2} is the best, ask @{2}"),
        ("Announcement: Ann is in, Annual plan, Annas", "Announcement: {3} is in, Annual plan, Annas"),
        ("Breeze and Breed", "Breeze and Breed"),
    ],
)
def test_members_are_found_by_what_they_are_called(text: str, told: str) -> None:
    names = group("四号桥大刘", "3栋李姐", "Bree 💛 Glow Circle", "Ann")

    assert names.quote(text) == told.format(*(names.of(person) for person in range(4)))


def test_what_two_people_may_be_called_is_nobodys_alias() -> None:
    names = group("3栋李姐", "5栋李姐", "王建国", "Ana P", "Ana R")

    assert names.quote("李姐在吗，老王找你，Ana too") == f"{HIDDEN}在吗，{HIDDEN}找你，{HIDDEN} too"
    assert group("李姐", "5栋李姐").quote("李姐在吗") == f"{group('李姐').of(0)}在吗"


@pytest.mark.parametrize(
    "text",
    [
        "Will you come in May? It will be sunny, I may bring hope.",
        "Hope to see you on 3 May or May 4",
        "May I ask",
        "今天阳光很好，一起读书",
        "任何老师都可以，如何老师说了算",
        "加油，周末去看大海",
    ],
)
def test_everyday_words_stay_although_somebody_goes_by_them(text: str) -> None:
    names = group("Will", "May", "Hope", "Sunny", "阳光", "读书", "何老师", "大海")

    assert names.quote(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("thanks will", "thanks {0}"),
        ("I saw Will yesterday", "I saw {0} yesterday"),
        ("Will, are you there?", "{0}, are you there?"),
        ("@may @hope", "@{1} @{2}"),
        ("谢谢阳光", "谢谢{3}"),
        ("阳光，你在吗", "{3}，你在吗"),
        ("我跟桃子去，桃子两岁", "我跟{4}去，{4}两岁"),
    ],
)
def test_an_everyday_word_is_a_name_where_somebody_is_meant(text: str, told: str) -> None:
    names = group("Will", "May", "Hope", "阳光", "桃子妈")

    assert names.quote(text) == told.format(*(names.of(person) for person in range(5)))


def test_whoever_is_mentioned_with_an_at_sign_is_hidden_though_nobody_knows_them() -> None:
    told = group("Ann").quote("@王小二 来 @所有人 @all @stranger_99, mail a.b@example.com")

    assert told == f"@{HIDDEN} 来 @所有人 @all @{HIDDEN}, mail a…@com"


def test_names_that_are_shown_are_left_alone() -> None:
    names = group("四号桥大刘", "Will", "王建国", mode="show")
    text = "大刘、老王 and Will, @somebody"

    assert names.quote(text) == text
    assert names.mentioned == {"大刘": names.key(0), "老王": "?", "Will": names.key(1)}


@given(
    st.lists(st.sampled_from(["Ann", "Anna P", "Will", "may", "桃子妈", "四号桥大刘", "大刘", "王建国", "Bree 💛 Shop", "阿May"]), max_size=5),
    st.lists(st.tuples(st.sampled_from(SHAPES), st.sampled_from(["Ann", "anna", "Will", "may", "May", "桃子", "大刘", "老王", "Bree", "阿May", "x"])), max_size=5),
)  # fmt: skip
def test_whoever_knows_only_the_names_that_were_found_finds_the_same_ones(
    names: list[str], said: list[tuple[str, str]]
) -> None:
    text = " ".join(shape.replace("{}", word) for shape, word in said)
    every = group(*dict.fromkeys(names)).in_texts
    found = {name: f"<{name}>" for _, name in every.found(text)}

    assert list(NamesInTexts(found).found(text)) == list(every.found(text))
