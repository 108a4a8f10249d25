"""A broken pack is refused with its place and the nearest valid key; a sound one from outside works."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import PackError
from auditor.packs.load import load_pack, load_packs
from auditor.packs.references import problems
from auditor.packs.schema import Profile
from auditor.packs.yaml_strict import parse

GOOD = """\
schema: 1
pack: allotment
version: 1.0.0
part: result
title:
  zh: 菜园
  en: The allotment
claims:
  shared-water:
    zh: 浇水的事有人接。
    en: Watering is taken up.
signals:
  watering:
    title:
      zh: 浇水
      en: Watering
    why:
      zh: 有人请人浇水。
      en: Somebody asks for watering.
    words:
      - weight: 2
        zh: 帮浇水 · 浇一下
        en: water my plot
    examples:
      hit: {zh: [谁能帮浇水]}
      miss: {zh: [喝水]}
measures:
  watered: {compute: signal_answered, signal: watering}
rules:
  watered:
    claim: allotment.shared-water
    measure: watered
    title:
      zh: 浇水有人接
      en: Watering is taken up
    why:
      zh: 地不等人。
      en: Plots do not wait.
    says:
      good:
        zh: '{n} 次请人浇水，{k} 次有人接'
        en: '{k} of {n} calls for watering were taken up'
      weak:
        zh: '{n} 次请人浇水，只有 {k} 次有人接'
        en: only {k} of {n} calls for watering were taken up
    needs: {n: 5}
    score:
      curve: points
      points: [[0.0, 0], [1.0, 100]]
    basis:
      grade: D
      note:
        zh: 我们自己定的。
        en: Our own.
    weight: 1
"""


GATE = """\
gates:
  dry:
    measure: watered
    from: 0.2
    to: 0.5
    ceiling: 40
    basis:
      grade: D
      note:
        zh: 我们自己定的。
        en: Our own.
    says:
      zh: 只有 {value}
      en: only {value}
"""

TEST = """\
tests:
  - name: 一句话
    profile: course
    as_of: '2025-03-09'
    chat: |
      2025-03-03 09:00 阿芳: 早
    expect:
      rules:
        watered: scored
"""


@pytest.fixture
def pack(tmp_path: Path):
    def write(text: str, name: str = "allotment.yml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def line_of(text: str, what: str) -> int:
    return text[: text.index(what)].count("\n") + 1


def test_a_pack_from_outside_brings_its_own_signal_under_its_own_name(pack) -> None:
    packs = load_packs(pack(GOOD))

    assert "allotment__watering" in {signal.name for signal in packs.signals}
    own = next(loaded for loaded in packs.packs if loaded.pack.pack == "allotment")
    assert own.pack.measures["watered"].params == {"signal": "allotment__watering"}
    assert own.origin.endswith("allotment.yml")
    assert len(own.hash) == 12


BROKEN = [
    # what is wrong, the text, where it stands, words of the message, words of the hint
    ("unknown key", changed("    why:\n      zh: 地不等人。", "    whi:\n      zh: 地不等人。"), "whi:", "whi", "why"),
    ("unknown key inside", changed("      curve: points", "      curv: points"), "curv:", "curv", "curve"),
    ("key in a list", changed("      - weight: 2", "      - wieght: 2"), "wieght", "not known", "weight"),
    ("duplicate key", changed("part: result\n", "part: result\npart: cause\n"), "part: cause", "twice", "line 4"),
    ("wrong type", changed("    weight: 1\n", "    weight: heavy\n"), "weight: heavy", "number", ""),
    ("wrong word", changed("part: result", "part: outcome"), "part: outcome", "cause", ""),
    ("missing key", changed("version: 1.0.0\n", ""), None, "version is missing", "writing-rules"),
    ("missing twin", changed("      en: Plots do not wait.\n", ""), "why:\n      zh: 地不等人", "en is missing", ""),
    ("bad version", changed("version: 1.0.0", "version: 1.0"), "version: 1.0", "version", ""),
    ("bad name of a rule", changed("rules:\n  watered:", "rules:\n  Watered_Plots:"), "Watered_Plots", "lower case", ""),
    ("unknown measure", changed("compute: signal_answered", "compute: signal_anwsered"), "watered: {", "signal_anwsered", "signal_answered"),
    ("unknown parameter", changed(", signal: watering}", ", signl: watering}"), "watered: {", "signl", "signal"),
    ("missing parameter", changed(", signal: watering}", "}"), "watered: {", "needs the parameter 'signal'", ""),
    ("unknown signal", changed(", signal: watering}", ", signal: waterin}"), "watered: {", "waterin", ""),
    ("rule without its measure", changed("    measure: watered\n", "    measure: waterd\n"), "measure: waterd", "waterd", "watered"),
    ("unknown claim", changed("claim: allotment.shared-water", "claim: allotment.shared-watr"), "claim: allotment.shared-watr", "claim", "shared-water"),
    ("claim of another pack", changed("claim: allotment.shared-water", "claim: vitality.shared-water"), "claim: vitality", "claim", ""),
    ("folklore with weight 3", changed("    weight: 1\n", "    weight: 3\n"), "watered:\n    claim", "folklore", ""),
    ("weight without curve", changed("    score:\n      curve: points\n      points: [[0.0, 0], [1.0, 100]]\n", ""), "watered:\n    claim", "`score` and `basis`", ""),
    ("points from large to small", changed("[[0.0, 0], [1.0, 100]]", "[[1.0, 0], [0.0, 100]]"), "points: [[1.0", "small to large", ""),
    ("score beyond 100", changed("[[0.0, 0], [1.0, 100]]", "[[0.0, 0], [1.0, 110]]"), "points: [[0.0", "between 0 and 100", ""),
    ("infinite mark", changed("[[0.0, 0], [1.0, 100]]", "[[0.0, 0], [inf, 100]]"), "points: [[0.0", "finite", ""),
    ("same marks of a log_normal", changed("      curve: points\n      points: [[0.0, 0], [1.0, 100]]", "      curve: log_normal\n      good: 60\n      middling: 60"), "score:", "two different", ""),
    ("rules without a part", changed("part: result\n", ""), None, "part", ""),
    ("broken YAML", changed("      zh: 地不等人。", "      zh: [地不等人。"), None, "not valid YAML", "quotes"),
    ("a comma in flow style", changed("title:\n  zh: 菜园\n  en: The allotment\n", "title: {zh: 菜园, en: The allotment, friends}\n"), "friends", "friends", ""),
    ("alias", changed("    needs: {n: 5}", "    needs: &few {n: 5}\n    former_ids: *few"), "former_ids", "alias", "write it out"),
    ("tag", changed("pack: allotment", "pack: !!python/object:os.system allotment"), "pack: !!", "tag", ""),
    ("gate without a slide", GOOD + GATE.replace("to: 0.5", "to: 0.2"), "dry:", "two different values", ""),
    ("gate on two things", GOOD + GATE.replace("    measure: watered", "    measure: watered\n    question: vitality"), "dry:", "one measure or one question", ""),
    ("gate on nothing known", GOOD + GATE.replace("measure: watered", "measure: waterd"), "dry:", "'waterd'", "watered"),
    ("condition on an unknown question", GOOD + GATE + "    and:\n      - {question: vitalty, above: 50}\n", "dry:", "'vitalty'", "vitality"),
    ("mark without conditions", GOOD + "flags:\n  green:\n    title:\n      zh: 绿\n      en: green\n    all: []\n    says:\n      zh: 绿\n      en: green\n", "all: []", "at least 1", ""),
    ("test of an unknown rule", GOOD + TEST.replace("watered: scored", "waterd: scored"), "waterd: scored", "'waterd'", "watered"),
    ("test with an unknown outcome", GOOD + TEST.replace("watered: scored", "watered: fine"), "watered: fine", "pattern", ""),
    ("test in an unknown profile", GOOD + TEST.replace("profile: course", "profile: cours"), "profile: cours", "'cours'", "course"),
    ("test as of no day", GOOD + TEST.replace("'2025-03-09'", "tomorrow"), "as_of:", "as_of", ""),
    ("advice for an unknown profile", GOOD.replace("    weight: 1\n", "    weight: 1\n    not_for: [parent]\n"), "not_for", "'parent'", "parents"),
    ("signal without points", changed("      - weight: 2", "      - weight: -2"), "watering:", "never fire", ""),
    ("control character in a pattern", changed("    examples:\n", "    patterns:\n      - {weight: 1, regex: \"\\bword\"}\n    examples:\n"), "regex:", "control character", ""),
    ("signals as a list", changed("signals:\n  watering:", "signals:\n  - watering:").split("measures:", maxsplit=1)[0].replace("    title:\n      zh: 浇水\n      en: Watering\n", ""), "signals", "signals", ""),
    ("empty", "", None, "empty", ""),
    ("only a comment", "# 以后再写\n", None, "empty", ""),
    ("a list", "- 1\n- 2\n", None, "mapping", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "at", "said", "hint"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_what_is_wrong_is_named_with_its_place(pack, text: str, at: str | None, said: str, hint: str) -> None:
    path = pack(text)

    with pytest.raises(PackError) as caught:
        load_packs(path)

    error = caught.value
    assert said in error.what
    assert hint in error.hint
    assert error.where.startswith(str(path))
    if at is not None:
        assert error.where.split(":")[1] == str(line_of(text, at)), error
        assert int(error.where.split(":")[2]) >= 1


def test_a_file_that_is_no_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yml"
    path.write_bytes(GOOD.encode("gbk"))

    with pytest.raises(PackError, match="UTF-8"):
        load_pack(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notepad.yml"
    path.write_bytes(GOOD.encode("utf-8-sig"))

    assert load_pack(path).pack.pack == "allotment"


def test_a_folder_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="folder"):
        load_pack(tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such file") as caught:
        load_packs(tmp_path / "nowhere.yml")

    assert "nowhere.yml" in caught.value.where


def test_two_packs_of_one_name_are_refused(pack) -> None:
    with pytest.raises(PackError, match="two packs"):
        load_packs(pack(GOOD.replace("pack: allotment", "pack: vitality").replace("allotment.", "vitality.")))


def test_a_control_character_is_named_with_its_place() -> None:
    with pytest.raises(PackError, match="control character") as caught:
        parse("a: 1\nb: x\x07y\n", "f.yml")

    assert caught.value.where == "f.yml:2:5"


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    document = parse("a: no\nb: on\nc: 22:30\nd: 09:30\ne: 2025-03-01\nf: yes\ng: 0x1f\nh: .nan\ni: 1_000\n", "f.yml")

    assert list(document.value.values()) == ["no", "on", "22:30", "09:30", "2025-03-01", "yes", "0x1f", ".nan", "1_000"]


def test_numbers_truth_and_nothing_are_read_as_such() -> None:
    assert parse("a: 3\nb: 0.5\nc: true\nd: null\ne:\nf: '3'\n", "f.yml").value == {
        "a": 3, "b": 0.5, "c": True, "d": None, "e": None, "f": "3",
    }  # fmt: skip


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 13)]
    bomb = "\n".join(rows)

    with pytest.raises(PackError, match="alias"):
        parse(bomb, "bomb.yml")


def test_a_bottomless_document_is_refused() -> None:
    with pytest.raises(PackError, match="deeply"):
        parse("a: " + "[" * 40 + "]" * 40, "deep.yml")


def test_no_in_prose_is_the_word_no(pack) -> None:
    loaded = load_pack(pack(changed("  en: The allotment\n", "  en: no\n")))

    assert loaded.pack.title.en == "no"


def test_a_number_where_prose_belongs_is_refused(pack) -> None:
    with pytest.raises(PackError, match=r"title\.en"):
        load_pack(pack(changed("  en: The allotment\n", "  en: 2021\n")))


def test_a_profile_cannot_be_asked_for_under_a_wrong_name() -> None:
    with pytest.raises(PackError, match="no profile 'parent'"):
        load_packs().profile("parent")


PROFILES = [
    ({"rules": {"vitality/alve": {"off": True}}}, "'vitality/alve'"),
    ({"gates_off": ["ded"]}, "'ded'"),
    ({"verdicts_off": ["unformd"]}, "'unformd'"),
    ({"verdicts_off": ["unformed"]}, "last resort"),
    ({"questions": {"vitalty": 0}}, "'vitalty'"),
    ({"advice_only": ["unanswered-frst"]}, "'unanswered-frst'"),
    ({"hints": [{"compute": "title_match", "above": 0.5}]}, "needs the parameter 'pattern'"),
    ({"hints": [{"compute": "title_match", "params": {"pattern": 3}, "above": 0.5}]}, "takes a str"),
    ({"hints": [{"compute": "titel_match", "above": 0.5}]}, "'titel_match'"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), PROFILES, ids=[said for _, said in PROFILES])
def test_a_profile_that_points_nowhere_is_refused(parts: dict[str, object], said: str) -> None:
    packs = load_packs()
    profile = Profile.model_validate(
        {
            "schema": 1,
            "profile": "p",
            "title": {"zh": "某群", "en": "a group"},
            "says": {"zh": "照问", "en": "as usual"},
            **parts,
        }
    )

    found = list(problems(replace(packs, profiles=(*packs.profiles, profile))))

    assert [said in problem.what for problem in found] == [True]


def test_the_shipped_packs_point_nowhere_wrong() -> None:
    assert list(problems(load_packs())) == []
