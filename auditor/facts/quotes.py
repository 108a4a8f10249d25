"""What is quoted, code and links: cut off before anybody's words are judged.

A member who quotes an advert to complain about it does not advertise; a host who quotes a question does not ask it.
"""

from __future__ import annotations

import polars as pl

_QUOTING = ("`", "「", "引用", "回复", "\n>", "&gt;")
_LINKING = ("http", "www.", "HTTP", "Http", "WWW.")
_CHAT_QUOTE = r"(?s)\A\s*「([^：:\n]{1,40})[：:](.*?)」\s*\n(?:\s*(?:[-—–_]\s?){5,}\s*(?:\n|\z))?"
"""WeChat on a computer: 「name：text」, a dashed line, the answer."""
_TAIL_QUOTE = r"(?s)(?:\A|\n)\s*(?:\[引用\](?:\([^)\n]*\))?|引用[:：])\s*([^:：\n]{1,40})[:：](.*)\z"
"""Exporters put the quoted message behind the answer: ``引用:name:text`` or ``[引用](time)name:text``."""
_REPLY_HEAD = r"\A\s*回复\s*(?:@([^：:\s]{1,30})[：:\s]|@?([^：:\n]{1,30})[：:])\s*"
_QUOTED_LINE = r"(?m)^[ \t]*(?:>|&gt;)(?:[ \t]+(.*))?$\n?"
_CODE = r"(?s)```.*?(?:```|\z)|`[^`\n]{1,300}`"
_URL = r"(?i)<?(?:https?://(?:www\.)?|www\.)([^\s\p{Han}/?#:，。！？；：、“”‘’（）【】《》「」<>]+)[^\s\p{Han}，。！？；：、“”‘’（）【】《》「」<>]*>?"

_KEY_LENGTH = 12
"""Characters by which a quotation is found again: exporters shorten long quotations."""


def cut_quotes(texts: pl.Series) -> pl.DataFrame:
    """``own``, ``quoted`` (what was quoted, null if nothing), ``addressed`` (name in 「…：」 or 回复 @…) and ``link``.

    ``own`` is the text without quotation and code, and with URLs cut down to their host (which shop it is says much, the
    rest of an address nothing). Rows in the order of ``texts``.
    """
    own = texts.fill_null("").alias("own")
    none = pl.repeat(None, len(own), dtype=pl.String, eager=True)
    quoted, addressed = none.alias("quoted"), none.alias("addressed")
    link = pl.repeat(value=False, n=len(own), eager=True).alias("link")
    rows = (own.str.contains_any([*_QUOTING, *_LINKING]) | own.str.starts_with(">")).arg_true()
    marked = own.gather(rows)
    quoting = marked.str.contains_any(list(_QUOTING)) | marked.str.starts_with(">")
    if quoting.any():
        cut = _cut(marked.filter(quoting))
        marked = marked.scatter(quoting.arg_true(), cut["own"])
        quoted = quoted.scatter(rows.filter(quoting), cut["quoted"])
        addressed = addressed.scatter(rows.filter(quoting), cut["addressed"])
    if len(rows):
        linked = marked.str.contains(_URL)
        bare = marked.filter(linked).str.replace_all(_URL, " $1 ").str.strip_chars()
        own = own.scatter(rows, marked.scatter(linked.arg_true(), bare))
        link = link.scatter(rows, linked)
    return pl.DataFrame([own, quoted, addressed, link])


def _cut(texts: pl.Series) -> pl.DataFrame:
    """``own``, ``quoted``, ``addressed`` of the few texts that hold a mark of quotation or code."""
    text = pl.col("text")
    return pl.DataFrame({"text": texts}).select(
        own=text.str.replace(_CHAT_QUOTE, "")
        .str.replace(_TAIL_QUOTE, "")
        .str.replace(_REPLY_HEAD, "")
        .str.replace_all(_QUOTED_LINE, "")
        .str.replace_all(_CODE, " ")
        .str.strip_chars(),
        quoted=pl.coalesce(
            text.str.extract(_CHAT_QUOTE, 2), text.str.extract(_TAIL_QUOTE, 2), text.str.extract(_QUOTED_LINE, 1)
        ),
        addressed=pl.coalesce(
            text.str.extract(_CHAT_QUOTE, 1),
            text.str.extract(_TAIL_QUOTE, 1),
            text.str.extract(_REPLY_HEAD, 1),
            text.str.extract(_REPLY_HEAD, 2),
        ),
    )


def find_quoted(own: pl.Series, quoted: pl.Series) -> pl.Series:
    """Row of the latest earlier message that a quotation repeats; null where it cannot be found again."""
    none = pl.repeat(None, len(own), dtype=pl.UInt32, eager=True)
    asking = pl.DataFrame({"row": quoted.is_not_null().arg_true(), "key": _key(quoted.drop_nulls())})
    asking = asking.filter(pl.col("key") != "")
    if asking.is_empty():
        return none
    said = pl.DataFrame({"key": own.str.head(_KEY_LENGTH)}).with_row_index("said")
    said = said.filter(pl.col("key").is_in(asking["key"].unique().implode()))
    found = asking.join_asof(
        said, left_on="row", right_on="said", by="key", strategy="backward", allow_exact_matches=False,
        check_sortedness=False,
    )  # fmt: skip
    return none.scatter(found["row"], found["said"])


def _key(texts: pl.Series) -> pl.Series:
    return texts.str.strip_chars(" \t\n….").str.head(_KEY_LENGTH)
