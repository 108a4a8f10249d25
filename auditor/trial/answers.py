"""The answers with which a checklist shows what it takes for good and for weak."""

from __future__ import annotations

from auditor.launch.checklist import LoadedChecklist
from auditor.launch.judging import Judge
from auditor.packs.load import Packs
from auditor.trial.outcome import Outcome

TAKEN = {"good": ("good",), "weak": ("weak", "dodge")}
"""What answers of each kind must be taken for."""


def try_answers(packs: Packs, loaded: LoadedChecklist) -> list[Outcome]:
    """One outcome an item: its own answers, and the examples that are shown to people."""
    judge, made = Judge.of(loaded, packs), loaded.checklist
    name = made.checklist
    outcomes = []
    for id_, item in made.items.items():
        put = [
            (kind, text)
            for kind in TAKEN
            for answers, example in ((getattr(item.tests, kind), getattr(item, kind)),)
            for text in (*answers.zh, *answers.en, example.zh, example.en)
        ]
        states = judge.states(id_, [text for _, text in put])
        problems = [
            f"{text!r} must be taken for {kind}, is {state}"
            for (kind, text), state in zip(put, states, strict=True)
            if state not in TAKEN[kind]
        ]
        where = loaded.where("items", id_)
        outcomes.append(Outcome(f"{name}: {id_}", not problems, "\n".join(problems), where))
    return outcomes
