"""Writers die at work, and so does the server: no entry that was acknowledged is lost."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.crashing import crash_server, crash_writers
from tests.faults.writing import add, found_book
from tests.postgres import VARIABLE

from pledgebook.book.book import Book
from pledgebook.book.opening import open_store
from pledgebook.errors import FormatError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are made by fork")

KILLS = 60  # in each database; `python -m benchmarks.reliability` does more, and looks each time


def test_sqlite_loses_nothing_that_killed_writers_had_acknowledged(tmp_path: Path) -> None:
    found = crash_writers(
        str(tmp_path / "b.pledgebook"), tmp_path / "gate", KILLS, seed=3, every=20
    )
    assert found.kills_at_work > KILLS // 2
    assert found.acknowledged > 0


def test_postgresql_loses_nothing_that_killed_writers_had_acknowledged(
    postgres_book_url: str, tmp_path: Path
) -> None:
    found = crash_writers(postgres_book_url, tmp_path / "gate", KILLS, seed=4, every=20)
    assert found.kills_at_work > KILLS // 2
    assert found.acknowledged > 0


@pytest.mark.skipif(VARIABLE in os.environ, reason="the server is not ours to kill")
def test_writers_go_on_with_the_stores_they_have_after_the_server_was_killed(
    postgres_book_url: str, tmp_path: Path
) -> None:
    found = crash_server(postgres_book_url, tmp_path / "gate", 2, seed=5)
    assert found.server_kills == 2
    assert found.acknowledged > 0


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_book_whose_beginning_was_interrupted_can_be_begun(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The tables are there, the first entry is not: the book is begun as if they were not."""
    if database == "sqlite":
        place = str(tmp_path / "b.pledgebook")
    else:
        place = request.getfixturevalue("postgres_book_url")
    open_store(place, create=True).close()
    found_book(place)
    with closing(open_store(place)) as store:
        add(Book(store, "kim"), 1)
    with pytest.raises(FormatError):
        open_store(place, create=True)


def test_a_database_of_somebody_else_is_not_taken_for_an_interrupted_beginning(
    tmp_path: Path,
) -> None:
    import sqlite3

    path = tmp_path / "others.sqlite"
    with closing(sqlite3.connect(path)) as others:
        others.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(FormatError, match="exists already"):
        open_store(str(path), create=True)
