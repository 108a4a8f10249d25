"""One group in, its row and files out. Runs in any process on any machine that sees the export; writes nothing.

A job is a pure function: done twice, because a machine died while it worked, it gives the same again. Its answer goes
back to whoever asked, who alone writes files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.locale import Lang
from auditor.reports.media import PLAIN, Letterhead, Medium

if TYPE_CHECKING:
    from auditor.audit import AuditSettings
    from auditor.batch.row import Row
    from auditor.batch.state import Sent
    from auditor.comparison import Direction
    from auditor.packs.load import Packs
    from auditor.result import Result
    from auditor.signals.fire import Matcher

RESULT = "result.json"
SETS = 4
"""Sets of packs that a process keeps ready."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a group's files are made."""

    lang: Lang
    medium: Medium | None
    """Of the report; null for none."""
    letterhead: Letterhead = PLAIN

    def files(self, result: Result) -> dict[str, bytes]:
        """Name → content."""
        from auditor.reports.media import render

        made = {RESULT: result.to_json().encode("utf-8", "replace")}
        if self.medium is not None:
            told = render(result, self.medium, lang=self.lang, letterhead=self.letterhead)
            made[f"report.{self.medium.value}"] = told.encode("utf-8", "replace")
        return made

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files."""
        return (RESULT,) if self.medium is None else (RESULT, f"report.{self.medium.value}")


@dataclass(frozen=True, slots=True)
class Job:
    """Everything it takes to judge one group."""

    name: str
    folder: str
    export: str
    """Path, as every machine sees it."""
    reading: Mapping[str, Any]
    settings: AuditSettings
    packs: tuple[str, ...]
    """Paths of packs of one's own, as every machine sees them."""
    packs_hash: str
    """What the packs must be, so that two machines never judge by different ones."""
    telling: Telling
    before: bytes | None = None
    """The JSON of the group as it was judged last, when its chat was another; null for none."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: its row, and unless it could not be read, its files and its texts worth comparing."""

    row: Row
    files: Mapping[str, bytes]
    sent: tuple[Sent, ...] = ()


def judge(job: Job) -> Done:
    """Read, judge and tell one group. Whatever goes wrong is a row with its reason: the others go on."""
    from auditor.batch.row import unread
    from auditor.chat.source import written
    from auditor.errors import AuditorError

    base = written(Path(job.export).name)
    try:
        return _judged(job, base)
    except AuditorError as error:
        if error.hint_code == "choose_chat":  # a batch has no flag for it: every client has another
            error.hint_code = "choose_chat_in_list"
        return Done(unread(job.name, job.folder, base, error), {})
    except MemoryError:
        return Done(unread(job.name, job.folder, base, AuditorError("no_memory", hint="give_a_part")), {})
    except Exception as error:  # a mistake of ours in one chat must not cost the other thirty-nine
        said = f"{type(error).__name__}: {error}"
        mistake = AuditorError("mistake_of_ours", hint="check_it_alone", error=said, export=base)
        return Done(unread(job.name, job.folder, base, mistake), {})


def _judged(job: Job, base: str) -> Done:
    from auditor.audit import audit_and_view
    from auditor.batch.elsewhere import sent_texts
    from auditor.batch.row import row_of
    from auditor.chat.read import read_chat
    from auditor.config import run_out

    packs, matcher = ready(job.packs, job.packs_hash)
    chat = read_chat(job.export, **job.reading)
    result, view, names = audit_and_view(chat, packs, job.settings, matcher)
    became = _became(job.before, result, packs) if job.before is not None else None
    row = row_of(job.name, job.folder, base, result, run_out(job.settings, result.chat.as_of), became)
    return Done(row, job.telling.files(result), tuple(sent_texts(view, names)))


def _became(before: bytes, result: Result, packs: Packs) -> Direction | None:
    """What became of the group; null when what was saved last cannot be judged again."""
    from pydantic import ValidationError

    from auditor.diff import diff
    from auditor.errors import AuditorError
    from auditor.result import Result

    try:
        return diff(Result.model_validate_json(before), result, packs).whole.judged
    except (AuditorError, ValidationError):
        return None


@lru_cache(maxsize=SETS)
def ready(packs: tuple[str, ...], wanted: str) -> tuple[Packs, Matcher]:
    """Packs loaded and signals compiled, once a process.

    :raises UsageError: this machine's packs are not those of the machine that asked.
    """
    from auditor.batch.state import packs_hash
    from auditor.errors import UsageError
    from auditor.packs.load import load_packs
    from auditor.signals.fire import Matcher

    if packs_hash(packs) != wanted:
        raise UsageError("packs_differ", hint="same_version")
    loaded = load_packs(*packs)
    return loaded, Matcher(loaded.signals)


@dataclass(frozen=True, slots=True)
class Retelling:
    """A group's result with what only the batch could see."""

    folder: str
    result: bytes
    """The JSON it was saved as."""
    repeated: tuple[Mapping[str, Any], ...]
    named: Mapping[str, str]
    telling: Telling


def retell(job: Retelling) -> Mapping[str, bytes]:
    """Its files anew."""
    from auditor.result import Repeated, Result

    result = Result.model_validate_json(job.result)
    repeated = [Repeated.model_validate(one) for one in job.repeated]
    mentioned = dict(sorted({**result.mentioned, **job.named}.items()))
    return job.telling.files(result.model_copy(update={"repeated": repeated, "mentioned": mentioned}))
