"""Guesses at what a line goes on from, with their sureness, for exports that do not mark replies.

The guess weighs a handful of candidates for each line: the lines just before it, the last lines of whoever it names, the
last line that named its author, the last question, the author's own last line, or nothing (it starts something new).
The weights were fitted on #ubuntu (Kummerfeld et al. 2019) and one Slack channel and rounded;
``benchmarks/reply_links.py`` shows what they are worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from auditor.facts.turns import grouped

Positions = npt.NDArray[np.integer]
Points = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

NAMES_HIM = 3.8
NAMES_ANOTHER = -1.3
TO_ME = 2.0
TO_A_THIRD = -1.8
SINCE_I_SPOKE = 1.8
"""… and I spoke in the last half hour."""
A_SHORT_LINE = -1.0
PER_GAP = -0.8
"""Times log(1 + minutes between)."""
PER_LINE = -0.5
"""Times log(1 + lines between)."""
ANSWERS_A_QUESTION = 0.5
RIGHT_AFTER = 1.0
"""More when the question is the line before: in a quiet group that is nearly always its answer."""
OWN = 2.3
OWN_PER_GAP = -0.7
OWN_LONG_AGO = -2.0
"""More than half an hour ago."""
OWN_SAME_ADDRESSEE = 1.5
NEW = -1.9
NEW_PER_VOICE = 0.45
"""Times log(1 + lines by others in the ten minutes before): in a busy chat more lines start something."""
NEW_QUESTION = 1.2
NEW_VOICE, NEW_VOICE_IN_CROWD = 0.55, 0.4
"""Its author has not spoken for half an hour; the second again times log(1 + lines by others)."""
NEW_NOTICE = 2.0
"""An advert, a call to all or a re-posted text is not an answer to what stood before it."""
HELPING = -1.5
"""Words of answering, comfort or thanks seldom start anything."""

BACK = 3
"""Lines looked back at."""
QUESTION_BACK = 12
"""Lines after which a question that nobody took up is no longer looked at."""
HALF_HOUR = 1_800_000
"""Milliseconds."""
TEN_MINUTES, LONGEST = 600, 24 * 3600
"""Seconds; after the second nothing is guessed to be an answer."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that say something, in order of time, as columns."""

    person: Positions
    at: Positions
    """Milliseconds."""
    to: Positions
    """The person it names, -1 for nobody."""
    question: Flags
    helping: Flags
    notice: Flags
    short: Flags


@dataclass(frozen=True, slots=True)
class Guess:
    """For each asked line: the position of the line it goes on from (itself: starts something new), and how sure."""

    back_to: Positions
    sure: Points


def guess_links(lines: Lines, asked: Positions) -> Guess:
    """Guess what each of the ``asked`` positions of ``lines`` goes on from; its author's own last line is possible too."""
    size = len(lines.person)
    sheet = _prepare(lines)
    best = _new(lines, sheet)
    place = np.arange(size, dtype=np.int32)
    total = np.exp(best)

    def weigh(rows: Positions | slice, candidate: Positions, points: Points) -> None:
        total[rows] += np.exp(points)
        better = points > best[rows]
        best[rows] = np.where(better, points, best[rows])
        place[rows] = np.where(better, candidate, place[rows])

    weigh(slice(None), sheet.own, _continue(lines, sheet))
    every = np.arange(size, dtype=np.int32)
    for back in range(1, min(BACK, size - 1) + 1):
        later, earlier = slice(back, None), slice(0, size - back)
        weigh(
            later, every[earlier], _answer(lines, sheet, later, earlier, every[earlier], np.float32(np.log1p(back - 1)))
        )
    seen: list[tuple[Positions, Positions]] = []
    for found in _further(lines, sheet, asked):
        rows, candidate = _unseen(*found, seen, size)
        seen.append((rows, candidate))
        between = np.log1p((rows - candidate - 1).astype(np.float32))
        weigh(rows, candidate, _answer(lines, sheet, rows, candidate, candidate, between))
    return Guess(place[asked], (np.exp(best[asked]) / total[asked]).astype(np.float32))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is known of a line whichever line it may answer."""

    order: Positions
    """Positions by person, each person's in order of time."""
    own: Positions
    """Its author's own line before; -1 for the first."""
    recent: Positions
    """The same if it is less than half an hour old, else past the end."""
    second: Positions
    replier: Points
    """Points it brings along as the answer, and as what is answered."""
    target: Points
    named: bool
    """Anybody is named anywhere."""


def _prepare(lines: Lines) -> _Sheet:
    order = grouped(lines.person)
    own = np.full(len(order), -1, dtype=np.int32)
    by_person = lines.person[order]
    same = by_person[1:] == by_person[:-1]
    own[order[1:][same]] = order[:-1][same]
    fresh = (own >= 0) & (lines.at - lines.at[own] <= HALF_HOUR)
    names = lines.to >= 0
    return _Sheet(
        order=order,
        own=own,
        recent=np.where(fresh, own, len(own)).astype(np.int32),
        second=((lines.at - lines.at[:1]) // 1000).astype(np.int32),
        replier=names * np.float32(NAMES_ANOTHER),
        target=(names * np.float32(TO_A_THIRD) + lines.short * np.float32(A_SHORT_LINE)).astype(np.float32),
        named=bool(names.any()),
    )


def _unseen(
    rows: Positions, candidate: Positions, seen: list[tuple[Positions, Positions]], size: int
) -> tuple[Positions, Positions]:
    """Those candidates that lie further back than the lines just before, and that were not weighed already."""
    new = candidate < rows - BACK
    for other_rows, other in seen:
        there = np.full(size, -1, dtype=np.int64)
        there[other_rows] = other
        new &= there[rows] != candidate
    return rows[new], candidate[new]


def _fading(gap: Positions, per_gap: float) -> Points:
    """``per_gap`` times log(1 + minutes) of a gap in seconds; impossible after a day."""
    table = np.float32(per_gap) * np.log1p(np.arange(LONGEST + 2, dtype=np.float32) / 60)
    table[-1] = -np.inf
    return table[np.clip(gap, 0, LONGEST + 1)]


def _new(lines: Lines, sheet: _Sheet) -> Points:
    since = np.searchsorted(sheet.second, sheet.second - TEN_MINUTES)
    crowd = np.log1p((np.arange(len(since)) - since).astype(np.float32))
    fresh = sheet.recent == len(since)
    points = np.float32(NEW) + np.float32(NEW_PER_VOICE) * crowd
    points += fresh * (np.float32(NEW_VOICE) + np.float32(NEW_VOICE_IN_CROWD) * crowd)
    for flags, worth in ((lines.question, NEW_QUESTION), (lines.notice, NEW_NOTICE), (lines.helping, HELPING)):
        points[flags] += np.float32(worth)
    return points


def _continue(lines: Lines, sheet: _Sheet) -> Points:
    own = sheet.own
    points = np.float32(OWN) + _fading(sheet.second - sheet.second[own], OWN_PER_GAP)
    points += (sheet.recent == len(own)) * np.float32(OWN_LONG_AGO)
    if sheet.named:
        points[(lines.to >= 0) & (lines.to == lines.to[own])] += np.float32(OWN_SAME_ADDRESSEE)
    points[own < 0] = -np.inf
    return points


def _answer(
    lines: Lines,
    sheet: _Sheet,
    rows: Positions | slice,
    places: Positions | slice,
    place: Positions,
    between: Points | np.float32,
) -> Points:
    """Points for the lines ``rows`` answering the lines ``places``; impossible where that is the author's own.

    ``place``: ``places`` as numbers; ``between``: log(1 + lines between).
    """
    writer, reader = lines.person[rows], lines.person[places]
    points = _fading(sheet.second[rows] - sheet.second[places], PER_GAP)
    points += sheet.replier[rows]
    points += sheet.target[places]
    points += np.float32(PER_LINE) * between
    points += (place > sheet.recent[rows]) * np.float32(SINCE_I_SPOKE)
    answers = lines.question[places] & ~lines.question[rows]
    points += answers * (np.float32(ANSWERS_A_QUESTION) + np.float32(RIGHT_AFTER) * (between == 0))
    if sheet.named:
        points += (lines.to[rows] == reader) * np.float32(NAMES_HIM - NAMES_ANOTHER)
        points += (lines.to[places] == writer) * np.float32(TO_ME - TO_A_THIRD)
    points[writer == reader] = -np.inf
    return points


def _further(lines: Lines, sheet: _Sheet, asked: Positions) -> list[tuple[Positions, Positions]]:
    """Candidates that may lie further back, as (rows, places): the last three lines of whoever is named; for the first
    line of somebody after he was named, the line that named him; the last question."""
    size, order = len(lines.person), sheet.order
    key = lines.person[order].astype(np.int64) * size + order
    named = asked[lines.to[asked] >= 0]
    whom = lines.to[named]
    at_most = np.searchsorted(key, whom.astype(np.int64) * size + named) - 1
    found = []
    for step in range(3):
        slot = np.maximum(at_most - step, 0)
        his = (at_most >= step) & (lines.person[order[slot]] == whom)
        found.append((named[his], order[slot[his]]))
    calls = np.flatnonzero(lines.to >= 0)
    after = np.searchsorted(key, lines.to[calls].astype(np.int64) * size + calls)
    there = after < size
    calls, first = calls[there], order[after[there]]
    his = lines.person[first] == lines.to[calls]
    call_before = np.full(size, -1, dtype=np.int64)
    call_before[first[his]] = calls[his]
    heard = asked[call_before[asked] >= 0]
    found.append((heard, call_before[heard]))
    last = np.full(size + 1, -1, dtype=np.int32)
    np.maximum.accumulate(np.where(lines.question, np.arange(size, dtype=np.int32), -1), out=last[1:])
    last = last[asked]
    far = (last >= 0) & (last < asked - BACK) & (last >= asked - QUESTION_BACK) & ~lines.question[asked]
    found.append((asked[far], last[far]))
    return found
