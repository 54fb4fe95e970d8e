"""All that a store answers, to be compared with what another answers."""

from datetime import date
from itertools import combinations, cycle
from typing import Any

from pledgebook.book.entries import DocumentAdded
from pledgebook.book.memory import MemoryStore
from pledgebook.book.query import DocumentQuery, Order, RecordQuery
from pledgebook.book.rows import ROWS, DocumentRow, RecordRow
from pledgebook.book.store import Store
from pledgebook.book.terms import query_terms
from pledgebook.model.record import Kind, Strength

#: Values to filter by, that find something, all or nothing of the little world.
FILTERS: dict[str, tuple[Any, ...]] = {
    "kind": (Kind.COMMITMENT, Kind.MEETING),
    "party": ("KR", "GB", "kr-msit", "zz"),
    "partner": ("FR", "GB"),
    "topic": ("ai-safety-institute", "ai-testing"),
    "summit": ("seoul-2026", "paris-2027"),
    "strength": (Strength.INTENT, Strength.PLAN),
    "status": ("proposed", "accepted", "rejected", "awaiting", "lapsed", "amended", "orphaned"),
    "language": ("ko", "en"),
    "due_after": (date(2026, 12, 31), date(2027, 1, 1)),
    "due_before": (date(2026, 12, 31), date(2027, 12, 31)),
    "date_after": (date(2026, 5, 1), date(2026, 5, 22)),
    "date_before": (date(2026, 5, 20), date(2026, 5, 21)),
    "text": ("안전", "safety institutes", "시", "2500", "!?"),
    "reports": (True,),
    "order": tuple(Order),
}


def singles() -> list[RecordQuery]:
    """Return each filter alone, with each of its values; and none."""
    alone = [{name: value} for name, values in FILTERS.items() for value in values]
    return [RecordQuery(), *(RecordQuery(**one) for one in alone)]


def pairs() -> list[RecordQuery]:
    """Return every two filters, with up to two of their values."""
    return [
        RecordQuery(**{one: first, other: second})
        for one, other in combinations(FILTERS, 2)
        for first, second in zip(cycle(FILTERS[one]), FILTERS[other][:3], strict=False)
    ]


DOCUMENT_QUERIES = (
    DocumentQuery(),
    DocumentQuery(language="ko"),
    DocumentQuery(summit="seoul-2026"),
    DocumentQuery(live=True),
    DocumentQuery(live=False),
    DocumentQuery(published_after=date(2026, 5, 22)),
    DocumentQuery(published_before=date(2026, 5, 22)),
    DocumentQuery(language="ko", live=True, limit=1),
)
SOUGHT = tuple(map(query_terms, ("안전", "Safety Institute", "연구소를 열기로", "모", "🧪", "zzz")))


def tables_of(store: Store, at: int | None = None) -> dict[str, list[Any]]:
    """Return the rows of every table."""
    return {row.table: list(store.scan(row, at)) for row in ROWS}


def lists_of(store: Store, queries: list[RecordQuery], at: int | None = None) -> list[Any]:
    """Return what queries find, in order, and how much."""
    return [
        (query, [row.key for row in store.records(query, at)], store.count(query, at))
        for query in queries
    ]


def answers_of(store: Store, at: int | None = None) -> dict[str, Any]:
    """Return what else a store answers about the book as it stood."""
    documents = [row.key for row in store.scan(DocumentRow, at)]
    return {
        "documents": [store.documents(query, at) for query in DOCUMENT_QUERIES],
        "told by": [
            store.records(RecordQuery(document=document, reports=True), at)
            for document in documents
        ],
        "passages": [store.passages(sought, 10, at) for sought in SOUGHT],
        "parties": store.parties(at),
    }


def histories_of(store: Store) -> dict[str, Any]:
    """Return what was said of each record and document of the book."""
    tables: tuple[type[RecordRow] | type[DocumentRow], ...] = (RecordRow, DocumentRow)
    return {key: store.history(key) for table in tables for key in store.keys(table, "", 100)}


def folded(store: Store, at: int) -> Store:
    """Return a book in memory that ends after an entry of this one."""
    entries = list(store.entries(until=at))
    named = {entry.body.document for entry in entries if isinstance(entry.body, DocumentAdded)}
    contents = {hash: store.content(hash) or b"" for hash in named}
    past = MemoryStore()
    past.replay(entries, contents)
    return past
