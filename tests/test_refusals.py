"""Why the program refuses: every reason told in both languages, with all it promises to say."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from auditor import refusals
from auditor.errors import AuditorError, PackError, ReadError, UsageError
from auditor.refusals import REFUSALS

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("AuditorError", "ReadError", "UsageError", "ConfigError")


def raised() -> list[tuple[str, ast.Call]]:
    """Every error made in the program, but for those of packs, with its place."""
    found = []
    for path in sorted((ROOT / "auditor").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node))
    return found


def codes(node: ast.expr) -> list[str]:
    """The codes that an argument can be."""
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value in REFUSALS]


def test_no_refusal_is_written_in_one_language_only() -> None:
    alone = [
        place
        for place, call in raised()
        if isinstance(call.args[0], ast.JoinedStr)
        or (isinstance(call.args[0], ast.Constant) and not codes(call.args[0]))
    ]

    assert alone == []


def test_every_refusal_is_given_all_that_its_sentences_want() -> None:
    lacking = []
    for place, call in raised():
        given = {keyword.arg for keyword in call.keywords}
        hint = [keyword.value for keyword in call.keywords if keyword.arg == "hint"]
        for code in [code for node in (call.args[0], *hint) for code in codes(node)]:
            wanted = set(re.findall(r"\{(\w+)\}", REFUSALS[code][1]))
            if None not in given and not wanted <= given:
                lacking.append((place, code, wanted - given))

    assert lacking == []


def test_every_code_stands_in_one_table_only() -> None:
    tables = [
        table
        for name, table in vars(refusals).items()
        if isinstance(table, dict) and name.isupper() and name not in ("REFUSALS", "SYSTEM", "PLATFORMS")
    ]

    assert sum(map(len, tables)) == len(REFUSALS)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_both_languages_say_the_same_with_the_same_numbers(code: str) -> None:
    zh, en = REFUSALS[code]

    assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en))
    assert re.search("[\u4e00-\u9fff]", zh)
    assert not re.search("[\u4e00-\u9fff]", en)
    assert not zh.endswith("。") and not en.endswith(".")


def test_a_refusal_is_told_in_the_language_of_the_reader_and_printed_in_english() -> None:
    error = ReadError("cannot_open", where="a.txt", hint="check_rights", reason="Permission denied")

    assert error.told("zh") == ("文件打不开：没有权限", "看看你有没有读它的权限")
    assert str(error) == "a.txt: the file cannot be opened: Permission denied (check that you may read it)"


def test_a_sentence_that_is_no_code_is_told_as_it_is() -> None:
    error = PackError("unknown key `weigth`", hint="did you mean `weight`? {name}")

    assert error.told("zh") == ("unknown key `weigth`", "did you mean `weight`? {name}")


def test_what_a_stranger_wrote_is_never_taken_for_a_place_to_fill() -> None:
    error = AuditorError("no_chat_named", name="{chats}", hint="chats_there", chats="{name}")

    assert error.what == "there is no chat '{chats}' in here"
    assert error.hint == "there is: {name}"


def test_an_export_in_which_nobody_wrote_is_no_group_to_judge(tmp_path: Path) -> None:
    from auditor import audit, load_packs, read_chat

    path = tmp_path / "WhatsApp Chat with Rides.txt"
    path.write_text(
        "1/2/24, 10:00 - Messages and calls are end-to-end encrypted.\n1/2/24, 10:00 - Ann created group “Rides”\n"
    )

    with pytest.raises(ReadError, match="nobody wrote anything"):
        audit(read_chat(path), load_packs())


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"as_of": date(2020, 1, 1)}, "--as-of 2020-01-01 lies before"),
        ({"until": date(2020, 1, 1)}, "--until 2020-01-01 lies before"),
        ({"since": date(2030, 1, 1)}, "--since 2030-01-01 lies after"),
    ],
)
def test_days_outside_the_life_of_the_chat_are_refused_with_its_own(days: dict[str, date], said: str) -> None:
    from auditor import audit, load_packs, read_chat
    from auditor.audit import AuditSettings

    chat = read_chat(ROOT / "sample_exports" / "too_early_whatsapp.txt")

    with pytest.raises(UsageError, match=said) as error:
        audit(chat, load_packs(), AuditSettings(**days))  # type: ignore[arg-type]
    assert error.value.hint == "its messages run from 2025-03-10 to 2025-03-14"
