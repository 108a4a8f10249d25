"""Zips: only what may be a chat is unpacked, in memory, and never more than the limits allow."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from auditor.chat.archive import Limits, list_members, open_zip
from auditor.chat.intake import open_source
from auditor.chat.source import SourceFile
from auditor.errors import ReadError


def pack(files: dict[str, bytes], stamp: tuple[int, int, int, int, int, int] = (2025, 6, 1, 12, 0, 0)) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, stamp), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def members(data: bytes, limits: Limits | None = None) -> list[SourceFile]:
    return list_members(open_zip(data, "x.zip"), "x.zip", limits or Limits())


def test_a_member_knows_its_archive_and_its_stamp() -> None:
    (file,) = members(pack({"_chat.txt": b"hello"}))

    assert (file.name, file.container, file.stamped) == ("_chat.txt", "x.zip", datetime(2025, 6, 1, 12))
    assert (file.head(3), file.head(), file.data()) == (b"hel", b"hello", b"hello")


def test_a_stamp_that_packers_write_for_want_of_one_is_none() -> None:
    (file,) = members(pack({"_chat.txt": b"hello"}, (1980, 1, 1, 0, 0, 0)))

    assert file.stamped is None


@pytest.mark.parametrize(
    "name", ["../_chat.txt", "/etc/_chat.txt", "a/../../_chat.txt", "C:/x/_chat.txt", "..\\_chat.txt"]
)
def test_a_path_that_leads_out_is_left_alone(name: str) -> None:
    assert members(pack({name: b"hello"})) == []


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "x.zip"
    archive.write_bytes(pack({"_chat.txt": b"hello", "../up.txt": b"x", "photo.jpg": b"\xff\xd8"}))
    monkeypatch.chdir(tmp_path)
    with open_source(archive) as files:
        assert [(file.name, file.data()) for file in files] == [("_chat.txt", b"hello")]

    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_names_in_chinese_are_read_with_and_without_the_flag_for_utf_8() -> None:
    data = pack({"读书会.txt": b"hello"})
    assert [file.name for file in members(data)] == ["读书会.txt"]

    plain = data.replace("读书会".encode(), "读书会".encode("gb18030") + b"abc")
    flagless = bytearray(plain)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagless.index(magic) + offset
        flagless[at : at + 2] = struct.pack("<H", 0)
    assert [file.name for file in members(bytes(flagless))] == ["读书会abc.txt"]


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    limits = Limits(ratio=50, ratio_from=1024 * 1024)
    (file,) = members(pack({"_chat.txt": b"0" * 4 * 1024 * 1024}), limits)

    assert file.head(100) == b"0" * 100
    with pytest.raises(ReadError, match="archive bombs"):
        file.data()


def test_a_small_file_may_pack_as_well_as_it_likes() -> None:
    (file,) = members(pack({"_chat.txt": b"0" * 1024 * 1024}))

    assert len(file.data()) == 1024 * 1024


def test_a_file_larger_than_the_limit_is_refused_whatever_its_header_says() -> None:
    data = pack({"_chat.txt": bytes(range(256)) * 40})
    lying = data.replace(struct.pack("<I", 256 * 40), struct.pack("<I", 10))
    for archive in (data, lying):
        (file,) = members(archive, Limits(unpacked=1000))
        with pytest.raises(ReadError):
            file.data()


def test_an_archive_of_too_many_files_is_refused() -> None:
    with pytest.raises(ReadError, match="more than 3 files"):
        members(pack({f"{n}.txt": b"" for n in range(4)}), Limits(members=3))


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-30], lambda data: data[:40] + b"\0" * 20 + data[60:], lambda data: b"PK\x03\x04" + b"\0" * 50],
)
def test_a_damaged_archive_is_refused_with_a_sentence(damage: object) -> None:
    data = damage(pack({"_chat.txt": bytes(range(256)) * 40}))  # type: ignore[operator]

    with pytest.raises(ReadError, match="damaged"):
        members(data)[0].data()


def test_a_locked_archive_is_refused_with_a_sentence() -> None:
    data = bytearray(pack({"_chat.txt": b"hello"}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + offset] |= 1
    with pytest.raises(ReadError, match="password"):
        members(bytes(data))[0].data()


def test_an_office_document_is_one_file(tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(pack({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}))
    with open_source(table) as files:
        assert [file.name for file in files] == ["table.xlsx"]


def test_folders_are_read_through_with_the_zips_in_them(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "_chat.txt").write_bytes(b"one")
    (tmp_path / "a" / "photo.jpg").write_bytes(b"two")
    (tmp_path / ".hidden").write_bytes(b"three")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "x.txt").write_bytes(b"four")
    (tmp_path / "b.zip").write_bytes(
        pack({"_chat.txt": b"five", "._chat.txt": b"six", "inner.zip": pack({"x.txt": b"seven"})})
    )
    with open_source(tmp_path) as files:
        found = {(file.container, file.name): file.data() for file in files}

    assert found == {(tmp_path.name, "a/_chat.txt"): b"one", ("b.zip", "_chat.txt"): b"five"}
