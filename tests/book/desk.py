"""A desk at which tests write a book entry by entry, through any store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.book.world import OLD, ORIGINS, Sentence, added, kept, key, proposed, reading

from pledgebook.book.entries import (
    FORMAT,
    Body,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    DecisionUndone,
    MergeRefused,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
)
from pledgebook.book.memory import MemoryStore
from pledgebook.book.rows import DocumentRow, RecordRow
from pledgebook.book.store import Head, Store
from pledgebook.model.identity import document_id


@dataclass(slots=True)
class Desk:
    """A store, and a clock that goes on by a second with each write."""

    store: Store
    seconds: int = 0

    @classmethod
    def founded(cls, store: Store | None = None) -> "Desk":
        """Begin a book."""
        desk = cls(MemoryStore() if store is None else store)
        desk.write(BookFounded(FORMAT, "시험 책", "example.org/test"))
        return desk

    def write(
        self, *bodies: Body, author: str = "kim", contents: Mapping[str, bytes] | None = None
    ) -> Head:
        """Write entries behind the head, in one go."""
        self.seconds += 1
        minutes, seconds = divmod(self.seconds, 60)
        time = f"2026-11-{1 + minutes // 60:02}T09:{minutes % 60:02}:{seconds:02}.000000Z"
        return self.store.append(self.store.head(), bodies, author, contents or {}, time)

    def add(self, *sentences: Sentence, origin: str = ORIGINS[0], **more: Any) -> str:
        """Add a document of these sentences with all of them read; return its id."""
        bodies, contents = reading(*sentences, origin=origin, **more)
        self.write(*bodies, contents=contents)
        return next(iter(contents))

    def read(self, text: str, *sentences: Sentence, reader: str = OLD) -> None:
        """Read a document of the book again."""
        self.write(proposed(text, *sentences, reader=reader))

    def show(self, text: str, origin: str = ORIGINS[0], summit: str | None = None) -> str:
        """Add a document, or a revision of one, without reading it; return its id."""
        self.write(added(text, origin, summit), contents=kept(text))
        return document_id(text)

    def row(self, sentence: Sentence) -> RecordRow:
        """Return the record that a sentence is read as."""
        return self.store.find(RecordRow, [key(sentence)])[key(sentence)]

    def document(self, id: str) -> DocumentRow:
        """Return a document of the book."""
        return self.store.find(DocumentRow, [id])[id]

    def accept(self, sentence: Sentence, author: str = "kim") -> None:
        """Accept what a sentence is read as."""
        self.write(RecordAccepted(key(sentence), self.row(sentence).changed), author=author)

    def reject(self, sentence: Sentence, author: str = "kim") -> None:
        """Reject it, as nobody said so."""
        seen = self.row(sentence).changed
        self.write(RecordRejected(key(sentence), seen, "not-said"), author=author)

    def amend(self, sentence: Sentence, author: str = "kim", **changes: Any) -> None:
        """Accept it with other values."""
        seen = self.row(sentence).changed
        self.write(RecordAmended(key(sentence), seen, changes), author=author)

    def undo(self, sentence: Sentence, author: str = "kim") -> None:
        """Take the latest decision on it back."""
        decision = self.row(sentence).decision
        assert decision is not None
        self.write(DecisionUndone(key(sentence), decision.sequence), author=author)

    def merge(self, *sentences: Sentence) -> None:
        """Let them report one commitment."""
        self.write(CommitmentsMerged(tuple(key(sentence) for sentence in sentences)))

    def split(self, sentence: Sentence) -> None:
        """Let one report a commitment of its own again."""
        self.write(CommitmentsSplit(key(sentence)))

    def refuse(self, first: Sentence, second: Sentence) -> None:
        """Let two never be merged."""
        self.write(MergeRefused((key(first), key(second))))
