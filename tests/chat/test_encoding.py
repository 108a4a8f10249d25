"""Which characters bytes stand for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.encoding import decode, decode_head
from auditor.chat.source import HEAD, SourceFile

SIMPLIFIED = "2024/5/1 08:00 - 阿明: 大家早，今天谁去市场？\n2024/5/1 08:01 - 小北: 我去，要带什么？\n"
TRADITIONAL = "2024/5/1 08:00 - 阿明: 大家早，今天誰去市場？\n2024/5/1 08:01 - 小北: 我去，要帶什麼？\n"
KOREAN = "2024. 5. 1. 오전 8:05, 지민 : 안녕하세요 오늘 모임 있나요?\n"
JAPANESE = "2024/05/01, 8:05 - 花子: おはようございます。今日は集まりますか？\n"


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (TRADITIONAL, "big5", "big5"),
        (KOREAN, "cp949", "cp949"),
        (JAPANESE, "cp932", "cp932"),
    ],
)
def test_the_encoding_is_told_from_the_text(text: str, encoding: str, told: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.encoding == told
    assert decoded.replaced == 0


def test_lines_of_two_encodings_in_one_file_are_both_read() -> None:
    decoded = decode(SIMPLIFIED.encode() + SIMPLIFIED.encode("gb18030"))

    assert decoded.text == SIMPLIFIED * 2
    assert decoded.encoding == "utf-8+gb18030"


def test_a_character_cut_in_two_is_replaced_and_counted() -> None:
    decoded = decode(SIMPLIFIED.encode()[:-2])

    assert decoded.text == SIMPLIFIED[:-2] + "\ufffd"
    assert (decoded.encoding, decoded.replaced) == ("utf-8", 1)


def test_a_replacement_character_that_was_written_is_not_counted() -> None:
    assert decode("早\ufffd早".encode() + b"\n\xe6\x97").replaced == 1


def test_bytes_of_no_known_encoding_are_replaced_and_counted() -> None:
    decoded = decode("Déjà prêt ?\n".encode("latin-1"))

    assert decoded.replaced == 3
    assert decoded.text.endswith("t ?\n")


def test_one_byte_order_mark_is_taken_off_and_no_more() -> None:
    assert decode(b"\xef\xbb\xbf" * 5000).text == "\ufeff" * 4999


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_there_is_a_text_for_any_bytes(data: bytes) -> None:
    assert decode(data).replaced >= 0


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200))
def test_utf_8_is_never_mistaken(text: str) -> None:
    assert decode(text.encode()).text == text


def test_the_head_of_a_long_file_ends_with_a_whole_line() -> None:
    line = "早" * 100 + "\n"
    head = decode_head(SourceFile("x", content=line.encode() * (HEAD // 300 + 10)))

    assert head.endswith("早\n")
    assert "\ufffd" not in head


def test_the_head_of_one_long_line_loses_only_the_character_that_is_cut() -> None:
    assert set(decode_head(SourceFile("x", content=("{" + "早" * HEAD).encode()))) == {"{", "早"}
