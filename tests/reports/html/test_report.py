"""The HTML report as a file: what it says, what it may not contain, and that it is the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import HOSTILE, hostile, nothing, portrait, whole

from auditor import audit, load_packs, read_chat
from auditor.reports.html import render
from auditor.reports.html.charts.bars import Bar, bars
from auditor.reports.html.harmless import cut, harmless
from auditor.reports.media import PLAIN, Letterhead
from auditor.result import Result

ROOT = Path(__file__).resolve().parents[3]
PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
LETTERHEAD = Letterhead(title="春风顾问 · 季度报告", client="城东优选", logo=PIXEL)
TAGS = frozenset(
    "html head meta title style body a header div img p bdi h1 h2 h3 h4 ul ol li nav main footer section dl dt dd b span small "
    "figure figcaption details summary table caption thead tbody tr th td blockquote time article "
    "svg g path line rect circle ellipse text tspan".split()
)


class Page(HTMLParser):
    """Everything that a browser would make an element or attribute of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def told(result: Result, lang: Any = "zh", letterhead: Letterhead = PLAIN) -> str:
    return render(result, lang=lang, letterhead=letterhead)


def test_every_colour_that_is_used_is_one_that_there_is() -> None:
    page = told(audit(read_chat(ROOT / "sample_exports" / "storefront_wechat.json"), load_packs()))

    used = set(re.findall(r"var\((--[a-z-]+)", page))
    assert {"--warn-soft", "--fair-soft"} <= used
    assert used <= set(re.findall(r"(--[a-z-]+):", page))


@pytest.mark.parametrize(
    ("export", "lang", "kind"),
    [
        ("storefront_wechat.json", "zh", "卖货群"), ("dandelion_telegram.json", "en", "Dandelion"), ("dead_weflow.json", "zh", "死群"),
        ("too_early_whatsapp.txt", "en", "Too early"), ("clique_whatsapp_en.txt", "en", "clique"),
    ],
)  # fmt: skip
def test_a_sample_export_is_told_from_its_verdict_to_its_packs(export: str, lang: Any, kind: str) -> None:
    result = audit(read_chat(ROOT / "sample_exports" / export), load_packs())
    words = Page(told(result, lang)).words

    assert kind.lower() in words.lower()
    assert all((question.title.zh if lang == "zh" else question.title.en) in words for question in result.questions)
    assert all(pack.hash in words for pack in result.packs)
    assert all(
        (rule.basis.zh if lang == "zh" else rule.basis.en) in words
        for q in result.questions
        for rule in q.rules
        if rule.basis
    )
    assert not re.search(r"\bNone\b(?! of)", words)


def test_the_answer_and_what_to_do_stand_before_what_they_rest_on(full: Result) -> None:
    parts = [attrs["id"] for attrs in Page(told(full)).named("section")]

    assert parts == [
        "answer", "questions", "course", "advice", "act-on", "over-time", "carrying", "network", "invites", "needs",
        "promotion", "findings", "repeated", "unseen", "method",
    ]  # fmt: skip


def test_a_score_comes_with_its_range_and_confidence_and_a_withheld_one_with_what_was_missing(full: Result) -> None:
    words = Page(told(full)).words

    assert "大约在 25–34 之间" in words
    assert "把握中等" in words
    assert "没打分：这种导出里看不到谁什么时候进群" in words


def test_every_picture_has_a_sentence_and_most_have_a_table(full: Result) -> None:
    page = Page(told(full, "en"))

    figures = [attrs["id"] for attrs in page.named("figure")]
    assert figures == [
        "fig-course-people",
        "fig-stretches",
        "fig-carriers",
        "fig-ladder",
        "fig-network",
        "fig-invites",
        "fig-needs",
        "fig-course-promotion",
    ]
    assert len([attrs for attrs in page.named("details") if attrs.get("class") == "data"]) == 7
    assert "At most 52 people spoke in a week; lately it was 14." in page.words, (
        "the week that only began is not lately"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_result_without_anything_says_so_in_sentences(storefront: Result, lang: Any) -> None:
    page = Page(told(nothing(storefront), lang))

    assert not page.named("figure")
    assert len([attrs for attrs in page.named("p") if attrs.get("class") == "empty"]) == 6
    assert "None" not in page.words


def test_a_chat_too_small_to_judge_has_no_number_in_its_dial(too_early: Result) -> None:
    page = Page(told(too_early))

    assert "暂不下结论" in page.words
    assert "没有总分" in page.words
    assert "7 问里只有 0 问有足够的数据" in page.words


def test_joins_without_inviters_and_exports_without_joins_are_told_apart(full: Result) -> None:
    tree = full.portrait.invites
    alone = full.portrait.model_copy(
        update={
            "invites": tree.model_copy(update={"arrivals": [a.model_copy(update={"by": None}) for a in tree.arrivals]})
        }
    )
    blind = full.portrait.model_copy(update={"invites": type(tree)()})

    assert "没有看到谁带来了谁" in told(full.model_copy(update={"portrait": alone}))
    assert "这种导出里看不到谁带来了谁" in told(full.model_copy(update={"portrait": blind}))


def test_people_who_brought_each_other_in_a_circle_do_not_hang_the_tree(full: Result) -> None:
    tree = full.portrait.invites
    circle = [
        tree.arrivals[0].model_copy(update={"person": one, "by": other})
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"))
    ]
    odd = full.portrait.model_copy(update={"invites": tree.model_copy(update={"arrivals": circle, "inviters": {}})})

    assert "fig-invites" in told(full.model_copy(update={"portrait": odd}))


def test_the_letterhead_stands_on_top(full: Result) -> None:
    page = Page(told(full, letterhead=LETTERHEAD))

    assert page.named("img") == [{"class": "logo", "src": PIXEL, "alt": ""}]
    assert page.words.index("春风顾问") < page.words.index("卖货群")
    assert "委托方：城东优选" in page.words
    assert "城东优选团" in page.words


@pytest.mark.parametrize(
    "logo", ["https://example.org/logo.png", "javascript:alert(1)", 'data:image/png,"onerror="x', "data:text/html,<b>"]
)
def test_a_logo_that_is_no_picture_in_the_file_is_left_out(full: Result, logo: str) -> None:
    assert not Page(told(full, letterhead=Letterhead(logo=logo))).named("img")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_texts_become_no_element_no_attribute_and_no_control_character(storefront: Result, lang: Any) -> None:
    poisoned = Letterhead(title=HOSTILE[0] + HOSTILE[2], client="".join(HOSTILE), logo=None)
    text = told(hostile(whole(storefront)), lang, poisoned)
    page = Page(text)

    assert {tag for tag, _ in page.tags} <= TAGS
    assert len(page.named("style")) == 1
    assert not [
        name
        for _, attrs in page.tags
        for name in attrs
        if name.startswith("on") or name in ("style", "srcset", "xlink:href")
    ]
    assert all((attrs["href"] or "").startswith("#") for attrs in page.named("a"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\ufeff\ud800-\udfff]", text)
    assert "49" not in [word for word in page.words.split() if word == "{{49}}"]
    assert HOSTILE[0] in page.words


def test_no_outside_address_stands_in_the_file(full: Result) -> None:
    text = told(full, letterhead=LETTERHEAD)

    assert "http" not in text.replace("http-equiv", "")
    assert not re.search(r"url\(|@import|<script|<link|<iframe|<object", text)


def test_nothing_but_the_one_style_sheet_is_allowed_and_the_hash_is_its_own(full: Result) -> None:
    text = told(full)
    css = re.findall(r"<style>(.*?)</style>", text, re.S)[0]
    policy = next(attrs["content"] or "" for attrs in Page(text).named("meta") if attrs.get("http-equiv"))

    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_no_id_stands_twice_and_every_reference_leads_somewhere(full: Result) -> None:
    page = Page(told(full))
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    wanted = [(attrs["href"] or "")[1:] for attrs in page.named("a")] + [
        attrs["aria-labelledby"] for _, attrs in page.tags if attrs.get("aria-labelledby")
    ]

    assert len(ids) == len(set(ids))
    assert set(wanted) <= set(ids)


def test_headings_go_down_one_step_at_a_time(full: Result) -> None:
    levels = [int(tag[1]) for tag, _ in Page(told(full)).tags if re.fullmatch(r"h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_names_its_language_and_speaks_no_other(full: Result, lang: Any, tag: str) -> None:
    text = told(full, lang)

    assert f'<html lang="{tag}">' in text
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", text)
    assert all(bool(re.search("[\u4e00-\u9fff]", heading)) is (lang == "zh") for heading in headings)


def test_the_same_result_gives_the_same_bytes_in_another_process(full: Result, tmp_path: Path) -> None:
    saved = tmp_path / "result.json"
    saved.write_text(full.to_json(), encoding="utf-8")
    code = (
        "import sys, hashlib, pathlib\n"
        "from auditor.result import Result\nfrom auditor.reports.html import render\nfrom auditor.reports.media import PLAIN\n"
        "result = Result.model_validate_json(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))\n"
        "print(hashlib.sha256(render(result, lang='zh', letterhead=PLAIN).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code, str(saved)], capture_output=True, text=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    }  # fmt: skip

    assert len(seen) == 1


def test_three_people_and_four_hundred_are_both_drawn(storefront: Result) -> None:
    for count in (3, 400):
        page = Page(told(storefront.model_copy(update={"portrait": portrait(count)})))

        assert {"fig-carriers", "fig-network", "fig-invites"} <= {attrs["id"] for attrs in page.named("figure")}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(), min_size=1, max_size=12), min_size=1, max_size=5))
def test_any_name_at_all_can_be_drawn(names: list[str]) -> None:
    """The library would end the whole process at a control character; half a surrogate pair it refuses."""
    svg = bars([Bar(name, 1.0, name, "currentColor") for name in names])

    assert len([text for text in ElementTree.fromstring(svg).iter() if text.tag == "text" and text.text]) <= 2 * len(
        names
    )
    assert all(cut(name, 4) in "".join(ElementTree.fromstring(svg).itertext()) for name in names if len(name) <= 2)


def test_numbers_and_labels_of_the_library_do_not_reach_the_page(full: Result) -> None:
    drawn = "".join(re.findall(r"<figure.*?</figure>", told(full), re.S))

    assert not re.search(r'aria-roledescription|class="mark-|font-family|xmlns|clip-path|\d\.\d{3}', drawn)


def test_the_doors_to_other_media_load_neither_templates_nor_charts() -> None:
    code = "import sys, auditor.reports.media, auditor.reports.terminal; print([m for m in ('jinja2', 'vl_convert') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"


def test_controls_and_overrides_go_and_joined_emoji_stay() -> None:
    assert harmless("a\u202eb\x07c\ud83dd\n e") == "abcd  e"
    assert harmless("👨‍👩‍👧") == "👨‍👩‍👧"
    assert cut("今天也要早睡早起", 9) == "今天也要…"
