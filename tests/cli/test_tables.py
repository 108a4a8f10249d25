"""``auditor tables``: five files in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.cli.app import main

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


def test_five_tables_are_written_and_named_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "tables",
                str(SAMPLES / "too_early_whatsapp.txt"),
                "-o",
                str(tmp_path / "new"),
                "-f",
                "jsonl",
                "--names",
                "alias",
            ]
        )
    out, err = capsys.readouterr()

    assert not ended.value.code and out == ""
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        "messages.jsonl", "events.jsonl", "people.jsonl", "replies.jsonl", "weeks.jsonl",
    }  # fmt: skip
    assert err.count("too_early") == 0 and err.count("jsonl") == 5
    rows = [json.loads(line) for line in (tmp_path / "new" / "messages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == list(range(len(rows)))
    assert all(row["name"].startswith("P") for row in rows)


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(SystemExit) as ended:
        main(["tables", str(SAMPLES / "too_early_whatsapp.txt"), "-o", str(taken)])

    assert ended.value.code == 2
    assert "not a folder" in capsys.readouterr().err
