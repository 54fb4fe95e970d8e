"""A book in a database, SQLite or PostgreSQL: entries, what they name, and views in step with them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

import msgspec
from sqlalchemy import Connection, Engine, select

from pledgebook.book import answering, projecting, tables
from pledgebook.book.chain import chained, check_link, now
from pledgebook.book.entries import FORMAT, Body, Entry, read_entry
from pledgebook.book.failing import telling
from pledgebook.book.memory import moved
from pledgebook.book.query import DocumentQuery, Passage, RecordQuery
from pledgebook.book.rows import DocumentRow, PartyRow, R, RecordRow
from pledgebook.book.rules import apply
from pledgebook.book.sheet import Sheet
from pledgebook.book.standing import Standing
from pledgebook.book.store import EMPTY, Head
from pledgebook.book.terms import Sought
from pledgebook.errors import FormatError, NotFoundError

_CHUNK = 500  # entries fetched at a time
_REBUILT_AT_ONCE = 2_000  # entries between two looks at the memory of a rebuild


class Dialect(Protocol):
    """What differs between the databases."""

    def create(self, connection: Connection) -> None:
        """Make the kept tables, with what refuses to change them."""
        ...

    def create_views(self, connection: Connection) -> None:
        """Make the views' tables and the indexes for full-text search, empty."""
        ...

    def drop_views(self, connection: Connection) -> None:
        """Take the views away."""
        ...

    def lock(self, connection: Connection) -> None:
        """Let one writer in at a time, until the transaction ends."""
        ...

    def insert_terms(
        self, connection: Connection, table: str, rows: list[dict[str, object]]
    ) -> None:
        """Index `terms` (a set of words) of each `row` for search, in `<table>_terms`."""
        ...

    def holding(self, table: str, sought: Sought) -> tuple[str, dict[str, object]]:
        """Return the condition that the index `t` of a table holds the terms, and its values."""
        ...

    #: The name of the column of a terms table that numbers its rows.
    row: str


class SqlStore:
    """A `Store` in a database."""

    def __init__(self, engine: Engine, dialect: Dialect, place: str) -> None:
        self.engine = engine
        self.dialect = dialect
        self.place = place

    # Opening

    def create(self) -> None:
        """Make an empty book; raises `FormatError` where the database holds one already."""
        with self._writing() as connection:
            if self._has(connection, "pledgebook"):
                raise FormatError(f"{self.place} holds a book already", "Open it instead.")
            self.dialect.create(connection)
            connection.execute(tables.pledgebook.insert(), {"format": FORMAT})
            self._create_views(connection)

    def check(self, views: bool = True) -> None:
        """Raise `FormatError` where there is no book, one of another format, or of older views."""
        with self._reading() as connection:
            if not self._has(connection, "pledgebook"):
                raise FormatError(f"{self.place} is no book", "`pledgebook book init` begins one.")
            found = connection.scalar(select(tables.pledgebook.c.format))
            if found != FORMAT:
                raise FormatError(
                    f"{self.place} is of format {found}; this program knows format {FORMAT}",
                    "Upgrade Pledgebook.",
                )
            if views and not self._views_are_current(connection):
                raise FormatError(
                    f"the views of {self.place} are not those of this version",
                    "`pledgebook book rebuild` derives them anew.",
                )

    # Writing

    def append(
        self,
        expected: Head,
        bodies: Sequence[Body],
        author: str,
        contents: Mapping[str, bytes] = {},
        time: str | None = None,
    ) -> Head:
        with self._writing() as connection:
            self.dialect.lock(connection)
            head, last = self._head(connection)
            if head != expected:
                raise moved(expected, head)
            entries = list(chained(head, last, bodies, author, time or now()))
            return self._write(connection, entries, contents)

    def replay(self, entries: Sequence[Entry], contents: Mapping[str, bytes] = {}) -> Head:
        with self._writing() as connection:
            self.dialect.lock(connection)
            head, last = self._head(connection)
            for entry in entries:
                check_link(entry, head, last)
                head, last = Head(entry.sequence, entry.hash), entry.time
            return self._write(connection, entries, contents)

    def _write(
        self, connection: Connection, entries: Sequence[Entry], contents: Mapping[str, bytes]
    ) -> Head:
        self._keep_contents(connection, contents)
        if entries:
            connection.execute(
                tables.entries.insert(),
                [
                    {
                        "sequence": e.sequence,
                        "time": e.time,
                        "hash": e.hash,
                        "line": e.line.decode(),
                    }
                    for e in entries
                ],
            )
        self._project(connection, entries)
        return (
            Head(entries[-1].sequence, entries[-1].hash) if entries else self._head(connection)[0]
        )

    def _project(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Derive what the entries make of the views."""
        sheet = Sheet(Standing(connection))
        batch = projecting.Batch()
        for entry in entries:
            apply(entry, sheet)
            batch.add(entry, sheet)
        batch.write(connection, self.dialect)

    def _keep_contents(self, connection: Connection, contents: Mapping[str, bytes]) -> None:
        if not contents:
            return
        column = tables.contents.c.hash
        known = set(connection.scalars(select(column).where(column.in_(list(contents)))))
        new = [{"hash": hash, "data": data} for hash, data in contents.items() if hash not in known]
        if new:
            connection.execute(tables.contents.insert(), new)

    def keep_checkpoint(self, note: str) -> None:
        with self._writing() as connection:
            connection.execute(tables.checkpoints.insert(), {"note": note})

    def rebuild(self) -> None:
        with self._writing() as connection:
            self.dialect.lock(connection)
            self.dialect.drop_views(connection)
            self._create_views(connection)
            for entries in self._chunks(connection, 0, None, _REBUILT_AT_ONCE):
                self._project(connection, entries)

    # Reading

    def head(self) -> Head:
        with self._reading() as connection:
            return self._head(connection)[0]

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        while True:
            with self._reading() as connection:
                chunk = next(self._chunks(connection, after, until, _CHUNK), [])
            yield from chunk
            if len(chunk) < _CHUNK:
                return
            after = chunk[-1].sequence

    def entry_at(self, time: str) -> int:
        column = tables.entries.c
        asked = select(column.sequence).where(column.time <= time)
        with self._reading() as connection:
            latest = asked.order_by(column.time.desc(), column.sequence.desc()).limit(1)
            return connection.scalar(latest) or 0

    def history(self, subject: str) -> list[Entry]:
        joined = tables.entries.join(
            tables.subjects, tables.subjects.c.sequence == tables.entries.c.sequence
        )
        asked = (
            select(tables.entries.c.line)
            .select_from(joined)
            .where(tables.subjects.c.subject == subject)
            .order_by(tables.entries.c.sequence)
        )
        with self._reading() as connection:
            return [read_entry(line.encode()) for line in connection.scalars(asked)]

    def content(self, hash: str) -> bytes | None:
        asked = select(tables.contents.c.data).where(tables.contents.c.hash == hash)
        with self._reading() as connection:
            return connection.scalar(asked)

    def find(self, table: type[R], keys: list[str], at: int | None = None) -> dict[str, R]:
        with self._reading() as connection:
            return Standing(connection, at).find(table, keys)

    def keys(self, table: type[R], beginning: str, limit: int) -> list[str]:
        column = tables.versioned[table.table].c.key
        asked = select(column).distinct().where(column >= beginning, column < beginning + "\uffff")
        with self._reading() as connection:
            return list(connection.scalars(asked.order_by(column).limit(limit)))

    def scan(self, table: type[R], at: int | None = None) -> Iterator[R]:
        columns = tables.versioned[table.table].c
        last = ""
        while True:
            asked = (
                select(columns.body)
                .where(columns.key > last, answering.standing(columns, at))
                .order_by(columns.key)
                .limit(_CHUNK)
            )
            with self._reading() as connection:
                rows = [msgspec.json.decode(body, type=table) for body in connection.scalars(asked)]
            yield from rows
            if len(rows) < _CHUNK:
                return
            last = rows[-1].key

    def records(self, query: RecordQuery, at: int | None = None) -> list[RecordRow]:
        with self._reading() as connection:
            return answering.records(connection, self.dialect, query, at)

    def count(self, query: RecordQuery, at: int | None = None) -> int:
        with self._reading() as connection:
            return answering.count(connection, self.dialect, query, at)

    def documents(self, query: DocumentQuery, at: int | None = None) -> list[DocumentRow]:
        with self._reading() as connection:
            return answering.documents(connection, query, at)

    def passages(self, sought: Sought, limit: int, at: int | None = None) -> list[Passage]:
        with self._reading() as connection:
            return answering.passages(connection, self.dialect, sought, limit, at)

    def parties(self, at: int | None = None) -> list[tuple[PartyRow, int]]:
        counts = dict.fromkeys(self.scan(PartyRow, at), 0)
        with self._reading() as connection:
            for row in counts:
                counts[row] = answering.party_count(connection, row.key, at)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].key))

    def node(self, level: int, position: int) -> bytes:
        column = tables.nodes.c
        asked = select(column.hash).where(column.level == level, column.position == position)
        with self._reading() as connection:
            found: bytes | None = connection.scalar(asked)
        if found is None:
            raise NotFoundError(f"the tree has no node {position} on level {level}")
        return found

    def checkpoints(self) -> list[str]:
        column = tables.checkpoints.c
        with self._reading() as connection:
            return list(connection.scalars(select(column.note).order_by(column.id)))

    def close(self) -> None:
        self.engine.dispose()

    # Within

    def _head(self, connection: Connection) -> tuple[Head, str]:
        column = tables.entries.c
        newest = select(column.sequence, column.hash, column.time)
        row = connection.execute(newest.order_by(column.sequence.desc()).limit(1)).one_or_none()
        return (Head(row.sequence, row.hash), row.time) if row else (EMPTY, "")

    def _chunks(
        self, connection: Connection, after: int, until: int | None, size: int
    ) -> Iterator[list[Entry]]:
        column = tables.entries.c
        while True:
            asked = select(column.line).where(column.sequence > after)
            if until is not None:
                asked = asked.where(column.sequence <= until)
            lines = connection.scalars(asked.order_by(column.sequence).limit(size)).all()
            if lines:
                chunk = [read_entry(line.encode()) for line in lines]
                yield chunk
                after = chunk[-1].sequence
            if len(lines) < size:
                return

    def _create_views(self, connection: Connection) -> None:
        self.dialect.create_views(connection)
        connection.execute(tables.viewed.insert(), {"version": tables.VIEWS})

    def _views_are_current(self, connection: Connection) -> bool:
        if not self._has(connection, "viewed"):
            return False
        return connection.scalar(select(tables.viewed.c.version)) == tables.VIEWS

    def _has(self, connection: Connection, table: str) -> bool:
        return self.engine.dialect.has_table(connection, table)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that writes: all of it is on the disk at the end, or none."""
        with telling(self.place), self.engine.connect() as connection:
            writing = connection.execution_options(begin="BEGIN IMMEDIATE")
            with writing.begin():
                yield writing
