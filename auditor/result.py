"""The answer of an audit, and its JSON. Reports see this and nothing else.

Scores are 0–100 or null, and null never becomes 0. Prose stands in both languages beside a ``code`` and ``params``, so
that a saved result can be told in either. Names here are a contract with other programs: widen, never rename.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SCHEMA = 1
"""Number of this shape; it rises when a field changes its meaning."""

Confidence = Literal["high", "medium", "low"]
Effort = Literal["low", "medium", "high"]
Grade = Literal["A", "B", "C", "D"]
State = Literal["scored", "insight", "not_applicable", "not_enough_data", "manual", "muted", "error"]
Param = str | int | float | None


class Part(BaseModel):
    """A piece of a result: frozen, and nothing in it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """With what stands under each field here; pydantic's own way would read this file anew for every audit."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, told in _told(cls).items():
            properties[cls.model_fields[name].alias or name]["description"] = told
        return schema


def _told(model: type[Part]) -> dict[str, str]:
    """Field → the words under it, in the source of ``model`` and of what it is made from."""
    import ast
    import inspect

    told: dict[str, str] = {}
    for kind in reversed(model.__mro__[: model.__mro__.index(Part)]):
        (tree,) = ast.parse(inspect.getsource(kind)).body
        assert isinstance(tree, ast.ClassDef)
        for field, words in pairwise(tree.body):
            match field, words:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    told[name] = inspect.cleandoc(text)
    return told


class Prose(Part):
    """One sentence or more, in both languages."""

    zh: str
    en: str


class Says(Prose):
    """Prose with the code and the numbers it was made from."""

    code: str
    params: dict[str, Param] = Field(default_factory=dict)


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


class Evidence(Part):
    """A message somebody wrote, and why it is quoted."""

    message: int
    at: str
    person: str
    name: str
    text: str
    why: Prose


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
    missing: str | None = None
    """Code of why there is no value."""


class Unseen(Part):
    """Something the export could not show, and the flag that would settle it."""

    code: str
    params: dict[str, Param] = Field(default_factory=dict)
    says: Prose
    settle_with: str | None = None


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

    def to_json(self) -> str:
        """The same result as bytes that do not depend on language, machine or time: 6 significant digits, UTF-8."""
        import json

        return (
            json.dumps(
                _rounded(self.model_dump(mode="json", by_alias=True)), ensure_ascii=False, indent=1, allow_nan=False
            )
            + "\n"
        )


def _rounded(value: Any) -> Any:
    """Floats to 6 significant digits, everywhere."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value
