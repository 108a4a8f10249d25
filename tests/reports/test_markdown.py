"""The Markdown report: everything said, and nothing that strangers wrote does anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import audit, load_packs, read_chat
from auditor.locale import Lang
from auditor.parts import Says
from auditor.reports.markdown import escape
from auditor.reports.media import Letterhead, Medium, render
from auditor.result import Gate, Result

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


@pytest.fixture(scope="module")
def result() -> Result:
    return audit(read_chat(SAMPLES / "storefront_wechat.json"), load_packs())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_what_the_screen_says_kind_first(result: Result, lang: Lang) -> None:
    told = render(result, Medium.md, lang=lang)
    kind = result.verdict.title.zh if lang == "zh" else result.verdict.title.en

    assert told.startswith("# ")
    assert told.splitlines()[2].startswith(f"**{kind}")
    for question in result.questions:
        assert (question.title.zh if lang == "zh" else question.title.en) in told
    for step in result.advice:
        assert escape(step.do.zh if lang == "zh" else step.do.en) in told


def test_what_to_do_and_whom_to_call_stand_before_what_proves_it(result: Result) -> None:
    told = render(result, Medium.md, lang="en", everything=True)

    heads = [line[3:] for line in told.splitlines() if line.startswith("## ")]
    assert heads == [
        "Causes", "Results", "The course", "What to do first", "People and messages to act on", "Every rule",
        "What could not be seen",
    ]  # fmt: skip


def test_a_ceiling_is_told(result: Result) -> None:
    capped = result.model_copy(update={"overall": result.overall.model_copy(update={"score": 50.0, "uncapped": 61.0}), "gates": [
        Gate(gate="root", active=True, ceiling=50.0, measure="audience", value=20, says=Says(code="root", zh="根子没立住", en="the root is missing", params={}))
    ]})  # fmt: skip

    assert "根子没立住（不封顶是 61）。" in render(capped, Medium.md, lang="zh")


def test_with_everything_each_rule_and_its_quotations_are_there(result: Result) -> None:
    told = render(result, Medium.md, lang="zh", everything=True)

    assert all(f"`{rule.rule}`" in told for question in result.questions for rule in question.rules)
    quoted = [evidence for question in result.questions for rule in question.rules for evidence in rule.evidence]
    assert quoted
    assert all(escape(evidence.text) in told for evidence in quoted)


def test_a_letterhead_stands_on_top_harmless(result: Result) -> None:
    told = render(result, Medium.md, lang="en", letterhead=Letterhead("<b>Q3</b>", "@河湾里 [x](http://a)"))

    assert told.startswith("# \\<b\\>Q3\\</b\\>\n\n@\u2060河湾里 \\[x\\](http:\u2060//a)\n")


@given(st.text())
def test_nothing_a_stranger_writes_is_markup_a_mention_or_a_link(text: str) -> None:
    told = escape(text)

    assert "\n" not in told and "\r" not in told
    unescaped = told.replace("\\\\", "")
    for sign in "*_`[]<>|~$":
        assert unescaped.count(sign) == unescaped.count(f"\\{sign}")
    assert "://" not in told
    assert told[:2] not in ("# ", "- ", "+ ")


def test_a_name_that_calls_somebody_calls_nobody() -> None:
    assert escape("@admin #12 https://a.b www.a.b") == "@\u2060admin #\u206012 https:\u2060//a.b www\u2060.a.b"
    assert escape("Tom & Ana &commat;octocat") == "Tom & Ana \\&commat;octocat"
