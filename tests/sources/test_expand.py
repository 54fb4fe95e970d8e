import os
from pathlib import Path

import pytest

from pledgebook.errors import SourceError, UnreadableError
from pledgebook.sources import Failure, Source, expand, source


def names(paths: list[str]) -> list[str]:
    return [Path(found.origin).name for found in expand(paths)]


def test_folder_is_searched_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.markdown", "d.pdf", ".hidden.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "e.TXT").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.md").write_text("x")

    assert names([str(tmp_path)]) == ["a.txt", "b.md", "c.markdown", "e.TXT"]


def test_a_named_file_is_read_whatever_its_suffix_and_only_once(tmp_path: Path) -> None:
    odd = tmp_path / "release.press"
    odd.write_text("x")

    assert names([str(odd), str(tmp_path / "." / "release.press")]) == ["release.press"]


def test_missing_path_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("x")

    missing, found = expand([str(tmp_path / "gone.txt"), str(there)])

    assert isinstance(missing, Failure)
    assert isinstance(missing.error, SourceError)
    assert "no such file" in missing.error.message
    assert isinstance(found, Source)


def test_folder_without_documents_is_a_failure(tmp_path: Path) -> None:
    (failure,) = expand([str(tmp_path)])

    assert isinstance(failure, Failure)
    assert "no documents" in failure.error.message
    assert ".md" in failure.error.hint


def test_a_name_with_a_nul_is_a_failure() -> None:
    (failure,) = expand(["a\0b"])

    assert isinstance(failure, Failure)


def test_standard_input_is_a_source() -> None:
    assert list(expand(["-", "-"])) == [Source("-")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission_is_a_source_error(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text("x")
    closed.chmod(0)
    (found,) = expand([str(closed)])

    assert isinstance(found, Source)
    with pytest.raises(SourceError, match="permission"):
        found.load()


def test_a_file_gone_since_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        Source("gone.txt", tmp_path / "gone.txt").load()


def test_an_endless_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * 11)

    with pytest.raises(UnreadableError, match="larger than"):
        Source("large.txt", large).load()
