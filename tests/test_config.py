"""Settings: which one holds, where it was said, and what is refused, with its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.config import Layer, Value, find, flags, load, load_clients, run_out, settle
from auditor.errors import ConfigError
from auditor.packs.load import load_packs

FILE = """\
owner: 林小满
profile: trade
weights: {audience: 5, way: 1}
packs: own.yml
as_of: 2026-03-01
mute:
  - rule: vitality/not-an-ad-board
    reason: selling is what it is for
    since: 2026-01-01
    until: 2026-06-30
"""
CLIENTS = """\
clients:
  - name: 河湾里
    exports: [a.txt, 'b*.json']
    profile: neighbours
    weights: {way: 3}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "auditor.yml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_flag_holds_over_a_client_that_over_the_file_and_that_over_the_default(file: Path, tmp_path: Path) -> None:
    (tmp_path / "clients.yml").write_text(CLIENTS, encoding="utf-8")
    client = load_clients(tmp_path / "clients.yml")[0]

    settled = settle([flags(staff=("阿芬",), weight={"audience": 2.0}), client.layer, load(file)])

    said = {name: [(one.value, one.origin) for one in values] for name, values in settled.values.items()}
    assert said["profile"] == [("neighbours", f"{tmp_path}/clients.yml:4:5"), ("trade", f"{file}:2:1")]
    assert said["weight.audience"] == [(2.0, "--weight"), (5.0, f"{file}:3:11")]
    assert said["weight.way"] == [(3.0, f"{tmp_path}/clients.yml:5:15"), (1.0, f"{file}:3:24")]
    assert said["staff"] == [(("阿芬",), "--staff")]
    assert (settled.get("names"), settled.origin("names")) == ("show", "default")
    assert settled.audit().weights == {"audience": 2.0, "way": 3.0}
    assert settled.audit().client == "河湾里"


LAYERS = st.lists(
    st.dictionaries(
        st.sampled_from(["profile", "names", "tz", "weight.way", "weight.needs", "mute.vitality/alive"]),
        st.integers(0, 9).map(lambda number: Value(number, f"auditor.yml:{number}:1")),
    ),
    max_size=4,
)


@given(LAYERS)
def test_of_all_that_is_said_the_strongest_holds_and_nothing_is_lost(layers: list[Layer]) -> None:
    settled = settle(layers)

    assert settled.values.keys() == {name for layer in layers for name in layer}
    for name, values in settled.values.items():
        said = [layer[name] for layer in layers if name in layer]
        assert list(values) == said
        assert (settled.get(name), settled.origin(name)) == (said[0].value, said[0].origin)
    assert settled.of("weight") == {
        name.removeprefix("weight."): settled.get(name) for name in settled.values if name.startswith("weight.")
    }
    assert (settled.get("year"), settled.origin("year")) == (None, "default")


@given(LAYERS, LAYERS)
def test_settling_layer_by_layer_is_settling_them_all(strong: list[Layer], weak: list[Layer]) -> None:
    step = settle(weak)
    for layer in reversed(strong):
        step = step.over(layer)

    assert step.values == settle([*strong, *weak]).values


def test_settings_become_what_the_audit_is_done_by_and_files_are_seen_from_their_own_folder(file: Path) -> None:
    settled = settle([load(file)])

    settings = settled.audit()
    assert (settings.owner, settings.profile, settings.as_of) == (("林小满",), "trade", date(2026, 3, 1))
    assert settled.packs() == (file.parent / "own.yml",)
    assert settle([]).audit().profile is None
    mute = settings.mutes[0]
    assert (mute.rule, mute.reason, mute.until) == (
        "vitality/not-an-ad-board", "selling is what it is for", date(2026, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "place", "what", "hint"),
    [
        ("weights:", "wieghts:", ":3:1", "'wieghts' is not known", "weights"),
        ("    reason: selling is what it is for\n", "", ":7:5", "reason is missing", "many-clients"),
        ("    since: 2026-01-01\n", "", ":7:5", "since is missing", "many-clients"),
        ("2026-06-30", "2026-13-30", ":10:5", "until", ""),
        ("audience: 5", "audience: 9", ":3:11", "weights.audience", ""),
        ("owner: 林小满", "owner: 林小满\nowner: 阿芬", ":2:1", "stands here twice", "keep one"),
        ("profile: trade", "names: nobody", ":2:1", "names", ""),
        ("as_of:", "year: 3\nas_of:", ":5:1", "year", ""),
        ("until:", "untill:", ":10:5", "'untill' is not known", "until"),
        ("profile: trade", "members: true", ":2:1", "members", ""),
        ("profile: trade", "profile: &kind trade\nclient: *kind", ":3:1", "an alias", "write it out"),
        ("profile: trade", "profile: !!python/name:os.system x", ":2:1", "the tag", "leave it out"),
        ("profile: trade", "profile: \x07", ":2:10", "control character", "delete it"),
        ("way: 1", f"way: {'9' * 5000}", ":3:24", "is no number", "quotes"),
        ("way: 1", f"way: {'[' * 25}{']' * 25}", ":3:48", "nested too deeply", "indentation"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_column(
    file: Path, before: str, after: str, place: str, what: str, hint: str
) -> None:
    file.write_text(FILE.replace(before, after), encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        load(file)

    assert refused.value.where.endswith(f"auditor.yml{place}")
    assert what in refused.value.what
    assert hint in refused.value.hint
    assert all(re.search("[\u4e00-\u9fff]", said) for said in refused.value.told("zh") if said)


def test_settings_that_say_nothing_are_refused_with_what_to_do(file: Path) -> None:
    file.write_text("# later\n", encoding="utf-8")

    with pytest.raises(ConfigError, match="empty") as refused:
        load(file)

    assert "delete the file" in refused.value.hint


@pytest.mark.parametrize(
    ("before", "after", "place", "near"),
    [
        ("vitality/not-an-ad-board", "vitality/not-an-ad", ":7:5", "vitality/not-an-ad-board"),
        ("audience:", "audiense:", ":3:11", "audience"),
        ("trade", "traed", ":2:1", "trade"),
        ("owner: 林小满", "ignore: [vitalty]", ":1:1", "vitality"),
    ],
)
def test_what_it_names_must_be_there(file: Path, before: str, after: str, place: str, near: str) -> None:
    file.write_text(FILE.replace(before, after).replace("packs: own.yml\n", "\n"), encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        settle([load(file)]).refuse_strangers(load_packs())

    assert refused.value.where.endswith(f"auditor.yml{place}")
    assert near in refused.value.hint


def test_a_rule_is_not_muted_twice_in_one_file(file: Path) -> None:
    file.write_text(FILE + "  - {rule: vitality/not-an-ad-board, reason: again, since: 2026-02-01}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match="muted here twice"):
        load(file)


def test_the_file_beside_the_export_comes_before_one_in_the_working_folder_or_above(file: Path, tmp_path: Path) -> None:
    below = tmp_path / "here" / "deeper"
    below.mkdir(parents=True)
    beside = tmp_path / "exports" / "auditor.yml"
    beside.parent.mkdir()

    assert find(beside.parent / "chat.txt", below) == file
    beside.touch()
    assert find(beside.parent / "chat.txt", below) == beside
    assert find(beside.parent, below) == beside
    assert find(None, below) == file


def test_a_mute_that_has_run_out_by_the_day_judged_from_mutes_no_more(file: Path) -> None:
    settings = settle([load(file)]).audit()

    assert run_out(settings, "2026-06-30") == []
    assert run_out(settings, "2026-07-01T10:00:00") == ["vitality/not-an-ad-board"]
