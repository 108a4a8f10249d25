"""Where jobs run: on all cores of this machine, or on a Dask cluster. Either is an executor of the standard library.

Many small chats are judged fastest by one process a core with one thread each: reading and matching leave the others of
a process idle half of the time. What runs on a cluster must see the exports, and packs of one's own, under the same
paths; nothing is written there.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from auditor.errors import UsageError

THREADS = "POLARS_MAX_THREADS"
"""Read by polars when it is first imported, so it must stand in the environment before a process begins."""
AHEAD = 2
"""Jobs handed out for each that runs: the next one waits beside it, and answers do not pile up."""
SELDOM = 100_000
"""As in ``auditor check``: new objects after which Python looks for ones that only hold each other."""
PATIENCE = "15s"
"""How long a scheduler may take to answer."""

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Machines:
    """An executor, how many jobs it can run at once, and how to begin anew when it broke."""

    executor: Executor
    places: Callable[[], int]
    anew: Callable[[], Executor] | None = None
    """Null where the executor mends itself."""


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def this_machine(jobs: int) -> Iterator[Machines]:
    """``jobs`` processes that share the cores."""
    context = multiprocessing.get_context("spawn")
    before = os.environ.get(THREADS)
    os.environ[THREADS] = str(max(1, cores() // jobs))

    def anew() -> Executor:
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle)

    machines = Machines(anew(), lambda: jobs, anew)
    try:
        yield machines
    except BaseException:
        # Interrupted: what is written stays, what runs is done again next time.
        machines.executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    else:
        machines.executor.shutdown()
    finally:
        if before is None:
            os.environ.pop(THREADS, None)
        else:
            os.environ[THREADS] = before


@contextmanager
def cluster(address: str) -> Iterator[Machines]:
    """The workers of the Dask scheduler at ``address``; one that dies is replaced by the others.

    :raises UsageError: the extra ``cluster`` is not installed, or nobody answers at ``address``.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("no_cluster_extra", hint="install_cluster") from None
    try:
        connect: Any = Client  # Dask brings no types
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("no_scheduler", where=address, hint="start_scheduler", reason=type(error).__name__) from None
    try:
        yield Machines(client.get_executor(pure=False), lambda: max(1, sum(client.ncores().values())))
    finally:
        client.close()


def spread(
    machines: Machines, work: Callable[[Task], Answer], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Answer | BaseException]]:
    """Each task with its answer, or with what went wrong where it ran, as they come.

    A process that dies takes its whole pool along. Then the tasks that were out are done again one by one, and the one
    that kills its process a second time is given up.
    """
    rest = iter(tasks)
    out: dict[Future[Answer], Task] = {}
    while True:
        while len(out) < AHEAD * machines.places() and (task := next(rest, None)) is not None:
            out[_submit(machines, work, task)] = task
        if not out:
            return
        done, _ = wait(out, return_when=FIRST_COMPLETED)
        broken = False
        for future in done:
            if machines.anew and isinstance(future.exception(), BrokenExecutor):
                broken = True
            else:
                yield out.pop(future), future.exception() or future.result()
        if broken:
            suspects = list(out.values())
            out.clear()
            yield from _one_by_one(machines, work, suspects)


def _submit(machines: Machines, work: Callable[[Task], Answer], task: Task) -> Future[Answer]:
    """As a future; a pool that is broken already gives one that says so."""
    try:
        return machines.executor.submit(work, task)
    except BrokenExecutor as error:
        future: Future[Answer] = Future()
        future.set_exception(error)
        return future


def _one_by_one(
    machines: Machines, work: Callable[[Task], Answer], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Answer | BaseException]]:
    assert machines.anew is not None
    machines.executor.shutdown(wait=False, cancel_futures=True)
    machines.executor = machines.anew()
    for task in tasks:
        future: Future[Any] = _submit(machines, work, task)
        error = future.exception()
        yield task, error or future.result()
        if isinstance(error, BrokenExecutor):
            machines.executor.shutdown(wait=False, cancel_futures=True)
            machines.executor = machines.anew()


def _settle() -> None:
    """Make a process of the pool fit for its jobs: Ctrl-C is for whoever started it to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)
