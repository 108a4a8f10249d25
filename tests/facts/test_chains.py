from __future__ import annotations

HEADER = "#接龙\n周六清河道，能来的写一下\n\n"


def test_each_copy_of_a_list_keeps_only_what_it_adds(words_of):
    words = words_of(
        [
            (0, "老周", HEADER + "1. 老周 带夹子"),
            (60, "小林", HEADER + "1. 老周 带夹子\n2. 小林带手套"),
            (65, "阿紫", HEADER + "1. 老周 带夹子\n2. 小林带手套\n3. 阿紫\n4. 老周的女儿"),
        ]
    )

    assert words.table["own"].to_list() == [HEADER + "1. 老周 带夹子", "小林带手套", "阿紫\n老周的女儿"]
    chain = words.chains.row(0, named=True)
    assert (chain["kind"], chain["entries"], chain["entrants"]) == ("act", 4, [0, 1, 2])


def test_the_starter_of_a_list_without_entries_is_found_and_not_counted_as_an_entrant(words_of):
    words = words_of([(0, "芳姐", "#接龙\n鸡蛋30枚 自提"), (60, "小林", "#接龙\n鸡蛋30枚 自提\n\n1. 小林 2份")])

    chain = words.chains.row(0, named=True)
    assert (chain["person"], chain["entrants"], chain["kind"]) == (0, [1], "order")


def test_two_people_answering_the_same_copy_at_once_stand_in_one_list(words_of):
    first = HEADER + "1. 老周"
    words = words_of([(0, "老周", first), (60, "小林", first + "\n2. 小林"), (61, "阿紫", first + "\n2. 阿紫")])

    assert words.chains["entries"].to_list() == [3]


def test_the_same_header_next_week_is_another_list(words_of):
    week = 7 * 86_400
    rows = [
        (0, "老周", HEADER + "1. 老周"),
        (60, "小林", HEADER + "1. 老周\n2. 小林"),
        (120, "阿紫", HEADER + "1. 老周\n2. 小林\n3. 阿紫"),
        (week, "老周", HEADER + "1. 老周"),
        (week + 60, "阿紫", HEADER + "1. 老周\n2. 阿紫"),
    ]

    assert words_of(rows).table["chain"].to_list() == [0, 0, 0, 1, 1]


def test_numbered_homework_is_no_chain(words_of):
    words = words_of(
        [(0, "周老师", "今日作业：\n1. 生字\n2. 朗读"), (86_400, "周老师", "今日作业：\n1. 口算\n2. 预习")]
    )

    assert words.chains.is_empty()
    assert words.table["chain"].null_count() == 2


def test_lists_are_told_apart_by_what_they_are_for(words_of):
    def kind(header: str, entry: str) -> str:
        text = f"#接龙\n{header}\n"
        words = words_of(
            [(0, "甲甲", text + f"1. 甲甲 {entry}"), (9, "乙乙", text + f"1. 甲甲 {entry}\n2. 乙乙 {entry}")]
        )
        return words.chains["kind"][0]

    assert kind("阳光玫瑰 59.9/箱", "2箱") == "order"
    assert kind("收到请接龙", "收到") == "roll_call"
    assert kind("物业费涨价的意见", "不同意") == "opinion"
    assert kind("周六集合去爬山", "带水") == "act"


def test_a_sample_line_is_nobodys_entry(words_of):
    text = "#接龙 报名\n1. 例：张三 电话"
    words = words_of([(0, "班长", text), (60, "小林", text + "\n2. 小林")])

    assert words.chains["entrants"].to_list() == [[1]]
