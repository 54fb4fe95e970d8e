"""A backup is a whole book of its own, and a restored one is the same book again."""

from contextlib import closing
from pathlib import Path

import pytest
from tests.book.shelf import shelve, tamper

from pledgebook.book.backing_up import back_up, restore
from pledgebook.book.book import Book
from pledgebook.book.opening import open_store
from pledgebook.book.store import Head
from pledgebook.book.verifying import verify
from pledgebook.errors import BookError, FormatError, TamperError


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_book_url")
    else:
        found = str(tmp_path / "small.pledgebook")
    shelve(found).book.store.close()
    return found


def stands(place: str | Path) -> tuple[Head, list[str], list[str]]:
    """Return head, checkpoints and troubles of a book."""
    with closing(open_store(str(place))) as store:
        return store.head(), store.checkpoints(), [t.message for t in verify(store)]


def test_a_backup_is_the_same_book_in_a_file(place: str, tmp_path: Path) -> None:
    back_up(place, tmp_path / "friday.pledgebook")
    assert stands(tmp_path / "friday.pledgebook") == stands(place)
    assert stands(place)[2] == []
    assert sorted(path.name for path in tmp_path.iterdir() if "friday" in path.name) == [
        "friday.pledgebook"
    ]


def test_a_backup_can_be_restored_and_written_in(place: str, tmp_path: Path) -> None:
    back_up(place, tmp_path / "friday.pledgebook")
    restore(tmp_path / "friday.pledgebook", str(tmp_path / "again.pledgebook"))
    assert stands(tmp_path / "again.pledgebook") == stands(place)
    with closing(open_store(str(tmp_path / "again.pledgebook"))) as store:
        Book(store, "lee").set("four-eyes", "on")
        assert store.head().sequence == 12


def test_a_backup_can_be_restored_into_postgresql(postgres_book_url: str, tmp_path: Path) -> None:
    shelve(str(tmp_path / "small.pledgebook")).book.store.close()
    restore(tmp_path / "small.pledgebook", postgres_book_url)
    assert stands(postgres_book_url) == stands(tmp_path / "small.pledgebook")
    with pytest.raises(FormatError, match="holds a book already"):
        restore(tmp_path / "small.pledgebook", postgres_book_url)


def test_a_backup_holds_what_is_still_in_the_log(tmp_path: Path) -> None:
    """The book stays open, so that its write-ahead log is not yet part of its file."""
    small = shelve(str(tmp_path / "small.pledgebook"))
    back_up(str(tmp_path / "small.pledgebook"), tmp_path / "friday.pledgebook")
    assert stands(tmp_path / "friday.pledgebook")[0] == small.book.store.head()


def test_nothing_is_ever_written_over(place: str, tmp_path: Path) -> None:
    back_up(place, tmp_path / "friday.pledgebook")
    before = (tmp_path / "friday.pledgebook").read_bytes()
    with pytest.raises(BookError, match="there already"):
        back_up(place, tmp_path / "friday.pledgebook")
    with pytest.raises(FormatError, match="exists already"):
        restore(tmp_path / "friday.pledgebook", str(tmp_path / "friday.pledgebook"))
    assert (tmp_path / "friday.pledgebook").read_bytes() == before


def test_what_is_not_sound_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "small.pledgebook"
    shelve(str(path)).book.store.close()
    tamper(path, "UPDATE entries SET line = replace(line, 'kim', 'kin') WHERE sequence = 5")
    with pytest.raises(TamperError, match="entry 5 was changed"):
        back_up(str(path), tmp_path / "friday.pledgebook")
    with pytest.raises(TamperError, match="entry 5 was changed"):
        restore(path, str(tmp_path / "again.pledgebook"))
    assert [found.name for found in tmp_path.iterdir()] == ["small.pledgebook"]


def test_what_is_no_book_is_not_backed_up_or_restored(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear minister, " * 50)
    with pytest.raises(FormatError, match="no book"):
        back_up(str(tmp_path / "letter.txt"), tmp_path / "friday.pledgebook")
    with pytest.raises(FormatError, match="no book"):
        restore(tmp_path / "letter.txt", str(tmp_path / "again.pledgebook"))
    with pytest.raises(BookError, match="there is no backup"):
        restore(tmp_path / "nowhere", str(tmp_path / "again.pledgebook"))
    assert [found.name for found in tmp_path.iterdir()] == ["letter.txt"]
