"""Invented groups of neighbours who share a garden, twelve weeks long, with a dial for each thing that can go wrong.

Everything random is drawn beforehand from the day and the hour, so that turning one dial changes what that dial is about and
leaves every other line as it was. The defaults are the healthy end: members carry it, questions are answered, nobody sells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

import polars as pl
import sentences as says

from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat, ReadReport, frame

FIRST_DAY = date(2025, 3, 3)
DAYS = 84
LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
MIDNIGHT = datetime.combine(FIRST_DAY, datetime.min.time())
HOURS = (8.0, 10.5, 13.0, 16.5, 20.0)
"""When the conversations of a day begin; far enough apart to be conversations of their own."""
GOES = 49
"""The day on which a host leaves who leaves."""
HOST = 0
NEWCOMER = 1 + len(says.SETTLERS)
STRANGER = NEWCOMER + len(says.NEWCOMERS)
CAME = tuple(3 + index * 3 for index in range(len(says.NEWCOMERS)))
"""The day on which each newcomer came."""


@dataclass(frozen=True)
class Group:
    """The dials."""

    core: int = 24
    """How many of the thirty settlers carry nine tenths of the talk."""
    answered: float = 0.95
    """Share of questions that somebody answers."""
    served: float = 1.0
    """Share of the people who are answered when they speak; the rest speak into the void."""
    offers: float = 0.0
    """What the host sells, offers a day he is there."""
    adverts: float = 0.0
    """What strangers drop, adverts a day."""
    campaigns: float = 0.0
    """Draws and red packets of the host, and the scramble for them, a day he is there."""
    dependence: float = 0.0
    """How far it hangs on the host: this share of what members would do he does, and nobody does when he is away."""
    gone: float = 0.0
    """The host leaves after seven weeks, and this share of the people with him."""
    chained: float = 0.7
    """Share of the newcomers whom an earlier newcomer brought; the host brought the rest."""


def chat_of(group: Group) -> Chat:
    """The chat of such a group, as a format that tells roles, replies and joins would give it."""
    story = _Story(group)
    for day in range(DAYS):
        for hour in range(len(HOURS)):
            story.conversation(day, hour)
        story.host_day(day)
        story.weekly(day)
    story.newcomers()
    story.strangers()
    return story.bound()


@dataclass
class _Line:
    at: datetime
    person: int
    text: str
    reply_to: int | None
    kind: str


@dataclass
class _Story:
    """The chat while it is written, in any order."""

    group: Group
    lines: list[_Line] = field(default_factory=list)
    events: list[dict[str, object]] = field(default_factory=list)

    def say(self, at: datetime, person: int, text: str, reply_to: int | None = None, kind: str = "text") -> int:
        self.lines.append(_Line(at, person, text, reply_to, kind))
        return len(self.lines) - 1

    # --- who ---------------------------------------------------------------------------------------------------

    def there(self, person: int, day: int) -> bool:
        """Whether somebody is still in the group."""
        stays = person != HOST and _rank(person, 9) >= self.group.gone
        return day < GOES or self.group.gone == 0.0 or stays

    def host_there(self, day: int) -> bool:
        """Whether the host looks in: three days of four."""
        return day % 4 != 3 and self.there(HOST, day)

    def served(self, person: int) -> bool:
        """Whether people answer him."""
        return person == HOST or _rank(person, 10) < self.group.served

    def somebody(self, drawn: tuple[float, float, float], day: int) -> int:
        """One of the core, and now and then one of all."""
        carries, pick, late = drawn
        settled = NEWCOMER + sum(came + 8 < day for came in CAME)
        return 1 + int(pick * self.group.core) if carries < 0.9 else 1 + int(late * (settled - 1))

    # --- what --------------------------------------------------------------------------------------------------

    def conversation(self, day: int, hour: int) -> None:
        """A question with its answer and thanks, or a chat between a few."""
        drawn = _draw(day, hour)
        asks, met, thanked, hangs, replied = drawn.chances
        voices = [self.somebody(voice, day) for voice in drawn.voices]
        hangs_on_host = hangs < self.group.dependence
        if not self.there(voices[0], day) or (hangs_on_host and not self.host_there(day)):
            return
        others = [
            (who, *more)
            for who, more in zip(voices[1:], drawn.further, strict=True)
            if self.there(who, day) and who != voices[0]
        ]
        if asks < 0.4:
            question = self.say(drawn.at, voices[0], drawn.asked)
            helper = HOST if hangs_on_host else next((who for who, *_ in others), None)
            if met < self.group.answered and helper is not None and self.served(voices[0]):
                answer = self.say(drawn.at + timedelta(minutes=4 + 6 * hangs), helper, drawn.told, question)
                if thanked < 0.6:
                    self.say(drawn.at + timedelta(minutes=12), voices[0], drawn.thanks, answer)
            return
        first = HOST if hangs_on_host else voices[0]
        line = self.say(drawn.at, first, drawn.opening)
        if not self.served(first):
            return
        for place, (who, share, wait, text) in enumerate(others, 1):
            if share >= self.group.dependence * 0.8:
                at = drawn.at + timedelta(minutes=place * wait)
                said = self.say(at, who, text, line if replied < 0.7 else None)
                line = said if self.served(who) else line

    def host_day(self, day: int) -> None:
        """What the host does of himself on one day: one service, so many offers, so many campaigns."""
        if not self.host_there(day):
            return
        start = MIDNIGHT + timedelta(days=day)
        luck = _luck(day, 0, 2)
        wording, grateful = _Wording(luck), self.somebody(_three(luck), day)
        service = self.say(start + timedelta(hours=7.2), HOST, wording(says.SERVICE))
        if self.there(grateful, day) and luck.random() < 0.7:
            self.say(start + timedelta(hours=7.3), grateful, wording(says.THANKED), service)
        for number in range(_due(self.group.offers, day)):
            at = start + timedelta(hours=7.6 + number * 1.7)
            self.say(at, HOST, _Wording(_luck(day, number, 4))(says.OFFERS))
        for number in range(_due(self.group.campaigns, day)):
            luck = _luck(day, number, 8)
            at, wording = start + timedelta(hours=9.4 + number * 2.5), _Wording(luck)
            self.say(at, HOST, wording(says.TACTICS))
            self.say(at + timedelta(minutes=3), HOST, "", kind="red_packet")
            for place in range(1, 6):
                scrambler = self.somebody(_three(luck), day)
                if self.there(scrambler, day):
                    self.say(at + timedelta(minutes=3, seconds=40 * place), scrambler, wording(says.SCRAMBLE))

    def weekly(self, day: int) -> None:
        """What comes once a week or so: something done together, a suggestion, a call to all, and what it is all for."""
        if day % 7 not in (2, 4) and day % 14 != 8 and day % 20 != 10:
            return
        start, wording = MIDNIGHT + timedelta(days=day), _Wording(_luck(day, 0, 5))
        drawn = (self.somebody(_three(_luck(day, place, 3)), day) for place in range(6))
        people = [who for who in dict.fromkeys(drawn) if self.there(who, day)]
        if day % 7 == 2 and len(people) > 2:
            head = f"#接龙\n周六早上九点{wording(says.ACTS)}，能来的接龙\n"
            for number in range(1, len(people) + 1):
                signed = "\n".join(f"{place}. {names()[who]}" for place, who in enumerate(people[:number], 1))
                self.say(start + timedelta(hours=13.5, minutes=9 * number), people[number - 1], head + signed)
        if day % 7 == 4 and people:
            wish = self.say(start + timedelta(hours=9.3), people[0], wording(says.SUGGESTIONS))
            if self.host_there(day) and self.served(people[0]):
                self.say(start + timedelta(hours=9.6), HOST, wording(says.HEARD), wish)
        if day % 14 == 8 and self.host_there(day):
            self.say(start + timedelta(hours=11.4), HOST, says.CALLS[day // 14 % len(says.CALLS)])
            for number, who in enumerate(people[:5], 1):
                self.say(start + timedelta(hours=11.4, minutes=4 * number), who, wording(says.COMING))
        if day % 20 == 10 and people:
            self.say(start + timedelta(hours=15.8), people[0], says.VOICES[day // 20 % len(says.VOICES)])

    def newcomers(self) -> None:
        """Who comes, brought by whom, greeted by whom, and back in the second week."""
        for index, day in enumerate(CAME):
            luck, who = _luck(index, 0, 6), NEWCOMER + index
            by_newcomer, which, greeter = luck.random(), luck.random(), luck.random()
            wording = _Wording(luck)
            hello, welcome, back = wording(says.HELLO), wording(says.WELCOME), wording(says.BACK)
            inviter = who - 1 - int(which * min(2, index)) if index and by_newcomer < self.group.chained else HOST
            if not self.there(who, day) or not self.there(inviter, day):
                continue
            at = MIDNIGHT + timedelta(days=day, hours=17.9)
            self.events.append(
                {"at": at, "kind": "invite", "actor": inviter, "target": who, "via": "invite", "text": ""}
            )
            line = self.say(at + timedelta(minutes=6), who, hello)
            if self.there(1 + int(greeter * 20), day) and self.served(who):
                self.say(at + timedelta(minutes=9), 1 + int(greeter * 20), welcome, line)
            if day + 10 < DAYS and self.there(who, day + 10):
                self.say(at + timedelta(days=10), who, back)

    def strangers(self) -> None:
        """Adverts of people who came for nothing else."""
        for number in range(int(self.group.adverts * DAYS)):
            luck = _luck(number, 0, 7)
            at = MIDNIGHT + timedelta(days=int(luck.random() * DAYS), hours=9.4 + 12 * luck.random())
            self.say(at, STRANGER + number, _Wording(luck)(says.ADVERTS))

    # --- bound as a chat ---------------------------------------------------------------------------------------

    def bound(self) -> Chat:
        """Everything in order of time as the tables of a chat."""
        order = sorted(range(len(self.lines)), key=lambda row: (self.lines[row].at, row))
        place = {row: id_ for id_, row in enumerate(order)}
        lines = [self.lines[row] for row in order]
        messages = frame(
            {
                "id": list(range(len(lines))),
                "at": [line.at for line in lines],
                "person": [line.person for line in lines],
                "text": [line.text for line in lines],
                "kind": [line.kind for line in lines],
                "reply_to": [None if line.reply_to is None else place[line.reply_to] for line in lines],
            },
            MESSAGES,
        )
        opening: list[dict[str, object]] = [
            {"at": MIDNIGHT, "kind": kind, "actor": HOST, "target": None, "via": None, "text": text}
            for kind, text in (("create", ""), ("announce", says.PURPOSE))
        ]
        events = [{"id": number, **event} for number, event in enumerate([*opening, *self.events])]
        people: list[dict[str, object]] = [
            {"person": person, "name": name, "names": [name], "role": "member" if person else "owner", "me": False}
            for person, name in enumerate(
                [*names(), *(f"过客{number}" for number in range(int(self.group.adverts * DAYS)))]
            )
        ]
        count = len(lines) + len(events)
        return Chat(
            title="河湾里共享菜园",
            platform="wechat",
            messages=messages,
            events=frame(events, EVENTS_SCHEMA),
            people=frame(people, PEOPLE),
            report=ReadReport(format="invented", files=("invented",), lines=count, understood=count),
            members=STRANGER,
            has=frozenset({"replies", "joins", "leaves", "roles", "ids", "members"}),
        )


class _Drawn(NamedTuple):
    """What chance decides about one conversation, whatever the dials say."""

    at: datetime
    chances: tuple[float, ...]
    voices: list[tuple[float, float, float]]
    further: list[tuple[float, int, str]]
    """Of each voice but the first: whether it needs the host, minutes, words."""
    asked: str
    told: str
    thanks: str
    opening: str


@cache
def _draw(day: int, hour: int) -> _Drawn:
    luck = _luck(day, hour, 1)
    wording = _Wording(luck)
    asked, told = wording.pair(says.ASKED)
    return _Drawn(
        at=MIDNIGHT + timedelta(days=day, hours=HOURS[hour], minutes=luck.randrange(40)),
        chances=tuple(luck.random() for _ in range(5)),
        voices=[_three(luck) for _ in range(4)],
        further=[(luck.random(), luck.randrange(2, 5), wording.talk(says.GO_ON)) for _ in range(3)],
        asked=asked,
        told=told,
        thanks=wording(says.THANKS),
        opening=wording.talk(says.CHAT),
    )


def _three(luck: Random) -> tuple[float, float, float]:
    return luck.random(), luck.random(), luck.random()


class _Wording:
    """Says a sentence of a list, with a plant, a place and prices in it."""

    def __init__(self, luck: Random) -> None:
        self.luck = luck

    def __call__(self, sentences: Sequence[str]) -> str:
        return self.luck.choice(sentences).format_map(self._filling())

    def talk(self, sentences: Sequence[str]) -> str:
        """The same, and often a word more."""
        said, more = self(sentences), self.luck.choice(says.MORE)
        return said + more if self.luck.random() < 0.6 else said

    def pair(self, pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
        """A question and its answer."""
        (question, answer), filling = self.luck.choice(pairs), self._filling()
        return question.format_map(filling), answer.format_map(filling)

    def _filling(self) -> dict[str, str]:
        now = self.luck.randrange(9, 49)
        plant, place = self.luck.choice(says.PLANTS), self.luck.choice(says.PLACES)
        return {"plant": plant, "place": place, "now": str(now), "was": str(now * 2 + 9)}


def names() -> list[str]:
    """Host, settlers, newcomers."""
    return ["菜园老温", *says.SETTLERS, *says.NEWCOMERS]


def told(chat: Chat) -> pl.DataFrame:
    """Messages with names, for looking at by eye."""
    return (
        chat.messages.join(chat.people.select("person", "name"), on="person")
        .sort("id")
        .select("at", "name", "text", "reply_to")
    )


def _due(a_day: float, day: int) -> int:
    """How many of ``a_day`` fall on one day, so that they add up."""
    return int(a_day * (day + 1)) - int(a_day * day)


@cache
def _rank(person: int, of: int) -> float:
    """Where somebody stands in an order of people that no dial changes, 0–1."""
    return _luck(person, 0, of).random()


def _luck(when: int, which: int, what: int) -> Random:
    return Random(when * 1_000_003 + which * 1_009 + what)
