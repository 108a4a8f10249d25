"""How many members a group has, and who they are: a number, or a file of names."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from auditor.errors import UsageError
from auditor.text_files import read_text

NAME_HEADERS = (
    "name",
    "sender",
    "nickname",
    "member",
    "display name",
    "昵称",
    "姓名",
    "名字",
    "名称",
    "成员",
    "群昵称",
)


def members(text: str | None) -> tuple[int | None, tuple[str, ...] | None]:
    """``--members``: the number of members, and their names when a file was given."""
    if text is None:
        return None, None
    if re.fullmatch(r"\d+", text):
        if int(text) == 0:
            raise UsageError("no_members", hint="number_the_app_shows")
        return int(text), None
    content = read_text(Path(text), UsageError, where=text, missing=("no_member_list", "file_or_number"))
    try:
        names = tuple(dict.fromkeys(name for name in _names(content) if name))
    except csv.Error as error:
        raise UsageError("table_unreadable", where=text, hint="check_quotes", error=error) from None
    if not names:
        raise UsageError("member_list_empty", where=text, hint="one_name_a_line")
    return len(names), names


def _names(content: str) -> list[str]:
    """The column called name, of a CSV or TSV; every line, of anything else."""
    lines = content.split("\n")  # names may hold what Python takes for other line ends
    for delimiter in (",", "\t", ";"):
        if delimiter in lines[0]:
            rows = list(csv.reader(lines, delimiter=delimiter))
            head = [cell.strip().lower() for cell in rows[0]]
            at = next((head.index(name) for name in NAME_HEADERS if name in head), None)
            if at is not None:
                return [row[at].strip() for row in rows[1:] if len(row) > at]
    if lines[0].strip().lower() in NAME_HEADERS:
        lines = lines[1:]
    return [line.strip() for line in lines]
