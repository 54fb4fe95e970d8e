"""A book in a database of PostgreSQL, for a team."""

from typing import Final, cast

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from pledgebook.book import tables
from pledgebook.book.sql import SqlStore
from pledgebook.book.terms import Sought
from pledgebook.errors import BookError

#: The key of the lock that writers take in turn ("PLDG").
_TURN: Final = 0x504C4447

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
)
_GUARD: Final = """
CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION pledgebook_refuse()
"""
KEPT: Final = ("entries", "contents", "checkpoints", "pledgebook")


def open_postgresql(url: str, create: bool = False, stale: bool = False) -> SqlStore:
    """Open the book in a database, or begin one; `stale` lets views of another version pass.

    Raises `BookError` where the database cannot be reached and `FormatError` where it holds no book.
    """
    engine = _engine(url)
    store = SqlStore(engine, PostgresqlDialect(), engine.url.render_as_string(hide_password=True))
    if create:
        store.create()
    else:
        store.check(views=not stale)
    return store


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        named = parsed.set(drivername="postgresql+psycopg")
        return create_engine(named, pool_pre_ping=True, connect_args={"connect_timeout": 10})
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

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        tables.kept.create_all(connection)
        for guard in _GUARDS:
            connection.exec_driver_sql(guard)
        for table in KEPT:
            connection.exec_driver_sql(_GUARD.format(table=table))

    def create_views(self, connection: Connection) -> None:
        """Make the views' tables and the indexes for full-text search, empty."""
        tables.views.create_all(connection)
        for name in ("record_terms", "passage_terms"):
            connection.exec_driver_sql(
                f"CREATE TABLE {name} (row bigint PRIMARY KEY, terms tsvector NOT NULL)"
            )
            connection.exec_driver_sql(f"CREATE INDEX {name}_by_term ON {name} USING gin (terms)")

    def drop_views(self, connection: Connection) -> None:
        """Take the views away."""
        for name in ("record_terms", "passage_terms"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        tables.views.drop_all(connection)

    def lock(self, connection: Connection) -> None:
        """Let one writer in at a time, until the transaction ends."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})

    def insert_terms(
        self, connection: Connection, table: str, rows: list[dict[str, object]]
    ) -> None:
        """Index the terms of rows."""
        connection.execute(
            text(
                f"INSERT INTO {table}_terms(row, terms) "
                "VALUES (:row, array_to_tsvector(CAST(:terms AS text[])))"
            ),
            [{"row": row["row"], "terms": list(cast("set[str]", row["terms"]))} for row in rows],
        )

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the terms are in the index, and its value."""
        wanted = [f"'{term}'" for term in sorted(sought.terms)]
        wanted += [f"'{prefix}':*" for prefix in sorted(sought.prefixes)]
        return "t.terms @@ CAST(:sought AS tsquery)", {"sought": " & ".join(wanted)}
