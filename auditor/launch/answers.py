"""``launch.yml``: the answers and texts of somebody who wants to start a group, written by hand or by ``auditor launch``.

One entry an item; what is empty is not answered. A list of lines is read as lines. Written whole or not at all.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, cast

import yaml

from auditor.errors import AuditorError, UsageError
from auditor.launch.checklist import Checklist
from auditor.locale import LAUNCH, Lang, one
from auditor.packs.yaml_strict import Document, parse
from auditor.readiness import KINDS, Kind
from auditor.whole import write_whole

SCHEMA = 1
LARGEST = 1_000_000
"""Bytes; answers have some thousand."""
FIELDS = ("schema", "checklist", "answers", "texts")


@dataclass
class Answers:
    """What was answered so far: item → text, and kind → text that exists already."""

    answers: dict[str, str] = field(default_factory=dict)
    texts: dict[Kind, str] = field(default_factory=dict)

    def answered(self) -> int:
        """How many items have an answer."""
        return sum(bool(text.strip()) for text in self.answers.values())


def load_answers(path: Path, checklist: Checklist) -> Answers:
    """Read ``launch.yml``.

    :raises UsageError: no such file, not answers, answers to another checklist, or an item that is not known.
    """
    document = _document(path)
    told = document.value
    if not isinstance(told, dict) or "answers" not in told:
        _refuse(document, (), "not_answers", hint="see_before_launch")
    for key in told:
        if key not in FIELDS:
            _unknown(document, (key,), key, FIELDS)
    if told.get("schema", SCHEMA) != SCHEMA:
        _refuse(document, ("schema",), "answers_newer", hint="newer_auditor", number=told["schema"])
    named = told.get("checklist", checklist.checklist)
    if named != checklist.checklist:
        _refuse(
            document, ("checklist",), "answers_of_another", hint="give_checklist", name=named, known=checklist.checklist
        )
    answers = _texts(document, "answers", tuple(checklist.items))
    return Answers(answers, cast("dict[Kind, str]", _texts(document, "texts", KINDS)))


def save_answers(answers: Answers, path: Path, checklist: Checklist, lang: Lang) -> None:
    """Write ``launch.yml`` whole, every item with its question above it. Raises :class:`UsageError` when it cannot be."""
    write_whole(path, written(answers, checklist, lang).encode("utf-8", "replace"))


def written(answers: Answers, checklist: Checklist, lang: Lang) -> str:
    """The text of the file."""
    lines = [
        f"# {one(lang, LAUNCH, 'file_head')}",
        f"schema: {SCHEMA}",
        f"checklist: {checklist.checklist}",
        "answers:",
    ]
    for number, (id_, item) in enumerate(checklist.items.items(), 1):
        star = " ★" if item.blocks else ""
        ask = " ".join((item.ask.zh if lang == "zh" else item.ask.en).split())
        lines += ["", f"  # {number}{star} {ask}", *_entry(id_, answers.answers.get(id_, ""))]
    lines += ["", f"# {one(lang, LAUNCH, 'file_texts')}", "texts:"]
    for kind in KINDS:
        lines += _entry(kind, answers.texts.get(kind, ""))
    return "\n".join(lines) + "\n"


class _Dumper(yaml.SafeDumper):
    """Text of several lines as a block."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _entry(key: str, text: str) -> list[str]:
    # Line ends of word processors (U+2028 …) would make a block that YAML reads otherwise, or not at all.
    text = "\n".join(text.encode("utf-8", "replace").decode("utf-8").splitlines()).strip()
    if not text:
        return [f"  {key}:"]
    dumped = yaml.dump({key: text}, Dumper=_Dumper, allow_unicode=True, width=1_000_000)
    return [f"  {line}" if line else "" for line in dumped.rstrip("\n").split("\n")]


def _document(path: Path) -> Document:
    where = str(path)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UsageError("not_answers", where=where, hint="see_before_launch")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError("no_such_file", where=where, hint="check_path") from None
    except UnicodeDecodeError:
        raise UsageError("answers_not_utf8", where=where, hint="save_as_utf8") from None
    except OSError as error:
        raise UsageError("cannot_open", where=where, hint="check_rights", reason=error.strerror) from None
    try:
        return parse(text, where)
    except AuditorError as error:
        raise UsageError("answers_not_yaml", where=error.where or where, hint="quote_it") from None


def _texts(document: Document, part: str, known: tuple[str, ...]) -> dict[str, str]:
    told = document.value.get(part)
    if told is None:
        return {}
    if not isinstance(told, dict):
        _refuse(document, (part,), "not_answers", hint="see_before_launch")
    made = {}
    for key, value in told.items():
        if key not in known:
            _unknown(document, (part, key), key, known)
        text = _text(value)
        if text is None:
            _refuse(document, (part, key), "answer_not_text", hint="quote_it", name=key)
        if text.strip():
            made[key] = text.strip()
    return made


def _text(value: Any) -> str | None:
    """A value as a person meant it: lists and ``name: task`` are lines; null when it is nested deeper."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        lines = [_text(one) for one in value]
        return None if None in lines else "\n".join(line for line in lines if line)
    if isinstance(value, dict):
        lines = [None if isinstance(one, list | dict) else f"{key}: {_text(one)}" for key, one in value.items()]
        return None if None in lines else "\n".join(line for line in lines if line)
    return str(value)


def _unknown(document: Document, path: tuple[str, ...], name: str, known: tuple[str, ...]) -> NoReturn:
    near = difflib.get_close_matches(name, known, 1)
    hint = "did_you_mean" if near else "one_of"
    _refuse(document, path, "no_item_called", hint=hint, name=name, near="".join(near), names=", ".join(known))


def _refuse(document: Document, path: tuple[str, ...], what: str, *, hint: str, **params: object) -> NoReturn:
    raise UsageError(what, where=document.place(path), hint=hint, **params)


def merged(answers: Answers, texts: Mapping[Kind, str]) -> Answers:
    """With texts given on the command line in place of those in the file."""
    return Answers(answers.answers, {**answers.texts, **texts})
