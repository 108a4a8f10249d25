"""Names of files from other systems, and where bytes come from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.chat.read import read_chat
from auditor.chat.source import SourceFile, decode_name, written
from auditor.errors import ReadError

LINES = "13/02/2024, 09:01 - Mia: hi\n13/02/2024, 09:02 - Bo: hello\n"


@given(st.binary(max_size=30))
def test_whatever_the_bytes_of_a_name_it_can_be_printed_and_saved(raw: bytes) -> None:
    written(os.fsdecode(raw)).encode()


@given(st.text(max_size=20))
def test_a_name_that_is_text_stays_as_it_is(name: str) -> None:
    if not any("\ud800" <= char <= "\udfff" for char in name):
        assert decode_name(name.encode()) == written(name) == name


def test_a_file_named_on_a_chinese_windows_gives_its_chat_a_title(tmp_path: Path) -> None:
    name = os.fsdecode("与周日慢骑的 WhatsApp 聊天.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_text(LINES)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")

    chat = read_chat(tmp_path)

    assert chat.report.files == ("与周日慢骑的 WhatsApp 聊天.txt",)
    assert chat.title == "周日慢骑"
    assert chat.messages.height == 2


def test_what_is_gone_by_the_time_it_is_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        SourceFile("a.txt", path=tmp_path / "a.txt").data()
    assert SourceFile("nothing").head() == b""
