"""What members ask, and whether another person answered."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.fired import flag
from auditor.facts.talk import SIDE, text_of

DAY = timedelta(days=1)
ANSWER_TIME = DAY
LATE = timedelta(days=7)
"""A reply marked in the export is an answer for so long."""
FOLLOW_UP = timedelta(minutes=30)
"""在吗 alone waits so long for the question itself."""
CLARIFIES = 0.7
"""A question that so surely goes back to what another asked or opened wants details of it; it is no need of its own."""
SAYS = 12
"""Bytes from which an opening line with a question mark is a question, whatever its words; a lone ？？ is surprise."""
LIKELY = 0.5
"""Answers less sure than this give way to a surer one when who answered and when is told."""

CALLS = (
    "在吗", "在么", "在不在", "在嘛", "有人吗", "有人么", "有人在吗", "有人在么", "有在的吗", "请问", "请问一下", "群主在吗", "老师在吗",
    "hello", "Hello", "anyone here", "Anyone here", "anyone there", "Anyone there", "anyone around", "Anyone around",
)  # fmt: skip
_CALL = r"(?i)^[\s@]*(?:在吗|在么|在不在|有人吗|有人么|有人在吗|有人在么|有在的吗|请问|你好|hello|hi|anyone (?:here|there|around)|@\S+)[\s\p{P}]*$"
_GREETS = r"(?i)^[\s\p{P}]*(?:热烈)?(?:欢迎|welcome(?-u:\b))"
_ME_TOO = (
    r"(?i)^\s*(?:同问|同求|同蹲|同样的?问题|我也想(?:知道|问).{0,6}|我也(?:是|有这个问题)|蹲.{0,4}|\+\s*1|1|求|等.?|插眼|码住?|马克|"
    r"mark|same(?: here)?(?: \w+)?|same question|me too|following|关注|顶|up)[\s\p{P}]*$"
)

ASKS: dict[str, pl.DataType] = {
    "turn": pl.UInt32(), "id": pl.UInt32(), "person": pl.UInt32(), "at": TIME, "day": pl.Date(), "text": pl.String(),
    "answered": pl.Boolean(), "answer": pl.UInt32(), "by": pl.UInt32(), "by_side": SIDE, "seconds": pl.Float64(),
    "in_private": pl.Boolean(), "sure": pl.Float64(), "thanked": pl.Boolean(),
}  # fmt: skip


def tell_asks(messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame) -> pl.DataFrame:
    """Frame ``asks`` of docs/architecture.md §4. ``replies`` has ``turn`` and ``to_turn``."""
    asks = _questions(messages, turns, replies)
    if asks.is_empty():
        return pl.DataFrame(schema=ASKS)
    answers = _answers(asks, messages, turns, replies)
    asks = asks.join(answers, on="turn", how="left", maintain_order="left").sort("person", "at", "turn")
    # Asked again in the same conversation: the answer to the later asking answers the earlier one.
    answered = pl.when(pl.col("answer").is_not_null()).then("row").backward_fill().over("person", "conversation")
    row = asks.with_row_index("row").select(answered).to_series()
    asks = asks.with_columns(asks.select("answer", "by", "by_side", "then", "sure", "in_private")[row])
    late = pl.col("then") - pl.col("at") > LATE
    asks = asks.with_columns(pl.when(~late).then(pl.col("answer", "by", "by_side", "then", "sure", "in_private")))
    thanked = turns.lazy().filter(flag(turns, "thanks") & pl.col("human"))
    thanks = thanked.select("person", thanked_at="at").sort("thanked_at").collect()
    asks = asks.sort("at", "turn").join_asof(
        thanks, left_on="at", right_on="thanked_at", by="person", strategy="forward", tolerance=DAY,
        allow_exact_matches=False, check_sortedness=False,
    )  # fmt: skip
    return (
        asks.with_columns(
            answered=pl.col("answer").is_not_null(),
            seconds=(pl.col("then") - pl.col("at")).dt.total_milliseconds() / 1000,
            in_private=pl.col("in_private").fill_null(value=False),
            thanked=pl.col("answer").is_not_null() & (pl.col("thanked_at") >= pl.col("then")).fill_null(value=False),
        )
        .sort("turn")
        .select(pl.col(name).cast(dtype) for name, dtype in ASKS.items())
    )


def _questions(messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame) -> pl.DataFrame:
    """Members' question turns that voice a need of their own, with their text."""
    wanted = ("turn", "id", "person", "at", "end", "day", "conversation")
    marked = _marked(messages, turns)
    asking = (
        turns.lazy()
        .filter(
            (pl.col("side") == "member")
            & (flag(turns, "question") | pl.col("turn").is_in(marked.implode()))
            & ~flag(turns, "promo", "referral", "carried", "welcome")
            & ~pl.col("turn").is_in(_cheering(messages).implode())
        )
        .select(*wanted, thanks=flag(turns, "thanks"))
        .collect()
    )
    open_to = turns.lazy().filter(flag(turns, "question") | pl.col("starts")).select(to_turn="turn").collect()
    asked_back = (
        replies.lazy()
        .filter(pl.col("sure") >= CLARIFIES)
        .select("turn", "to_turn")
        .join(asking.lazy().select("turn"), on="turn", how="semi")
        .join(open_to.lazy(), on="to_turn", how="semi")
        .collect()
    )
    asking = asking.join(asked_back.select("turn"), on="turn", how="anti", maintain_order="left")
    asking = asking.join(text_of(messages, asking["turn"]), on="turn", how="left", maintain_order="left")
    text = pl.col("text").fill_null("")
    asking = asking.filter(~text.str.contains(_GREETS) & (~pl.col("thanks") | text.str.contains(r"[?？]"))).drop(
        "thanks"
    )
    calls = pl.concat([asking.filter(text.str.contains(_CALL)).select("turn", "person", "at"), _calls(messages, turns)])
    calls = calls.unique("turn").sort("turn")
    asking = asking.join(calls, on="turn", how="anti", maintain_order="left")
    more = _after_calls(calls, turns, wanted).join(asking, on="turn", how="anti", maintain_order="left")
    more = more.join(text_of(messages, more["turn"]), on="turn", how="left", maintain_order="left")
    return pl.concat([asking, more]).sort("turn")


def _cheering(messages: pl.DataFrame) -> pl.Series:
    """Turns about a red packet (谢谢老板，没人抢了吗): nobody waits for an answer."""
    return messages.lazy().filter(flag(messages, "bought")).select(pl.col("turn").unique()).collect()["turn"]


def _marked(messages: pl.DataFrame, turns: pl.DataFrame) -> pl.Series:
    """Turns that open a conversation with a question mark, whatever their words."""
    opens = turns["starts"].gather(messages["turn"]) & (messages["side"] == "member")
    lines = messages.select("turn", "own").filter(opens & (messages["own"].str.len_bytes() >= SAYS))
    return lines.filter(pl.col("own").str.contains(r"[?？](?:\s|$)"))["turn"].unique()


def _calls(messages: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Turns that say 在吗 or its like and nothing else: ``turn``, ``person``, ``at``."""
    short = messages.lazy().filter(pl.col("own").str.len_bytes().is_between(6, 30) & (pl.col("side") == "member"))
    waiting = [call + mark for call in CALLS for mark in ("", "?", "？", "!", "！", "~", "～", "。", "..", "…")]
    calling = short.filter(pl.col("own").is_in(waiting)).select("turn").group_by("turn").len().sort("turn").collect()
    spoken = turns.select("turn", "person", "at", "messages")[calling["turn"]]
    return spoken.filter(spoken["messages"] == calling["len"]).drop("messages")


def _after_calls(calls: pl.DataFrame, turns: pl.DataFrame, wanted: tuple[str, ...]) -> pl.DataFrame:
    """The turns for which calls were waiting: what the same person said next."""
    spoken = turns.lazy().filter((pl.col("side") == "member") & pl.col("talk")).select(wanted).collect()
    callers = spoken.filter(pl.col("person").is_in(calls["person"].unique().implode()))
    follow = calls.join_asof(
        callers.select("person", next="turn", then="at").sort("then", "next"), left_on="at", right_on="then",
        by="person", strategy="forward", tolerance=FOLLOW_UP, allow_exact_matches=False, check_sortedness=False,
    )  # fmt: skip
    return spoken.filter(pl.col("turn").is_in(follow["next"].drop_nulls().unique().implode()))


def _answers(asks: pl.DataFrame, messages: pl.DataFrame, turns: pl.DataFrame, replies: pl.DataFrame) -> pl.DataFrame:
    """By ``turn`` of the ask: ``answer``, ``by``, ``by_side``, ``then``, ``sure`` and ``in_private`` of the first likely answer."""
    asked = asks.select(to_turn="turn", ask="turn", to_person="person", asked="at", about="conversation")
    clarifies = flag(messages, "question") & ~flag(messages, "answer")
    sells = flag(messages, "promo", "referral") & (pl.col("side") != "host")
    found = (
        replies.filter(pl.col("to_person").is_in(asks["person"].unique().implode()))
        .sort("to_turn")
        .join_asof(asked.sort("to_turn"), on="to_turn", by="to_person", strategy="backward", check_sortedness=False)
        .filter(
            pl.col("ask").is_not_null()
            & (pl.col("turn") > pl.col("ask"))
            & (pl.col("at") - pl.col("asked") <= pl.when("inferred").then(ANSWER_TIME).otherwise(LATE))
        )
    )
    found = found.with_columns(there=turns["conversation"].gather(found["to_turn"]))
    found = found.filter((pl.col("to_turn") == pl.col("ask")) | (pl.col("there") == pl.col("about")))
    said = messages.select("own", "side", beside=clarifies | sells, in_private=flag(messages, "in_private"))
    found = (
        found.select("ask", "at", "id", "person", "sure", "inferred")
        .hstack(said[messages["id"].search_sorted(found["id"])])
        .filter((~pl.col("inferred") | ~pl.col("beside")) & ~pl.col("own").str.contains(_ME_TOO))
        .drop("own")
        .sort("ask", "at", "id")
    )
    likely = pl.col("sure") >= LIKELY
    return (
        found.with_columns(first=pl.when(likely.any().over("ask")).then(likely).otherwise(statement=True))
        .filter("first")
        .group_by("ask", maintain_order=True)
        .agg(
            answer=pl.col("id").first(),
            by=pl.col("person").first(),
            by_side=pl.col("side").first(),
            then=pl.col("at").first(),
            sure=pl.col("sure").max(),
            in_private=pl.col("in_private").any(),
        )
        .rename({"ask": "turn"})
    )
