"""The command as it was typed, for the last line of a report: what to type to see more of the same answer."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

OUTPUT_ONLY = {
    "--all": 0, "--no-color": 0, "--github": 0, "--fail-if-worse": 0, "--fail-on": 1, "--title": 1, "--logo": 1, "-f": 1, "--format": 1, "-o": 1, "--output": 1, "--width": 1, "--fail-under": 1,
}  # fmt: skip
"""Flags that do not change the answer, and how many words follow them."""


def retyped(words: Sequence[str], source: Path) -> str:
    """The command as it was typed, without what only changes the output."""
    kept: list[str] = []
    skip = 0
    for word in words:
        if skip:
            skip -= 1
            continue
        flag, equals, _ = word.partition("=")
        if flag in OUTPUT_ONLY:
            skip = 0 if equals else OUTPUT_ONLY[flag]
            continue
        kept.append(word if re.fullmatch(r"[\w./:=,@%+-]+", word) else shlex.quote(word))
    return " ".join(["auditor", *kept]) if kept else f"auditor check {shlex.quote(str(source))}"
