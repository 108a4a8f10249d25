"""Lists of members, as apps, spreadsheets and people write them."""

from __future__ import annotations

import csv
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import UsageError
from auditor.member_list import NAME_HEADERS, members

NAMES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\ufeff"), min_size=1)
    .map(str.strip)
    .filter(lambda name: name and name.lower() not in NAME_HEADERS),
    min_size=1,
    max_size=6,
    unique=True,
)


def listed(text: str, suffix: str) -> tuple[str, ...] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"members.{suffix}")
        path.write_bytes(text.encode())
        count, names = members(str(path))
    assert names is not None and count == len(names)
    return names


@given(NAMES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_one_name_a_line_is_read_whatever_stands_in_it(names: list[str], end: str, headed: bool) -> None:
    first = ["昵称"] if headed else ["first"]

    text = end.join([*first, *names]) + end

    assert listed(text, "txt") == tuple(names if headed else dict.fromkeys(["first", *names]))


@given(NAMES, st.sampled_from([",", "\t", ";"]), st.sampled_from(NAME_HEADERS), st.booleans())
def test_the_column_of_names_is_found_in_any_table(names: list[str], mark: str, header: str, mark_first: bool) -> None:
    out = StringIO()
    rows = [["id", header.title()], *([str(number), name] for number, name in enumerate(names))]
    csv.writer(out, delimiter=mark).writerows(rows)

    assert listed("\ufeff" * mark_first + out.getvalue(), "csv") == tuple(names)


@pytest.mark.parametrize("text", ["", "\n \n", "name\n", "id,name\n1,\n"])
def test_a_list_without_names_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no names"):
        listed(text, "csv")


def test_a_quotation_mark_that_never_ends_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="cannot be read") as refused:
        listed('id,name\n1,"Mia\n' + "2,Bo\n" * 40_000, "csv")

    assert "quotation marks" in refused.value.hint
