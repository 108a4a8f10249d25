"""``auditor config``, and settings files in ``auditor check``."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from auditor.cli.app import main
from auditor.rescore import rescore
from auditor.saved import load_result

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"
MUTE = "mute: [{rule: vitality/not-an-ad-board, reason: 这个群就是卖货的, since: 2025-01-01, until: %s}]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy(SAMPLES / "storefront_wechat.json", tmp_path / "chat.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


def checked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[Any, str]:
    assert ran("check", "chat.json", "-f", "json", "--lang", "en", *words) == 0
    told = capsys.readouterr()
    return json.loads(told.out), told.err


def rule(result: Any, name: str) -> Any:
    return next(rule for question in result["questions"] for rule in question["rules"] if rule["rule"] == name)


def test_check_is_done_by_the_settings_beside_the_export_unless_told_otherwise(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "auditor.yml").write_text("profile: trade\nweights: {way: 0}\n", encoding="utf-8")
    (here / "other.yml").write_text("profile: hobby\n", encoding="utf-8")

    result, _ = checked(capsys)
    assert (result["profile"]["name"], result["sight"]["weights"]) == ("trade", {"way": 0.0})
    assert checked(capsys, "--profile", "parents")[0]["profile"]["name"] == "parents"
    assert checked(capsys, "--config", "other.yml")[0]["profile"]["name"] == "hobby"
    assert checked(capsys, "--no-config")[0]["profile"]["source"] != "given"


def test_a_muted_rule_is_shown_as_muted_with_its_reason_and_counts_no_more(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, _ = checked(capsys)
    (here / "auditor.yml").write_text(MUTE % "2030-01-01", encoding="utf-8")

    result, _ = checked(capsys)

    muted = rule(result, "vitality/not-an-ad-board")
    assert muted["state"] == "muted"
    assert "这个群就是卖货的" in muted["says"]["zh"] and "2025-01-01" in muted["says"]["en"]
    assert muted["value"] == rule(plain, "vitality/not-an-ad-board")["value"]  # policy changes, facts do not
    vitality = [next(q["score"] for q in one["questions"] if q["pack"] == "vitality") for one in (plain, result)]
    assert vitality[0] != vitality[1]


def test_a_mute_that_has_run_out_is_said_and_the_rule_is_judged(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "auditor.yml").write_text(MUTE % "2025-02-01", encoding="utf-8")

    result, said = checked(capsys)

    assert rule(result, "vitality/not-an-ad-board")["state"] == "scored"
    assert "the mute of vitality/not-an-ad-board has run out" in said


def test_a_result_judged_again_keeps_the_reason_of_a_mute(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from auditor.packs.load import load_packs

    (here / "auditor.yml").write_text(MUTE % "2030-01-01", encoding="utf-8")
    assert ran("check", "chat.json", "-o", "result.json") == 0
    capsys.readouterr()

    saved = load_result(here / "result.json")

    assert rescore(saved, load_packs()).to_json() == saved.to_json()


def test_config_show_prints_each_value_with_its_origin_and_what_it_overrides(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "auditor.yml").write_text("owner: [林林]\nprofile: trade\n" + MUTE % "2030-01-01", encoding="utf-8")
    (here / "clients.yml").write_text(
        "clients:\n  - {name: 河湾里, exports: chat.json, profile: hobby}\n", encoding="utf-8"
    )

    assert ran("config", "show", "chat.json", "--lang", "en", "--no-color", "--width", "110") == 0
    shown = capsys.readouterr().out
    assert "林林  auditor.yml:1:1" in shown
    assert "这个群就是卖货的 (2025-01-01 – 2030-01-01)  auditor.yml:3:" in shown
    assert "show  default" in shown

    assert ran("config", "show", "clients.yml", "--lang", "en", "--no-color", "--width", "110") == 0
    shown = capsys.readouterr().out
    assert "hobby  clients.yml:2:" in shown
    assert "overrides trade  auditor.yml:2:1" in shown


def test_config_validate_names_the_place_of_a_mistake_in_either_language(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran("config", "validate", "--lang", "en") in (0, 2)  # whatever stands above this folder
    (here / "auditor.yml").write_text("profile: trade\nwieghts: {way: 0}\n", encoding="utf-8")
    capsys.readouterr()

    assert ran("config", "validate", "--lang", "zh") == 2
    said = capsys.readouterr().err
    assert "没有“wieghts”这一项" in said and "auditor.yml:2:1" in said and "weights" in said
    assert ran("check", "chat.json", "--lang", "en") == 2
    assert "did you mean 'weights'?" in capsys.readouterr().err

    (here / "auditor.yml").write_text("profile: trade\n", encoding="utf-8")
    assert ran("config", "validate", "--lang", "en") == 0
    assert "is sound" in capsys.readouterr().err
