import pytest

from auditor.errors import PackError
from auditor.signals.schema import parse_signals


def definition(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "title": {"zh": "感谢", "en": "Thanks"},
        "why": {"zh": "道谢。", "en": "Says thank you."},
        "words": [{"weight": 2, "zh": "谢谢 · 多谢\n感谢", "en": ["thanks"]}],
    }
    return base | changes


def test_words_may_be_written_as_one_text_or_as_a_list():
    (signal,) = parse_signals({"thanks": definition()}, "x.yml")
    assert signal.words[0].terms == ("谢谢", "多谢", "感谢", "thanks")


def test_a_pack_s_own_signals_carry_its_name_and_refer_to_each_other_by_short_names():
    own = {"shop": definition(), "quiet": definition(unless=["shop", "promo"])}
    names = [signal.name for signal in parse_signals(own, "x.yml", prefix="market")]
    assert names == ["market__shop", "market__quiet"]
    assert parse_signals(own, "x.yml", prefix="market")[1].unless == ("market__shop", "promo")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"colour": "red"}, "colour"),
        ({"words": [{"weight": 2}]}, "words.0"),
        ({"words": [{"weight": -2, "zh": "谢谢"}]}, "never fire"),
        ({"patterns": [{"weight": 2, "regex": "\x08谢"}]}, "control character"),
        ({"patterns": [{"weight": 2, "regex": "谢{0,5000}"}]}, "counted repetition"),
        ({"patterns": [{"weight": 2, "regex": "(?=谢)谢"}]}, "look-around"),
        ({"patterns": [{"weight": 2, "regex": "(?:谢+)+"}]}, "repetition"),
        ({"circumstances": [{"weight": 1}]}, "circumstance"),
        ({"threshold": 0}, "threshold"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changes: dict[str, object], part: str):
    with pytest.raises(PackError, match=part) as caught:
        parse_signals({"thanks": definition(**changes)}, "rules/signals/x.yml")
    assert caught.value.where == "rules/signals/x.yml"


def test_a_loader_that_knows_lines_is_asked_for_the_place():
    broken = {"thanks": definition(patterns=[{"weight": 2, "regex": "(?<=a)b"}])}
    with pytest.raises(PackError) as caught:
        parse_signals(broken, "x.yml", locate=lambda path: "/".join(map(str, path)))
    assert caught.value.where == "thanks/patterns/0/regex"


def test_a_list_instead_of_a_mapping_is_refused():
    with pytest.raises(PackError, match="not a mapping"):
        parse_signals({"thanks": ["谢谢"]}, "x.yml")
