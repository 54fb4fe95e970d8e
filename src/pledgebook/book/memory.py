"""A book in memory: the plainest store there is, for tests and for trying things out.

It keeps entries and nothing else that matters: a question about the past folds the entries up to
then. The other stores must answer as this one does (`tests/book/contract`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import cast

from pledgebook.book import merkle
from pledgebook.book.chain import chained, check_contents, check_link, now
from pledgebook.book.entries import Body, Entry, subjects
from pledgebook.book.facets import due_day, facets, said_day, words
from pledgebook.book.query import (
    DocumentQuery,
    Order,
    Passage,
    RecordQuery,
    passages,
    sort_key,
)
from pledgebook.book.rows import ROWS, DocumentRow, PartyRow, R, RecordRow, Row
from pledgebook.book.rules import apply
from pledgebook.book.sheet import Sheet
from pledgebook.book.store import EMPTY, Batch, Head, Inspection, Store, StoredLine, View
from pledgebook.book.terms import Sought, index_terms, query_terms
from pledgebook.errors import ConflictError, NotFoundError, TamperError


class _Standing:
    """The rows as they are after some entries."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.rows: dict[tuple[str, str], Row] = {}
        self.contents = contents

    def find(self, table: type[R], keys: list[str]) -> dict[str, R]:
        found = ((key, self.rows.get((table.table, key))) for key in keys)
        return {key: cast("R", row) for key, row in found if row is not None}

    def text(self, document: str) -> str:
        return text_of(document, self.contents.get(document))

    def scan(self, table: type[R]) -> list[R]:
        return [cast("R", row) for (name, _), row in self.rows.items() if name == table.table]

    def apply(self, entry: Entry) -> None:
        sheet = Sheet(self)
        apply(entry, sheet)
        self.rows.update({(row.table, row.key): row for row, _ in sheet.taken()})


def text_of(document: str, content: bytes | None) -> str:
    """Return a stored text from its bytes.

    Raises `NotFoundError` where there are none, and `TamperError` where they are no text.
    """
    if content is None:
        raise NotFoundError(f"the book holds no text of {document}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TamperError(f"the text of {document} is not in UTF-8") from error


class MemoryStore:
    """A `Store` that is gone when the program ends."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._contents: dict[str, bytes] = {}
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._notes: list[str] = []
        self._now = _Standing(self._contents)

    def head(self) -> Head:
        return Head(len(self._entries), self._entries[-1].hash) if self._entries else EMPTY

    def append(
        self,
        expected: Head,
        bodies: Sequence[Body],
        author: str,
        contents: Mapping[str, bytes] = {},
        time: str | None = None,
    ) -> Head:
        head = self.head()
        if head != expected:
            raise moved(expected, head)
        entries = list(chained(head, self._last(), bodies, author, time or now()))
        return self.replay(entries, contents)

    def append_next(
        self,
        bodies: Callable[[], Sequence[Body]],
        author: str,
        contents: Mapping[str, bytes] = {},
    ) -> Head | None:
        wanted = bodies()
        return self.append(self.head(), wanted, author, contents) if wanted else None

    def replay(self, entries: Sequence[Entry], contents: Mapping[str, bytes] = {}) -> Head:
        check_contents(contents)
        before, kept = dict(self._now.rows), dict(self._contents)
        self._contents.update(contents)
        head, last = self.head(), self._last()
        try:
            for entry in entries:
                check_link(entry, head, last)
                self._now.apply(entry)
                head, last = Head(entry.sequence, entry.hash), entry.time
        except Exception:
            self._now.rows = before
            self._contents.clear()
            self._contents.update(kept)
            raise
        for entry in entries:
            size = len(self._entries)
            for level, position, hash in merkle.new_nodes(
                size, merkle.leaf_hash(entry.line), self.node
            ):
                self._nodes[level, position] = hash
            self._entries.append(entry)
        return head

    def replay_all(self, batches: Iterable[Batch]) -> Head:
        """Gather the batches; here nothing is written before all are there."""
        gathered = list(batches)
        contents = {hash: data for _, some in gathered for hash, data in some.items()}
        return self.replay([entry for entries, _ in gathered for entry in entries], contents)

    @contextmanager
    def inspect(self) -> Iterator[Inspection]:
        yield _Inspection(
            list(self._entries), dict(self._contents), dict(self._nodes), list(self._notes),
            dict(self._now.rows),
        )  # fmt: skip

    @contextmanager
    def scratch(self) -> Iterator[Store]:
        yield MemoryStore()

    def tally(self, table: type[R]) -> int:
        return len(self._now.scan(table))

    def disk_size(self) -> int | None:
        return None

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        yield from self._entries[after:until]

    def entry_at(self, time: str) -> int:
        return sum(entry.time <= time for entry in self._entries)

    def history(self, subject: str) -> list[Entry]:
        return [entry for entry in self._entries if subject in subjects(entry.body)]

    def content(self, hash: str) -> bytes | None:
        return self._contents.get(hash)

    def contents(self, hashes: list[str]) -> dict[str, bytes]:
        return {hash: self._contents[hash] for hash in hashes if hash in self._contents}

    def find(self, table: type[R], keys: list[str], at: int | None = None) -> dict[str, R]:
        return self._standing(at).find(table, keys)

    def keys(self, table: type[R], beginning: str, limit: int) -> list[str]:
        keys = sorted(row.key for row in self._now.scan(table))
        return [key for key in keys if key.startswith(beginning)][:limit]

    def scan(self, table: type[R], at: int | None = None) -> Iterator[R]:
        yield from sorted(self._standing(at).scan(table), key=lambda row: row.key)

    def records(self, query: RecordQuery, at: int | None = None) -> list[RecordRow]:
        found = [row for row in self._standing(at).scan(RecordRow) if _answers(row, query)]
        keyed = sorted(((sort_key(row, query.by), row) for row in found), key=lambda pair: pair[0])
        if query.after:
            keyed = [pair for pair in keyed if pair[0] > query.after]
        return [row for _, row in keyed][: query.limit]

    def count(self, query: RecordQuery, at: int | None = None) -> int:
        return sum(_answers(row, query) for row in self._standing(at).scan(RecordRow))

    def documents(self, query: DocumentQuery, at: int | None = None) -> list[DocumentRow]:
        found = [row for row in self._standing(at).scan(DocumentRow) if _fits(row, query)]
        found.sort(key=lambda row: (row.published or "", row.added), reverse=True)
        return found[: query.limit]

    def passages(self, sought: Sought, limit: int, at: int | None = None) -> list[Passage]:
        standing = self._standing(at)
        found = []
        for row in sorted(standing.scan(DocumentRow), key=lambda row: row.added, reverse=True):
            text = standing.text(row.key)
            for part in passages(row.key, text):
                if _holds(index_terms(text[part.start : part.end]), sought):
                    found.append(part)
        return found[:limit]

    def parties(self, at: int | None = None) -> list[tuple[PartyRow, int]]:
        standing = self._standing(at)
        held = [facets(row) for row in standing.scan(RecordRow) if row.leads]
        counted = [
            (row, sum(f"party:{row.key}" in terms for terms in held))
            for row in standing.scan(PartyRow)
        ]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].key))

    def node(self, level: int, position: int) -> bytes:
        found = self._nodes.get((level, position))
        if found is None:
            raise no_node(level, position)
        return found

    def checkpoints(self) -> list[str]:
        return list(self._notes)

    def keep_checkpoint(self, note: str) -> None:
        self._notes.append(note)

    def rebuild(self) -> None:
        self._now = self._fold(len(self._entries))

    def close(self) -> None:
        pass

    def _last(self) -> str:
        return self._entries[-1].time if self._entries else ""

    def _standing(self, at: int | None) -> _Standing:
        return self._now if at is None else self._fold(at)

    def _fold(self, until: int) -> _Standing:
        standing = _Standing(self._contents)
        for entry in self._entries[:until]:
            standing.apply(entry)
        return standing


@dataclass(frozen=True, slots=True)
class _Inspection:
    """What a store in memory holds."""

    _entries: list[Entry]
    _contents: dict[str, bytes]
    _nodes: dict[tuple[int, int], bytes]
    _notes: list[str]
    _rows: dict[tuple[str, str], Row]

    def lines(self, after: int = 0) -> Iterator[StoredLine]:
        for entry in self._entries[after:]:
            yield StoredLine(entry.sequence, entry.time, entry.hash, entry.line)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        yield from self._contents.items()

    def content(self, hash: str) -> bytes | None:
        return self._contents.get(hash)

    def missing(self, hashes: Iterable[str]) -> set[str]:
        return set(hashes) - self._contents.keys()

    def nodes(self, level: int, start: int, end: int) -> dict[int, bytes]:
        found = ((place, self._nodes.get((level, place))) for place in range(start, end))
        return {place: hash for place, hash in found if hash is not None}

    def node_count(self) -> int:
        return len(self._nodes)

    def checkpoints(self) -> list[str]:
        return list(self._notes)

    def views(self) -> list[str]:
        return [row.table for row in ROWS]

    def view(self, name: str) -> View:
        found = sorted((key, row) for (table, key), row in self._rows.items() if table == name)
        return View(1, iter([[(key, key, row) for key, row in found]]))


def moved(expected: Head, head: Head) -> ConflictError:
    """Return the error of a writer whose head is no longer the head."""
    return ConflictError(
        f"the book moved on: you saw entry {expected.sequence}, its head is {head.sequence}",
        "Nothing was written. Look at what is new, and try again.",
    )


def no_node(level: int, position: int) -> NotFoundError:
    """Return the error of who asks for a node that the tree has not."""
    return NotFoundError(f"the tree has no node {position} on level {level}")


def _answers(row: RecordRow, query: RecordQuery) -> bool:
    due, said = due_day(row), said_day(row)
    return (
        set(query.facets) <= facets(row)
        and _within(due, query.due_after, query.due_before)
        and _within(said, query.date_after, query.date_before)
        and (query.by is not Order.DUE or due is not None)
        and (not query.text or _holds(index_terms(words(row)), query_terms(query.text)))
    )


def _within(day: date | None, after: date | None, before: date | None) -> bool:
    if after is None and before is None:
        return True
    return day is not None and (after or day) <= day <= (before or day)


def _fits(row: DocumentRow, query: DocumentQuery) -> bool:
    published = date.fromisoformat(row.published) if row.published else None
    return (
        query.language in (None, row.language)
        and query.summit in (None, row.summit)
        and query.live in (None, row.live)
        and _within(published, query.published_after, query.published_before)
    )


def _holds(terms: set[str], sought: Sought) -> bool:
    if not sought.terms and not sought.prefixes:
        return False
    return sought.terms <= terms and all(
        any(term.startswith(prefix) for term in terms) for prefix in sought.prefixes
    )
