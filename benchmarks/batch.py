"""Many clients: two cores against one, memory against the number of clients, and what a batch adds to each client.

    python benchmarks/batch.py                                  # 200 exports of 20,000 messages
    python benchmarks/batch.py --clients 20 --messages 5000     # to see that it works

Exports are generated, each from another seed; every one of them shares texts with every other. Runs are pinned to cores
where the system can (Linux). What a batch adds is held against ``check``'s own work (read, audit and tell) inside the very
same run, in one process and in processor seconds, jobs and answers pickled as if they went to another: two runs after each
other differ by more than what is measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import generate
from generate import FOLDER
from runs import ROOT, machine

FEW = 10
"""Clients of the small batch that memory is compared with."""
SOME = 40
"""Clients of the batch in which what a batch adds is told from the rest."""
SAMPLE = 0.1
"""Seconds between two looks at memory."""

ADDED = """
import gc, os, pickle, sys, time
os.environ["POLARS_MAX_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
gc.set_threshold(100_000)
from concurrent.futures import Executor, Future
from contextlib import contextmanager
import auditor.chat.read, auditor.reports.media
from importlib import import_module
from auditor.batch import machines
from auditor.cli.app import main
from auditor.result import Result

class Here(Executor):
    def submit(self, work, task):
        future = Future()
        future.set_result(pickle.loads(pickle.dumps(work(pickle.loads(pickle.dumps(task))))))
        return future

@contextmanager
def this_machine(jobs):
    yield machines.Machines(Here(), lambda: 1)

machines.this_machine = this_machine
own, written = 0.0, set()

def timed(function, once=False):
    def run(*given, **named):
        global own
        begin = time.process_time()
        made = function(*given, **named)
        if not once or given[0].chat.title not in written:  # check writes its JSON once; what a batch writes again is added
            own += time.process_time() - begin
        if once:
            written.add(given[0].chat.title)
        return made
    return run

auditor.chat.read.read_chat = timed(auditor.chat.read.read_chat)
judging = import_module("auditor.audit")  # its name stands for its function
judging.audit_and_view = timed(judging.audit_and_view)
auditor.reports.media.render = timed(auditor.reports.media.render)
Result.to_json = timed(Result.to_json, once=True)

def batch(source, out):
    try:
        main(["batch", source, "-o", out, "--jobs", "1", "--report", sys.argv[3], "--no-config"])
    except SystemExit:
        pass

sys.stdout = open(os.devnull, "w")
batch(sys.argv[1], sys.argv[2] + "/warm")
own = 0.0
written.clear()
begin = time.process_time()
batch(sys.argv[1], sys.argv[2] + "/out")
print((time.process_time() - begin - own) / own, file=sys.__stdout__)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """One batch."""

    seconds: float
    coordinator: float
    """Peak memory of the process that hands out, MB."""
    workers: float
    """Peak memory of the largest process that judges, MB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, default=FOLDER / "clients")
    parser.add_argument("--report", default="none", help="html to count in the pages")
    asked = parser.parse_args()

    many = exports(asked.folder, asked.clients, asked.messages)
    few = exports(asked.folder, min(FEW, asked.clients - 1), asked.messages)
    print(f"{machine()}; {asked.clients} exports of {asked.messages:,} messages, report {asked.report}\n")
    one, two = batch(many, 1, asked.report), batch(many, 2, asked.report)
    small = batch(few, 2, asked.report)
    again = batch(many, 2, asked.report, keep=True)
    some = exports(asked.folder, min(SOME, asked.clients), asked.messages)
    with TemporaryDirectory() as out:
        added = float(_python(ADDED, str(some), out, asked.report))
    print("| what | value |")
    print("|---|---|")
    print(f"| one core | {one.seconds:.1f} s |")
    print(f"| two cores | {two.seconds:.1f} s, {one.seconds / two.seconds:.2f} × |")
    print(f"| again, nothing changed | {again.seconds:.1f} s |")
    print(f"| peak memory of the coordinator, {min(FEW, asked.clients - 1)} clients | {small.coordinator:,.0f} MB |")
    print(f"| … {asked.clients} clients | {two.coordinator:,.0f} MB |")
    print(f"| peak memory of a worker, {min(FEW, asked.clients - 1)} clients | {small.workers:,.0f} MB |")
    print(f"| … {asked.clients} clients | {two.workers:,.0f} MB |")
    print(f"| what a batch adds to check's own work, {min(SOME, asked.clients)} clients | {100 * added:.1f} % |")


def exports(folder: Path, clients: int, messages: int) -> Path:
    """A folder of so many exports, made where it is not there yet; the first ones of a larger folder are the same."""
    target = folder / f"{clients}_of_{messages}"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(clients):
        path = target / f"client{number:03}.txt"
        if not path.exists():
            generate.TITLE = f"河湾里 {number:03}"
            generate.write_whatsapp(path.with_suffix(".part"), generate.talk(messages, 1000 + number), 1000 + number)
            path.with_suffix(".part").rename(path)
    return target


def batch(source: Path, cores: int, report: str, *, keep: bool = False) -> Ran:
    """``auditor batch`` on so many cores."""
    out = source.with_name(f"{source.name}_out")
    if not keep:
        shutil.rmtree(out, ignore_errors=True)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "auditor", "batch", str(source), "-o", str(out), "--jobs", str(cores)]
    pin = {"preexec_fn": lambda: os.sched_setaffinity(0, range(cores))} if hasattr(os, "sched_setaffinity") else {}
    begin = time.perf_counter()
    with subprocess.Popen(
        [*command, "--report", report, "--no-config"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **pin
    ) as run:  # fmt: skip
        peaks: dict[int, float] = {}
        watching = threading.Thread(target=_watch, args=(run, peaks))
        watching.start()
        code = run.wait()
        seconds = time.perf_counter() - begin
        watching.join()
    if code:
        raise SystemExit(f"auditor batch ended with {code}")
    own = peaks.pop(run.pid, 0.0)
    return Ran(seconds, own, max(peaks.values(), default=0.0))


def _watch(run: subprocess.Popen[bytes], peaks: dict[int, float]) -> None:
    """Peak memory of the process and of its children."""
    while run.poll() is None:
        for pid in (run.pid, *_children(run.pid)):
            peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
        time.sleep(SAMPLE)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _peak(pid: int) -> float:
    """Peak resident memory so far, MB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), 0.0)


def _python(code: str, *arguments: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    pin = {"preexec_fn": lambda: os.sched_setaffinity(0, range(1))} if hasattr(os, "sched_setaffinity") else {}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, check=True, **pin
    )  # fmt: skip
    return done.stdout.strip()


if __name__ == "__main__":
    main()
