"""Text files that people write by hand (settings, packs, lists of members), read as UTF-8 or refused in one way."""

from __future__ import annotations

from pathlib import Path

from auditor.errors import AuditorError


def read_text(
    path: Path,
    refusal: type[AuditorError],
    *,
    where: str | None = None,
    missing: tuple[str, str] = ("no_such_file", "check_path"),
) -> str:
    """The text at ``path``, without the byte order mark that Windows writes.

    :param refusal: what kind of error it is when it cannot be read; ``where``: what the file is called then.
    :param missing: what is said, and the hint, when there is no such file.
    :raises AuditorError: a ``refusal``: it is not there, is a folder, is no UTF-8, or may not be read.
    """
    where = where or str(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise refusal(missing[0], where=where, hint=missing[1]) from None
    except IsADirectoryError:
        raise refusal("is_a_folder", where=where, hint="name_one_file") from None
    except UnicodeDecodeError as error:
        raise refusal("not_utf8", where=where, hint="save_as_utf8", byte=error.start) from None
    except OSError as error:
        raise refusal("cannot_open", where=where, hint="check_rights", reason=error.strerror or error) from None
