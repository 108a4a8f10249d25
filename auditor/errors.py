"""What can go wrong, as one family.

    AuditorError
    ├── ReadError     an export that cannot be read
    ├── PackError     a rule pack, word list or profile that is broken
    ├── ConfigError   a settings file or a combination of settings
    └── UsageError    a question the program cannot answer as asked

Each says *what* happened, *where*, and *what to do*. Only ``auditor.cli`` turns them into exit codes; any other
exception is a mistake of ours.

What everybody may meet is raised by its code in :mod:`auditor.refusals` and told in the language of the reader. Errors
for authors of packs carry an English sentence of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.locale import Lang


class AuditorError(Exception):
    """Something the user can understand and mend: what, where, and a hint."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", **params: object) -> None:
        super().__init__(what)
        self.code = what
        """A code of :mod:`auditor.refusals`, or one sentence without the name of a Python class."""
        self.where = where
        """``file``, ``file:line`` or ``file:line:column``; empty when there is no place."""
        self.hint_code = hint
        """What to do now: a code too, or a sentence."""
        self.params = params
        """What stands in the braces of both sentences."""

    @property
    def what(self) -> str:
        """What happened, in English."""
        return self.told("en")[0]

    @property
    def hint(self) -> str:
        """What to do now, in English."""
        return self.told("en")[1]

    def told(self, lang: Lang) -> tuple[str, str]:
        """What happened and what to do, in the language of the reader."""
        from auditor.refusals import tell

        return tell(self.code, lang, self.params), tell(self.hint_code, lang, self.params)

    def __str__(self) -> str:
        what, hint = self.told("en")
        parts = [what]
        if self.where:
            parts.insert(0, f"{self.where}:")
        if hint:
            parts.append(f"({hint})")
        return " ".join(parts)


class ReadError(AuditorError):
    """The export cannot be read: wrong file, damaged, too large, or nothing in it was understood."""


class PackError(AuditorError):
    """A pack, word list, profile or checklist is broken. ``where`` names file, line and column."""


class ConfigError(AuditorError):
    """A settings file is broken or contradicts itself."""


class UsageError(AuditorError):
    """The request cannot be carried out as asked: an unknown rule, an impossible date, a missing chat."""
