"""What can go wrong, as one family.

    AuditorError
    ├── ReadError     an export that cannot be read
    ├── PackError     a rule pack, word list or profile that is broken
    ├── ConfigError   a settings file or a combination of settings
    └── UsageError    a question the program cannot answer as asked

Each says *what* happened, *where*, and *what to do*. Only ``auditor.cli`` turns them into exit codes; any other
exception is a mistake of ours.
"""

from __future__ import annotations


class AuditorError(Exception):
    """Something the user can understand and mend: what, where, and a hint."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        """One sentence without the name of a Python class."""
        self.where = where
        """``file``, ``file:line`` or ``file:line:column``; empty when there is no place."""
        self.hint = hint
        """What to do now."""

    def __str__(self) -> str:
        parts = [self.what]
        if self.where:
            parts.insert(0, f"{self.where}:")
        if self.hint:
            parts.append(f"({self.hint})")
        return " ".join(parts)


class ReadError(AuditorError):
    """The export cannot be read: wrong file, damaged, too large, or nothing in it was understood."""


class PackError(AuditorError):
    """A pack, word list, profile or checklist is broken. ``where`` names file, line and column."""


class ConfigError(AuditorError):
    """A settings file is broken or contradicts itself."""


class UsageError(AuditorError):
    """The request cannot be carried out as asked: an unknown rule, an impossible date, a missing chat."""
