"""Every measure a pack may name. A new one is a function with a docstring, a test, a line here and one in ``told``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.measures import buying, heard, hosting, kind, life, needs, purpose, receiving, spreading, voices
from auditor.measures.measured import Measured
from auditor.measures.view import View

Measure = Callable[..., Measured]

MEASURES: dict[str, Measure] = {
    function.__name__: function
    for function in (
        voices.member_turns, voices.host_turns, voices.member_starts, voices.top_voice, voices.top_tenth, voices.top_few,
        voices.absence_factor, voices.without_host, voices.conversations_without_host, voices.reply_centre,
        hosting.host_promotion, hosting.host_tactics, hosting.host_dialogue, hosting.host_service,
        hosting.help_against_sales, hosting.host_asks, hosting.calls_answered, hosting.suggestions_answered,
        hosting.suggestions_acted_on, hosting.seen_through, hosting.slump_answer, hosting.promotion_weeks,
        needs.need_levels, needs.need_depth, needs.need_voices, needs.need_weeks, needs.need_returners,
        needs.question_share, needs.questions_answered, needs.answer_time, needs.answers_by_members, needs.distress_met,
        needs.joint_undertakings, needs.member_undertakings, needs.decisions,
        receiving.received, receiving.receipt_tenth, receiving.newcomers_answered, receiving.newcomers_welcomed,
        receiving.newcomers_returned, receiving.helped_then_helped, receiving.helpers, receiving.tied,
        spreading.invite_depth, spreading.member_invites, spreading.inviters, spreading.invites_per_newcomer,
        spreading.unpaid_joins, spreading.joins_per_month, spreading.purpose_voices,
        life.silent_days, life.speakers_lately, life.active_days, life.speakers_per_week, life.now_to_peak, life.trend,
        life.promotion, life.promotion_answered, life.starters_unanswered, life.first_reply, life.regulars_kept,
        life.human_messages, life.talking_people, life.talking_days,
        purpose.purpose_stated, purpose.purpose_landed,
        buying.bought_talk, buying.between_campaigns, buying.orders, buying.member_trade,
        heard.signal_share, heard.signal_people, heard.signal_answered,
        kind.name_share, kind.title_match, kind.text_share, kind.duty_share, kind.order_lists, kind.speakers,
    )
}  # fmt: skip


def take(view: View, compute: str, params: dict[str, Any]) -> Measured:
    """The measure called ``compute`` of this chat."""
    return MEASURES[compute](view, **params)
