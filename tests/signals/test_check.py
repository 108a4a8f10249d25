from auditor.signals.check import check_signal
from auditor.signals.schema import Signal, parse_signals


def signal(**parts: object) -> Signal:
    prose = {"zh": "某", "en": "some"}
    base = {"title": prose, "why": prose, "words": [{"weight": 2, "zh": "谢谢"}]}
    return parse_signals({"thanks": base | parts}, "test")[0]


def said(**parts: object) -> list[str]:
    return [problem.what for problem in check_signal(signal(**parts))]


def test_a_signal_that_does_what_it_says_has_no_problems():
    assert said(examples={"hit": {"zh": ["谢谢"]}, "miss": {"zh": ["不客气"]}}) == []


def test_examples_that_come_out_otherwise_are_named():
    assert said(examples={"hit": {"en": ["thank you"]}, "miss": {"zh": ["谢谢了"]}}) == [
        "misses 'thank you'",
        "fires on '谢谢了'",
    ]


def test_a_known_gap_is_no_problem_until_it_is_closed():
    gaps = {"todo_hit": {"zh": ["三克油"]}, "todo_miss": {"zh": ["先谢谢了"]}}
    assert said(examples=gaps) == []
    assert "move it to `hit`" in said(examples={"todo_hit": {"zh": ["谢谢"]}})[0]


def test_a_dead_word_and_a_word_written_twice_are_named():
    problems = said(words=[{"weight": 2, "zh": "谢谢 · 谢谢 · \u200b"}])
    assert any("nothing is left" in problem for problem in problems)
    assert any("twice" in problem for problem in problems)


def test_patterns_that_are_none_or_match_everything_are_named():
    problems = said(patterns=[{"weight": 2, "regex": "(谢"}, {"weight": 2, "regex": "谢*"}])
    assert "not a pattern" in problems[0] and "every text" in problems[1]
