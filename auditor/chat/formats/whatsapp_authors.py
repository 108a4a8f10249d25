"""Who wrote a line, or whether WhatsApp itself did: ``Name: words`` against ``A added B``."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from auditor.chat.formats.whatsapp_bodies import MARK, mark_suspects, tell_kinds
from auditor.chat.formats.whatsapp_sentences import read_sentences
from auditor.chat.tables import KIND, KINDS

NOT_PEOPLE = ("System", "Système", "Sistema", "Система", "系统消息", "系統訊息", "시스템", "システム")
"""Authors that are no person, in exports that were edited or converted."""
_OPENING = 3
"""The note on encryption stands in the first lines, in some exports under a person's name."""
_ENCRYPTION = r"(?i)end-to-end encrypted|端(?:到|对|對)端.{0,3}加密|ende-zu-ende|extremo a extremo|ponta a ponta|bout en bout"
_NO_BLANK = r"^([^:：\"“”„«»「」]{1,60}):(.*)$"
"""``Name:words``, in a line that is no sentence of WhatsApp's. Names hold no quotation marks, titles of groups do."""


@dataclass(frozen=True, slots=True)
class Told:
    """The blocks of a file, parted into what people wrote and what WhatsApp reports."""

    messages: pl.DataFrame
    """``line``, ``at``, ``author`` (as written), ``text``, ``kind``, ``edited``, ``own`` (deleted by the exporter)."""
    sentences: pl.DataFrame
    """``line``, ``at``, ``sentence``, ``by`` (the author under whose name it stands; mostly null)."""


def part_authors(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """``rows`` (``line``, ``at``, ``rest``, ``more``) parted. ``titles`` are the names the chat is known by."""
    halves = pl.col("rest").str.splitn(": ", 2).struct.rename_fields(["author", "body"])
    rows = rows.with_columns(halves.struct.unnest())
    odd = _mark_odd(rows, titles)
    if not odd.any():
        return _tell(rows, titles)
    mended = _mend(rows.filter(odd), titles)
    silent = mended.filter(pl.col("author").is_null())
    said = silent.select("line", "at", _whole("rest").alias("sentence"), pl.col("author").alias("by"))
    named = read_sentences(said["sentence"].unique())["title"].drop_nulls().sort().to_list()
    spoken = mended.filter(pl.col("author").is_not_null())
    plain = rows.filter(~odd)
    told = _tell(pl.concat([plain, spoken]).sort("line") if spoken.height else plain, (*titles, *named))
    return Told(told.messages, pl.concat([told.sentences, said]).sort("line"))


def _mark_odd(rows: pl.DataFrame, titles: tuple[str, ...]) -> pl.Series:
    """Rows where the first colon may not be what ends the author's name, or where there is none.

    Names are few: one line of each tells whether what stands before the colon is a name at all.
    """
    first = rows.select("author", "rest", "body").unique("author", keep="first", maintain_order=True)
    first = first.filter(pl.col("body").is_not_null())
    sentences = read_sentences(first["rest"])["sentence"]
    broken = first.filter(pl.col("rest").is_in(sentences.implode()) | (pl.col("author").str.count_matches('"') % 2 == 1))
    odd = pl.col("body").is_null()
    if broken.height:
        odd |= pl.col("author").is_in(broken["author"].implode())
    for title in titles:
        if ": " in title:
            odd |= pl.col("rest").str.starts_with(f"{title}: ")
    return rows.select(odd).to_series()


def _mend(odd: pl.DataFrame, titles: tuple[str, ...]) -> pl.DataFrame:
    """``odd`` with the right author, null for a sentence of WhatsApp's."""
    sentences = read_sentences(odd["rest"].unique(maintain_order=True))["sentence"]
    none = pl.lit(None, dtype=pl.String)
    bare = pl.col("rest").str.extract_groups(_NO_BLANK).struct
    name = pl.when(pl.col("rest").str.starts_with(MARK)).then(none).otherwise(bare.field("1"))
    body = bare.field("2")
    quoted = pl.col("author").str.count_matches('"') % 2 == 1
    # A sentence of WhatsApp's; else a line with a sound name and ": "; else one without the blank; else unknown wording.
    wrong = pl.col("rest").is_in(sentences.implode())
    sound = pl.col("body").is_not_null() & ~quoted
    author = pl.when(wrong | (pl.col("body").is_not_null() & quoted)).then(none).when(sound).then("author").otherwise(name)
    words = pl.when(sound).then("body").otherwise(body)
    for title in titles:
        if ": " in title:
            under = pl.col("rest").str.starts_with(f"{title}: ")
            author = pl.when(under).then(pl.lit(title)).otherwise(author)
            words = pl.when(under).then(pl.col("rest").str.slice(len(title) + 2)).otherwise(words)
    return odd.with_columns(author.alias("author"), words.alias("body"))


def _tell(rows: pl.DataFrame, titles: tuple[str, ...]) -> Told:
    """What the bodies of ``rows`` (all with an author) are. Most are words, and are left as they stand."""
    suspect = mark_suspects(rows)
    opening = rows.head(_OPENING).select(pl.col("body").str.contains(_ENCRYPTION)).to_series()
    opening = opening.extend_constant(False, rows.height - len(opening))
    nobody = rows.select(pl.col("author").is_in([*titles, *NOT_PEOPLE])).to_series()
    special = suspect | opening | nobody | rows["more"].is_not_null()
    places = special.arg_true()
    few = rows.filter(special).select("line", "at", "author", _whole("body").alias("whole"))
    few = few.hstack(tell_kinds(few["whole"]))
    may_report = few["generated"] | opening.filter(special) | nobody.filter(special)
    report = _reports(few, may_report, nobody.filter(special))
    kinds = np.zeros(rows.height, dtype=np.uint8)
    kinds[places.to_numpy()] = few["kind"].cast(KIND).to_physical().to_numpy()
    flags = {name: np.zeros(rows.height, dtype=bool) for name in ("edited", "own")}
    for name, flag in flags.items():
        flag[places.to_numpy()] = few[name].to_numpy()
    messages = rows.select(
        "line",
        "at",
        "author",
        (rows["body"].scatter(places, few["text"]) if len(places) else rows["body"]).alias("text"),
        pl.Series("kind", KINDS, dtype=KIND).gather(kinds),
        *(pl.Series(name, flag) for name, flag in flags.items()),
    )
    said = few.filter(report).select("line", "at", pl.col("whole").alias("sentence"), pl.col("author").alias("by"))
    if said.height:
        spoken = np.ones(rows.height, dtype=bool)
        spoken[places.filter(report).to_numpy()] = False
        messages = messages.filter(pl.Series(spoken))
    return Told(messages, said)


def _reports(few: pl.DataFrame, may: pl.Series, nobody: pl.Series) -> pl.Series:
    """Which of the bodies are sentences of WhatsApp's that stand under somebody's name, often the group's.

    A body that the app has marked as its own is one only in a known wording, except under a name under which nothing
    else stands: then the name is the group.
    """
    sentences = read_sentences(few.filter(may)["whole"].unique(maintain_order=True))["sentence"]
    known = few.select(pl.col("whole").is_in(sentences.implode())).to_series()
    group = few.select(pl.col("generated").all().over("author")).to_series()
    return (may & known) | (nobody & group & few["generated"])


def _whole(first: str) -> pl.Expr:
    return pl.when(pl.col("more").is_null()).then(first).otherwise(pl.concat_str(first, "more", separator="\n"))
