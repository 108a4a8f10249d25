"""The answer of an audit, and its JSON. Reports see this and nothing else.

Scores are 0–100 or null, and null never becomes 0. Prose stands in both languages beside a ``code`` and ``params``, so
that a saved result can be told in either. Names here are a contract with other programs: widen, never rename.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from auditor.parts import Confidence, Effort, Evidence, Grade, Param, Part, Prose, Says, State, json_of
from auditor.portrait import Portrait

SCHEMA = 1
"""Number of this shape; it rises when a field changes its meaning."""


class PackUsed(Part):
    """A rule pack that took part."""

    pack: str
    version: str
    hash: str
    """First 12 hex digits of the SHA-256 of its text."""


class ChatFacts(Part):
    """What was read: people and messages are human only."""

    title: str | None
    platform: str
    format: str
    messages: int
    people: int
    bots: int
    events: int
    members: int | None
    """Members of the group, silent ones too; null when nobody says how many."""
    first: str | None
    last: str | None
    zone: str | None
    as_of: str | None
    as_of_source: Literal["given", "today", "export", "last"] | None


class Window(Part):
    """The period that the scores judge."""

    from_: str | None = Field(alias="from")
    to: str | None
    why: Says


class Profile(Part):
    """The kind of group whose policy was applied, and the kind the chat looks like."""

    name: str
    source: Literal["given", "default", "proposed"]
    because: Says | None = None
    proposed: str | None = None
    """A profile the chat looks like, when it is not the one applied; the user decides."""


class Read(Part):
    """How the reading went."""

    files: list[str]
    lines: int
    understood: int
    coverage: float
    date_order: str | None
    encoding: str
    notes: list[Says]


class Verdict(Part):
    """What kind of group this is: a kind, not a grade."""

    kind: str
    title: Prose
    sure: Literal["confirmed", "suspected"]
    share: float | None = None
    """Share of the resamples in which this kind came out."""
    because: Says
    runner_up: str | None = None
    runner_up_title: Prose | None = None
    flags: list[Flag] = Field(default_factory=list)

    @property
    def names_a_kind(self) -> bool:
        """False for “too early”, which tells no kind: there is nothing to be confirmed or suspected."""
        return self.kind != "too-early"


class Flag(Part):
    """A mark beside the kind, such as cooling or bought activity."""

    flag: str
    title: Prose
    says: Says


class Overall(Part):
    """The whole in one number, or null and why."""

    score: float | None
    score_low: float | None
    score_high: float | None
    coverage: float
    confidence: Confidence | None
    uncapped: float | None
    says: Says | None = None
    """Why there is no score, when there is none."""


class Step(Part):
    """Something the owner can do: what, why here, and how to tell that it worked."""

    rule: str
    do: Prose
    why_here: Says
    success: Prose
    gain: float | None
    """Points the whole would gain if this rule stood at 90."""
    effort: Effort
    confidence: Confidence


class RuleResult(Part):
    """One rule, whatever became of it."""

    rule: str
    claim: str
    title: Prose
    state: State
    says: Says
    """One plain sentence with the group's own number, or what was missing."""
    score: float | None = None
    score_low: float | None = None
    score_high: float | None = None
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    k: float | None = None
    n: float | None = None
    days: int | None = None
    n_eff: float | None = None
    weight: float = 0
    grade: Grade | None = None
    basis: Prose | None = None
    confidence: Confidence | None = None
    evidence: list[Evidence] = Field(default_factory=list)
    advice: Step | None = None


class Question(Part):
    """One of the seven questions."""

    pack: str
    title: Prose
    part: Literal["cause", "result"]
    weight: float
    score: float | None
    score_low: float | None
    score_high: float | None
    score_if_unknown_low: float | None = None
    """The score if every rule that could not be judged stood at 0."""
    score_if_unknown_high: float | None = None
    coverage: float
    confidence: Confidence | None
    says: Says
    rules: list[RuleResult]


class Gate(Part):
    """A condition that lowers the ceiling."""

    gate: str
    title: Prose | None = None
    """What it is called; null where its pack gives no title."""
    active: bool
    ceiling: float | None
    """Where the ceiling stands now; null when the gate is open."""
    measure: str
    value: float | None
    says: Says


class Item(Part):
    """A person or a message to act on."""

    person: str | None
    name: str | None
    message: int | None
    at: str | None
    text: str | None
    reason: Says
    value: float | None


class ActOn(Part):
    """Whom to call, whom to thank, what to answer. Each list is ordered by what needs it most."""

    unanswered: list[Item] = Field(default_factory=list)
    newcomers_unmet: list[Item] = Field(default_factory=list)
    going_quiet: list[Item] = Field(default_factory=list)
    helpers: list[Item] = Field(default_factory=list)
    promoters: list[Item] = Field(default_factory=list)
    totals: dict[str, int] = Field(default_factory=dict)
    """Name of a list → how many there are in all, where the list is cut."""

    def lists(self) -> list[tuple[str, list[Item], int]]:
        """The lists that are not empty: name, entries, how many there are in all."""
        named: list[tuple[str, list[Item]]] = [
            ("unanswered", self.unanswered), ("newcomers_unmet", self.newcomers_unmet),
            ("going_quiet", self.going_quiet), ("helpers", self.helpers), ("promoters", self.promoters),
        ]  # fmt: skip
        return [(name, items, max(self.totals.get(name, 0), len(items))) for name, items in named if items]


class Period(Part):
    """A stretch of the group's life."""

    kind: Literal["founding", "growth", "plateau", "decline", "silence", "activity"]
    from_: str = Field(alias="from")
    to: str
    people_per_week: float
    messages_per_week: float


class TurningPoint(Part):
    """Where the course changed, and what happened around it. Around is not because."""

    at: str
    before: str
    after: str
    people_before: float | None = None
    people_after: float | None = None
    around: list[Says]


class WeekPoint(Part):
    """Activity of one week, for charts."""

    week: str
    people: int
    messages: int
    promo: int


class Course(Part):
    """The whole life of the group as far as the export shows it."""

    periods: list[Period] = Field(default_factory=list)
    turning_points: list[TurningPoint] = Field(default_factory=list)
    weeks: list[WeekPoint] = Field(default_factory=list)


class MeasureValue(Part):
    """A measure as taken, so that a result can be judged again without the chat."""

    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    k: float | None = None
    n: float | None = None
    days: int | None = None
    people: int | None = None
    n_eff: float | None = None
    inferred: float = 0.0
    """Share of the sample that rests on inference (replies, host side)."""
    more: dict[str, Param] = Field(default_factory=dict)
    """Further numbers and names for the sentence of a rule."""
    draws: str | None = None
    """The value in each of the resamples, packed (measures/packing.py); null when no range is claimed."""
    missing: str | None = None
    """Code of why there is no value."""
    missing_params: dict[str, Param] = Field(default_factory=dict)
    how: str | None = None
    """The function and its parameters: what a pack calls by the same name may be taken otherwise in another version."""


class Unseen(Part):
    """Something the export could not show, and the flag that would settle it."""

    code: str
    params: dict[str, Param] = Field(default_factory=dict)
    says: Prose
    settle_with: str | None = None


class Sight(Part):
    """What the rules were judged by besides their measures, kept so that a result can be judged again."""

    has: list[str]
    """What the export can tell: ``joins leaves replies members reactions date``."""
    messages: int
    """Human messages in the window."""
    muted: list[str] = Field(default_factory=list)
    """Rules left out on request."""
    weights: dict[str, float] = Field(default_factory=dict)
    """Question → the weight asked for, where it is not the one of the pack or profile."""


class ScoreRange(Part):
    """A score of one stretch of time, or null."""

    score: float | None
    score_low: float | None
    score_high: float | None
    confidence: Confidence | None


class Stretch(Part):
    """A month or quarter of the group's life, judged as it stood at its end."""

    label: str
    """``2024-03`` or ``2024-Q1``."""
    from_: str = Field(alias="from")
    to: str
    messages: int
    people: int
    kind: str
    """Id of the verdict."""
    title: Prose
    overall: ScoreRange
    questions: dict[str, ScoreRange]
    """Pack → its score; the seven questions in their order."""


class Repeated(Part):
    """A text of this chat that was also sent into other groups of the same batch (多群同发)."""

    message: int
    at: str
    person: str
    name: str
    text: str
    times: int
    """How often it was sent here."""
    groups: int
    """In how many other groups of the batch it stands; which ones, only the batch's own table says."""


class Promised(Part):
    """An answer from before launch, and what became of it."""

    question: str
    item: str
    number: int
    """Its place in the checklist, from 1."""
    ask: Prose
    text: str
    """What was promised, in the owner's words."""
    state: Literal["kept", "not_kept", "cannot_tell"]
    rule: str
    title: Prose
    score: float | None
    says: Says
    """What the chat shows: the sentence of that rule."""
    because: Says | None = None
    """Why it cannot be told although there is a score."""
    kept_from: float
    """Score of the rule from which the promise counts as kept; the checklist says so."""
    broken_below: float
    """… and below which it counts as not kept."""
    heard: Says | None = None
    """Whether those named in the promise spoke; null where that was not promised."""


class Unpromised(Part):
    """An answer from before launch that no chat can show to be kept."""

    item: str
    number: int
    ask: Prose


class Promise(Part):
    """What was promised before launch (``--launch``), beside what happened."""

    checklist: str
    kept: list[Promised]
    """Promises that a rule tests, kept or not, in the order of the checklist."""
    unseen: list[Unpromised]


class HostSide(Part):
    """Who was taken for the host side, and why."""

    inferred: bool
    people: list[HostPerson] = Field(default_factory=list)


class HostPerson(Part):
    """One person of the host side."""

    person: str
    name: str
    because: Says


class Result(Part):
    """The whole answer."""

    schema_: int = Field(default=SCHEMA, alias="schema")
    auditor: str
    packs: list[PackUsed]
    chat: ChatFacts
    window: Window
    profile: Profile
    host: HostSide
    read: Read
    verdict: Verdict
    overall: Overall
    questions: list[Question]
    gates: list[Gate]
    advice: list[Step]
    act_on: ActOn
    course: Course
    measures: dict[str, MeasureValue]
    unseen: list[Unseen]
    sight: Sight | None = None
    """Null in results of version 0.1.0, which cannot be judged again exactly."""
    portrait: Portrait | None = None
    """Who carries the group, who answers whom, who brought whom, which needs are voiced."""
    over_time: list[Stretch] = Field(default_factory=list)
    """The scores over the group's life, when asked for (``--by``)."""
    names: Literal["show", "alias", "hide"] = "show"
    """How people are named in this result; what was hidden cannot be shown again."""
    mentioned: dict[str, str] = Field(default_factory=dict)
    """What people are called inside quoted texts → their key, so that a saved result can be told without names; ``?`` for
    what may be one of several people."""
    repeated: list[Repeated] = Field(default_factory=list)
    """Texts also sent into other groups of the batch; only a batch can see them."""

    promise: Promise | None = None
    """What was promised before launch, when the answers were given."""

    def to_json(self) -> str:
        """The same result as bytes that do not depend on language, machine or time: 6 significant digits, UTF-8."""
        return json_of(self)
