"""Looking for the marks of a checklist in a text: words, finders, and the signals that read chats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from auditor.launch.checklist import Checklist, Sought
from auditor.launch.finders import FINDERS
from auditor.signals.fire import Matcher
from auditor.signals.lexicon import references
from auditor.signals.normalise import plain_spelling
from auditor.signals.schema import Signal

_SENTENCE = re.compile(r"[^。！？!?；;\n]*?(?:[。！？!?；;\n]+[”」』\"’]?|(?<=[a-z0-9)”\"’])\.(?=\s|$)|$)")
_CLAUSE = re.compile(r"[^，,、。．.；;！!？?\n]+[，,、。．.；;！!？?\n]*")
_DENIED = re.compile(
    r"^\W*(?:我们|我|群里|这里|这儿|永远|绝对|也|都|谁都|we|i|you)*\s*(?:不|别|没|绝不|从不|禁止|拒绝|no |not |never |without |nothing |nobody |don't |won't |will not |will never )",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"(?:不|别|没|没有|不再|绝不|从不|禁止|拒绝|不会|不能|不许|不准|停了)[^，。；、,.;!?！？]{0,3}$"
    r"|\b(?:no|not|never|without|don't|won't|nobody|cannot|nor|stop)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one."""
    return [part for part in (match[0].strip() for match in _SENTENCE.finditer(text)) if re.search(r"\w", part)]


class Reader:
    """The marks of one checklist, made ready to look for."""

    def __init__(self, checklist: Checklist, signals: Sequence[Signal]) -> None:
        self.marks = checklist.marks
        self._words = {name: _pattern(mark) for name, mark in checklist.marks.items()}
        wanted = _with_references({one for mark in checklist.marks.values() for one in mark.signals}, signals)
        self._matcher = Matcher([signal for signal in signals if signal.name in wanted])

    def read(self, texts: Sequence[str]) -> list[Text]:
        """Each of ``texts``, ready to be asked for marks; matched together, for setting up costs more than looking."""
        parts = [sentences(text) for text in texts]
        lines = [line for text, own in zip(texts, parts, strict=True) for line in (text, *own)]
        # What gives an answer away must be meant: 不推课 is no sales talk.
        meant = [_without_denials(line) for line in lines]
        fired = self._fired([*lines, *meant])
        made, row = [], 0
        for text, own in zip(texts, parts, strict=True):
            rows = range(row, row + 1 + len(own))
            row += 1 + len(own)
            told = [(lines[n], fired[n], fired[len(lines) + n]) for n in rows]
            made.append(Text(text, told, self.marks, self._words))
        return made

    def _fired(self, lines: Sequence[str]) -> list[frozenset[str]]:
        numbers = range(len(lines))
        table = {
            "id": numbers,
            "turn": numbers,
            "own": lines,
            "kind": ["text"] * len(lines),
            "link": [False] * len(lines),
        }
        types = {"id": pl.UInt32, "turn": pl.UInt32, "own": pl.String, "kind": pl.String, "link": pl.Boolean}
        fired = self._matcher.fire(pl.DataFrame(table, schema=types)).drop("id")
        return [frozenset(name for name, on in row.items() if on) for row in fired.iter_rows(named=True)]


class Text:
    """A text with the signals that fired in it and in each of its sentences."""

    def __init__(
        self,
        text: str,
        told: Sequence[tuple[str, frozenset[str], frozenset[str]]],
        marks: Mapping[str, Sought],
        words: Mapping[str, re.Pattern[str] | None],
    ) -> None:
        self.text = text
        self.whole = told[0]
        self.sentences = told[1:]
        self._marks = marks
        self._words = words

    def found(self, mark: str, *, meant: bool = False) -> list[str]:
        """The words in which ``mark`` stands, each once; a sentence where a signal says so.

        ``meant``: without what is denied (不卖, “no adverts”).
        """
        sought = self._marks[mark]
        made = list(self._by_words(mark, meant=meant))
        if sought.finds is not None:
            made += FINDERS[sought.finds](self.text)
        if sought.signals and not made:
            lines = [line for line in self.sentences if self._fires(line, sought, meant=meant)]
            lines = lines or ([self.whole] if self._fires(self.whole, sought, meant=meant) else [])
            made += [line[0] for line in lines]
        return list(dict.fromkeys(made))

    def each(self) -> list[Text]:
        """Its sentences, each as a text by itself."""
        return [Text(line[0], [line], self._marks, self._words) for line in self.sentences]

    @staticmethod
    def _fires(line: tuple[str, frozenset[str], frozenset[str]], sought: Sought, *, meant: bool) -> bool:
        _, fired, fired_meant = line
        return not (fired_meant if meant else fired).isdisjoint(sought.signals)

    def _by_words(self, mark: str, *, meant: bool) -> Iterable[str]:
        pattern = self._words[mark]
        if pattern is None:
            return
        for match in pattern.finditer(_plainly(self.text)):
            if not (meant and _DENIED_BEFORE.search(self.text[: match.start()])):
                yield self.text[match.start() : match.end()]


def _with_references(names: set[str], signals: Sequence[Signal]) -> set[str]:
    """``names`` and the signals that their definitions name, and so on."""
    known = {signal.name: signal for signal in signals}
    made, open_ = set[str](), list(names)
    while open_:
        name = open_.pop()
        if name not in made:
            made.add(name)
            open_ += references(known[name])
    return made


def _pattern(mark: Sought) -> re.Pattern[str] | None:
    """Any of the words: the longest that fits; those in Latin letters stand by themselves."""
    if mark.words is None:
        return None
    terms = sorted({_plainly(term) for term in (*mark.words.zh, *mark.words.en)}, key=lambda term: (-len(term), term))
    made = [re.escape(term) for term in terms]
    return re.compile(
        "|".join(rf"\b{one}\b" if term[0].isascii() else one for one, term in zip(made, terms, strict=True))
    )


def _plainly(text: str) -> str:
    """Half-width, lower case, simplified; as long as before, so that places stay."""
    spelling = plain_spelling()
    return "".join(plain if len(plain := spelling.get(char, char)) == 1 else char for char in text)


def _without_denials(text: str) -> str:
    return "".join(clause for clause in _CLAUSE.findall(text) if not _DENIED.match(clause)) or "…"
