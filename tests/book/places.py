"""Where tests keep books: in memory, in a file, in a database that is emptied each time."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, text

from pledgebook.book import tables
from pledgebook.book.memory import MemoryStore
from pledgebook.book.postgresql import open_postgresql
from pledgebook.book.sql import SqlStore
from pledgebook.book.sqlite import open_sqlite
from pledgebook.book.store import Store
from pledgebook.errors import FormatError

MEMORY, SQLITE, POSTGRESQL = KINDS = ("memory", "sqlite", "postgresql")


@dataclass(slots=True)
class Place:
    """A place for one book; `begin` gives an empty store, `open` the one that is there."""

    kind: str
    begin: Callable[[], Store]
    open: Callable[[], Store] | None
    opened: list[Store] = field(default_factory=list)

    def again(self) -> Store:
        """Open the book anew, beside who has it open."""
        assert self.open is not None
        self.opened.append(self.open())
        return self.opened[-1]

    def close(self) -> None:
        """Close all that was opened anew."""
        for store in self.opened:
            store.close()


def in_memory() -> Place:
    """A place that is gone with its store."""
    return Place(MEMORY, MemoryStore, None)


def in_file(folder: Path) -> Place:
    """A file in a folder. It begins as a copy of an empty book, which is made once.

    So is what opens it: to prepare its statements takes longer than a short book.
    """
    path, empty = folder / "book.pledgebook", folder / "empty"
    first: list[SqlStore] = []

    def begin() -> Store:
        if not first:
            first.append(open_sqlite(path, create=True))
            first[0].close()
            shutil.copyfile(path, empty)
        for old in folder.glob(f"{path.name}*"):
            old.unlink()
        shutil.copyfile(empty, path)
        return first[0]

    return Place(SQLITE, begin, lambda: open_sqlite(path))


def in_database(url: str) -> Place:
    """A database, whose tables are made once and emptied each time."""
    first: list[SqlStore] = []

    def begin() -> Store:
        if not first:
            try:
                first.append(open_postgresql(url))
            except FormatError:
                first.append(open_postgresql(url, create=True))
        empty(first[0])
        return first[0]

    return Place(POSTGRESQL, begin, lambda: open_postgresql(url))


def empty(store: SqlStore) -> None:
    """Empty a database past its triggers, as only its superuser can."""
    named = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    spared = {tables.pledgebook.name, tables.viewed.name}
    with store.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name in connection.scalars(named).all():
            if name not in spared:
                connection.execute(text(f'DELETE FROM "{name}"'))


def view_rows(store: SqlStore) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every view table, in order, with what the full-text indexes hold."""
    found: dict[str, list[tuple[object, ...]]] = {}
    sqlite = store.engine.dialect.name == "sqlite"
    with store.engine.connect() as connection:
        for table in tables.views.sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
        for name in ("record_terms", "passage_terms"):
            if sqlite:
                connection.execute(
                    text(f"CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, {name}, instance)")
                )
                query = "SELECT term, doc FROM temp.v ORDER BY 1, 2"
            else:
                query = f"SELECT row, terms::text FROM {name} ORDER BY 1"
            found[name] = [tuple(row) for row in connection.execute(text(query))]
            if sqlite:
                connection.execute(text("DROP TABLE temp.v"))
    return found
