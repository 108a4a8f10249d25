"""``--fail-under``: which score was asked for, and whether it was reached."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.errors import UsageError
from auditor.locale import COMMAND, Lang, one

if TYPE_CHECKING:
    from auditor.result import Result

MET, MISSED, UNDECIDED = 0, 1, 3
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score that must be reached: of the whole, or of one question."""

    floor: float
    question: str | None = None


def parse(wishes: Sequence[str], questions: Sequence[str]) -> list[Threshold]:
    """``50`` or ``vitality=40``. Raises :class:`UsageError` for anything else."""
    made = []
    for wish in wishes:
        name, equals, number = wish.rpartition("=")
        try:
            floor = float(number)
        except ValueError:
            floor = math.nan
        if not 0 <= floor <= 100:
            raise UsageError("not_a_score", hint="write_score", wish=wish)
        if equals and name not in questions:
            near = difflib.get_close_matches(name, questions, 1)
            hint = "did_you_mean" if near else "one_of"
            known = {"near": "".join(near), "names": ", ".join(questions)}
            raise UsageError("no_such_question", hint=hint, name=name, **known)
        made.append(Threshold(floor, name or None))
    return made


def answer(result: Result, thresholds: Sequence[Threshold], lang: Lang) -> tuple[int, list[str]]:
    """The exit code, and a sentence a threshold. One that was missed outweighs one that could not be told."""
    codes, told = [MET], []
    for threshold in thresholds:
        score, name = result.overall.score, one(lang, COMMAND, "overall")
        if threshold.question is not None:
            question = next(question for question in result.questions if question.pack == threshold.question)
            score, name = question.score, question.title.zh if lang == "zh" else question.title.en
        code = UNDECIDED if score is None else MET if score >= threshold.floor else MISSED
        codes.append(code)
        said = {MET: "met", MISSED: "missed", UNDECIDED: "undecided"}[code]
        shown = "" if score is None else f"{score:.1f}".removesuffix(".0")
        told.append(one(lang, COMMAND, said, name=name, score=shown, floor=f"{threshold.floor:g}"))
    return MISSED if MISSED in codes else max(codes), told
