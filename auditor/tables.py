"""Writing tables for anyone's own analysis: Parquet and JSON Lines as they are, CSV safe for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import polars as pl

from auditor.errors import UsageError

Format = Literal["parquet", "csv", "jsonl"]

_RUNS = r"^[=+\-@\t\r]"
"""A cell that begins so is run by a spreadsheet; ``'`` before it makes it text."""


def write_tables(frames: Mapping[str, pl.DataFrame], folder: Path, format: Format) -> list[Path]:
    """Write each frame to ``folder/NAME.FORMAT``; the paths written. A file is there whole or not at all.

    Times are ISO 8601, null is an empty cell, lists in CSV are joined by ``; ``.

    :raises UsageError: the folder cannot be written to.
    """
    write: dict[str, Callable[[pl.DataFrame, Path], None]] = {"parquet": _parquet, "csv": _csv, "jsonl": _jsonl}
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in frames.items():
            path = folder / f"{name}.{format}"
            half = folder / f".{name}.{format}.part"
            write[format](table, half)
            half.replace(path)
            written.append(path)
    except OSError as error:
        raise UsageError(
            f"the tables cannot be written: {error.strerror or error}", where=str(folder), hint="choose another folder with -o"
        ) from error
    return written


def _parquet(table: pl.DataFrame, path: Path) -> None:
    table.write_parquet(path)


def _jsonl(table: pl.DataFrame, path: Path) -> None:
    table.with_columns(_iso(table)).write_ndjson(path)


def _csv(table: pl.DataFrame, path: Path) -> None:
    flat = table.with_columns(
        pl.col(name).list.eval(pl.element().cast(pl.String)).list.join("; ")
        for name, dtype in table.schema.items()
        if isinstance(dtype, pl.List)
    )
    text = flat.with_columns(_iso(flat)).with_columns(
        pl.when(pl.col(name).str.contains(_RUNS)).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, dtype in flat.schema.items()
        if dtype == pl.String
    )
    text.write_csv(path)


def _iso(table: pl.DataFrame) -> list[pl.Expr]:
    """Times as ISO 8601 text, to the second where they are whole seconds."""
    return [
        pl.col(name).dt.to_string("iso:strict").str.strip_suffix(".000").alias(name)
        for name, dtype in table.schema.items()
        if isinstance(dtype, pl.Datetime)
    ]
