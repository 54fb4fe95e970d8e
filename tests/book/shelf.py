"""Small books in files, and hands that change them behind the book's back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.book.small import SmallBook, found_small_book

from pledgebook.book.opening import open_store
from pledgebook.book.signing import sign_head

KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests, and no secret  ")


def shelve(place: str) -> SmallBook:
    """Found the small book at a place, with decisions, a merge and a checkpoint; leave it open."""
    small = found_small_book(open_store(place, create=True))
    book = small.book
    book.accept(book.record(small.id("tests")))
    book.amend(book.record(small.id("institute")), {"due": "2024-12-31"}, "as the plan says")
    book.reject(book.record(small.id("standards")), "not-specific")
    book.merge([book.record(small.id("report")), book.record(small.id("report-ko"))])
    sign_head(book.store, KEY)
    return small


def tamper(path: Path, statement: str, *values: Any) -> None:
    """Change a book's file with plain SQL, after its triggers are gone."""
    with closing(sqlite3.connect(path)) as database, database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement, values)


def raw(path: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what plain SQL finds in a book's file."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute(statement, values).fetchall()
