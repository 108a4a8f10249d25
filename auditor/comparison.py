"""What became of a group between two results, and its JSON. Built of the same pieces as :mod:`auditor.result`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.parts import Part, Prose, Says, json_of
from auditor.result import PackUsed

SCHEMA = 1
"""Number of this shape; it rises when a field changes its meaning."""

Direction = Literal["better", "worse", "same", "cannot_tell"]


class Judged(Part):
    """One of the two results, judged as the other is."""

    title: str | None
    platform: str
    messages: int
    """Human messages in the window."""
    people: int
    """Who wrote in the whole export."""
    from_: str | None = Field(alias="from")
    """First day of the window."""
    to: str | None
    as_of: str | None
    kind: str
    """Id of the verdict."""
    verdict: Prose
    sure: Literal["confirmed", "suspected"]
    flags: dict[str, Prose]


class Change(Part):
    """A score then and now. ``change_low`` and ``change_high`` hold 90 % of what the data allow."""

    old: float | None
    new: float | None
    change: float | None = None
    """Null when either score is."""
    change_low: float | None = None
    change_high: float | None = None
    judged: Direction
    because: Says


class Driver(Part):
    """A rule that moved a question."""

    rule: str
    title: Prose
    points: float
    """Of the question's change."""
    old: float | None
    """The measure's value then; null where it could not be judged."""
    new: float | None
    unit: str | None
    old_says: Says
    new_says: Says


class QuestionChange(Change):
    """One of the seven questions then and now."""

    pack: str
    title: Prose
    part: Literal["cause", "result"]
    weight: float
    points: float | None = None
    """Of the whole's change, before any ceiling; null where there is none."""
    drivers: list[Driver] = Field(default_factory=list)
    """The rules, the one that moved it most first."""


class MeasureChange(Part):
    """A measure then and now."""

    old: float | None
    new: float | None
    unit: str


class Comparison(Part):
    """The whole answer of ``diff``."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    auditor: str
    packs: list[PackUsed]
    """Both were judged by these."""
    profile: str
    """Both were judged as this kind of group."""
    profile_title: Prose
    old: Judged
    new: Judged
    whole: Change
    uncapped: Change | None = None
    """The whole without its ceilings, where one of the two stood under one."""
    questions: list[QuestionChange]
    flags_gained: list[str] = Field(default_factory=list)
    flags_lost: list[str] = Field(default_factory=list)
    measures: dict[str, MeasureChange]
    cautions: list[Says] = Field(default_factory=list)
    """What to know before believing it."""

    def to_json(self) -> str:
        """As :meth:`auditor.result.Result.to_json`."""
        return json_of(self)
