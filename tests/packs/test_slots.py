"""What a sentence may quote of a measure is what the measure really gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.audit import AuditSettings, look_at
from auditor.locale import MISSING
from auditor.measures.measured import Measured
from auditor.measures.registry import MEASURES, take
from auditor.measures.slots import TELLS
from auditor.measures.told import TOLD
from auditor.packs.load import load_packs
from auditor.packs.minichat import read_mini
from auditor.packs.schema import Test as MiniTest
from auditor.scoring.tell import numbers

RICH = """\
2025-01-06 08:00 * announce 老周: 这个群是为了让三号院种菜的邻居互相帮忙，不卖货
2025-01-06 09:00 阿芳: 请问番茄苗叶子发黄怎么办，孩子发烧我走不开
2025-01-06 09:12 老周: 叶子发黄多半是水多了，停两天再浇
2025-01-06 09:20 阿芳: 谢谢老周
2025-01-06 12:00 小林: 这家火锅绝了，好吃到哭
2025-01-06 20:00 老周: [红包] 辛苦了
2025-01-06 20:01 阿芳: 抢到了
2025-01-06 21:00 何姐: 我真的撑不住了，一夜没睡
2025-01-06 21:08 小林: 抱抱你，我们都在
2025-01-07 09:00 * invite 老周 > 新邻居{n}
2025-01-07 10:00 新邻居{n}: 大家好，请问阳台朝北能种什么
2025-01-07 10:06 小林: 欢迎欢迎，种薄荷就行
2025-01-08 10:00 老周: 菌菇包特价，39 元包邮，私我下单
2025-01-08 11:00 小林: 转让闲置花盆，五元一个，自提
2025-01-08 19:00 小林: 建议群里周三晚上也开水闸
2025-01-08 19:20 老周: 好，周三晚上七点开闸，我来排人
2025-01-09 20:00 老周: 周六路线有两条，大家投票决定
2025-01-09 20:05 阿芳: 同意东边
2025-01-09 20:06 小林: 我也同意东边
2025-01-10 19:00 阿芳: 周日一起清水渠，想去的报个名
2025-01-10 19:05 小林: 我参加
2025-01-10 19:06 何姐: 算我一个
2025-01-11 20:00 何姐: 请问苦瓜要不要搭架
2025-01-11 20:10 阿芳: 要搭，我有竹竿
2025-01-12 08:00 何姐: 这个群就是邻居互相帮忙
2025-01-12 09:00 小林: 明天我去浇水
"""

PARAMS = {
    "top_few": {"count": 5},
    "name_share": {"pattern": "新"},
    "title_match": {"pattern": "菜"},
    "text_share": {"pattern": "浇水"},
    "signal_share": {"signal": "thanks"},
    "signal_people": {"signal": "thanks"},
    "signal_answered": {"signal": "question"},
}
RARE = frozenset({"slump_answer"})
"""Measures of which this chat shows nothing."""


@pytest.fixture(scope="module")
def taken() -> dict[str, Measured]:
    test = MiniTest.model_validate(
        {"name": "rich", "chat": RICH, "repeat": 12, "every": 7, "title": "种菜群", "expect": {}}
    )
    view = look_at(read_mini(test).chat, load_packs(), AuditSettings(owner=("老周",)))
    return {name: take(view, name, PARAMS.get(name, {})) for name in MEASURES}


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measure_gives_the_numbers_that_sentences_may_quote(taken, name: str) -> None:
    measured = taken[name]
    if name in RARE:
        assert measured.value is None
        return
    given = {slot for slot, (value, _) in numbers(measured).items() if value is not None}
    given -= {slot for slot in ("people", "days") if getattr(measured, slot) == 0}
    rungs = {"once", "transacted", "returning", "regular", "core"}  # which of them there are depends on the people

    assert measured.value is not None, measured.missing
    assert measured.unit == TELLS[name].unit
    assert given - {"value"} - rungs == set(TELLS[name].slots)


def test_every_reason_why_a_measure_is_unknown_has_a_sentence() -> None:
    sources = (Path(__file__).resolve().parents[2] / "auditor" / "measures").glob("*.py")
    codes = {
        code for source in sources for code in re.findall(r'unknown\("([a-z_]+)"', source.read_text(encoding="utf-8"))
    }

    assert len(codes) > 10
    assert codes - set(MISSING) == set()


def test_every_measure_says_what_it_counts_in_both_languages() -> None:
    assert TOLD.keys() == MEASURES.keys()
    for name, (zh, en) in TOLD.items():
        assert re.search("[\u4e00-\u9fff]", zh), name
        assert en and not re.search("[\u4e00-\u9fff]", en.replace("收到", "")), name
