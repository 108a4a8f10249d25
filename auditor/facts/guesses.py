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

BACK = 4
"""Lines looked back at."""
HALF_HOUR, TEN_MINUTES, MINUTE = 1_800_000, 600_000, 60_000
LONGEST = 24 * 3_600_000
"""Milliseconds after which nothing is guessed to be an answer."""


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
    own = _own_before(lines.person)
    best = _new(lines, own)
    place = np.arange(size, dtype=np.int32)
    total = np.exp(best)

    def weigh(rows: Positions | slice, candidate: Positions, points: Points) -> None:
        total[rows] += np.exp(points)
        better = points > best[rows]
        best[rows] = np.where(better, points, best[rows])
        place[rows] = np.where(better, candidate, place[rows])

    weigh(slice(None), own, _continue(lines, own))
    for back in range(1, min(BACK, size - 1) + 1):
        earlier, later = np.arange(size - back), slice(back, None)
        weigh(later, earlier, _answer(lines, later, slice(0, size - back), own[later], np.log1p(back - 1), earlier))
    seen: list[tuple[Positions, Positions]] = []
    for found in _further(lines, asked):
        rows, candidate = _unseen(*found, seen, size)
        seen.append((rows, candidate))
        weigh(rows, candidate, _answer(lines, rows, candidate, own[rows], np.log1p(rows - candidate - 1), candidate))
    return Guess(place[asked], (np.exp(best[asked]) / total[asked]).astype(np.float32))


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


def _own_before(person: Positions) -> Positions:
    """Position of the same person's line before; -1 for the first."""
    order = grouped(person)
    before = np.full(len(order), -1, dtype=np.int32)
    sorted_person = person[order]
    same = sorted_person[1:] == sorted_person[:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def _minutes(gap: npt.NDArray[np.int64]) -> Points:
    """log(1 + minutes) of a gap in milliseconds, to the second."""
    table = np.log1p(np.arange(LONGEST // 1000 + 2, dtype=np.float32) / 60)
    return table[np.clip(gap // 1000, 0, LONGEST // 1000 + 1)]


def _new(lines: Lines, own: Positions) -> Points:
    since = np.searchsorted(lines.at, lines.at - TEN_MINUTES)
    crowd = np.log1p((np.arange(len(own)) - since).astype(np.float32))
    fresh = (own < 0) | (lines.at - lines.at[own] > HALF_HOUR)
    points = np.float32(NEW) + np.float32(NEW_PER_VOICE) * crowd
    points += fresh * (np.float32(NEW_VOICE) + np.float32(NEW_VOICE_IN_CROWD) * crowd)
    for flags, worth in ((lines.question, NEW_QUESTION), (lines.notice, NEW_NOTICE), (lines.helping, HELPING)):
        points[flags] += np.float32(worth)
    return points


def _continue(lines: Lines, own: Positions) -> Points:
    gap = lines.at - lines.at[own]
    points = np.float32(OWN) + np.float32(OWN_PER_GAP) * _minutes(gap)
    points[(lines.to >= 0) & (lines.to == lines.to[own])] += np.float32(OWN_SAME_ADDRESSEE)
    points[gap > HALF_HOUR] += np.float32(OWN_LONG_AGO)
    points[(own < 0) | (gap > LONGEST)] = -np.inf
    return points


def _answer(
    lines: Lines,
    rows: Positions | slice,
    places: Positions | slice,
    own: Positions,
    between: npt.NDArray[np.float64] | np.float64,
    place: Positions,
) -> Points:
    """Points for the lines ``rows`` answering the lines ``places``; impossible where that is the author's own.

    ``own``: each author's own last line; ``between``: log(1 + lines between); ``place``: ``places`` as numbers.
    """
    writer, reader = lines.person[rows], lines.person[places]
    to, their_to = lines.to[rows], lines.to[places]
    gap = lines.at[rows] - lines.at[places]
    points = np.float32(PER_GAP) * _minutes(gap) + (np.float32(PER_LINE) * between).astype(np.float32)
    right_after = np.float32(RIGHT_AFTER) * (between == 0)
    for flags, worth in (
        (to >= 0, NAMES_ANOTHER),
        (to == reader, NAMES_HIM - NAMES_ANOTHER),
        (their_to >= 0, TO_A_THIRD),
        (their_to == writer, TO_ME - TO_A_THIRD),
        ((own >= 0) & (place > own) & (lines.at[rows] - lines.at[own] <= HALF_HOUR), SINCE_I_SPOKE),
        (lines.short[places], A_SHORT_LINE),
        (lines.question[places] & ~lines.question[rows], ANSWERS_A_QUESTION + right_after),
    ):
        points += flags * np.float32(worth)
    points[(writer == reader) | (gap > LONGEST)] = -np.inf
    return points


def _further(lines: Lines, asked: Positions) -> list[tuple[Positions, Positions]]:
    """Candidates that may lie further back, as (rows, places): the last three lines of whoever is named, the last line
    that named the author, the last question."""
    size = len(lines.person)
    order = grouped(lines.person)
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
    if len(calls):
        call_key = np.sort(lines.to[calls].astype(np.int64) * size + calls)
        called = np.zeros(max(int(lines.person.max()), int(lines.to.max())) + 1, dtype=bool)
        called[lines.to[calls]] = True
        may = asked[called[lines.person[asked]]]
        writer = lines.person[may].astype(np.int64)
        before = np.searchsorted(call_key, writer * size + may)
        slot = np.maximum(before - 1, 0)
        hit = (before > 0) & (call_key[slot] // size == writer)
        found.append((may[hit], call_key[slot[hit]] % size))
    last_question = np.maximum.accumulate(np.where(lines.question, np.arange(size), -1))
    later = asked[asked > 0]
    place = last_question[later - 1]
    found.append((later[place >= 0], place[place >= 0]))
    return found
