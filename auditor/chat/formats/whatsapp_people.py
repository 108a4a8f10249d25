"""The people of a WhatsApp chat. There are no ids: a person is the name the exporter's phone shows for him."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from auditor.chat.formats.whatsapp_sentences import EXPORTER
from auditor.chat.tables import PEOPLE, frame

_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BLANK = re.compile("[ \u00a0\u2009\u202f\u3000]+")
_PHONE = re.compile(r"\+?[\d ().-]{6,}")


def clean_name(written: str) -> str:
    """A name without invisible marks; ``~ Name``, whom the exporter's phone book lacks, keeps its tilde."""
    name = _BLANK.sub(" ", _INVISIBLE.sub("", written)).strip()
    return f"~ {name[1:].strip()}" if name.startswith("~") and name[1:].strip() else name


def key_of(written: str) -> str:
    """What is the same for all ways of writing one name; a telephone number counts by its digits.

    ``~ Anna`` and ``Anna`` stay two: one is a name people gave themselves, the other one from the phone book.
    """
    name = clean_name(written)
    return re.sub(r"[^\d+]", "", name) if _PHONE.fullmatch(name) and len(re.sub(r"\D", "", name)) > 5 else name


def number_people(written: Iterable[str], me: str | None) -> tuple[dict[str, int], pl.DataFrame]:
    """The person each name (in order of appearance) belongs to, and the table of people.

    :param me: the key of the exporter, where the chat betrays it; else "You" becomes a person of its own.
    """
    number: dict[str, int] = {}
    person: dict[str, int] = {}
    names: list[list[str]] = []
    for name in written:
        key = (me or EXPORTER) if name == EXPORTER else key_of(name)
        index = person.setdefault(key, len(person))
        if index == len(names):
            names.append([])
        shown = [] if name == EXPORTER else [clean_name(name).removeprefix("~ "), clean_name(name)]
        names[index] += [form for form in dict.fromkeys(shown) if form and form not in names[index]]
        number[name] = index
    for known in names:
        known[:] = known or ["You"]
    people = frame(
        {
            "person": list(range(len(names))),
            "name": [known[0] for known in names],
            "names": names,
            "role": ["unknown"] * len(names),
            "me": [key in (me, EXPORTER) for key in person],
        },
        PEOPLE,
    )
    return number, people
