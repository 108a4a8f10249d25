"""How well the shipped signals tell labelled messages apart: precision, recall, F1 and false alarms.

    python benchmarks/signal_accuracy.py [--data ../shared/data] [--missed SIGNAL:DATASET]

Every row of a data set is a message (and a turn) of its own. ``--missed promo:promo_zh`` prints what a signal missed and
what it found wrongly, for reading by eye.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import yaml

from auditor.signals.fire import fire
from auditor.signals.schema import Signal, parse_signals

ROOT = Path(__file__).resolve().parents[1]
URL = r"(?i)(?:https?://|www\.)[^\s\p{Han}，。！？]+"

LABELLED: tuple[tuple[str, str, pl.Expr], ...] = (
    ("promo", "promo_zh", pl.col("label") == "promo"),
    ("promo", "promo_en", pl.col("label") == "promo"),
    ("question", "dialogue_acts_zh", pl.col("dialogue_act") == "question"),
    ("question", "service_dialogue_zh", pl.col("acts").str.contains("Request", literal=True)),
    ("question", "emotion_en", pl.col("labels").str.contains("curiosity|confusion")),
    ("thanks", "dialogue_acts_zh", pl.col("dialogue_act") == "thanking"),
    ("thanks", "service_dialogue_zh", pl.col("acts").str.contains("General:thank", literal=True)),
    ("thanks", "emotion_en", pl.col("labels").str.contains("gratitude", literal=True)),
    ("answer", "dialogue_acts_zh", pl.col("dialogue_act") == "answer"),
    ("support", "dialogue_acts_zh", pl.col("dialogue_act") == "comfort"),
    ("support", "emotion_en", pl.col("labels").str.contains("caring", literal=True)),
    ("recognition", "emotion_en", pl.col("labels").str.contains("admiration", literal=True)),
    ("distress", "emotion_en", pl.col("labels").str.contains("sadness|fear|grief")),
)


def signals() -> list[Signal]:
    """The shipped signals."""
    found: list[Signal] = []
    for path in sorted((ROOT / "rules" / "signals").glob("*.yml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        found += parse_signals(loaded["signals"], path.name)
    return found


def table(path: Path) -> pl.DataFrame:
    """A data file: tab-separated, no quoting, text as text."""
    return pl.read_csv(path, separator="\t", quote_char=None, infer_schema=False, truncate_ragged_lines=True)


def words(texts: pl.Series) -> pl.DataFrame:
    """Each text as a message of its own, addresses cut off as the audit does."""
    every = pl.int_range(len(texts), dtype=pl.UInt32, eager=True)
    texts = texts.fill_null("")
    return pl.DataFrame(
        {"id": every, "turn": every, "own": texts.str.replace_all(URL, " "), "link": texts.str.contains(URL)}
    ).with_columns(kind=pl.lit("text"))


def datasets(data: Path) -> dict[str, pl.DataFrame]:
    """Name → rows with ``text``."""
    found = {path.stem: table(path) for path in sorted(data.glob("*/*.tsv")) if "week1" not in path.stem}
    racket = table(data / "community_racket_slack" / "racket_general_2017_2019.tsv.gz")
    duraspace = table(data / "community_duraspace" / "duraspace_2009_2018.tsv.gz")
    spoken = duraspace.filter(pl.col("kind") == "message")
    return found | {"racket": racket, "duraspace": spoken.sample(20_000, seed=1)}


def rates(fired: pl.Series, truth: pl.Series) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and the share of the others that fires."""
    hits, found, there = int((fired & truth).sum()), int(fired.sum()), int(truth.sum())
    alarms = (found - hits) / max(1, len(truth) - there)
    return hits / max(1, found), hits / max(1, there), 2 * hits / max(1, found + there), alarms


def show(name: str, dataset: pl.DataFrame, truth: pl.Series, fired: pl.Series) -> None:
    """What the signal missed and what it found wrongly."""
    for what, which in (("missed", truth & ~fired), ("wrong", fired & ~truth)):
        for text in dataset["text"].filter(which):
            print(f"{name} {what}\t{text}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--missed", default="")
    given = parser.parse_args(arguments)
    shipped = signals()
    known = {signal.name for signal in shipped}
    data = datasets(given.data)
    fired = {name: fire(words(rows["text"]), shipped) for name, rows in data.items()}
    print(f"{'signal':12} {'data':22} {'n':>6} {'P':>6} {'R':>6} {'F1':>6} {'alarms':>7}")
    for name, dataset, truth in LABELLED:
        if name not in known:
            continue
        truly = data[dataset].select(truth.fill_null(value=False).alias("truth"))["truth"]
        precision, recall, f1, alarms = rates(fired[dataset][name], truly)
        row = f"{precision:6.3f} {recall:6.3f} {f1:6.3f} {alarms:7.2%}"
        print(f"{name:12} {dataset:22} {int(truly.sum()):6} {row}")
        if given.missed == f"{name}:{dataset}":
            show(name, data[dataset], truly, fired[dataset][name])
    print("\nshare of messages that fire")
    print(f"{'signal':22}" + "".join(f"{name[:16]:>18}" for name in data))
    for signal in shipped:
        shares = (fired[name][signal.name].sum() / max(1, rows.height) for name, rows in data.items())
        print(f"{signal.name:22}" + "".join(f"{share:>18.2%}" for share in shares))
    name, _, dataset = given.missed.partition(":")
    if dataset and not any((name, dataset) == row[:2] for row in LABELLED):
        show(name, data[dataset], pl.repeat(False, data[dataset].height, eager=True), fired[dataset][name])


if __name__ == "__main__":
    main()
