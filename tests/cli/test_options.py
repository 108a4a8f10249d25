"""What may be typed, and what is said of what may not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.cli import options, threshold
from auditor.errors import UsageError
from auditor.member_list import members

SAMPLES = Path(__file__).resolve().parents[2] / "sample_exports"


def test_members_is_a_number_or_a_file_of_names(tmp_path: Path) -> None:
    plain = tmp_path / "names.txt"
    plain.write_text("林小满\n阿芬\n\n林小满\n", encoding="utf-8")

    assert members("87") == (87, None)
    assert members(str(plain)) == (2, ("林小满", "阿芬"))
    assert members(None) == (None, None)


def test_a_csv_of_members_is_read_by_its_name_column(tmp_path: Path) -> None:
    table = tmp_path / "members.csv"
    table.write_text('\ufeffid,昵称,楼\n1,"小鱼, 团长",6\n2,阿芬,3\n', encoding="utf-8")

    assert members(str(table)) == (2, ("小鱼, 团长", "阿芬"))


@pytest.mark.parametrize("text", ["0", "nowhere.txt"])
def test_a_list_of_members_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        members(text)


def test_a_list_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes("林小满".encode("gbk"))

    with pytest.raises(UsageError) as caught:
        members(str(path))

    assert "UTF-8" in caught.value.hint


def test_dates_are_iso() -> None:
    assert options.day("2024-05-10", "--since") == date(2024, 5, 10)
    assert options.day("2024/05/10", "--since") == date(2024, 5, 10)
    with pytest.raises(UsageError) as caught:
        options.day("10.5.2024", "--since")
    assert "2024-05-10" in caught.value.hint


def test_as_of_today_is_told_from_a_day() -> None:
    assert options.judged_from("today") == (date.today(), True)
    assert options.judged_from("last") == ("last", False)
    assert options.judged_from("2024-05-10") == (date(2024, 5, 10), False)
    assert options.judged_from(None) == (None, False)


def test_columns_name_the_files_headers() -> None:
    assert options.headers("time=发送时间, sender=谁") == {"time": "发送时间", "sender": "谁"}


@pytest.mark.parametrize(("text", "said"), [("tme=When", "'time'"), ("time", "time=Date"), ("time=", "time=Date")])
def test_a_wrong_pair_of_columns_is_refused_with_the_right_one(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        options.headers(text)

    assert said in caught.value.hint


def test_rules_may_be_given_one_by_one_or_with_commas() -> None:
    assert options.listed(["vitality, way", "needs/met"]) == ("vitality", "way", "needs/met")


def test_thresholds_are_of_the_whole_or_of_a_question() -> None:
    assert threshold.parse(["50", "vitality=40"], ["dead", "cooling"], load_packs()) == [
        threshold.Floor(50.0),
        threshold.Floor(40.0, "vitality"),
        threshold.Unwanted("dead"),
        threshold.Unwanted("cooling"),
    ]


@pytest.mark.parametrize("wish", ["101", "-1", "many", "vitality=", "vitality=nan", "=", "inf"])
def test_a_threshold_that_is_no_score_is_refused(wish: str) -> None:
    with pytest.raises(UsageError):
        threshold.parse([wish], [], load_packs())


def test_an_unknown_question_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        threshold.parse(["vitalty=40"], [], load_packs())

    assert "'vitality'" in caught.value.hint


def test_an_unknown_kind_of_group_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        threshold.parse([], ["storefrnt"], load_packs())

    assert "'storefront'" in caught.value.hint


def test_the_command_is_told_again_without_what_only_changes_the_output() -> None:
    from auditor.cli.retyped import retyped

    typed = (
        "check",
        "读书 会.zip",
        "--owner",
        "林小满",
        "--all",
        "-o",
        "a.txt",
        "--width=100",
        "--no-color",
        "-f",
        "text",
    )

    assert retyped(typed, Path("x")) == "auditor check '读书 会.zip' --owner 林小满"


def test_a_file_to_write_has_a_known_suffix_or_a_format(tmp_path: Path) -> None:
    from auditor.cli.delivery import Medium, targets

    made = targets([Path("a.TXT"), Path("b.json")], None, tmp_path)

    assert [medium for _, medium in made] == [Medium.text, Medium.json]
    assert targets([Path("a.dat")], Medium.json, tmp_path) == [(Path("a.dat"), Medium.json)]
    with pytest.raises(UsageError):
        targets([Path("a.docx")], None, tmp_path)


def test_the_export_itself_is_never_overwritten(tmp_path: Path) -> None:
    from auditor.cli.delivery import targets

    export = tmp_path / "chat.json"
    export.write_text("[]")

    with pytest.raises(UsageError):
        targets([tmp_path / "." / "chat.json"], None, export)


def test_a_score_that_only_just_misses_is_not_rounded_up_to_what_was_asked() -> None:
    made = audit(read_chat(SAMPLES / "storefront_whatsapp_en.txt"), load_packs())
    made = made.model_copy(update={"overall": made.overall.model_copy(update={"score": 49.96})})

    (answer,) = threshold.answer(made, threshold.parse(["50"], [], load_packs()), "en")

    assert answer.code == threshold.MISSED
    assert "49.96" in answer.says
