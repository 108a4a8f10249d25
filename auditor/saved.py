"""Reading a saved answer back: what ``report``, ``rescore`` and ``diff`` start from."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import ReadError

if TYPE_CHECKING:
    from auditor.result import Result

LARGEST = 64 * 1024 * 1024
"""Bytes; a saved result has some hundred thousand. What is larger is another file, and is not read to find that out."""


def load_result(path: Path) -> Result:
    """The :class:`Result` that ``check -o FILE.json`` wrote to ``path``.

    :raises ReadError: there is no such file, it is no saved result, or a newer version of the program wrote it.
    """
    from pydantic import ValidationError

    from auditor.result import SCHEMA, Result

    where = str(path)
    told = _parsed(_text(path), where)
    if not isinstance(told, dict) or "verdict" not in told or "questions" not in told:
        raise ReadError("not_a_result", where=where, hint="give_a_result")
    number = told.get("schema")
    if isinstance(number, int) and number > SCHEMA:
        raise ReadError("result_newer", where=where, hint="newer_auditor", number=number, known=SCHEMA)
    try:
        return Result.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadError("result_damaged", where=where, hint="make_result_again", place=place) from None


def _text(path: Path) -> str:
    """The file as text."""
    where = str(path)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise ReadError("not_a_result", where=where, hint="give_a_result")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ReadError("no_such_file", where=where, hint="check_path") from None
    except UnicodeDecodeError:
        raise ReadError("not_a_result", where=where, hint="give_a_result") from None
    except OSError as error:
        raise ReadError("cannot_open", where=where, hint="check_rights", reason=error.strerror) from None


def _parsed(text: str, where: str) -> object:
    """The JSON in ``text``; numbers that no result has (``NaN``, ``1e999``) are refused with the rest."""

    def finite(word: str) -> float:
        number = float(word)
        if not math.isfinite(number):
            raise ValueError(word)
        return number

    try:
        return json.loads(text, parse_float=finite, parse_constant=finite)
    except (ValueError, RecursionError):
        raise ReadError("not_a_result", where=where, hint="give_a_result") from None
