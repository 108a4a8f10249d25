"""After launch: what was promised, beside what happened. Only where a rule really tests the promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from auditor.launch.checklist import Lived, LoadedChecklist
from auditor.launch.finders import names as names_in
from auditor.launch.wording import in_both, says
from auditor.names.in_texts import HIDDEN
from auditor.parts import Says
from auditor.readiness import Answer, Readiness
from auditor.result import Promise, Promised, Question, RuleResult, Unpromised

if TYPE_CHECKING:
    import polars as pl

    from auditor.names.naming import Names

LONGEST = 200
"""Characters of a promise that are quoted."""


@dataclass(frozen=True, slots=True)
class Promises:
    """The answers that hold or may hold, with how a chat would show them kept."""

    checklist: str
    answers: tuple[Answer, ...]
    questions: Mapping[str, str]
    """Item → the question it belongs to."""
    kept_by: Mapping[str, Lived]
    speak: frozenset[str]
    """Items whose people must be heard."""


def promises(loaded: LoadedChecklist, readiness: Readiness) -> Promises:
    """What an owner promised. An answer that dodges or gives itself away promises nothing."""
    made = loaded.checklist
    told = [answer for question in readiness.questions for answer in question.answers]
    told = sorted((answer for answer in told if answer.state in ("good", "thin")), key=lambda answer: answer.number)
    return Promises(
        checklist=made.checklist,
        answers=tuple(told),
        questions={id_: item.question for id_, item in made.items.items()},
        kept_by={id_: item.kept_by for id_, item in made.items.items() if item.kept_by is not None},
        speak=frozenset(id_ for id_, item in made.items.items() if item.speak),
    )


def hold(promised: Promises, questions: Sequence[Question], people: pl.DataFrame, names: Names) -> Promise:
    """Each promise beside what the chat shows. ``people``: frame of docs/architecture.md §4."""
    rules = {rule.rule: rule for question in questions for rule in question.rules}
    kept, unseen = [], []
    for answer in promised.answers:
        lived = promised.kept_by.get(answer.item)
        rule = rules.get(lived.rule) if lived else None
        if lived is None or rule is None:
            unseen.append(Unpromised(item=answer.item, number=answer.number, ask=answer.ask))
            continue
        heard = _heard(answer.answer or "", people, names) if answer.item in promised.speak else None
        state, because = _state(rule, lived.kept_from, lived.broken_below, heard)
        kept.append(
            Promised(
                question=promised.questions[answer.item], item=answer.item, number=answer.number, ask=answer.ask,
                text=_quoted(answer.answer or "", people, names), state=state, because=because, rule=rule.rule,
                title=rule.title, score=rule.score, says=rule.says,
                kept_from=lived.kept_from, broken_below=lived.broken_below,
                heard=heard,
            )
        )  # fmt: skip
    return Promise(checklist=promised.checklist, kept=kept, unseen=unseen)


def held_again(promise: Promise, questions: Sequence[Question]) -> Promise:
    """The same promises beside rules that were judged again; who was heard does not depend on the judgement."""
    rules = {rule.rule: rule for question in questions for rule in question.rules}
    kept = []
    for old in promise.kept:
        rule = rules.get(old.rule)
        if rule is None:
            continue
        state, because = _state(rule, old.kept_from, old.broken_below, old.heard)
        now = {"state": state, "because": because, "title": rule.title, "score": rule.score, "says": rule.says}
        kept.append(old.model_copy(update=now))
    return promise.model_copy(update={"kept": kept})


_NOBODY = ("unheard", "unheard_hidden")
"""Codes of what is said where none of those named in a promise was heard."""


def _state(
    rule: RuleResult, kept_from: float, broken_below: float, heard: Says | None
) -> tuple[Literal["kept", "not_kept", "cannot_tell"], Says | None]:
    """Kept and not kept need a score that may be relied on; otherwise it cannot be told, and why. What is well without any
    of those who were to see to it may be luck."""
    if rule.score is None:
        return "cannot_tell", None
    if rule.confidence == "low":
        return "cannot_tell", says("promise_unsure")
    if rule.score >= kept_from:
        return ("cannot_tell", says("promise_keepers_silent")) if heard and heard.code in _NOBODY else ("kept", None)
    return ("not_kept", None) if rule.score < broken_below else ("cannot_tell", says("promise_between"))


def _heard(text: str, people: pl.DataFrame, names: Names) -> Says | None:
    """Whether those named in a promise spoke; null when it names nobody."""
    called = {name: _bearers(name, people) for name in names_in(text)}
    there = [bearers for bearers in called.values() if bearers.persons]
    missing = [name for name, bearers in called.items() if not bearers.persons]
    if not called:
        return None
    # Whoever is not in the chat has no alias, so where names are not shown only their number is told.
    hidden = "_hidden" if missing and names.mode != "show" else ""
    code = "_".join(part for part, found in (("heard", there), ("unheard", missing)) if found) + hidden
    told = list(dict.fromkeys(_told(bearers, names) for bearers in there))
    zh, en = (
        {"there": comma.join(one[lang] for one in told), "missing": comma.join(missing), "n": len(missing)}
        for lang, comma in enumerate(("、", ", "))
    )
    listed = [*(names.of(person) for bearers in there for person in bearers.persons), *([] if hidden else missing)]
    # One name a parameter: whoever tells the result without names looks for them here.
    return says(code, zh, en, **{f"name{n}": name for n, name in enumerate(listed, 1)})


@dataclass(frozen=True, slots=True)
class _Bearers:
    """Who a name in a promise may be, of those who spoke."""

    persons: Sequence[int]
    whole: bool
    """False when only a part of their name agrees: it may be somebody else."""


def _bearers(name: str, people: pl.DataFrame) -> _Bearers:
    """Who bears ``name``; where nobody does, all of whose name it is a part, as 王姐 is of 王姐(3-502)."""
    rows = people.select("person", "names", "turns").iter_rows(named=True)
    spoke = [(int(row["person"]), row["names"] or ()) for row in rows if row["turns"]]
    whole = [person for person, borne in spoke if _plain(name) in map(_plain, borne)]
    if whole:
        return _Bearers(whole[:1], whole=True)
    return _Bearers([person for person, borne in spoke if any(_inside(name, one) for one in borne)], whole=False)


def _told(bearers: _Bearers, names: Names) -> tuple[str, str]:
    """Their names in both languages."""
    shown = list(dict.fromkeys(map(names.of, bearers.persons)))
    zh, en = "或".join(shown), " or ".join(shown)
    return (zh, en) if bearers.whole else in_both("by_part", {"names": zh}, {"names": en})


def _plain(name: str) -> str:
    return name.lstrip("@").casefold()


def _inside(name: str, borne: str) -> bool:
    if not name.isascii():
        return name.lstrip("@") in borne
    return name.lower() in borne.lower().replace("_", " ").split()


def _quoted(text: str, people: pl.DataFrame, names: Names) -> str:
    """The promise in one line, masked, with names as the mode wants them."""
    for name in names_in(text):
        persons = _bearers(name, people).persons
        # Of several who may be meant nobody is.
        person = persons[0] if len(persons) == 1 else None
        if names.mode != "show":
            text = text.replace(name, names.of(person) if person is not None else HIDDEN)
        else:
            # Also whoever is not in the chat, so that the saved result can be told without that name.
            names.mentioned.setdefault(name, names.key(person))
    return names.quote(text, LONGEST)
