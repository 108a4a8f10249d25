"""The engine of the text formats."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.lines import LONGEST_LINE, Shape, find_headers, hang_lines, lock_shapes, read_lines
from auditor.chat.source import SourceFile
from auditor.errors import ReadError

DAY, BARE = Shape(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} "), Shape(r"^[0-9]{2}:[0-9]{2} ")


def content(data: bytes) -> list[str]:
    return read_lines(SourceFile("x", content=data)).text.to_list()


def test_lines_end_at_line_feeds_and_at_nothing_else(tmp_path: Path) -> None:
    data = "a\u2028b\x85c\x0bd\x0ce\rf\r\n\n\tg".encode()
    (tmp_path / "x").write_bytes(data)

    assert content(data) == ["a\u2028b\x85c\x0bd\x0ce\rf", "", "\tg"]
    assert read_lines(SourceFile("x", path=tmp_path / "x")).text.to_list() == content(data)


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    assert content(b"\xef\xbb\xbfa\nb") == ["a", "b"]


def test_broken_bytes_are_replaced_and_noted() -> None:
    found = read_lines(SourceFile("x", content="早\n".encode() + b"\xe6\x97\n"))

    assert found.text.to_list() == ["早", "\ufffd"]
    assert [(note.code, note.params["count"]) for note in found.notes] == [("bytes_replaced", 1)]


def test_a_line_no_app_would_write_is_refused() -> None:
    with pytest.raises(ReadError, match="no chat has such lines") as error:
        read_lines(SourceFile("x.txt", content=b"ok\n" + b"y" * (LONGEST_LINE + 1)))

    assert error.value.where == "x.txt:2"


def test_the_shape_of_most_headers_is_the_files_own() -> None:
    lines = pl.Series(["2024-05-01 a"] * 95 + ["08:00 b"] * 5)

    assert lock_shapes(lines, [BARE, DAY]) == (DAY,)


def test_a_second_shape_is_let_in_where_the_first_leaves_a_tenth() -> None:
    lines = pl.Series(["2024-05-01 a"] * 80 + ["08:00 b"] * 20)

    assert lock_shapes(lines, [BARE, DAY]) == (DAY, BARE)


def test_a_file_may_have_no_shape() -> None:
    lines = pl.Series(["hello"])

    assert lock_shapes(lines, [BARE, DAY]) == ()
    assert find_headers(lines, ()).is_empty()


def test_lines_hang_below_the_header_above_them() -> None:
    lines = pl.Series(["top", "2024-05-01 a", "", "more", "08:00 b", "2024-05-02 c", "end"])
    blocks = hang_lines(lines, find_headers(lines, (DAY, BARE)))

    assert blocks.select("line", "shape", "head", "more", "lines").rows() == [
        (2, 0, "2024-05-01 a", "\nmore", 3),
        (5, 1, "08:00 b", None, 1),
        (6, 0, "2024-05-02 c", "end", 2),
    ]


@given(st.lists(st.sampled_from(["2024-05-01 a", "08:00 b", "", "x"]) | st.text(max_size=5), max_size=40))
@settings(max_examples=40, deadline=None)
def test_no_line_is_lost_and_none_is_counted_twice(raw: list[str]) -> None:
    lines = pl.Series(raw, dtype=pl.String)
    headers = find_headers(lines, (DAY, BARE))
    blocks = hang_lines(lines, headers)
    above = headers["line"][0] - 1 if headers.height else len(lines)

    assert above + int(blocks["lines"].sum()) == len(lines)
    whole = [
        text
        for block in blocks.iter_rows(named=True)
        for text in (block["head"], *((block["more"] or "").split("\n") if block["more"] is not None else []))
    ]
    assert "\n".join(whole) == "\n".join(raw[above:])
