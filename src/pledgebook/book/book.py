"""A book as people use it: what is read goes in, decisions are made, questions are answered."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pledgebook.book.adding import document_added, own, utf8
from pledgebook.book.entries import (
    FORMAT,
    Body,
    BookFounded,
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    Entry,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    SettingChanged,
    SummitAssigned,
)
from pledgebook.book.rows import DocumentRow, NumberRow, OriginRow, RecordRow, SettingRow
from pledgebook.book.store import EMPTY, Store
from pledgebook.errors import ConflictError, FormatError, NotFoundError, RuleError
from pledgebook.model.document import Document
from pledgebook.model.record import Record

_SHORTEST = 6  # of an id, as people type it
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a reading made of the book; `revises` is the document it takes the place of."""

    document: str
    new: bool
    revises: str | None
    proposed: int


@dataclass(slots=True)
class Book:
    """A store and who writes in it. Every method that writes returns when it is on the disk."""

    store: Store
    author: str

    @classmethod
    def found(cls, store: Store, author: str, name: str, origin: str) -> "Book":
        """Begin a book; raises `FormatError` where the store holds one already."""
        if store.head() != EMPTY:
            raise FormatError("there is a book already", "Open it, or name another place.")
        store.append(EMPTY, [BookFounded(FORMAT, name, origin)], author)
        return cls(store, author)

    def setting(self, name: str, at: int | None = None) -> str | None:
        """Return a setting's value; `name`, `origin` and `format` come from the founding."""
        row = self.store.find(SettingRow, [name], at).get(name)
        return row.value if row else None

    # What is read

    def add(
        self,
        document: Document,
        records: Sequence[Record],
        reader: str,
        raw: bytes | None = None,
        summit: str | None = None,
    ) -> Added:
        """Add a document with what was read in it; what the book has already is not added again."""
        contents = {document.id: utf8(document)}
        if raw is not None:
            contents[document.raw_sha256] = raw
        added = document_added(document, raw is not None, summit)
        found = tuple(own(record, document.id) for record in records)
        proposed = RecordsProposed(document.id, reader, found)
        outcome: list[Added] = []

        def bodies() -> list[Body]:
            origin = self.store.find(OriginRow, [document.origin]).get(document.origin)
            known = self.store.find(DocumentRow, [document.id]).get(document.id)
            shown = origin is not None and origin.document == document.id
            fresh = known is None or not self._proposes(known, found)
            revises = origin.document if origin and not shown else None
            count = len(found) if fresh else 0
            outcome[:] = [Added(document.id, not shown, revises, count)]
            new: list[Body] = [] if shown else [added]
            return [*new, proposed] if fresh else new

        self.write(bodies, contents)
        return outcome[0]

    def _proposes(self, document: DocumentRow, records: Sequence[Record]) -> bool:
        """Tell whether the book has these very proposals for a document."""
        if document.records != tuple(record.id for record in records):
            return False
        rows = self.store.find(RecordRow, list(document.records))
        return all(
            any(
                p.document == document.key and p.record == record for p in rows[record.id].proposals
            )
            for record in records
        )

    # What is decided

    def accept(self, row: RecordRow, note: str = "") -> None:
        """Accept a record as the machine read it, or confirm another's decision on it.

        Like all decisions, raises `ConflictError` where the record changed after `row` was seen,
        and `RuleError` where the book's rules forbid it.
        """
        self.write(lambda: [RecordAccepted(row.key, row.changed, note)])

    def amend(self, row: RecordRow, changes: Mapping[str, Any], note: str = "") -> None:
        """Accept a record with other values, in the form of the record's JSON."""
        self.write(lambda: [RecordAmended(row.key, row.changed, dict(changes), note)])

    def reject(self, row: RecordRow, reason: str, note: str = "") -> None:
        """Reject a record whose extraction is wrong, for a reason of `Rejection`."""
        self.write(lambda: [RecordRejected(row.key, row.changed, reason, note)])

    def undo(self, row: RecordRow, note: str = "") -> None:
        """Take back the latest decision on a record, by a further entry."""
        if row.decision is None:
            raise RuleError(f"nobody has decided on {row.key}")
        decision = row.decision.sequence

        def bodies() -> list[Body]:
            now = self.store.find(RecordRow, [row.key]).get(row.key)
            if now is None or now.decision is None or now.decision.sequence != decision:
                raise ConflictError(
                    f"entry {decision} is no longer the latest decision on {row.key}",
                    "Look at it again, and decide anew.",
                )
            return [DecisionUndone(row.key, decision, note)]

        self.write(bodies)

    def merge(self, rows: Sequence[RecordRow], score: int | None = None, note: str = "") -> None:
        """Let records report one commitment; `score` is the machine's, in thousandths."""
        ids = tuple(row.key for row in rows)
        self.write(lambda: [CommitmentsMerged(ids, score, note)])

    def split(self, row: RecordRow, note: str = "") -> None:
        """Let a record report a commitment of its own again."""
        self.write(lambda: [CommitmentsSplit(row.key, note)])

    def refuse_merge(self, first: RecordRow, second: RecordRow, note: str = "") -> None:
        """Remember that two records report different commitments."""
        self.write(lambda: [MergeRefused((first.key, second.key), note)])

    def assign(self, subject: str, summit: str) -> None:
        """Let a document or a record belong to a summit: `seoul-2024`."""
        self.write(lambda: [SummitAssigned(subject, summit)])

    def note_progress(
        self, row: RecordRow, stage: str, note: str = "", sources: Sequence[str] = ()
    ) -> None:
        """Note what became of an accepted record."""
        self.write(lambda: [ProgressNoted(row.key, stage, note, tuple(sources))])

    def set(self, name: str, value: str) -> None:
        """Change a setting of the book."""
        self.write(lambda: [SettingChanged(name, value)])

    def correct(self, entry: int, note: str) -> None:
        """Remark on an earlier entry."""
        self.write(lambda: [CorrectionMade(entry, note)])

    def write(
        self, bodies: Callable[[], Sequence[Body]], contents: Mapping[str, bytes] = {}
    ) -> None:
        """Write what `bodies` returns, asked while no other writer is let in.

        What must not be decided on an old view says so itself (`seen`); everything else may
        follow any head.
        """
        self.store.append_next(bodies, self.author, contents)

    # What is asked

    def moment(self, words: str | None) -> int | None:
        """Return the entry that a date (its end, UTC), a time or `#entry` stands for; None is now.

        Raises `NotFoundError` for what is none of these, or lies before the book began.
        """
        if words is None:
            return None
        if words.startswith("#") and words[1:].isdecimal():
            found = min(int(words[1:]), self.store.head().sequence)
        else:
            found = self.store.entry_at(_time(words))
        if found == 0:
            raise NotFoundError(f"the book had not begun by {words}")
        return found

    def record(self, name: str, at: int | None = None) -> RecordRow:
        """Return a record by its id, the beginning of it, or the number of its commitment.

        Raises `NotFoundError` where there is none, or more than one.
        """
        number = self.store.find(NumberRow, [name], at).get(name)
        key = number.record if number else name
        row = self.store.find(RecordRow, [key], at).get(key)
        if number and row and not row.leads:  # merged since; the commitment goes on by another
            row = self.store.find(RecordRow, [row.group], at).get(row.group)
        row = row or self._by_beginning(name, at)
        if row is None:
            raise NotFoundError(
                f"the book holds no record {name}",
                "Ids begin with r-; commitments also go by numbers such as seoul-2024-03. "
                "`pledgebook list` shows them.",
            )
        return row

    def _by_beginning(self, name: str, at: int | None) -> RecordRow | None:
        if not name.startswith("r-") or len(name) < _SHORTEST:
            return None
        keys = self.store.keys(RecordRow, name, 2)
        if len(keys) > 1:
            raise NotFoundError(f"more than one record begins with {name}", "Give more of the id.")
        return self.store.find(RecordRow, keys, at).get(keys[0]) if keys else None

    def document(self, name: str, at: int | None = None) -> DocumentRow:
        """Return a document by its id, the beginning of it, or its origin."""
        origin = self.store.find(OriginRow, [name], at).get(name)
        key = origin.document if origin else name
        hashed = key if key.startswith("sha256:") else f"sha256:{key}"
        keys = [hashed] if len(hashed) == 71 else []
        if not keys and len(key) >= _SHORTEST:
            keys = self.store.keys(DocumentRow, hashed, 2)
        if len(keys) > 1:
            raise NotFoundError(
                f"more than one document begins with {name}", "Give more of the id."
            )
        row = self.store.find(DocumentRow, keys, at).get(keys[0]) if keys else None
        if row is None:
            raise NotFoundError(
                f"the book holds no document {name}", "`pledgebook list documents` shows them."
            )
        return row

    def named(self, name: str, at: int | None = None) -> RecordRow | DocumentRow:
        """Return the record or the document that a name stands for.

        Raises `NotFoundError` where it stands for none, or for more than one.
        """
        if name.startswith("sha256:"):
            return self.document(name, at)
        try:
            return self.record(name, at)
        except NotFoundError as error:
            if name.startswith("r-"):
                raise
            try:
                return self.document(name, at)
            except NotFoundError as other:
                both = f"{error.message}; {other.message}"
                raise NotFoundError(both, error.hint) from other

    def text(self, document: str) -> str:
        """Return a document's stored text."""
        content = self.store.content(document)
        if content is None:
            raise NotFoundError(f"the book holds no text of {document}")
        return content.decode("utf-8")

    def members(self, row: RecordRow, at: int | None = None) -> list[RecordRow]:
        """Return all reports of the commitment that a record reports, its leader first."""
        lead = row if row.leads else self.store.find(RecordRow, [row.group], at)[row.group]
        found = self.store.find(RecordRow, list(lead.members), at)
        return [found[key] for key in lead.members]

    def history(self, row: RecordRow | DocumentRow) -> list[Entry]:
        """Return the entries about a record or a document, oldest first."""
        return self.store.history(row.key)


def _time(words: str) -> str:
    from datetime import UTC, datetime

    try:
        if _DAY.fullmatch(words):
            return f"{date.fromisoformat(words).isoformat()}T23:59:59.999999Z"
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise NotFoundError(
            f"no date: {words!r}", "Give a day (2026-11-23), a time in ISO 8601, or #entry."
        ) from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
