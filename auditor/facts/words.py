"""What each person wrote *now*, ready for matching: people un-bridged, lines joined into turns, quotations cut off."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from auditor.chat.tables import KIND, TIME, Chat
from auditor.facts.bridges import unbridge
from auditor.facts.chains import find_chains
from auditor.facts.quotes import cut_quotes, find_quoted
from auditor.facts.turns import number_turns

TABLE: dict[str, pl.DataType] = {
    "id": pl.UInt32(),
    "person": pl.UInt32(),
    "at": TIME,
    "kind": KIND,
    "turn": pl.UInt32(),
    "own": pl.String(),
    "quotes": pl.UInt32(),
    "link": pl.Boolean(),
    "chain": pl.UInt32(),
    "addressed": pl.String(),
}


@dataclass(frozen=True, slots=True)
class Words:
    """See docs/architecture.md §2."""

    table: pl.DataFrame
    """One row a message, columns :data:`TABLE`. ``addressed`` is the name in 「name：…」 or 回复 @name."""
    chains: pl.DataFrame
    """One row a 接龙, columns :data:`auditor.facts.chains.CHAINS`."""
    people: pl.DataFrame
    """The chat's people with those behind bridges appended, and ``bridge`` (Boolean)."""
    statements: pl.DataFrame
    """What the group says of itself outside messages: ``id`` (counted on from the last message), ``at``, ``person``,
    ``source`` (``title``, ``description``, ``announcement``, ``pinned``), ``own``. Title, descriptions, notices."""

    @property
    def texts(self) -> pl.DataFrame:
        """Everything signals are looked for in: the messages, then the statements, each a turn of its own."""
        last = self.table["turn"].max()
        offset = int(last) + 1 if isinstance(last, int) else 0
        said = self.statements.with_columns(
            turn=(pl.int_range(pl.len()) + offset).cast(pl.UInt32),
            kind=pl.lit("text", dtype=KIND),
            link=pl.lit(value=False),
        )
        return pl.concat([self.table, said.drop("source")], how="diagonal")


def read_words(chat: Chat) -> Words:
    """Cut, join and un-bridge the messages of ``chat``; nothing is judged and no message is lost."""
    real = unbridge(chat.messages.select("id", "person", "at", "kind", "text"), chat.people)
    messages = real.messages.drop("text").hstack(cut_quotes(real.messages["text"]))
    row = find_quoted(messages["own"], messages["quoted"])
    found = find_chains(messages, real.people)
    messages = messages.with_columns(
        quotes=messages["id"].gather(row) if row.null_count() < len(row) else pl.lit(None, dtype=pl.UInt32),
        turn=number_turns(messages),
        chain=pl.lit(None, dtype=pl.UInt32),
    )
    if not found.copies.is_empty():
        rows = found.copies["row"].to_numpy()
        messages = messages.with_columns(
            own=messages["own"].scatter(rows, found.copies["own"]),
            chain=messages["chain"].scatter(rows, found.copies["chain"]),
        )
    return Words(messages.select(*TABLE), found.chains, real.people, _statements(chat))


def _statements(chat: Chat) -> pl.DataFrame:
    """Title, descriptions and notices that stand in events, in order of time; the same text once per source."""
    sources = {"rename": "title", "describe": "description", "announce": "announcement", "pin": "pinned"}
    kind = pl.col("kind").cast(pl.String)
    said = chat.events.filter(kind.is_in(list(sources)) & (pl.col("text").str.strip_chars() != "")).select(
        "at", person="actor", source=kind.replace_strict(sources, default=None, return_dtype=pl.String), own="text"
    )
    start = chat.messages["at"].min()
    last = chat.messages["id"].max()
    if chat.title:
        title = pl.DataFrame({"at": [start], "person": [None], "source": ["title"], "own": [chat.title]})
        said = pl.concat([title.cast(said.schema), said])
    return (
        said.unique(["source", "own"], keep="first", maintain_order=True)
        .with_row_index("id", offset=int(last) + 1 if isinstance(last, int) else 0)
        .with_columns(pl.col("id").cast(pl.UInt32))
    )
