"""Who is who in an export whose rows show an id, a name, or both: by id where there is one, else by name."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from auditor.chat.tables import PEOPLE, frame


@dataclass(slots=True)
class Cast:
    """Who is who: by id where there is one, else by name."""

    persons: dict[tuple[str | None, str | None], int] = field(default_factory=dict)
    """(id, null) or (null, name) → row of ``people``."""
    names: list[list[str]] = field(default_factory=list)
    ids: list[str | None] = field(default_factory=list)
    bearers: dict[str, list[int]] = field(default_factory=dict)
    """Name → the people with an id who were shown under it."""

    def person(self, number: str | int | None, name: str | None) -> int | None:
        """The person of an id and a name as an item of the export shows them; null when it shows neither."""
        number = str(number) if isinstance(number, int) else number
        if not number and not name:
            return None
        key = (number, None) if number else (None, name)
        if key not in self.persons:
            self.persons[key] = len(self.ids)
            self.ids.append(number or None)
            self.names.append([])
        person = self.persons[key]
        if name and name not in self.names[person]:
            self.names[person].append(name)
            if number:
                self.bearers.setdefault(name, []).append(person)
        return person

    def named(self, name: str) -> int | None:
        """The person meant where the export gives a name only.

        Somebody who writes under that name, when there is exactly one; else a person of whom nothing is known but it.
        """
        bearers = self.bearers.get(name, [])
        return bearers[0] if len(bearers) == 1 else self.person(None, name)

    def table(self, unnamed: str, roles: dict[int, str], me: str | None = None) -> pl.DataFrame:
        """The people table. ``unnamed`` stands for the names of those whose id only is known; ``me`` is the exporter's id."""
        names = [shown or [unnamed or str(number)] for shown, number in zip(self.names, self.ids, strict=True)]
        return frame(
            {
                "person": list(range(len(names))),
                "name": [shown[-1] for shown in names],
                "names": names,
                "source_id": self.ids,
                "role": [roles.get(person, "unknown") for person in range(len(names))],
                "me": [me is not None and number == me for number in self.ids],
            },
            PEOPLE,
        )
