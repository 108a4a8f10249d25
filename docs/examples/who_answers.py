"""A program of thirty lines that uses only the contract: the JSON of `auditor check` and the tables of `auditor tables`.

    auditor check chat.zip -o result.json && auditor tables chat.zip -o tables --format csv
    python who_answers.py result.json tables

Prints the verdict, then for each of the five best helpers how many different people they answered.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path


def main(result_file: str, tables: str) -> None:
    result = json.loads(Path(result_file).read_text(encoding="utf-8"))
    overall = result["overall"]["score"]
    print(result["verdict"]["kind"], "-" if overall is None else round(overall))  # null is not zero
    with (Path(tables) / "replies.csv").open(encoding="utf-8", newline="") as file:
        answered = defaultdict(set)
        for row in csv.DictReader(file):
            answered[row["person"]].add(row["to_person"])
    with (Path(tables) / "people.csv").open(encoding="utf-8", newline="") as file:
        names = {row["person"]: row["name"] for row in csv.DictReader(file)}
    for person, others in sorted(answered.items(), key=lambda item: (-len(item[1]), item[0]))[:5]:
        print(names.get(person, person), len(others))


if __name__ == "__main__":
    main(*sys.argv[1:])
