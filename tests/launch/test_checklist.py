"""Checklists are data, loaded strictly: what is wrong is told with its place and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import trial
from auditor.errors import PackError, UsageError
from auditor.launch.checklist import LoadedChecklist, check_wording, load_checklist, shipped_checklists
from auditor.packs.load import Packs

OWN = """\
schema: 1
checklist: my-list
version: 1.0.0
title: {zh: 我的清单, en: My list}
marks:
  names:
    title: {zh: 名字, en: names}
    finds: names
  everyone:
    title: {zh: 谁都行, en: everybody}
    says: {zh: 没有具体的人, en: nobody in particular}
    words: {zh: 所有人 · 大家, en: everyone · everybody}
texts: {people: [names], need: [names], mutual: [names], offer: [names], price: [names]}
items:
  who:
    question: audience
    blocks: true
    ask: {zh: 谁？, en: Who?}
    why: {zh: 因为要紧, en: It matters}
    good: {zh: 王姐和老周, en: Ana and Ben}
    weak: {zh: 所有人, en: everyone}
    gives_away: {zh: 没有人, en: nobody}
    advice: {zh: 写两个名字, en: Write two names}
    good_if:
      - {names: 1}
    dodge_if: [everyone]
    tests:
      good: {zh: [李姐, 小陈和老郑], en: ["Only Maya", "it is Leo"]}
      weak: {zh: [大家, 所有人都行], en: [everyone, everybody really]}
"""


def own(folder: Path, *changes: tuple[str, str]) -> Path:
    text = OWN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "mine.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_checklist_has_twenty_items_over_all_seven_questions(loaded: LoadedChecklist) -> None:
    items = loaded.checklist.items

    assert len(items) == 20
    assert list(dict.fromkeys(item.question for item in items.values())) == [
        "audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way",
    ]  # fmt: skip
    assert [n for n, item in enumerate(items.values(), 1) if item.blocks] == [1, 2, 4, 6, 9, 12, 19]


def test_every_item_takes_its_own_answers_for_what_they_are(packs: Packs, loaded: LoadedChecklist) -> None:
    outcomes = trial.run(packs, ("launch",), [loaded])

    assert len(outcomes) == 20
    assert [f"{outcome.name}: {outcome.problem}" for outcome in outcomes if not outcome.ok] == []


def test_the_sentences_of_shipped_checklists_are_well_made(packs: Packs) -> None:
    assert [problem for path in shipped_checklists() for problem in check_wording(load_checklist(packs, path))] == []


def test_a_checklist_of_ones_own_is_judged_by_its_own_marks(packs: Packs, tmp_path: Path) -> None:
    from auditor.launch.judging import judge

    loaded = load_checklist(packs, own(tmp_path))

    assert judge(loaded, packs, {"who": "小陈"}, {}).verdict == "ready"
    assert judge(loaded, packs, {"who": "everybody"}, {}).verdict == "not_ready"


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        (("dodge_if: [everyone]", "dodge_if: [evryone]"), "26:16", "did you mean 'everyone'?"),
        (("- {names: 1}", "- {name: 1}"), "25:10", "did you mean 'names'?"),
        (("question: audience", "question: audiance"), "16:5", "did you mean 'audience'?"),
        (("finds: names", "finds: surnames"), "8:5", "did you mean 'names'?"),
        (("    finds: names\n", "    signals: [prom]\n"), "8:15", "did you mean 'promo'?"),
        (("    says: {zh: 没有具体的人, en: nobody in particular}\n", ""), "9:3", "say in both languages"),
        (("blocks: true", "block: true"), "17:5", "did you mean 'blocks'?"),
        (("weak: {zh: [大家, 所有人都行]", "weak: {zh: [大家]"), "29:14", ""),
        (("    dodge_if", "    kept_by: {rule: reliance/without-hosts}\n    dodge_if"), "26:15", "did you mean"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    packs: Packs, tmp_path: Path, change: tuple[str, str], place: str, told: str
) -> None:
    path = own(tmp_path, change)

    with pytest.raises(PackError) as refused:
        load_checklist(packs, path)

    assert refused.value.where == f"{path}:{place}"
    assert told in refused.value.hint


def test_a_checklist_that_is_not_there_is_refused(packs: Packs, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        load_checklist(packs, tmp_path / "none.yml")


def test_tests_of_a_checklist_say_which_answer_is_taken_for_something_else(packs: Packs, tmp_path: Path) -> None:
    from auditor.trial.answers import try_answers

    (outcome,) = try_answers(packs, load_checklist(packs, own(tmp_path, ("[李姐, 小陈和老郑]", "[李姐, 没有名字]"))))

    assert not outcome.ok
    assert outcome.problem == "'没有名字' must be taken for good, is thin"
    assert outcome.where.endswith("mine.yml:15:3")


def test_the_checklist_in_the_manual_works(packs: Packs) -> None:
    from auditor.trial.answers import try_answers

    shown = load_checklist(packs, Path(__file__).resolve().parents[2] / "docs" / "examples" / "reading-club.yml")

    assert [outcome.problem for outcome in try_answers(packs, shown) if not outcome.ok] == []
    assert check_wording(shown) == []
