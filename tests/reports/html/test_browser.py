"""The HTML report in a real browser: it asks for nothing, complains of nothing, fits phones, and prints."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented import hostile, nothing, whole

from auditor.reports.html import render
from auditor.reports.media import PLAIN, Letterhead
from auditor.result import Result

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))),
    None,
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine to open the report in")
OVERLAPS = """
() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  if (!frame.width) return [];
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const id = svg.closest('figure').id;
  const cut = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)
    .map(([text]) => `${id}: ${text} is cut`);
  const met = texts.flatMap(([one, a], i) => texts.slice(i + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
    .map(([other]) => `${id}: ${one} meets ${other}`));
  return [...cut, ...met];
})
"""
Browser = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
            ],
        )
        yield opened
        opened.close()


class Seen:
    """A page that was opened, and everything it asked for or complained of."""

    def __init__(self, browser: Browser, tmp_path: Path, text: str, *, width: int = 1280, dark: bool = False) -> None:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        self.page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
        self.trouble: list[str] = []
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.trouble.append(dialog.message), dialog.dismiss()))
        self.page.on(
            "request",
            lambda request: (
                self.trouble.append(request.url) if not request.url.startswith(("file:", "data:")) else None
            ),
        )
        self.page.goto(file.as_uri())

    def ask(self, code: str) -> Any:
        return self.page.evaluate(code)


def told(result: Result, lang: Any = "zh", letterhead: Letterhead = PLAIN) -> str:
    return render(result, lang=lang, letterhead=letterhead)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_opens_without_a_request_or_a_complaint_and_every_picture_is_there(
    browser: Browser, tmp_path: Path, full: Result, lang: Any
) -> None:
    seen = Seen(browser, tmp_path, told(full, lang))

    assert seen.trouble == []
    assert seen.ask("getComputedStyle(document.querySelector('.kind')).fontWeight") == "700", (
        "the style sheet was refused"
    )
    boxes = seen.ask(
        "[...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('.scroll > svg')].map(s => s.getBoundingClientRect()).filter(b => b.width > 200 && b.height > 60).length)"
    )
    assert len(boxes) == 8
    assert all(count == 1 for count in boxes)


def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path, storefront: Result) -> None:
    letterhead = Letterhead(title="<img src=x onerror=alert(1)>", client='"><svg onload=alert(3)>')
    seen = Seen(browser, tmp_path, told(hostile(whole(storefront)), letterhead=letterhead))
    seen.page.wait_for_timeout(200)

    assert seen.trouble == []
    assert (
        seen.ask("document.querySelectorAll('script, img, iframe, object, embed, form, link, body style').length") == 0
    )
    assert (
        seen.ask(
            "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^(on|style$|srcdoc$)/i.test(a.name))).length"
        )
        == 0
    )
    assert seen.ask("document.querySelector('h1').textContent").strip() == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["full", "hostile", "nothing", "too_early"])
def test_nothing_runs_over_the_edge(
    browser: Browser, tmp_path: Path, storefront: Result, too_early: Result, width: int, kind: str
) -> None:
    made = {
        "full": whole(storefront),
        "hostile": hostile(whole(storefront)),
        "nothing": nothing(storefront),
        "too_early": too_early,
    }[kind]
    seen = Seen(browser, tmp_path, told(made, "en" if kind == "full" else "zh"), width=width)

    assert seen.ask("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("count", [3, 40, 400])
@pytest.mark.parametrize(("lang", "width"), [("zh", 1280), ("en", 1280), ("zh", 360)])
def test_no_label_in_a_picture_is_cut_or_covers_another(
    browser: Browser, tmp_path: Path, storefront: Result, count: int, lang: Any, width: int
) -> None:
    seen = Seen(browser, tmp_path, told(whole(storefront, count), lang), width=width)

    assert seen.ask(OVERLAPS) == []


def test_the_first_screen_is_the_answer(browser: Browser, tmp_path: Path, full: Result) -> None:
    seen = Seen(browser, tmp_path, told(full))

    bottoms = [
        seen.ask(f"document.querySelector('{part}').getBoundingClientRect().bottom")
        for part in (".kind", ".because", ".dial", ".questions > li")
    ]
    assert all(bottom < 800 for bottom in bottoms)


def test_it_turns_dark_with_the_reader_s_system_and_stays_light_on_paper(
    browser: Browser, tmp_path: Path, full: Result
) -> None:
    seen = Seen(browser, tmp_path, told(full), dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"

    dark = sum(map(int, re.findall(r"\d+", seen.ask(ground))))
    seen.page.emulate_media(media="print")
    assert dark < 150
    assert seen.ask(ground) == "rgb(255, 255, 255)"


def test_paper_gets_pages_and_the_folded_quotes(browser: Browser, tmp_path: Path, full: Result) -> None:
    seen = Seen(browser, tmp_path, told(full))
    pdf = seen.page.pdf(prefer_css_page_size=True)
    seen.page.emulate_media(media="print")

    assert 5 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 40
    assert seen.ask(
        "[...document.querySelectorAll('details:not(.data) blockquote')].every(q => q.getBoundingClientRect().height > 10 && q.checkVisibility())"
    )


def test_the_keyboard_reaches_the_report_first(browser: Browser, tmp_path: Path, full: Result) -> None:
    seen = Seen(browser, tmp_path, told(full))

    seen.page.keyboard.press("Tab")
    assert seen.ask("document.activeElement.className") == "skip"
    assert seen.ask("document.activeElement.getBoundingClientRect().top") >= 0
    seen.page.keyboard.press("Enter")
    assert seen.ask("document.activeElement.id") == "main"


def test_turning_points_close_together_keep_their_numbers_apart(
    browser: Browser, tmp_path: Path, storefront: Result
) -> None:
    first = storefront.course.turning_points[0]
    turns = [first.model_copy(update={"at": f"2024-{day}"}) for day in ("03-25", "04-01", "04-08", "05-08", "05-10")]
    crowded = storefront.model_copy(update={"course": storefront.course.model_copy(update={"turning_points": turns})})

    for width in (360, 1280):
        assert Seen(browser, tmp_path, told(crowded), width=width).ask(OVERLAPS) == []
