"""WhatsApp exports from public repositories, with counts made by others (``exports/README.md`` beside this project)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from auditor.chat.archive import Limits, list_members, open_zip
from auditor.chat.formats import whatsapp
from auditor.chat.source import ReadOptions, SourceFile
from auditor.chat.tables import EVENTS_SCHEMA, MESSAGES, PEOPLE, Chat

REAL = Path(__file__).resolve().parents[3] / "../shared/exports/whatsapp"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the public exports do not lie beside this checkout")


@dataclass(frozen=True)
class Fixture:
    """One row of the shared README."""

    file: str
    messages: int
    people: int
    reports: int
    first: str
    last: str
    order: str


FIXTURES = (
    Fixture(
        "whatsreader-android-private/WhatsApp Chat with Alice.txt",
        43,
        2,
        2,
        "2024-12-01 10:00:00",
        "2024-12-04 16:45:00",
        "dmy",
    ),
    Fixture("whatsreader-ios-group/_chat.txt", 33, 4, 6, "2024-12-05 08:00:15", "2024-12-09 08:00:51", "dmy"),
    Fixture("whatsreader-ios-private/_chat.txt", 43, 2, 2, "2024-12-01 10:00:00", "2024-12-04 16:45:21", "dmy"),
    # The note on encryption stands under a person's name; nobody writes it: an event, as the README has it by meaning.
    Fixture(
        "whatsreader-locales/asian-ampm-format-test.txt", 4, 2, 1, "2024-12-01 22:04:00", "2024-12-01 22:08:00", "ymd"
    ),
    Fixture("whatsreader-locales/asian-format-test.txt", 5, 2, 0, "2024-12-10 14:30:00", "2024-12-10 14:36:00", "ymd"),
    Fixture(
        "whatsreader-locales/bracketed-year-first-test.txt",
        3,
        2,
        0,
        "2018-06-13 01:56:00",
        "2018-06-13 21:25:15",
        "ymd",
    ),
    Fixture("whatsreader-locales/dash-format-test.txt", 5, 2, 0, "2024-12-10 14:30:00", "2024-12-10 14:36:00", "dmy"),
    Fixture(
        "whatsreader-locales/dot-time-klo-format-test.txt", 3, 2, 0, "2018-06-13 21:25:00", "2018-06-13 21:25:15", "dmy"
    ),
    Fixture(
        "whatsreader-locales/european-ampm-format-test.txt",
        4,
        2,
        0,
        "2018-06-23 01:58:00",
        "2018-06-23 13:57:00",
        "dmy",
    ),
    # In these three "Système", "System", "Sistema" creates the group: no person, so two senders and one event by meaning.
    Fixture("whatsreader-locales/french-format-test.txt", 5, 2, 1, "2024-12-10 14:30:00", "2024-12-10 14:36:00", "dmy"),
    Fixture("whatsreader-locales/german-format-test.txt", 5, 2, 1, "2024-12-10 14:30:00", "2024-12-10 14:36:00", "dmy"),
    Fixture(
        "whatsreader-locales/spanish-format-test.txt", 5, 2, 1, "2024-12-10 14:30:00", "2024-12-10 14:36:00", "dmy"
    ),
    Fixture("whatsreader-locales/ios-format-test.txt", 4, 1, 1, "2025-11-13 09:09:43", "2025-12-19 08:50:53", "dmy"),
    Fixture("chatminer/test_[mmddyy]_24hrs.txt", 7, 5, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00", "mdy"),
    Fixture("chatminer/test_ddmmyy_24hrs.txt", 7, 5, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00", "dmy"),
    Fixture("chatminer/test_mmddyy_24hrs.txt", 7, 5, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00", "mdy"),
    Fixture("chatminer/test_mmddyyyy_12hrs.txt", 7, 5, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00", "mdy"),
    Fixture("chatminer/test_yyyymmdd_24hrs.txt", 7, 5, 2, "2019-01-01 11:25:00", "2021-12-30 22:01:00", "ymd"),
    Fixture("chatanalytics/2A_5M.txt", 5, 2, 0, "2021-01-01 12:00:00", "2021-01-01 12:03:00", "dmy"),
    # 12/9/20 may be in December or in September: dmy is assumed, and the report says so.
    Fixture("chatanalytics/4A_11M.txt", 11, 5, 3, "2020-09-12 23:16:00", "2020-09-12 23:56:00", "dmy"),
    Fixture("chatanalytics/4A_11M.zip", 11, 5, 3, "2020-09-12 23:16:00", "2020-09-12 23:56:00", "dmy"),
    Fixture("whatstk/lorem.txt", 500, 4, 0, "2020-01-15 02:22:56", "2020-05-11 22:32:48", "dmy"),
    # "[1.9.19, 00:00:00] Peter Doe: …" is the second line of a message, as its repository means it: another shape than
    # the rest (two digits for the year), and out of time on both sides.
    Fixture("chatistics/_chat 2.txt", 4, 2, 0, "2019-09-17 16:37:47", "2019-09-17 16:39:52", "dmy"),
    Fixture("chatistics/_chat 3.txt", 9, 5, 2, "2019-11-02 14:18:00", "2019-11-10 14:25:00", "dmy"),
    Fixture("chatistics/_chat 4.txt", 3, 1, 0, "2019-09-17 08:30:52", "2019-09-18 16:50:32", "mdy"),
)


@cache
def real(name: str) -> Chat:
    path = REAL / name
    if path.suffix != ".zip":
        return whatsapp.read([SourceFile(path.name, path=path)], ReadOptions())[0]
    with open_zip(path, path.name) as archive:
        return whatsapp.read(list_members(archive, path.name, Limits()), ReadOptions())[0]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.file)
def test_a_real_file_is_read_as_its_readme_counts_it(fixture: Fixture) -> None:
    chat = real(fixture.file)
    times = pl.concat([chat.messages["at"], chat.events["at"]])

    assert chat.messages.height == fixture.messages
    assert chat.messages["person"].n_unique() == fixture.people
    assert chat.events["id"].n_unique() == fixture.reports
    assert str(times.min()) == fixture.first
    assert str(times.max()) == fixture.last
    assert chat.report.date_order == fixture.order
    assert chat.report.coverage == 1.0
    assert chat.messages.schema == pl.Schema(MESSAGES)
    assert chat.events.schema == pl.Schema(EVENTS_SCHEMA)
    assert chat.people.schema == pl.Schema(PEOPLE)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.file)
def test_a_real_file_is_recognised(fixture: Fixture) -> None:
    path = REAL / fixture.file
    if path.suffix == ".txt":
        assert whatsapp.sniff(SourceFile("x", path=path)) >= 0.5


def test_the_events_of_the_real_group_name_everybody_concerned() -> None:
    chat = real("whatsreader-ios-group/_chat.txt")
    name = dict(zip(chat.people["person"], chat.people["name"], strict=True))
    rows = chat.events.select("kind", "actor", "target").iter_rows()

    assert [(kind, name.get(actor), name.get(target)) for kind, actor, target in rows] == [
        ("other", None, None),
        ("create", "Sarah", None),
        ("invite", "Sarah", "You"),
        ("invite", "Sarah", "Mom"),
        ("invite", "Sarah", "Dad"),
        ("invite", "Sarah", "Jake"),
        ("settings", "Sarah", None),
        ("rename", "Sarah", None),
    ]


def test_the_title_of_the_real_group_is_its_last_subject() -> None:
    assert real("whatsreader-ios-group/_chat.txt").title == "Smith Family ❤️"


def test_five_exports_of_one_chat_in_four_date_orders_are_read_alike() -> None:
    chats = [real(fixture.file) for fixture in FIXTURES if fixture.file.startswith("chatminer")]

    assert len(chats) == 5
    for chat in chats[1:]:
        assert chat.messages.equals(chats[0].messages)
        assert chat.events.equals(chats[0].events)
        assert chat.people.equals(chats[0].people)


def test_the_zip_holds_the_same_chat_as_the_text_and_knows_when_it_was_made() -> None:
    zipped, plain = real("chatanalytics/4A_11M.zip"), real("chatanalytics/4A_11M.txt")

    assert zipped.messages.equals(plain.messages)
    assert plain.exported_at is None
    assert zipped.exported_at == datetime(2023, 1, 31, 14, 12, 2)


def test_two_digit_years_at_the_end_are_found_by_the_course_of_time() -> None:
    report = real("whatstk/lorem.txt").report

    assert (report.date_order, report.date_order_because) == ("dmy", "order-of-time")


def test_an_order_that_nothing_decides_is_assumed_and_said_to_be() -> None:
    assert real("chatanalytics/4A_11M.txt").report.date_order_because == "assumed"


def test_a_message_without_words_is_a_message() -> None:
    chat = real("whatsreader-locales/ios-format-test.txt")

    assert chat.messages["text"][0] == ""
    assert chat.messages["kind"][0] == "other"
