"""The report on the screen, told from invented results."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor import audit, load_packs, read_chat
from auditor.audit import AuditSettings
from auditor.parts import Prose, Says
from auditor.reports.screen.width import cells
from auditor.reports.terminal import render
from auditor.result import Item, Result

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (60, 80, 100, 140)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def zh(result: Result, width: int = 80, *, color: bool = False, everything: bool = False) -> str:
    return render(result, lang="zh", width=width, color=color, everything=everything)


def en(result: Result, width: int = 80, *, color: bool = False, everything: bool = False) -> str:
    return render(result, lang="en", width=width, color=color, everything=everything)


def test_the_first_line_says_what_kind_of_group_this_is_and_the_whole_score(storefront: Result) -> None:
    first = zh(storefront).splitlines()[0]

    assert first.startswith(" 卖货群 · 正在变冷 · 靠红包  疑似（也可能是独角戏）")
    assert first.endswith("29 / 100  25–34  把握中等")


def test_the_second_line_says_why_in_the_groups_own_numbers(storefront: Result) -> None:
    assert "46 个问题，31 个没人接" in zh(storefront).splitlines()[1]


def test_an_english_sentence_begins_with_a_capital_letter_unless_a_name_does(storefront: Result) -> None:
    named = storefront.verdict.model_copy(
        update={"because": Says(code="x", zh="", en="iris alone did most of the talking", params={"who": "iris"})}
    )

    assert "\n The host did 56%" in en(storefront)
    assert "\n iris alone did" in en(storefront.model_copy(update={"verdict": named}))


def test_causes_come_before_results_and_each_question_has_a_line(storefront: Result) -> None:
    screen = zh(storefront)
    places = [
        screen.index(name)
        for name in ("成因", "   为了谁 ", "   依靠谁 ", "   道与术 ", "结果", "   蒲公英 ", "   死活 ")
    ]

    assert places == sorted(places)


def test_a_withheld_score_is_a_dash_with_what_was_missing_and_no_bar(storefront: Result) -> None:
    line = next(line for line in zh(storefront).splitlines() if line.startswith("   蒲公英"))

    assert "—" in line and "看不到谁什么时候进群" in line
    assert not set("█▒▏") & set(line)


def test_little_confidence_is_marked_without_colour(storefront: Result) -> None:
    line = next(line for line in zh(storefront).splitlines() if line.startswith("   满足什么需求"))

    assert "27–57 ?" in line
    assert "? 把握低" in zh(storefront)


def test_the_ceiling_that_lowers_the_whole_is_said_with_the_score_without_it(storefront: Result) -> None:
    assert "不封顶是 31" in zh(storefront)


def test_the_proposed_profile_is_a_visible_line(storefront: Result) -> None:
    assert "看起来像团购、二手群" in zh(storefront)
    assert "加 --profile trade" in zh(storefront)
    assert "dd --profile trade" in en(storefront)


def test_the_last_line_is_what_to_type_next(storefront: Result) -> None:
    assert zh(storefront).splitlines()[-1].endswith("auditor check 城东优选团.json --profile trade")
    assert zh(storefront, everything=True).splitlines()[-1].endswith("auditor explain audience/purpose-stated")
    typed = render(storefront, lang="en", width=80, color=False, command="auditor check a.json --owner 小鱼")
    assert typed.splitlines()[-1].endswith("auditor check a.json --owner 小鱼 --profile trade")


def test_a_list_is_short_with_its_total_and_whole_with_everything(storefront: Result) -> None:
    assert "没人答 31" in zh(storefront)
    assert "梧桐" not in zh(storefront)
    assert "梧桐" in zh(storefront, everything=True)


def test_a_list_that_may_have_been_cut_says_so(storefront: Result) -> None:
    many = storefront.act_on.helpers[:1] * 30
    act_on = storefront.act_on.model_copy(update={"helpers": many})

    assert "常帮人 30+" in zh(storefront.model_copy(update={"act_on": act_on}))


def test_everything_adds_rules_quotations_ceilings_and_measures(storefront: Result) -> None:
    screen = zh(storefront, everything=True)

    for said in (
        "audience/own-sales-first",
        "81%（77–84%）",
        "326 / 402",
        "门槛 C",
        "姐妹们冲",
        "封顶",
        "1 / 3 项量到了",
        "☐",
    ):
        assert said in screen


def test_an_unseen_thing_names_the_flag_that_settles_it(storefront: Result) -> None:
    line = next(line for line in zh(storefront).splitlines() if "没有成员名单" in line)

    assert "--members" in line


def test_too_little_data_gives_no_score_no_bar_and_no_advice(too_early: Result) -> None:
    screen = zh(too_early)

    assert "没有总分" in screen.splitlines()[0]
    assert "基本确定" not in screen
    assert not set("█▒▏▁") & set(screen)
    assert "先不给建议" in screen


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_terminal_and_none_begins_with_a_comma(
    storefront: Result, lang: str, width: int, everything: bool
) -> None:
    screen = render(storefront, lang=lang, width=width, color=False, everything=everything)  # type: ignore[arg-type]

    for line in screen.splitlines():
        assert cells(line) <= width or line.lstrip().startswith("auditor ")
        assert line.strip()[:1] not in {*"，。、；：？！）」”》·"}


@pytest.mark.parametrize("width", WIDTHS)
def test_colour_adds_only_colour(storefront: Result, width: int) -> None:
    assert ANSI.sub("", zh(storefront, width, color=True)) == zh(storefront, width)
    assert "\x1b" not in zh(storefront, width)


def test_one_colour_is_good_and_one_warns(storefront: Result) -> None:
    assert set(re.findall(r"\x1b\[([0-9;]*)m", zh(storefront, color=True))) <= {
        "0", "1", "2", "32", "33", "1;32", "1;33", "2;32", "2;33",
    }  # fmt: skip


def test_a_name_can_neither_steer_the_terminal_nor_write_markup(storefront: Result) -> None:
    evil = "\x1b[2J\x1b]0;pwned\x07[red]老王[/red]\u202egnp.exe\r\n伪造的一行"
    item = Item(
        person="p", name=evil, message=1, at=None, text=evil, reason=Says(code="x", zh=evil, en=evil), value=None
    )
    result = storefront.model_copy(
        update={
            "act_on": storefront.act_on.model_copy(update={"unanswered": [item], "helpers": [item]}),
            "chat": storefront.chat.model_copy(update={"title": evil}),
            "verdict": storefront.verdict.model_copy(update={"title": Prose(zh=evil, en=evil)}),
            "read": storefront.read.model_copy(update={"files": [evil]}),
            "overall": storefront.overall.model_copy(update={"says": Says(code="x", zh=evil, en=evil)}),
        }
    )
    for everything in (False, True):
        screen = zh(result, 100, everything=everything)
        coloured = ANSI.sub("", zh(result, 100, color=True, everything=everything))

        assert screen == coloured
        assert not set("\x1b\x07\r\u202e") & set(screen)
        assert not any(line.strip() == "伪造的一行" for line in screen.splitlines())
    assert "[red]老王[/red]" in screen


def test_a_saved_result_can_be_told_again_in_either_language(storefront: Result) -> None:
    again = Result.model_validate_json(storefront.to_json())

    assert zh(again) == zh(storefront)
    assert en(again) == en(storefront)


def test_every_sentence_of_the_program_stands_in_both_languages() -> None:
    from auditor import locale

    tables = [value for name, value in vars(locale).items() if name.isupper() and isinstance(value, dict)]
    for table in tables:
        for code, told in table.items():
            assert told[0] and told[1], code
            assert set(re.findall(r"\{(\w+)\}", told[0])) == set(re.findall(r"\{(\w+)\}", told[1])), code


def test_of_a_group_that_died_the_months_in_which_it_lived_are_shown_on_a_narrow_page() -> None:
    dead = audit(read_chat(ROOT / "sample_exports" / "dead_weflow.json"), load_packs(), AuditSettings(by="month"))

    shown = en(dead, 80)

    assert re.search(r"^ +2024-03  2024-04  2024-05  2024-06$", shown, re.M)
    assert "nothing to judge in the 7 after that either" in shown
    assert "2025-01" in en(dead, 140)
