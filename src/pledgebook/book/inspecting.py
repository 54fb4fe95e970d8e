"""What lies in a book's database, raw, as a check or a copy needs it: nothing is interpreted."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Executable, func, select

from pledgebook.book import tables
from pledgebook.book.store import StoredLine, View

if TYPE_CHECKING:
    from pledgebook.book.dialect import Dialect

_AT_ONCE: Final = 1_000  # rows fetched at a time
_NAMES_AT_ONCE: Final = 500


class SqlInspection:
    """An `Inspection` of a database, over one connection that sees one moment."""

    def __init__(self, connection: Connection, dialect: "Dialect") -> None:
        self._connection = connection
        self._dialect = dialect

    def lines(self, after: int = 0) -> Iterator[StoredLine]:
        """Yield the entries behind `after`, in order."""
        column = tables.entries.c
        while True:
            asked = (
                select(column.sequence, column.time, column.hash, column.line)
                .where(column.sequence > after)
                .order_by(column.sequence)
                .limit(_AT_ONCE)
            )
            rows = self._connection.execute(asked).all()
            for row in rows:
                yield StoredLine(row.sequence, str(row.time), str(row.hash), _bytes(row.line))
            if len(rows) < _AT_ONCE:
                return
            after = rows[-1].sequence

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield all contents with the hashes they are stored under, one at a time."""
        column, last = tables.contents.c.hash, ""
        while True:
            asked = select(column).where(column > last).order_by(column).limit(_NAMES_AT_ONCE)
            names = self._connection.scalars(asked).all()
            for name in names:
                yield name, self.content(name) or b""
            if len(names) < _NAMES_AT_ONCE:
                return
            last = names[-1]

    def content(self, hash: str) -> bytes | None:
        """Return what is stored under a hash, if anything is."""
        asked = select(tables.contents.c.data).where(tables.contents.c.hash == hash)
        found = self._connection.scalar(asked)
        return None if found is None else _bytes(found)

    def missing(self, hashes: Iterable[str]) -> set[str]:
        """Return those of the hashes under which nothing is stored."""
        wanted = list(dict.fromkeys(hashes))
        absent = set(wanted)
        column = tables.contents.c.hash
        for start in range(0, len(wanted), _NAMES_AT_ONCE):
            some = wanted[start : start + _NAMES_AT_ONCE]
            absent -= set(self._connection.scalars(select(column).where(column.in_(some))))
        return absent

    def nodes(self, level: int, start: int, end: int) -> dict[int, bytes]:
        """Return the nodes of the tree on a level from position `start` up to, without, `end`."""
        column = tables.nodes.c
        asked = select(column.position, column.hash).where(
            column.level == level, column.position >= start, column.position < end
        )
        return {place: _bytes(hash) for place, hash in self._connection.execute(asked)}

    def node_count(self) -> int:
        """Return how many nodes the tree has."""
        return self._connection.scalar(select(func.count()).select_from(tables.nodes)) or 0

    def checkpoints(self) -> list[str]:
        """Return the signed notes that were kept, oldest first."""
        column = tables.checkpoints.c
        return [str(n) for n in self._connection.scalars(select(column.note).order_by(column.id))]

    def views(self) -> list[str]:
        """Return the names of the views; the tree is not among them, it is checked by itself."""
        apart = (tables.viewed, tables.nodes)
        plain = [table.name for table in tables.views.sorted_tables if table not in apart]
        return [*plain, *tables.TERMS]

    def view(self, name: str) -> View:
        """Return the rows of a view, in lots that are equal where two views are."""
        if name in tables.TERMS:
            return self._dialect.indexed_terms(self._connection, name)
        table = tables.views.tables[name]
        keys = list(table.primary_key.columns)
        others = [column for column in table.columns if column not in keys]
        return View(len(keys), lots(self._connection, select(*keys, *others).order_by(*keys)))


def lots(connection: Connection, asked: Executable) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of a question, as plain tuples, without holding them all."""
    result = connection.execute(asked, execution_options={"yield_per": _AT_ONCE})
    try:
        for rows in result.partitions(_AT_ONCE):
            yield list(map(tuple, rows))
    finally:
        result.close()


def _bytes(value: object) -> bytes:
    """Return what stands in a column, whatever type somebody has put there."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
