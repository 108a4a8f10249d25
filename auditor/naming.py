"""How people and texts are shown: names as in the chat, as aliases, or hidden; numbers that lead to a person masked."""

from __future__ import annotations

import re
from typing import Literal

import polars as pl

Mode = Literal["show", "alias", "hide"]

_PHONE = re.compile(r"(?<![\w.])(\+?\d[\d\s\u00a0\u202f().-]{6,18}\d)(?![\w.])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(wxid_|(?:微信|薇|vx|wx|qq|q群)[号:：\s]*)([A-Za-z0-9_-]{5,})", re.IGNORECASE)
_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

LONGEST = 160
"""Characters of a quotation; what is cut is marked."""
PHONE_DIGITS = 7


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


class Names:
    """Names of the people of one chat in one mode."""

    def __init__(self, people: pl.DataFrame, mode: Mode = "show") -> None:
        self.mode = mode
        self.keys = dict(zip(people["person"].to_list(), people["key"].to_list(), strict=True))
        ranked = people.sort(["messages", "person"], descending=[True, False])["person"].to_list()
        number = {person: rank + 1 for rank, person in enumerate(ranked)}
        self.shown: dict[int, str] = {}
        taken: set[str] = set()
        for person, name in sorted(zip(people["person"].to_list(), people["name"].to_list(), strict=True)):
            shown = {"show": quiet(mask(name or "")), "alias": f"P{number[person]}", "hide": "…"}[mode] or "?"
            if mode == "show" and shown in taken:
                shown = f"{shown} ({self.keys[person][1:4]})"
            taken.add(shown)
            self.shown[person] = shown
        known = [
            (name, person)
            for person, names in zip(people["person"].to_list(), people["names"].to_list(), strict=True)
            for name in names or []
            if len(name) > 1
        ]
        self._in_text = {name: self.shown[person] for name, person in known} if mode != "show" else {}
        self._pattern = (
            re.compile("|".join(re.escape(name) for name in sorted(self._in_text, key=len, reverse=True)))
            if self._in_text
            else None
        )

    def of(self, person: int | None) -> str:
        """The shown name."""
        return self.shown.get(person, "?") if person is not None else "?"

    def key(self, person: int | None) -> str:
        """The stable key, ``?`` for nobody."""
        return self.keys.get(person, "?") if person is not None else "?"

    def quote(self, text: str, longest: int = LONGEST) -> str:
        """A text as it may be shown: one line, masked, names as the mode wants them, cut to ``longest``."""
        told = mask(quiet(text))
        if self._pattern is not None:
            told = self._pattern.sub(lambda found: self._in_text[found[0]], told)
        return told if len(told) <= longest else told[: longest - 1] + "…"
