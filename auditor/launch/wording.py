"""The program's own sentences before launch, in both languages, with what differs between the languages filled in."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.locale import LAUNCH, both
from auditor.parts import Param, Prose, Says


def in_both(code: str, zh: Mapping[str, object], en: Mapping[str, object]) -> tuple[str, str]:
    """The sentence of ``code``, in Chinese filled with ``zh`` and in English with ``en``."""
    return both(LAUNCH, code, **zh)[0], both(LAUNCH, code, **en)[1]


def says(
    code: str, zh: Mapping[str, object] | None = None, en: Mapping[str, object] | None = None, **params: Param
) -> Says:
    """As :func:`in_both`, with the code; ``params`` fill both and are kept."""
    told = in_both(code, {**params, **(zh or {})}, {**params, **(en or {})})
    return Says(code=code, zh=told[0], en=told[1], params=params)


def prose(sentence: object) -> Prose:
    """A sentence of a checklist or pack as a sentence of an answer."""
    return Prose(zh=str(getattr(sentence, "zh", "")), en=str(getattr(sentence, "en", "")))
