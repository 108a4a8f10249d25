"""Who wrote a line, or whether WhatsApp itself did: ``Name: words`` against ``A added B``."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.formats.whatsapp_bodies import MARK, suspect, suspect_below, tell_kinds
from auditor.chat.formats.whatsapp_sentences import read_sentences
from auditor.chat.tables import KIND, KINDS

NOT_PEOPLE = ("System", "Système", "Sistema", "Система", "系统消息", "系統訊息", "시스템", "システム")
"""Authors that are no person, in exports that were edited or converted."""
_OPENING = 3
"""The note on encryption stands in the first lines, in some exports under a person's name."""
_ENCRYPTION = (
    r"(?i)end-to-end encrypted|端(?:到|对|對)端.{0,3}加密|ende-zu-ende|extremo a extremo|ponta a ponta|bout en bout"
)
_NO_BLANK = r"^([^:：\"“”„«»「」]{1,60}):(.*)$"
"""``Name:words``, in a line that is no sentence of WhatsApp's. Names hold no quotation marks, titles of groups do."""
REST = (
    pl.when(pl.col("body").is_null())
    .then("author")
    .otherwise(pl.concat_str("author", "body", separator=": "))
    .alias("rest")
)
"""The line behind its stamp, as it was before it was split."""


@dataclass(frozen=True, slots=True)
class Told:
    """The blocks of a file, parted into what people wrote and what WhatsApp reports."""

    messages: pl.DataFrame
    """``line``, ``at``, ``author`` (as written), ``text``, ``kind``, ``edited``, ``own`` (deleted by the exporter)."""
    reports: pl.DataFrame
    """``line``, ``at``, ``by`` (the author under whose name it stands; mostly null), and what ``read_sentences`` says of
    the ``sentence``; ``kind`` is ``other`` where the wording is not known."""


def split_authors(stamped: pl.LazyFrame) -> pl.LazyFrame:
    """``stamped`` with ``author`` and ``body`` (null when there is no ``: ``) instead of ``rest``, and ``suspect``."""
    halves = pl.col("rest").str.splitn(": ", 2).struct.rename_fields(["author", "body"])
    halved = stamped.select(pl.exclude("rest"), halves.struct.unnest())
    return halved.with_columns(suspect(pl.col("body")).alias("suspect"))


def part_authors(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """``rows`` (``line``, ``at``, ``author``, ``body``, ``suspect``, ``more``) parted into messages and sentences.

    :param titles: the names the chat is known by.
    """
    rows = rows.select("line", "at", "author", "body", "suspect", "more")
    # Names are few: one line of each tells whether what stands before the colon is a name at all.
    first = rows[rows["author"].arg_unique()].filter(pl.col("body").is_not_null()).with_columns(REST)
    bare = rows.filter(pl.col("body").is_null())
    known = read_sentences(pl.concat([first["rest"], bare["author"]]).unique(maintain_order=True))
    broken = pl.concat([first.filter(_in(pl.col("rest"), known["sentence"]))["author"], _quoted(rows, first["author"])])
    odd = pl.col("body").is_null() | _under(titles).is_not_null()
    places = rows.select(odd | _in(pl.col("author"), broken) if len(broken) else odd).to_series()
    if not places.any():
        return _tell(rows, titles)
    mended = _mend(rows.filter(places).with_columns(REST), known["sentence"], broken, titles)
    said = mended.filter(pl.col("author").is_null()).select("line", "at", pl.col("rest").alias("sentence"), by="author")
    reports = _join(said, known)
    spoken = mended.filter(pl.col("author").is_not_null()).drop("rest")
    rows = rows.filter(~places)
    rows = pl.concat([rows, spoken]).sort("line") if spoken.height else rows
    told = _tell(rows, (*titles, *reports["title"].drop_nulls().unique(maintain_order=True)))
    return Told(told.messages, pl.concat([told.reports, reports]).sort("line"))


def _quoted(rows: pl.DataFrame, authors: pl.Series) -> pl.Series:
    """Authors with a quotation mark left open: the colon stands in the title of a group, in a sentence of no known
    wording. Such a line stands once or twice; somebody with a mark in his name (Tim 5'11") speaks more often.
    """
    open_quote = authors.filter(authors.str.count_matches('"') % 2 == 1)
    if open_quote.is_empty():
        return open_quote
    count = rows.filter(_in(pl.col("author"), open_quote)).group_by("author", maintain_order=True).len()
    return count.filter(pl.col("len") < 3)["author"]


def _mend(odd: pl.DataFrame, sentences: pl.Series, broken: pl.Series, titles: tuple[str, ...]) -> pl.DataFrame:
    """``odd`` with the right author: null for a sentence of WhatsApp's, whose wording may not be known."""
    none = pl.lit(None, dtype=pl.String)
    bare = pl.col("rest").str.extract_groups(_NO_BLANK).struct
    unnamed = pl.col("body").is_null()
    quoted = ~unnamed & _in(pl.col("author"), broken) & (pl.col("author").str.count_matches('"') % 2 == 1)
    sentence = _in(pl.col("rest"), sentences) | quoted
    marked = pl.col("rest").str.starts_with(MARK)
    name = pl.when(unnamed).then(pl.when(marked).then(none).otherwise(bare.field("1"))).otherwise("author")
    under = _under(titles)
    after = pl.col("rest").str.slice(under.str.len_chars() + 2)
    body = pl.when(under.is_not_null()).then(after).when(unnamed).then(bare.field("2")).otherwise("body")
    return odd.with_columns(
        pl.coalesce(under, pl.when(~sentence).then(name)).alias("author"),
        body.alias("body"),
        suspect(body).alias("suspect"),
    )


def _under(titles: tuple[str, ...]) -> pl.Expr:
    """The title, itself holding a colon, that a line begins with as if it were an author; else null."""
    found = [pl.when(REST.str.starts_with(f"{title}: ")).then(pl.lit(title)) for title in titles if ": " in title]
    return pl.coalesce(*found, pl.lit(None, dtype=pl.String))


def _tell(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """What the bodies of ``rows`` (all with an author) are. Most are words, and are left as they stand."""
    opening = rows.head(_OPENING).select(pl.col("body").str.contains(_ENCRYPTION)).to_series()
    opening = opening.extend_constant(False, rows.height - len(opening))
    nobody = rows.select(pl.col("author").is_in([*titles, *NOT_PEOPLE])).to_series()
    below = rows["more"].is_not_null()
    long = rows.filter(below).select("more", whole=pl.concat_str("body", "more", separator="\n"))
    text = _put(rows["body"], below, long["whole"])
    special = rows["suspect"] | opening | nobody
    special = _put(special, below, special.filter(below) | long.select(suspect_below(pl.col("more"))).to_series())
    few = rows.filter(special).select("line", "at", "author").with_columns(text.filter(special).alias("sentence"))
    few = few.hstack(tell_kinds(few["sentence"]))
    codes = _put(pl.zeros(rows.height, dtype=pl.UInt8, eager=True), special, few["kind"].cast(KIND).to_physical())
    nowhere = pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    messages = rows.select(
        "line",
        "at",
        "author",
        _put(text, special, few["text"]).alias("text"),
        pl.Series("kind", KINDS, dtype=KIND).gather(codes),
        _put(nowhere, special, few["edited"]).alias("edited"),
        _put(nowhere, special, few["own"]).alias("own"),
    )
    may = few["generated"] | opening.filter(special) | nobody.filter(special)
    known = read_sentences(few.filter(may)["sentence"].unique(maintain_order=True))
    reporting = _reporting(few, may, nobody.filter(special), known["sentence"])
    if reporting.any():
        messages = messages.filter(~_put(nowhere, special, reporting))
    return Told(messages, _join(few.filter(reporting).select("line", "at", "sentence", by="author"), known))


def _reporting(few: pl.DataFrame, may: pl.Series, nobody: pl.Series, sentences: pl.Series) -> pl.Series:
    """Which bodies are sentences of WhatsApp's that stand under somebody's name, often the group's.

    They are in a known wording; under a name under which only the app's own words stand the wording may be unknown, for
    that name is the group's.
    """
    known = few.select(_in(pl.col("sentence"), sentences)).to_series()
    group = few.select(pl.col("generated").all().over("author")).to_series()
    return (may & known) | (nobody & group & few["generated"])


def _join(said: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    told = said.join(known, on="sentence", how="left", maintain_order="left")
    return told.with_columns(pl.col("kind").fill_null("other"))


def _in(column: pl.Expr, values: pl.Series) -> pl.Expr:
    return column.is_in(values.implode())


def _put(series: pl.Series, where: pl.Series, values: pl.Series) -> pl.Series:
    """``series`` with ``values`` in the places where ``where`` is true."""
    return series.scatter(where.arg_true(), values) if len(values) else series
