"""What can be asked of a book's records and documents, for any store to answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pledgebook.book.facets import ANY, LEADS, due_day, said_day
from pledgebook.book.rows import RecordRow
from pledgebook.model.record import Kind, Strength


class Order(StrEnum):
    """How records are put in a row."""

    DATE = "date"  # said, held or done; newest first, undated last
    DUE = "due"  # by when; earliest first, and only what has a deadline
    BOOK = "book"  # what changed last in the book first


class Cursor(NamedTuple):
    """Where a page ended: the sort key of its last record."""

    day: int
    place: int


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records, in which order, how many; filters all hold together.

    Days are inclusive. `text` is what the words must contain (see `terms`); a query with it is
    in the order of the book. `reports` asks for each report of a commitment instead of its leader.
    `after` goes on behind a page.
    """

    kind: Kind | None = None
    party: str | None = None
    partner: str | None = None
    topic: str | None = None
    summit: str | None = None
    strength: Strength | None = None
    status: str | None = None
    language: str | None = None
    document: str | None = None
    due_after: date | None = None
    due_before: date | None = None
    date_after: date | None = None
    date_before: date | None = None
    text: str = ""
    reports: bool = False
    order: Order | None = None
    limit: int | None = None
    after: Cursor | None = None

    @property
    def facets(self) -> list[str]:
        """The terms that a record must have."""
        named = {
            "kind": self.kind,
            "party": self.party,
            "partner": self.partner,
            "topic": self.topic,
            "summit": self.summit,
            "strength": self.strength,
            "status": self.status,
            "language": self.language,
            "document": self.document,
        }
        terms = [f"{name}:{value}" for name, value in named.items() if value]
        return (terms or [ANY]) if self.reports else [LEADS, *terms]

    @property
    def by(self) -> Order:
        """The order that holds: as asked, by words in the book's, by deadline, by date."""
        if self.text:
            return Order.BOOK
        if self.order:
            return self.order
        return Order.DUE if self.due_after or self.due_before else Order.DATE


def sort_key(row: RecordRow, order: Order) -> Cursor:
    """Return what a record is sorted by, smallest first; undated records come last."""
    match order:
        case Order.DATE:
            day = said_day(row)
            return Cursor(-day.toordinal() if day else 0, row.origin)
        case Order.DUE:
            day = due_day(row)
            return Cursor(day.toordinal() if day else 0, row.origin)
        case Order.BOOK:
            return Cursor(0, -row.version)


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents, newest published first, undated last."""

    language: str | None = None
    summit: str | None = None
    published_after: date | None = None
    published_before: date | None = None
    live: bool | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document that holds the terms of a search; code points of the stored text."""

    document: str
    start: int
    end: int


#: How many code points of a document are indexed as one passage, about.
PASSAGE = 4_000


def passages(document: str, text: str) -> list[Passage]:
    """Cut a text at line ends into passages, each of at most about `PASSAGE` code points."""
    cuts: list[Passage] = []
    start = 0
    while start < len(text):
        end = start + PASSAGE
        if end < len(text):
            line = text.rfind("\n", start + 1, end)
            end = line + 1 if line > start else end
        cuts.append(Passage(document, start, min(end, len(text))))
        start = end
    return cuts
