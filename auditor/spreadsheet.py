"""CSV that may be opened in a spreadsheet: no cell of it is run there, and Chinese is seen as Chinese."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

RUNS = "^[ \u00a0\u3000]*[=+\\-@\t\r\n|%＝＋－＠]"
"""How a cell begins that a spreadsheet would run (OWASP, CSV injection), full-width signs too; ``'`` before it makes it
text. For Python and polars alike."""
_RUNS = re.compile(RUNS)


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs. Null is an empty cell, and numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = str(value)
    return f"'{text}" if not isinstance(value, int) and _RUNS.match(text) else text


def sheet(rows: Iterable[Iterable[object]]) -> str:
    """A whole file of ``rows``, the headers among them; with the mark by which spreadsheets know UTF-8."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()
