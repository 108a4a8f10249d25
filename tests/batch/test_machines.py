"""Where jobs run: a process that dies costs its own client at most; a Dask worker that dies costs nobody."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from auditor.batch.machines import cluster, spread, this_machine
from auditor.batch.state import packs_hash
from auditor.errors import UsageError
from auditor.saved import load_result

from .conftest import ROOT, SAMPLES, judged, rows_of, write_group

CLIENTS = 24


def half(number: int) -> int:
    """Half of an even number; 13 takes its process along."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 2:
        raise ValueError(number)
    return number // 2


def test_every_task_has_one_answer_though_one_of_them_kills_its_process() -> None:
    with this_machine(2) as machines:
        answers = list(spread(machines, half, range(20)))

    assert sorted(task for task, _ in answers) == list(range(20))
    for task, answer in answers:
        if task % 2 == 0:
            assert answer == task // 2
        else:
            assert isinstance(answer, BaseException)
    assert "BrokenProcessPool" in type(dict(answers)[13]).__name__


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler and two workers, each a process of its own on this machine."""
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    env = {
        **os.environ, "PYTHONPATH": str(ROOT), "POLARS_MAX_THREADS": "1", "PYTHONUNBUFFERED": "1",
        "DASK_DISTRIBUTED__WORKER__DAEMON": "False",
    }  # fmt: skip
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "dask.log").open("wb")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
             "--no-dashboard", "--scheduler-file", str(file)],
            env=env, stdout=log, stderr=log,
        )
    ]  # fmt: skip
    wait_for(file.exists)
    for number in range(2):
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny",
                 "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--name", f"w{number}",
                 "--local-directory", str(tmp_path / f"w{number}")],
                env=env, stdout=log, stderr=log,
            )
        )  # fmt: skip
    yield json.loads(file.read_text())["address"], started[1:]
    for process in reversed(started):
        process.kill()
        process.wait()
    log.close()


def test_a_worker_that_is_killed_in_the_middle_loses_no_client_and_counts_none_twice(
    dask: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, workers = dask
    for number in range(CLIENTS):
        target = write_group(tmp_path / "exports" / f"group{number:02}.json")
        copy(SAMPLES / "dandelion_telegram.json", target)
    (tmp_path / "exports" / "broken.json").write_text("{")
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "auditor",
        "batch",
        "exports",
        "-o",
        "out",
        "--report",
        "md",
        "--scheduler",
        address,
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en"}

    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        wait_for(lambda: len(judged(out)) >= 3)
        workers[0].send_signal(signal.SIGKILL)
        done_then = len(judged(out))
        _, said = run.communicate(timeout=240)

    assert run.returncode == 0, said.decode()
    assert done_then < CLIENTS, "it was killed too late to prove anything"
    rows = rows_of(out)
    assert [row["Client"] for row in rows if row["Why it was not read"]] == ["broken"]
    assert sorted(row["Client"] for row in rows if not row["Why it was not read"]) == [
        f"group{number:02}" for number in range(CLIENTS)
    ]
    one = (out / "group00" / "result.json").read_bytes()
    for row in rows[:-1]:
        folder = out / row["Folder"]
        load_result(folder / "result.json")
        assert (folder / "result.json").read_bytes().replace(row["Client"].encode(), b"group00") == one
        assert sorted(path.name for path in folder.iterdir()) == ["report.md", "result.json"]


def test_without_dask_a_cluster_is_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as where it is not installed

    with pytest.raises(UsageError, match=r"community-auditor\[cluster\]"), cluster("tcp://127.0.0.1:8786"):
        pass


def wait_for(there: Callable[[], Any], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_a_worker_that_lives_for_days_sees_that_a_pack_was_edited(tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text("schema: 1\n", encoding="utf-8")
    before = packs_hash((str(own),))
    own.write_text("schema: 1\n# another threshold\n", encoding="utf-8")

    assert packs_hash((str(own),)) != before
