"""Where a book is kept: what every store can do, whatever it is made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

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

#: Entries that exist already, and the contents they name by hash.
Batch = tuple[Sequence[Entry], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class View:
    """The rows of a view in the order of their keys, some at a time.

    The first `key` columns of a row are its key.
    """

    key: int
    lots: Iterator[list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class StoredLine:
    """An entry as it lies in a store, not looked at yet: its line, and what stands beside it."""

    sequence: int
    time: str
    hash: str
    line: bytes


class Inspection(Protocol):
    """What lies in a store at one moment, raw, whatever is written meanwhile."""

    def lines(self, after: int = 0) -> Iterator[StoredLine]:
        """Yield the entries behind `after`, in order."""
        ...

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield all contents with the hashes they are stored under, one at a time."""
        ...

    def content(self, hash: str) -> bytes | None:
        """Return what is stored under a hash, if anything is."""
        ...

    def missing(self, hashes: Iterable[str]) -> set[str]:
        """Return those of the hashes under which nothing is stored."""
        ...

    def nodes(self, level: int, start: int, end: int) -> dict[int, bytes]:
        """Return the nodes of the tree on a level from position `start` up to, without, `end`."""
        ...

    def node_count(self) -> int:
        """Return how many nodes the tree has."""
        ...

    def checkpoints(self) -> list[str]:
        """Return the signed notes that were kept, oldest first."""
        ...

    def views(self) -> list[str]:
        """Return the names of the views."""
        ...

    def view(self, name: str) -> View:
        """Return the rows of a view, in lots that are equal where two views are."""
        ...


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

    def append_next(
        self,
        bodies: Callable[[], Sequence[Body]],
        author: str,
        contents: Mapping[str, bytes] = {},
    ) -> Head | None:
        """Write what `bodies` returns behind whatever is the head; None where that is nothing.

        No other writer is let in meanwhile: what `bodies` reads in this store is what its entries
        follow. Raises what `append` raises, and what `bodies` raises.
        """
        ...

    def replay(self, entries: Sequence[Entry], contents: Mapping[str, bytes] = {}) -> Head:
        """Write entries that exist already, as an import does; they must follow the head.

        Raises what `append` raises, and `TamperError` where an entry does not link to the head.
        """
        ...

    def replay_all(self, batches: Iterable[Batch]) -> Head:
        """Write batch after batch of entries that exist already, all or none, as `replay` does.

        An entry that breaks a rule is named in the error.
        """
        ...

    def inspect(self) -> AbstractContextManager[Inspection]:
        """Look at what lies in the store, as it is now and until the context ends."""
        ...

    def scratch(self) -> AbstractContextManager["Store"]:
        """Lend an empty store whose views can be compared with this one's; it is not kept."""
        ...

    def tally(self, table: type[R]) -> int:
        """Return how many rows a table has now."""
        ...

    def disk_size(self) -> int | None:
        """Return how many bytes the store takes on the disk, if it is on one."""
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

    def contents(self, hashes: list[str]) -> dict[str, bytes]:
        """Return what is stored under some hashes, as far as it is there."""
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
