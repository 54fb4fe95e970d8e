"""The queue of review: what waits for a reviewer, document by document."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from pledgebook.book.book import Book
from pledgebook.book.query import RecordQuery, sort_key
from pledgebook.book.rows import RecordRow, Status
from pledgebook.book.store import Store

#: Where a record stands that somebody has to look at.
WAITING: Final = (Status.PROPOSED, Status.AWAITING)
#: How many records are held at a time, about.
PAGE: Final = 200


@dataclass(slots=True)
class Queue:
    """The records that wait for the book's author, a page at a time.

    What one document reports comes together, in the order of its text; the documents come in the
    order of `query` (what was said last comes first, if it names none). Each report of a commitment
    is asked for by itself, whatever it is merged with. A record that somebody decides meanwhile, or
    that waits for somebody other than its own author, is passed over.
    """

    book: Book
    query: RecordQuery = field(default_factory=RecordQuery)
    page: int = PAGE
    given: int = 0
    _passed: int = 0
    _counted: int | None = None
    _rows: Iterator[RecordRow] | None = field(default=None, repr=False)

    def next(self) -> RecordRow | None:
        """Return the next record that waits, as it stands now; None behind the last one."""
        if self._rows is None:
            self._rows = self._by_document()
        for row in self._rows:
            now = self.book.store.find(RecordRow, [row.key]).get(row.key)
            if now is not None and waits_for(now, self.book.author):
                self.given += 1
                return now
            self._passed += 1
        return None

    @property
    def total(self) -> int:
        """How many records waited when this was first asked, less those passed over since."""
        if self._counted is None:
            self._counted = sum(self.book.store.count(query) for query in self._queries())
        return max(self._counted - self._passed, self.given)

    def _queries(self) -> list[RecordQuery]:
        asked = (self.query.status,) if self.query.status else WAITING
        plain = replace(self.query, reports=True, limit=None, after=None)
        return [replace(plain, status=status) for status in asked]

    def _by_document(self) -> Iterator[RecordRow]:
        done: set[str] = set()
        for row in self._walk(self._queries()):
            home = self._home(row)
            if home not in done:
                done.add(home)
                yield from self._of(home)

    def _of(self, document: str) -> list[RecordRow]:
        """Return the records that one document reports, in the order of its text."""
        found = self._walk([replace(query, document=document) for query in self._queries()])
        own = {row.key: row for row in found if self._home(row) == document}
        return sorted(own.values(), key=lambda row: (_start(row, document), row.origin))

    def _walk(self, queries: list[RecordQuery]) -> Iterator[RecordRow]:
        return chain.from_iterable(walk(self.book.store, query, self.page) for query in queries)

    def _home(self, row: RecordRow) -> str:
        """Return the document that a record is shown with."""
        return self.query.document or row.evidence[0].document


def waits_for(row: RecordRow, reviewer: str) -> bool:
    """Tell whether a record waits for a reviewer: nobody decided, or another one did alone."""
    if row.orphaned or row.status not in WAITING:
        return False
    return row.decision is None or row.decision.author != reviewer


def walk(store: Store, query: RecordQuery, page: int = PAGE) -> Iterator[RecordRow]:
    """Yield the records that a query asks for, holding a page of them at a time.

    What changes while the walk goes on is seen as it stands when its page is asked for.
    """
    query = replace(query, limit=page)
    while rows := store.records(query):
        yield from rows
        if len(rows) < page:
            return
        query = replace(query, after=sort_key(rows[-1], query.by))


def _start(row: RecordRow, document: str) -> int:
    return min((piece.start for piece in row.evidence if piece.document == document), default=0)
