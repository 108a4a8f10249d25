"""A saved result told without names is the one that would have been made without names."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.errors import UsageError
from auditor.naming import NamesInTexts, alias
from auditor.renaming import renamed

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(path for path in (ROOT / "sample_exports").iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("mode", ["alias", "hide"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_names_taken_out_afterwards_are_names_never_put_in(sample: Path, mode: str) -> None:
    chat, packs = read_chat(sample), load_packs()
    with_names = audit(chat, packs, AuditSettings(client="河湾里"))
    without = audit(chat, packs, AuditSettings(names=mode, client="河湾里"))  # type: ignore[arg-type]

    assert renamed(with_names, mode, "河湾里").to_json() == without.to_json()  # type: ignore[arg-type]


def test_an_alias_is_the_same_in_every_export_of_a_client_and_another_for_another_client() -> None:
    chat, packs = read_chat(ROOT / "sample_exports" / "storefront_whatsapp_en.txt"), load_packs()
    whole = audit(chat, packs, AuditSettings(names="alias", client="one"))
    earlier = audit(chat, packs, AuditSettings(names="alias", client="one", until=whole_day(whole.chat.last, 20)))
    other = audit(chat, packs, AuditSettings(names="alias", client="two"))

    def called(result: object) -> dict[str, str]:
        return {person.person: person.name for person in result.portrait.carrying.people}  # type: ignore[attr-defined]

    shared = called(whole).keys() & called(earlier).keys()
    assert shared
    assert all(called(whole)[key] == called(earlier)[key] for key in shared)
    assert all(called(whole)[key] != called(other)[key] for key in called(whole))


def whole_day(last: str | None, back: int) -> object:
    from datetime import date, timedelta

    assert last is not None
    return date.fromisoformat(last[:10]) - timedelta(days=back)


def test_names_that_were_hidden_cannot_be_asked_for_again() -> None:
    chat, packs = read_chat(ROOT / "sample_exports" / "too_early_whatsapp.txt"), load_packs()
    hidden = audit(chat, packs, AuditSettings(names="hide"))

    with pytest.raises(UsageError, match="without names"):
        renamed(hidden, "show")


def test_a_latin_name_is_found_by_itself_and_a_chinese_one_anywhere() -> None:
    texts = NamesInTexts({"Al": "P1", "小北": "P2", "小北京": "P3"})

    assert texts.replaced("Al also met 老小北 and 小北京") == "P1 also met 老P2 and P3"


def test_aliases_are_made_of_signs_nobody_confuses() -> None:
    made = {alias(f"p{number:010x}") for number in range(300)}

    assert len(made) > 295
    assert not any(sign in one for one in made for sign in "ILOU")
