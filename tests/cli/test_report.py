"""A saved result told again, without the chat."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import run

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


def test_a_saved_result_gives_the_report_that_the_chat_gave(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    chat, saved = str(SAMPLES / "helpdesk_telegram.json"), str(tmp_path / "saved.json")
    run(capsys, "check", chat, "-o", saved)
    for name, lang in (("a.md", "zh"), ("a.csv", "en")):
        run(capsys, "check", chat, "-o", str(tmp_path / name), "--lang", lang)

        code, _, _ = run(capsys, "report", saved, "-o", str(tmp_path / f"again.{name}"), "--lang", lang)

        assert code == 0
        assert (tmp_path / f"again.{name}").read_bytes() == (tmp_path / name).read_bytes()


def test_names_are_taken_out_of_every_medium(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    run(capsys, "check", str(SAMPLES / "helpdesk_telegram.json"), "-o", str(saved))
    told = json.loads(saved.read_text(encoding="utf-8"))
    names = {person["name"] for person in told["portrait"]["carrying"]["people"]} | set(told["mentioned"])

    for medium in ("text", "md", "csv", "json"):
        _, out, _ = run(capsys, "report", str(saved), "-f", medium, "--names", "hide", "--lang", "en", "--all")

        assert [name for name in names if len(name) > 3 and name in out] == []


def test_something_else_than_a_result_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"messages": []}', encoding="utf-8")

    code, out, err = run(capsys, "report", str(other), "--lang", "en")

    assert (code, out) == (2, "")
    assert "not a result" in err


def test_a_report_never_overwrites_what_it_is_told_from(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    run(capsys, "check", str(SAMPLES / "too_early_whatsapp.txt"), "-o", str(saved))

    code, _, _ = run(capsys, "report", str(saved), "-o", str(saved))

    assert code == 2
