"""The house rules that no other tool checks."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *code],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=ROOT,
        check=False,
    )


def test_importing_the_package_loads_no_heavy_library() -> None:
    done = run(
        "-c",
        "import sys, auditor; print([m for m in ('polars', 'numpy', 'pydantic', 'yaml', 'rich', 'typer') if m in sys.modules])",
    )

    assert done.stdout.strip() == "[]"


def test_help_loads_neither_polars_nor_numpy_nor_pydantic() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['auditor', '--help']\n"
        "from auditor.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('polars', 'numpy', 'pydantic') if m in sys.modules])"
    )

    assert run("-c", code).stdout.strip().endswith("[]")


def test_the_public_door_is_what_the_readme_says() -> None:
    from auditor import audit, load_packs, read_chat

    chat = read_chat(ROOT / "sample_exports" / "too_early_whatsapp.txt")
    result = audit(chat, load_packs())

    assert result.verdict.kind == "too-early"


@pytest.mark.parametrize("answer", ["Result", "Comparison", "Readiness"])
def test_the_committed_json_schema_is_the_one_the_code_makes(answer: str) -> None:
    model = getattr(importlib.import_module(f"auditor.{answer.lower()}"), answer)
    committed = json.loads((ROOT / "docs" / f"{answer.lower()}.schema.json").read_text(encoding="utf-8"))

    assert committed == model.model_json_schema(by_alias=True)


def test_both_readmes_have_the_same_sections_and_commands() -> None:
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    chinese = (ROOT / "README.zh.md").read_text(encoding="utf-8")

    assert len(re.findall(r"^## ", english, re.M)) == len(re.findall(r"^## ", chinese, re.M))
    commands = [
        {
            re.split(r" {2,}", line)[0]
            for line in re.findall(r"^(?:auditor|pip|python3\.11) (?!check sample).*$", text, re.M)
        }
        for text in (english, chinese)
    ]  # what stands behind two spaces says what a command is for, in the page's own language
    assert commands[0] == commands[1]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_screen_in_the_readme_is_what_the_program_prints(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    export = re.findall(r"^auditor check (sample_exports/\S+)$", text, re.M)[0]
    lang = "zh" if page.endswith("zh.md") else "en"
    shown = re.findall(r"```text\n(.*?)\n```", text, re.S)[0]

    done = run("-m", "auditor", "check", export, "--lang", lang, "--no-color", "--width", "80")

    assert done.stdout.rstrip("\n") == shown


def test_every_link_inside_the_documents_resolves() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "sample_exports").glob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


@pytest.mark.parametrize(
    "name", ["audience", "reliance", "needs", "benefit", "dandelion", "vitality", "way", "verdicts"]
)
def test_every_pack_reaches_the_wheel(name: str) -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert '"rules" = "auditor/_rules"' in settings
    assert (ROOT / "rules" / f"{name}.yml").is_file()


def test_every_sentence_that_a_report_asks_for_is_there() -> None:
    tables = [ROOT / "auditor" / "locale.py", *(ROOT / "auditor").rglob("words.py")]
    known = {
        code for table in tables for code in re.findall(r'^ +"([\w-]+)": \(', table.read_text(encoding="utf-8"), re.M)
    }
    asked = re.compile(r"""(?:\bsay\(|\bone\([\w.]+, [A-Z]+, )"([\w-]+)\"""")
    missing = {
        f"{path.relative_to(ROOT)}: {code}"
        for path in (ROOT / "auditor").rglob("*.py")
        for code in asked.findall(path.read_text(encoding="utf-8"))
        if code not in known and f'"{code}":' not in path.read_text(encoding="utf-8")
    }

    assert missing == set()
