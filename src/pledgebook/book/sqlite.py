"""A book in one file of SQLite: write-ahead log, each commit on the disk before it is told."""

import sqlite3
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from pledgebook.book import tables
from pledgebook.book.sql import SqlStore
from pledgebook.book.terms import Sought
from pledgebook.errors import BookError

#: How long a writer waits for the others, in seconds.
PATIENCE: Final = 60
#: What marks a file as a book ("PLDG"), beside the format that the table says.
_APPLICATION: Final = 0x504C4447

_GUARDS: Final = (
    """
    CREATE TRIGGER entries_follow BEFORE INSERT ON entries
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entries)
    BEGIN SELECT RAISE(ABORT, 'entries follow one another'); END
    """,
    """
    CREATE TRIGGER contents_stay BEFORE INSERT ON contents
    WHEN EXISTS (SELECT 1 FROM contents WHERE hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'contents are never replaced'); END
    """,
    """
    CREATE TRIGGER checkpoints_stay BEFORE INSERT ON checkpoints
    WHEN EXISTS (SELECT 1 FROM checkpoints WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never replaced'); END
    """,
)
_GUARD: Final = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'a book is only added to'); END
"""


def open_sqlite(path: Path, create: bool = False, stale: bool = False) -> SqlStore:
    """Open the book in a file, or begin one; `stale` lets views of another version pass.

    Raises `BookError` where the file cannot be opened and `FormatError` where it is no book.
    """
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BookError(f"{path.parent} cannot be made: {reason}") from error
    if path.is_dir():
        raise BookError(f"{path} is a folder", "Name a file in it.")
    store = SqlStore(_engine(path), SqliteDialect(), str(path))
    if create:
        store.create()
    else:
        store.check(views=not stale)
    return store


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32768"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("begin", "BEGIN"))

    return engine


class SqliteDialect:
    """What SQLite does in its own way."""

    row = "rowid"

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
        tables.kept.create_all(connection)
        for table in ("entries", "contents", "checkpoints", "pledgebook"):
            for verb in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(_GUARD.format(table=table, verb=verb))
        for guard in _GUARDS:
            connection.exec_driver_sql(guard)

    def create_views(self, connection: Connection) -> None:
        """Make the views' tables and the indexes for full-text search, empty."""
        tables.views.create_all(connection)
        for name in ("record_terms", "passage_terms"):
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', detail=none, "
                "tokenize='unicode61 remove_diacritics 0')"
            )

    def drop_views(self, connection: Connection) -> None:
        """Take the views away."""
        for name in ("record_terms", "passage_terms"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        tables.views.drop_all(connection)

    def lock(self, connection: Connection) -> None:
        """Do nothing: BEGIN IMMEDIATE lets one writer in."""

    def insert_terms(
        self, connection: Connection, table: str, rows: list[dict[str, object]]
    ) -> None:
        """Index the terms of rows."""
        connection.execute(
            text(f"INSERT INTO {table}_terms(rowid, terms) VALUES (:row, :terms)"),
            [
                {"row": row["row"], "terms": " ".join(cast("set[str]", row["terms"]))}
                for row in rows
            ],
        )

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the terms are in the index, and its value."""
        wanted = [f'"{term}"' for term in sorted(sought.terms)]
        wanted += [f'"{prefix}" *' for prefix in sorted(sought.prefixes)]
        return f"t.{table}_terms MATCH :sought", {"sought": " ".join(wanted)}
