"""What GitHub Actions understands: thresholds as annotations, the answer in the summary of the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from auditor.cli.threshold import MET, MISSED, Answer
from auditor.errors import UsageError

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file a step's summary is appended to."""


def tell_github(answers: Sequence[Answer], told: Callable[[], str]) -> None:
    """Each threshold as ``::error::``, ``::warning::`` or ``::notice::`` on stderr; what is ``told``, as Markdown, in the
    summary.

    Outside of GitHub Actions there is no summary to write to, and the annotations are plain lines.
    """
    for answer in answers:
        level = "error" if answer.code == MISSED else "notice" if answer.code == MET else "warning"
        print(f"::{level} title=auditor::{_one_line(answer.says)}", file=sys.stderr)
    summary = os.environ.get(SUMMARY)
    if not summary:
        return
    try:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(told() + "\n")
    except OSError as error:
        raise UsageError("cannot_write", where=summary, hint="writable_file", reason=error.strerror) from None


def _one_line(text: str) -> str:
    """GitHub reads ``%``, line breaks and nothing else of a message; chat text must not begin a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
