"""A saved result told without names is the one that would have been made without names."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.errors import UsageError
from auditor.names.in_texts import NamesInTexts
from auditor.names.naming import alias
from auditor.names.renaming import renamed
from auditor.parts import Prose, Says
from auditor.result import HostPerson, Unseen

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.mark.parametrize("mode", ["alias", "hide"])
def test_a_name_in_the_name_of_the_export_is_taken_out_too(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "与林小满的微信聊天.txt"
    said = (f"2024/05/{day:02}, 09:00 - {who}: 早啊\n" for day in range(1, 29) for who in ("林小满", "阿芬"))
    path.write_text("".join(said), encoding="utf-8")
    chat, packs = read_chat(path), load_packs()

    told = audit(chat, packs, AuditSettings(names=mode))  # type: ignore[arg-type]

    assert told.read.files != audit(chat, packs).read.files
    assert "林小满" not in told.to_json()
    assert renamed(audit(chat, packs), mode).to_json() == told.to_json()  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["alias", "hide"])
def test_short_names_shared_everyday_and_unknown_ones_are_taken_out_afterwards_too(tmp_path: Path, mode: str) -> None:
    senders = ("3栋李姐", "5栋李姐", "Hope", "王建国", "阳光", "Bree 💛 Glow Circle")
    texts = (
        "李姐 在吗？谁有梯子可以借？",
        "Hope",
        "谢谢Hope！",
        "老王说阳光很好，@陌生人 怎么走？",
        "阳光，怎么报名？",
        "who has seen bree?",
    )
    path = tmp_path / "群.csv"
    lines = [
        f"2025-03-{day:02d} {9 + n}:00,{senders[(day + n) % 6]},{text} {'' if len(text) < 5 else day}".rstrip()
        for day in range(1, 29)
        for n, text in enumerate(texts)
    ]
    path.write_text("time,sender,text\n" + "\n".join(lines) + "\n", encoding="utf-8")
    chat, packs = read_chat(path), load_packs()
    with_names = audit(chat, packs)

    told = audit(chat, packs, AuditSettings(names=mode))  # type: ignore[arg-type]

    assert {"李姐", "老王"} <= {name for name, key in with_names.mentioned.items() if key == "?"}
    assert not any(name in told.to_json() for name in ("李姐", "老王", "陌生人", "bree", "Bree"))
    assert renamed(with_names, mode).to_json() == told.to_json()  # type: ignore[arg-type]


def test_several_names_in_one_sentence_are_taken_out_one_by_one_however_short() -> None:
    made = audit(read_chat(ROOT / "sample_exports" / "too_early_whatsapp.txt"), load_packs())
    people = [
        HostPerson(person=f"p{n}", name=name, because=Says(code="given", zh="", en=""))
        for n, name in enumerate(("李", "Ann", "Anna"))
    ]
    guessed = Unseen(
        code="host_guessed", params={"names": "李、Ann、Anna"}, settle_with="--owner",
        says=Prose(zh="猜的（李、Ann、Anna）", en="a guess (李, Ann, Anna)"),
    )  # fmt: skip
    made = made.model_copy(update={"host": made.host.model_copy(update={"people": people}), "unseen": [guessed]})

    told = renamed(made, "alias").unseen[0]

    one, two, three = (alias(f"p{n}") for n in range(3))
    assert told.params == {"names": f"{one}、{two}、{three}"}
    assert (told.says.zh, told.says.en) == (f"猜的（{one}、{two}、{three}）", f"a guess ({one}, {two}, {three})")


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
