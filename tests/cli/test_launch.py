"""``auditor launch``: a founder with an idea and a poster, asked in a conversation, judged in a pipeline."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.cli.app import main
from auditor.cli.asking import Conversation
from auditor.launch.answers import Answers, load_answers
from auditor.launch.checklist import load_checklist
from auditor.launch.judging import Judge
from auditor.locale import Lang
from auditor.packs.load import load_packs
from auditor.readiness import Readiness
from auditor.reports.screen.page import Page
from auditor.reports.screen.width import cells

from .conftest import Ran
from .conftest import run as run_any

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_exports"
POSTER = "优选好物群开团啦！\n团购价低至9.9元，全场包邮。\n进群就领新人红包，拉三人返现10元。\n"
IDEA = """\
answers:
  for-whom: 给所有爱生活的人，打造高端圈层
  whom-asked: 用户普遍反映有需求
  what-you-gain: 先做流量再变现
  first-ten: 先拉两百人再说
  pressing-need: 好吃好玩优惠多
  first-week: 进群领红包
  never: 看机会
"""
BETTER = """\
answers:
  for-whom: 给城东业主里带娃的妈妈，互相分担接送
  whom-asked: 问了石榴姐和老周：“孩子放学那一小时最要命”
  what-you-gain: 我也要接孩子，少跑两趟
  first-ten: [石榴姐, 老周, 小林, 阿杜, 王姐, 李叔]
  two-weeks-away: 石榴姐，已说好
  pressing-need: 放学没人接孩子，只能请假
  first-week: 当天点名欢迎，三天内有一家搭伴接一次
  why-bring-a-friend: “你家也三点半放学吧，有人能帮着接”
  noise: 广告周五一条接龙，其余撤回并私信
  never: 不卖课，不推保险
"""


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Ran:
    return run_any(capsys, "launch", *words)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "poster.txt").write_text(POSTER, encoding="utf-8")
    (tmp_path / "idea.yml").write_text(IDEA, encoding="utf-8")
    (tmp_path / "better.yml").write_text(BETTER, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def judge() -> Judge:
    packs = load_packs()
    return Judge.of(load_checklist(packs), packs)


# --- judged, not asked -----------------------------------------------------------------------------------------------


def test_an_idea_and_a_poster_are_told_what_is_missing_before_anything_else(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "idea.yml", "--text", "poster=@poster.txt", "--lang", "zh", "--fail-if-not-ready")

    assert ran.code == 1
    first, *rest = ran.out.splitlines()
    assert first.strip().startswith("先别上线")
    for question in ("为了谁（第 1、2、4 条）", "依靠谁（第 6 条）", "道与术（第 19 条）"):
        assert question in "".join(line.strip() for line in rest[:4])
    assert "“所有”“爱生活”：这句话里没有具体的人。" in ran.out
    assert "海报：3 句，句句都在卖东西、说好处，没有一句说是谁、缺什么。" in ran.out
    assert all(cells(line) <= 80 for line in ran.out.splitlines())


def test_better_answers_are_ready_in_both_languages(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chinese = run(capsys, "better.yml", "--lang", "zh", "--fail-if-not-ready")
    english = run(capsys, "better.yml", "--lang", "en", "--fail-if-not-ready")

    assert chinese.code == english.code == 0
    assert chinese.out.startswith(" 可以上线了")
    assert english.out.startswith(" Ready")
    assert "auditor check EXPORT --launch better.yml" in english.out


def test_what_cannot_be_told_ends_with_three_only_when_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "some.yml").write_text("answers:\n  for-whom: 给城东带娃的妈妈，互相接送\n", encoding="utf-8")

    assert run(capsys, "some.yml").code == 0
    assert run(capsys, "some.yml", "--fail-if-not-ready").code == 3


def test_every_medium_tells_the_same_answers_twice_alike(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["a.txt", "a.json", "a.md", "a.csv", "a.html"]
    words = [word for name in names for word in ("-o", name)]
    assert run(capsys, "idea.yml", "--lang", "en", *words).code == 0
    before = {name: (here / name).read_bytes() for name in names}
    run(capsys, "idea.yml", "--lang", "en", *words)

    assert {name: (here / name).read_bytes() for name in names} == before
    told = Readiness.model_validate_json(before["a.json"])
    assert told.verdict == "not_ready"
    assert told.to_json().encode() == before["a.json"]
    for name in ("a.txt", "a.md", "a.html"):
        assert "Not ready" in before[name].decode()
    assert before["a.csv"].decode("utf-8-sig").count("\r\n") == 21
    assert before["a.md"].decode().index("## First") < before["a.md"].decode().index("## Who it is for")


def test_hostile_answers_stay_what_they_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = {
        "for-whom": "\x1b[31m[bold]给邻居[/bold] <script>alert(1)</script>\x07 互相帮",
        "never": "=cmd|'/c calc'!A0 不卖",
    }
    (here / "bad.yml").write_text(
        json.dumps({"answers": hostile, "texts": {"poster": "\x1b]0;x\x07<img src=x onerror=alert(1)> 9.9元 [b]"}}),
        encoding="utf-8",
    )
    ran = run(capsys, "bad.yml", "--lang", "zh", "-f", "text", "--all")
    page = run(capsys, "bad.yml", "--lang", "zh", "-f", "html").out
    sheet = run(capsys, "bad.yml", "--lang", "zh", "-f", "csv").out
    marked = run(capsys, "bad.yml", "--lang", "zh", "-f", "md").out

    assert "\x1b" not in ran.out and "\x07" not in ran.out
    assert "[bold]给邻居[/bold]" in ran.out
    assert "<script>" not in page and "<img" not in page
    assert "'=cmd" in sheet
    assert "<script>" not in marked.replace("\\<", "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "no answers yet"),
        (("none.yml",), "no such file"),
        (("idea.yml", "--text", "banner=x"), "--text 'banner=x'"),
        (("idea.yml", "--text", "poster=@none.txt"), "no such file"),
        (("idea.yml", "-o", "idea.yml", "-f", "md"), "overwrite your answers"),
        (("idea.yml", "--checklist", "none.yml"), "no such file"),
        (("idea.yml", "-o", "x.pdf"), "what to write"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nobody_is_asked(
    here: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str
) -> None:
    before = (here / "idea.yml").read_text(encoding="utf-8")
    ran = run(capsys, *words, "--lang", "en")

    assert ran.code == 2
    assert code in ran.err
    assert ran.out == ""
    assert (here / "idea.yml").read_text(encoding="utf-8") == before


def test_a_launch_yml_that_is_something_else_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "launch.yml").write_text("services:\n  web: x\n", encoding="utf-8")
    ran = run(capsys, "--lang", "zh")

    assert ran.code == 2
    assert "已经有一个 launch.yml" in ran.err
    assert (here / "launch.yml").read_text(encoding="utf-8") == "services:\n  web: x\n"


# --- asked -----------------------------------------------------------------------------------------------------------


class Founder:
    """Somebody who types these lines, then leaves."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.seen = ""

    def say(self, page: Page) -> None:
        self.seen += page.text(color=False)

    def hear(self) -> str:
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


def talk(judge: Judge, answers: Answers, founder: Founder, lang: Lang = "zh") -> list[dict[str, str]]:
    saved: list[dict[str, str]] = []
    conversation = Conversation(
        judge, answers, founder, save=lambda: saved.append(dict(answers.answers)), lang=lang, width=80
    )
    with pytest.raises(EOFError):
        conversation.hold()
    return saved


def test_a_dodge_is_told_at_once_and_may_be_tried_again(judge: Judge) -> None:
    answers, founder = Answers(), Founder("给所有人", "给三号院的老人，一起分担看病")
    saved = talk(judge, answers, founder)

    assert "这句话里没有具体的人" in founder.seen
    assert "好，站得住" in founder.seen
    assert [told["for-whom"] for told in saved] == ["给所有人", "给三号院的老人，一起分担看病"]


def test_a_dodge_may_stay(judge: Judge) -> None:
    answers, founder = Answers(), Founder("给所有人", "", "问了王姐：“没人陪我去”")
    talk(judge, answers, founder)

    assert answers.answers == {"for-whom": "给所有人", "whom-asked": "问了王姐：“没人陪我去”"}


def test_questions_are_skipped_and_explained(judge: Judge) -> None:
    answers, founder = Answers(), Founder("?", "", "")
    talk(judge, answers, founder, "en")

    assert "Think of three real people" in founder.seen
    assert founder.seen.count("Left for now.") == 2
    assert "3/20" in founder.seen
    assert answers.answers == {}


def test_the_conversation_goes_on_where_it_was_left(judge: Judge) -> None:
    answers = Answers()
    talk(judge, answers, Founder("给三号院的老人，一起分担看病"))
    again = Founder()
    talk(judge, answers, again)

    assert "接着上次：已经答了 1 / 20" in again.seen
    assert " 2/20 ★" in again.seen
    assert " 1/20" not in again.seen


def test_texts_are_pasted_or_read_from_a_file(judge: Judge, here: Path) -> None:
    answers = Answers(dict.fromkeys(judge.loaded.checklist.items, "x"))
    founder = Founder("城东接送互助", "第一行", "第二行", "", "@none.txt", "", "@none.txt", "@poster.txt")
    conversation = Conversation(judge, answers, founder, save=lambda: None, lang="zh", width=80)
    conversation.hold()

    assert answers.texts == {"name": "城东接送互助", "announcement": "第一行\n第二行", "poster": POSTER.strip()}
    assert founder.seen.count("none.txt 读不了：没有这个文件。再给一次") == 2


def test_a_poster_in_an_older_encoding_is_read_and_a_picture_is_told_to_be_one(
    judge: Judge, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "older.txt").write_bytes(POSTER.encode("gb18030"))
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    answers = Answers(
        dict.fromkeys(judge.loaded.checklist.items, "x"), {"name": "x", "announcement": "x", "welcome": "x"}
    )
    founder = Founder("@picture.png", "@older.txt")
    Conversation(judge, answers, founder, save=lambda: None, lang="zh", width=80).hold()
    refused = run(capsys, "idea.yml", "--text", "poster=@picture.png", "--lang", "zh")

    assert answers.texts["poster"] == POSTER.strip()
    assert "picture.png 读不了：里面不是文字，图片也读不了" in founder.seen
    assert refused.code == 2
    assert "把上面的字打出来" in refused.err


def test_an_announcement_that_begins_by_calling_everybody_is_no_file(judge: Judge) -> None:
    answers = Answers(dict.fromkeys(judge.loaded.checklist.items, "x"), {"name": "x", "welcome": "x", "poster": "x"})
    said = "@所有人 欢迎新邻居\n周六一起修水管"
    Conversation(judge, answers, Founder(said, ""), save=lambda: None, lang="zh", width=80).hold()

    assert answers.texts["announcement"] == said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_a_real_terminal_is_asked_saves_on_ctrl_c_and_goes_on(here: Path) -> None:
    first = at_terminal(here, [(b" > ", "给三号院的老人，一起分担看病\n".encode()), (b"2/20", b""), (b" > ", b"\x03")])
    text = (here / "launch.yml").read_text(encoding="utf-8")
    second = at_terminal(here, [(b" > ", b"\x04")])

    assert "存在 launch.yml 里了。接着答：auditor launch" in first
    assert "for-whom: 给三号院的老人，一起分担看病" in text
    assert "已经答了 1 / 20" in second
    assert (here / "launch.yml").read_text(encoding="utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_several_lines_pasted_into_a_real_terminal_are_one_answer(here: Path) -> None:
    pasted = "\x1b[200~给三号院的老人\r一起分担看病\x1b[201~\r".encode()
    at_terminal(here, [(b" > ", pasted), (b"2/20", b""), (b" > ", b"\x03")], terminal="xterm")
    answers = load_answers(here / "launch.yml", load_checklist(load_packs()).checklist).answers

    assert answers == {"for-whom": "给三号院的老人\n一起分担看病"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_who_leaves_without_an_answer_is_not_told_that_it_was_saved(here: Path) -> None:
    shown = at_terminal(here, [(b" > ", b"\x04")])

    assert "还没答，什么也没存。" in shown
    assert not (here / "launch.yml").exists()


OWN_TERMINAL = """
import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
sys.argv = ["auditor", "launch", "--lang", "zh"]
runpy.run_module("auditor", run_name="__main__")
"""
"""Takes the terminal for its own, so that Ctrl-C reaches it, and asks."""


def at_terminal(folder: Path, script: list[tuple[bytes, bytes]], terminal: str = "dumb") -> str:
    """What a terminal shows when each text, once it is seen, is answered with these keys."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": terminal, "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-c", OWN_TERMINAL], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    last = script[-1][1]
    seen, since, deadline = b"", 0, time.monotonic() + 60
    while time.monotonic() < deadline:
        if script and script[0][0] in seen[since:]:
            since = seen.index(script[0][0], since) + len(script[0][0])
            os.write(ours, script.pop(0)[1])
            continue
        if select.select([ours], [], [], 0.2)[0]:
            try:
                read = os.read(ours, 4096)
            except OSError:
                break
            if not read:
                break
            seen += read
        elif process.poll() is not None:
            break
        elif not script and seen.rstrip().endswith(b">"):
            # Line editing sleeps through a Ctrl-C that comes while it is getting ready; a person presses again.
            os.write(ours, last)
    process.kill()
    process.wait()
    os.close(ours)
    return seen.decode("utf-8", "replace")


# --- after launch ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    (folder / "launch.yml").write_text(BETTER, encoding="utf-8")
    words = ["check", str(SAMPLES / "storefront_wechat.json"), "--launch", str(folder / "launch.yml"), "--lang", "zh"]
    for names in ("show", "hide"):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--names", names, "-o", str(folder / f"{names}.json"), "-o", str(folder / f"{names}.md"),
                  "-o", str(folder / f"{names}.txt")])  # fmt: skip
        assert not ended.value.code
    return folder


def test_what_was_promised_stands_beside_what_happened(checked: Path) -> None:
    from auditor.saved import load_result

    promise = load_result(checked / "show.json").promise
    assert promise is not None
    kept = {one.item: one for one in promise.kept}

    assert kept["why-bring-a-friend"].state == "not_kept"
    assert kept["why-bring-a-friend"].rule == "dandelion/unpaid"
    assert kept["for-whom"].text == "给城东业主里带娃的妈妈，互相分担接送"
    assert kept["two-weeks-away"].heard is not None
    assert [one.item for one in promise.unseen] == ["whom-asked", "first-ten", "never"]
    for name in ("show.txt", "show.md"):
        told = (checked / name).read_text(encoding="utf-8")
        assert "当初答应的" in told
        assert "没做到" in told


def test_names_in_a_promise_go_where_names_are_not_shown(checked: Path) -> None:
    from auditor.names.renaming import renamed
    from auditor.saved import load_result

    hidden = (checked / "hide.json").read_text(encoding="utf-8")
    later = renamed(load_result(checked / "show.json"), "alias").to_json()

    assert "石榴姐" in (checked / "show.json").read_text(encoding="utf-8")
    assert "石榴姐" not in hidden
    assert "石榴姐" not in later


def test_without_answers_nothing_is_said_of_promises(tmp_path: Path) -> None:
    from auditor.saved import load_result

    path = tmp_path / "a.json"
    with pytest.raises(SystemExit):
        main(["check", str(SAMPLES / "too_early_whatsapp.txt"), "-o", str(path)])

    assert load_result(path).promise is None
