"""Folding and cleaning: Chinese two cells wide, nothing of a stranger's text reaches the terminal unharmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reports.screen.page import Page
from auditor.reports.screen.width import NEVER_FIRST, cells, clean, cut, fold, folded, pad

CHAT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80)
ZH = "成员问的 46 个问题，31 个没人接；群主说了七成的话，八成是推销。"


def test_chinese_counts_two_cells() -> None:
    assert cells("群主ab") == 6


def test_no_line_begins_with_closing_punctuation() -> None:
    for width in range(8, 60):
        assert all(line[0] not in NEVER_FIRST for line in folded(ZH, width))


def test_no_line_ends_with_an_opening_quotation_mark() -> None:
    text = "他说「七个月能吃鳕鱼吗」以后没有人接"
    for width in range(8, 40):
        assert all(line[-1] not in "「“（" for line in folded(text, width))


def test_a_number_stays_with_its_measure_word() -> None:
    for width in range(10, 60):
        assert not any(line.rstrip().endswith("46") for line in folded(ZH, width)[:-1])


def test_english_breaks_at_spaces_only() -> None:
    lines = folded("the host did most of the talking and little of the listening", 20)

    assert lines == ["the host did most of", "the talking and", "little of the", "listening"]


def test_a_word_longer_than_the_line_is_broken_hard() -> None:
    assert folded("x" * 26, 10) == ["x" * 10, "x" * 10, "x" * 6]


def test_a_last_line_of_one_word_is_given_company() -> None:
    assert folded("群主说了七成的话成员问的没人接", 28) == ["群主说了七成的话成员问的", "没人接"]


@given(CHAT, st.integers(4, 60))
def test_folding_loses_nothing_but_spaces(text: str, width: int) -> None:
    text = clean(text)
    joined = "".join(folded(text, width))

    assert joined.replace(" ", "") == text.replace(" ", "")


@given(CHAT, st.integers(4, 60))
def test_no_folded_line_is_wider_than_asked(text: str, width: int) -> None:
    text = clean(text)

    assert all(cells(text[start:end]) <= width for start, end in fold(text, width))


@given(CHAT)
def test_clean_text_is_one_line_without_control_characters(text: str) -> None:
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F for char in clean(text))
    assert len(clean(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "char", ["\x1b", "\x9b", "\x07", "\x08", "\u202e", "\u2066", "\u200f", "\ufeff", "\U000e0041", "\ud83d"]
)
def test_escapes_and_bidi_overrides_are_taken_out(char: str) -> None:
    assert clean(f"a{char}b") == "ab"


@given(CHAT, st.integers(2, 30))
def test_padding_gives_exactly_the_width(text: str, width: int) -> None:
    assert cells(pad(clean(text), width)) == width


def test_a_cut_text_says_that_it_was_cut() -> None:
    assert cut("附近哪家儿科人少", 9) == "附近哪家…"
    assert cut("附近哪家", 8) == "附近哪家"


def test_markup_is_printed_not_obeyed() -> None:
    page = Page(60)
    page.put("[bold red]大减价[/bold red] :smile:")

    assert "[bold red]大减价[/bold red] :smile:" in page.text(color=True)


def test_two_blank_lines_are_one() -> None:
    page = Page(40)
    page.put("a")
    page.blank()
    page.blank()
    page.put("b")

    assert page.text(color=False) == "a\n\nb\n"
