"""Who wrote a line, or whether WhatsApp itself did: ``Name: words`` against ``A added B``."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.formats.whatsapp_bodies import MARK, mark_suspects, tell_kinds
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
_QUOTED = pl.col("author").str.count_matches('"') % 2 == 1
"""The colon stands inside quotation marks: in the title of a group."""


@dataclass(frozen=True, slots=True)
class Told:
    """The blocks of a file, parted into what people wrote and what WhatsApp reports."""

    messages: pl.DataFrame
    """``line``, ``at``, ``author`` (as written), ``text``, ``kind``, ``edited``, ``own`` (deleted by the exporter)."""
    reports: pl.DataFrame
    """``line``, ``at``, ``by`` (the author under whose name it stands; mostly null), and what ``read_sentences`` says of
    the ``sentence``; ``kind`` is ``other`` where the wording is not known."""


def part_authors(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """``rows`` (``line``, ``at``, ``rest``, ``more``) parted. ``titles`` are the names the chat is known by."""
    halves = pl.col("rest").str.splitn(": ", 2).struct.rename_fields(["author", "body"])
    rows = rows.lazy().select("line", "at", "rest", "more", halves.struct.unnest()).collect(engine="streaming")
    # Names are few: one line of each tells whether what stands before the colon is a name at all.
    first = rows[rows["author"].arg_unique()].filter(pl.col("body").is_not_null())
    bare = rows.filter(pl.col("body").is_null())
    known = read_sentences(pl.concat([first["rest"], bare["rest"]]).unique(maintain_order=True))
    broken = first.filter(pl.col("rest").is_in(known["sentence"].implode()) | _QUOTED)["author"]
    odd = pl.col("body").is_null() | _under(titles).is_not_null()
    if len(broken):
        odd |= pl.col("author").is_in(broken.implode())
    odd_rows = rows.select(odd).to_series()
    if not odd_rows.any():
        return _tell(rows, titles)
    mended = _mend(rows.filter(odd_rows), known["sentence"], titles)
    said = mended.filter(pl.col("author").is_null()).select("line", "at", pl.col("rest").alias("sentence"), by="author")
    reports = _join(said, known)
    spoken = mended.filter(pl.col("author").is_not_null()).drop("rest")
    rows = rows.drop("rest").filter(~odd_rows)
    rows = pl.concat([rows, spoken]).sort("line") if spoken.height else rows
    told = _tell(rows, (*titles, *reports["title"].drop_nulls().unique(maintain_order=True)))
    return Told(told.messages, pl.concat([told.reports, reports]).sort("line"))


def _mend(odd: pl.DataFrame, sentences: pl.Series, titles: tuple[str, ...]) -> pl.DataFrame:
    """``odd`` with the right author: null for a sentence of WhatsApp's, whose wording may not be known."""
    none = pl.lit(None, dtype=pl.String)
    bare = pl.col("rest").str.extract_groups(_NO_BLANK).struct
    sentence = pl.col("rest").is_in(sentences.implode()) | (pl.col("body").is_not_null() & _QUOTED)
    unnamed = pl.col("body").is_null()
    marked = pl.col("rest").str.starts_with(MARK)
    name = pl.when(unnamed).then(pl.when(marked).then(none).otherwise(bare.field("1"))).otherwise("author")
    author = pl.when(sentence).then(none).otherwise(name)
    under = _under(titles)
    after = pl.col("rest").str.slice(under.str.len_chars() + 2)
    return odd.with_columns(
        pl.coalesce(under, author).alias("author"),
        pl.when(under.is_not_null()).then(after).when(unnamed).then(bare.field("2")).otherwise("body").alias("body"),
    )


def _under(titles: tuple[str, ...]) -> pl.Expr:
    """The title, itself holding a colon, that a line begins with as if it were an author; else null."""
    found = [
        pl.when(pl.col("rest").str.starts_with(f"{title}: ")).then(pl.lit(title)) for title in titles if ": " in title
    ]
    return pl.coalesce(*found, pl.lit(None, dtype=pl.String))


def _tell(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """What the bodies of ``rows`` (all with an author) are. Most are words, and are left as they stand."""
    opening = rows.head(_OPENING).select(pl.col("body").str.contains(_ENCRYPTION)).to_series()
    opening = opening.extend_constant(False, rows.height - len(opening))
    nobody = rows.select(pl.col("author").is_in([*titles, *NOT_PEOPLE])).to_series()
    special = mark_suspects(rows) | opening | nobody
    below = rows.select(pl.col("more").is_not_null()).to_series()
    whole = pl.when(pl.col("more").is_null()).then("body").otherwise(pl.concat_str("body", "more", separator="\n"))
    few = rows.filter(special).select("line", "at", "author", whole.alias("sentence"))
    few = few.hstack(tell_kinds(few["sentence"]))
    long = rows.filter(below & ~special).select(whole)["body"]
    text = _put(_put(rows["body"], below & ~special, long), special, few["text"])
    kind = _put(pl.zeros(rows.height, dtype=pl.UInt8, eager=True), special, few["kind"].cast(KIND).to_physical())
    flags = [
        _put(pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True), special, few[name]).alias(name)
        for name in ("edited", "own")
    ]
    kinds = pl.Series("kind", KINDS, dtype=KIND).gather(kind)
    messages = rows.select("line", "at", "author", text.alias("text"), kinds, *flags)
    may = few["generated"] | opening.filter(special) | nobody.filter(special)
    known = read_sentences(few.filter(may)["sentence"].unique(maintain_order=True))
    reporting = _reporting(few, may, nobody.filter(special), known["sentence"])
    if reporting.any():
        messages = messages.filter(
            ~_put(pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True), special, reporting)
        )
    return Told(messages, _join(few.filter(reporting).select("line", "at", "sentence", by="author"), known))


def _reporting(few: pl.DataFrame, may: pl.Series, nobody: pl.Series, sentences: pl.Series) -> pl.Series:
    """Which bodies are sentences of WhatsApp's that stand under somebody's name, often the group's.

    They are in a known wording; under a name under which only the app's own words stand the wording may be unknown, for
    that name is the group's.
    """
    known = few.select(pl.col("sentence").is_in(sentences.implode())).to_series()
    group = few.select(pl.col("generated").all().over("author")).to_series()
    return (may & known) | (nobody & group & few["generated"])


def _join(said: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    told = said.join(known, on="sentence", how="left", maintain_order="left")
    return told.with_columns(pl.col("kind").fill_null("other"))


def _put(series: pl.Series, where: pl.Series, values: pl.Series) -> pl.Series:
    """``series`` with ``values`` in the places where ``where`` is true."""
    return series.scatter(where.arg_true(), values) if len(values) else series
