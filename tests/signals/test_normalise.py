import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.signals.evasion import BROKEN, undo
from auditor.signals.lexicon import prepared
from auditor.signals.normalise import LONGEST, bare, normalise


def one(text: str | None) -> str:
    return str(normalise(pl.Series([text], dtype=pl.String))[0])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("你好，世界！！！", "你好,世界!"),
        ("謝謝妳，發財喔", "谢谢你,发财喔"),
        ("加\u200b微\ufe0f信", "加微信"),
        ("辛苦了[抱拳][强]", "辛苦了🙏👍"),
        ("[表情: 强]", "👍"),
        ("[图片]", "[图片]"),
        ("①②③ ㎏", "123 kg"),
        ("Don’t", "don't"),
        ("嗯…………", "嗯."),
        ("👍🏽", "👍"),
        (None, ""),
    ],
)
def test_a_text_is_written_in_one_way(text: str | None, plain: str):
    assert one(text) == plain


def test_of_a_long_text_the_beginning_and_the_end_are_read():
    read = one("头" + "中" * 9000 + "加微信 abc12345")
    assert len(read) == LONGEST + 1
    assert read.startswith("头") and read.endswith("加微信 abc12345")


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str):
    assert one(one(text)) == one(text)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=20), max_size=12))
def test_a_text_does_not_depend_on_its_neighbours(texts: list[str]):
    together = normalise(pl.Series(texts, dtype=pl.String)).to_list()
    assert together == [one(text) for text in texts]


def test_bare_leaves_words_only():
    assert bare(pl.Series(["收到!🌹", "@小李 好的", "🌹🌹", "+1"])).to_list() == ["收到", "好的", "", "+1"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("加薇 abc123", "加微信 abc123"),
        ("➕v abc123", "加微信 abc123"),
        ("加*微*信", "加微信"),
        ("优.惠.券", "优惠券"),
        ("代 理", "代理"),
        ("出号 20r", "出号 20元"),
        ("领优惠卷", "领优惠券"),
        ("发🧧", "发红包"),
    ],
)
def test_spellings_that_dodge_filters_are_undone(text: str, meant: str):
    assert undo(normalise(pl.Series([text])))[0] == meant


def test_ordinary_talk_does_not_look_broken():
    texts = normalise(pl.Series(["明天，后天都行", "求助 大家好 在吗", "I am here", "3号楼停水了"]))
    assert not texts.str.contains(BROKEN).any()


def test_patterns_are_written_as_people_write_and_run_on_normalised_text():
    texts = normalise(pl.Series(["謝謝（老師）：OK 12"]))
    assert texts.str.contains(prepared(r"谢谢（老师）：OK\s\d+"))[0]
    assert texts.str.contains(prepared(r"謝謝[（(]老師"))[0]


def test_a_word_boundary_in_a_pattern_knows_latin_letters_only():
    texts = pl.Series(["加v吧", "love"])
    assert texts.str.contains(prepared(r"\bv\b")).to_list() == [True, False]
