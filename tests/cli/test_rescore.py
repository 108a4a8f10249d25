"""``rescore`` and ``diff`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import run

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


@pytest.fixture
def old(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    day, saved = "2024-06-29", tmp_path / "old.json"
    run(capsys, "check", SAMPLES / "dead_weflow.json", "--until", day, "--as-of", day, "-o", saved)
    return saved


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    saved = tmp_path / "new.json"
    run(capsys, "check", SAMPLES / "dead_weflow.json", "-o", saved)
    return saved


def test_a_result_judged_again_with_nothing_changed_is_the_same_file(
    capsys: pytest.CaptureFixture[str], new: Path, tmp_path: Path
) -> None:
    code, _, _ = run(capsys, "rescore", new, "-o", tmp_path / "again.json")

    assert code == 0
    assert (tmp_path / "again.json").read_bytes() == new.read_bytes()


def test_weights_and_profile_change_the_answer(capsys: pytest.CaptureFixture[str], new: Path) -> None:
    code, out, _ = run(capsys, "rescore", new, "--profile", "hobby", "--weight", "audience=5", "-f", "json")
    told = json.loads(out)

    assert code == 0
    assert told["profile"]["name"] == "hobby"
    assert told["questions"][0]["weight"] == 5
    assert told["chat"] == json.loads(new.read_text(encoding="utf-8"))["chat"]


def test_a_weight_may_be_given_to_check_as_well(capsys: pytest.CaptureFixture[str], new: Path, tmp_path: Path) -> None:
    run(capsys, "check", SAMPLES / "dead_weflow.json", "--weight", "audience=5", "-o", tmp_path / "a.json")
    run(capsys, "rescore", new, "--weight", "audience=5", "-o", tmp_path / "b.json")

    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


@pytest.mark.parametrize("wish", ["audience", "audience=", "audience=9", "audience=-1", "audience=nan", "shop=2", "=3"])
def test_a_weight_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], new: Path, wish: str) -> None:
    code, out, err = run(capsys, "rescore", new, "--weight", wish)

    assert (code, out) == (2, "")
    assert "--weight" in err


def test_the_last_line_says_what_to_type(capsys: pytest.CaptureFixture[str], new: Path) -> None:
    _, out, _ = run(capsys, "rescore", new, "--lang", "en", "--width", "140")

    assert out.splitlines()[-1].endswith(f"auditor rescore {new} --lang en --profile hobby")


def test_an_export_is_no_result(capsys: pytest.CaptureFixture[str], new: Path) -> None:
    for words in (("rescore", SAMPLES / "dead_weflow.json"), ("diff", new, SAMPLES / "dead_weflow.json")):
        code, out, err = run(capsys, *words, "--lang", "zh")

        assert (code, out) == (2, "")
        assert "不是 auditor 存下来的结果" in err


# --- diff ---


def test_it_answers_in_its_first_line_and_ends_well(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    code, out, err = run(capsys, "diff", old, new, "--lang", "en")

    assert (code, err) == (0, "")
    assert out.startswith(" Worse: 75 → 20 (−55")


def test_worse_fails_a_pipeline_that_asked_for_it(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    code, _, err = run(capsys, "diff", old, new, "--fail-if-worse", "--lang", "en")

    assert code == 1
    assert "worse: the overall score" in err


def test_not_worse_passes_it(capsys: pytest.CaptureFixture[str], new: Path) -> None:
    assert run(capsys, "diff", new, new, "--fail-if-worse")[0] == 0


def test_what_cannot_be_told_at_all_ends_with_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved = tmp_path / "early.json"
    run(capsys, "check", SAMPLES / "too_early_whatsapp.txt", "-o", saved)

    assert run(capsys, "diff", saved, saved, "--fail-if-worse")[0] == 3
    assert run(capsys, "diff", saved, saved)[0] == 0


def test_it_is_written_by_the_suffix(capsys: pytest.CaptureFixture[str], old: Path, new: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("d.txt", "d.json", "d.md")]
    code, out, _ = run(capsys, "diff", old, new, *(word for file in files for word in ("-o", file)))

    assert (code, out) == (0, "")
    assert files[0].read_text(encoding="utf-8").startswith(" ")
    assert json.loads(files[1].read_text(encoding="utf-8"))["whole"]["judged"] == "worse"
    assert files[2].read_text(encoding="utf-8").startswith("# ")


def test_media_it_does_not_have_are_refused_before_the_work(
    capsys: pytest.CaptureFixture[str], old: Path, new: Path, tmp_path: Path
) -> None:
    for words in (("-o", tmp_path / "d.html"), ("-f", "csv")):
        code, out, err = run(capsys, "diff", old, new, *words, "--lang", "en")

        assert (code, out) == (2, "")
        assert ".md" in err
    assert not (tmp_path / "d.html").exists()


def test_neither_result_is_overwritten(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> None:
    before = old.read_bytes(), new.read_bytes()

    for path in (old, new):
        assert run(capsys, "diff", old, new, "-o", path)[0] == 2
    assert (old.read_bytes(), new.read_bytes()) == before
