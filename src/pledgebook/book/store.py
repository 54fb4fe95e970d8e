"""Where a book is kept: what every store can do, whatever it is made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pledgebook.book.canonical import NOTHING
from pledgebook.book.entries import Body, Entry
from pledgebook.book.query import DocumentQuery, Passage, RecordQuery
from pledgebook.book.rows import DocumentRow, PartyRow, R, RecordRow
from pledgebook.book.terms import Sought


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry of a book: its place and its hash."""

    sequence: int
    hash: str


EMPTY = Head(0, NOTHING)


class Store(Protocol):
    """Entries, the texts they name, and the views derived from them.

    `at` asks for the book as it stood after that entry; None is now.
    """

    def head(self) -> Head:
        """Return the newest entry's place and hash."""
        ...

    def append(
        self,
        expected: Head,
        bodies: Sequence[Body],
        author: str,
        contents: Mapping[str, bytes] = {},
        time: str | None = None,
    ) -> Head:
        """Write entries behind `expected`, all or none, with the contents they name by hash.

        When this returns, they are on the disk. The time is now (UTC), and never before that of
        the entry before. Raises `ConflictError` where the head is another by now, `RuleError`
        where an entry breaks a rule, `BookError` where the store cannot write.
        """
        ...

    def replay(self, entries: Sequence[Entry], contents: Mapping[str, bytes] = {}) -> Head:
        """Write entries that exist already, as an import does; they must follow the head.

        Raises what `append` raises, and `TamperError` where an entry does not link to the head.
        """
        ...

    def entries(self, after: int = 0, until: int | None = None) -> Iterator[Entry]:
        """Yield the entries behind `after`, up to `until`, in order."""
        ...

    def entry_at(self, time: str) -> int:
        """Return the place of the last entry written at or before a time; 0 where there is none."""
        ...

    def history(self, subject: str) -> list[Entry]:
        """Return the entries about a document or a record, oldest first."""
        ...

    def content(self, hash: str) -> bytes | None:
        """Return what is stored under a hash, if anything is."""
        ...

    def find(self, table: type[R], keys: list[str], at: int | None = None) -> dict[str, R]:
        """Return those of the rows that are there, by key."""
        ...

    def keys(self, table: type[R], beginning: str, limit: int) -> list[str]:
        """Return keys that begin so, in order; past rows count too."""
        ...

    def scan(self, table: type[R], at: int | None = None) -> Iterator[R]:
        """Yield all rows of a table, in the order of their keys."""
        ...

    def records(self, query: RecordQuery, at: int | None = None) -> list[RecordRow]:
        """Return the records that a query asks for."""
        ...

    def count(self, query: RecordQuery, at: int | None = None) -> int:
        """Return how many records a query asks for, without its limit."""
        ...

    def documents(self, query: DocumentQuery, at: int | None = None) -> list[DocumentRow]:
        """Return the documents that a query asks for."""
        ...

    def passages(self, sought: Sought, limit: int, at: int | None = None) -> list[Passage]:
        """Return passages that hold all terms, those of the newest documents first."""
        ...

    def parties(self, at: int | None = None) -> list[tuple[PartyRow, int]]:
        """Return the parties with how many records they act in, the busiest first."""
        ...

    def node(self, level: int, position: int) -> bytes:
        """Return the hash of a complete subtree of the Merkle tree over the entries' lines."""
        ...

    def checkpoints(self) -> list[str]:
        """Return the signed notes that were kept, oldest first."""
        ...

    def keep_checkpoint(self, note: str) -> None:
        """Keep a signed note for ever."""
        ...

    def rebuild(self) -> None:
        """Derive every view anew from the entries."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
