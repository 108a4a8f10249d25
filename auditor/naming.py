"""How people and texts are shown: names as in the chat, as aliases, or hidden; numbers that lead to a person masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

Mode = Literal["show", "alias", "hide"]

_PHONE = re.compile(r"(?<![\w.])(\+?\d[\d\s\u00a0\u202f().-]{6,18}\d)(?![\w.])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(wxid_|(?:微信|薇|vx|wx|qq|q群)[号:：\s]*)([A-Za-z0-9_-]{5,})", re.IGNORECASE)
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")

LONGEST = 160
"""Characters of a quotation; what is cut is marked."""
PHONE_DIGITS = 7
HIDDEN = "…"
"""What stands for a name that is hidden."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that are taken for digits."""
_SIGNS = 4
_SHORTEST_NAME = 2
"""Characters; a name of one character stands in every other word and is left alone in texts."""

_PRONOUNS = frozenset(("You", "you", "Me", "me", "自己", "本人"))
"""What an app calls whoever exported the chat, and what everybody writes: in a text it names nobody."""


def mask(text: str) -> str:
    """Phone numbers, e-mail addresses and account ids are cut to their ends: ``+44…0123``."""
    text = _MAIL.sub(lambda found: f"{found[0][0]}…@{found[0].rpartition('.')[2]}", text)
    text = _HANDLE.sub(lambda found: f"{found[1]}{found[2][:1]}…{found[2][-2:]}", text)

    def phone(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found[0])
        if len(digits) < PHONE_DIGITS or re.fullmatch(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}.*", found[0]):
            return found[0]
        return f"{found[0][:3]}…{digits[-4:]}"

    return _PHONE.sub(phone, text)


def quiet(text: str) -> str:
    """One line without control characters, bidi overrides and other invisible ones: safe to print anywhere."""
    return _CONTROL.sub("", _HIDDEN.sub("", text.replace("\n", " ⏎ ").replace("\t", " "))).strip()


def alias(key: str, client: str | None = None) -> str:
    """``P7K2Q`` for the person with this key: the same in every export of one client, another for another client."""
    number = int.from_bytes(sha256(f"{client or ''}\0{key}".encode()).digest()[:8], "big")
    return "P" + "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_SIGNS))


class NamesInTexts:
    """Finds names inside texts: the longest that begins at a place, looked up by its first two characters."""

    def __init__(self, instead: Mapping[str, str]) -> None:
        self._instead = instead
        self._by_start: dict[str, list[str]] = {}
        for name in sorted(
            (name for name in instead if len(name) >= _SHORTEST_NAME and name not in _PRONOUNS),
            key=lambda name: (-len(name), name),
        ):
            self._by_start.setdefault(name[:_SHORTEST_NAME], []).append(name)

    def found(self, text: str) -> Iterable[tuple[int, str]]:
        """Place and name, from left to right, not overlapping."""
        at = 0
        while at < len(text) - 1:
            near = self._by_start.get(text[at : at + _SHORTEST_NAME], ())
            name = next((name for name in near if text.startswith(name, at) and _by_itself(text, at, name)), None)
            if name is not None:
                yield at, name
            at += len(name) if name else 1

    def replaced(self, text: str) -> str:
        """``text`` with something else in place of each name."""
        made, end = [], 0
        for at, name in self.found(text):
            made += [text[end:at], self._instead[name]]
            end = at + len(name)
        return "".join([*made, text[end:]]) if made else text


def _by_itself(text: str, at: int, name: str) -> bool:
    """Al is not named in “also”; Chinese writes without spaces, so there any place will do."""
    before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
    return not ((_LATIN.match(name[0]) and _LATIN.match(before)) or (_LATIN.match(name[-1]) and _LATIN.match(after)))


class Names:
    """Names of the people of one chat in one mode. ``client``: whose chat it is, see :func:`alias`."""

    def __init__(self, people: pl.DataFrame, mode: Mode = "show", client: str | None = None) -> None:
        self.mode = mode
        self.keys = dict(zip(people["person"].to_list(), people["key"].to_list(), strict=True))
        self.shown: dict[int, str] = {}
        taken: set[str] = set()
        for person, name in sorted(zip(people["person"].to_list(), people["name"].to_list(), strict=True)):
            key = self.keys[person]
            shown = {"show": quiet(mask(name or "")) or "?", "alias": alias(key, client), "hide": HIDDEN}[mode]
            if mode != "hide" and shown in taken:
                shown = f"{shown} ({key[1:4]})"
            taken.add(shown)
            self.shown[person] = shown
        borne = {
            name: person
            for person, names in zip(people["person"].to_list(), people["names"].to_list(), strict=True)
            for name in names or []
        }
        self._persons = borne
        self._in_texts = NamesInTexts({name: self.shown[person] for name, person in borne.items()})
        self.mentioned: dict[str, str] = {}
        """Name → key of everybody named in a quoted text: what it takes to tell a saved result without names."""

    def of(self, person: int | None) -> str:
        """The shown name."""
        return self.shown.get(person, "?") if person is not None else "?"

    def key(self, person: int | None) -> str:
        """The stable key, ``?`` for nobody."""
        return self.keys.get(person, "?") if person is not None else "?"

    def quote(self, text: str, longest: int = LONGEST) -> str:
        """A text as it may be shown: one line, masked, names as the mode wants them, cut to ``longest``."""
        told = self._cut(mask(quiet(text)), longest)
        if self.mode != "show":
            return self._in_texts.replaced(told)
        self.mentioned |= {name: self.keys[self._persons[name]] for _, name in self._in_texts.found(told)}
        return told

    def _cut(self, text: str, longest: int) -> str:
        """At most ``longest`` characters; never in the middle of a name, whose first half would give it away."""
        if len(text) <= longest:
            return text
        end = longest - 1
        for at, name in self._in_texts.found(text):
            end = at if at < end < at + len(name) else end
        return f"{text[:end]}…"
