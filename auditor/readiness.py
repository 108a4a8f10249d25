"""The answer of the check before launch, and its JSON: what was answered, what holds, what is missing.

Beside :mod:`auditor.result`, and built from the same parts. There are counts here and no score: twenty answers are not a
measurement. What was not answered is unknown, and unknown is not "no".
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.parts import Part, Prose, Says, json_of

SCHEMA = 1
"""Number of this shape; it rises when a field changes its meaning."""

State = Literal["good", "thin", "dodge", "weak", "unanswered"]
"""Of an answer: it holds; nothing in it to hold on to; it evades; it gives itself away; there is none."""
Ready = Literal["ready", "not_ready", "cannot_tell"]
Kind = Literal["name", "announcement", "welcome", "poster"]
"""A text that exists already."""
KINDS: tuple[Kind, ...] = ("name", "announcement", "welcome", "poster")
Trait = Literal["people", "need", "mutual", "offer", "price"]
"""Of a sentence: names people, names a need, a rule of mutual help, offers goods, a price or a reward or a contact."""


class ChecklistUsed(Part):
    """The checklist that was put."""

    checklist: str
    version: str
    hash: str
    """First 12 hex digits of the SHA-256 of its text."""
    title: Prose


class Found(Part):
    """Something that stands in an answer, with its words."""

    mark: str
    title: Prose
    words: list[str]


class Answer(Part):
    """One item of the checklist, whatever became of it."""

    item: str
    number: int
    """Its place in the checklist, from 1."""
    blocks: bool
    """True for ★: nothing is ready without it."""
    ask: Prose
    answer: str | None
    state: State
    says: Says
    """One plain sentence: why it was taken for that."""
    found: list[Found] = Field(default_factory=list)
    """What the state rests on: what holds, or what gives it away."""
    good: Prose
    weak: Prose
    gives_away: Prose
    advice: Prose | None = None
    """What to do about it; null where the answer holds."""


class Question(Part):
    """One of the seven questions, as far as it was put."""

    pack: str
    title: Prose
    state: Ready
    says: Says
    answers: list[Answer]


class Sentence(Part):
    """A sentence of a text that exists already."""

    text: str
    traits: list[Trait]


class TextRead(Part):
    """A text that exists already, sentence by sentence."""

    kind: Kind
    says: Says
    """One line: what it speaks of, and what it leaves out."""
    counts: dict[str, int]
    """Trait → in how many of the sentences."""
    sentences: list[Sentence]


class Counts(Part):
    """How many of the items came out how."""

    asked: int
    answered: int
    good: int
    thin: int
    dodge: int
    weak: int


class Readiness(Part):
    """The whole answer."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    auditor: str
    checklist: ChecklistUsed
    verdict: Ready
    title: Prose
    says: Says
    missing: list[str]
    """Items that keep it from being ready, in their order."""
    counts: Counts
    questions: list[Question]
    texts: list[TextRead]

    def to_json(self) -> str:
        """As :meth:`auditor.result.Result.to_json`."""
        return json_of(self)
