"""``launch.yml``: written for people, read as they mean it, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import UsageError
from auditor.launch.answers import Answers, load_answers, save_answers
from auditor.launch.checklist import LoadedChecklist

AWKWARD = [
    "yes",
    "22:30",
    "# no comment",
    "- a list?",
    "{x}",
    "a: b",
    "'",
    '"',
    "|",
    "~",
    "null",
    "*x",
    "&x",
    "!tag",
    "%",
    "@",
    "1_000",
    "\\n",
]


def round_trip(answers: Answers, path: Path, loaded: LoadedChecklist) -> Answers:
    save_answers(answers, path, loaded.checklist, "zh")
    return load_answers(path, loaded.checklist)


@pytest.mark.parametrize(
    "text", [*AWKWARD, "两行\n\n第二行：有冒号", "  缩进\n    更深", "emoji 🧧 “引号”", "\x1b[31m红\x1b[0m"]
)
def test_an_awkward_answer_comes_back_as_it_was(tmp_path: Path, loaded: LoadedChecklist, text: str) -> None:
    answers = Answers({"for-whom": text}, {"poster": text})

    again = round_trip(answers, tmp_path / "launch.yml", loaded)

    assert again.answers == {"for-whom": text.strip()}
    assert again.texts == {"poster": text.strip()}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_any_answer_comes_back_as_it_was(tmp_path: Path, loaded: LoadedChecklist, text: str) -> None:
    safe = "\n".join(text.encode("utf-8", "replace").decode().splitlines())

    again = round_trip(Answers({"never": text}), tmp_path / "launch.yml", loaded)

    assert again.answers == ({"never": safe.strip()} if safe.strip() else {})


def test_a_poster_with_the_line_ends_of_a_word_processor_comes_back_in_lines(
    tmp_path: Path, loaded: LoadedChecklist
) -> None:
    again = round_trip(Answers({}, {"poster": "周六修水管？\u2028, 带扳手\n[三号院"}), tmp_path / "launch.yml", loaded)

    assert again.texts == {"poster": "周六修水管？\n, 带扳手\n[三号院"}


def test_the_file_has_every_question_above_its_answer(tmp_path: Path, loaded: LoadedChecklist) -> None:
    path = tmp_path / "launch.yml"
    save_answers(Answers({"for-whom": "给三号院的老人"}), path, loaded.checklist, "zh")

    text = path.read_text(encoding="utf-8")
    assert "  # 1 ★ 用一句话说：为了谁、帮他们办成什么？（不提卖）\n  for-whom: 给三号院的老人\n" in text
    assert "  whom-asked:\n" in text
    assert text.count("★") == 7


def test_lists_and_pairs_are_read_as_lines(tmp_path: Path, loaded: LoadedChecklist) -> None:
    path = tmp_path / "launch.yml"
    path.write_text(
        "answers:\n  first-ten:\n    - 王姐: 迎新\n    - 老周\n  never: 12\n  why-now: true\n", encoding="utf-8"
    )

    assert load_answers(path, loaded.checklist).answers == {
        "first-ten": "王姐: 迎新\n老周",
        "never": "12",
        "why-now": "true",
    }


@pytest.mark.parametrize(
    ("text", "place", "code", "hint"),
    [
        ("answers:\n  for-whon: x\n", ":2:3", "no_item_called", "for-whom"),
        ("answers:\n  never: [[x]]\n", "", "", ""),
        ("answers:\n  never: {a: [b]}\n", ":2:3", "answer_not_text", ""),
        ("answers:\n  never: a: b\n", ":2:11", "answers_not_yaml", ""),
        ("answers:\n  never: x\n  never: y\n", ":3:3", "answers_not_yaml", ""),
        ("services:\n  web: x\n", ":1:1", "not_answers", ""),
        ("- x\n", ":1:1", "not_answers", ""),
        ("checklist: other\nanswers: {}\n", ":1:1", "answers_of_another", "--checklist"),
        ("schema: 9\nanswers: {}\n", ":1:1", "answers_newer", ""),
        ("answers: {}\ntexts:\n  posterr: x\n", ":3:3", "no_item_called", "poster"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_in_both_languages(
    tmp_path: Path, loaded: LoadedChecklist, text: str, place: str, code: str, hint: str
) -> None:
    path = tmp_path / "launch.yml"
    path.write_text(text, encoding="utf-8")
    if not code:
        load_answers(path, loaded.checklist)
        return

    with pytest.raises(UsageError) as refused:
        load_answers(path, loaded.checklist)

    assert (refused.value.code, refused.value.where) == (code, f"{path}{place}")
    assert hint in refused.value.hint
    assert refused.value.told("zh") != refused.value.told("en")


def test_a_failed_save_leaves_the_old_answers_and_no_litter(tmp_path: Path, loaded: LoadedChecklist) -> None:
    folder = tmp_path / "gone"

    with pytest.raises(UsageError, match="cannot be written"):
        save_answers(Answers({"never": "x"}), folder / "launch.yml", loaded.checklist, "en")

    assert list(tmp_path.iterdir()) == []
