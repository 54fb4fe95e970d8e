"""What the views of a book hold: one frozen row a thing, derived from entries and nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, Protocol, TypeVar

from pledgebook.model.record import Evidence, Record

#: Bits for what one entry brings: no entry changes or proposes 2**20 records.
TURNS: Final = 20


class Status(StrEnum):
    """Where a record stands between the machine that proposed it and the people who decide."""

    PROPOSED = "proposed"
    AWAITING = "awaiting"  # decided by one; the book asks for a second pair of eyes
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LAPSED = "lapsed"  # proposed once; the reader no longer does, and nobody had decided


class Verdict(StrEnum):
    """What a reviewer said of a record."""

    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's decision in force, made by entry `sequence`.

    `value` is what stands by it (None after a rejection). `second` is the reviewer who confirmed;
    while `waits`, the book's four eyes ask for one.
    """

    sequence: int
    author: str
    verdict: Verdict
    value: Record | None
    waits: bool = False
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the reader found in one document; `sequence` is the entry that says so."""

    document: str
    sequence: int
    record: Record


@dataclass(frozen=True, slots=True)
class Progress:
    """What was noted of an accepted record, by entry `sequence`."""

    sequence: int
    stage: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as the book sees it: what machines propose and what people decided, side by side.

    `first` is the entry that first proposed it, `place` its place among that entry's records, and
    `changed` the latest entry that changed the row; `turn` is the row's among those that entry
    changed. `group` is the record that leads the reports of the same commitment (itself, mostly);
    the leader lists them in `members`. `numbers` are the commitment's own, newest last, and
    `numbered` the entry that gave the first one. `last` is the machine's value when nothing
    proposes the record any more. `refused` are records that were found to report something else.
    `orphaned`: its words are gone from the latest revisions of all its documents.
    """

    table: ClassVar = "records"
    key: str
    first: int
    place: int
    changed: int
    proposals: tuple[Proposal, ...]
    last: Record | None = None
    decisions: tuple[Decision, ...] = ()
    group: str = ""
    members: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    numbered: int | None = None
    refused: tuple[str, ...] = ()
    summit: str | None = None
    orphaned: bool = False
    progress: tuple[Progress, ...] = ()
    turn: int = 0

    @property
    def version(self) -> int:
        """The row's place among all versions of all records, growing with the book."""
        return (self.changed << TURNS) + self.turn

    @property
    def origin(self) -> int:
        """The record's place among all records, by when it was first proposed."""
        return (self.first << TURNS) + self.place

    @property
    def machine(self) -> Record:
        """What the machine proposes, or proposed last."""
        if self.proposals:
            return self.proposals[0].record
        assert self.last is not None  # kept when the last proposal goes
        return self.last

    @property
    def decision(self) -> Decision | None:
        """The decision in force."""
        return self.decisions[-1] if self.decisions else None

    @property
    def status(self) -> Status:
        """Where the record stands."""
        match self.decision:
            case None:
                return Status.PROPOSED if self.proposals else Status.LAPSED
            case Decision(waits=True):
                return Status.AWAITING
            case Decision(verdict=Verdict.REJECTED):
                return Status.REJECTED
            case _:
                return Status.ACCEPTED

    @property
    def human(self) -> Record | None:
        """What people decided that stands; None where nobody has, or while a second is awaited."""
        return self.decision.value if self.decision and not self.decision.waits else None

    @property
    def record(self) -> Record:
        """The value to go by: people's, else the machine's."""
        return self.human or self.machine

    @property
    def amended(self) -> bool:
        """Tell whether a person changed what the machine had read."""
        return bool(self.decision and self.decision.verdict is Verdict.AMENDED)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words it stands on, document by document."""
        pieces = [piece for proposal in self.proposals for piece in proposal.record.evidence]
        return tuple(pieces) or self.machine.evidence

    @property
    def leads(self) -> bool:
        """Tell whether this record stands for its commitment in lists."""
        return self.group == self.key

    @property
    def number(self) -> str | None:
        """The commitment's number, `bletchley-2023-07`, as it is now."""
        return self.numbers[-1] if self.numbers else None

    @property
    def stage(self) -> str | None:
        """What was last noted of its progress."""
        return self.progress[-1].stage if self.progress else None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: `current` are the origins whose latest text it is, `former` those that moved on.

    `former` pairs an origin with the document that revised this one there. `added` is the entry
    that first brought it. `records` are what is read in it, `withdrawn` what once was.
    """

    table: ClassVar = "documents"
    key: str
    added: int
    changed: int
    current: tuple[str, ...]
    former: tuple[tuple[str, str], ...]
    title: str | None
    published: str | None
    language: str | None
    publisher: str | None
    source_url: str | None
    raw: str | None
    raw_sha256: str
    length: int
    summit: str | None
    revises: str | None
    findings: int
    records: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Tell whether some origin still shows this text."""
        return bool(self.current)

    @property
    def origin(self) -> str:
        """The origin it is best known by."""
        return self.current[0] if self.current else self.former[-1][0]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """Which document an origin shows now; `earlier` are the others that it showed."""

    table: ClassVar = "origins"
    key: str
    document: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with an id, as the first record that names it calls it."""

    table: ClassVar = "parties"
    key: str
    en: str
    ko: str
    first: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was wrong or unsure in a document; `key` is the document's id, `#`, and a count."""

    table: ClassVar = "findings"
    key: str
    document: str
    code: str
    severity: str
    message: str
    hint: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class NumberRow:
    """Which record was given a number; numbers are never given twice."""

    table: ClassVar = "numbers"
    key: str
    record: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """How many numbers a summit's series has given."""

    table: ClassVar = "series"
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting of the book and its value; `format`, `name` and `origin` come from its founding."""

    table: ClassVar = "settings"
    key: str
    value: str


Row = (
    RecordRow | DocumentRow | OriginRow | PartyRow | FindingRow | NumberRow | SeriesRow | SettingRow
)
ROWS: tuple[type[Row], ...] = Row.__args__
R = TypeVar("R", bound=Row)


class Rows(Protocol):
    """Where the present rows are: what an entry is judged by before it is written."""

    def find(self, table: type[R], keys: list[str]) -> dict[str, R]:
        """Return those of the rows that are there, by key."""
        ...

    def text(self, document: str) -> str:
        """Return the stored text of a document of the book."""
        ...
