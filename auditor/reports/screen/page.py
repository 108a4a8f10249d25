"""A page of styled lines: pieces of text go in, folded lines come out, with or without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from auditor.reports.screen.width import cells, clean, fold

PLAIN = ""
STRONG = "bold"
DIM = "dim"
GOOD = "green"
WARNING = "yellow"

Piece = tuple[str, str]
"""Text and its style."""


class Page:
    """Lines for one width. Everything that is put on it is made harmless first; markup is never read."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Text] = []

    def put(self, *pieces: str | Piece, indent: int = 0, hang: int | None = None) -> None:
        """A paragraph, folded to the page; lines after the first begin ``hang`` cells in (``indent`` by default)."""
        self.lines += paragraph(pieces, self.width, indent, indent if hang is None else hang)

    def beside(self, left: Iterable[str | Piece], *pieces: str | Piece, at: int) -> None:
        """``left`` once, and a paragraph folded into the column that begins at cell ``at``."""
        head = text_of(left)
        head.append(" " * max(1, at - cells(head.plain)))
        folded = paragraph(pieces, self.width, at, at)
        first = folded[0]
        self.lines.append(head + first[at:] if len(first) > at else _trimmed(head))
        self.lines += folded[1:]

    def ends(self, left: Iterable[str | Piece], right: Iterable[str | Piece], *, indent: int = 0) -> bool:
        """One line with something at each end; false, and nothing done, when they do not fit."""
        one, other = text_of(left), text_of(right)
        space = self.width - indent - cells(one.plain) - cells(other.plain)
        if space < 2:
            return False
        self.lines.append(Text(" " * indent) + one + Text(" " * space) + other)
        return True

    def aside(self, *pieces: str | Piece, at: int) -> None:
        """Something that begins at cell ``at`` of the last line, or of a new one when that is taken."""
        if not self.lines or cells(self.lines[-1].plain) + 2 > at:
            self.lines.append(Text())
        last = self.lines[-1]
        last.append(" " * (at - cells(last.plain)))
        last.append_text(text_of(pieces))

    def tail(self, *pieces: str | Piece) -> None:
        """Something at the right end of the last line, or of a new one when it does not fit."""
        words = text_of(pieces)
        if not self.lines or cells(self.lines[-1].plain) + 2 + cells(words.plain) > self.width:
            self.lines.append(Text())
        last = self.lines[-1]
        last.append(" " * (self.width - cells(last.plain) - cells(words.plain)))
        last.append_text(words)

    def strung(self, parts: Sequence[str], by: str, style: str = PLAIN, *, indent: int = 0) -> None:
        """Parts on as few lines as they need, broken between parts, where ``by`` is left out."""
        line = ""
        for part in map(clean, parts):
            longer = f"{line}{by}{part}" if line else part
            if line and cells(longer) > self.width - indent:
                self.put((line, style), indent=indent)
                longer = part
            line = longer
        self.put((line, style), indent=indent)

    def whole(self, *pieces: str | Piece, indent: int = 0) -> None:
        """One line that is not folded, to be copied."""
        self.lines.append(Text(" " * indent) + text_of(pieces))

    def blank(self) -> None:
        """An empty line, never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def text(self, *, color: bool) -> str:
        """All lines, each ended by a line break."""
        while self.lines and not self.lines[-1].plain:
            self.lines.pop()
        if not color:
            return "".join(f"{line.plain.rstrip()}\n" for line in self.lines)
        out = StringIO()
        console = Console(
            file=out, force_terminal=True, color_system="standard", width=10_000, highlight=False, markup=False,
            emoji=False, legacy_windows=False, no_color=False, _environ={},
        )  # fmt: skip
        for line in self.lines:
            console.print(_trimmed(line), soft_wrap=True)
        return out.getvalue()


def text_of(pieces: Iterable[str | Piece]) -> Text:
    """Pieces as one styled text, harmless."""
    made = Text()
    for piece in pieces:
        words, style = (piece, PLAIN) if isinstance(piece, str) else piece
        made.append(clean(words), style=style or None)
    return made


def paragraph(pieces: Iterable[str | Piece], width: int, indent: int, hang: int) -> list[Text]:
    """Folded lines, the first ``indent`` cells in, the others ``hang``."""
    text = text_of(pieces)
    room = max(8, width - max(indent, hang))
    return [
        Text(" " * (hang if number else indent)) + text[start:end]
        for number, (start, end) in enumerate(fold(text.plain, room))
    ]


def _trimmed(line: Text) -> Text:
    line = line.copy()
    line.rstrip()
    return line
