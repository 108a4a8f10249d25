"""How often ``diff`` names a direction where nothing was steered.

    python benchmarks/chance_changes.py

One invented chat of 40,000 messages over four years, in which people come and go and nothing else changes, is cut into
neighbouring windows of 75 days, and each is compared with the one before. Some of the directions are real, for who is
there does change; the figures are an upper bound of what comes of chance.

==================  =================  ==============
pairs must agree    questions of 112   wholes of 16
==================  =================  ==============
95 % (what we use)  12                 2
97.5 %              10                 2
99 %                4                  2
==================  =================  ==============
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import generate

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.diff import diff
from auditor.result import Result
from auditor.scoring import change
from auditor.signals.fire import Matcher

MESSAGES = 40_000
FIRST_DAY = date(2021, 9, 1)
DAYS, WINDOWS = 75, 17
DIRECTIONS = ("better", "worse")


def main() -> None:
    packs = load_packs()
    matcher = Matcher(packs.signals)
    chat = read_chat(generate.made(generate.FOLDER, MESSAGES, "telegram"))
    results: list[Result] = []
    for number in range(WINDOWS):
        start = FIRST_DAY + timedelta(days=DAYS * number)
        end = start + timedelta(days=DAYS - 1)
        results.append(audit(chat, packs, AuditSettings(since=start, until=end, as_of=end), matcher))
    for sure in (0.95, 0.975, 0.99):
        change.SURE = sure
        compared = [diff(old, new, packs) for old, new in pairwise(results)]
        questions = [question.judged for one in compared for question in one.questions]
        wholes = [one.whole.judged for one in compared]
        told = [f"{sum(word in DIRECTIONS for word in words)} of {len(words)}" for words in (questions, wholes)]
        print(f"{sure:.1%}: {told[0]} questions, {told[1]} wholes")


if __name__ == "__main__":
    main()
