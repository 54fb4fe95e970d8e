"""What differs between the databases that a book can be kept in."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Engine, Table

from pledgebook.book.projecting import Values
from pledgebook.book.store import View
from pledgebook.book.terms import Sought

if TYPE_CHECKING:
    from pledgebook.book.sql import SqlStore


class Dialect(Protocol):
    """What differs between the databases."""

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        ...

    def create_terms(self, connection: Connection, name: str) -> None:
        """Make an index for full-text search, empty."""
        ...

    def lock(self, connection: Connection) -> None:
        """Let one writer in at a time, until the transaction ends."""
        ...

    def insert(self, connection: Connection, table: Table, rows: Sequence[Values]) -> None:
        """Write rows, each in the order of the table's columns, in the fastest way there is."""
        ...

    def insert_terms(
        self, connection: Connection, table: str, rows: Sequence[tuple[int, str]]
    ) -> None:
        """Index the words of numbered rows for search, in `<table>_terms`."""
        ...

    def walk(self, connection: Connection, sorting: bool = False) -> None:
        """Have the transaction's next questions walk what they find, and stop at their page.

        With `sorting` what is walked may be sorted before.
        """
        ...

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the index `t` of a table holds the terms, and its values."""
        ...

    def indexed_terms(self, connection: Connection, name: str) -> View:
        """Return what an index for full-text search holds."""
        ...

    def reading_one_moment(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Lend a connection that sees the database as it is now, until the context ends."""
        ...

    def scratch(self) -> AbstractContextManager["SqlStore"]:
        """Lend an empty store, not safe against a crash, whose views compare with this one's."""
        ...

    def disk_size(self, connection: Connection) -> int:
        """Return how many bytes the database takes."""
        ...

    #: Whether an index for full-text search gives what it finds newest first.
    in_order: bool

    #: The name of the column of a terms table that numbers its rows.
    row: str
