"""The people of a WhatsApp chat. There are no ids: a person is the name the exporter's phone shows for him."""

from __future__ import annotations

import polars as pl

from auditor.chat.formats.whatsapp_sentences import EXPORTER
from auditor.chat.lines import BLANK, DIRECTION
from auditor.chat.tables import PEOPLE, frame

_STRANGER = "~ "
"""Before the name of somebody who is not in the exporter's phone book: the one he gave himself."""
_PHONE = r"^\+?[0-9 ().-]{6,}$"


def identify(written: pl.Series) -> pl.DataFrame:
    """``name`` (as written, distinct), ``clean`` (without invisible marks), ``shown`` (without the tilde too) and ``key``,
    which is the same for all ways of writing one name; a telephone number counts by its digits.

    ``~ Anna`` and ``Anna`` stay two: one is a name somebody gave himself, the other one from the phone book.
    """
    bare = pl.col("name").str.replace_all(DIRECTION, "").str.replace_all(f"{BLANK}+", " ").str.strip_chars()
    after = pl.col("bare").str.strip_prefix("~").str.strip_chars()
    strange = pl.col("bare").str.starts_with("~") & (after != "")
    digits = pl.col("clean").str.replace_all(r"[^0-9+]", "")
    return (
        written.alias("name")
        .unique(maintain_order=True)
        .to_frame()
        .with_columns(bare.alias("bare"))
        .with_columns(
            pl.when(strange).then(pl.concat_str(pl.lit(_STRANGER), after)).otherwise("bare").alias("clean"),
            pl.when(strange).then(after).otherwise("bare").alias("shown"),
        )
        .with_columns(
            pl.when(pl.col("clean").str.contains(_PHONE) & (digits.str.len_chars() > 5))
            .then(digits)
            .otherwise("clean")
            .alias("key")
        )
        .drop("bare")
    )


def number_people(written: pl.Series, me: str | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """``name`` and ``person`` of the names (in order of appearance), and the table of people.

    :param me: the key of the exporter, where the chat betrays it; else "You" becomes a person of its own.
    """
    you = pl.col("name") == EXPORTER
    known = identify(written).with_columns(pl.when(you).then(pl.lit(me or EXPORTER)).otherwise("key").alias("key"))
    forms = known.select(
        "key", pl.concat_list(pl.when(~you).then(pl.col(form)) for form in ("shown", "clean")).alias("names")
    )
    people = (
        forms.explode("names")
        .group_by("key", maintain_order=True)
        .agg(pl.col("names").drop_nulls().unique(maintain_order=True))
        .with_row_index("person")
    )
    unnamed = pl.col("names").list.len() == 0
    people = people.with_columns(pl.when(unnamed).then(pl.lit(["You"])).otherwise("names").alias("names"))
    number = known.join(people.select("key", "person"), on="key", how="left", maintain_order="left")
    table = people.select(
        "person",
        pl.col("names").list.first().alias("name"),
        "names",
        pl.lit("unknown").alias("role"),
        pl.col("key").is_in([EXPORTER, *([me] if me else [])]).alias("me"),
    )
    return number.select("name", "person"), frame(dict(table.to_dict()), PEOPLE)
