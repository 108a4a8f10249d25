"""The CSV report: a row a rule, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from auditor import audit, load_packs, read_chat
from auditor.reports.media import Medium, render
from auditor.reports.sheet import DANGEROUS, harmless

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


def test_every_question_and_rule_is_a_row_and_what_is_unknown_is_an_empty_cell() -> None:
    result = audit(read_chat(SAMPLES / "storefront_whatsapp_en.txt"), load_packs())

    told = render(result, Medium.csv, lang="en")
    rows = list(csv.DictReader(StringIO(told.removeprefix("\ufeff"))))

    assert told.startswith("\ufeff")
    rules = [rule for question in result.questions for rule in question.rules]
    assert len(rows) == 1 + len(result.questions) + len(rules)
    assert {row["rule"] for row in rows if row["rule"]} == {rule.rule for rule in rules}
    unscored = next(row for row in rows if row["question"] == "dandelion" and not row["rule"])
    assert (unscored["state"], unscored["score"]) == ("withheld", "")


@given(st.text())
def test_a_cell_of_words_never_begins_like_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" \u00a0\u3000").startswith(DANGEROUS)


def test_a_negative_number_stays_a_number() -> None:
    assert harmless(-2.5) == "-2.5"
    assert harmless(None) == ""
