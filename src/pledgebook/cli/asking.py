"""What a list is asked for: from the words of a command to a query, and to its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from pledgebook.model.record import Kind

if TYPE_CHECKING:
    from pledgebook.book.book import Book
    from pledgebook.book.query import DocumentQuery, RecordQuery
    from pledgebook.book.rows import RecordRow

#: Rows that are fetched at a time.
PAGE: Final = 1000


class What(StrEnum):
    """What can be listed."""

    COMMITMENTS = "commitments"
    REQUESTS = "requests"
    MEETINGS = "meetings"
    MILESTONES = "milestones"
    POSITIONS = "positions"
    RECORDS = "records"
    TIMELINE = "timeline"
    DOCUMENTS = "documents"
    PARTIES = "parties"
    FINDINGS = "findings"


class Standing(StrEnum):
    """Where a record stands, as it can be asked for."""

    PROPOSED = "proposed"
    AWAITING = "awaiting"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    ORPHANED = "orphaned"


class By(StrEnum):
    """The order of records: `book.query.Order`, named here so that help need not load the book."""

    DATE = "date"
    DUE = "due"
    BOOK = "book"


_KINDS: Final = {
    What.COMMITMENTS: Kind.COMMITMENT,
    What.REQUESTS: Kind.REQUEST,
    What.MEETINGS: Kind.MEETING,
    What.MILESTONES: Kind.MILESTONE,
    What.POSITIONS: Kind.POSITION,
}


def record_query(
    book: "Book", what: What, filters: Mapping[str, Any], at: int | None = None
) -> "RecordQuery":
    """Return the query that filters come to.

    Raises `NotFoundError` for a party, topic or document that is not known, `DateError` for what
    is no date.
    """
    from pledgebook.book.query import Order, RecordQuery
    from pledgebook.cli import names

    values = dict(filters)
    for name in ("party", "partner"):
        if name in values:
            values[name] = names.party_id(book, values[name])
    if "topic" in values:
        values["topic"] = names.topic_id(book, values["topic"])
    if "document" in values:
        values["document"] = book.document(values["document"], at).key
    for name in ("due_before", "due_after", "date_before", "date_after"):
        if name in values:
            values[name] = names.day(values[name], last=name.endswith("before"))
    for name in ("status", "language"):
        if name in values:
            values[name] = values[name].value
    if "order" in values:
        values["order"] = Order(values["order"].value)
    return RecordQuery(**{**values, "kind": _KINDS.get(what, values.get("kind"))})


def document_query(filters: Mapping[str, Any]) -> "DocumentQuery":
    """Return the query for documents that filters come to; raises `DateError`."""
    from pledgebook.book.query import DocumentQuery
    from pledgebook.cli.names import day

    before, after = filters.get("date_before"), filters.get("date_after")
    return DocumentQuery(
        language=filters["language"].value if "language" in filters else None,
        summit=filters.get("summit"),
        published_before=day(before, last=True) if before else None,
        published_after=day(after, last=False) if after else None,
    )


def pages(book: "Book", query: "RecordQuery", at: int | None = None) -> Iterator["RecordRow"]:
    """Yield the records that a query asks for, fetched page by page."""
    from pledgebook.book.query import sort_key

    left = query.limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        rows = book.store.records(replace(query, limit=size), at)
        yield from rows
        if len(rows) < size:
            return
        left = None if left is None else left - size
        query = replace(query, after=sort_key(rows[-1], query.by))
