"""What could not be seen is said, with the flag that settles it."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.result import Result

SAMPLES = Path(__file__).resolve().parents[1] / "sample_exports"
LAST = datetime(2024, 5, 30, 20)


def packed(folder: Path, stamp: datetime) -> Path:
    """A group of six that talked for sixty days until :data:`LAST`, in a zip whose file is of ``stamp``."""
    lines = [
        f"{LAST - timedelta(days=60 - day // 4, minutes=10 - day % 4):%d/%m/%Y, %H:%M} - {'Mia Lou Bo Ann Cy Di'.split()[day % 6]}: word {day}"
        for day in range(241)
    ]
    path = folder / "WhatsApp Chat with Rides.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("_chat.txt", stamp.timetuple()[:6]), "\n".join(lines) + "\n")
    return path


def judged(path: Path, **settings: object) -> Result:
    return audit(read_chat(path), load_packs(), AuditSettings(**settings))  # type: ignore[arg-type]


def test_a_death_that_rests_on_the_date_of_an_archive_is_told_as_resting_on_it(tmp_path: Path) -> None:
    result = judged(packed(tmp_path, LAST + timedelta(days=60)))

    assert (result.chat.as_of, result.verdict.kind) == ("2024-07-29", "dead")
    [unseen] = [one for one in result.unseen if one.code == "as_of_from_archive"]
    assert unseen.settle_with == "--as-of"
    assert "2024-07-29" in unseen.says.zh and "60" in unseen.says.zh
    assert "2024-07-29" in unseen.says.en and "60 days" in unseen.says.en


@pytest.mark.parametrize(
    ("after", "settings"), [(timedelta(days=3), {}), (timedelta(days=60), {"as_of": date(2024, 7, 29)})]
)
def test_a_fresh_archive_or_a_given_day_leaves_nothing_open(
    tmp_path: Path, after: timedelta, settings: dict[str, object]
) -> None:
    result = judged(packed(tmp_path, LAST + after), **settings)

    assert "as_of_from_archive" not in {one.code for one in result.unseen}


def test_a_help_desk_whose_staff_nobody_named_is_told_how_to_name_them() -> None:
    chat, packs = read_chat(SAMPLES / "helpdesk_telegram.json"), load_packs()

    (hint,) = [one for one in audit(chat, packs).unseen if one.code == "staff_unnamed"]
    assert hint.settle_with == "--staff"
    assert "Tobias (Plainleaf)、Wen (Plainleaf)" in hint.says.zh
    assert "Tobias (Plainleaf), Wen (Plainleaf)" in hint.says.en

    marit, others = ("Marit (Plainleaf)",), ("Tobias (Plainleaf)", "Wen (Plainleaf)")
    assert "staff_unnamed" in [one.code for one in audit(chat, packs, AuditSettings(owner=marit)).unseen]
    told = audit(chat, packs, AuditSettings(owner=marit, staff=others))
    assert told.verdict.kind == "help-desk"
    assert "staff_unnamed" not in [one.code for one in told.unseen]


def test_a_group_whose_members_answer_one_another_is_not_asked_for_its_staff() -> None:
    for name in ("dandelion_telegram.json", "clique_whatsapp_en.txt", "parents_memotrace.txt"):
        told = audit(read_chat(SAMPLES / name), load_packs())
        assert "staff_unnamed" not in [one.code for one in told.unseen]
