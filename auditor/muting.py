"""Rules that a client has asked to leave out: always with a reason and a date, and shown as muted, never hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from auditor.parts import Says


@dataclass(frozen=True, slots=True)
class Mute:
    """A rule, or a whole pack, that is not judged. It changes policy, never facts: the number is still taken."""

    rule: str
    """``pack/rule`` or ``pack``."""
    reason: str
    since: date
    """The day it was decided; told, not judged by."""
    until: date | None = None
    """The last day it holds; null for ever."""

    def holds_on(self, day: date) -> bool:
        """Whether it still holds for a chat judged from ``day``."""
        return self.until is None or day <= self.until

    def says(self) -> Says:
        """The reason as a sentence."""
        until_zh, until_en = (f"，到 {self.until}", f" until {self.until}") if self.until else ("", "")
        return Says(
            code="muted_because",
            params={
                "reason": self.reason,
                "since": self.since.isoformat(),
                "until": self.until.isoformat() if self.until else None,
            },
            zh=f"不评这一条：{self.reason}（{self.since} 定的{until_zh}）",
            en=f"muted on {self.since}{until_en}: {self.reason}",
        )


def reasons(mutes: Iterable[Mute], rules: Iterable[str], called: Mapping[str, str]) -> Mapping[str, Says]:
    """Rule → why it is muted; of several reasons the one that names the rule itself wins over one for its pack.

    ``called``: what a mute may call a rule or pack → its name now.
    """
    by_name = {called.get(mute.rule, mute.rule): mute for mute in mutes}
    found = {rule: by_name.get(rule) or by_name.get(rule.partition("/")[0]) for rule in rules}
    return {rule: mute.says() for rule, mute in found.items() if mute is not None}
