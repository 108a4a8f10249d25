"""Files are there whole, or what was there before is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from auditor.errors import UsageError
from auditor.whole import write_whole


def test_a_file_is_replaced_and_stays_as_private_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "new" / "launch.yml"
    write_whole(path, b"one", make_folder=True)
    path.chmod(0o600)

    write_whole(path, b"two")

    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["launch.yml"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()

    with pytest.raises(UsageError):
        write_whole(tmp_path / "here", b"x")

    assert [entry.name for entry in tmp_path.iterdir()] == ["here"]
