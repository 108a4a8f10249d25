"""Tables on disk: faithful for programs, harmless for spreadsheets, whole or not at all."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import UsageError
from auditor.tables import write_tables

FRAME = pl.DataFrame(
    {
        "id": [0, 1],
        "at": [datetime(2024, 5, 1, 8, 0), datetime(2024, 5, 1, 8, 0, 0, 250_000)],
        "week": [date(2024, 4, 29), None],
        "text": ["早，\n“大家”", None],
        "names": [["阿明", "群主阿明"], []],
        "kind": pl.Series(["text", None], dtype=pl.Enum(["text"])),
        "promo": [True, None],
        "sure": [0.5, None],
    },
    schema_overrides={"id": pl.UInt32, "at": pl.Datetime("ms")},
)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_parquet_gives_back_what_was_written(tmp_path: Path) -> None:
    (path,) = write_tables({"messages": FRAME}, tmp_path, "parquet")

    assert pl.read_parquet(path).equals(FRAME)


def test_json_lines_have_nulls_lists_booleans_and_iso_times(tmp_path: Path) -> None:
    (path,) = write_tables({"messages": FRAME}, tmp_path, "jsonl")

    first, second = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert first == {
        "id": 0, "at": "2024-05-01T08:00:00", "week": "2024-04-29", "text": "早，\n“大家”", "names": ["阿明", "群主阿明"], "kind": "text",
        "promo": True, "sure": 0.5,
    }  # fmt: skip
    assert second["at"] == "2024-05-01T08:00:00.250"
    assert [second[name] for name in ("week", "text", "kind", "promo", "sure")] == [None] * 5


def test_csv_has_empty_cells_for_null_and_joined_lists(tmp_path: Path) -> None:
    (path,) = write_tables({"messages": FRAME}, tmp_path, "csv")

    first, second = read_csv(path)
    assert list(first.values()) == [
        "0",
        "2024-05-01T08:00:00",
        "2024-04-29",
        "早，\n“大家”",
        "阿明; 群主阿明",
        "text",
        "true",
        "0.5",
    ]
    assert list(second.values()) == ["1", "2024-05-01T08:00:00.250", "", "", "", "", "", ""]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@all", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_csv_holds_no_cell_that_a_spreadsheet_would_run(cell: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"text": [cell, "a" + cell], "names": [[cell], ["a", cell]], "number": [-1, 1]})

    (path,) = write_tables({"x": frame}, tmp_path, "csv")

    rows = read_csv(path)
    assert [row["text"] for row in rows] == ["'" + cell, "a" + cell]
    assert [row["names"] for row in rows] == ["'" + cell, "a; " + cell]
    assert [row["number"] for row in rows] == ["-1", "1"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=5))
def test_any_text_comes_back_from_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    (path,) = write_tables(
        {"x": pl.DataFrame({"id": range(len(texts)), "text": texts})}, tmp_path_factory.mktemp("any"), "csv"
    )

    assert [row["text"].removeprefix("'") for row in read_csv(path)] == [text.removeprefix("'") for text in texts]


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_every_table_is_written_even_an_empty_one(format: Literal["parquet", "csv", "jsonl"], tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"

    paths = write_tables({"messages": FRAME, "events": FRAME.clear()}, folder, format)

    assert [path.name for path in paths] == [f"messages.{format}", f"events.{format}"]
    assert sorted(folder.iterdir()) == sorted(paths)


def test_when_one_table_cannot_be_written_what_was_there_stays(tmp_path: Path) -> None:
    (path,) = write_tables({"a": FRAME}, tmp_path, "csv")
    before = path.read_bytes()

    with pytest.raises(UsageError):
        write_tables({"a": FRAME.clear(), "no/such/folder": FRAME}, tmp_path, "csv")

    assert path.read_bytes() == before
    assert not (tmp_path / ".a.csv.part").exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")

    with pytest.raises(UsageError, match="cannot be written") as error:
        write_tables({"a": FRAME}, file, "csv")

    assert error.value.hint
