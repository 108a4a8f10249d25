"""The whole batch: skip what is done, hand out the rest, write what comes back, then see what stands in several groups.

Only this process writes, each file whole or not at all and what is remembered last; so a job that ran twice leaves one
result, and a run that was cut off goes on where it stopped. It keeps a row and a few hundred marks a group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.batch import elsewhere, state
from auditor.batch.clients import Group
from auditor.batch.job import RESULT, Job, Retelling, Telling, judge, retell
from auditor.batch.machines import Machines, spread
from auditor.batch.row import Row, unread
from auditor.chat.source import written
from auditor.errors import AuditorError, ReadError

if TYPE_CHECKING:
    from auditor.batch.job import Done

Watch = Callable[[Row], None]
"""Told of every row when it is there."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job with what is to be remembered of it."""

    number: int
    job: Job
    key: str
    policy: str
    export: str


@dataclass(slots=True)
class Batch:
    """A run: the rows and marks so far, by the number of the group, so that no group can stand in it twice."""

    groups: Sequence[Group]
    tellings: Sequence[Telling]
    out: Path
    watch: Watch
    rows: dict[int, Row]
    heard: dict[int, elsewhere.Heard]
    untold: list[str]
    """Groups whose files could not be told what stands in others too."""
    skipped: int = 0

    @classmethod
    def of(cls, groups: Sequence[Group], tellings: Sequence[Telling], out: Path, watch: Watch) -> Batch:
        """Nothing done yet. ``tellings`` says how the files of each group are made."""
        return cls(groups, tellings, out, watch, {}, {}, [])

    def run(self, machines: Callable[[], Machines]) -> list[Row]:
        """Every group's row, in the order of the groups. ``machines`` is asked only when there is something to do."""
        pending = list(self._pending())
        if pending:
            for task, answer in spread(machines(), _judge, pending):
                if isinstance(answer, BaseException):
                    self._put(
                        task.number,
                        unread(task.job.name, task.job.folder, written(Path(task.job.export).name), _died(answer)),
                    )
                else:
                    self._keep(task, answer)
        self._tell_repeated(machines)
        return [self.rows[number] for number in range(len(self.groups))]

    def _pending(self) -> Iterator[Task]:
        """The tasks that are to be done; what is done already, or cannot be, is a row at once."""
        hashes: dict[tuple[str, ...], str] = {}
        for number, (group, telling) in enumerate(zip(self.groups, self.tellings, strict=True)):
            base = written(group.export.name)
            if group.problem is not None:
                self._put(number, unread(group.name, group.folder, base, group.problem))
                continue
            try:
                export = state.content_hash(group.export)
            except OSError as error:
                reason = ReadError("cannot_open", where=base, hint="check_rights", reason=error.strerror or error)
                self._put(number, unread(group.name, group.folder, base, reason))
                continue
            packs = tuple(map(str, group.settled.packs()))
            if packs not in hashes:
                hashes[packs] = state.packs_hash(packs)
            job = Job(
                group.name, group.folder, str(group.export.absolute()), group.settled.reading(), group.settled.audit(),
                packs, hashes[packs], telling,
            )  # fmt: skip
            task = Task(number, job, *state.keys(job, export), export)
            known = state.recall(self.out, group.folder)
            if known is not None and known.key == task.key and self._has_files(group, telling):
                self.skipped += 1
                self.heard[number] = elsewhere.Heard(known.row.title, elsewhere.marks_of(known.sent))
                self._put(number, known.row)
            elif known is not None and _comparable(known, task) and known.export != export:
                yield replace(task, job=replace(job, before=self._saved(group.folder)))
            else:
                yield task

    def _saved(self, folder: str) -> bytes | None:
        """A group's result as it stands; null when it is gone."""
        try:
            return (self.out / folder / RESULT).read_bytes()
        except OSError:
            return None

    def _has_files(self, group: Group, telling: Telling) -> bool:
        return all((self.out / group.folder / name).is_file() for name in telling.names)

    def _keep(self, task: Task, done: Done) -> None:
        """Write a group's files, then remember it. What could not be read is tried again next time."""
        row = done.row
        if row.reason is None:
            before = state.recall(self.out, task.job.folder)
            if before is not None and _comparable(before, task):
                row = row.model_copy(update=_since(before, task, row))
            state.write_files(self.out / task.job.folder, done.files)
            known = state.Remembered(
                key=task.key, policy=task.policy, export=task.export, row=row, sent=list(done.sent)
            )
            state.remember(self.out, task.job.folder, known)
            self.heard[task.number] = elsewhere.Heard(row.title, elsewhere.marks_of(done.sent))
        self._put(task.number, row)

    def _put(self, number: int, row: Row) -> None:
        self.rows[number] = row
        self.watch(row)

    def _tell_repeated(self, machines: Callable[[], Machines]) -> None:
        """Say in each group's files, and in its row, which texts stand in other groups too."""
        numbers = sorted(self.heard)
        found = dict(zip(numbers, elsewhere.meet([self.heard[number] for number in numbers]), strict=True))
        for number, met in found.items():
            others = sorted({numbers[other] for groups in met.values() for other in groups})
            shared = [self.groups[other].name for other in others]
            self.rows[number] = self.rows[number].model_copy(update={"repeated": len(met), "shared_with": shared})
        changed = [number for number in numbers if self._known(number).told != elsewhere.sign(found[number])]
        if not changed:
            return
        by_folder = {self.groups[number].folder: number for number in changed}
        tasks = (self._retelling(number, found[number]) for number in changed)
        for task, files in spread(machines(), retell, tasks):
            number = by_folder[task.folder]
            if isinstance(files, BaseException):
                self.untold.append(self.groups[number].name)  # what is remembered says so: the next run tells it
                continue
            state.write_files(self.out / task.folder, files)
            told = elsewhere.sign(found[number])
            state.remember(self.out, task.folder, self._known(number).model_copy(update={"told": told}))

    def _known(self, number: int) -> state.Remembered:
        known = state.recall(self.out, self.groups[number].folder)
        assert known is not None, "what was heard of was remembered first"
        return known

    def _retelling(self, number: int, met: dict[int, tuple[int, ...]]) -> Retelling:
        folder = self.groups[number].folder
        told, named = elsewhere.repeated(self._known(number).sent, met)
        return Retelling(
            folder, (self.out / folder / RESULT).read_bytes(), tuple(one.model_dump() for one in told), named,
            self.tellings[number],
        )  # fmt: skip


def _comparable(before: state.Remembered, task: Task) -> bool:
    """Judged by other rules, or of another client, another score would say nothing about the group."""
    return before.policy == task.policy and before.row.name == task.job.name


def _since(before: state.Remembered, task: Task, row: Row) -> dict[str, object]:
    """The score before, and what became of the group since. A chat that did not change keeps what was said of it, as
    long as its score stands: told anew in another language it does, judged from a later day it may not."""
    if before.export != task.export:
        return {"before": before.row.score}
    stands = row.score == before.row.score
    return {"before": before.row.before, "became": before.row.became if stands else None}


def _judge(task: Task) -> Done:
    """What a machine is asked to do."""
    return judge(task.job)


def _died(error: BaseException) -> AuditorError:
    """A job that brought no answer: its process died twice, or more often than a cluster puts up with."""
    return AuditorError("process_died", hint="check_it_alone_memory", error=type(error).__name__)
