"""How people and texts are shown: names as in the chat, as aliases, or hidden; numbers that lead to a person masked."""

from __future__ import annotations

import re
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from auditor.names.in_texts import HIDDEN, NamesInTexts
from auditor.names.short_names import short_names, with_surname

if TYPE_CHECKING:
    import polars as pl

Mode = Literal["show", "alias", "hide"]

_PHONE = re.compile(r"(?<![\w.])(\+?\d[\d\s\u00a0\u202f().-]{6,18}\d)(?![\w.])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(
    r"(wxid_|(?:微信|加微|微[:：]|薇信?|威信|扣扣|vx|wx|qq|q群|(?<![a-z])v[:：])[号:：\s]*)([A-Za-z0-9_-]{5,})",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"加|微|薇|威信|扣|联系|➕|(?<![a-z])v(?![a-z])|\b(?:dm|insta|ig|snap)\b", re.IGNORECASE)
"""Words beside which a word with an underscore is an account: “加V honghua_wx”."""
_UNDERSCORED = re.compile(r"(?<![\w@./#-])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]*[A-Za-z0-9](?!\w)")
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

LONGEST = 160
"""Characters of a quotation; what is cut is marked."""
PHONE_DIGITS = 7
NOBODY = "?"
"""Key of whoever a name cannot be laid to: nobody, or one of several."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that are taken for digits."""
_SIGNS = 4


def mask(text: str) -> str:
    """Phone numbers, e-mail addresses and account ids are cut to their ends: ``+44…0123``."""
    text = _MAIL.sub(lambda found: f"{found[0][0]}…@{found[0].rpartition('.')[2]}", text)
    text = _HANDLE.sub(lambda found: f"{found[1]}{found[2][:1]}…{found[2][-2:]}", text)
    if "_" in text and _CONTACT.search(text):
        text = _UNDERSCORED.sub(lambda found: f"{found[0][0]}…{found[0][-2:]}", text)

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
        self._borne: list[tuple[int, str]] = [
            (person, quiet(mask(name)))
            for person, names in zip(people["person"].to_list(), people["names"].to_list(), strict=True)
            for name in names or []
        ]
        self.mentioned: dict[str, str] = {}
        """What somebody is called in a quoted text → their key: what it takes to tell a saved result without names."""

    @cached_property
    def _persons(self) -> dict[str, int | None]:
        """Name → who is meant by it; null where it may be one of several.

        Names as they are borne come before short ones, and those before what somebody may be called besides.
        """
        borne: dict[str, int | None] = {}
        short: dict[str, int | None] = {}
        surnames: set[str] = set()
        for person, name in self._borne:
            called, of_family = short_names(name)
            surnames |= of_family
            borne[name] = person if borne.get(name, person) == person else None
            for form in called:
                short[form] = person if short.get(form, person) == person else None
        guessed = {form: None for surname in surnames for form in with_surname(surname)}
        return guessed | short | borne

    @cached_property
    def in_texts(self) -> NamesInTexts:
        """Finds the people of the chat in texts. Made when first asked for: most of a chat is never quoted."""
        return NamesInTexts(
            {name: HIDDEN if person is None else self.shown[person] for name, person in self._persons.items()}
        )

    def of(self, person: int | None) -> str:
        """The shown name."""
        return self.shown.get(person, "?") if person is not None else "?"

    def key(self, person: int | None) -> str:
        """The stable key, :data:`NOBODY` for nobody."""
        return self.keys.get(person, NOBODY) if person is not None else NOBODY

    def quote(self, text: str, longest: int = LONGEST) -> str:
        """A text as it may be shown: one line, masked, names as the mode wants them, cut to ``longest``."""
        told = self._cut(mask(quiet(text)), longest)
        if self.mode != "show":
            return self.in_texts.replaced(told)
        self.mentioned |= {name: self.key(self._persons[name]) for _, name in self.in_texts.found(told)}
        return told

    def told(self, text: str) -> str:
        """A whole text with its lines as it may be shown where names are not."""
        return self.in_texts.replaced(mask(text))

    def _cut(self, text: str, longest: int) -> str:
        """At most ``longest`` characters; never in the middle of a name, whose first half would give it away."""
        if len(text) <= longest:
            return text
        end = longest - 1
        for at, name in self.in_texts.found(text):
            end = at if at < end < at + len(name) else end
        return f"{text[:end]}…"
