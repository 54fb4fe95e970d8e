"""What writers do to a book that is tormented: add documents, decide on records, set settings."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from benchmarks.plausible import READER, releases

from pledgebook.book.book import Book
from pledgebook.book.entries import Body
from pledgebook.book.opening import open_store
from pledgebook.book.query import Order, RecordQuery
from pledgebook.book.rows import RecordRow
from pledgebook.book.store import Head, Store
from pledgebook.errors import ConflictError
from pledgebook.model.document import Document
from pledgebook.model.identity import document_id, sha256
from pledgebook.model.record import Record

#: How many records a document brings; few, so that a book stays small while it gets many entries.
RECORDS = 3
#: What the books' checkpoints carry.
ORIGIN = "example.org/tormented"
_LISTED = 12

Told = Callable[[Head, Sequence[Body]], None]


class TellingStore:
    """A store that tells of each append once it has returned, which is when it is acknowledged."""

    def __init__(self, store: Store, told: Told) -> None:
        self._store = store
        self._told = told

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def append(
        self,
        expected: Head,
        bodies: Sequence[Body],
        author: str,
        contents: Mapping[str, bytes] = {},
        time: str | None = None,
    ) -> Head:
        head = self._store.append(expected, bodies, author, contents, time)
        self._told(head, bodies)
        return head

    def append_next(
        self,
        bodies: Callable[[], Sequence[Body]],
        author: str,
        contents: Mapping[str, bytes] = {},
    ) -> Head | None:
        written: list[Body] = []

        def asked() -> Sequence[Body]:
            written[:] = bodies()
            return written

        head = self._store.append_next(asked, author, contents)
        if head is not None:
            self._told(head, written)
        return head


def telling_book(store: Store, author: str, told: Told) -> Book:
    """Return the book of a store that tells `told` of every append."""
    return Book(cast(Store, TellingStore(store, told)), author)


def found_book(place: str) -> None:
    """Begin a book for the writers."""
    store = open_store(place, create=True)
    try:
        Book.found(store, "founder", "tormented", ORIGIN)
    finally:
        store.close()


def invented(seed: int) -> tuple[Document, tuple[Record, ...], str]:
    """Return a document that no other seed gives, its records and its summit."""
    (release,) = releases(1, seed)
    kept = release.records[:RECORDS]
    text = release.document.text[: kept[-1].evidence[0].end] + "\n"
    document = replace(
        release.document,
        id=document_id(text),
        text=text,
        raw_sha256=sha256(text.encode()),
        origin=f"release-{seed}.md",
        blocks=release.document.blocks[:RECORDS],
    )
    records = tuple(
        replace(r, evidence=(replace(r.evidence[0], document=document.id),)) for r in kept
    )
    return document, records, release.summit


def add(book: Book, seed: int) -> None:
    """Add a document with its records."""
    document, records, summit = invented(seed)
    book.add(document, records, READER, document.text.encode(), summit)


def decide(book: Book, row: RecordRow, chance: random.Random) -> None:
    """Make some decision that the book's rules allow on a record as it was seen."""
    undecided = row.decision is None
    choice = chance.randrange(3 if undecided else 4)
    if choice == 0 and undecided:
        book.accept(row, "읽어 봄")
    elif choice == 1 and undecided:
        book.reject(row, chance.choice(("not-said", "wrong-party", "boilerplate")), "not there")
    elif choice == 3:
        book.undo(row, "once more")
    else:
        book.amend(row, {"action": f"새로 쓴 문구 {chance.randrange(10**6)}"}, "clearer so")


def listed(book: Book) -> list[RecordRow]:
    """Return the records that changed last, as a reviewer's list shows them."""
    return book.store.records(RecordQuery(reports=True, order=Order.BOOK, limit=_LISTED))


def step(book: Book, chance: random.Random) -> bool:
    """Do one thing of those that writers do; return False where another writer was first."""
    try:
        what = chance.random()
        rows = listed(book) if what >= 0.35 else []
        if what > 0.97:
            book.set("four-eyes", chance.choice(("on", "off")))
        elif rows:
            decide(book, chance.choice(rows), chance)
        else:
            add(book, chance.getrandbits(62))
    except ConflictError:
        return False
    return True
