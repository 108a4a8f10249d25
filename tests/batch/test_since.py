"""What became of a client whose chat goes on: said where it can be told, and raised where it is worse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from auditor.batch.board import change_text, ordered
from auditor.batch.row import Row

from .conftest import SAMPLES, rows_of, write_group

Ran = Callable[..., tuple[int, str, str]]


def write_storefront(path: Path, until: str) -> None:
    """A group whose host sells more and more, up to a day."""
    told = json.loads((SAMPLES / "storefront_wechat.json").read_text(encoding="utf-8"))
    told = [message for message in told if message["time"][:10] <= until]
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def test_a_client_that_became_worse_is_said_to_be_and_stands_before_those_that_did_not(
    tmp_path: Path, batch: Ran
) -> None:
    spring, summer = "2025-04-13", "2025-05-25"
    south = write_group(tmp_path / "exports" / "north.txt").with_name("south.json")
    write_storefront(south, spring)
    batch("exports", "-o", "out", "--report", "none", "--as-of", spring)
    assert {(row["Before"], row["Change"]) for row in rows_of(tmp_path / "out")} == {("", "")}
    write_storefront(south, summer)

    _, shown, _ = batch("exports", "-o", "out", "--report", "none", "--as-of", summer)

    first, second = rows_of(tmp_path / "out")
    assert (first["Client"], first["Change"]) == ("south", "worse")
    assert first["Before"] and (second["Before"], second["Change"]) == ("", "")
    assert " · worse" in shown
    assert " · worse" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    # What has not changed since keeps what was said of it, also when it is told anew.
    batch("exports", "-o", "out", "--report", "md", "--as-of", summer)
    assert rows_of(tmp_path / "out")[0]["Change"] == "worse"


def test_another_client_in_the_same_folder_has_no_before(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "a.txt")
    write_group(tmp_path / "b.txt", days=20)
    listed = tmp_path / "clients.yml"
    listed.write_text("clients:\n  - {name: river side, exports: a.txt}\n", encoding="utf-8")
    batch("clients.yml", "-o", "out", "--report", "none")
    listed.write_text("clients:\n  - {name: river_side, exports: b.txt}\n", encoding="utf-8")

    batch("clients.yml", "-o", "out", "--report", "none")

    assert rows_of(tmp_path / "out")[0]["Before"] == ""


def row(name: str, **what: object) -> Row:
    return Row.model_validate({"name": name, "folder": name, "export": name, "kind": "campfire", "score": 70.0} | what)


def test_what_became_worse_is_raised_whatever_the_points_and_better_is_not() -> None:
    rows = [row("a", score=55.0), row("b", before=73.5, became="worse"), row("c", before=50.0, became="better")]

    assert [one.name for one in ordered(rows)] == ["b", "a", "c"]


def test_without_a_score_before_there_is_nothing_to_say() -> None:
    assert change_text(row("a"), "en") == ""
    assert change_text(row("a", before=60.0), "zh") == "60 → 70"
    assert change_text(row("a", before=60.0, became="cannot_tell"), "zh") == "60 → 70 · 说不准"
    assert change_text(row("a", before=60.0, became="cannot_tell", score=None), "en") == "60 → — · cannot tell"
