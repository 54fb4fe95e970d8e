"""A book that cannot be opened, read or written says so in plain words, with what helps."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
from tests.book.shelf import shelve, tamper
from tests.book.small import LONDON, READER, SmallBook, document, found_small_book

from pledgebook.book.backing_up import back_up
from pledgebook.book.book import Book
from pledgebook.book.opening import open_store
from pledgebook.book.sql import SqlStore
from pledgebook.book.verifying import verify
from pledgebook.errors import BookError, FormatError, NotFoundError

as_root = pytest.mark.skipif(
    os.name == "posix" and os.geteuid() == 0, reason="root may write whatever the rights say"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "small.pledgebook"
    shelve(str(place)).book.store.close()
    return place


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEBOOK_PATIENCE", "0.2")


@contextmanager
def refused(words: str, kind: type[BookError] = BookError) -> Iterator[None]:
    """Expect an error that says `words` and has a hint."""
    with pytest.raises(kind, match=words) as caught:
        yield
    assert caught.value.hint


def opened(place: str | Path) -> None:
    open_store(str(place)).close()


def test_no_book_there(tmp_path: Path) -> None:
    with refused("there is no book at"):
        opened(tmp_path / "nowhere.pledgebook")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        b"Dear minister, we promise to keep every promise.\n" * 100,
        b"{}",
        b"SQLite format 3\x00",
    ],
)
def test_a_file_that_is_no_book_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with refused("no book", FormatError):
        opened(path)
    assert path.read_bytes() == data


def test_an_empty_file_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with refused("no book", FormatError):
        opened(tmp_path / "empty")


def test_another_database_is_no_book(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other, other:
        other.execute("CREATE TABLE entries (name TEXT)")
    with refused("no book", FormatError):
        opened(tmp_path / "other.db")


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    with refused("is a folder"):
        opened(tmp_path)


def test_a_book_of_an_unknown_format_is_refused(path: Path) -> None:
    tamper(path, "UPDATE pledgebook SET format = 99")
    with refused("format 99", FormatError):
        opened(path)


def test_views_of_another_version_ask_for_a_rebuild(path: Path) -> None:
    tamper(path, "UPDATE viewed SET version = 0")
    with refused("views"):
        opened(path)
    with closing(open_store(str(path), stale=True)) as store:
        store.rebuild()
    opened(path)


def test_a_book_is_not_begun_over_another_file(path: Path) -> None:
    with refused("exists already", FormatError):
        open_store(str(path), create=True)


@pytest.mark.usefixtures("impatient")
def test_a_locked_book_says_so_and_can_be_written_after(path: Path) -> None:
    with closing(open_store(str(path))) as store:
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with refused("another program holds the book"):
                Book(store, "lee").set("four-eyes", "on")
        Book(store, "lee").set("four-eyes", "on")
        assert list(verify(store)) == []


def test_a_patience_that_is_no_number_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGEBOOK_PATIENCE", "long")
    with refused("PLEDGEBOOK_PATIENCE"):
        opened(path)


@as_root
def test_a_read_only_file_can_be_read_and_not_written(path: Path) -> None:
    path.chmod(0o444)
    with closing(open_store(str(path))) as store, refused("read-only"):
        Book(store, "lee").set("four-eyes", "on")


@as_root
def test_a_read_only_folder_takes_no_book(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    with refused("cannot be opened"):
        open_store(str(folder / "new.pledgebook"), create=True)


def test_a_folder_that_cannot_be_made_takes_no_book(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BookError, match="cannot be made"):
        open_store(str(tmp_path / "file" / "new.pledgebook"), create=True)


def test_a_connection_that_may_only_read_refuses_to_write(path: Path) -> None:
    """As on a read-only file or disk, for whoever the tests run as."""
    with closing(open_store(str(path))) as store:
        assert isinstance(store, SqlStore)

        @event.listens_for(store.engine, "checkout")
        def _(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute("PRAGMA query_only = ON")

        with refused("read-only"):
            Book(store, "lee").set("four-eyes", "on")
        assert store.head().sequence == 11


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path) -> None:
    """SQLite itself says that there is no room: the pages of the file are limited."""
    path = tmp_path / "small.pledgebook"
    small = found_small_book(open_store(str(path), create=True))
    store = small.book.store
    head = store.head()
    assert isinstance(store, SqlStore)

    @event.listens_for(store.engine, "checkout")
    def _(connection: sqlite3.Connection, *_: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    long = document(LONDON + "\n\nThe ministers spoke at length." * 20_000, "long.md")
    with refused("the disk is full"):
        small.book.add(long, [], READER)
    assert store.head() == head
    store.close()
    with closing(open_store(str(path))) as again:
        assert again.head() == head
        assert list(verify(again)) == []
        Book(again, "lee").set("four-eyes", "on")


def test_a_damaged_file_says_so(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(BookError):
        opened(path)


def test_an_id_that_is_not_there(small_book: SmallBook) -> None:
    for name in ("r-000000000000000000000000", "r-12", "seoul-2024-99", "", "#1"):
        with refused("holds no record", NotFoundError):
            small_book.book.record(name)
    with refused("holds no document", NotFoundError):
        small_book.book.document("nowhere.md")


@pytest.mark.parametrize("url", ["mysql://desk@db/book", "https://example.org/book"])
def test_a_url_of_no_kind_that_holds_books(url: str) -> None:
    with refused("books are not kept in"):
        opened(url)


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://desk@db:port/book", "postgresql://[::1/book"]
)
def test_a_url_that_is_none(url: str) -> None:
    with refused("no URL of a database"):
        opened(url)


def test_a_host_that_there_is_not() -> None:
    with refused("there is no such host"):
        opened("postgresql://desk@no-such-host.invalid/book")


def test_a_port_where_nothing_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with refused("no database answers there"):
        opened(f"postgresql://desk@127.0.0.1:{port}/book")


@pytest.mark.usefixtures("impatient")
def test_a_host_that_does_not_answer() -> None:
    """Something listens, and says nothing."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with refused("does not answer"):
            opened(f"postgresql://desk@127.0.0.1:{silent.getsockname()[1]}/book")


def test_a_wrong_password_is_not_shown(postgres_book_url: str) -> None:
    wrong = make_url(postgres_book_url).set(password="not-the-word")
    with pytest.raises(BookError, match="wrong user or password") as caught:
        opened(wrong.render_as_string(hide_password=False))
    assert "not-the-word" not in caught.value.message
    assert caught.value.hint


def test_a_database_that_there_is_not(postgres_book_url: str) -> None:
    other = make_url(postgres_book_url).set(database="nothing_here")
    with refused("no such database"):
        opened(other.render_as_string(hide_password=False))


def test_a_database_without_a_book(postgres_book_url: str) -> None:
    with refused("no book", FormatError):
        opened(postgres_book_url)


def test_a_database_of_an_unknown_format(postgres_book_url: str) -> None:
    with closing(open_store(postgres_book_url, create=True)) as store:
        assert isinstance(store, SqlStore)
        with store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE pledgebook DISABLE TRIGGER ALL"))
            connection.execute(text("UPDATE pledgebook SET format = 99"))
    with refused("format 99", FormatError):
        opened(postgres_book_url)


def test_a_backup_to_where_nothing_can_be_written(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refused("cannot be written"):
        back_up(str(path), tmp_path / "file" / "friday.pledgebook")
