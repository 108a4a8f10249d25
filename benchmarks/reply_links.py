"""How well guessed replies agree with links made by hand: link F1 and person F1 on #ubuntu IRC.

    python benchmarks/reply_links.py ../shared/data

Marks on this corpus's test part (Kummerfeld et al. 2019): link F1 35.0 "previous message", 63.5 linear, 72.3 neural.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame
from auditor.facts.addresses import find_addressees
from auditor.facts.guesses import Lines, guess_links
from auditor.facts.words import Words, read_words

ASKING = r"(?i)\?|\b(?:how (?:do|can|to)|anyone|anybody|does any|can (?:some|i)|is there|what is|whats|where|help)\b"
"""Stands in for the ``question`` signal, so that the figures do not move with the word lists."""


def chat_of(rows: pl.DataFrame) -> Chat:
    """One log as a chat; the clock is filled down and passes midnight."""
    said = rows.filter(pl.col("kind").is_in(["message", "action"]))
    names = said["nick"].unique(maintain_order=True).to_list()
    number = {name: row for row, name in enumerate(names)}
    day, before, times = datetime(2020, 1, 1), -1, []
    for clock in said["time"].to_list():
        minutes = int(clock[:2]) * 60 + int(clock[3:])
        day += timedelta(days=minutes < before - 60)
        before = minutes
        times.append(day + timedelta(minutes=minutes))
    messages = frame(
        {
            "id": list(range(said.height)), "at": times, "text": said["text"].fill_null("").to_list(),
            "person": [number[name] for name in said["nick"].to_list()], "kind": ["text"] * said.height,
        },
        MESSAGES,
    )  # fmt: skip
    people = frame(
        {
            "person": list(range(len(names))), "name": names, "names": [[name] for name in names],
            "role": ["unknown"] * len(names), "me": [False] * len(names),
        },
        PEOPLE,
    )  # fmt: skip
    return Chat(None, "irc", messages, frame([], EVENTS_SCHEMA), people, ReadReport("table", ("",), 1, 1))


def lines_of(words: Words) -> Lines:
    """Every message as a line."""
    table = words.table
    nothing = np.zeros(table.height, dtype=bool)
    return Lines(
        person=table["person"].cast(pl.Int64).to_numpy(), at=table["at"].to_physical().to_numpy(),
        to=find_addressees(table, words.people).astype(np.int64), question=table["own"].str.contains(ASKING).to_numpy(),
        helping=nothing, notice=nothing, short=(table["own"].str.len_chars() < 15).to_numpy(),
    )  # fmt: skip


def main(folder: Path) -> None:
    """Print link F1, person F1, and how often a guess of each sureness is right."""
    rows = pl.read_csv(
        folder / "reply_links_en" / "reply_links_en.tsv", separator="\t", quote_char=None, infer_schema=False
    )
    hits = guesses = links = person_hits = person_guesses = person_links = 0
    sure_hits: dict[int, list[bool]] = defaultdict(list)
    for _, log in rows.group_by("file", maintain_order=True):
        said = log.filter(pl.col("kind").is_in(["message", "action"]))
        number = said["line"].cast(pl.Int64).to_list()
        lines = lines_of(read_words(chat_of(log)))
        place = {line: row for row, line in enumerate(number)}
        asked = np.flatnonzero((said["annotated"] == "1").to_numpy())
        guess = guess_links(lines, asked)
        for row, back, sure in zip(asked.tolist(), guess.back_to.tolist(), guess.sure.tolist(), strict=True):
            gold = [int(line) for line in said["replies_to"][row].split(",")]
            right = number[back] in gold
            hits, guesses, links = hits + right, guesses + 1, links + len(gold)
            me = lines.person[row]
            real = {int(lines.person[place[line]]) for line in gold if line in place} - {me}
            told = {int(lines.person[back])} - {me}
            person_hits += len(real & told)
            person_guesses, person_links = person_guesses + len(told), person_links + len(real)
            sure_hits[int(sure * 5)].append(right)
    print(f"link   F1 {f1(hits, guesses, links):.1f}  ({guesses} lines, {links} links)")
    print(f"person F1 {f1(person_hits, person_guesses, person_links):.1f}")
    for fifth, were_right in sorted(sure_hits.items()):
        print(f"sure {fifth / 5:.1f}–{fifth / 5 + 0.2:.1f}: {np.mean(were_right):.2f} right of {len(were_right)}")


def f1(hits: int, guesses: int, links: int) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return 200 * hits / (guesses + links)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
