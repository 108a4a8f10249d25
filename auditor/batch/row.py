"""A line of the table of all clients: small, and the same whether it was made now or is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from auditor.comparison import Direction
from auditor.parts import Confidence, Part, Prose

if TYPE_CHECKING:
    from auditor.errors import AuditorError
    from auditor.result import Result


TOO_EARLY = "too-early"
"""The verdict on a group of which too little is known."""


class Row(Part):
    """One group of one client."""

    name: str
    """What it is called in the table."""
    folder: str
    """Where its files are, inside the folder of the batch."""
    export: str
    """Base name of what was read."""
    reason: Prose | None = None
    """Why it could not be read; null when it was."""
    hint: Prose | None = None
    title: str | None = None
    kind: str | None = None
    kind_title: Prose | None = None
    confirmed: bool = False
    flags: list[Prose] = Field(default_factory=list)
    score: float | None = None
    low: float | None = None
    high: float | None = None
    confidence: Confidence | None = None
    questions: dict[str, float | None] = Field(default_factory=dict)
    asked: dict[str, Prose] = Field(default_factory=dict)
    """Question → what it is called."""
    messages: int = 0
    people: int = 0
    last: str | None = None
    """Day of the last message."""
    advice: Prose | None = None
    """What to do first; null where it is too early to say anything but wait."""
    unmuted: list[str] = Field(default_factory=list)
    """Rules whose mute has run out."""
    before: float | None = None
    """The score when the chat was last another; null the first time, and when it was judged by other rules then."""
    became: Direction | None = None
    """What became of the group since; null where ``before`` is, and where the two cannot be set side by side."""
    repeated: int = 0
    """Texts that were also sent into other groups of the batch …"""
    shared_with: list[str] = Field(default_factory=list)
    """… and the names of those groups."""
    same_export: list[str] = Field(default_factory=list)
    """Names of other clients whose export holds the very same bytes."""

    def sharing(self, said: dict[str, Any]) -> Row:
        """The same row; what other rows say in the same words is kept once, in ``said``."""
        spoken = {name: getattr(self, name) for name in ("kind_title", "flags", "asked", "advice")}
        return self.model_copy(update={name: said.setdefault(repr(value), value) for name, value in spoken.items()})


def row_of(
    name: str, folder: str, export: str, result: Result, unmuted: list[str], became: Direction | None = None
) -> Row:
    """The line of a group that was judged."""
    return Row(
        name=name,
        folder=folder,
        export=export,
        title=result.chat.title,
        kind=result.verdict.kind,
        kind_title=result.verdict.title,
        confirmed=result.verdict.sure == "confirmed",
        flags=[flag.title for flag in result.verdict.flags],
        score=result.overall.score,
        low=result.overall.score_low,
        high=result.overall.score_high,
        confidence=result.overall.confidence,
        questions={question.pack: question.score for question in result.questions},
        asked={question.pack: question.title for question in result.questions},
        messages=result.chat.messages,
        people=result.chat.people,
        last=result.chat.last[:10] if result.chat.last else None,
        advice=result.advice[0].do if result.advice and result.verdict.kind != TOO_EARLY else None,
        unmuted=unmuted,
        became=became,
    )


def unread(name: str, folder: str, export: str, error: AuditorError) -> Row:
    """The line of a group that could not be read: why, and what to do."""
    (zh, hint_zh), (en, hint_en) = error.told("zh"), error.told("en")
    hint = Prose(zh=hint_zh, en=hint_en) if hint_en else None
    return Row(name=name, folder=folder, export=export, reason=Prose(zh=zh, en=en), hint=hint)
