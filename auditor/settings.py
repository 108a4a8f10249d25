"""What may stand in ``auditor.yml`` and ``clients.yml``: everything a flag can give, and rules that are muted.

Policy and knowledge about a group only; nothing here changes what happened in it. Unknown keys are errors.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from auditor.packs.schema import Policy


def _one_or_many(value: Any) -> Any:
    """``owner: 林小满`` says the same as ``owner: [林小满]``."""
    return [value] if isinstance(value, str) else value


Words = Annotated[list[Annotated[str, Field(min_length=1)]], BeforeValidator(_one_or_many)]
Weight = Annotated[float, Field(ge=0, le=5)]


class Muted(Policy):
    """A rule that is not judged. Nobody mutes without saying why and when."""

    rule: str = Field(min_length=1)
    """``pack/rule``, or ``pack`` for all of its rules."""
    reason: str = Field(min_length=1)
    since: date
    until: date | None = None
    """The last day it holds."""

    @model_validator(mode="after")
    def _in_order(self) -> Muted:
        if self.until and self.until < self.since:
            raise PydanticCustomError("until_before_since", "`until` comes before `since`")
        return self


class Settings(Policy):
    """One group's, one client's, or everybody's settings. What is left out is not said."""

    owner: Words = Field(default_factory=list)
    staff: Words = Field(default_factory=list)
    members: StrictInt | str | None = None
    """How many, or a file of names."""
    chat: str | None = None
    """Which chat, when the export holds many."""
    tz: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    year: int | None = Field(default=None, ge=1990, le=2100)
    columns: dict[str, str] = Field(default_factory=dict)
    """Our column → the header in a plain table."""
    as_of: date | Literal["today", "last"] | None = None
    since: date | None = None
    until: date | None = None
    by: Literal["month", "quarter"] | None = None
    profile: str | None = None
    packs: Words = Field(default_factory=list)
    """Files of packs of one's own."""
    weights: dict[str, Weight] = Field(default_factory=dict)
    """Question → weight."""
    select: Words = Field(default_factory=list)
    ignore: Words = Field(default_factory=list)
    mute: list[Muted] = Field(default_factory=list)
    names: Literal["show", "alias", "hide"] | None = None
    lang: Literal["zh", "en"] | None = None
    title: str | None = None
    """Title of the report."""
    client: str | None = None
    """For whom the report is made."""
    logo: str | None = None
    """A picture for the report."""

    @model_validator(mode="after")
    def _in_order(self) -> Settings:
        if self.since and self.until and self.since > self.until:
            raise PydanticCustomError("until_before_since", "`until` comes before `since`")
        return self


class AuditorFile(Settings):
    """``auditor.yml``."""

    schema_: Literal[1] = Field(default=1, alias="schema")


class ClientEntry(Settings):
    """One client in ``clients.yml``."""

    name: str = Field(min_length=1)
    """What the client is called in the table."""
    exports: Words = Field(min_length=1)
    """Files, folders or patterns such as ``riverside*.txt``, seen from the file's own folder. Each is a group."""


class ClientsFile(Policy):
    """``clients.yml``."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    clients: list[ClientEntry] = Field(min_length=1)


PATHS = ("members", "packs", "logo")
"""Settings that name files, seen from the folder of the file they stand in."""
