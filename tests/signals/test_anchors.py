import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.signals.anchors import DIGIT, anchors
from auditor.signals.lexicon import prepared


@pytest.mark.parametrize(
    ("regex", "found"),
    [
        ("多亏了?你", {"多亏"}),
        ("(?:邀请|推荐).{0,8}奖励", {"奖励"}),
        ("(?:转发|分享)(?:到|至)?(?:朋友圈)", {"朋友圈"}),
        ("谢谢|感谢", {"谢谢", "感谢"}),
        ("谢谢|.*", set()),
        ("(?:谢谢)?", set()),
        ("(?:谢谢){2,}", {"谢谢"}),
        ("[扫抢]码", {"扫码", "抢码"}),
        ("(?:停|断)(?:水|电)+了", {"停水", "停电", "断水", "断电"}),
        ("(?:[停断]水|没电)(?:了|啦)", {"停水了", "停水啦", "断水了", "断水啦", "没电了", "没电啦"}),
        (r"\d{5,}", {DIGIT}),
        (r"1?\d元", {"元"}),
        (r"\?\s*$", {"?"}),
        (r"(?m)^\s*接龙", {"接龙"}),
        ("colou?r scheme", {"r scheme"}),
        ("的", set()),
        ("[^谢]", set()),
        ("[谢", set()),
    ],
)
def test_an_anchor_is_what_every_match_holds(regex: str, found: set[str]):
    assert anchors(prepared(regex)) == found


PIECES = st.sampled_from(
    ["谢", "多亏", "(?:元|块)", "[扫抢]", "码?", "(?:红包)*", ".", r"\d", "(?:ab|cde)", "a{2}", "(?:好|)"]
)


@settings(deadline=None, max_examples=100)
@given(st.lists(PIECES, min_size=1, max_size=5), st.text("谢多亏元块扫抢码红包好abcde1 ", max_size=12))
def test_no_match_is_without_an_anchor(pieces: list[str], text: str):
    regex = prepared("".join(pieces))
    found = anchors(regex)
    if found and pl.Series([text]).str.contains(regex)[0]:
        assert any(word in text or (word == DIGIT and "1" in text) for word in found)
