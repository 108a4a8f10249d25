"""Cells that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
from io import StringIO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.spreadsheet import RUNS, cell, sheet


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 138", "-1", "@all", " =1", "\u3000=1", "\t=1", "\n=1", "|x", "%x", "＝1+1", "＠all"]
)
def test_words_that_begin_like_a_formula_are_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_python_and_polars_see_the_same_cells(text: str) -> None:
    assert (cell(text) != text) == pl.Series([text]).str.contains(RUNS).item()


def test_numbers_stay_numbers_and_what_is_unknown_is_empty() -> None:
    assert [cell(value) for value in (-2.5, -3, 1 / 3, None)] == ["-2.5", "-3", "0.333333", ""]


def test_a_sheet_is_read_back_by_its_headers() -> None:
    told = sheet([("name", "said"), ("林小满", "one\ntwo, three")])

    assert told.startswith("\ufeff")
    assert list(csv.DictReader(StringIO(told.removeprefix("\ufeff"), newline=""))) == [
        {"name": "林小满", "said": "one\ntwo, three"}
    ]
