"""A book in a database: entries, what they name, and views in step with them."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

import msgspec
from sqlalchemy import Connection, Engine, func, select

from pledgebook.book import answering, projecting, tables
from pledgebook.book.chain import chained, check_contents, check_link, named, now
from pledgebook.book.dialect import Dialect
from pledgebook.book.entries import FORMAT, Body, Entry, read_entry
from pledgebook.book.failing import telling
from pledgebook.book.forking import close_before_fork
from pledgebook.book.inspecting import SqlInspection
from pledgebook.book.memory import moved, no_node
from pledgebook.book.query import DocumentQuery, Passage, RecordQuery
from pledgebook.book.rows import DocumentRow, PartyRow, R, RecordRow
from pledgebook.book.rules import apply
from pledgebook.book.sheet import Sheet
from pledgebook.book.standing import Standing
from pledgebook.book.store import EMPTY, Batch, Head, Store
from pledgebook.book.terms import Sought
from pledgebook.errors import BookError, FormatError

_CHUNK = 500  # entries fetched at a time
_REBUILT_AT_ONCE = 2_000  # entries between two looks at the memory of a rebuild


class SqlStore:
    """A `Store` in a database."""

    def __init__(self, engine: Engine, dialect: Dialect, place: str) -> None:
        self.engine = engine
        self.dialect = dialect
        self.place = place
        self._lent = threading.local()
        close_before_fork(engine)

    # Opening

    def create(self) -> None:
        """Make an empty book; raises `FormatError` where the database holds one already.

        One without any entry, as an interrupted beginning leaves it, is taken as it is.
        """
        with self._writing() as connection:
            self.dialect.lock(connection)
            if not self._has(connection, "pledgebook"):
                self.dialect.create(connection)
                connection.execute(tables.pledgebook.insert(), {"format": FORMAT})
                self._create_views(connection)
                return
        self.check(views=False)
        if self.head() != EMPTY:
            raise FormatError(f"{self.place} holds a book already", "Open it instead.")
        self.check()

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

    def append_next(
        self,
        bodies: Callable[[], Sequence[Body]],
        author: str,
        contents: Mapping[str, bytes] = {},
    ) -> Head | None:
        with self._writing() as connection:
            self.dialect.lock(connection)
            with self._lending(connection):
                wanted = bodies()
            if not wanted:
                return None
            head, last = self._head(connection)
            return self._write(
                connection, list(chained(head, last, wanted, author, now())), contents
            )

    def replay(self, entries: Sequence[Entry], contents: Mapping[str, bytes] = {}) -> Head:
        return self.replay_all([(entries, contents)])

    def replay_all(self, batches: Iterable[Batch]) -> Head:
        with self._writing() as connection:
            self.dialect.lock(connection)
            head, last = self._head(connection)
            for entries, contents in batches:
                for entry in entries:
                    check_link(entry, head, last)
                    head, last = Head(entry.sequence, entry.hash), entry.time
                self._write(connection, entries, contents, naming=True)
            return head

    def _write(
        self,
        connection: Connection,
        entries: Sequence[Entry],
        contents: Mapping[str, bytes],
        naming: bool = False,
    ) -> Head:
        check_contents(contents)
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
        self._project(connection, entries, naming)
        return (
            Head(entries[-1].sequence, entries[-1].hash) if entries else self._head(connection)[0]
        )

    def _project(
        self, connection: Connection, entries: Sequence[Entry], naming: bool = False
    ) -> None:
        """Derive what the entries make of the views; `naming` says which one broke a rule."""
        sheet = Sheet(Standing(connection))
        batch = projecting.Batch()
        for entry in entries:
            try:
                apply(entry, sheet)
            except BookError as error:
                if naming:
                    raise named(error, entry) from error
                raise
            batch.add(entry, sheet)
        batch.write(connection, self.dialect)

    def _keep_contents(self, connection: Connection, contents: Mapping[str, bytes]) -> None:
        if not contents:
            return
        column = tables.contents.c.hash
        hashes = list(contents)
        known: set[str] = set()
        for start in range(0, len(hashes), _CHUNK):
            asked = select(column).where(column.in_(hashes[start : start + _CHUNK]))
            known.update(connection.scalars(asked))
        new = [{"hash": hash, "data": data} for hash, data in contents.items() if hash not in known]
        if new:
            connection.execute(tables.contents.insert(), new)

    def keep_checkpoint(self, note: str) -> None:
        with self._writing() as connection:
            self.dialect.lock(connection)
            connection.execute(tables.checkpoints.insert(), {"note": note})

    def rebuild(self) -> None:
        with self._writing() as connection:
            self.dialect.lock(connection)
            for name in tables.TERMS:
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
            tables.views.drop_all(connection)
            self._create_views(connection)
            for entries in self._chunks(connection, 0, None, _REBUILT_AT_ONCE):
                self._project(connection, entries, naming=True)

    # Looking at what lies there

    @contextmanager
    def inspect(self) -> Iterator[SqlInspection]:
        with telling(self.place), self.dialect.reading_one_moment(self.engine) as connection:
            yield SqlInspection(connection, self.dialect)

    def scratch(self) -> AbstractContextManager[Store]:
        return self.dialect.scratch()

    def tally(self, table: type[R]) -> int:
        source = tables.versioned[table.table]
        asked = select(func.count()).select_from(source).where(source.c.until.is_(None))
        with self._reading() as connection:
            return connection.scalar(asked) or 0

    def disk_size(self) -> int | None:
        with self._reading() as connection:
            return self.dialect.disk_size(connection)

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

    def contents(self, hashes: list[str]) -> dict[str, bytes]:
        column = tables.contents.c
        asked = select(column.hash, column.data).where(column.hash.in_(hashes))
        with self._reading() as connection:
            return {row.hash: row.data for row in connection.execute(asked)}

    def find(self, table: type[R], keys: list[str], at: int | None = None) -> dict[str, R]:
        with self._reading() as connection:
            return Standing(connection, at).find(table, keys)

    def keys(self, table: type[R], beginning: str, limit: int) -> list[str]:
        column = tables.versioned[table.table].c.key
        asked = (
            select(column).distinct().where(column >= beginning, column < beginning + "\U0010ffff")
        )
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
            raise no_node(level, position)
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
        tables.views.create_all(connection)
        for name in tables.TERMS:
            self.dialect.create_terms(connection, name)
        connection.execute(tables.viewed.insert(), {"version": tables.VIEWS})

    def _views_are_current(self, connection: Connection) -> bool:
        if not self._has(connection, "viewed"):
            return False
        return connection.scalar(select(tables.viewed.c.version)) == tables.VIEWS

    def _has(self, connection: Connection, table: str) -> bool:
        return self.engine.dialect.has_table(connection, table)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        lent: Connection | None = getattr(self._lent, "connection", None)
        if lent is not None:
            yield lent
            return
        with telling(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _lending(self, connection: Connection) -> Iterator[None]:
        """Let this thread's questions be answered over a connection that holds the lock."""
        self._lent.connection = connection
        try:
            yield
        finally:
            self._lent.connection = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that writes: all of it is on the disk at the end, or none."""
        with telling(self.place), self.engine.connect() as connection:
            writing = connection.execution_options(begin="BEGIN IMMEDIATE")
            with writing.begin():
                yield writing
