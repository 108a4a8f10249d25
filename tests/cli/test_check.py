"""``auditor check`` on two of the sample exports: streams, files, thresholds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.cli import threshold
from auditor.cli.app import main
from auditor.cli.threshold import MET, MISSED, UNDECIDED, Floor
from auditor.reports.terminal import render
from auditor.result import Result

from .conftest import run

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"
STOREFRONT = str(SAMPLES / "storefront_wechat.json")
TOO_EARLY = str(SAMPLES / "too_early_whatsapp.txt")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both files of one run."""
    folder = tmp_path_factory.mktemp("saved")
    with pytest.raises(SystemExit) as ended:
        main(["check", STOREFRONT, "-o", str(folder / "a.json"), "-o", str(folder / "a.txt"), "--lang", "zh"])
    assert not ended.value.code
    return folder


@pytest.fixture(scope="module")
def result(saved: Path) -> Result:
    return Result.model_validate_json((saved / "a.json").read_text(encoding="utf-8"))


def test_the_files_are_the_json_and_the_same_screen_without_colour(saved: Path, result: Result) -> None:
    screen = (saved / "a.txt").read_text(encoding="utf-8")

    assert result.verdict.kind == "storefront"
    assert screen.startswith(" 卖货群")
    assert "\x1b" not in screen
    again = render(result, lang="zh", width=80, color=False)
    assert screen.splitlines()[:-3] == again.splitlines()[: len(screen.splitlines()) - 3]


def test_json_goes_to_stdout_alone_and_does_not_depend_on_the_language(
    capsys: pytest.CaptureFixture[str], saved: Path
) -> None:
    ran = run(capsys, "check", STOREFRONT, "-f", "json", "--lang", "en", "--fail-under", "vitality=1")

    assert ran.code == 0
    assert ran.out == (saved / "a.json").read_text(encoding="utf-8")
    assert json.loads(ran.out)["schema"] == 1


def test_an_old_export_without_a_date_is_warned_about_on_stderr_only(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "check", TOO_EARLY, "--lang", "en", "--width", "80", "--fail-under", "10")

    assert ran.code == UNDECIDED
    assert "run with --as-of today" in ran.err
    assert "run with --as-of today" not in ran.out
    assert ran.out.startswith(" Too early to say")
    assert ran.out.splitlines()[-1].endswith(f"auditor check {TOO_EARLY} --lang en --all")


def test_a_threshold_is_met_missed_or_cannot_be_told(result: Result) -> None:
    score = result.overall.score
    unscored = next(question.pack for question in result.questions if question.score is None)
    assert score is not None

    def code(*thresholds: threshold.Threshold) -> int:
        return threshold.code(threshold.answer(result, thresholds, "zh"))

    assert code(Floor(score)) == MET
    assert code(Floor(score + 1)) == MISSED
    assert code(Floor(0, unscored)) == UNDECIDED
    assert code(Floor(0, unscored), Floor(100)) == MISSED
    assert code() == MET


def test_a_kind_that_must_not_come_out_fails_when_confirmed_and_is_open_when_suspected(result: Result) -> None:
    def code(kind: str, sure: str) -> int:
        verdict = result.verdict.model_copy(update={"sure": sure})
        judged = result.model_copy(update={"verdict": verdict})
        return threshold.code(threshold.answer(judged, [threshold.Unwanted(kind)], "en"))

    assert code(result.verdict.kind, "confirmed") == MISSED
    assert code(result.verdict.kind, "suspected") == UNDECIDED
    assert code("dandelion", "confirmed") == MET


def test_in_a_pipeline_thresholds_become_annotations_and_the_report_a_summary(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    ran = run(capsys, "check", STOREFRONT, "--lang", "en", "--fail-under", "90", "--github")

    assert ran.code == MISSED
    assert "::error title=auditor::" in ran.err
    assert summary.read_text(encoding="utf-8").startswith("# ")
