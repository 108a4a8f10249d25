from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chat.tables import KIND, KINDS, TIME
from auditor.facts.turns import PAUSE, number_turns


def turns(rows):
    frame = pl.DataFrame(
        {
            "at": [datetime(2025, 3, 3) + timedelta(seconds=row[0]) for row in rows],
            "person": [row[1] for row in rows],
            "kind": [row[2] if len(row) > 2 else "text" for row in rows],
        },
        schema={"at": TIME, "person": pl.UInt32, "kind": KIND},
    )
    return frame, number_turns(frame)


def test_four_short_lines_are_one_turn_and_a_pause_ends_it():
    assert turns([(0, 1), (20, 1), (139, 1), (260, 1), (261, 1)])[1].to_list() == [0, 0, 0, 1, 1]


def test_a_question_its_answer_and_the_thanks_are_three_turns_however_quick():
    assert turns([(0, 1), (5, 2), (9, 1)])[1].to_list() == [0, 1, 2]


def test_the_pictures_of_an_advert_stay_with_it_when_somebody_speaks_in_between():
    rows = [(0, 1), (3, 1, "image"), (4, 2), (6, 1, "image"), (8, 1, "card")]

    assert turns(rows)[1].to_list() == [0, 0, 1, 0, 0]


def test_nobodys_messages_are_turns_by_themselves():
    assert turns([(0, None), (1, None)])[1].to_list() == [0, 1]


lines = st.lists(
    st.tuples(
        st.integers(0, 2_000), st.one_of(st.none(), st.integers(0, 70_000), st.integers(0, 3)), st.sampled_from(KINDS)
    ),
    max_size=40,
)


@settings(deadline=None)
@given(lines)
def test_turns_never_mix_people_and_are_numbered_in_order_of_time(rows):
    frame, turn = turns(rows)

    assert len(turn) == len(rows)
    table = frame.with_columns(turn=turn).with_row_index("row")
    by_turn = table.sort("at", "row").group_by("turn", maintain_order=True)
    people = by_turn.agg(
        pl.col("person").n_unique(), first=pl.col("at").min(), gap=pl.col("at").diff().dt.total_milliseconds().max()
    )
    assert (people["person"] == 1).all()
    assert people["turn"].to_list() == list(range(people.height))
    assert people["first"].is_sorted()
    assert (people["gap"].fill_null(0) <= PAUSE).all()
