"""A command run in this process, as it is typed."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from auditor.cli.app import main


class Ran(NamedTuple):
    """What became of it."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run ``auditor`` with these words."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    out, err = capsys.readouterr()
    return Ran(int(ended.value.code or 0), out, err)
