"""The conversation of ``auditor launch``: one question at a time, with why it is asked, a good and a weak answer.

It never blocks: an answer that dodges is told so once, and may stay. Everything is saved after every answer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rich.text import Text

from auditor.chat.encoding import decode
from auditor.errors import UsageError
from auditor.locale import LAUNCH, Lang, one
from auditor.readiness import KINDS
from auditor.refusals import tell
from auditor.reports.numbers import sentence
from auditor.reports.screen.page import DIM, GOOD, PLAIN, STRONG, WARNING, Page
from auditor.reports.screen.width import cells, clean

if TYPE_CHECKING:
    from auditor.launch.answers import Answers
    from auditor.launch.checklist import Item
    from auditor.launch.judging import Judge
    from auditor.readiness import Answer

MORE = ("?", "？")
FEEDBACK = {"good": ("✓ ", GOOD), "thin": ("· ", PLAIN), "dodge": ("✗ ", WARNING), "weak": ("✗ ", WARNING)}
LONGEST_TEXT = 200_000
"""Bytes of a text file that is read; a poster has some hundred."""


class Mouth(Protocol):
    """Whoever is asked: the terminal, or a test."""

    def say(self, page: Page) -> None:
        """Show these lines."""

    def hear(self) -> str:
        """One line of what is typed, or all that is pasted. Raises ``EOFError`` or ``KeyboardInterrupt`` when the person leaves."""


class Conversation:
    """The checklist put to one person, who may leave at any time."""

    def __init__(
        self, judge: Judge, answers: Answers, mouth: Mouth, *, save: Callable[[], None], lang: Lang, width: int
    ) -> None:
        self.judge, self.answers, self.mouth, self.save = judge, answers, mouth, save
        self.lang, self.width = lang, min(width, 100)

    def hold(self) -> None:
        """Ask everything that is not answered yet, then for the texts that exist already."""
        items = self.judge.loaded.checklist.items
        self._greet(len(items))
        titles = {one.pack.pack: one.pack.title for one in self.judge.packs.packs}
        for number, (id_, item) in enumerate(items.items(), 1):
            if not self.answers.answers.get(id_):
                heading = f"{number}/{len(items)}"
                self._item(id_, item, heading, self._in(titles[item.question]))
        self._texts()

    def _greet(self, asked: int) -> None:
        page, answered = Page(self.width), self.answers.answered()
        greeting = self._say("hello_again", answered=answered, asked=asked) if answered else self._say("hello")
        page.put(greeting, indent=1)
        page.put((self._say("keys"), DIM), indent=1)
        self.mouth.say(page)

    def _item(self, id_: str, item: Item, heading: str, question: str) -> None:
        self._put(item, heading, question)
        while True:
            text = self.mouth.hear()
            if text in MORE:
                self._tell(self._in(item.advice), DIM)
            elif not text:
                if not self.answers.answers.get(id_):
                    self._tell(self._say("skipped"), DIM)
                return
            else:
                self.answers.answers[id_] = text
                self.save()
                if not self._react(self.judge.answer(id_, text)):
                    return

    def _put(self, item: Item, heading: str, question: str) -> None:
        """The question, and what helps to answer it."""
        page = Page(self.width)
        page.lines.append(Text())
        page.put((heading, STRONG), (" ★" if item.blocks else "", STRONG), (f"  {question}", DIM), indent=1)
        page.put((self._in(item.ask), STRONG), indent=1)
        label = max(cells(self._say(code)) for code in ("why", "good_is", "weak_is"))
        gives_away = f"（{self._in(item.gives_away)}）" if self.lang == "zh" else f" ({self._in(item.gives_away)})"
        for code, text in (
            ("why", self._in(item.why)),
            ("good_is", self._in(item.good)),
            ("weak_is", self._in(item.weak) + gives_away),
        ):
            page.beside([(f"   {self._say(code)}", DIM)], (text, DIM), at=3 + label + 2)
        self.mouth.say(page)

    def _react(self, answer: Answer) -> bool:
        """One line at once; true when the answer deserves another try, which is offered and never forced."""
        sign, style = FEEDBACK.get(answer.state, ("", PLAIN))
        says = self._in(answer.says)
        page = Page(self.width)
        if answer.state == "unanswered":
            page.put((self._say("skipped"), DIM), indent=1)
            self.mouth.say(page)
            return False
        told = sentence(says, self.lang, lead=answer.state == "thin")
        if answer.state == "good":
            told = self._say("thanks_good", says=says)
        elif answer.state == "thin":
            told = f"{self._say('keep_thin')}{'' if self.lang == 'zh' else ' '}{told}"
        page.put((sign, style), (told, style), indent=1, hang=3)
        again = answer.state in ("dodge", "weak")
        if again:
            page.put((self._say("again"), DIM), indent=1)
        self.mouth.say(page)
        return again

    def _texts(self) -> None:
        """Group name, announcement, welcome, poster: pasted until an empty line, or ``@file``."""
        wanting = [kind for kind in KINDS if not self.answers.texts.get(kind)]
        if not wanting:
            return
        page = Page(self.width)
        page.lines.append(Text())
        page.put((self._say("texts_hello"), STRONG), indent=1)
        self.mouth.say(page)
        for kind in wanting:
            self._tell(self._say(kind), STRONG)
            if text := self._text(one_line=kind == "name"):
                self.answers.texts[kind] = text
                self.save()

    def _text(self, *, one_line: bool) -> str:
        """A text, or that of the ``@file`` named; asked for again while that file cannot be read."""
        while True:
            text = self._pasted(one_line=one_line)
            # Several lines are the text itself: an announcement may begin with @all.
            if not text.startswith("@") or "\n" in text:
                return text
            try:
                return text_file(text[1:])
            except UsageError as error:
                why = tell(error.code, self.lang, error.params)
                self._tell(self._say("no_such_text", file=clean(text[1:]), why=clean(why)), WARNING)

    def _pasted(self, *, one_line: bool) -> str:
        lines: list[str] = []
        while line := self.mouth.hear():
            lines.append(line)
            if one_line or line.startswith("@"):
                break
        return "\n".join(lines)

    def _tell(self, text: str, style: str) -> None:
        page = Page(self.width)
        page.put((text, style), indent=1)
        self.mouth.say(page)

    def _say(self, code: str, **params: object) -> str:
        return one(self.lang, LAUNCH, code, **params)

    def _in(self, prose: object) -> str:
        return str(getattr(prose, self.lang))


def text_file(name: str) -> str:
    """The text of ``@name``. Raises :class:`UsageError` when it is not there, too large or no text."""
    path = Path(name.strip()).expanduser()
    try:
        if path.is_file() and path.stat().st_size > LONGEST_TEXT:
            raise UsageError("is_no_words", where=str(path), hint="type_its_words")
        decoded = decode(path.read_bytes())
        if decoded.replaced or "\0" in decoded.text:
            raise UsageError("is_no_words", where=str(path), hint="type_its_words")
        return decoded.text.strip()
    except FileNotFoundError:
        raise UsageError("no_such_file", where=str(path), hint="check_path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("cannot_open", where=str(path), hint="check_rights", reason=reason) from None
