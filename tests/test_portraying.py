"""Pictures of the group, held against the tables they are drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.portrait import Portrait

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"


def portrait(sample: str, **settings: object) -> Portrait:
    drawn = audit(read_chat(SAMPLES / sample), load_packs(), AuditSettings(**settings)).portrait  # type: ignore[arg-type]
    assert drawn is not None
    return drawn


def test_the_seller_carries_a_storefront_and_shares_never_exceed_the_whole() -> None:
    carrying = portrait("storefront_whatsapp_en.txt").carrying

    assert carrying.people[0].side == "host"
    assert carrying.people[0].share > 0.4
    assert sum(person.share for person in carrying.people) <= 1
    assert [person.turns for person in carrying.people] == sorted((p.turns for p in carrying.people), reverse=True)


def test_every_line_of_the_network_joins_two_people_who_are_drawn() -> None:
    network = portrait("dandelion_telegram.json").network
    drawn = {person.person for person in network.people}

    assert network.ties
    assert all({tie.from_, tie.to} <= drawn and tie.from_ != tie.to for tie in network.ties)
    assert network.total_ties >= len(network.ties)


def test_a_dandelion_shows_who_brought_whom_in_more_than_one_step() -> None:
    invites = portrait("dandelion_telegram.json").invites

    assert invites.visible
    assert {arrival.by for arrival in invites.arrivals if arrival.by} <= set(invites.inviters)
    assert max(arrival.depth or 0 for arrival in invites.arrivals) >= 3


def test_where_joins_cannot_be_seen_the_tree_says_so_instead_of_being_empty(tmp_path: Path) -> None:
    table = tmp_path / "chat.csv"
    lines = [
        f"2025-03-{day:02d} 10:0{n},{name},早上好 {day}" for day in range(1, 28) for n, name in enumerate("甲乙丙")
    ]
    table.write_text("time,sender,text\n" + "\n".join(lines) + "\n", encoding="utf-8")

    drawn = audit(read_chat(table), load_packs()).portrait

    assert drawn is not None
    assert not drawn.invites.visible


@pytest.mark.parametrize("sample", ["parents_memotrace.txt", "dandelion_telegram.json"])
def test_a_level_of_need_quotes_a_person_once_and_no_more_than_it_counts(sample: str) -> None:
    for level in portrait(sample).needs.levels:
        quoted = [evidence.person for evidence in level.evidence]
        assert len(quoted) == len(set(quoted)) <= level.people


def test_friends_and_family_are_not_compared() -> None:
    drawn = portrait("clique_whatsapp_en.txt", profile="family-and-friends")

    assert not drawn.carrying.people
    assert not drawn.network.people
