"""A saved result judged again: the same bytes with the same packs, and honestly less where it does not hold enough."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.rescore import rescore
from auditor.result import Result
from auditor.saved import load_result

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_exports"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".md")
SIZE = 300_000


@cache
def packs() -> Any:
    return load_packs()


@cache
def result_of(file: str, **settings: Any) -> Result:
    return audit(read_chat(SAMPLES / file), packs(), AuditSettings(**settings))


def saved(result: Result, folder: Path) -> Result:
    (folder / "result.json").write_text(result.to_json(), encoding="utf-8")
    return load_result(folder / "result.json")


@pytest.mark.parametrize("file", FILES)
def test_judged_again_with_the_same_packs_it_is_the_same_to_the_last_byte(file: str, tmp_path: Path) -> None:
    result = result_of(file)

    assert rescore(saved(result, tmp_path), packs()).to_json() == result.to_json()


@pytest.mark.parametrize("file", FILES)
def test_the_draws_do_not_make_a_result_heavy(file: str) -> None:
    assert len(result_of(file).to_json().encode()) < SIZE
