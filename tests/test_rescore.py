"""A saved result judged again: the same bytes with the same packs, and honestly less where it does not hold enough."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings, muted_rules
from auditor.cli.lookup import find
from auditor.errors import AuditorError, PackError, ReadError, UsageError
from auditor.muting import Mute
from auditor.rescore import Wishes, rescore
from auditor.result import SCHEMA, Result
from auditor.saved import load_result

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_exports"
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix != ".md")
LARGEST = 300_000
SETTINGS = [
    {"as_of": "last", "by": "month"},
    {"profile": "trade", "names": "alias"},
    {"profile": "family-and-friends"},
    {"weights": {"audience": 5.0, "way": 0.0}},
    {"ignore": ("vitality/alive", "way")},
    {"select": ("audience", "reliance")},
    {"owner": ("城东优选小安",)},
]
PACK = """\
schema: 1
pack: {pack}
version: 1.0.0
part: result
title: {{zh: 店, en: The shop}}
claims:
  talk: {{zh: 大家都说话。, en: Everybody talks.}}
measures:
  talk: {{compute: {compute}}}
rules:
  talk:
    claim: {pack}.talk
    measure: talk
    title: {{zh: 大家说话, en: Members talk}}
    why: {{zh: 群是大家的。, en: The group is everybody's.}}
    says:
      good: {{zh: '{{value}}', en: '{{value}}'}}
      weak: {{zh: '{{value}}', en: '{{value}}'}}
    score: {{points: [[0, 0], [1, 100]]}}
    weight: 1
    basis: {{grade: D, note: {{zh: 我们的看法, en: ours}}}}
"""


@cache
def packs() -> Any:
    return load_packs()


@cache
def result_of(file: str, number: int | None = None) -> Result:
    settings: dict[str, Any] = {} if number is None else SETTINGS[number]
    return audit(read_chat(SAMPLES / file), packs(), AuditSettings(**settings))


def saved(result: Result, folder: Path) -> Result:
    (folder / "result.json").write_text(result.to_json(), encoding="utf-8")
    return load_result(folder / "result.json")


def with_pack(folder: Path, pack: str, compute: str) -> Any:
    (folder / f"{pack}.yml").write_text(PACK.format(pack=pack, compute=compute), encoding="utf-8")
    return load_packs(folder / f"{pack}.yml")


@pytest.mark.parametrize("file", FILES)
def test_judged_again_with_the_same_packs_it_is_the_same_to_the_last_byte(file: str, tmp_path: Path) -> None:
    result = result_of(file)

    assert rescore(saved(result, tmp_path), packs()).to_json() == result.to_json()


@pytest.mark.parametrize("number", range(len(SETTINGS)))
def test_whatever_was_asked_for_the_first_time_holds_the_second_time(number: int, tmp_path: Path) -> None:
    result = result_of("storefront_wechat.json", number)

    assert rescore(saved(result, tmp_path), packs()).to_json() == result.to_json()


@pytest.mark.parametrize("file", FILES)
def test_the_draws_do_not_make_a_result_heavy(file: str) -> None:
    assert len(result_of(file).to_json().encode()) < LARGEST


def test_another_profile_gives_what_the_chat_would_have_given(tmp_path: Path) -> None:
    again = rescore(saved(result_of("storefront_wechat.json"), tmp_path), packs(), Wishes(profile="trade"))
    fresh = audit(read_chat(SAMPLES / "storefront_wechat.json"), packs(), AuditSettings(profile="trade"))

    assert again.to_json() == fresh.to_json()


def test_other_weights_give_what_the_chat_would_have_given(tmp_path: Path) -> None:
    again = rescore(
        saved(result_of("storefront_wechat.json"), tmp_path), packs(), Wishes(weights=SETTINGS[3]["weights"])
    )

    assert again.to_json() == result_of("storefront_wechat.json", 3).to_json()


def test_rules_left_out_now_are_left_out_as_if_they_had_been_then(tmp_path: Path) -> None:
    again = rescore(saved(result_of("storefront_wechat.json"), tmp_path), packs(), Wishes(ignore=SETTINGS[4]["ignore"]))

    assert again.to_json() == result_of("storefront_wechat.json", 4).to_json()


def test_a_rule_that_was_renamed_since_stays_muted_chosen_and_explained_by_its_former_name(tmp_path: Path) -> None:
    mute = Mute("shop/talk", "we know", date(2026, 3, 1))
    before = with_pack(tmp_path, "shop", "member_turns")
    file = tmp_path / "shop.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("rules:\n  talk:", "rules:\n  everybody-talks:").replace(
            "    weight: 1", "    former_ids: [talk]\n    weight: 1"
        ),
        encoding="utf-8",
    )
    now = load_packs(file)
    chat = read_chat(SAMPLES / "dandelion_telegram.json")

    then = saved(audit(chat, before, AuditSettings(mutes=(mute,))), tmp_path)
    again = audit(chat, now, AuditSettings(mutes=(mute,)))

    for result in (rescore(then, now), again):
        rule = next(rule for one in result.questions for rule in one.rules if rule.rule == "shop/everybody-talks")
        assert (rule.state, rule.says.code) == ("muted", "muted_because")
    assert muted_rules(now, (), ("shop/talk",)) == {"shop/everybody-talks"}
    assert find(now, "shop/talk")[0].name == "shop/everybody-talks"


def test_among_family_and_friends_nobody_is_ranked_any_more(tmp_path: Path) -> None:
    before = saved(result_of("clique_whatsapp_en.txt"), tmp_path)
    assert before.act_on.helpers

    again = rescore(before, packs(), Wishes(profile="family-and-friends"))

    assert (again.act_on.helpers, again.act_on.going_quiet, again.act_on.promoters) == ([], [], [])
    assert set(again.act_on.totals) <= {"unanswered", "newcomers_unmet"}
    assert again.act_on.unanswered == before.act_on.unanswered
    assert again.portrait.carrying.people == []


def test_a_pack_finds_a_measure_that_was_taken_under_another_name(tmp_path: Path) -> None:
    again = rescore(saved(result_of("dandelion_telegram.json"), tmp_path), with_pack(tmp_path, "shop", "member_turns"))
    rule = again.questions[-1].rules[0]

    assert (rule.rule, rule.state) == ("shop/talk", "scored")
    assert rule.value == again.measures["reliance/member-turns"].value == again.measures["shop/talk"].value


def test_a_measure_that_the_result_does_not_hold_is_not_judged_and_says_what_to_do(tmp_path: Path) -> None:
    asked = with_pack(tmp_path, "shop", "orders")
    before = saved(result_of("dandelion_telegram.json"), tmp_path)
    assert not any((value.how or "").startswith("orders(") for value in before.measures.values())

    rule = rescore(before, asked).questions[-1].rules[0]

    assert (rule.state, rule.score) == ("not_enough_data", None)
    assert "auditor check" in rule.says.en
    assert "auditor check" in rule.says.zh


def test_a_measure_of_the_same_name_that_is_taken_otherwise_is_not_taken_for_it(tmp_path: Path) -> None:
    first = audit(read_chat(SAMPLES / "dandelion_telegram.json"), with_pack(tmp_path, "shop", "member_turns"))

    before = saved(first, tmp_path)

    again = rescore(before, with_pack(tmp_path, "shop", "orders"))

    assert again.questions[-1].rules[0].says.code == "not_in_result"
    assert again.measures["shop/talk"] == before.measures["shop/talk"]


def test_months_that_were_judged_otherwise_are_said_to_be(tmp_path: Path) -> None:
    before = saved(result_of("storefront_wechat.json", 0), tmp_path)

    again = rescore(before, packs(), Wishes(profile="trade"))
    twice = rescore(again, packs(), Wishes(profile="community"))

    assert again.over_time == before.over_time != []
    assert [one.code for one in twice.unseen].count("stretches_as_before") == 1


def test_an_unknown_profile_or_rule_is_refused(tmp_path: Path) -> None:
    before = saved(result_of("too_early_whatsapp.txt"), tmp_path)

    with pytest.raises(PackError):
        rescore(before, packs(), Wishes(profile="choir"))
    with pytest.raises(UsageError):
        rescore(before, packs(), Wishes(ignore=("vitalty",)))


# --- files that are no results ---


def test_a_result_of_the_first_version_is_read_but_not_judged_again(tmp_path: Path) -> None:
    told = json.loads(result_of("too_early_whatsapp.txt").to_json())
    del told["sight"]
    for value in told["measures"].values():
        for name in ("draws", "more", "inferred", "missing_params", "how"):
            del value[name]
    (tmp_path / "old.json").write_text(json.dumps(told), encoding="utf-8")

    before = load_result(tmp_path / "old.json")

    with pytest.raises(ReadError) as refused:
        rescore(before, packs())
    assert refused.value.code == "result_not_kept"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_result"),
        ("{", "not_a_result"),
        ("[]", "not_a_result"),
        ('{"name": "群", "type": "private_group", "messages": []}', "not_a_result"),
        ('{"verdict": 1e999, "questions": []}', "not_a_result"),
        ("[" * 100_000, "not_a_result"),
        (json.dumps({"schema": SCHEMA + 1, "verdict": {}, "questions": []}), "result_newer"),
        (json.dumps({"schema": SCHEMA, "verdict": {}, "questions": []}), "result_damaged"),
    ],
)
def test_what_is_no_result_is_refused_in_both_languages(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")

    with pytest.raises(ReadError) as refused:
        load_result(tmp_path / "x.json")

    assert refused.value.code == code
    for lang in ("zh", "en"):
        assert all(said and "{" not in said for said in refused.value.told(lang))


@pytest.mark.parametrize("draws", ["x", "0 1 AAAA", "nan", "0 inf AAAA"])
def test_draws_that_were_tampered_with_are_refused_with_their_place(draws: str, tmp_path: Path) -> None:
    told = json.loads(result_of("dandelion_telegram.json").to_json())
    told["measures"]["reliance/member-turns"]["draws"] = draws
    (tmp_path / "x.json").write_text(json.dumps(told), encoding="utf-8")

    with pytest.raises(AuditorError) as refused:
        rescore(load_result(tmp_path / "x.json"), packs())

    assert "reliance/member-turns" in refused.value.what
