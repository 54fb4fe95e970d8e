"""An export holds the whole book, and Python alone can check it."""

import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from tests.book.shelf import KEY, shelve, tamper

from pledgebook.book.checkpoint import verifier_key
from pledgebook.book.exporting import export
from pledgebook.book.opening import open_store
from pledgebook.book.store import Store
from pledgebook.book.verify_export import verify
from pledgebook.errors import BookError, NotFoundError, TamperError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return shelve(str(tmp_path / "small.pledgebook")).book.store


def test_an_export_passes_its_own_script_without_this_package(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out", KEY)
    run = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "out" / "verify.py"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_export_holds_each_line_and_each_document(store: Store, tmp_path: Path) -> None:
    head = export(store, tmp_path / "out", KEY)
    lines = (tmp_path / "out" / "entries.jsonl").read_bytes().splitlines()
    assert [entry.line for entry in store.entries()] == lines
    assert head.size == len(lines)
    assert len(list((tmp_path / "out" / "documents").iterdir())) == 3


def test_a_zip_holds_the_same_files_as_a_folder(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "out", KEY)
    export(store, tmp_path / "out.zip", KEY)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            twin = tmp_path / "unpacked" / path.relative_to(tmp_path / "out")
            assert twin.read_bytes() == path.read_bytes()
    assert verify(tmp_path / "unpacked", verifier_key("example.org/small", KEY)) == []


def test_the_same_book_gives_the_same_zip(store: Store, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        export(store, tmp_path / name, KEY)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_further_files_are_listed_with_the_rest(store: Store, tmp_path: Path) -> None:
    sizes: list[int] = []

    def extras(size: int) -> dict[str, list[bytes]]:
        sizes.append(size)
        return {"tables/records.csv": [b"id\n", b"r-1\n"]}

    head = export(store, tmp_path / "out", KEY, extras)
    assert sizes == [head.size]
    assert "tables/records.csv" in (tmp_path / "out" / "SHA256SUMS").read_text()
    assert verify(tmp_path / "out") == []


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep me")
    with pytest.raises(BookError, match="there already"):
        export(store, tmp_path / "out", KEY)
    assert (tmp_path / "out" / "mine.txt").read_text() == "keep me"


def test_an_export_that_breaks_off_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def extras(size: int) -> dict[str, list[bytes]]:
        raise KeyboardInterrupt

    for name in ("out", "out.zip"):
        with pytest.raises(KeyboardInterrupt):
            export(store, tmp_path / name, KEY, extras)
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_a_book_that_is_not_sound_is_not_passed_on(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "small.pledgebook"
    tamper(place, "UPDATE contents SET data = data || x'21'")
    with closing(open_store(str(place))) as opened, pytest.raises(TamperError, match="was changed"):
        export(opened, tmp_path / "out", KEY)
    assert not (tmp_path / "out").exists()


def test_an_empty_book_has_nothing_to_export(tmp_path: Path) -> None:
    with (
        closing(open_store(str(tmp_path / "empty.pledgebook"), create=True)) as empty,
        pytest.raises(NotFoundError, match="empty"),
    ):
        export(empty, tmp_path / "out", KEY)
