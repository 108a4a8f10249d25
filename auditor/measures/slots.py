"""What each measure can tell: its unit, and the numbers a sentence may quote of it."""

from __future__ import annotations

from dataclasses import dataclass

SHARE = ("k", "n", "rest", "people", "days")
PEOPLE = ("k", "n", "rest", "people")
SAMPLE = ("n", "people", "days")


@dataclass(frozen=True, slots=True)
class Tells:
    """Of one measure, besides ``value``."""

    unit: str
    """As in :class:`~auditor.measures.measured.Measured`."""
    slots: tuple[str, ...]

    @property
    def floors(self) -> frozenset[str]:
        """Which of ``n``, ``people`` and ``days`` a floor may ask of it; the others are always 0."""
        return frozenset(self.slots) & {"n", "people", "days"}


_SHARES = (
    "member_turns", "host_turns", "member_starts", "conversations_without_host", "host_promotion", "host_tactics",
    "host_dialogue", "host_service", "help_against_sales", "host_asks", "calls_answered", "suggestions_answered",
    "suggestions_acted_on", "seen_through", "need_depth", "need_weeks", "question_share", "answers_by_members",
    "distress_met", "member_undertakings", "received", "newcomers_answered", "newcomers_welcomed", "newcomers_returned",
    "helpers", "active_days", "promotion", "promotion_answered", "starters_unanswered", "bought_talk", "orders",
    "member_trade", "signal_share", "signal_people", "signal_answered",
)  # fmt: skip
_OF_PEOPLE = (
    "need_returners", "helped_then_helped", "tied", "member_invites", "inviters", "unpaid_joins", "purpose_voices",
    "regulars_kept", "purpose_landed",
)  # fmt: skip
LEVELS = ("physiological", "safety", "belonging", "esteem", "actualisation")

TELLS: dict[str, Tells] = {
    **dict.fromkeys(_SHARES, Tells("share", SHARE)),
    **dict.fromkeys(_OF_PEOPLE, Tells("share", PEOPLE)),
    "top_voice": Tells("share", (*SHARE, "who")),
    "top_tenth": Tells("share", (*SAMPLE, "tenth")),
    "top_few": Tells("share", SAMPLE),
    "absence_factor": Tells("people", SAMPLE),
    "without_host": Tells("ratio", (*SAMPLE, "away", "people_away", "people_there")),
    "reply_centre": Tells("share", (*SHARE, "who")),
    "slump_answer": Tells("share", (*SHARE, "when")),
    "promotion_weeks": Tells("ratio", ("n", "days")),
    "need_levels": Tells("count", (*SHARE, *LEVELS)),
    "need_voices": Tells("share", (*SHARE, "need")),
    "questions_answered": Tells("share", (*SHARE, "unanswered")),
    "answer_time": Tells("seconds", SAMPLE),
    "joint_undertakings": Tells("count", (*SHARE, "joiners")),
    "decisions": Tells("count", SHARE),
    "receipt_tenth": Tells("share", (*SAMPLE, "tenth")),
    "invite_depth": Tells("share", (*PEOPLE, "deepest")),
    "invites_per_newcomer": Tells("ratio", SHARE),
    "joins_per_month": Tells("count", SHARE),
    "silent_days": Tells("days", ("n",)),
    "speakers_lately": Tells("people", ("n",)),
    "speakers_per_week": Tells("people", SAMPLE),
    "now_to_peak": Tells("ratio", (*SAMPLE, "now", "peak")),
    "trend": Tells("ratio", (*SAMPLE, "now", "before")),
    "first_reply": Tells("seconds", SAMPLE),
    "human_messages": Tells("count", ("n",)),
    "talking_people": Tells("people", ("n",)),
    "talking_days": Tells("days", ("n",)),
    "purpose_stated": Tells("count", (*SAMPLE, "notices", "offers", "voices", "text")),
    "between_campaigns": Tells("ratio", (*SAMPLE, "with", "without")),
    "name_share": Tells("share", ("k", "n", "rest")),
    "title_match": Tells("count", ()),
    "text_share": Tells("share", ("k", "n", "rest")),
    "duty_share": Tells("share", ("k", "n", "rest")),
    "order_lists": Tells("count", ("k", "n", "rest")),
    "speakers": Tells("people", ("n",)),
}
"""By name of the measure; a test holds it against what the measures really give."""
