"""What a checklist may say: marks to look for in an answer, and items that say which of them hold and which give it away.

A checklist is policy, as a pack is: no expressions, and everything wrong is refused with file, line, column and the nearest
valid name. The shipped one is ``rules/checklists/launch.yml``; docs/writing-rules.md shows how to write another.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from auditor.errors import PackError, UsageError
from auditor.launch.finders import FINDERS
from auditor.packs.lint import Problem, wording
from auditor.packs.load import MANUAL, Packs, read, shipped
from auditor.packs.schema import Kebab, Policy, Prose
from auditor.packs.strict import as_model
from auditor.packs.yaml_strict import Document
from auditor.packs.yaml_strict import Path as Keys
from auditor.signals.schema import Terms

ANSWERS = 2
"""Answers of each kind, in each language, by which an item shows what it takes for good and for weak."""

Mark = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]


class Words(Policy):
    """Chinese words are found anywhere, words in Latin letters only whole."""

    zh: Terms = ()
    en: Terms = ()


class Sought(Policy):
    """A mark: something that may stand in an answer. Words, signals and finders may be given together; any will do."""

    title: Prose
    says: Prose | None = None
    """What to say when it gives an answer away."""
    words: Words | None = None
    signals: list[str] = Field(default_factory=list)
    """Names of signals that read chats."""
    finds: str | None = None
    """Name of a finder (auditor/launch/finders.py)."""

    @model_validator(mode="after")
    def _findable(self) -> Sought:
        if self.words is None and not self.signals and self.finds is None:
            raise ValueError("a mark needs `words`, `signals` or `finds`")
        return self


class Texts(Policy):
    """Which marks say what about a sentence of a text that exists already."""

    people: list[Mark] = Field(min_length=1)
    need: list[Mark] = Field(min_length=1)
    mutual: list[Mark] = Field(min_length=1)
    offer: list[Mark] = Field(min_length=1)
    price: list[Mark] = Field(min_length=1)


class Lived(Policy):
    """The rule that shows in a chat whether the promise of an answer is kept."""

    rule: str
    """``pack/rule``"""
    kept_from: float = Field(default=60, ge=0, le=100)
    """The promise is kept when the rule scores this or more …"""
    broken_below: float = Field(default=40, ge=0, le=100)
    """… and not kept below this; between them it cannot be told."""


class Answers(Policy):
    """Answers in each language."""

    zh: list[str] = Field(min_length=ANSWERS)
    en: list[str] = Field(min_length=ANSWERS)


class Tests(Policy):
    """Answers that must be taken for good, and for weak."""

    good: Answers
    weak: Answers


class Item(Policy):
    """One thing to be asked."""

    question: str
    """The pack it belongs to."""
    blocks: bool = False
    """True when nothing is ready without it (★)."""
    ask: Prose
    why: Prose
    good: Prose
    weak: Prose
    gives_away: Prose
    """What gives the weak example away."""
    advice: Prose
    good_if: list[dict[Mark, Annotated[int, Field(ge=1)]]] = Field(min_length=1)
    """Ways in which an answer holds: so many of each mark. One way is enough."""
    dodge_if: list[Mark] = Field(default_factory=list)
    """Marks of an evasion, unless something specific stands beside them."""
    specific: list[Mark] | None = None
    """What outweighs an evasion here; the checklist's own list unless given."""
    weak_if: list[Mark] = Field(default_factory=list)
    """Marks that give an answer away whatever else it says."""
    kept_by: Lived | None = None
    """Null where no rule of a chat really tests the promise."""
    speak: bool = False
    """True when the people named must be heard in the chat for the promise to be kept."""
    tests: Tests


class Checklist(Policy):
    """A whole checklist."""

    schema_: Literal[1] = Field(alias="schema")
    checklist: Kebab
    version: str
    title: Prose
    marks: dict[Mark, Sought]
    texts: Texts
    specific: list[Mark] = Field(default_factory=list)
    dodge_if: list[Mark] = Field(default_factory=list)
    """Marks of an evasion in every answer."""
    items: dict[Kebab, Item] = Field(min_length=1)

    def evasions(self, item: Item) -> list[str]:
        """The marks of an evasion in answers to ``item``."""
        return [*item.dodge_if, *(mark for mark in self.dodge_if if mark not in item.dodge_if)]


@dataclass(frozen=True, slots=True)
class LoadedChecklist:
    """A checklist with what identifies it."""

    checklist: Checklist
    hash: str
    """First 12 hex digits of the SHA-256 of its text."""
    document: Document

    def where(self, *keys: str | int) -> str:
        """``file:line:column`` of a part of it."""
        return self.document.place(keys)


def shipped_checklists() -> list[Path]:
    """The files of all checklists that come with the program."""
    return sorted((shipped() / "checklists").glob("*.yml"))


def load_checklist(packs: Packs, path: Path | None = None) -> LoadedChecklist:
    """The checklist in ``path``, else the shipped one.

    :raises UsageError: there is no such file.
    :raises PackError: the first thing that is wrong in it.
    """
    path = path or shipped() / "checklists" / "launch.yml"
    if not path.exists():
        raise UsageError("no_such_file", where=str(path), hint="check_path")
    document = read(path)
    made = as_model(document, Checklist, MANUAL)
    loaded = LoadedChecklist(made, hashlib.sha256(path.read_bytes()).hexdigest()[:12], document)
    for problem in _strangers(loaded, packs):
        raise problem
    return loaded


def check_wording(loaded: LoadedChecklist) -> list[Problem]:
    """What should be mended in its sentences; weak answers, and what is said of them, use the words of their authors."""
    made = loaded.checklist
    problems = wording(made, loaded.where, skip=("tests", "marks", "weak", "gives_away"))
    titles = {(item.ask.zh, item.ask.en) for item in made.items.values()}
    if len(titles) < len(made.items):
        problems.append(Problem(loaded.where("items"), "two items ask the same"))
    return problems


def _strangers(loaded: LoadedChecklist, packs: Packs) -> Iterator[PackError]:
    """Names that nothing bears: of marks, signals, finders, questions and rules."""
    made = loaded.checklist
    asked = [one.pack.pack for one in packs.packs if one.pack.part is not None]
    rules = list(packs.rules)

    def known(what: str, name: str, names: list[str], *keys: str | int) -> Iterator[PackError]:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(sorted(names))}"
            yield PackError(f"there is no {what} {name!r}", where=loaded.where(*keys), hint=hint)

    signals, marks = [signal.name for signal in packs.signals], list(made.marks)
    for name, mark in made.marks.items():
        for number, signal in enumerate(mark.signals):
            yield from known("signal", signal, signals, "marks", name, "signals", number)
        if mark.finds is not None:
            yield from known("finder", mark.finds, list(FINDERS), "marks", name, "finds")
    for keys, names in _named(made):
        for number, name in enumerate(names):
            yield from known("mark", name, marks, *keys, number)
    for id_, item in made.items.items():
        yield from known("question", item.question, asked, "items", id_, "question")
        for number, way in enumerate(item.good_if):
            for name in way:
                yield from known("mark", name, marks, "items", id_, "good_if", number, name)
        if item.kept_by is not None:
            yield from known("rule", item.kept_by.rule, rules, "items", id_, "kept_by", "rule")
    yield from _silent(loaded)


def _named(made: Checklist) -> Iterator[tuple[Keys, list[str]]]:
    """Every list of marks, and where it stands."""
    for field in ("people", "need", "mutual", "offer", "price"):
        yield ("texts", field), getattr(made.texts, field)
    yield ("specific",), made.specific
    yield ("dodge_if",), made.dodge_if
    for id_, item in made.items.items():
        yield ("items", id_, "dodge_if"), item.dodge_if
        yield ("items", id_, "weak_if"), item.weak_if
        yield ("items", id_, "specific"), item.specific or []


def _silent(loaded: LoadedChecklist) -> Iterator[PackError]:
    """Marks that give an answer away and do not say how."""
    made = loaded.checklist
    for item in made.items.values():
        for name in (*item.weak_if, *made.evasions(item)):
            if made.marks[name].says is None:
                where = loaded.where("marks", name)
                hint = "say in both languages what it shows"
                yield PackError(f"the mark {name!r} gives answers away and needs `says`", where=where, hint=hint)
