from __future__ import annotations


def own(words):
    return words.table["own"].to_list()


def test_a_quotation_before_its_answer_is_not_the_answerers_word(words_of):
    words = words_of([(0, "甲", "出一个车"), (60, "乙", "「甲：出一个车」\n- - - - - - - - - - - - - - -\n还在吗")])

    assert own(words) == ["出一个车", "还在吗"]
    assert words.table["quotes"].to_list() == [None, 0]


def test_a_quotation_behind_its_answer_is_cut_off_too(words_of):
    words = words_of(
        [
            (0, "甲", "明天几点集合呀各位"),
            (60, "乙", "七点\n引用:甲:明天几点集合呀各位"),
            (90, "丙", "好\n\n[引用](2025-03-03 08:00:00)甲:明天几点集合呀各位"),
        ]
    )

    assert own(words)[1:] == ["七点", "好"]
    assert words.table["quotes"].to_list() == [None, 0, 0]


def test_quoted_lines_reply_heads_and_code_are_cut(words_of):
    words = words_of(
        [
            (0, "A", "> buy now, flash sale\nplease stop"),
            (60, "B", "回复 @A：同意"),
            (90, "C", "use `x` and ```\ny\n``` ok"),
        ]
    )

    assert own(words) == ["please stop", "同意", "use   and   ok"]
    assert words.table["addressed"].to_list() == [None, "A", None]


def test_an_address_is_cut_to_its_host_and_leaves_the_chinese_behind_it(words_of):
    words = words_of([(0, "A", "看https://shop.example.com/item?id=7看看呀"), (9, "B", "没有链接")])

    assert own(words)[0] == "看 shop.example.com 看看呀"
    assert words.table["link"].to_list() == [True, False]


def test_people_behind_a_bridge_are_people_of_their_own(words_of):
    relayed = [
        (60 * n, "SlackBot", f"<{name}> hello {n}") for n, name in enumerate(["ann", "ben", "ann", "Cy", "ben", "ann"])
    ]
    words = words_of([*relayed, (400, "cy", "here I am"), (410, "SlackBot", "Action: ann waves")])

    names = dict(words.people.select("person", "name").iter_rows())
    assert [names[person] for person in words.table["person"]] == ["ann", "ben", "ann", "cy", "ben", "ann", "cy", "ann"]
    assert own(words)[0] == "hello 0"
    assert words.people.filter("bridge")["name"].to_list() == ["SlackBot"]


def test_tags_and_mentions_in_angle_brackets_make_no_bridge(words_of):
    words = words_of(
        [
            (n, "A", text)
            for n, text in enumerate(["<div> x", "<@Ben> hi", "<b> x", "<https://x.org> y", "plain", "more", "words"])
        ]
    )

    assert not words.people["bridge"].any()


def test_title_and_notices_are_statements_with_ids_of_their_own(words_of):
    words = words_of(
        [(0, "甲", "hi")], [{"at": 5, "kind": "announce", "actor": "甲", "text": "周六大扫除"}], title="三号楼"
    )

    assert words.statements.select("source", "own").rows() == [("title", "三号楼"), ("announcement", "周六大扫除")]
    assert words.texts["id"].to_list() == [0, 1, 2]
    assert words.texts["turn"].is_unique().all()


def test_an_empty_chat_has_empty_words(words_of):
    words = words_of([])

    assert words.table.is_empty()
    assert words.chains.is_empty()
