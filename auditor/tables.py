"""Writing tables for anyone's own analysis: Parquet and JSON Lines as they are, CSV safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import polars as pl

from auditor.errors import UsageError
from auditor.spreadsheet import RUNS

Format = Literal["parquet", "csv", "jsonl"]


def write_tables(frames: Mapping[str, pl.DataFrame], folder: Path, format: Format) -> list[Path]:
    """Write each frame to ``folder/NAME.FORMAT`` and return the paths; ``folder`` is made if it is not there.

    The files appear when all of them are written; until then, and when something goes wrong, what was there stays. Times
    are ISO 8601 and booleans ``true`` and ``false``; null is an empty cell in CSV, lists there are joined by ``; ``.

    :raises UsageError: the folder cannot be written to.
    """
    paths = {folder / f"{name}.{format}": frame for name, frame in frames.items()}
    halves = {path: path.with_name(f".{path.name}.part") for path in paths}
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path, frame in paths.items():
                stack.callback(halves[path].unlink, missing_ok=True)
                _write(frame, halves[path], format)
            for path, half in halves.items():
                half.replace(path)
        except OSError as error:
            raise UsageError(
                "tables_not_written",
                where=str(folder),
                hint="another_folder",
                reason=error.strerror or error,
            ) from error
    return list(paths)


def _write(frame: pl.DataFrame, path: Path, format: Format) -> None:
    if format == "parquet":
        frame.write_parquet(path)
    elif format == "jsonl":
        frame.with_columns(_iso(frame)).write_ndjson(path)
    else:
        _flat(frame.with_columns(_iso(frame))).write_csv(path)


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as one cell, and no cell that a spreadsheet would run."""
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    frame = frame.with_columns(pl.col(name).list.eval(pl.element().cast(pl.String)).list.join("; ") for name in lists)
    text = pl.col(pl.String)
    return frame.with_columns(pl.when(text.str.contains(RUNS)).then(pl.lit("'") + text).otherwise(text).name.keep())


def _iso(frame: pl.DataFrame) -> list[pl.Expr]:
    """Times as ISO 8601, with a fraction only where there is one."""
    times = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime)]
    return [pl.col(name).dt.to_string("iso:strict").str.strip_suffix(".000").alias(name) for name in times]
