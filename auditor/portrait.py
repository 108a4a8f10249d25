"""Pictures of the group in a result: who carries it, who answers whom, who brought whom, which needs are voiced.

Each list is cut to what a reader can take in, and says how many there are in all.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.parts import Evidence, Part, Prose

Side = Literal["host", "member", "passer_by", "bot", "bridge"]


class Carrier(Part):
    """A person by what they carry in the window; the busiest first."""

    person: str
    name: str
    side: Side
    tie: str
    """Rung of the tie ladder: ``once transacted returning regular core``."""
    turns: int
    share: float
    """Of all talk."""
    starts: int
    """Conversations opened."""
    answers: int
    """Members' questions answered."""
    helped: int
    """Different people answered."""
    welcomes: int


class Carrying(Part):
    """Who carries the group."""

    people: list[Carrier] = Field(default_factory=list)
    total: int = 0
    """People who talked in the window."""
    ladder: dict[str, int] = Field(default_factory=dict)
    """Rung → how many members stand on it (whole life); ``silent`` only where a member list is known."""


class Node(Part):
    """A person in the reply network."""

    person: str
    name: str
    side: Side
    turns: int


class Tie(Part):
    """``from_`` answered ``to`` so many times."""

    from_: str = Field(alias="from")
    to: str
    times: float
    """Inferred answers count with their sureness."""


class Network(Part):
    """Who answers whom in the window, among those who are in most answers."""

    people: list[Node] = Field(default_factory=list)
    ties: list[Tie] = Field(default_factory=list)
    total_people: int = 0
    total_ties: int = 0
    inferred: float = 0.0
    """Share of the answers that are inferred."""


class Arrival(Part):
    """Somebody who joined, and who brought them in."""

    person: str
    name: str
    by: str | None
    """Key of the person who brought them; null for those who came on their own or with the founding."""
    at: str | None
    depth: int | None
    """1 = brought in by the host or a founder."""
    spoke: bool


class InviteTree(Part):
    """Who brought whom; those who brought others come first."""

    arrivals: list[Arrival] = Field(default_factory=list)
    inviters: dict[str, str] = Field(default_factory=dict)
    """Key → name of every inviter in ``arrivals``."""
    total: int = 0
    visible: bool = False
    """False where the export does not show who joined."""


class NeedLevel(Part):
    """One of Maslow's levels, as spoken to in the window."""

    level: Literal["physiological", "safety", "belonging", "esteem", "actualisation"]
    title: Prose
    turns: int
    people: int
    evidence: list[Evidence] = Field(default_factory=list)


class NeedProfile(Part):
    """Which needs are voiced or met, and how deep they go."""

    levels: list[NeedLevel] = Field(default_factory=list)
    deep: int = 0
    shallow: int = 0


class Portrait(Part):
    """All pictures of one group."""

    carrying: Carrying = Field(default_factory=Carrying)
    network: Network = Field(default_factory=Network)
    invites: InviteTree = Field(default_factory=InviteTree)
    needs: NeedProfile = Field(default_factory=NeedProfile)
