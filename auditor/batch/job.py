"""One group in, its row and result out; then, with what stands in other groups too, its files. Writes nothing.

Either is a pure function that runs in any process, judging on any machine that sees the export: done twice, because a
machine died while it worked, it gives the same again. Its answer goes back to whoever asked, who alone writes files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import AuditorError
from auditor.locale import Lang
from auditor.reports.media import PLAIN, Letterhead, Medium

if TYPE_CHECKING:
    from auditor.audit import AuditSettings
    from auditor.batch.elsewhere import Marks
    from auditor.batch.row import Row
    from auditor.comparison import Direction
    from auditor.packs.load import Packs
    from auditor.result import Result
    from auditor.signals.fire import Matcher

RESULT = "result.json"
SETS = 4
"""Sets of packs that a process keeps ready."""


def report_name(medium: Medium) -> str:
    """Name of the file that holds the report."""
    return f"report.{medium.value}"


@dataclass(frozen=True, slots=True)
class Telling:
    """How a group's files are made."""

    lang: Lang
    medium: Medium | None
    """Of the report; null for none."""
    letterhead: Letterhead = PLAIN

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files."""
        return (RESULT,) if self.medium is None else (RESULT, report_name(self.medium))


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
    before: bytes | None = None
    """The JSON of the group as it was judged last, when its chat was another; null for none."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job: its row, and unless it could not be read, its result and its texts worth comparing."""

    row: Row
    result: bytes = b""
    """As JSON, before anything is said of other groups."""
    sent: bytes = b""
    """:class:`auditor.batch.sent.Sent`, as JSON in one line."""
    marks: Marks | None = None


def judge(job: Job) -> Done:
    """Read, judge and tell one group. Whatever goes wrong is a row with its reason: the others go on."""
    from auditor.batch.row import unread
    from auditor.chat.source import written

    base = written(Path(job.export).name)
    try:
        return _judged(job, base)
    except Exception as error:
        return Done(unread(job.name, job.folder, base, _why(error, base)))


def _why(error: Exception, base: str) -> AuditorError:
    """What is said of a group that could not be done. A mistake of ours in one chat must not cost the other thirty-nine."""
    if isinstance(error, AuditorError):
        if error.hint_code == "choose_chat":  # a batch has no flag for it: every client has another
            error.hint_code = "choose_chat_in_list"
        return error
    if isinstance(error, MemoryError):
        return AuditorError("no_memory", hint="give_a_part")
    said = f"{type(error).__name__}: {error}"
    return AuditorError("mistake_of_ours", hint="check_it_alone", error=said, export=base)


def _judged(job: Job, base: str) -> Done:
    from auditor.audit import audit_and_view
    from auditor.batch.row import row_of
    from auditor.batch.sent import as_json, marks_of, sent_texts
    from auditor.chat.read import read_chat
    from auditor.config import run_out

    packs, matcher = ready(job.packs, job.packs_hash)
    chat = read_chat(job.export, **job.reading)
    result, view, names = audit_and_view(chat, packs, job.settings, matcher)
    became = _became(job.before, result, packs) if job.before is not None else None
    row = row_of(job.name, job.folder, base, result, run_out(job.settings, result.chat.as_of), became)
    sent = sent_texts(view, names)
    return Done(row, result.to_json().encode("utf-8", "replace"), as_json(sent), marks_of(sent))


def _became(before: bytes, result: Result, packs: Packs) -> Direction | None:
    """What became of the group; null when what was saved last cannot be judged again."""
    from pydantic import ValidationError

    from auditor.diff import diff
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
class Judged:
    """A group that was judged, with what only the batch could see: in how many other groups its texts stand."""

    row: Row
    result: bytes
    sent: bytes
    elsewhere: Mapping[int, int]
    """Mark of a text → number of other groups."""
    telling: Telling


def tell(job: Judged) -> dict[str, bytes] | Row:
    """Its files, or a row with the reason why there are none."""
    from auditor.batch.row import unread

    try:
        return _told(job)
    except Exception as error:
        return unread(job.row.name, job.row.folder, job.row.export, _why(error, job.row.export))


def _told(job: Judged) -> dict[str, bytes]:
    from auditor.reports.media import render
    from auditor.result import Result

    telling = job.telling
    result = _with_repeated(job) if job.elsewhere else job.result
    made = {RESULT: result}
    if telling.medium is not None:
        judged = Result.model_validate_json(result)
        told = render(judged, telling.medium, lang=telling.lang, letterhead=telling.letterhead)
        made[report_name(telling.medium)] = told.encode("utf-8", "replace")
    return made


def _with_repeated(job: Judged) -> bytes:
    """The result with the texts that stand in other groups too. The rest is long, and stays JSON as it was."""
    import msgspec

    from auditor.batch.sent import repeated
    from auditor.parts import laid_out

    result = msgspec.json.decode(job.result)
    texts, named = repeated(job.sent, job.elsewhere)
    result["repeated"] = [text.model_dump(mode="json", by_alias=True) for text in texts]
    result["mentioned"] = dict(sorted({**result["mentioned"], **named}.items()))
    return laid_out(result).encode("utf-8", "replace")
