"""The Markdown report: reads well on a forge, and unrendered in a chat window. Lists, no tables; nothing pings or links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.locale import LAUNCH, SCREEN, Lang, one
from auditor.parts import Prose, Says
from auditor.reports.media import Letterhead
from auditor.reports.numbers import interval_text, range_text, score_text, sentence, value_text
from auditor.reports.phrases import ceiling, how_sure, period_text, turn_text, what_was_judged
from auditor.result import Item, Overall, Promised, Question, Result, RuleResult

FEW = 5
"""Entries of a list where not everything is asked for."""
BLOCKS = "▁▂▃▄▅▆▇█"
LONGEST_LINE = 60
"""Signs of the course: a chat window folds longer lines."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$]|&(?=#?\w+;))")
"""An entity is markup too: ``&#64;`` would be an ``@`` again where mentions are looked for."""
_AT_START = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s)")
_CALLS = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_JOINER = "\u2060"
"""Takes no room; between ``@`` and a name it keeps a forge from calling somebody, in an address from linking it."""


def escape(text: str) -> str:
    """What strangers wrote, so that neither markup nor mentions nor links come of it: one line."""
    plain = _INVISIBLE.sub(" ", text).strip()
    plain = _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}", _MARKUP.sub(r"\\\1", plain))
    return _CALLS.sub(_JOINER, plain)


def render(result: Result, *, lang: Lang, letterhead: Letterhead, everything: bool = False) -> str:
    """The whole report as Markdown; with ``everything`` each rule with its numbers and quotations."""
    told = _Telling(result, lang)
    parts = [
        told.head(letterhead), told.questions(), told.promise(), told.course(), told.advice(),
        told.act_on(everything=everything), told.over_time(), told.rules() if everything else [], told.repeated(),
        told.unseen(), told.made_with(),
    ]  # fmt: skip
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


class _Telling:
    """One result in one language, section by section, as lines of Markdown."""

    def __init__(self, result: Result, lang: Lang) -> None:
        self.result = result
        self.lang = lang

    def say(self, code: str, **params: object) -> str:
        return one(self.lang, SCREEN, code, **params)

    def prose(self, prose: Prose | Says) -> str:
        return escape(prose.zh if self.lang == "zh" else prose.en)

    def whole(self, prose: Prose | Says) -> str:
        return sentence(self.prose(prose), self.lang)

    def head(self, letterhead: Letterhead) -> list[str]:
        verdict, overall, chat = self.result.verdict, self.result.overall, self.result.chat
        kind = " · ".join(self.prose(title) for title in (verdict.title, *(flag.title for flag in verdict.flags)))
        told = [f"**{kind}**", *([sure] if (sure := how_sure(self)) else [])]
        score = (
            self.say("no_score")
            if overall.score is None
            else f"**{score_text(overall.score)} / 100**{self._sure(overall)}"
        )
        title = letterhead.title or chat.title or self.say("untitled")
        lines = [f"# {escape(title)}", ""]
        if letterhead.client:
            lines += [escape(letterhead.client), ""]
        lines += [f"{' '.join(told)} — {score}".rstrip(), "", self.whole(verdict.because)]
        if overall.score is None and overall.says is not None:
            lines.append(self.whole(overall.says))
        if capped := ceiling(self):
            lines.append(capped)
        lines += [self.whole(flag.says) for flag in verdict.flags]
        return [*lines, "", self._what_was_judged()]

    def _sure(self, score: Overall | Question) -> str:
        parts = [range_text(score.score_low, score.score_high), self.say(score.confidence) if score.confidence else ""]
        told = (", " if self.lang == "en" else "，").join(part for part in parts if part)
        return self.aside(told) if told else ""

    def aside(self, text: str) -> str:
        """In brackets, with the space before them that English wants."""
        return f" ({text})" if self.lang == "en" else f"（{text}）"

    def label(self, code: str, text: str) -> str:
        """``why here: …``"""
        return f"{self.say(code)}{': ' if self.lang == 'en' else '：'}{text}"

    def _what_was_judged(self) -> str:
        chat = self.result.chat
        title = escape(chat.title) if chat.title else ""
        return " · ".join(part for part in (title, *what_was_judged(self)) if part)

    def questions(self) -> list[str]:
        lines: list[str] = []
        for part, code in (("cause", "causes"), ("result", "results")):
            asked = [question for question in self.result.questions if question.part == part]
            if asked:
                lines += ["", f"## {self.say(code)}", "", *map(self._question, asked)]
        return lines[1:]

    def _question(self, question: Question) -> str:
        says = self.prose(question.says)
        if question.score is None:
            return f"- **{self.prose(question.title)}** — {self.say('unscored', says=says)}"
        return f"- **{self.prose(question.title)}** {score_text(question.score)}{self._sure(question)} — {says}"

    def promise(self) -> list[str]:
        promise = self.result.promise
        if promise is None:
            return []
        lines = [
            f"## {one(self.lang, LAUNCH, 'promise')}",
            "",
            sentence(one(self.lang, LAUNCH, "promise_note"), self.lang),
        ]
        lines += ["", *(line for kept in promise.kept for line in self._promised(kept))]
        if not promise.kept:
            lines.append(sentence(one(self.lang, LAUNCH, "promise_none"), self.lang))
        if promise.unseen:
            asked = ("；" if self.lang == "zh" else "; ").join(self.prose(unseen.ask) for unseen in promise.unseen)
            lines += ["", one(self.lang, LAUNCH, "unseen_in_chat", items=asked)]
        return lines

    def _promised(self, kept: Promised) -> list[str]:
        state = one(self.lang, LAUNCH, "promise_cannot_tell" if kept.state == "cannot_tell" else kept.state)
        lines = [f"- **{state}** {self.say('quote', text=escape(kept.text))}", f"  - {self.whole(kept.says)}"]
        return lines + [f"  - {self.whole(says)}" for says in (kept.because, kept.heard) if says is not None]

    def course(self) -> list[str]:
        course = self.result.course
        if len(course.weeks) < 2:
            return []
        lines = [
            f"## {self.say('course')}",
            "",
            f"{self.label('people_a_week', '')}`{_line([w.people for w in course.weeks])}`",
        ]
        periods = [period_text(self, period) for period in course.periods]
        lines += ["", *(f"- {period}" for period in periods)] if periods else []
        for turn in course.turning_points:
            told = turn_text(self, turn)
            around = self.say("and_then").join(self.prose(says) for says in turn.around)
            told += f" — {self.say('around', things=around)}" if around else ""
            lines.append(f"- {told}")
        return lines

    def over_time(self) -> list[str]:
        stretches = self.result.over_time
        if not stretches:
            return []
        lines = [f"## {self.say('over_time')}", "", f"{sentence(self.say('over_time_note'), self.lang)}", ""]
        titles = {question.pack: self.prose(question.title) for question in self.result.questions}
        for stretch in stretches:
            scores = [
                f"{titles[pack]} {score_text(score.score)}"
                for pack, score in stretch.questions.items()
                if pack in titles
            ]
            whole = f"**{score_text(stretch.overall.score)}**"
            lines.append(f"- {stretch.label} {self.prose(stretch.title)} {whole} — {' · '.join(scores)}")
        return lines

    def advice(self) -> list[str]:
        lines = [f"## {self.say('advice')}", ""]
        if not self.result.advice:
            judged = any(question.score is not None for question in self.result.questions)
            return [*lines, sentence(self.say("no_advice" if judged else "no_advice_yet"), self.lang)]
        for number, step in enumerate(self.result.advice, 1):
            lines.append(f"{number}. **{self.prose(step.do)}**{self.aside(self.say(f'effort_{step.effort}'))}")
            lines.append(f"   - {self.label('why_here', self.prose(step.why_here))}")
            lines.append(f"   - {self.label('success', self.prose(step.success))}")
        return lines

    def act_on(self, *, everything: bool) -> list[str]:
        lines: list[str] = []
        for code, items, total in self.result.act_on.lists():
            lines += ["", f"### {self.say(code)} {total:,}", "", sentence(self.say(f"{code}_note"), self.lang), ""]
            lines += [f"- {self._item(item)}" for item in (items if everything else items[:FEW])]
        return [f"## {self.say('act_on')}", *lines] if lines else []

    def _item(self, item: Item) -> str:
        quote = f" {self.say('quote', text=escape(item.text))}" if item.text else ""
        return f"**{escape(item.name or '?')}**{quote} — {self.prose(item.reason)}"

    def repeated(self) -> list[str]:
        if not self.result.repeated:
            return []
        lines = [f"## {self.say('repeated')}", ""]
        for text in self.result.repeated:
            told = self.say("repeated_in", groups=text.groups, times=text.times)
            lines.append(f"- **{escape(text.name)}** {self.say('quote', text=escape(text.text))} — {told}")
        return lines

    def unseen(self) -> list[str]:
        if not self.result.unseen:
            return []
        lines = [f"## {self.say('unseen')}", ""]
        for unseen in self.result.unseen:
            how = self.aside(f"`{unseen.settle_with}`") if unseen.settle_with else ""
            lines.append(f"- {self.prose(unseen.says)}{how}")
        return lines

    def rules(self) -> list[str]:
        lines = [f"## {self.say('rules')}"]
        for question in self.result.questions:
            lines += ["", f"### {self.prose(question.title)} {score_text(question.score)}", ""]
            for rule in question.rules:
                lines += self._rule(rule)
        return lines

    def _rule(self, rule: RuleResult) -> list[str]:
        parts = [f"`{rule.rule}`"]
        if rule.value is not None:
            ends = interval_text(rule.value_low, rule.value_high, rule.unit, self.lang)
            parts.append(
                value_text(rule.value, rule.unit, self.lang) + (self.say("between", ends=ends) if ends else "")
            )
        parts += [self.say("sample", n=f"{rule.n:,.0f}")] if rule.n else []
        parts += [self.say("weight", weight=f"{rule.weight:g}")] if rule.weight else []
        parts += [self.say("grade", grade=rule.grade)] if rule.grade else []
        lines = [
            f"- **{self.prose(rule.title)}** {score_text(rule.score)} — {self.prose(rule.says)}",
            f"  {' · '.join(parts)}",
        ]
        for quote in rule.evidence:
            said = self.say("quote", text=escape(quote.text))
            lines.append(f"  - {escape(quote.name)} {quote.at[:10]} {said}")
        return lines

    def made_with(self) -> list[str]:
        packs = " · ".join(f"{pack.pack} {pack.version}" for pack in self.result.packs)
        return ["---", "", f"auditor {self.result.auditor} · {packs}"]


def _line(people: Sequence[int]) -> str:
    """The course as one line of blocks, at most :data:`LONGEST_LINE` long; each sign the most of the weeks it stands for."""
    step = -(-len(people) // LONGEST_LINE)
    most = [max(people[at : at + step]) for at in range(0, len(people), step)]
    peak = max(most) or 1
    return "".join("·" if count == 0 else BLOCKS[min(7, count * 8 // (peak + 1))] for count in most)
