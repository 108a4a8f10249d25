"""The CSV report: a row a rule, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
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


def test_months_are_rows_of_their_own_behind_the_rules() -> None:
    chat, packs = read_chat(SAMPLES / "storefront_whatsapp_en.txt"), load_packs()
    result = audit(chat, packs, AuditSettings(by="month"))

    rows = list(csv.DictReader(StringIO(render(result, Medium.csv, lang="en").removeprefix("\ufeff"))))
    months = [row for row in rows if row["state"] == "over_time"]

    assert len(months) == len(result.over_time) * (1 + len(result.questions))
    assert months[0]["title"].startswith("2024-09 ")
    assert rows[-len(months) :] == months
