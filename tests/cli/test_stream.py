"""What goes to which stream, and in which colour."""

from __future__ import annotations

import pytest

from auditor.cli import stream
from auditor.errors import AuditorError, ReadError


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def test_an_error_is_three_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    stream.show_error(ReadError("this is no chat", where="a.txt:3", hint="see auditor formats"), "en")
    out, err = capsys.readouterr()

    assert out == ""
    assert err.splitlines() == ["auditor: this is no chat", "  where  a.txt:3", "  do     see auditor formats"]


def test_an_error_in_chinese_stands_in_columns_too(capsys: pytest.CaptureFixture[str]) -> None:
    stream.show_error(ReadError("file_empty", where="聊天.txt", hint="export_again"), "zh")

    assert capsys.readouterr().err.splitlines() == ["auditor: 文件是空的", "  在     聊天.txt", "  可以   重新导出一次"]


def test_an_error_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    stream.show_error(AuditorError("bad \x1b[2J name\n\u202eevil"), "en")

    assert not set("\x1b\u202e") & set(capsys.readouterr().err)


def test_a_remark_cannot_steer_the_terminal_either(capsys: pytest.CaptureFixture[str]) -> None:
    stream.note("client \x1b[2J.txt: it is judged again")

    assert "\x1b" not in capsys.readouterr().err


def test_there_are_no_colours_in_a_pipe_unless_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stream.colored(False) is False
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert stream.colored(False) is True
    assert stream.colored(True) is False
    monkeypatch.setenv("NO_COLOR", "1")
    assert stream.colored(False) is False


def test_the_width_is_asked_for_or_the_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "123")

    assert stream.columns(None) == 123
    assert stream.columns(70) == 70


def test_nothing_is_said_on_stderr_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with stream.working("reading"):
        pass

    assert capsys.readouterr() == ("", "")
