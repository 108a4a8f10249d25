"""What a pack may say. One YAML file a question, readable by someone who does not program.

A pack holds policy only: which named measure, which curve, which words. New arithmetic is a Python function in
``auditor/measures``; there are no expressions in YAML.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Kebab = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Policy(BaseModel):
    """A piece of a pack: frozen; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)


class Prose(Policy):
    """The same sentence in both languages. ``{value}``, ``{k}``, ``{n}`` and a measure's own numbers may stand in it."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class MeasureUse(BaseModel):
    """A named function and its parameters; other keys are the function's own."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    compute: str

    @property
    def params(self) -> dict[str, Any]:
        """The function's parameters."""
        return dict(self.__pydantic_extra__ or {})

    @property
    def how(self) -> str:
        """The function and its parameters in one line: the same line, the same measure."""
        told = ", ".join(
            f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in sorted(self.params.items())
        )
        return f"{self.compute}({told})"


class Needs(Policy):
    """The smallest sample that may be judged. What is missing is printed with what there is."""

    n: float = 0
    """Size of the measure's own sample."""
    people: int = 0
    """Distinct people in the sample."""
    days: int = 0
    """Active days in the sample."""
    messages: int = 0
    """Human messages in the window."""
    can_see: list[Literal["joins", "leaves", "replies", "members", "reactions", "date"]] = Field(default_factory=list)
    """What the export must be able to tell at all."""


def _rising_x(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    if any(b[0] <= a[0] for a, b in pairwise(points)):
        raise ValueError("the points of a curve go from small to large")
    if any(not 0 <= score <= 100 for _, score in points):
        raise ValueError("scores lie between 0 and 100")
    return points


class Curve(Policy):
    """From a value to a score of 0–100."""

    curve: Literal["points", "log_normal", "steps"] = "points"
    points: Annotated[list[tuple[float, float]], AfterValidator(_rising_x)] = Field(default_factory=list)
    """``points``: straight lines between (value, score), flat outside. ``steps``: the score of the last point reached."""
    good: float | None = None
    """``log_normal``: the value that scores 90."""
    middling: float | None = None
    """``log_normal``: the value that scores 50. If ``good`` is the smaller one, less is better."""
    two_sided: bool = False
    """True where too little and too much are both bad: the scores rise and fall again."""

    @property
    def turns(self) -> bool:
        """Whether the scores of the points both rise and fall."""
        steps = [b[1] - a[1] for a, b in pairwise(self.points)]
        return any(step > 0 for step in steps) and any(step < 0 for step in steps)

    @model_validator(mode="after")
    def _complete(self) -> Curve:
        if self.curve == "log_normal":
            if self.good is None or self.middling is None or self.good <= 0 or self.middling <= 0:
                raise ValueError("a log_normal curve has a positive `good` and `middling`")
            if self.good == self.middling:
                raise ValueError("`good` and `middling` are two different values")
        elif len(self.points) < 2:
            raise ValueError("a curve has at least two points")
        return self


class Basis(Policy):
    """Where a threshold comes from, and how far it can be trusted."""

    grade: Literal["A", "B", "C", "D"]
    """A research · B a platform's definition · C practice with a stated basis · D folklore."""
    note: Prose
    source: str = ""


class Sentences(Policy):
    """What the rule says with the group's own numbers, when it stands well and when it does not."""

    good: Prose
    weak: Prose


class Advice(Policy):
    """One thing to do: what, and how to tell that it worked."""

    id: Kebab
    below: float = 60
    """Offered when the rule scores below this."""
    effort: Literal["low", "medium", "high"]
    do: Prose
    success: Prose
    profiles: dict[str, Prose] = Field(default_factory=dict)
    """Other words for one kind of group."""
    not_for: list[str] = Field(default_factory=list)
    """Profiles in which this is not advised."""
    leads: list[str] = Field(default_factory=list)
    """Kinds of group in which this comes first, whatever its rule says: whether to go on is asked before how."""


class Rule(Policy):
    """A measure judged, with what it takes to judge it and what to do about it."""

    claim: str
    measure: Kebab | None = None
    """Null for a question that only a person can answer."""
    title: Prose
    failing_title: Prose | None = None
    why: Prose
    says: Sentences | None = None
    ask: Prose | None = None
    """The question for a person (``manual`` rules)."""
    needs: Needs = Needs()
    score: Curve | None = None
    """Null with weight 0: an insight."""
    basis: Basis | None = None
    weight: float = Field(default=0, ge=0, le=5)
    confidence: Literal["high", "medium", "low"] = "high"
    """The most this rule may claim."""
    rests_on_host: bool = False
    """True when the measure needs to know the host side: a guessed host caps the confidence at low."""
    quote: bool = True
    """False where the messages must not be quoted (distress)."""
    profiles: list[str] = Field(default_factory=list)
    """The only profiles it applies to; empty for all."""
    not_for: list[str] = Field(default_factory=list)
    """Profiles it does not apply to."""
    advice: list[Advice] = Field(default_factory=list)
    former_ids: list[str] = Field(default_factory=list)
    """What it was called before, ``rule`` or ``pack/rule``: it still answers to that where it is muted, chosen or explained."""

    @model_validator(mode="after")
    def _whole(self) -> Rule:
        if self.measure is None:
            if self.ask is None:
                raise ValueError("a rule without a measure asks a person: it needs `ask`")
            return self
        if self.says is None:
            raise ValueError("a measured rule needs `says`")
        if self.weight and (self.score is None or self.basis is None):
            raise ValueError("a rule with weight needs `score` and `basis`")
        if self.basis and self.basis.grade == "D" and self.weight > 1:
            raise ValueError("a threshold of grade D (folklore) weighs at most 1")
        return self


class Condition(Policy):
    """Holds where the measure, or the score of a question, lies beyond a bound."""

    measure: str | None = None
    """A measure of this pack, or ``pack/measure``."""
    question: str | None = None
    above: float | None = None
    below: float | None = None
    n: float = 0
    """The smallest sample of the measure that counts; below it the measure is unknown."""
    unless_known: bool = False
    """True: also holds when the measure could not be taken."""
    and_: list[Condition] = Field(default_factory=list, alias="and")
    """What must hold besides."""

    @property
    def parts(self) -> list[Condition]:
        """This condition and all it asks for besides."""
        return [self, *(part for other in self.and_ for part in other.parts)]

    @model_validator(mode="after")
    def _one_thing(self) -> Condition:
        if (self.measure is None) == (self.question is None):
            raise ValueError("a condition names one measure or one question")
        if self.above is None and self.below is None:
            raise ValueError("a condition has `above` or `below`")
        return self


class Gate(Policy):
    """A ceiling that comes down as a measure goes from one bound to another. It slides: no cliffs."""

    title: Prose | None = None
    """What it is called in a report; its name, where there is none."""
    measure: str | None = None
    question: str | None = None
    from_: float = Field(alias="from")
    to: float
    ceiling: float = Field(ge=0, le=100)
    and_: list[Condition] = Field(default_factory=list, alias="and")
    needs: Needs = Needs()
    rests_on_host: bool = False
    not_for: list[str] = Field(default_factory=list)
    basis: Basis
    says: Prose

    @model_validator(mode="after")
    def _slides(self) -> Gate:
        if (self.measure is None) == (self.question is None):
            raise ValueError("a gate names one measure or one question")
        if self.from_ == self.to:
            raise ValueError("a gate slides: `from` and `to` are two different values")
        return self


def _floor_of_the_window(needs: Needs) -> Needs:
    if needs.n or needs.people or needs.days:
        raise ValueError("a verdict or mark has no sample of its own: only `messages` and `can_see` count here")
    return needs


WindowNeeds = Annotated[Needs, AfterValidator(_floor_of_the_window)]
"""Needs of something that rests on several measures."""


class Verdict(Policy):
    """A kind of group. The kinds are tested in the order of the file; the first that holds is the verdict."""

    title: Prose
    all: list[Condition] = Field(default_factory=list)
    any: list[Condition] = Field(default_factory=list)
    says: Prose
    """One sentence with the group's own numbers; ``{measure-name}`` gives a measure's value."""
    basis: Basis
    needs: WindowNeeds = Needs()
    rests_on_host: bool = False
    not_for: list[str] = Field(default_factory=list)


class Flag(Policy):
    """A mark beside the kind."""

    title: Prose
    all: list[Condition] = Field(min_length=1)
    says: Prose
    needs: WindowNeeds = Needs()
    profiles: list[str] = Field(default_factory=list)
    not_for: list[str] = Field(default_factory=list)
    replaces: list[str] = Field(default_factory=list)
    """Verdicts that this mark explains away (a finished course is not dead)."""


Outcome = Annotated[
    str,
    Field(
        pattern=r"^(scored|insight|not_applicable|not_enough_data|manual|muted|error|(above|below) \d{1,3}(\.\d+)?)$"
    ),
]
"""The state of a rule, or ``above N`` / ``below N`` for a scored one."""


class Expect(Policy):
    """What must come out of a test. Names without a pack are the pack's own."""

    signals: dict[str, list[int]] = Field(default_factory=dict)
    """Signal → line numbers (from 1) of the chat on which it fires; other lines must not. A line of several rows
    counts once, and of a chat played several times the first playing."""
    measures: dict[str, float | None] = Field(default_factory=dict)
    """Measure → its value to within 1 %, or null where it cannot be taken."""
    rules: dict[str, Outcome] = Field(default_factory=dict)
    """Rule → its state, or ``above N`` / ``below N`` for a scored one."""
    gates: list[str] | None = None
    """Exactly these gates are active."""
    verdict: str | None = None
    not_verdict: list[str] = Field(default_factory=list)
    flags: list[str] | None = None
    """Exactly these marks stand beside the verdict."""


class Test(Policy):
    """A small conversation and what must come out of it.

    Lines are ``YYYY-MM-DD HH:MM name: text``; ``* join name``, ``* invite name > name``, ``* leave name``,
    ``* remove name > name`` and ``* announce name: text`` after the time are events. A line that does not begin with a
    date goes on with the line before. ``[图片]`` or ``[红包]`` as the whole text is a picture or a red packet.
    ``repeat`` plays the chat again on later days; ``{n}`` in it is the number of the playing.
    """

    name: str = Field(min_length=1)
    chat: str = Field(min_length=1)
    repeat: int = Field(default=1, ge=1, le=400)
    """How many times the lines are played, each time ``every`` days later."""
    every: int = Field(default=1, ge=1)
    """Days from one playing to the next."""
    title: str | None = None
    """Name of the group."""
    owner: list[str] = Field(default_factory=list)
    as_of: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    profile: str = "community"
    waive: bool = False
    """True: the floors (`needs`) do not count; the judgement is tested, not the floor."""
    expect: Expect


class Pack(Policy):
    """A file of the judgement: usually one of the seven questions."""

    schema_: Literal[1] = Field(alias="schema")
    pack: Kebab
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    title: Prose
    question: Prose | None = None
    why: Prose | None = None
    part: Literal["cause", "result"] | None = None
    """Null for a file that only holds verdicts, flags and gates."""
    weight: float = Field(default=1, ge=0, le=5)
    signals: dict[str, Any] = Field(default_factory=dict)
    """A third-party pack's own signals; everywhere but in the pack itself they are named ``pack__signal``."""
    measures: dict[Kebab, MeasureUse] = Field(default_factory=dict)
    rules: dict[Kebab, Rule] = Field(default_factory=dict)
    gates: dict[Kebab, Gate] = Field(default_factory=dict)
    verdicts: dict[Kebab, Verdict] = Field(default_factory=dict)
    flags: dict[Kebab, Flag] = Field(default_factory=dict)
    claims: dict[Kebab, Prose] = Field(default_factory=dict)
    """The claims of the method under this question, whether a rule tests them or not."""
    unseen: dict[Kebab, Prose] = Field(default_factory=dict)
    """For a claim no rule tests: the field of the export that is missing, or who could answer."""
    tests: list[Test] = Field(default_factory=list)

    @model_validator(mode="after")
    def _judged(self) -> Pack:
        if self.rules and self.part is None:
            raise ValueError(
                "a pack with rules says whether it is a cause or a result: `part: cause` or `part: result`"
            )
        return self


class RuleChange(Policy):
    """What a profile or a client may change about a rule: policy, never facts."""

    off: bool = False
    insight: bool = False
    """Shown, not scored."""
    weight: float | None = Field(default=None, ge=0, le=5)
    score: Curve | None = None
    needs: Needs | None = None


class Hint(Policy):
    """Something that makes a chat look like this kind of group."""

    compute: str
    params: dict[str, Any] = Field(default_factory=dict)
    above: float | None = None
    below: float | None = None
    points: float = 1


class Profile(Policy):
    """What a kind of group changes about the judgement."""

    schema_: Literal[1] = Field(alias="schema")
    profile: Kebab
    title: Prose
    says: Prose
    """What is judged differently, in one or two sentences."""
    hints: list[Hint] = Field(default_factory=list)
    propose_at: float = 3
    """Points of hints from which the profile is proposed."""
    questions: dict[str, float] = Field(default_factory=dict)
    """Other weights of questions; 0 takes one out."""
    rules: dict[str, RuleChange] = Field(default_factory=dict)
    gates_off: list[str] = Field(default_factory=list)
    verdicts_off: list[str] = Field(default_factory=list)
    no_scores_of_persons: bool = False
    advice_only: list[str] | None = None
    """Ids of the only advice given; null for all."""
    advice: list[Advice] = Field(default_factory=list)
    """Advice of its own, offered first."""
