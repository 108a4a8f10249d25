from __future__ import annotations


def test_title_description_announcement_and_opening_words_are_notices(facts_of):
    rows = [
        (0, "群主", "这个群是为了让三号楼的邻居有事能喊得应，大家互相搭把手，谁都可以说话"),
        (60, "小林", "好呀好呀"),
    ]
    events = [
        {"at": 5, "kind": "create", "actor": "群主"},
        {"at": 9, "kind": "announce", "actor": "群主", "text": "本群宗旨：邻居互助。团购下单加微"},
    ]
    notices = facts_of(rows, events, title="三号楼互助").notices

    found = {row["source"]: row for row in notices.iter_rows(named=True)}
    assert set(found) == {"title", "announcement", "host_opening"}
    assert found["host_opening"]["purpose"]
    assert found["host_opening"]["names_people"]
    assert not found["host_opening"]["offer"]
    assert found["announcement"]["purpose"]
    assert found["announcement"]["offer"]
    assert found["announcement"]["id"] is None
    assert found["host_opening"]["id"] == 0


def test_purpose_of_a_notice_that_no_signal_looked_at_is_unknown(chat_of):
    from auditor.facts.facts import FactSettings, build
    from auditor.facts.words import read_words

    chat = chat_of([(0, "甲", "hi")], title="三号楼")
    words = read_words(chat)
    facts = build(chat, words, words.table.select("id"), FactSettings())

    assert facts.notices["purpose"].to_list() == [None]
