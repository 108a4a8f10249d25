"""The whole batch: judge every group that changed, see what stands in several groups, then tell each.

Only this process writes, each file whole or not at all and what is remembered last; so a job that ran twice leaves one
result, and a run that was cut off goes on where it stopped. What it keeps of a group is its row and a few hundred marks;
everything larger is on its way to or from a machine, or on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np

from auditor.batch import state
from auditor.batch.clients import Group
from auditor.batch.elsewhere import Heard, Meeting
from auditor.batch.job import Job, Judged, Telling, judge, tell
from auditor.batch.machines import Machines, spread
from auditor.batch.row import Row, unread
from auditor.chat.source import written
from auditor.errors import AuditorError, ReadError

if TYPE_CHECKING:
    from auditor.batch.job import Done

Step = Literal["judging", "telling"]
Watch = Callable[[Row, Step], None]
"""Told of every group when it is judged, and when its files are there or it is known that there will be none."""

Work = TypeVar("Work", bound="Task | Untold")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Task:
    """A group to judge, with what is to be remembered of it."""

    number: int
    job: Job
    key: str
    policy: str
    export: str
    before: state.Remembered | None = None
    """What was known of the same client, judged by the same rules; null for nothing."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A judged group whose files are to be made."""

    number: int
    judged: Judged
    sign: str
    """Of what they are made from."""


@dataclass(slots=True)
class Batch:
    """A run: the rows and marks so far, by the number of the group, so that no group can stand in it twice."""

    groups: Sequence[Group]
    tellings: Sequence[Telling]
    """How the files of each group are made."""
    out: Path
    watch: Watch
    rows: dict[int, Row] = field(default_factory=dict)
    heard: dict[int, Heard] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    """Of what was judged, now or before."""
    exports: dict[str, list[int]] = field(default_factory=dict)
    """Hash of an export → the groups that have it."""
    said: dict[str, Any] = field(default_factory=dict)
    """What rows say in the same words."""
    skipped: int = 0
    """Groups that did not have to be judged."""

    def run(self, machines: Callable[[], Machines]) -> list[Row]:
        """Every group's row, in the order of the groups. ``machines`` is asked only when there is something to do."""
        for task, done in _spread(machines, _judge, self._changed()):
            if isinstance(done, BaseException):
                self._fail(task.number, _died(done))
            elif done.row.reason is not None:  # tried again next time
                self._put_unread(task.number, done.row)
            else:
                self._keep(task, done)
        meeting = Meeting.of(self.heard)
        self.heard.clear()
        for untold, files in _spread(machines, _tell, self._untold(meeting)):
            if isinstance(files, BaseException):
                self._fail(untold.number, _died(files))
            elif isinstance(files, Row):
                self._put_unread(untold.number, files)
            else:
                state.write_told(self.out, self.groups[untold.number].folder, files, untold.sign)
                self.watch(self.rows[untold.number], "telling")
        return [self.rows[number] for number in range(len(self.groups))]

    def _changed(self) -> Iterator[Task]:
        """The groups that are to be judged; what is known already, or cannot be read, is a row at once."""
        hashes: dict[tuple[str, ...], str] = {}
        for number, group in enumerate(self.groups):
            if group.problem is not None:
                self._fail(number, group.problem)
                continue
            try:
                export = state.content_hash(group.export)
            except OSError as error:
                base = written(group.export.name)
                reason = error.strerror or error
                self._fail(number, ReadError("cannot_open", where=base, hint="check_rights", reason=reason))
                continue
            packs = tuple(map(str, group.settled.packs()))
            if packs not in hashes:
                hashes[packs] = state.packs_hash(packs)
            job = Job(
                group.name, group.folder, str(group.export.absolute()), group.settled.reading(), group.settled.audit(),
                packs, hashes[packs],
            )  # fmt: skip
            task = Task(number, job, *state.keys(job, export), export)
            known = state.recall(self.out, group.folder)
            if known is not None and known.key == task.key:
                self.skipped += 1
                self._put(number, known)
            elif known is not None and known.policy == task.policy and known.row.name == group.name:
                yield self._after(known, task)
            else:  # Judged by other rules, or of another client, another score would say nothing about the group.
                yield task

    def _after(self, known: state.Remembered, task: Task) -> Task:
        """A task that can be compared with what is known; with its result when the chat was another."""
        if known.export == task.export:
            return replace(task, before=known)
        _, result = state.recall_result(self.out, task.job.folder)
        return replace(task, before=known, job=replace(task.job, before=result))

    def _keep(self, task: Task, done: Done) -> None:
        """Remember what was judged."""
        row = done.row if task.before is None else done.row.model_copy(update=_since(task.before, task, done.row))
        marks = [] if done.marks is None else done.marks.tolist()
        known = state.Remembered(key=task.key, policy=task.policy, export=task.export, row=row, marks=marks)
        state.remember(self.out, task.job.folder, known, done.sent, done.result)
        self._put(task.number, known)

    def _put(self, number: int, known: state.Remembered) -> None:
        self.rows[number], self.keys[number] = known.row.sharing(self.said), known.key
        self.exports.setdefault(known.export, []).append(number)
        self.heard[number] = Heard(known.row.title, np.array(known.marks, np.uint64))
        self.watch(known.row, "judging")

    def _fail(self, number: int, error: AuditorError) -> None:
        group = self.groups[number]
        self._put_unread(number, unread(group.name, group.folder, written(group.export.name), error))

    def _put_unread(self, number: int, row: Row) -> None:
        if number not in self.rows:
            self.watch(row, "judging")
        self.rows[number] = row
        self.watch(row, "telling")

    def _untold(self, meeting: Meeting) -> Iterator[Untold]:
        """The groups whose files are to be made. Every row is told with whom its group shares texts, or the export."""
        same = {number: numbers for numbers in self.exports.values() if len(numbers) > 1 for number in numbers}
        for number, key in sorted(self.keys.items()):
            met = meeting.of_group(number)
            shared = [self.groups[other].name for other in met.others]
            twins = [self.groups[other].name for other in sorted(same.get(number, ())) if other != number]
            said = {"repeated": len(met.groups), "shared_with": shared, "same_export": twins}
            row = self.rows[number].model_copy(update=said)
            self.rows[number] = row
            telling = self.tellings[number]
            sign = state.sign(key, repr(telling), repr(sorted(met.groups.items())))
            if state.is_told(self.out, row.folder, telling.names, sign):
                self.watch(row, "telling")
                continue
            sent, result = state.recall_result(self.out, row.folder)
            yield Untold(number, Judged(row, result, sent, met.groups, telling), sign)


def _spread(
    machines: Callable[[], Machines], work: Callable[[Work], Answer], tasks: Iterator[Work]
) -> Iterable[tuple[Work, Answer | BaseException]]:
    """As :func:`spread`; without a task, no machine is started."""
    first = next(tasks, None)
    return () if first is None else spread(machines(), work, chain((first,), tasks))


def _since(before: state.Remembered, task: Task, row: Row) -> dict[str, object]:
    """The score before, and what became of the group since. A chat that did not change keeps what was said of it, as
    long as its score stands: judged from a later day it may not."""
    if before.export != task.export:
        return {"before": before.row.score}
    stands = row.score == before.row.score
    return {"before": before.row.before, "became": before.row.became if stands else None}


def _judge(task: Task) -> Done:
    """What a machine is asked to do first …"""
    return judge(task.job)


def _tell(untold: Untold) -> dict[str, bytes] | Row:
    """… and then."""
    return tell(untold.judged)


def _died(error: BaseException) -> AuditorError:
    """A job that brought no answer: its process died twice, or more often than a cluster puts up with."""
    return AuditorError("process_died", hint="check_it_alone_memory", error=type(error).__name__)
