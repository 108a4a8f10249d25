"""The program's own sentences: both languages say the same, and what is put into them stays what it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import locale
from auditor.locale import NOTES, PLATFORMS, both, fill, language, one

SENTENCES = [
    pytest.param(told[0], told[1], id=f"{name}-{code}")
    for name, table in vars(locale).items()
    if name.isupper() and isinstance(table, dict)
    for code, told in table.items()
]


@pytest.mark.parametrize(("zh", "en"), SENTENCES)
def test_both_languages_are_given_the_same_and_each_is_itself(zh: str, en: str) -> None:
    assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en))
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", en)
    assert not re.search("[,;!]", zh)
    words = re.sub(r"\{\w+\}", "", zh)
    assert (
        re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", zh) or (zh, en) in PLATFORMS.values() or words == " / "
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_a_stranger_wrote_is_never_taken_for_a_place_to_fill(one_: str, other: str) -> None:
    assert fill("{a} and {b}, {a}", {"a": one_, "b": other}) == f"{one_} and {other}, {one_}"


def test_a_file_called_like_a_slot_keeps_its_name() -> None:
    zh, en = both(NOTES, "files_left", files="{count}.csv", count=3)

    assert (zh, en) == (
        "3 个文件是别的格式，没有读（要一个个评，用 auditor batch）：{count}.csv",
        "3 files in other formats were not read (auditor batch judges each): {count}.csv",
    )


def test_what_has_no_sentence_is_told_as_it_is_written() -> None:
    assert one("zh", PLATFORMS, "my_app") == "my app"
    assert fill("{later} stays", {}) == "{later} stays"


@pytest.mark.parametrize(
    ("given_", "environment", "told"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("en", {"LC_ALL": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        (None, {}, "en"),
    ],
)
def test_the_language_is_that_asked_for_else_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, given_: str | None, environment: dict[str, str], told: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert language(given_) == told
