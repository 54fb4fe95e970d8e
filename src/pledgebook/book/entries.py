"""The entries of the book: a closed set of types, each in the past tense, each with a version.

An entry never changes once it is written. What a type's body holds may change only under a new
version, and every version that was ever written is read for ever (`tests/book/formats`).
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import msgspec

from pledgebook.book.canonical import canonical, canonical_without_fractions, entry_hash
from pledgebook.errors import EntryError
from pledgebook.model.record import Record

#: The format of a whole book; a program refuses a book of a format it does not know.
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class BookFounded:
    """The first entry: the book's format, its name, and the origin its checkpoints carry."""

    type: ClassVar = "book_founded"
    version: ClassVar = 1
    format: int
    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class DocumentAdded:
    """A document's text is in the book, under the hash of its words.

    `blocks` are (start, end, kind, level, note) in code points; `findings` are (code, severity,
    message, hint, start, end). `raw` is the hash of the bytes where they are kept, else null;
    `length` counts code points.
    """

    type: ClassVar = "document_added"
    version: ClassVar = 1
    document: str
    origin: str
    title: str | None
    published: str | None
    language: str | None
    publisher: str | None
    source_url: str | None
    raw: str | None
    raw_sha256: str
    length: int
    summit: str | None = None
    blocks: tuple[tuple[int, int, str, int, str], ...] = ()
    findings: tuple[tuple[str, str, str, str, int | None, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsProposed:
    """A reader proposes what it found in a document; it replaces what was proposed from it before.

    Each record's evidence stands in that document alone.
    """

    type: ClassVar = "records_proposed"
    version: ClassVar = 1
    document: str
    reader: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class RecordAccepted:
    """A reviewer found that the document says so; `seen` is the change of the record they saw.

    Where the book asks for four eyes and another reviewer's decision waits, this confirms it.
    """

    type: ClassVar = "record_accepted"
    version: ClassVar = 1
    record: str
    seen: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordAmended:
    """A reviewer accepted a record with other values; the machine's stay beside them.

    `changes` maps a field of the record's JSON to its new value.
    """

    type: ClassVar = "record_amended"
    version: ClassVar = 1
    record: str
    seen: int
    changes: dict[str, Any]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordRejected:
    """The extraction was wrong; this says nothing of whether a promise was kept."""

    type: ClassVar = "record_rejected"
    version: ClassVar = 1
    record: str
    seen: int
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionUndone:
    """The latest decision on a record no longer holds; `decision` is its entry."""

    type: ClassVar = "decision_undone"
    version: ClassVar = 1
    record: str
    decision: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentsMerged:
    """The records report one commitment; `score` is the machine's, if it proposed (thousandths)."""

    type: ClassVar = "commitments_merged"
    version: ClassVar = 1
    records: tuple[str, ...]
    score: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentsSplit:
    """A record reports another commitment than those it was merged with."""

    type: ClassVar = "commitments_split"
    version: ClassVar = 1
    record: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MergeRefused:
    """Two records do not report one commitment; nobody is asked again."""

    type: ClassVar = "merge_refused"
    version: ClassVar = 1
    records: tuple[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SummitAssigned:
    """A document or a record belongs to a summit; its commitments are numbered by it."""

    type: ClassVar = "summit_assigned"
    version: ClassVar = 1
    subject: str
    summit: str


@dataclass(frozen=True, slots=True)
class ProgressNoted:
    """What became of an accepted record; `sources` are URLs, documents or records."""

    type: ClassVar = "progress_noted"
    version: ClassVar = 1
    record: str
    stage: str
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting of the book: `four-eyes` is on or off."""

    type: ClassVar = "setting_changed"
    version: ClassVar = 1
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CorrectionMade:
    """A remark on an earlier entry that was mistaken; the entry itself stays."""

    type: ClassVar = "correction_made"
    version: ClassVar = 1
    entry: int
    note: str


Body = (
    BookFounded
    | DocumentAdded
    | RecordsProposed
    | RecordAccepted
    | RecordAmended
    | RecordRejected
    | DecisionUndone
    | CommitmentsMerged
    | CommitmentsSplit
    | MergeRefused
    | SummitAssigned
    | ProgressNoted
    | SettingChanged
    | CorrectionMade
)

_TYPES: Final[dict[tuple[str, int], type[Body]]] = {
    (body.type, body.version): body for body in Body.__args__
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the chain; `line` is its canonical JSON, `hash` that of `line`."""

    sequence: int
    time: str
    author: str
    previous: str
    body: Body
    line: bytes = field(repr=False)
    hash: str


@dataclass(frozen=True, slots=True)
class _Line:
    """The shape of every entry's JSON."""

    author: str
    body: dict[str, Any]
    previous: str
    sequence: int
    time: str
    type: str
    version: int


def make_entry(sequence: int, time: str, author: str, previous: str, body: Body) -> Entry:
    """Spell an entry; raises `EntryError` for what JSON cannot say."""
    parts = {
        "author": author,
        "body": body,
        "previous": previous,
        "sequence": sequence,
        "time": time,
        "type": body.type,
        "version": body.version,
    }
    if isinstance(body, RecordAmended):  # what a person changed may hold anything
        line = canonical(msgspec.to_builtins(parts))
        canonical(msgspec.json.decode(line))  # 1e20 is spelled as an integer that none can read
    else:
        line = canonical_without_fractions(parts)
    return Entry(sequence, time, author, previous, body, line, entry_hash(line))


def read_entry(line: bytes) -> Entry:
    """Return the entry that a line spells.

    Raises `EntryError` where the line is no entry of a known type, or is not canonical.
    """
    try:
        found = msgspec.json.decode(line, type=_Line)
        kind = _TYPES.get((found.type, found.version))
        if kind is None:
            raise EntryError(
                f"entry {found.sequence} is of a type this program does not know: "
                f"{found.type} (version {found.version})",
                "A newer Pledgebook wrote it; upgrade this one.",
            )
        body = msgspec.convert(found.body, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EntryError(f"a line is no entry: {error}") from error
    entry = make_entry(found.sequence, found.time, found.author, found.previous, body)
    if entry.line != line:
        raise EntryError(f"entry {found.sequence} is not spelled canonically (RFC 8785)")
    return entry


def subjects(body: Body) -> tuple[str, ...]:
    """Return the ids of the documents and records that an entry is about."""
    match body:
        case DocumentAdded():
            return (body.document,)
        case RecordsProposed():
            return (body.document, *(record.id for record in body.records))
        case CommitmentsMerged() | MergeRefused():
            return tuple(body.records)
        case SummitAssigned():
            return (body.subject,)
        case BookFounded() | SettingChanged() | CorrectionMade():
            return ()
        case _:
            return (body.record,)
