"""多群同发: what was sent into several groups is told to the consultant by name, and in each report without names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.batch.elsewhere import Heard, Meeting

from .conftest import SAMPLES, result_of, rows_of, write_group

Ran = Callable[..., tuple[int, str, str]]
OFFER = "团购水蜜桃 39 元一箱，今天下单明天到，要的接龙"
OTHER = "限时特价洗衣液 19.9 元两桶，扫码下单包邮到家"


def test_a_text_in_two_groups_is_told_in_both_reports_and_with_names_only_in_the_table(
    tmp_path: Path, batch: Ran
) -> None:
    write_group(tmp_path / "exports" / "WhatsApp Chat with 河湾里.txt", said=[OFFER, OFFER])
    write_group(tmp_path / "exports" / "WhatsApp Chat with 东门口.txt", said=["【河湾】" + OTHER, OFFER + "！！"])
    write_group(tmp_path / "exports" / "WhatsApp Chat with 半山.txt", days=20, said=[OTHER])

    _, shown, _ = batch("exports", "-o", "out", "--report", "md")

    out = tmp_path / "out"
    rows = {row["Client"].rpartition(" ")[2]: row for row in rows_of(out)}
    assert rows["河湾里"]["Shared with"] == "WhatsApp Chat with 东门口"
    assert "also sent to" in shown
    told = result_of(out, rows["河湾里"]["Folder"])["repeated"]
    assert [(one["groups"], one["times"], one["name"]) for one in told] == [(1, 2, "林小满")]
    assert "水蜜桃" in told[0]["text"]
    assert result_of(out, rows["半山"]["Folder"])["repeated"] == []
    for name in rows:
        for file in (out / rows[name]["Folder"]).iterdir():
            others = set(rows) - {name}
            assert not any(other in file.read_text(encoding="utf-8") for other in others), file
    report = (out / rows["河湾里"]["Folder"] / "report.md").read_text(encoding="utf-8")
    assert report.count("水蜜桃") >= 1


def test_a_group_that_joins_the_batch_later_changes_what_the_others_are_told(tmp_path: Path, batch: Ran) -> None:
    write_group(tmp_path / "exports" / "north.txt", said=[OFFER])
    batch("exports", "-o", "out", "--report", "none")
    alone = (tmp_path / "out" / "north" / "result.json").read_bytes()
    assert result_of(tmp_path / "out", "north")["repeated"] == []

    write_group(tmp_path / "exports" / "south.txt", days=20, said=[OFFER])
    batch("exports", "-o", "out", "--report", "none")
    assert len(result_of(tmp_path / "out", "north")["repeated"]) == 1

    (tmp_path / "exports" / "south.txt").unlink()
    batch("exports", "-o", "out", "--report", "none")
    assert (tmp_path / "out" / "north" / "result.json").read_bytes() == alone


def test_one_chat_exported_twice_is_not_two_groups(tmp_path: Path, batch: Ran) -> None:
    for name in ("old", "new"):
        (tmp_path / "exports").mkdir(exist_ok=True)
        copy(SAMPLES / "storefront_wechat.json", tmp_path / "exports" / f"{name}.json")

    _, shown, _ = batch("exports", "-o", "out", "--report", "none")

    assert {row["Sent elsewhere too"] for row in rows_of(tmp_path / "out")} == {"0"}
    assert {row["Client"]: row["Same export as"] for row in rows_of(tmp_path / "out")} == {"old": "new", "new": "old"}
    assert "the very same export as old" in shown


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sets(st.integers(0, 12)), max_size=6))
def test_a_mark_meets_exactly_the_other_groups_that_have_it(groups: list[set[int]]) -> None:
    heard = {number: Heard(None, np.array(sorted(group), np.uint64)) for number, group in enumerate(groups)}
    meeting = Meeting.of(heard)

    for number, group in enumerate(groups):
        others = {
            mark: {other for other, marks in enumerate(groups) if other != number and mark in marks} for mark in group
        }
        met = meeting.of_group(number)
        assert met.groups == {mark: len(having) for mark, having in others.items() if having}
        assert met.others == sorted(set().union(*others.values()))


def test_a_group_in_which_everybody_goes_by_one_letter_is_judged_like_any_other(tmp_path: Path, batch: Ran) -> None:
    group = tmp_path / "exports" / "letters.txt"
    group.parent.mkdir()
    lines = [
        f"2025/03/{day:02d}, 08:0{n} - {who}: 东门的路灯第{day}天还没修好，物业说下周再来看一看"
        for day in range(1, 28) for n, who in enumerate("ABC")
    ]  # fmt: skip
    group.write_text("\n".join(lines) + "\n", encoding="utf-8")

    code, _, _ = batch("exports", "-o", "out", "--report", "none")

    assert code == 0
    assert [row["Why it was not read"] for row in rows_of(tmp_path / "out")] == [""]
