"""Every claim of the method is there, and what cannot be tested says what is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.packs import coverage
from auditor.packs.load import load_packs

METHOD = Path(__file__).resolve().parents[2] / "../shared/METHOD.md"


@pytest.fixture(scope="module")
def rows() -> list[coverage.ClaimRow]:
    return coverage.claims(load_packs())


@pytest.mark.skipif(not METHOD.exists(), reason="the method lies beside the checkout")
def test_the_claims_are_those_of_the_method_in_its_order(rows) -> None:
    stated = re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", METHOD.read_text(encoding="utf-8"), re.M)

    assert [row.claim for row in rows] == stated
    assert len(rows) == 43


def test_every_claim_is_told_in_both_languages(rows) -> None:
    assert all(row.title.zh and row.title.en for row in rows)


def test_a_claim_that_no_rule_measures_says_what_is_missing(rows) -> None:
    for row in rows:
        assert (row.missing is not None) == (row.state in ("manual", "none"))


def test_the_states_are_the_best_of_the_rules(rows) -> None:
    state = {row.claim: row.state for row in rows}

    assert state["vitality.alive"] == "scored"
    assert state["needs.levels"] == "insight"
    assert state["way.strategy-first"] == "manual"


def test_every_rule_is_named_by_the_claim_it_tests(rows) -> None:
    rules = {f"{one.pack.pack}/{name}" for one in load_packs().packs for name in one.pack.rules}

    assert {rule for row in rows for rule in row.rules} == rules


def test_most_claims_are_scored(rows) -> None:
    assert sum(row.state == "scored" for row in rows) >= 38
