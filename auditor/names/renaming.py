"""A saved result told without names: every name in it, and in the texts it quotes, as an alias or hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.errors import UsageError
from auditor.names.in_texts import HIDDEN, NamesInTexts
from auditor.names.naming import NOBODY, Mode, alias
from auditor.result import Result

QUOTED = ("text", "title")
SAID = ("zh", "en")
PARAMETERS = ("params", "more")
COMMAS = ("、", ", ")
"""Between names in a Chinese sentence, and in an English one."""


def renamed(result: Result, mode: Mode, client: str | None = None) -> Result:
    """``result`` with people named as ``mode`` says; ``client`` as for :func:`~auditor.names.naming.alias`.

    :raises UsageError: names are asked for that the result does not hold any more.
    """
    if mode == result.names:
        return result
    if mode == "show" or result.names == "hide":
        raise UsageError("names_are_gone", hint="check_again_with_names", names=result.names)
    told = result.model_dump(mode="json", by_alias=True)

    def called(key: str) -> str:
        return alias(key, client) if mode == "alias" and key != NOBODY else HIDDEN

    people = {name: called(key) for name, key in _people(told)}
    mentioned = {name: called(key) for name, key in result.mentioned.items()}
    return Result.model_validate(_Renaming(people, mentioned).of(told, {}) | {"names": mode, "mentioned": {}})


def _people(value: Any) -> Iterator[tuple[str, str]]:
    """Name and key of everybody the result lists."""
    if isinstance(value, dict):
        if isinstance(value.get("person"), str) and isinstance(value.get("name"), str) and value["person"] != NOBODY:
            yield value["name"], value["person"]
        if isinstance(value.get("inviters"), dict):
            yield from ((name, key) for key, name in value["inviters"].items())
        for part in value.values():
            yield from _people(part)
    elif isinstance(value, list):
        for part in value:
            yield from _people(part)


class _Renaming:
    """Names are looked for where people are named or quoted; a sentence of ours changes only with its own parameters,
    so that somebody called 成员 does not turn every sentence about members into one about him."""

    def __init__(self, people: dict[str, str], mentioned: dict[str, str]) -> None:
        self._people = mentioned | people
        self._texts = NamesInTexts(people | mentioned)  # a name that two people bear is nobody's in a text

    def of(self, value: Any, changed: dict[str, str]) -> Any:
        """``value`` renamed. ``changed``: parameters of the sentence around it, before and after."""
        if isinstance(value, list):
            return [self.of(part, changed) for part in value]
        if not isinstance(value, dict):
            return value
        for key in PARAMETERS:
            for name, word in (value.get(key) or {}).items():
                if isinstance(word, str) and self._parameter(name, word) != word:
                    changed = changed | self._changes(name, word)
        return {key: self._field(key, part, changed) for key, part in value.items()}

    def _field(self, key: str, part: Any, changed: dict[str, str]) -> Any:
        if key == "name" and isinstance(part, str):
            return self._name(part)
        if key in QUOTED and isinstance(part, str):
            return self._texts.replaced(part)
        if key in SAID and isinstance(part, str):
            # The longest first: Ann must not be looked for inside Anna.
            for before in sorted(changed, key=lambda word: (-len(word), word)):
                part = part.replace(before, changed[before])
            return part
        if key == "files" and isinstance(part, list):
            return [self._texts.replaced(word) for word in part]
        if key == "inviters" and isinstance(part, dict):
            return {name: self._name(word) for name, word in part.items()}
        if key in PARAMETERS and isinstance(part, dict):
            return {name: self._parameter(name, word) if isinstance(word, str) else word for name, word in part.items()}
        return self.of(part, changed)

    def _parameter(self, name: str, word: str) -> str:
        """``who`` and ``name1`` are people, ``names`` are several; everything else is quoted."""
        if name == "names":
            return COMMAS[0].join(map(self._name, word.split(COMMAS[0])))
        return self._name(word) if name == "who" or name.startswith("name") else self._texts.replaced(word)

    def _changes(self, name: str, word: str) -> dict[str, str]:
        """What becomes of a parameter in the sentence it stands in; several names are joined as each language does."""
        after = self._parameter(name, word)
        commas = COMMAS if name == "names" else COMMAS[:1]
        return {word.replace(COMMAS[0], comma): after.replace(COMMAS[0], comma) for comma in commas}

    def _name(self, name: str) -> str:
        """What to call somebody, however short their name is."""
        return self._people.get(name) or self._texts.replaced(name)
