"""The roles in PostgreSQL: readers read, writers add, and only the owner makes tables."""

import secrets
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from tests.book.shelf import shelve

from pledgebook.book.book import Book
from pledgebook.book.opening import open_store
from pledgebook.book.roles import READER, WRITER, roles_sql
from pledgebook.book.verifying import verify
from pledgebook.errors import BookError


@pytest.fixture
def as_role(postgres_book_url: str) -> Iterator[dict[str, str]]:
    """Give URLs of a book by the role of the user in them."""
    shelve(postgres_book_url).book.store.close()
    engine = create_engine(postgres_book_url)
    url = make_url(postgres_book_url)
    urls = {"owner": postgres_book_url}
    with engine.begin() as connection:
        for _ in range(2):  # it may be run again
            connection.execute(text(roles_sql()))
        for role in (READER, WRITER):
            name = f"{role}_{secrets.token_hex(4)}"
            connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD 'word' IN ROLE {role}"))
            urls[role] = url.set(username=name, password="word").render_as_string(False)
    yield urls
    with engine.begin() as connection:
        for role in (READER, WRITER):
            connection.execute(text(f"DROP ROLE {make_url(urls[role]).username}"))
    engine.dispose()


def refused(url: str, statement: str) -> None:
    engine = create_engine(url)
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        engine.begin() as connection,
    ):
        connection.execute(text(statement))
    engine.dispose()


def test_a_writer_adds_and_verifies(as_role: dict[str, str]) -> None:
    with closing(open_store(as_role[WRITER])) as store:
        Book(store, "lee").set("four-eyes", "on")
        store.keep_checkpoint(store.checkpoints()[0])
        assert list(verify(store)) == []


def test_a_writer_changes_nothing_that_was_written(as_role: dict[str, str]) -> None:
    for table in ("entries", "contents", "checkpoints", "pledgebook"):
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"DROP TABLE {table}"):
            refused(as_role[WRITER], statement)
    refused(as_role[WRITER], "UPDATE entries SET line = ''")
    refused(as_role[WRITER], "ALTER TABLE entries DISABLE TRIGGER ALL")


def test_a_writer_cannot_rebuild_and_is_told_why(as_role: dict[str, str]) -> None:
    with closing(open_store(as_role[WRITER])) as store:
        with pytest.raises(BookError, match="may not do that"):
            store.rebuild()
        assert list(verify(store)) == []


def test_a_reader_reads_and_writes_nothing(as_role: dict[str, str]) -> None:
    with closing(open_store(as_role[READER])) as store:
        assert list(verify(store)) == []
        with pytest.raises(BookError, match="may not do that"):
            Book(store, "lee").set("four-eyes", "on")
    refused(as_role[READER], "UPDATE records SET body = ''")


def test_rights_outlive_a_rebuild_by_the_owner(as_role: dict[str, str]) -> None:
    with closing(open_store(as_role["owner"])) as store:
        store.rebuild()
    with closing(open_store(as_role[WRITER])) as store:
        Book(store, "lee").set("four-eyes", "on")
        assert list(verify(store)) == []
