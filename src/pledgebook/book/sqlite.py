"""A book in one file of SQLite: write-ahead log, each commit on the disk before it is told."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL

from pledgebook.book import tables
from pledgebook.book.inspecting import lots
from pledgebook.book.projecting import Values
from pledgebook.book.sql import SqlStore
from pledgebook.book.store import View
from pledgebook.book.terms import Sought
from pledgebook.errors import BookError

#: How long a writer waits for the others, in seconds, where PLEDGEBOOK_PATIENCE does not say.
PATIENCE: Final = 60
_CACHE: Final = "cache_size = -32768"
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
    """
    CREATE TRIGGER pledgebook_stays BEFORE INSERT ON pledgebook
    WHEN EXISTS (SELECT 1 FROM pledgebook)
    BEGIN SELECT RAISE(ABORT, 'a book is of one format'); END
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
    try:
        if create:
            store.create()
        else:
            store.check(views=not stale)
    except BaseException:
        store.close()
        raise
    return store


def is_begun(path: Path) -> bool:
    """Tell whether a file holds anything but the beginning of a book that was interrupted."""
    try:
        with closing(sqlite3.connect(path, timeout=patience())) as file:
            if file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
                return False
            return file.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True  # somebody else's file


def patience() -> float:
    """Return how many seconds to wait for others: PLEDGEBOOK_PATIENCE, else `PATIENCE`."""
    try:
        return float(os.environ.get("PLEDGEBOOK_PATIENCE") or PATIENCE)
    except ValueError as error:
        raise BookError("PLEDGEBOOK_PATIENCE is no number", "It is in seconds.") from error


def _engine(path: Path, durable: bool = True) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": patience(), "check_same_thread": False})
    pragmas = ["journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", _CACHE]
    if not durable:
        pragmas = ["journal_mode = MEMORY", "synchronous = OFF", "cache_size = -131072"]

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("begin", "BEGIN"))

    return engine


class SqliteDialect:
    """What SQLite does in its own way."""

    row = "rowid"
    in_order = True

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
        tables.kept.create_all(connection)
        for table in ("entries", "contents", "checkpoints", "pledgebook"):
            for verb in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(_GUARD.format(table=table, verb=verb))
        for guard in _GUARDS:
            connection.exec_driver_sql(guard)

    def create_terms(self, connection: Connection, name: str) -> None:
        """Make an index for full-text search, empty."""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', detail=none, "
            "tokenize='unicode61 remove_diacritics 0')"
        )

    def lock(self, connection: Connection) -> None:
        """Do nothing: BEGIN IMMEDIATE lets one writer in."""

    def insert(self, connection: Connection, table: Table, rows: Sequence[Values]) -> None:
        """Write rows, each in the order of the table's columns."""
        places = ", ".join("?" * len(table.c))
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} VALUES ({places})", [tuple(row) for row in rows]
        )

    def insert_terms(
        self, connection: Connection, table: str, rows: Sequence[tuple[int, str]]
    ) -> None:
        """Index the words of numbered rows."""
        connection.exec_driver_sql(
            f"INSERT INTO {table}_terms(rowid, terms) VALUES (?, ?)", list(rows)
        )

    def walk(self, connection: Connection, sorting: bool = False) -> None:
        """Do nothing: tables that are crossed are walked in the order they are named."""

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the terms are in the index, and its value."""
        wanted = [f'"{term}"' for term in sorted(sought.terms)]
        wanted += [f'"{prefix}" *' for prefix in sorted(sought.prefixes)]
        return f"t.{table}_terms MATCH :sought", {"sought": " ".join(wanted)}

    def indexed_terms(self, connection: Connection, name: str) -> View:
        """Return each term with each row that has it."""
        vocabulary = f"temp.{name}_held"
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {vocabulary}")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {vocabulary} USING fts5vocab('main', '{name}', 'instance')"
        )
        return View(2, lots(connection, text(f"SELECT term, doc FROM {vocabulary}")))

    @contextmanager
    def reading_one_moment(self, engine: Engine) -> Iterator[Connection]:
        """Lend a connection within one transaction; what is no UTF-8 does not stop it."""
        with engine.connect() as connection, connection.begin():
            driver = cast("sqlite3.Connection", connection.connection.dbapi_connection)
            driver.text_factory = lambda raw: raw.decode("utf-8", "replace")
            try:
                yield connection
            finally:
                driver.text_factory = str

    @contextmanager
    def scratch(self) -> Iterator[SqlStore]:
        """Lend an empty store in a temporary file."""
        with scratch(self) as store:
            yield store

    def disk_size(self, connection: Connection) -> int:
        """Return the size of the file, free pages too."""
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())


@contextmanager
def scratch(dialect: SqliteDialect) -> Iterator[SqlStore]:
    """Lend an empty store in a temporary file that a crash may damage."""
    with tempfile.TemporaryDirectory(prefix="pledgebook-") as folder:
        path = Path(folder) / "scratch.pledgebook"
        store = SqlStore(_engine(path, durable=False), dialect, str(path))
        try:
            store.create()
            yield store
        finally:
            store.close()
