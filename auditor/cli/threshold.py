"""``--fail-under`` and ``--fail-on``: what was asked of the result, and whether it holds."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.errors import UsageError
from auditor.locale import COMMAND, Lang, one

if TYPE_CHECKING:
    from auditor.packs.load import Packs
    from auditor.result import Result

MET, MISSED, UNDECIDED = 0, 1, 3
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A score that must be reached: of the whole, or of one question."""

    floor: float
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A kind of group, or a mark beside it, that must not come out."""

    kind: str


Threshold = Floor | Unwanted


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one threshold."""

    code: int
    says: str


def parse(floors: Sequence[str], kinds: Sequence[str], packs: Packs) -> list[Threshold]:
    """``50`` or ``vitality=40``; ids of verdicts and flags. Raises :class:`UsageError` for anything else."""
    questions = [loaded.pack.pack for loaded in packs.packs if loaded.pack.part is not None]
    known = [name for loaded in packs.packs for name in (*loaded.pack.verdicts, *loaded.pack.flags)]
    for kind in kinds:
        if kind not in known:
            raise _unknown("no_such_kind", kind, known)
    return [*(_floor(wish, questions) for wish in floors), *map(Unwanted, kinds)]


def _floor(wish: str, questions: Sequence[str]) -> Floor:
    name, equals, number = wish.rpartition("=")
    try:
        floor = float(number)
    except ValueError:
        floor = math.nan
    if not 0 <= floor <= 100:
        raise UsageError("not_a_score", hint="write_score", wish=wish)
    if equals and name not in questions:
        raise _unknown("no_such_question", name, questions)
    return Floor(floor, name or None)


def _unknown(code: str, name: str, known: Sequence[str]) -> UsageError:
    near = difflib.get_close_matches(name, known, 1)
    return UsageError(
        code, hint="did_you_mean" if near else "one_of", name=name, near="".join(near), names=", ".join(known)
    )


def answer(result: Result, thresholds: Sequence[Threshold], lang: Lang) -> list[Answer]:
    """What became of each threshold, in their order."""
    return [
        _reached(result, threshold, lang) if isinstance(threshold, Floor) else _kept_out(result, threshold, lang)
        for threshold in thresholds
    ]


def code(answers: Sequence[Answer]) -> int:
    """The exit code. A threshold that was missed outweighs one that could not be told."""
    codes = {MET, *(answer.code for answer in answers)}
    return MISSED if MISSED in codes else max(codes)


def _reached(result: Result, threshold: Floor, lang: Lang) -> Answer:
    score, name = result.overall.score, one(lang, COMMAND, "overall")
    if threshold.question is not None:
        question = next(question for question in result.questions if question.pack == threshold.question)
        score, name = question.score, question.title.zh if lang == "zh" else question.title.en
    found = UNDECIDED if score is None else MET if score >= threshold.floor else MISSED
    said = {MET: "met", MISSED: "missed", UNDECIDED: "undecided"}[found]
    shown = "" if score is None else f"{score:.1f}".removesuffix(".0")
    if found == MISSED and float(shown) >= threshold.floor:
        shown = f"{score:.6g}"  # 49.96 is not “50, below 50”
    return Answer(found, one(lang, COMMAND, said, name=name, score=shown, floor=f"{threshold.floor:g}"))


def _kept_out(result: Result, threshold: Unwanted, lang: Lang) -> Answer:
    """A mark is there or not; a kind that is only suspected, here or behind another, decides nothing."""
    verdict = result.verdict
    flag = next((flag for flag in verdict.flags if flag.flag == threshold.kind), None)
    title = (flag or verdict).title
    name = title.zh if lang == "zh" else title.en
    if flag is not None or (verdict.kind == threshold.kind and verdict.sure == "confirmed"):
        return Answer(MISSED, one(lang, COMMAND, "is_unwanted", name=name, kind=threshold.kind))
    if threshold.kind in (verdict.kind, verdict.runner_up):
        title = verdict.title if threshold.kind == verdict.kind else verdict.runner_up_title or verdict.title
        name = title.zh if lang == "zh" else title.en
        return Answer(UNDECIDED, one(lang, COMMAND, "suspected_unwanted", name=name, kind=threshold.kind))
    if verdict.kind == "too-early" and threshold.kind != "too-early":
        return Answer(UNDECIDED, one(lang, COMMAND, "too_early_to_tell", kind=threshold.kind))
    return Answer(MET, one(lang, COMMAND, "not_unwanted", name=name, kind=threshold.kind))
