"""What changed in a book between two of its entries: texts, records, decisions, numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from pledgebook.book.amending import AMENDABLE
from pledgebook.book.book import Book
from pledgebook.book.editing import Edit, edited
from pledgebook.book.entries import (
    CommitmentsMerged,
    CommitmentsSplit,
    CorrectionMade,
    DecisionUndone,
    DocumentAdded,
    Entry,
    MergeRefused,
    ProgressNoted,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
    RecordsProposed,
    SettingChanged,
    SummitAssigned,
    subjects,
)
from pledgebook.book.rows import DocumentRow, OriginRow, RecordRow, Status
from pledgebook.model.record import Record

_PAGE: Final = 1000  # how many rows are fetched at a time
#: Entries that are told as they are, by the name of what they did.
_PLAIN: Final = (
    CommitmentsMerged,
    CommitmentsSplit,
    MergeRefused,
    SummitAssigned,
    ProgressNoted,
    SettingChanged,
    CorrectionMade,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a record that has another value; both are in the form of the record's JSON."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Addition:
    """A document that is new under its origin; `revises` is the one it took the place of there.

    `edit` is what became of the words; `touched` are the records whose words lie in lines that the
    edit changed, `orphaned` those that have nothing left to stand on.
    """

    entry: int
    document: str
    origin: str
    title: str | None
    revises: str | None = None
    edit: tuple[Edit, ...] = ()
    touched: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a person; `verdict` is accepted, confirmed, amended, rejected or undone."""

    entry: int
    time: str
    author: str
    record: str
    verdict: str
    note: str
    reason: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """A record that the machine reads otherwise than before."""

    record: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What came behind entry `before`, up to entry `after`; ids stand in the order of the book.

    `proposed` are new records, `lapsed` those that no machine proposes any more, `numbers` pairs
    of a number and the record it was given to, `others` merges, splits, progress, settings.
    """

    before: int
    after: int
    documents: tuple[Addition, ...] = ()
    proposed: tuple[str, ...] = ()
    reread: tuple[Reread, ...] = ()
    lapsed: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    others: tuple[Entry, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether nothing changed that is told here."""
        told = (self.documents, self.proposed, self.reread, self.lapsed, self.decisions)
        return not any((*told, self.numbers, self.others))


def compare(book: Book, before: int, after: int) -> Difference:
    """Return what the entries behind `before`, up to `after`, made of the book."""
    walk = _Walk(book, before)
    for entry in book.store.entries(before, after):
        walk.pass_by(entry)
    proposed, lapsed, reread, numbers = _net(book, before, after, list(walk.records))
    return Difference(
        before,
        after,
        documents=tuple(walk.documents),
        proposed=proposed,
        reread=reread,
        lapsed=lapsed,
        decisions=tuple(walk.decisions),
        numbers=numbers,
        others=tuple(walk.others),
    )


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """Return the fields in which two values of a record differ, of those a person may change."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    return tuple(Change(name, old[name], new[name]) for name in AMENDABLE if old[name] != new[name])


@dataclass(slots=True)
class _Walk:
    """Goes along the entries, and notes what each did."""

    book: Book
    before: int
    documents: list[Addition] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)
    records: dict[str, None] = field(default_factory=dict)  # that an entry was about, in order
    shown: dict[str, str | None] = field(default_factory=dict)  # the document of an origin

    def pass_by(self, entry: Entry) -> None:
        body = entry.body
        match body:
            case DocumentAdded():
                self.documents.append(self._addition(entry, body))
            case RecordsProposed():
                self._touch_records_of(body.document, entry.sequence)
            case RecordAccepted() | RecordAmended() | RecordRejected() | DecisionUndone():
                self.decisions.append(self._decided(entry, body))
            case SummitAssigned():
                self._touch_records_of(body.subject, entry.sequence)
        if isinstance(body, _PLAIN):
            self.others.append(entry)
        self.records |= dict.fromkeys(key for key in subjects(body) if key.startswith("r-"))

    def _touch_records_of(self, document: str, sequence: int) -> None:
        """Note the records that a document had; those withdrawn are not named by the entry."""
        rows = self.book.store.find(DocumentRow, [document], sequence - 1)
        if row := rows.get(document):
            self.records |= dict.fromkeys(row.records)

    def _addition(self, entry: Entry, body: DocumentAdded) -> Addition:
        if body.origin not in self.shown:
            found = self.book.store.find(OriginRow, [body.origin], self.before).get(body.origin)
            self.shown[body.origin] = found.document if found else None
        old, self.shown[body.origin] = self.shown[body.origin], body.document
        plain = Addition(entry.sequence, body.document, body.origin, body.title, old)
        return self._revision(plain, old) if old else plain

    def _revision(self, plain: Addition, old: str) -> Addition:
        store = self.book.store
        keys = list(store.find(DocumentRow, [old], plain.entry - 1)[old].records)
        then = store.find(RecordRow, keys, plain.entry - 1)
        since = store.find(RecordRow, keys, plain.entry)
        edit = edited(self.book.text(old), self.book.text(plain.document))
        gone = [part.old for part in edit if part.mark == "-"]
        touched = (
            key
            for key in keys
            for piece in then[key].evidence
            if piece.document == old
            and any(piece.start < span.end and span.start < piece.end for span in gone)
        )
        orphaned = (key for key in keys if since[key].orphaned and not then[key].orphaned)
        return Addition(
            plain.entry,
            plain.document,
            plain.origin,
            plain.title,
            old,
            tuple(edit),
            tuple(dict.fromkeys(touched)),
            tuple(orphaned),
        )

    def _decided(
        self,
        entry: Entry,
        body: RecordAccepted | RecordAmended | RecordRejected | DecisionUndone,
    ) -> Decided:
        then = self.book.store.find(RecordRow, [body.record], entry.sequence - 1)[body.record]
        reason, differing = None, ()  # type: tuple[str | None, tuple[Change, ...]]
        match body:
            case RecordAccepted():
                verdict = "confirmed" if then.status is Status.AWAITING else "accepted"
            case RecordAmended():
                verdict, differing = "amended", self._amended(entry, then)
            case RecordRejected():
                verdict, reason = "rejected", body.reason
            case DecisionUndone():
                verdict = "undone"
        return Decided(
            entry.sequence,
            entry.time,
            entry.author,
            body.record,
            verdict,
            body.note,
            reason,
            differing,
        )

    def _amended(self, entry: Entry, then: RecordRow) -> tuple[Change, ...]:
        since = self.book.store.find(RecordRow, [then.key], entry.sequence)[then.key]
        assert since.decision  # the entry made it
        assert since.decision.value  # an amendment has one
        decided = then.decision.value if then.decision else None
        return changes(decided or then.machine, since.decision.value)


def _net(
    book: Book, before: int, after: int, keys: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Reread, ...], tuple[tuple[str, str], ...]]:
    """Return what is new, lapsed, read otherwise and numbered, of the records that were touched."""
    proposed: list[str] = []
    lapsed: list[str] = []
    reread: list[Reread] = []
    numbers: list[tuple[str, str]] = []
    seen: set[str] = set()
    for old, new in _pairs(book, before, after, keys):
        if new.key in seen:
            continue
        seen.add(new.key)
        numbers += [(number, new.key) for number in new.numbers[len(old.numbers) if old else 0 :]]
        if old is None:
            proposed.append(new.key)
        elif differing := changes(old.machine, new.machine):
            reread.append(Reread(new.key, differing))
        if new.status is Status.LAPSED and (old is None or old.status is not Status.LAPSED):
            lapsed.append(new.key)
    return tuple(proposed), tuple(lapsed), tuple(reread), tuple(sorted(numbers, key=_by_count))


def _pairs(
    book: Book, before: int, after: int, keys: Sequence[str]
) -> Iterator[tuple[RecordRow | None, RecordRow]]:
    """Yield rows as they were and as they became, each with the one that leads its reports."""
    for at in range(0, len(keys), _PAGE):
        part = list(keys[at : at + _PAGE])
        new = book.store.find(RecordRow, part, after)
        leaders = _others((row.group for row in new.values()), new)
        new |= book.store.find(RecordRow, leaders, after)
        old = book.store.find(RecordRow, list(new), before)
        yield from ((old.get(key), row) for key, row in new.items())


def _others(keys: Iterable[str], known: dict[str, RecordRow]) -> list[str]:
    return [key for key in dict.fromkeys(keys) if key not in known]


def _by_count(numbered: tuple[str, str]) -> tuple[str, int]:
    series, _, count = numbered[0].rpartition("-")
    return series, int(count)
