"""What is quoted, code and links: cut off before anybody's words are judged.

A member who quotes an advert to complain about it does not advertise; a host who quotes a question does not ask it.
"""

from __future__ import annotations

import polars as pl

_MARKS = ("http", "www.", "HTTP", "Http", "WWW.", "`", "「", "引用", "回复", "\n>", "&gt;")
_CHAT_QUOTE = r"(?s)\A\s*「([^：:\n]{1,40})[：:](.*?)」\s*\n(?:\s*(?:[-—–_]\s?){5,}\s*(?:\n|\z))?"
"""WeChat on a computer: 「name：text」, a dashed line, the answer."""
_TAIL_QUOTE = r"(?s)(?:\A|\n)\s*(?:\[引用\](?:\([^)\n]*\))?|引用[:：])\s*([^:：\n]{1,40})[:：](.*)\z"
"""Exporters put the quoted message behind the answer: ``引用:name:text`` or ``[引用](time)name:text``."""
_REPLY_HEAD = r"\A\s*回复\s*(?:@([^：:\s]{1,30})[：:\s]|@?([^：:\n]{1,30})[：:])\s*"
_QUOTED_LINE = r"(?m)^[ \t]*(?:>|&gt;)(?:[ \t]+(.*))?$\n?"
_CODE = r"(?s)```.*?(?:```|\z)|`[^`\n]{1,300}`"
_URL = r"(?i)<?(?:https?://|www\.)[^\s\p{Han}，。！？；：、“”‘’（）【】《》「」<>]+>?"

_KEY_LENGTH = 12
"""Characters by which a quotation is found again: exporters shorten long quotations."""


def cut_quotes(texts: pl.Series) -> pl.DataFrame:
    """``own``, ``quoted`` (what was quoted, null if nothing), ``addressed`` (name in 「…：」 or 回复 @…) and ``link``.

    ``own`` is the text without quotation, code and URLs. Rows in the order of ``texts``.
    """
    table = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
    marked = table.filter(pl.col("text").str.contains_any(list(_MARKS)) | pl.col("text").str.starts_with(">"))
    text = pl.col("text")
    cut = marked.with_columns(
        _chat=text.str.extract(_CHAT_QUOTE, 2),
        _tail=text.str.extract(_TAIL_QUOTE, 2),
        _line=text.str.extract(_QUOTED_LINE, 1),
        addressed=pl.coalesce(
            text.str.extract(_CHAT_QUOTE, 1),
            text.str.extract(_TAIL_QUOTE, 1),
            text.str.extract(_REPLY_HEAD, 1),
            text.str.extract(_REPLY_HEAD, 2),
        ),
        own=text.str.replace(_CHAT_QUOTE, "")
        .str.replace(_TAIL_QUOTE, "")
        .str.replace(_REPLY_HEAD, "")
        .str.replace_all(_QUOTED_LINE, "")
        .str.replace_all(_CODE, " "),
    ).select(
        "row",
        "addressed",
        quoted=pl.coalesce("_chat", "_tail", "_line"),
        link=pl.col("own").str.contains(_URL),
        own=pl.col("own").str.replace_all(_URL, " ").str.strip_chars(),
    )
    if cut.is_empty():
        missing = pl.lit(None, dtype=pl.String)
        return table.select(own="text", quoted=missing, addressed=missing, link=pl.lit(value=False))
    return (
        table.join(cut, on="row", how="left", maintain_order="left")
        .with_columns(own=pl.coalesce("own", "text"), link=pl.col("link").fill_null(value=False))
        .select("own", "quoted", "addressed", "link")
    )


def find_quoted(own: pl.Series, quoted: pl.Series) -> pl.Series:
    """Row of the latest earlier message that a quotation repeats; null where it cannot be found again."""
    table = pl.DataFrame({"own": own, "quoted": quoted}).with_row_index("row")
    asking = table.filter(pl.col("quoted").is_not_null()).select("row", key=_key(pl.col("quoted")))
    asking = asking.filter(pl.col("key").str.len_chars() > 0)
    none = pl.select(pl.repeat(None, len(own), dtype=pl.UInt32)).to_series()
    if asking.is_empty():
        return none
    keyed = table.select(said="row", key=_key(pl.col("own"))).join(asking.select("key").unique(), on="key", how="semi")
    found = asking.sort("row").join_asof(
        keyed.sort("said"), left_on="row", right_on="said", by="key", strategy="backward", allow_exact_matches=False,
        check_sortedness=False,
    )  # fmt: skip
    return none.scatter(found["row"].to_numpy(), found["said"].cast(pl.UInt32))


def _key(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars(" \t\n….").str.head(_KEY_LENGTH)
