"""What was promised, beside what happened: who of those named in a promise was heard."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.launch.checklist import LoadedChecklist
from auditor.launch.judging import judge
from auditor.launch.keeping import hold, promises
from auditor.names.naming import Mode, Names
from auditor.packs.load import Packs
from auditor.parts import Says
from auditor.result import Promised, Question, RuleResult

ITEM = "two-weeks-away"


def held(
    loaded: LoadedChecklist, packs: Packs, text: str, spoke: list[str], mode: Mode = "show", score: float | None = None
) -> Promised:
    """What became of the promise ``text``, where these people wrote and its rule has this score."""
    people = pl.DataFrame(
        {
            "person": range(len(spoke)), "key": [f"p{n:010x}" for n in range(len(spoke))], "name": spoke,
            "names": [[name] for name in spoke], "turns": [3] * len(spoke), "messages": [3] * len(spoke),
            "side": ["member"] * len(spoke),
        }
    )  # fmt: skip
    promised = promises(loaded, judge(loaded, packs, {ITEM: text}, {}))
    says = Says(code="x", zh="x", en="x", params={})
    lived = promised.kept_by[ITEM].rule
    rule = RuleResult.model_construct(rule=lived, score=score, confidence="high", title=says, says=says)
    question = Question.model_construct(rules=[rule])
    (kept,) = hold(promised, [question], people, Names(people, mode)).kept
    return kept


def heard(loaded: LoadedChecklist, packs: Packs, text: str, spoke: list[str], mode: Mode = "show") -> Says:
    """What is said of the people named in ``text``."""
    told = held(loaded, packs, text, spoke, mode).heard
    assert told is not None
    return told


@pytest.mark.parametrize(("spoke", "state"), [("李姐", "kept"), ("老王", "cannot_tell")])
def test_what_is_well_without_those_who_promised_it_is_not_their_promise_kept(
    loaded: LoadedChecklist, packs: Packs, spoke: str, state: str
) -> None:
    promise = held(loaded, packs, "李姐，已说好", [spoke], score=100.0)

    assert promise.state == state
    assert (promise.because is None) == (state == "kept")


@pytest.mark.parametrize(
    ("spoke", "zh", "en"),
    [
        (["李姐"], "说过话的：李姐", "heard: 李姐"),
        (["3栋李姐"], "说过话的：3栋李姐（名字只对上一部分）", "heard: 3栋李姐 (by a part of the name)"),
        (["3栋李姐", "李姐"], "说过话的：李姐", "heard: 李姐"),
        (
            ["3栋李姐", "5栋李姐"],
            "说过话的：3栋李姐或5栋李姐（名字只对上一部分）",
            "heard: 3栋李姐 or 5栋李姐 (by a part of the name)",
        ),
        (["老王"], "没见说过话的：李姐", "not heard: 李姐"),
    ],
)
def test_who_is_known_by_a_part_of_the_name_is_said_to_be(
    loaded: LoadedChecklist, packs: Packs, spoke: list[str], zh: str, en: str
) -> None:
    told = heard(loaded, packs, "李姐，已说好", spoke)

    assert (told.zh, told.en) == (zh, en)
    bare = told.zh
    for name in sorted(map(str, told.params.values()), key=len, reverse=True):
        bare = bare.replace(name, "")
    assert "姐" not in bare, "who tells the result without names finds them all among the parameters"


def test_nobody_is_named_where_names_are_hidden(loaded: LoadedChecklist, packs: Packs) -> None:
    told = heard(loaded, packs, "李姐，已说好", ["3栋李姐", "5栋李姐"], "hide")

    assert "李姐" not in told.model_dump_json()
