"""From a path to a chat: which format, which chat, and what is said when there is none."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from auditor.chat.read import FORMATS, formats, read_chat, read_chats
from auditor.errors import AuditorError, ReadError, UsageError

ANDROID = "01/02/2024, 09:00 - Mia added Bo\n13/02/2024, 09:01 - Mia: hi\n13/02/2024, 09:02 - Bo: hello\n"


def test_every_format_is_a_module_with_a_name_and_help_in_both_languages() -> None:
    for name, reader in zip(FORMATS, formats(), strict=True):
        assert name == reader.NAME
        assert reader.PLATFORM
        assert set(reader.HELP) == {"zh", "en"}
        assert all(reader.HELP.values())


def test_a_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "export.bak"
    path.write_text(ANDROID)

    assert read_chat(path).report.format == "whatsapp"
    assert read_chat(str(path)).messages.height == 2


def test_a_zip_gives_its_chat_its_title_and_its_date(tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with 周日慢骑.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("_chat.txt", (2024, 3, 1, 10, 0, 0)), ANDROID)
        archive.writestr("IMG-0001.jpg", b"\xff\xd8\xff")
    chat = read_chat(path)

    assert chat.title == "周日慢骑"
    assert str(chat.exported_at) == "2024-03-01 10:00:00"
    assert chat.report.files == ("_chat.txt",)


def test_a_folder_of_parts_is_one_chat(tmp_path: Path) -> None:
    (tmp_path / "WhatsApp Chat with Rides.txt").write_text(ANDROID)
    (tmp_path / "WhatsApp Chat with Rides (1).txt").write_text(ANDROID + "14/02/2024, 09:00 - Bo: more\n")
    (tmp_path / "notes.md").write_text("about this chat\n")
    chat = read_chat(tmp_path)

    assert chat.title == "Rides"
    assert chat.messages["text"].to_list() == ["hi", "hello", "more"]


def test_zips_of_several_chats_in_a_folder_are_several_chats(tmp_path: Path) -> None:
    for name in ("Rides", "读书会"):
        with zipfile.ZipFile(tmp_path / f"WhatsApp Chat - {name}.zip", "w") as archive:
            archive.writestr("_chat.txt", ANDROID)

    assert [chat.title for chat in read_chats(tmp_path)] == ["Rides", "读书会"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANDROID.encode())))

    assert read_chat("-").messages.height == 2


def test_a_pipe_is_read(tmp_path: Path) -> None:
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_text, args=(ANDROID,)).start()

    assert read_chat(pipe).messages.height == 2


@pytest.fixture
def two_chats(tmp_path: Path) -> Path:
    (tmp_path / "WhatsApp Chat with Rides.txt").write_text(ANDROID)
    (tmp_path / "WhatsApp Chat with 读书会.txt").write_text("13/02/2024, 09:01 - 小北: 早\n")
    return tmp_path


def test_of_many_chats_one_must_be_chosen(two_chats: Path) -> None:
    with pytest.raises(UsageError, match=r"2 chats.*Rides \(2\).*读书会 \(1\)") as error:
        read_chat(two_chats)

    assert "--chat" in error.value.hint
    assert len(read_chats(two_chats)) == 2


def test_names_of_chats_are_listed_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        '13/02/2024, 09:01 - Mia created group "\x1b[2Jevil 👨\u200d👩\u200d👧"\n13/02/2024, 09:02 - Mia: hi\n'
    )
    (tmp_path / "b.txt").write_text("13/02/2024, 09:01 - Mia: hi\n")
    with pytest.raises(UsageError) as error:
        read_chat(tmp_path)

    assert "\\x1b[2Jevil 👨\u200d👩\u200d👧 (1); b (1)" in error.value.what


def test_a_chat_is_chosen_by_its_name(two_chats: Path) -> None:
    assert read_chat(two_chats, chat="读书会").messages["text"].to_list() == ["早"]
    assert read_chat(two_chats, chat="rides ").title == "Rides"


def test_an_unknown_chat_is_met_with_the_nearest_names(two_chats: Path) -> None:
    with pytest.raises(UsageError, match="no chat 'Ride'") as error:
        read_chat(two_chats, chat="Ride")

    assert "Rides" in error.value.hint


def test_a_missing_file_is_met_with_the_nearest_name(two_chats: Path) -> None:
    with pytest.raises(ReadError, match="no such file") as error:
        read_chat(two_chats / "WhatsApp Chat with Ridse.txt")

    assert "WhatsApp Chat with Rides.txt" in error.value.hint


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"hello\nworld\n", "no format fits"),
        (b"SQLite format 3\0" + b"\0" * 100, "a database"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (b"Rar!\x1a\x07\0" + bytes(100), "RAR"),
        (b"\0\x01\x02" * 500, "not text"),
        (b"x" * 1_000_000, "no format fits"),
        (b'{"name": "Rides", "messages": [{"id": 1, "type": "mess', r"\w"),
        (b"[" * 100_000, r"\w"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_what_is_no_chat_is_refused_with_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said) as error:
        read_chat(path)

    assert error.value.hint or error.value.where


def test_the_refusal_says_where_the_formats_are_and_shows_the_first_line_made_harmless(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("\n\x1b[31mred\u202egnip\n".encode())
    with pytest.raises(ReadError) as error:
        read_chat(path)

    assert "auditor formats" in error.value.hint
    assert "\\x1b[31mred" in error.value.what
    assert "\x1b" not in str(error.value)
    assert "\u202e" not in str(error.value)


def test_a_folder_without_a_chat_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(ReadError, match="no chat in here"):
        read_chat(tmp_path)


def test_an_impossible_zone_is_refused(two_chats: Path) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        read_chat(two_chats, zone="Peking")


def test_every_refusal_is_one_sentence_for_the_user(tmp_path: Path) -> None:
    with pytest.raises(AuditorError) as error:
        read_chat(tmp_path / ("x" * 300))

    assert "\n" not in str(error.value)


def test_chats_of_another_format_in_a_folder_are_counted_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2024-05-01, 08:00 - Ann: hello\n2024-05-01, 08:01 - Bo: hi\n")
    (tmp_path / "b.csv").write_text("time,sender,text\n2024-05-01 08:00,Cy,x\n2024-05-01 08:01,Di,y\n")

    notes = {note.code: note.params for note in read_chat(tmp_path).report.notes}

    assert notes["files_left"] == {"count": 1, "files": "b.csv"}
