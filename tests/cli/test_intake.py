"""`pledgebook read … --into BOOK`: what is read stands in the book as proposals."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pledgebook.book.opening import open_store
from pledgebook.book.query import DocumentQuery, RecordQuery
from pledgebook.book.rows import Status
from pledgebook.cli.main import app

RUNNER = CliRunner()
FIRST = "Kenya will open a computing centre in Mombasa by June 2027.\n"
SECOND = "Kenya will open a computing centre in Mombasa by June 2028.\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release that promises one thing."""
    path = tmp_path / "release.md"
    path.write_text(f"---\ndate: 2026-03-02\n---\n\n{FIRST}", encoding="utf-8")
    return path


def _read(*arguments: object) -> str:
    result = RUNNER.invoke(app, ["read", *map(str, arguments), "--author", "Ito", "--ui", "en"])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_path_where_nothing_is_becomes_a_book_with_proposals(release: Path) -> None:
    book = release.parent / "new.pledgebook"
    told = _read(release, "--into", book, "--summit", "geneva-2027")
    assert "Began a new book" in told
    assert "1 records proposed" in told
    store = open_store(str(book))
    [row] = store.records(RecordQuery(summit="geneva-2027"))
    assert row.status is Status.PROPOSED
    assert row.machine.due == "2027-06-30"
    [entry] = store.history(row.key)
    assert entry.author == "Ito"
    store.close()


def test_the_bytes_are_kept_beside_the_text(release: Path) -> None:
    book = release.parent / "raw.pledgebook"
    _read(release, "--into", book)
    store = open_store(str(book))
    [document] = store.documents(DocumentQuery())
    assert document.raw is not None
    assert store.content(document.raw) == release.read_bytes()
    store.close()


def test_reading_again_adds_nothing_and_a_changed_file_is_a_revision(release: Path) -> None:
    book = release.parent / "again.pledgebook"
    _read(release, "--into", book)
    assert "1 known, 0 records" in _read(release, "--into", book)
    release.write_text(release.read_text("utf-8").replace(FIRST, SECOND), encoding="utf-8")
    assert "1 revised" in _read(release, "--into", book)
    store = open_store(str(book))
    assert [row.orphaned for row in store.records(RecordQuery(status="orphaned"))] == [True]
    store.close()


def test_files_of_one_name_in_two_folders_are_two_documents(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = release.parent / "other" / "release.md"
    other.parent.mkdir()
    other.write_text(release.read_text("utf-8").replace(FIRST, SECOND), encoding="utf-8")
    book = release.parent / "two.pledgebook"
    monkeypatch.chdir(release.parent)
    _read("release.md", "--into", book)
    monkeypatch.chdir(other.parent)
    assert "1 new documents, 0 revised" in _read("release.md", "--into", book)


def test_a_format_is_written_besides(release: Path) -> None:
    told = _read(release, "--into", release.parent / "b.pledgebook", "--format", "jsonl")
    assert '"due": "2027-06-30"' in told


def test_a_summit_without_a_book_is_refused(release: Path) -> None:
    result = RUNNER.invoke(app, ["read", str(release), "--summit", "geneva-2027"])
    assert result.exit_code == 2
