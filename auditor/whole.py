"""Files that are written whole or not at all: whoever is interrupted, or runs out of room, keeps what was there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from auditor.errors import UsageError


def write_whole(path: Path, content: bytes, *, make_folder: bool = False) -> None:
    """``content`` as the file at ``path``, or what was there before; never half of it.

    Who may read it stays as it was; a new file is like any that a person makes.

    :raises UsageError: it cannot be written.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            half.write_bytes(content)
            if path.exists():
                half.chmod(stat.S_IMODE(path.stat().st_mode))
            half.replace(path)
        except BaseException:
            half.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or error
        raise UsageError("cannot_write", where=str(path), hint="writable_file", reason=reason) from None
