"""Files that people write by hand: read whatever editor wrote them, or refused with what to do."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import AuditorError, ConfigError, PackError, UsageError
from auditor.text_files import read_text


def refused(path: Path, kind: type[AuditorError] = ConfigError) -> AuditorError:
    with pytest.raises(kind) as caught:
        read_text(path, kind)
    for lang in ("zh", "en"):
        what, hint = caught.value.told(lang)
        assert what and hint and not re.search(r"\{\w+\}", what + hint)
    return caught.value


@given(st.binary(max_size=60), st.booleans())
def test_whatever_the_bytes_the_answer_is_their_text_or_a_refusal(data: bytes, mark: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "auditor.yml")
        path.write_bytes(b"\xef\xbb\xbf" * mark + data)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            assert "UTF-8" in refused(path).what
        else:
            if not text.startswith("\ufeff"):
                assert read_text(path, ConfigError).splitlines() == text.splitlines()


@pytest.mark.parametrize("kind", [ConfigError, PackError, UsageError])
def test_what_is_no_file_is_refused_as_the_kind_of_error_it_is_for(tmp_path: Path, kind: type[AuditorError]) -> None:
    assert refused(tmp_path, kind).what == "this is a folder, not a file"
    assert refused(tmp_path / "nowhere.yml", kind).what == "there is no such file"
    assert refused(tmp_path / ("x" * 300), kind).what == "the file cannot be opened: File name too long"


def test_a_refusal_calls_the_file_as_it_was_given(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_text(tmp_path / "a.txt", UsageError, where="a.txt", missing=("no_member_list", "file_or_number"))

    assert str(caught.value) == "a.txt: there is no such list of members (give a file or a number)"
