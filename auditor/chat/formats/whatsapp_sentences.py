"""What WhatsApp's own sentences report: who created, joined, added, left …

A sentence in no known wording is still an event, of kind ``other``; it is never a message.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

from auditor.chat.formats.whatsapp_wordings import LANGUAGES, Sentence
from auditor.chat.lines import BLANK, DIRECTION

EXPORTER = "\0me"
"""Stands for the one who exported the chat: "You", 「你」."""

_YOU = frozenset(
    "you 你 您 我 du dich tú tu te ti vous você voce anda kamu вы вас आप आपने आपको あなた 당신 je jij sen".split()
)

_COMMA = re.compile(r"\s*[,،、]\s*(?:(?:and|und|y|e|et|и|dan|और)\s+)?")
_AND = re.compile(r"\s+(?:and|und|y|e|et|и|dan|और|和|與|与|及|과|와)\s+")
_OTHERS = re.compile(r"\+?\d+ (?:others?|more|participants?|people).*|(?:其他|另外|等) ?\d+.*|\d+ ?(?:人|位).*")

SENTENCES: dict[str, pl.DataType] = {
    "sentence": pl.String(),
    "kind": pl.String(),
    "actor": pl.String(),
    "targets": pl.String(),
    "title": pl.String(),
    "via": pl.String(),
}


def read_sentences(sentences: pl.Series) -> pl.DataFrame:
    """What each of ``sentences`` (distinct) reports, columns :data:`SENTENCES`; those in no known wording are left out.

    ``actor`` and ``targets`` are names as written, or :data:`EXPORTER`.
    """
    plain = (
        pl.col("sentence")
        .str.replace_all(DIRECTION, "")
        .str.replace_all(BLANK, " ")
        .str.replace_all("’", "'")
        .str.strip_chars()
        .str.strip_chars_end(".。")
    )
    left = sentences.alias("sentence").to_frame().with_columns(plain.alias("plain"))
    speak = left.select(
        pl.col("plain").str.contains("|".join(wording.bare for wording in language)).alias(str(number))
        for number, language in enumerate(LANGUAGES)
    )
    # A file speaks one language, and "Ana removeu Bruno" may be read in two: the commonest reads first.
    spoken = sorted((name for name in speak.columns if speak[name].any()), key=lambda name: -int(speak[name].sum()))
    left = left.hstack(speak).filter(pl.any_horizontal(spoken)) if spoken else left.clear()
    found: list[pl.DataFrame] = []
    for name in spoken:
        for wording in LANGUAGES[int(name)]:
            fits = pl.col(name) & pl.col("plain").str.contains(wording.pattern)
            hit = left.filter(fits)
            if hit.height:
                found.append(_report(hit, wording))
                left = left.filter(~fits)
            if left.is_empty():
                break
    return pl.concat(found) if found else pl.DataFrame(schema=SENTENCES)


def _report(hit: pl.DataFrame, wording: Sentence) -> pl.DataFrame:
    groups = re.compile(wording.pattern).groupindex
    taken = pl.col("plain").str.extract_groups(wording.pattern)

    def group(name: str, me: str) -> pl.Expr:
        if wording.me == me:
            return pl.lit(EXPORTER)
        if name not in groups:
            return pl.lit(None, dtype=pl.String)
        text = taken.struct.field(name).str.strip_chars()
        return pl.when(text.str.to_lowercase().is_in(list(_YOU))).then(pl.lit(EXPORTER)).otherwise(text)

    return hit.select(
        "sentence",
        pl.lit(wording.kind).alias("kind"),
        group("actor", "a").alias("actor"),
        group("targets", "t").alias("targets"),
        group("title", "g").alias("title"),
        pl.lit(wording.via, dtype=pl.String).alias("via"),
    )


def split_names(text: str, known: Collection[str]) -> list[str | None]:
    """The names in "B, C and D"; null for "3 others". A name that is ``known`` is not taken apart at its "and"."""
    if text == EXPORTER or text in known:
        return [text]
    names: list[str | None] = []
    for piece in _COMMA.split(text):
        parts = [piece] if piece in known else _AND.split(piece)
        if len(parts) == 1 and piece not in known:
            parts = _han_and(piece, known)
        names += [
            None if _OTHERS.fullmatch(part) else EXPORTER if part.lower() in _YOU else part for part in parts if part
        ]
    return names


def _han_and(piece: str, known: Collection[str]) -> list[str]:
    """「B和C」 without blanks: two names only if one of them is known, for 和 is also a syllable of names (张和平)."""
    for sign in "和與与及":
        left, found, right = piece.partition(sign)
        if found and left and right and (left in known or right in known):
            return [left, right]
    return [piece]
