"""The door: help without weight, errors as sentences, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.cli.app import main

ROOT = Path(__file__).resolve().parents[2]


def ran(*words: str) -> int:
    """The exit code of one command, run in this process."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


def test_help_loads_neither_polars_nor_numpy_nor_pydantic() -> None:
    code = (
        "import sys\nfrom auditor.cli.app import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'polars', 'numpy', 'pydantic', 'yaml', 'msgspec'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    from auditor import __version__

    assert ran("--version") == 0
    assert capsys.readouterr().out == f"auditor {__version__}\n"


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran() == 2
    assert "check" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["check", "inspect", "tables", "explain", "formats", "rules"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(command, "--help") == 0
    assert f"auditor {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("chek", "a.txt"), ("check",), ("check", "a.txt", "--width", "many"), ("check", "a.txt", "--nonsense")]
)
def test_a_command_that_cannot_be_understood_ends_with_2(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*words) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "vitality/alife"),
        ("rules", "list", "vitalty"),
        ("rules", "show", "--profile", "no-such"),
        ("check", "a.txt", "--as-of", "yesterday"),
        ("check", "a.txt", "--since", "2024-06-01", "--until", "2024-05-01"),
        ("check", "a.txt", "-o", "a.pdf"),
        ("check", "a.txt", "--pack", "nowhere.yml"),
        ("check", "a.txt", "--fail-under", "x"),
        ("check", "a.txt", "--profile", "no-such"),
        ("check", "nowhere.txt"),
        ("inspect", "nowhere.txt"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_on_stderr_with_2_and_no_traceback(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*words) == 2
    out, err = capsys.readouterr()

    assert out == ""
    assert err.startswith("auditor: ")
    assert "Traceback" not in err and "mistake of ours" not in err


def test_a_mistake_of_ours_is_a_sentence_and_its_traceback_comes_with_debug(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("auditor.packs.load.load_packs", broken)

    assert ran("rules", "list") == 2
    plain = capsys.readouterr().err
    assert ran("rules", "list", "--debug") == 2
    debug = capsys.readouterr().err

    assert "a mistake of ours: ZeroDivisionError: oh" in plain and "--debug" in plain
    assert "Traceback" not in plain and "Traceback" in debug


def test_a_reader_that_goes_away_ends_quietly() -> None:
    done = subprocess.run(
        f"{sys.executable} -m auditor rules list | head -1",
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )

    assert done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupt_ends_quietly_with_130() -> None:
    code = "from auditor.cli import app\nimport auditor.packs.load as load, time\n"
    code += "load.load_packs = lambda *a: (print('ready', flush=True), time.sleep(20))\napp.main(['rules', 'list'])"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=5)

    assert (process.returncode, err) == (130, "")


def test_rules_coverage_names_every_claim_and_lint_tells_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert ran("rules", "coverage", "--lang", "en") == 0
    assert "People speak, and lately." in capsys.readouterr().out
    assert ran("rules", "show", "vitality", "--profile", "trade", "--lang", "zh") == 0
    assert "来自 trade  不看" in capsys.readouterr().out


def test_explain_as_json_is_a_list_of_what_bears_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert ran("explain", "dead", "-f", "json") == 0
    found = json.loads(capsys.readouterr().out)

    assert {one["kind"] for one in found} == {"gate", "verdict"}
    assert all(one["pack"]["pack"] == "verdicts" for one in found)


@pytest.mark.parametrize(
    ("words", "what", "todo"),
    [
        (("chek", "a.txt"), "没有 chek 这个命令", "check"),
        (("check",), "少了 EXPORT", "auditor check --help"),
        (("check", "a.txt", "b.txt"), "多了这些：b.txt", "auditor check --help"),
        (("check", "a.txt", "--ownr", "x"), "没有 --ownr 这个选项", "--owner"),
        (("check", "a.txt", "--width", "many"), "--width 后面要跟一个整数", "auditor check --help"),
        (("check", "a.txt", "--width", "3"), "--width 最小是 40", "auditor check --help"),
        (("check", "a.txt", "--names", "nobody"), "--names 后面的“nobody”不认识", "show, alias, hide"),
        (("tables", "a.txt"), "少了 --output", "auditor tables --help"),
        (("check", "nowhere.txt"), "没有这个文件", "看看路径写对没有"),
        (("check", "a.txt", "--as-of", "yesterday"), "--as-of 后面的“yesterday”不是日期", "2024-05-10"),
        (("check", "a.txt", "--profile", "shop"), "没有“shop”这类群", "trade"),
        (("explain", "vitality/alife"), "规则包里没有叫“vitality/alife”的东西", "vitality/alive"),
    ],
)  # fmt: skip
def test_a_refusal_is_told_in_chinese_to_a_reader_of_chinese(
    words: tuple[str, ...], what: str, todo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(*words, "--lang", "zh") == 2
    told = capsys.readouterr().err

    assert told.startswith(f"auditor: {what}")
    assert todo in told.partition("\n")[2]


def test_the_language_of_a_refusal_is_the_locale_s_when_none_was_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    ran("check", "nowhere.txt")
    chinese = capsys.readouterr().err
    ran("check", "nowhere.txt", "--lang=en")
    english = capsys.readouterr().err

    assert "没有这个文件" in chinese and "there is no such file" in english
