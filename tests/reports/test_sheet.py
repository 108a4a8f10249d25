"""The CSV report: a row a rule, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from auditor import audit, load_packs, read_chat
from auditor.reports.media import Medium, render

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
