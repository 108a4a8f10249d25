"""One run of a whole process: its seconds, its peak memory, what it printed."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    cpu: float
    """Processor seconds on all cores: what is left to compare on a busy machine."""
    megabytes: float
    """Peak resident memory, MB of 10⁶ bytes."""


def _home() -> dict[str, str]:
    """Where ``auditor`` is this checkout, compiled once as an installed one is."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def run(command: list[str]) -> Run:
    """Start ``command``, throw its output away, wait. Raises :class:`RuntimeError` with what it complained about."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_home()) as child:
        complaint = child.stderr.read() if child.stderr else b""
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(
            f"{' '.join(command)} ended with {child.returncode}: {complaint.decode(errors='replace')[-800:]}"
        )
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def median(runs: list[Run]) -> Run:
    """The run in the middle, each number apart."""
    return Run(*(statistics.median(numbers) for numbers in zip(*map(astuple, runs), strict=True)))


def auditor(*arguments: str) -> list[str]:
    """The command line of this checkout under this interpreter."""
    return [sys.executable, "-m", "auditor", *arguments]


def printed(code: str, *arguments: str) -> str:
    """What a few lines of Python print, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=_home(), check=True
    )
    return done.stdout.strip()


def machine() -> str:
    """One line on what it ran on."""
    model = platform.processor() or platform.machine()
    told = Path("/proc/cpuinfo")
    if told.exists():
        names = [
            line.partition(":")[2].strip() for line in told.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
