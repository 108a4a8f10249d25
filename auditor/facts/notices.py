"""What the group says of itself: title, description, announcements, pinned texts, welcomes, the host's opening words."""

from __future__ import annotations

import polars as pl

from auditor.chat.tables import TIME
from auditor.facts.fired import Fired, flag
from auditor.facts.words import Words

SOURCES = ("title", "description", "announcement", "pinned", "welcome", "host_opening")
LONG = 60
"""Bytes from which a text says more than a greeting (20 Chinese characters)."""
_NOTICE = r"^\s*(?:@所有人|@全体成员|@all(?-u:\b)|@everyone|#?群公告|【[^】]{0,8}(?:公告|通知|须知|群规|置顶)[^】]{0,6}】|\[[^\]]{0,8}(?:公告|通知|群规)\]|各位)"
_OFFER = r"(?i)(?:\d+(?:\.\d+)?\s*(?:元|块|折|米)|[¥￥$]\s*\d+|加\s*(?:我|v|微|薇|wx)|微信号|(?-u:\b)vx(?-u:\b)|扫码|下单|优惠|包邮|秒杀|早鸟|%\s*off|discount)"
_PEOPLE = (
    r"(?i)家长|妈妈|爸爸|宝妈|邻居|业主|住户|病友|患者|家属|同学|学员|学生|老师|朋友|新手|新人|爱好者|伙伴|同好|群友|成员|街坊|乡亲|"
    r"开发者|程序员|读者|书友|球友|跑友|骑友|车主|志愿者|姐妹|兄弟|大人|老人|年轻人|孩子|的人(?:$|[,，。!！一、])|居民|租客|同事|校友|老乡|people|parents|neighbou?rs|beginners|newcomers|members|"
    r"developers|contributors|volunteers|students|patients|families|friends|readers|players|learners|users of|anyone|folks|residents|for those who|anyone who|everyone who"
)

NOTICES: dict[str, pl.DataType] = {
    "id": pl.UInt32(), "at": TIME, "person": pl.UInt32(), "source": pl.Enum(SOURCES), "text": pl.String(),
    "purpose": pl.Boolean(), "offer": pl.Boolean(), "names_people": pl.Boolean(),
}  # fmt: skip


def tell_notices(words: Words, fired: Fired, messages: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Frame ``notices`` of docs/architecture.md §4, in order of time.

    ``purpose`` of what stands in events is null when the signals were not looked for there (``Words.texts``).
    """
    said = words.statements.select("at", "person", "source", text="own", id=pl.lit(None, dtype=pl.UInt32))
    if fired.statements is not None:
        sold, purpose = flag(fired.statements, "promo", "referral"), flag(fired.statements, "purpose")
        told = fired.statements.with_columns(_sells=sold, _purpose=purpose)
        said = said.with_columns(told["_purpose"].alias("purpose"), told["_sells"].alias("sells"))
    signals = [name for name in ("purpose", "promo", "referral", "welcome", "all_call") if name in messages.columns]
    host = (
        messages.lazy()
        .filter((pl.col("side") == "host") & (pl.col("own").str.len_bytes() >= LONG))
        .select("id", "at", "person", "own", *signals)
        .collect()
    )
    lines = [
        _as_notices(host.filter(pl.col("own").str.contains(_NOTICE) | flag(host, "all_call")), "announcement"),
        _as_notices(host.filter(flag(host, "welcome")).unique("own", keep="first", maintain_order=True), "welcome"),
        _as_notices(_opening(host, messages), "host_opening"),
    ]
    text = pl.col("text").str.to_lowercase()
    return (
        pl.concat([_as_notices(messages.clear(), "welcome"), said, *lines], how="diagonal")
        .unique(["text", "source"], keep="first", maintain_order=True)
        .with_columns(
            offer=pl.col("sells").fill_null(value=False) | text.str.contains(_OFFER),
            names_people=text.str.contains(_PEOPLE),
        )
        .sort("at", "id", nulls_last=True, maintain_order=True)
        .select(pl.col(name).cast(dtype) for name, dtype in NOTICES.items())
    )


def _opening(host: pl.DataFrame, messages: pl.DataFrame) -> pl.DataFrame:
    """The host's first long text, if it stands in the first week of the export and does not sell."""
    first = host.filter(~flag(host, "promo", "referral")).head(1)
    start = pl.lit(messages["at"].min(), dtype=TIME)
    return first.filter(pl.col("at") <= start.dt.offset_by("7d"))


def _as_notices(rows: pl.DataFrame, source: str) -> pl.DataFrame:
    return rows.select(
        "at",
        "person",
        "id",
        source=pl.lit(source),
        text="own",
        purpose=flag(rows, "purpose"),
        sells=flag(rows, "promo", "referral"),
    )
