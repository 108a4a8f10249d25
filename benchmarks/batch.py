"""Many clients: two cores against one, memory against the number of clients, and what a batch adds to each client.

    python benchmarks/batch.py                                  # 200 exports of 20,000 messages
    python benchmarks/batch.py --clients 20 --messages 5000     # to see that it works

Exports are generated, each from another seed; every one of them shares texts with every other. Runs are pinned to cores
where the system can (Linux). What one more client costs a batch is held against ``check``'s own work (read, audit and tell)
over the same exports in one process, with packs loaded and signals compiled once, so that what remains is hashing,
comparing texts, pickling and writing. Both are processor seconds: on a machine that does other things, too, wall time says
little.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import generate
from generate import FOLDER
from runs import ROOT, machine

FEW = 10
"""Clients of the small batch that memory is compared with."""
SAMPLE = 0.1
"""Seconds between two looks at memory."""

ALONE = """
import gc, os, sys, time
os.environ["POLARS_MAX_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
gc.set_threshold(100_000)
from pathlib import Path
from auditor.audit import AuditSettings, audit
from auditor.chat.read import read_chat
from auditor.packs.load import load_packs
from auditor.signals.fire import Matcher
from auditor.reports.media import Medium, render
packs = load_packs()
matcher = Matcher(packs.signals)
def check(path):
    result = audit(read_chat(path), packs, AuditSettings(), matcher)
    result.to_json()
    if sys.argv[3] != "none":
        render(result, Medium(sys.argv[3]), lang="en")
paths = sorted(Path(sys.argv[1]).iterdir())[: int(sys.argv[2])]
check(paths[0])
begin = time.process_time()
for path in paths:
    check(path)
print(time.process_time() - begin)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """One batch."""

    seconds: float
    processor: float
    """Seconds of all its processes together."""
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
    small_one, small = batch(few, 1, asked.report), batch(few, 2, asked.report)
    again = batch(many, 2, asked.report, keep=True)
    alone = float(_python(ALONE, str(many), str(asked.clients), asked.report))
    cost = (one.processor - small_one.processor) / (asked.clients - min(FEW, asked.clients - 1))
    each = alone / asked.clients
    print("| what | value |")
    print("|---|---|")
    print(f"| one core | {one.seconds:.1f} s |")
    print(f"| two cores | {two.seconds:.1f} s, {one.seconds / two.seconds:.2f} × |")
    print(f"| again, nothing changed | {again.seconds:.1f} s |")
    print(f"| peak memory of the coordinator, {min(FEW, asked.clients - 1)} clients | {small.coordinator:,.0f} MB |")
    print(f"| … {asked.clients} clients | {two.coordinator:,.0f} MB |")
    print(f"| peak memory of a worker, {min(FEW, asked.clients - 1)} clients | {small.workers:,.0f} MB |")
    print(f"| … {asked.clients} clients | {two.workers:,.0f} MB |")
    print(f"| one more client in a batch on one core | {1000 * cost:.0f} ms of processor |")
    print(f"| a client read, audited and told in one process | {1000 * each:.0f} ms of processor |")
    print(f"| overhead | {100 * (cost / each - 1):.1f} % |")


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
    begin, before = time.perf_counter(), _processor()
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
    return Ran(seconds, _processor() - before, own, max(peaks.values(), default=0.0))


def _processor() -> float:
    """Seconds of processor of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
