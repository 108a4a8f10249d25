"""What people call each other for short, read off their display names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.names.short_names import short_names, with_surname


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("四号桥大刘", "大刘"),
        ("3栋李姐", "李姐"),
        ("12-301王阿姨", "王阿姨"),
        ("王姐(3-502)", "王姐"),
        ("五楼周姐", "周姐"),
        ("张伟-班主任", "张伟"),
        ("李老师｜团长", "李老师"),
        ("小鱼团长", "小鱼"),
        ("林小满", "小满"),
        ("欧阳修文", "修文"),
        ("二年级3班小雨妈妈", "小雨妈妈"),
        ("二年级3班小雨妈妈", "小雨"),
        ("豆豆妈", "豆豆妈妈"),
        ("老秦说史", "老秦"),
        ("朵朵托管刘园长", "刘园长"),
        ("电影票阿May", "阿May"),
        ("Kevin王总", "王总"),
        ("Bree 💛 Glow Circle", "Bree"),
        ("Bree 💛 Glow Circle", "bree"),
        ("Jordan Mells", "Mells"),
        ("Coach Trish", "Trish"),
        ("ravi_codes", "Ravi"),
        ("Анна Петрова", "Анна"),
    ],
)
def test_the_short_name_is_found_in_the_display_name(name: str, called: str) -> None:
    assert called in short_names(name)[0]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Bree 💛 Glow Circle", "Glow"),
        ("Glow Circle Support", "Glow"),
        ("Coach Trish", "Coach"),
        ("云川小管家", "云川"),
        ("优选客服", "客服"),
        ("王老师", "老师"),
        ("夜校PS老师小兰", "老师"),
        ("3栋李姐", "栋李"),
        ("二年级3班小雨妈妈", "二年级"),
        ("幸福一家", "幸福"),
        ("心如止水", "止水"),
    ],
)
def test_what_many_are_called_or_where_they_live_is_no_short_name(name: str, word: str) -> None:
    assert word not in short_names(name)[0]


def test_a_surname_gives_what_its_bearer_may_be_called() -> None:
    _, surnames = short_names("3栋王建国")

    assert surnames == {"王"}
    assert {"老王", "王哥", "王总", "王老师"} <= set(with_surname("王"))


@given(st.text(max_size=40))
def test_no_name_is_too_strange_and_no_short_name_is_a_single_character(name: str) -> None:
    called, _ = short_names(name)

    assert name not in called
    assert all(len(one) > 1 for one in called)
