"""From answers to readiness: each answer, each question, the whole.

An answer that gives itself away is weak whatever else it says; one that evades is a dodge unless something specific stands
beside it; one that has what the item asks for is good. What is neither is thin: the program cannot hold on to it, and says
so, for a machine that finds nothing has not found that nothing is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor import __version__
from auditor.errors import UsageError
from auditor.launch.checklist import Checklist, Item, LoadedChecklist
from auditor.launch.marks import Reader, Text
from auditor.launch.reading import read_text
from auditor.launch.wording import in_both, prose, says
from auditor.locale import LAUNCH, both
from auditor.packs.load import Packs
from auditor.parts import Prose, Says
from auditor.readiness import Answer, ChecklistUsed, Counts, Found, Kind, Question, Readiness, Ready, State

FEW_WORDS = 3
"""Words that are quoted from an answer; more is a charge sheet."""
LONGEST_QUOTE = 40
"""Characters of the words quoted from an answer."""
_NO_ANSWER = re.compile(
    r"\W*(?:(?:我)?(?:还|暂时)?(?:不知道|没想好|没想过|不清楚|不确定|待定|没定|跳过)(?:呢|啊|了)?"
    r"|tbd|todo|n/?a|skip|pass|i?\s*(?:do not|don't|dont) know(?: yet)?|not sure(?: yet)?|no idea|dunno)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judge:
    """A checklist with its marks made ready to look for."""

    loaded: LoadedChecklist
    packs: Packs
    reader: Reader

    @classmethod
    def of(cls, loaded: LoadedChecklist, packs: Packs) -> Judge:
        """Worth keeping where one answer is judged after another."""
        return cls(loaded, packs, Reader(loaded.checklist, packs.signals))

    def answer(self, id_: str, text: str) -> Answer:
        """One answer by itself."""
        return self._judged(id_, text, self.reader.read([text])[0])

    def states(self, id_: str, texts: Sequence[str]) -> list[State]:
        """What each of several answers to one item is taken for."""
        return [self._judged(id_, text, read).state for text, read in zip(texts, self.reader.read(texts), strict=True)]

    def readiness(self, answers: Mapping[str, str], texts: Mapping[Kind, str]) -> Readiness:
        """All answers and texts. Pure: the same ones give the same bytes."""
        made = self.loaded.checklist
        put = [answers.get(id_, "") for id_ in made.items]
        read = self.reader.read([*put, *texts.values()])
        judged = [self._judged(id_, text, one) for (id_, text, one) in zip(made.items, put, read, strict=False)]
        packs = {one.pack.pack: one.pack.title for one in self.packs.packs}
        asked = list(dict.fromkeys(item.question for item in made.items.values()))
        order = [name for name in packs if name in asked]
        questions = [
            _question(name, prose(packs[name]), [a for a in judged if made.items[a.item].question == name])
            for name in order
        ]
        verdict, missing = _whole(judged)
        return Readiness(
            auditor=__version__,
            checklist=ChecklistUsed(
                checklist=made.checklist, version=made.version, hash=self.loaded.hash, title=prose(made.title)
            ),
            verdict=verdict,
            title=prose(says(verdict)),
            says=_because(verdict, missing, judged, questions),
            missing=[answer.item for answer in missing],
            counts=_counts(judged),
            questions=questions,
            texts=[read_text(kind, one, made.texts) for kind, one in zip(texts, read[len(put) :], strict=True)],
        )

    def _judged(self, id_: str, text: str, read: Text) -> Answer:
        checklist = self.loaded.checklist
        item = checklist.items[id_]
        state, because, found = _state(checklist, item, read)
        return Answer(
            item=id_,
            number=list(checklist.items).index(id_) + 1,
            blocks=item.blocks,
            ask=prose(item.ask),
            answer=text.strip() or None,
            state=state,
            says=because,
            found=found,
            good=prose(item.good),
            weak=prose(item.weak),
            gives_away=prose(item.gives_away),
            advice=None if state == "good" else prose(item.advice),
        )


def judge(loaded: LoadedChecklist, packs: Packs, answers: Mapping[str, str], texts: Mapping[Kind, str]) -> Readiness:
    """What to make of ``answers`` (item → text) and of ``texts`` that exist already.

    :raises UsageError: an answer belongs to an item that the checklist does not have.
    """
    for id_ in answers:
        if id_ not in loaded.checklist.items:
            raise UsageError("no_item_called", hint="one_of", name=id_, names=", ".join(loaded.checklist.items))
    return Judge.of(loaded, packs).readiness(answers, texts)


def _state(checklist: Checklist, item: Item, text: Text) -> tuple[State, Says, list[Found]]:
    """What an answer is taken for, why, and what that rests on."""
    if _NO_ANSWER.fullmatch(text.text.strip()):
        return "unanswered", says("answer_unanswered"), []
    weak = _found(checklist, text, item.weak_if, meant=True)
    if weak:
        return "weak", _given_away(checklist, weak[0]), weak
    way = next((way for way in item.good_if if _holds(text, way)), None)
    evasions = _found(checklist, text, checklist.evasions(item), meant=True)
    specific = checklist.specific if item.specific is None else item.specific
    if evasions and not any(text.found(mark) for mark in specific):
        return "dodge", _given_away(checklist, evasions[0]), evasions
    if way is not None:
        holds = _found(checklist, text, way)
        return "good", _with_things("answer_good", [one.title for one in holds]), holds
    if evasions:
        return "dodge", _given_away(checklist, evasions[0]), evasions
    lacking = [checklist.marks[mark].title for mark, least in item.good_if[0].items() if len(text.found(mark)) < least]
    return "thin", _with_things("answer_thin", [prose(title) for title in lacking]), []


def _holds(text: Text, way: Mapping[str, int]) -> bool:
    return all(len(text.found(mark)) >= least for mark, least in way.items())


def _found(checklist: Checklist, text: Text, marks: Iterable[str], *, meant: bool = False) -> list[Found]:
    made = []
    for mark in marks:
        words = [_short(word) for word in text.found(mark, meant=meant)]
        if words:
            made.append(Found(mark=mark, title=prose(checklist.marks[mark].title), words=words))
    return made


def _given_away(checklist: Checklist, found: Found) -> Says:
    """What the mark says, with the words that gave the answer away."""
    why = checklist.marks[found.mark].says
    assert why is not None
    quoted = found.words[:FEW_WORDS]
    zh = {"words": "”“".join(quoted), "says": why.zh}
    en = {"words": "”, “".join(quoted), "says": why.en}
    told = in_both("given_away", zh, en)
    return Says(code=found.mark, zh=told[0], en=told[1], params={"words": " · ".join(found.words)})


def _question(pack: str, title: Prose, answers: Sequence[Answer]) -> Question:
    """A question hangs on its ★ items; one that has none, on all of them."""
    state, wanting = _whole(answers)
    rest = [answer for answer in answers if answer.state in ("weak", "dodge") and answer not in wanting]
    shown = wanting or rest
    if all(answer.state == "unanswered" for answer in answers):
        code, shown = "question_open", list(answers)
    elif state == "ready" and rest:
        code = "question_ready_but"
    else:
        code = f"question_{state}"
    return Question(pack=pack, title=title, state=state, says=_with_items(code, shown), answers=list(answers))


def _whole(answers: Sequence[Answer]) -> tuple[Ready, list[Answer]]:
    """Ready when every ★ answer holds (every answer, where none has a ★); not ready when one evades or gives itself away; otherwise it cannot be told."""
    decisive = [answer for answer in answers if answer.blocks] or answers
    bad = [answer for answer in decisive if answer.state in ("weak", "dodge")]
    open_ = [answer for answer in decisive if answer.state in ("thin", "unanswered")]
    if bad:
        return "not_ready", bad
    return ("cannot_tell", open_) if open_ else ("ready", [])


def _because(
    verdict: Ready, missing: Sequence[Answer], answers: Sequence[Answer], questions: Sequence[Question]
) -> Says:
    """The plain statement, with what is missing by question."""
    if verdict == "ready":
        rest = [answer for answer in answers if answer.state in ("weak", "dodge")]
        told = _with_items("whole_ready_but" if rest else "whole_ready", rest)
        left = sum(answer.state == "unanswered" for answer in answers)
        more = both(LAUNCH, "whole_open", n=left) if left else ("", "")
        return told.model_copy(update={"zh": told.zh + more[0], "en": told.en + more[1]})
    wanted = []
    for question in questions:
        wanting = [answer for answer in question.answers if answer in missing]
        if wanting:
            zh = {"title": question.title.zh, "items": _numbers(wanting, "、")}
            en = {"title": question.title.en, "items": _numbers(wanting)}
            wanted.append(in_both("of_question", zh, en))
    open_ = [answer for answer in answers if answer.blocks and answer.state in ("thin", "unanswered")]
    more = ("", "")
    if open_ and verdict == "not_ready":
        more = in_both("also_open", {"items": _numbers(open_, "、")}, {"items": _numbers(open_)})
    things = ("、".join(one for one, _ in wanted), "; ".join(one for _, one in wanted))
    return says(
        f"whole_{verdict}", {"things": things[0], "open": more[0]}, {"things": things[1], "open": more[1]},
        items=_numbers(missing),
    )  # fmt: skip


def _counts(answers: Sequence[Answer]) -> Counts:
    states = [answer.state for answer in answers]
    return Counts(
        asked=len(states), answered=len(states) - states.count("unanswered"), good=states.count("good"),
        thin=states.count("thin"), dodge=states.count("dodge"), weak=states.count("weak"),
    )  # fmt: skip


def _numbers(answers: Sequence[Answer], comma: str = ", ") -> str:
    return comma.join(str(answer.number) for answer in answers)


def _with_items(code: str, answers: Sequence[Answer]) -> Says:
    return says(code, {"items": _numbers(answers, "、")}, items=_numbers(answers))


def _with_things(code: str, titles: Sequence[Prose]) -> Says:
    zh, en = "、".join(title.zh for title in titles), ", ".join(title.en for title in titles)
    return says(code, {"things": zh}, {"things": en})


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
