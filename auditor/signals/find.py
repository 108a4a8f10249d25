"""Which kinds of word stand in which messages of a slice.

One pass of an automaton over each text finds the words of all lists and the anchors of all patterns. Strong patterns are
then tried on texts that hold one of their anchors; weak ones and guards only where their signal has found something.
Arrays are kept sorted, because grouping sorted numbers is several times as fast as hashing rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from auditor.errors import PackError
from auditor.signals.evasion import BROKEN, undo
from auditor.signals.lexicon import Lexicon, Tried
from auditor.signals.normalise import BARE_LONGEST, bare, normalise

Numbers = npt.NDArray[np.uint32]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many different words of a kind stand in a message; sorted by row and kind, each pair once."""

    row: Numbers
    kind: Numbers
    n: npt.NDArray[np.int64]

    @classmethod
    def of(cls, row: Numbers, kind: Numbers, n: npt.NDArray[np.int64] | None = None) -> Counts:
        """Pairs in any order, added up."""
        key = row.astype(np.uint64) << np.uint64(16) | kind.astype(np.uint64)
        if n is None:
            key = pl.Series(key).sort().to_numpy()
        else:
            order = np.argsort(key, kind="stable")  # quick where the pairs are sorted already, or sorted pieces
            key, n = key[order], n[order]
        first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.zeros(0, np.int64)
        total = np.diff(np.r_[first, len(key)]) if n is None else np.add.reduceat(n, first) if len(key) else n
        key = key[first]
        return cls((key >> np.uint64(16)).astype(np.uint32), (key & np.uint64(0xFFFF)).astype(np.uint32), total)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the texts of a slice."""

    counts: Counts
    chars: Numbers
    """Length of each text."""


def find(lexicon: Lexicon, words: pl.DataFrame) -> Found:
    """Kinds of word in each message of ``words``."""
    # 收到, 哈哈 and forwarded adverts stand there many times: each text is read once.
    texts, number = _distinct(words["own"])
    texts = normalise(texts)
    chars = texts.str.len_chars().to_numpy()[number]
    hits = _hits(lexicon, texts)
    counts = _spread(Counts.of(hits["at"].to_numpy(), hits["kind"].to_numpy()), number, len(texts))
    parts = [counts, *_circumstances(lexicon, counts, words, chars)]
    if len(parts) > 1:
        row, kind, n = (np.concatenate([getattr(part, name) for part in parts]) for name in ("row", "kind", "n"))
        counts = Counts.of(row, kind, n)
    return Found(counts, chars)


def _distinct(texts: pl.Series) -> tuple[pl.Series, Numbers]:
    """The different texts, and by row the number of its text. In order: neighbours in memory are read faster."""
    once = texts.alias("text").to_frame().with_row_index("row").group_by("text", maintain_order=True).agg("row")
    number = np.empty(len(texts), np.uint32)
    times = once["row"].list.len().to_numpy()
    number[once["row"].explode().to_numpy()] = np.repeat(np.arange(len(once), dtype=np.uint32), times)
    return once["text"], number


def _spread(counts: Counts, number: Numbers, texts: int) -> Counts:
    """Counts of so many ``texts`` to counts of messages: a message has text ``number``."""
    sizes = np.bincount(counts.row, minlength=texts)
    begin, each = (np.cumsum(sizes) - sizes)[number], sizes[number]
    past = np.cumsum(each)
    place = np.arange(each.sum()) + np.repeat(begin - past + each, each)
    row = np.repeat(np.arange(len(number), dtype=np.uint32), each)
    return Counts(row, counts.kind[place], counts.n[place])


def _hits(lexicon: Lexicon, texts: pl.Series) -> pl.DataFrame:
    """``at`` (number of the text), ``kind`` and ``what`` (number of the word or pattern), each once.

    Texts that dodge filters are read a second time, written plainly, for the signals that ask for it.
    """
    held = _Held.of(lexicon, texts)
    dodging, plain = _undone(lexicon, texts, held)
    size = len(texts)
    if not len(plain):
        return _hits_of(lexicon, texts, held)
    hits = _hits_of(lexicon, pl.concat([texts, plain]), held.and_of(_Held.of(lexicon, plain), size))
    hits, again = hits.filter(pl.col("at") < size), hits.filter(pl.col("at") >= size)
    evading = pl.col("kind").is_in(lexicon.evading)
    again = again.filter(evading).with_columns(dodging.gather(again.filter(evading)["at"] - size).alias("at"))
    known = hits.filter(evading & pl.col("at").is_in(dodging.implode()))
    return pl.concat([hits, again.join(known, on=["at", "kind", "what"], how="anti")])


def _undone(lexicon: Lexicon, texts: pl.Series, held: _Held) -> tuple[pl.Series, pl.Series]:
    """Numbers of the texts that dodge filters, and these texts written plainly."""
    marks = np.zeros(lexicon.size, dtype=bool)
    marks[list(lexicon.marks)] = True
    which = pl.Series(np.zeros(0, np.uint32))
    if lexicon.marks:
        marked = texts.str.contains(BROKEN).to_numpy() | _marked(len(texts), held.at[marks[held.word]])
        which = pl.Series(_numbers(marked))
    before = texts.gather(which)
    after = undo(before)
    return which.filter(before != after), after.filter(before != after)


def _hits_of(lexicon: Lexicon, texts: pl.Series, held: _Held) -> pl.DataFrame:
    words = _Places.of(lexicon, held)
    listed = words.standing.join(lexicon.gives, on="word")
    listed = listed.select("at", "kind", pl.col("word").cast(pl.UInt32).alias("what"))
    nearby = _Nearby(texts, words)
    matched = [(pattern.kind, nearby.matches(pattern, None)) for pattern in lexicon.strong]
    hits = pl.concat([listed, _whole(lexicon, texts), _table(matched, lexicon.size)])
    return pl.concat([hits, _table(list(_further(lexicon, nearby, hits)), lexicon.size)])


def _further(lexicon: Lexicon, nearby: _Nearby, hits: pl.DataFrame) -> Iterator[tuple[int, Numbers]]:
    """Weak patterns and guards, where their signal has found something."""
    hits = hits.filter(pl.Series(lexicon.weights[hits["kind"].to_numpy()] > 0))
    owners = lexicon.owners[hits["kind"].to_numpy()].astype(np.uint16)
    order = np.argsort(owners, kind="stable")  # a radix sort: 16 bits are wide enough
    at, owners = hits["at"].to_numpy()[order], owners[order]
    found: dict[int, Numbers] = {}
    for pattern in lexicon.further:
        signal = int(lexicon.owners[pattern.kind])
        if signal not in found:
            first, last = np.searchsorted(owners, [signal, signal + 1])
            found[signal] = _numbers(_marked(len(nearby.texts), at[first:last]))
        yield pattern.kind, nearby.matches(pattern, found[signal])


def _table(matched: list[tuple[int, Numbers]], first_free: int) -> pl.DataFrame:
    """Matches of patterns as hits, numbered on from the words."""
    kind = np.repeat([kind for kind, _ in matched], [len(at) for _, at in matched])
    at = np.concatenate([np.zeros(0, np.uint32), *(at for _, at in matched)])
    return pl.DataFrame(
        {"at": at, "kind": kind.astype(np.uint16), "what": (kind + first_free).astype(np.uint32)},
        schema={"at": pl.UInt32, "kind": pl.UInt16, "what": pl.UInt32},
    )


def _whole(lexicon: Lexicon, texts: pl.Series) -> pl.DataFrame:
    """Messages that are nothing but a listed word."""
    size = texts.str.len_bytes()
    short = (size > 0) & (size <= BARE_LONGEST)
    rows = pl.int_range(len(texts), dtype=pl.UInt32, eager=True).filter(short)
    bared = pl.DataFrame({"at": rows, "bare": bare(texts.filter(short))})
    return bared.join(lexicon.whole, on="bare").select("at", "kind", what=pl.lit(0, dtype=pl.UInt32))


def _circumstances(lexicon: Lexicon, counts: Counts, words: pl.DataFrame, chars: Numbers) -> Iterator[Counts]:
    """Circumstances of the messages in which their signal found something."""
    owners = lexicon.owners[counts.kind]
    for kind, circumstance in lexicon.circumstances:
        rows = _numbers(_marked(len(chars), counts.row[owners == lexicon.owners[kind]]))
        if circumstance.link is not None:
            holds = (words["link"].gather(rows).fill_null(value=False) == circumstance.link).to_numpy()
        elif circumstance.longer_than is not None:
            holds = chars[rows] > circumstance.longer_than
        elif circumstance.shorter_than is not None:
            holds = chars[rows] < circumstance.shorter_than
        else:
            given = words["kind"].gather(rows).cast(pl.String)
            holds = given.is_in(list(circumstance.kinds)).fill_null(value=False).to_numpy()
        rows = rows[holds]
        yield Counts(rows, np.full(len(rows), kind, np.uint32), np.ones(len(rows), np.int64))


# --- words ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """Which words texts hold, in any order: inside other words, too."""

    at: Numbers
    """By hit: the number of the text."""
    word: npt.NDArray[np.uint16]
    """By hit: the number of the word."""
    stands: Truths
    """By hit: the word stands by itself. Latin words may be part of another word; all others are never."""

    @classmethod
    def of(cls, lexicon: Lexicon, texts: pl.Series) -> _Held:
        """Two automata, for words in Latin letters and for all others: most texts need only one of them."""
        lettered = texts.str.contains("[a-z]")
        # 12315 and +1 stand among Latin words too.
        other = ~lettered | (texts.str.len_bytes() != texts.str.len_chars()) | texts.str.contains("[0-9]")
        latin_at, latin = _extract(texts, lettered, lexicon.latin_words)
        other_at, others = _extract(texts, other, lexicon.other_words)
        return cls(
            at=np.concatenate([latin_at, other_at]),
            word=np.concatenate([latin, others + np.uint16(len(lexicon.latin_words))]),
            stands=np.concatenate([_by_itself(texts, latin_at, latin, lexicon), np.ones(len(others), dtype=bool)]),
        )

    def and_of(self, other: _Held, first: int) -> _Held:
        """These and what ``other`` texts hold, which are numbered from ``first``."""
        return _Held(
            at=np.concatenate([self.at, other.at + np.uint32(first)]),
            word=np.concatenate([self.word, other.word]),
            stands=np.concatenate([self.stands, other.stands]),
        )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where every word is held (for anchors), and where it stands by itself (for lists)."""

    at: Numbers
    """Numbers of texts, by word."""
    bounds: npt.NDArray[np.int64]
    """Word n is held by the texts ``at[bounds[n]:bounds[n + 1]]``."""
    standing: pl.DataFrame
    """``at`` and ``word``; each pair once."""

    @classmethod
    def of(cls, lexicon: Lexicon, held: _Held) -> _Places:
        """In the order of the words."""
        order = np.argsort(held.word, kind="stable")  # a radix sort: words are 16 bits wide
        at, word, stands = held.at[order], held.word[order], held.stands[order]
        alone, which = at[stands], word[stands]
        new = np.r_[True, (alone[1:] != alone[:-1]) | (which[1:] != which[:-1])][: len(alone)]
        return cls(
            at=at,
            bounds=np.searchsorted(word, np.arange(lexicon.size + 1)),
            standing=pl.DataFrame({"at": alone[new], "word": which[new]}),
        )

    def where(self, word: int) -> Numbers:
        """Numbers of the texts that hold the word."""
        return self.at[self.bounds[word] : self.bounds[word + 1]]


def _extract(texts: pl.Series, which: pl.Series, words: tuple[str, ...]) -> tuple[Numbers, npt.NDArray[np.uint16]]:
    """All ``words`` in the texts of ``which``: numbers of texts and of words, in the order of the text."""
    if not words or not which.any():
        return np.zeros(0, np.uint32), np.zeros(0, np.uint16)
    found = texts.filter(which).str.extract_many(list(words), overlapping=True)
    sizes = found.list.len().to_numpy()
    at = np.repeat(np.flatnonzero(which.to_numpy()).astype(np.uint32), sizes)
    flat = found.explode(empty_as_null=False)
    return at, flat.cast(pl.Enum(words)).to_physical().cast(pl.UInt16).to_numpy()


def _by_itself(texts: pl.Series, at: Numbers, words: npt.NDArray[np.uint16], lexicon: Lexicon) -> Truths:
    """By hit, in the order of the text: no Latin letter, digit or apostrophe stands beside the word."""
    if not len(at):
        return np.zeros(0, dtype=bool)
    texts = texts.gather(_numbers(_marked(len(texts), at)))
    buffer = np.frombuffer(f"\n{chr(10).join(texts.to_list())}\n".encode(), dtype=np.uint8)
    sizes = texts.str.len_bytes().to_numpy().astype(np.int64)
    offsets = texts.str.find_many(list(lexicon.latin_words), overlapping=True)
    begin = np.repeat(1 + np.cumsum(sizes + 1) - (sizes + 1), offsets.list.len().to_numpy())
    begin += offsets.explode().to_numpy()
    before, after = _LETTER[buffer[begin - 1]], _LETTER[buffer[begin + lexicon.lengths[words]]]
    inside: Truths = before & lexicon.edges[words, 0] | after & lexicon.edges[words, 1]
    return ~inside


_LETTER = np.zeros(256, dtype=bool)
_LETTER[list(b"abcdefghijklmnopqrstuvwxyz0123456789'")] = True


# --- patterns ---------------------------------------------------------------------------------------------------


class _Nearby:
    """Texts, and where in them the anchors of patterns stand."""

    def __init__(self, texts: pl.Series, words: _Places) -> None:
        self.texts = texts
        self._words = words
        self._signs: dict[str, Truths] = {}

    def matches(self, pattern: Tried, among: Numbers | None) -> Numbers:
        """Numbers of texts (of ``among``, if given) that match: tried only where an anchor stands."""
        if among is None:
            rows = _numbers(self._near(pattern)) if pattern.anchors or pattern.signs else None
        else:
            rows = among[self._near(pattern)[among]] if pattern.anchors and not pattern.signs else among
        texts = self.texts if rows is None else self.texts.gather(rows)
        if not len(texts):
            return np.zeros(0, np.uint32)
        try:
            matched = _numbers(texts.str.contains(pattern.regex).to_numpy())
        except pl.exceptions.ComputeError as problem:
            raise PackError(f"not a pattern: {pattern.regex}", hint=str(problem).strip().splitlines()[-1]) from problem
        return matched if rows is None else rows[matched]

    def _near(self, pattern: Tried) -> Truths:
        near = _marked(len(self.texts), *map(self._words.where, pattern.anchors))
        for sign in pattern.signs:
            if sign not in self._signs:
                found = self.texts.str.contains("[0-9]" if sign == "0" else sign, literal=sign != "0")
                self._signs[sign] = found.to_numpy()
            near |= self._signs[sign]
        return near


def _marked(size: int, *places: Numbers) -> Truths:
    marked = np.zeros(size, dtype=bool)
    for place in places:
        marked[place] = True
    return marked


def _numbers(marked: Truths) -> Numbers:
    return np.flatnonzero(marked).astype(np.uint32)
