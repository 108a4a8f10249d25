"""One rule: may it be judged, what does it score, how sure, and what does it say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from auditor.locale import MISSING, THINGS, both
from auditor.measures.measured import DRAWS, Floats, Measured
from auditor.packs.schema import Needs, Profile, Prose, Rule, RuleChange
from auditor.parts import Confidence, Says, State
from auditor.scoring.curve import score
from auditor.scoring.tell import fill, numbers

ORDER: tuple[Confidence, ...] = ("low", "medium", "high")

NOT_THERE = frozenset(
    {
        "no_distress",
        "no_slump",
        "no_campaigns",
        "always_campaign",
        "host_never_away",
        "no_calls",
        "no_undertakings",
        "no_purpose",
        "no_suggestions",
        "host_hardly_speaks",
        "host_never_speaks",
        "no_regulars",
    }
)
"""Reasons why a measure has nothing to look at in this group: the rule does not apply, which is no lack of data."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule and what became of it; ``draws`` are its scores in the 400 resamples."""

    id: str
    rule: Rule
    state: State
    measured: Measured | None
    says: Says
    score: float | None = None
    draws: Floats | None = None
    weight: float = 0.0
    confidence: Confidence | None = None

    @property
    def low(self) -> float | None:
        """5 % of the draws of the score, when a range may be claimed."""
        return self._quantile(0.05)

    @property
    def high(self) -> float | None:
        """95 % of the draws of the score."""
        return self._quantile(0.95)

    def _quantile(self, at: float) -> float | None:
        if self.draws is None or self.measured is None or self.measured.draws is None:
            return None
        return float(np.nanquantile(self.draws, at))


@dataclass(frozen=True, slots=True)
class Sight:
    """What the rules are judged by besides their measures."""

    has: frozenset[str]
    messages: int
    """Human messages in the window."""
    host_inferred: bool
    profile: Profile
    muted: frozenset[str] = frozenset()
    reasons: Mapping[str, Says] = field(default_factory=dict)
    """Rule → why it is muted, where somebody said why."""
    waive: bool = False
    """True in tests of the judgement: floors do not count."""


def judge(id: str, rule: Rule, measured: Measured | None, sight: Sight) -> Judged:
    """The rule ``id`` (``pack/rule``) given its measure, null for a question that only a person can answer."""
    change = sight.profile.rules.get(id, RuleChange())
    name = sight.profile.profile
    if id in sight.muted:
        return Judged(id, rule, "muted", measured, sight.reasons.get(id) or _plain("muted", rule.title))
    if change.off or name in rule.not_for or (rule.profiles and name not in rule.profiles):
        return Judged(id, rule, "not_applicable", measured, _not_for(sight.profile))
    if measured is None:
        assert rule.ask is not None
        return Judged(id, rule, "manual", None, _plain("ask", rule.ask))
    if measured.missing and measured.missing.code in NOT_THERE:
        return Judged(id, rule, "not_applicable", measured, missing(measured))
    weight = 0.0 if change.insight else (rule.weight if change.weight is None else change.weight)
    short = shortfall(change.needs or rule.needs, measured, sight)
    if short is not None:
        return Judged(id, rule, "not_enough_data", measured, short, weight=weight or 0.0)
    assert rule.says is not None and measured.value is not None
    curve = change.score or rule.score
    if curve is None or weight == 0:
        value = float(score(curve, measured.value)) if curve else None
        told = rule.says.weak if value is not None and value < 60 else rule.says.good
        return Judged(id, rule, "insight", measured, fill(f"{id}.insight", told, numbers(measured)))
    value = float(score(curve, measured.value))
    draws = np.full(DRAWS, value)
    if measured.draws is not None:
        scored = score(curve, measured.draws)
        draws = np.where(np.isnan(scored), value, scored)
    told, code = (rule.says.good, "good") if value >= 60 else (rule.says.weak, "weak")
    return Judged(
        id, rule, "scored", measured, fill(f"{id}.{code}", told, numbers(measured)), value, draws, weight,
        _confidence(rule, measured, draws, sight),
    )  # fmt: skip


def shortfall(needs: Needs, measured: Measured | None, sight: Sight) -> Says | None:
    """What is missing for a judgement, with the numbers; null when nothing is."""
    for thing in needs.can_see:
        if thing not in sight.has:
            return _says(
                "cannot_see",
                f"这种导出里看不到{THINGS[thing][0]}",
                f"this export does not show {THINGS[thing][1]}",
            )
    if measured is not None and measured.value is None:
        return missing(measured)
    if sight.waive or measured is None:
        return None
    floors = (
        ("n", needs.n, measured.n or 0, "个样本", "cases"),
        ("people", needs.people, measured.people, "个人", "people"),
        ("days", needs.days, measured.days, "个有人说话的日子", "active days"),
        ("messages", needs.messages, sight.messages, "条发言", "messages"),
    )
    for name, floor, seen, zh, en in floors:
        if seen < floor:
            return Says(
                code=f"floor_{name}", params={"needs": floor, "seen": round(seen, 1)},
                zh=f"要有 {floor:g} {zh}才好判断，这里有 {seen:.0f}", en=f"needs {floor:g} {en}, saw {seen:.0f}",
            )  # fmt: skip
    return None


def missing(measured: Measured) -> Says:
    """Why a measure could not be taken."""
    assert measured.missing is not None
    zh, en = both(MISSING, measured.missing.code, **measured.missing.params)
    return Says(code=measured.missing.code, params=dict(measured.missing.params), zh=zh, en=en)


def _confidence(rule: Rule, measured: Measured, draws: Floats, sight: Sight) -> Confidence:
    half = float(np.quantile(draws, 0.95) - np.quantile(draws, 0.05)) / 2
    label: Confidence = "high" if half <= 5 else "medium" if half <= 12 else "low"
    if measured.draws is None:
        label = "medium" if (measured.n or 0) >= 30 else "low"
    caps: list[Confidence] = [label, rule.confidence]
    if rule.rests_on_host and sight.host_inferred:
        caps.append("low")
    if measured.inferred > 0.5:
        caps.append("medium")
    return min(caps, key=ORDER.index)


def _plain(code: str, prose: Prose) -> Says:
    return Says(code=code, zh=prose.zh, en=prose.en)


def _says(code: str, zh: str, en: str) -> Says:
    return Says(code=code, zh=zh, en=en)


def _not_for(profile: Profile) -> Says:
    return Says(
        code="not_for_profile", params={"profile": profile.profile},
        zh=f"{profile.title.zh}不看这一条", en=f"does not apply to this kind of group ({profile.title.en})",
    )  # fmt: skip
