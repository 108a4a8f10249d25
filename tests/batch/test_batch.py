"""A folder of exports, some of them broken: a row each, files for what could be read, and nothing done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from auditor.saved import load_result

from .conftest import ROOT, SAMPLES, judged, result_of, rows_of, write_group

Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """Three sound exports, three broken ones, a picture."""
    folder = tmp_path / "exports"
    folder.mkdir()
    for name in ("dead_weflow.json", "storefront_whatsapp_en.txt", "dandelion_telegram.json"):
        copy(SAMPLES / name, folder / name)
    (folder / "empty.txt").touch()
    (folder / "noise.json").write_bytes(bytes(range(256)) * 40)
    (folder / "cut_off.json").write_bytes((SAMPLES / "helpdesk_telegram.json").read_bytes()[:20_000])
    (folder / "party.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_every_export_is_a_row_what_presses_first_and_the_broken_ones_last_with_their_reason(
    exports: Path, tmp_path: Path, batch: Ran
) -> None:
    code, shown, said = batch(exports, "-o", "out")

    rows = rows_of(tmp_path / "out")
    assert code == 0
    assert [row["Folder"] for row in rows] == [
        "dead_weflow",
        "storefront_whatsapp_en",
        "dandelion_telegram",
        "",
        "",
        "",
    ]
    assert [row["Client"] for row in rows[3:]] == ["cut_off", "empty", "noise"]
    assert all(row["Why it was not read"] for row in rows[3:])
    assert not any(row["Why it was not read"] for row in rows[:3])
    assert "Dead group" in shown and "not read: the file is empty" in shown
    assert "1 file does not look like an export" in said
    for row in rows[:3]:
        folder = tmp_path / "out" / row["Folder"]
        load_result(folder / "result.json")
        assert "<html" in (folder / "report.html").read_text(encoding="utf-8")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="dead_weflow/report.html"' in page
    assert not list((tmp_path / "out").rglob("*.part"))


def test_a_result_is_what_check_gives_for_the_same_export(exports: Path, tmp_path: Path, batch: Ran) -> None:
    batch(exports, "-o", "out", "--report", "none")

    alone = subprocess.run(
        [sys.executable, "-m", "auditor", "check", str(exports / "dead_weflow.json"), "-f", "json"],
        capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (tmp_path / "out" / "dead_weflow" / "result.json").read_bytes() == alone.stdout


def test_nothing_that_can_be_read_ends_with_2(tmp_path: Path, batch: Ran) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "empty.txt").touch()

    code, shown, _ = batch("exports", "-o", "out")

    assert code == 2
    assert "not read: the file is empty" in shown


def test_gates_hold_for_every_client(exports: Path, batch: Ran) -> None:
    assert batch(exports, "-o", "out", "--report", "none", "--fail-under", "50")[0] == 1
    code, _, said = batch(exports, "-o", "out", "--report", "none", "--fail-on", "clique")
    assert code == 3  # nobody can say of those that could not be read
    assert "cut_off: could not be read" in said


def test_in_a_pipeline_what_was_asked_becomes_annotations_and_the_table_a_summary(
    tmp_path: Path, batch: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(SAMPLES / "dead_weflow.json", write_group(tmp_path / "exports" / "a|b.json"))
    (tmp_path / "exports" / "empty.txt").touch()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    code, _, said = batch("exports", "-o", "out", "--report", "none", "--fail-on", "dead", "--github")

    assert code == 1
    assert "::error title=auditor::a|b: " in said and "::warning title=auditor::empty: " in said
    told = (tmp_path / "summary.md").read_text(encoding="utf-8").splitlines()
    assert told[0] == "# All clients"
    assert told[4].startswith("| Client | Kind | Score |") and told[6].startswith(r"| **a\|b** | Dead group")
    assert told[-2].startswith("- **empty** not read: the file is empty")


def test_what_has_not_changed_is_left_alone_and_what_has_is_done_again(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt")
    south, out = tmp_path / "exports" / "south.txt", tmp_path / "out"
    whole = (SAMPLES / "storefront_whatsapp_en.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    south.write_text("".join(whole[:-100]), encoding="utf-8")

    def stamps() -> list[int]:
        return [(out / name / "result.json").stat().st_mtime_ns for name in ("north", "south")]

    batch("exports", "-o", "out", "--report", "md")
    first = stamps()
    _, _, said = batch("exports", "-o", "out", "--report", "md")
    assert stamps() == first
    assert "2 have not changed" in said

    south.write_text("".join(whole), encoding="utf-8")
    _, shown, said = batch("exports", "-o", "out", "--report", "md")
    assert stamps()[0] == first[0] and stamps()[1] != first[1]
    assert "1 has not changed" in said
    changed = {row["Folder"]: row for row in rows_of(out)}
    assert changed["north"]["Before"] == "" and changed["south"]["Before"] != ""
    assert " → " in shown

    second = stamps()
    batch("exports", "-o", "out", "--report", "md", "--profile", "neighbours")
    assert stamps()[0] != second[0] and stamps()[1] != second[1]
    assert result_of(out, "north")["profile"]["name"] == "neighbours"
    # Judged by other rules, the score of before says nothing.
    assert {row["Before"] for row in rows_of(out)} == {""}


def test_a_report_that_was_deleted_is_made_again(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt")
    batch("exports", "-o", "out", "--report", "md")
    (tmp_path / "out" / "north" / "report.md").unlink()

    batch("exports", "-o", "out", "--report", "md")

    assert (tmp_path / "out" / "north" / "report.md").exists()


def test_another_medium_and_language_are_told_without_judging_again(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt")
    batch("exports", "-o", "out", "--report", "none")
    result = (tmp_path / "out" / "north" / "result.json").read_bytes()

    _, _, said = batch("exports", "-o", "out", "--report", "md")

    assert "1 has not changed and was not judged again" in said
    assert (tmp_path / "out" / "north" / "report.md").read_text(encoding="utf-8").startswith("# ")
    assert (tmp_path / "out" / "north" / "result.json").read_bytes() == result


def test_a_report_in_another_medium_does_not_stay_beside_a_newer_result(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt")
    batch("exports", "-o", "out", "--report", "html")
    (tmp_path / "out" / "north" / "notes.md").write_text("ours", encoding="utf-8")

    batch("exports", "-o", "out", "--report", "md")

    assert {path.name for path in (tmp_path / "out" / "north").iterdir()} == {"notes.md", "report.md", "result.json"}


def test_folders_of_clients_that_are_in_the_batch_no_more_are_named(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt")
    batch("exports", "-o", "out", "--report", "none")
    (tmp_path / "exports" / "north.txt").rename(tmp_path / "exports" / "south.txt")

    _, _, said = batch("exports", "-o", "out", "--report", "none")

    assert "belong to no client of this run and hold earlier reports: north" in " ".join(said.split())


def test_files_of_which_only_some_could_be_written_are_all_written_next_time(tmp_path: Path, batch: Ran) -> None:
    offer = "团购水蜜桃 39 元一箱，今天下单明天到，要的接龙"
    write_group(tmp_path / "exports" / "north.txt", said=[offer])
    batch("exports", "-o", "out", "--report", "md")
    report = tmp_path / "out" / "north" / "report.md"
    before = report.read_bytes()
    report.unlink()
    report.mkdir()
    write_group(tmp_path / "exports" / "south.txt", days=20, said=[offer])
    code, _, said = batch("exports", "-o", "out", "--report", "md")
    assert (code, "report.md" in said) == (2, True)
    report.rmdir()
    report.write_bytes(before)
    (tmp_path / "exports" / "south.txt").unlink()

    code, _, said = batch("exports", "-o", "out", "--report", "md")

    assert code == 0 and "1 has not changed" in said
    assert report.read_bytes() == before
    assert result_of(tmp_path / "out", "north")["repeated"] == []


def test_a_run_that_is_interrupted_leaves_what_is_finished_and_goes_on_from_there(tmp_path: Path) -> None:
    for number in range(12):
        copy(SAMPLES / "dandelion_telegram.json", write_group(tmp_path / "exports" / f"group{number:02}.json"))
    command = [sys.executable, "-m", "auditor", "batch", "exports", "-o", "out", "--report", "none", "--jobs", "1"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en"}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as run:
        wait_for(lambda: len(judged(tmp_path / "out")) >= 2)
        run.send_signal(signal.SIGINT)
        assert run.stderr is not None
        said = run.stderr.read()
        assert run.wait(60) == 130
    finished = judged(tmp_path / "out")
    assert 2 <= len(finished) < 12
    assert "Traceback" not in said
    assert "of 12 are done; run it again to go on from here" in " ".join(said.split())

    again = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)

    assert len(rows_of(tmp_path / "out")) == 12
    assert "have not changed" in again.stderr
    for row in rows_of(tmp_path / "out"):
        load_result(tmp_path / "out" / row["Folder"] / "result.json")


def test_a_folder_inside_is_one_client_and_results_are_none(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "river" / "chat.txt")
    (tmp_path / "exports" / "pictures").mkdir()
    (tmp_path / "exports" / "pictures" / "a.png").touch()

    batch("exports", "-o", "exports/out", "--report", "none")
    batch("exports", "-o", "exports/out", "--report", "none")

    assert [row["Folder"] for row in rows_of(tmp_path / "exports" / "out")] == ["river"]


def test_results_of_an_earlier_batch_that_lie_among_the_exports_are_no_client(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "river.txt")

    batch("exports", "-o", "exports/spring", "--report", "none")
    batch("exports", "-o", "summer", "--report", "none")

    assert [row["Folder"] for row in rows_of(tmp_path / "summer")] == ["river"]


def test_the_first_line_says_how_many_press_and_who_is_too_young_to_judge_gets_no_advice(
    exports: Path, tmp_path: Path, batch: Ran
) -> None:
    copy(SAMPLES / "too_early_whatsapp.txt", exports / "young.txt")

    _, shown, _ = batch(exports, "-o", "out", "--report", "none")

    assert shown.splitlines()[0].split("  ")[-1] == "7 groups · 2 to see first · 3 could not be read"
    rows = {row["Client"]: row for row in rows_of(tmp_path / "out")}
    assert rows["young"]["What to do first"] == ""
    assert rows["dead_weflow"]["What to do first"].startswith("Do not wake it")
    assert rows["dead_weflow"]["Is it alive"] == str(round(float(rows["dead_weflow"]["Is it alive"]), 1))
    assert rows["empty"]["Folder"] == ""


def test_an_export_of_many_chats_is_told_how_a_batch_chooses_one(tmp_path: Path, batch: Ran) -> None:
    chats = ", ".join(
        f'{{"name": "{name}", "type": "private_group", "id": {number}, "messages": [{{"id": 1, "type": "message", '
        f'"date": "2025-03-01T08:00:00", "from": "A", "from_id": "user1", "text": "hello"}}]}}'
        for number, name in enumerate(("River", "Hill"))
    )
    (tmp_path / "account.json").write_text(f'{{"about": "x", "chats": {{"list": [{chats}]}}}}', encoding="utf-8")
    (tmp_path / "clients.yml").write_text("clients: [{name: A, exports: account.json}]", encoding="utf-8")

    _, shown, _ = batch("clients.yml", "-o", "out")

    assert "say chat: NAME for it in clients.yml" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("line", "place", "told"),
    [
        ("tz: Europe/Lodnon", "clients.yml:4:5", "no time zone 'Europe/Lodnon'"),
        ("logo: none.png", "clients.yml:4:5", "there is no file 'none.png'"),
        ("members: none.txt", "clients.yml:4:5", "no such list of members"),
        ("mute: [{rule: way, reason: x, since: 2025-03-01, until: 2025-02-01}]", "clients.yml:4:12", "before `since`"),
    ],
)
def test_what_a_client_names_and_is_not_there_is_told_before_anything_is_read(
    line: str, place: str, told: str, tmp_path: Path, batch: Ran
) -> None:
    write_group(tmp_path / "river.txt")
    (tmp_path / "clients.yml").write_text(
        f"clients:\n  - name: River\n    exports: river.txt\n    {line}\n", encoding="utf-8"
    )

    code, _, said = batch("clients.yml", "-o", "out")

    assert code == 2
    assert place in said and told in said
    assert not (tmp_path / "out").exists()


def test_two_clients_of_one_name_get_folders_of_their_own(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "a" / "chat.txt")
    write_group(tmp_path / "b" / "chat.txt", days=20)
    (tmp_path / "clients.yml").write_text(
        "clients:\n  - {name: 河湾里, exports: a/chat.txt}\n  - {name: 河湾里, exports: b/chat.txt}\n"
        "  - {name: '../../x', exports: a/chat.txt}\n  - {name: all.csv, exports: a/chat.txt}\n",
        encoding="utf-8",
    )

    batch("clients.yml", "-o", "out", "--report", "none")

    folders = [row["Folder"] for row in rows_of(tmp_path / "out")]
    assert len(set(folders)) == 4
    assert all((tmp_path / "out" / folder / "result.json").is_file() for folder in folders)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "clients.yml", "out"}


def test_a_client_has_settings_of_its_own_and_what_it_names_wrongly_is_told_with_its_place(
    tmp_path: Path, batch: Ran
) -> None:
    write_group(tmp_path / "exports" / "north 1.txt")
    write_group(tmp_path / "exports" / "north 2.txt", days=20)
    write_group(tmp_path / "exports" / "south.txt")
    (tmp_path / "auditor.yml").write_text("weights: {audience: 5, way: 0}\nprofile: neighbours\n", encoding="utf-8")
    listed = (
        "clients:\n"
        "  - name: North\n    exports: exports/north*.txt\n    owner: 林小满\n    profile: hobby\n    weights: {way: 2}\n"
        "    mute: [{rule: vitality/alive, reason: closed for the summer, since: 2025-06-01}]\n"
        "  - {name: South, exports: exports/south.txt, lang: zh}\n"
        "  - {name: West, exports: exports/west.txt}\n"
    )
    (tmp_path / "clients.yml").write_text(listed, encoding="utf-8")

    code, _, _ = batch("clients.yml", "-o", "out", "--report", "md")

    assert code == 0
    rows = {row["Client"]: row for row in rows_of(tmp_path / "out")}
    assert set(rows) == {"North · north 1", "North · north 2", "South", "West"}
    assert "exports/west.txt" in rows["West"]["Why it was not read"]
    north, south = (result_of(tmp_path / "out", rows[name]["Folder"]) for name in ("North · north 1", "South"))
    assert (north["profile"]["name"], south["profile"]["name"]) == ("hobby", "neighbours")
    assert north["sight"]["weights"] == {"audience": 5.0, "way": 2.0}
    assert "closed for the summer" in next(
        rule["says"]["en"] for q in north["questions"] for rule in q["rules"] if rule["state"] == "muted"
    )
    assert "七" in (tmp_path / "out" / "South" / "report.md").read_text(encoding="utf-8")

    (tmp_path / "clients.yml").write_text(listed.replace("vitality/alive", "vitality/alife"), encoding="utf-8")
    code, _, said = batch("clients.yml", "-o", "out")
    assert code == 2
    assert "clients.yml:7:13" in said and "vitality/alive" in said


def test_names_of_people_stand_nowhere_when_they_are_hidden(tmp_path: Path, batch: Ran) -> None:
    offer = "团购水蜜桃 39 元一箱，今天下单明天到，要的接龙，联系林小满"
    for name in ("north", "south"):
        write_group(tmp_path / "exports" / f"{name}.txt", said=[offer])

    batch("exports", "-o", "out", "--report", "md", "--names", "hide")

    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            assert "林小满" not in path.read_text(encoding="utf-8"), path


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "=cmd()+1.txt")

    batch("exports", "-o", "out", "--report", "none")

    assert rows_of(tmp_path / "out")[0]["Client"] == "'=cmd()+1"
    assert "=cmd()+1" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_file_named_on_a_chinese_windows_is_a_client_like_any(tmp_path: Path, batch: Ran) -> None:
    made = write_group(tmp_path / "exports" / "x.txt")
    made.rename(made.with_name(os.fsdecode("河湾".encode("gb18030") + b".txt")))

    code, _, _ = batch("exports", "-o", "out", "--report", "md")

    assert code == 0
    assert rows_of(tmp_path / "out")[0]["Client"] == "河湾"
    assert result_of(tmp_path / "out", "河湾")["read"]["files"] == ["河湾.txt"]


@pytest.mark.parametrize("words", [("nowhere",), ("a.txt",), ("void",), ("void", "--scheduler", "tcp://127.0.0.1:9")])
def test_what_cannot_be_a_batch_is_refused(words: tuple[str, ...], tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "a.txt")
    (tmp_path / "void").mkdir()

    code, shown, said = batch(*words)

    assert (code, shown) == (2, "")
    assert said.startswith("auditor: ")


def wait_for(there: Callable[[], Any], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
