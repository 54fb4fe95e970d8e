"""A book in a database of PostgreSQL, for a team."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Connection, Engine, Table, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from pledgebook.book import tables
from pledgebook.book.inspecting import lots
from pledgebook.book.projecting import Values
from pledgebook.book.sql import SqlStore
from pledgebook.book.sqlite import SqliteDialect, patience, scratch
from pledgebook.book.store import View
from pledgebook.book.terms import Sought
from pledgebook.errors import BookError

if TYPE_CHECKING:
    import psycopg

#: The key of the lock that writers take in turn ("PLDG").
_TURN: Final = 0x504C4447
#: How long a server may take to answer at all, in seconds.
_CONNECTING: Final = 10

_GUARDS: Final = (
    """
    CREATE FUNCTION pledgebook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a book is only added to'; END $$
    """,
    """
    CREATE FUNCTION pledgebook_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM entries) THEN
            RAISE EXCEPTION 'entries follow one another';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER entries_follow BEFORE INSERT ON entries
    FOR EACH ROW EXECUTE FUNCTION pledgebook_follow()
    """,
    """
    CREATE FUNCTION pledgebook_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM pledgebook) THEN
            RAISE EXCEPTION 'a book is of one format';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER pledgebook_stays BEFORE INSERT ON pledgebook
    FOR EACH ROW EXECUTE FUNCTION pledgebook_once()
    """,
)
_GUARD: Final = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION pledgebook_refuse()
"""
#: How long a writer waits for its turn; and no server's setting makes a commit less than safe.
_AS_WRITER: Final = text(
    "SELECT set_config('lock_timeout', :wait, true), set_config('synchronous_commit', "
    "replace(current_setting('synchronous_commit'), 'off', 'on'), true)"
)
_WALKING: Final = """
SET LOCAL join_collapse_limit = 1;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL max_parallel_workers_per_gather = 0
"""
_UNSORTED: Final = "SET LOCAL enable_sort = off"
KEPT: Final = ("entries", "contents", "checkpoints", "pledgebook")


def open_postgresql(url: str, create: bool = False, stale: bool = False) -> SqlStore:
    """Open the book in a database, or begin one; `stale` lets views of another version pass.

    Raises `BookError` where the database cannot be reached, `FormatError` where it holds no book.
    """
    engine = _engine(url)
    store = SqlStore(engine, PostgresqlDialect(), engine.url.render_as_string(hide_password=True))
    try:
        if create:
            store.create()
        else:
            store.check(views=not stale)
    except BaseException:
        store.close()
        raise
    return store


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        named = parsed.set(drivername="postgresql+psycopg")
        wait = int(min(_CONNECTING, max(2, patience())))
        return create_engine(named, pool_pre_ping=True, connect_args={"connect_timeout": wait})
    except (ArgumentError, ValueError) as error:
        raise BookError(f"no URL of a database: {error}", "postgresql+psycopg://…") from error
    except ModuleNotFoundError as error:
        raise BookError(
            "books in PostgreSQL need psycopg, which is not installed",
            "pip install --require-hashes -r requirements/postgresql.txt",
        ) from error


class PostgresqlDialect:
    """What PostgreSQL does in its own way."""

    row = "row"
    in_order = False

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        tables.kept.create_all(connection)
        for guard in _GUARDS:
            connection.exec_driver_sql(guard)
        for table in KEPT:
            connection.exec_driver_sql(_GUARD.format(table=table))

    def create_terms(self, connection: Connection, name: str) -> None:
        """Make an index for full-text search, empty.

        The terms lie beside the table, so that what is found is sorted by its number cheaply.
        """
        connection.exec_driver_sql(
            f"CREATE TABLE {name} (row bigint PRIMARY KEY, terms tsvector STORAGE EXTERNAL "
            "NOT NULL) WITH (toast_tuple_target = 128)"
        )
        connection.exec_driver_sql(f"CREATE INDEX {name}_by_term ON {name} USING gin (terms)")

    def lock(self, connection: Connection) -> None:
        """Let one writer in at a time, until the transaction ends on the disk."""
        connection.execute(_AS_WRITER, {"wait": f"{max(1, int(patience() * 1000))}ms"})
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})

    def insert(self, connection: Connection, table: Table, rows: Sequence[Values]) -> None:
        """Write rows, each in the order of the table's columns."""
        _copy(connection, table.name, rows)

    def insert_terms(
        self, connection: Connection, table: str, rows: Sequence[tuple[int, str]]
    ) -> None:
        """Index the words of numbered rows; a row of words reads as a tsvector."""
        _copy(connection, f"{table}_terms", rows)

    def walk(self, connection: Connection, sorting: bool = False) -> None:
        """Have the transaction's next questions walk what they find, and stop at their page.

        The planner takes facets for independent, expects next to nothing of three together, and
        would rather sort all there is than stop at a page.
        """
        connection.exec_driver_sql(_WALKING if sorting else f"{_WALKING}; {_UNSORTED}")

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the terms are in the index, and its value."""
        wanted = [f"'{term}'" for term in sorted(sought.terms)]
        wanted += [f"'{prefix}':*" for prefix in sorted(sought.prefixes)]
        return "t.terms @@ CAST(:sought AS tsquery)", {"sought": " & ".join(wanted)}

    def indexed_terms(self, connection: Connection, name: str) -> View:
        """Return each row with all of its terms."""
        asked = text(f"SELECT row, tsvector_to_array(terms) FROM {name} ORDER BY row")
        found = lots(connection, asked)
        return View(1, ([(row, sorted(terms)) for row, terms in lot] for lot in found))

    @contextmanager
    def reading_one_moment(self, engine: Engine) -> Iterator[Connection]:
        """Lend a connection within one transaction that reads what was there at its beginning."""
        with engine.connect() as connection:
            isolated = connection.execution_options(isolation_level="REPEATABLE READ")
            with isolated.begin():
                yield isolated

    @contextmanager
    def scratch(self) -> Iterator[SqlStore]:
        """Lend an empty store in a temporary file that keeps terms row by row, as this one does."""
        with scratch(_TermsByRow()) as store:
            yield store

    def disk_size(self, connection: Connection) -> int:
        """Return the size of the database."""
        size: int = connection.execute(
            text("SELECT pg_database_size(current_database())")
        ).scalar_one()
        return size


def _copy(connection: Connection, table: str, rows: Sequence[Values]) -> None:
    """Write rows by COPY, which takes them in one go."""
    driver = cast("psycopg.Connection", connection.connection.dbapi_connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
        for row in rows:
            copy.write_row(row)


class _TermsByRow(SqliteDialect):
    """SQLite with plain tables in the place of its full-text indexes."""

    def create_terms(self, connection: Connection, name: str) -> None:
        """Make a plain table for the terms, empty."""
        connection.exec_driver_sql(f"CREATE TABLE {name} (row INTEGER PRIMARY KEY, terms TEXT)")

    def insert_terms(
        self, connection: Connection, table: str, rows: Sequence[tuple[int, str]]
    ) -> None:
        """Keep the words of numbered rows."""
        connection.exec_driver_sql(f"INSERT INTO {table}_terms VALUES (?, ?)", list(rows))

    def indexed_terms(self, connection: Connection, name: str) -> View:
        """Return each row with all of its terms."""
        found = lots(connection, text(f"SELECT row, terms FROM {name} ORDER BY row"))
        return View(1, ([(row, sorted(set(terms.split()))) for row, terms in lot] for lot in found))
