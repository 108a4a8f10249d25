"""Small invented groups, and a batch run as a user runs it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.app import main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_exports"
PEOPLE = "林小满 阿芬 石头 冬青 南风 豆豆 安然 星河".split()
TALK = (
    "东门的路灯修好了吗", "昨晚已经亮了，谢谢物业", "周六谁一起去河边走走", "我去，带上孩子", "有人会修自行车吗",
    "三号楼的老陈会，我帮你问", "太好了，多谢", "桂花开了，路过可以看看",
)  # fmt: skip


def write_group(
    path: Path, *, days: int = 30, start: datetime = datetime(2025, 3, 1, 8), said: Sequence[str] = ()
) -> Path:
    """A lively little group as WhatsApp text; ``said`` is what its host also sends, one a day."""
    lines = []
    for day in range(days):
        at = start + timedelta(days=day)
        for number, text in enumerate(TALK):
            who = PEOPLE[(day * 3 + number) % len(PEOPLE)]
            lines.append(f"{at + timedelta(minutes=7 * number):%Y/%m/%d, %H:%M} - {who}: {text}")
        if day < len(said):
            lines.append(f"{at + timedelta(hours=3):%Y/%m/%d, %H:%M} - {PEOPLE[0]}: {said[day]}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def batch(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run ``auditor batch`` from an empty folder; the exit code, what it printed and what it said."""
    monkeypatch.chdir(tmp_path)

    def ran(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["batch", *map(str, words), "--jobs", "1", "--lang", "en", "--width", "120"])
        told = capfd.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return ran


def rows_of(out: Path) -> list[dict[str, str]]:
    """The table of all clients, read back."""
    with (out / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def result_of(out: Path, folder: str) -> Any:
    """A client's result."""
    return json.loads((out / folder / "result.json").read_text(encoding="utf-8"))


def judged(out: Path) -> set[str]:
    """The clients that a batch will not have to judge again."""
    return {path.stem for path in (out / ".auditor").glob("*.jsonl")}
