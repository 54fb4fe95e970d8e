"""How a database answers what is asked of a book, in the same words for SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select, text
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from pledgebook.book import tables
from pledgebook.book.facets import LEADS
from pledgebook.book.query import DocumentQuery, Order, Passage, RecordQuery
from pledgebook.book.rows import DocumentRow, RecordRow
from pledgebook.book.terms import Sought, query_terms

if TYPE_CHECKING:
    from pledgebook.book.dialect import Dialect

_Values = dict[str, object]

#: Past this many postings it does not matter any more which facet is the rarest.
_MANY: Final = 20_000
_NOW: Final = "r.until IS NULL"
_THEN: Final = "r.since <= :at AND (r.until IS NULL OR r.until > :at)"


def standing(columns: ReadOnlyColumnCollection[str, Any], at: int | None) -> ColumnElement[bool]:
    """Return the condition that a version of a row stands now, or stood after an entry."""
    open_end: ColumnElement[bool] = columns.until.is_(None)
    if at is None:
        return open_end
    return and_(columns.since <= at, or_(open_end, columns.until > at))


def records(
    connection: Connection, dialect: "Dialect", query: RecordQuery, at: int | None
) -> list[RecordRow]:
    """Return the records that a query asks for."""
    source, values = _source(connection, dialect, query, at)
    order = f"t.{dialect.row} DESC" if query.by is Order.BOOK else "f0.day, f0.place"
    statement = f"SELECT r.body FROM {source} ORDER BY {order}"
    if query.limit is not None:
        statement += " LIMIT :limit"
        values["limit"] = query.limit
    found = connection.scalars(text(statement), values)
    return [msgspec.json.decode(body, type=RecordRow) for body in found]


def count(connection: Connection, dialect: "Dialect", query: RecordQuery, at: int | None) -> int:
    """Return how many records a query asks for, wherever a page of it begins."""
    source, values = _source(connection, dialect, replace(query, after=None), at)
    return connection.scalar(text(f"SELECT count(*) FROM {source}"), values) or 0


def documents(connection: Connection, query: DocumentQuery, at: int | None) -> list[DocumentRow]:
    """Return the documents that a query asks for, newest published first, undated last."""
    columns = tables.documents.c
    wanted = [standing(columns, at)]
    if query.language is not None:
        wanted.append(columns.language == query.language)
    if query.summit is not None:
        wanted.append(columns.summit == query.summit)
    if query.live is not None:
        wanted.append(columns.live == int(query.live))
    if query.published_after or query.published_before:
        first = (query.published_after or date.min).isoformat()
        last = (query.published_before or date.max).isoformat()
        wanted += [columns.published >= first, columns.published <= last]
    asked = (
        select(columns.body)
        .where(*wanted)
        .order_by(columns.published.desc(), columns.added.desc())
        .limit(query.limit)
    )
    return [msgspec.json.decode(body, type=DocumentRow) for body in connection.scalars(asked)]


def passages(
    connection: Connection, dialect: "Dialect", sought: Sought, limit: int, at: int | None
) -> list[Passage]:
    """Return passages that hold all terms, those of the newest documents first."""
    if not sought.terms and not sought.prefixes:
        return []
    holds, values = dialect.holding("passage", sought)
    then = "" if at is None else "AND p.since <= :at"
    statement = f"""
        SELECT p.document, p.start, p."end"
        FROM passage_terms t JOIN passages p ON p.row = t.{dialect.row}
        WHERE {holds} {then}
        ORDER BY t.{dialect.row} DESC LIMIT :limit
    """
    values |= {"limit": limit} if at is None else {"limit": limit, "at": at}
    return [Passage(*row) for row in connection.execute(text(statement), values)]


def party_count(connection: Connection, party: str, at: int | None) -> int:
    """Return how many commitments, meetings and so on a party acts in."""
    source, values = _posted("by_date", [f"party:{party}", LEADS])
    when = _NOW if at is None else _THEN
    values |= {} if at is None else {"at": at}
    return connection.scalar(text(f"SELECT count(*) FROM {source} AND {when}"), values) or 0


def _source(
    connection: Connection, dialect: "Dialect", query: RecordQuery, at: int | None
) -> tuple[str, _Values]:
    """Return tables and conditions that a query comes to, and the values in them."""
    if query.by is Order.BOOK:
        source, values = _indexed(dialect, query)
    else:
        postings = "by_due" if query.by is Order.DUE else "by_date"
        facets = _rarest_first(connection, postings, query.facets)
        source, values = _posted(postings, facets)
        if query.after:
            source += " AND (f0.day, f0.place) > (:after_day, :after_place)"
            values |= {"after_day": query.after.day, "after_place": query.after.place}
    for condition, day, sign in (
        ("r.due >= :due_after", query.due_after, 1),
        ("r.due <= :due_before", query.due_before, 1),
        ("r.said >= :said_after", query.date_after, 1),
        ("r.said <= :said_before", query.date_before, 1),
    ):
        if day:
            source += f" AND {condition}"
            values[condition.rpartition(":")[2]] = sign * day.toordinal()
    source += f" AND {_NOW if at is None else _THEN}"
    return source, values if at is None else {**values, "at": at}


def _posted(postings: str, facets: list[str]) -> tuple[str, _Values]:
    """Return the join of a facet's postings with those of the others, version by version.

    The tables are crossed, so that SQLite walks the first and looks up the others.
    """
    names = [f"{postings} f{n}" for n in range(len(facets))]
    wanted = [f"f{n}.facet = :facet{n}" for n in range(len(facets))]
    for n in range(1, len(facets)):
        wanted += [f"f{n}.{column} = f0.{column}" for column in ("day", "place", "row")]
    tables_ = " CROSS JOIN ".join([*names, "records r"])
    conditions = " AND ".join([*wanted, "r.row = f0.row"])
    return f"{tables_} WHERE {conditions}", {
        f"facet{n}": tables.facet_key(facet) for n, facet in enumerate(facets)
    }


def _rarest_first(connection: Connection, postings: str, facets: list[str]) -> list[str]:
    """Order facets by how many postings they have, as far as that matters."""
    if len(facets) < 2:
        return facets
    counting = text(
        f"SELECT count(*) FROM (SELECT 1 FROM {postings} WHERE facet = :facet LIMIT {_MANY}) x"
    )
    counts = {
        facet: connection.scalar(counting, {"facet": tables.facet_key(facet)}) for facet in facets
    }
    return sorted(facets, key=lambda facet: counts[facet] or 0)


def _indexed(dialect: "Dialect", query: RecordQuery) -> tuple[str, _Values]:
    """Return the full-text index, asked for the words and the facets at once."""
    sought = query_terms(query.text) if query.text else Sought(frozenset(), frozenset())
    words = frozenset(tables.facet_word(facet) for facet in query.facets)
    holds, values = dialect.holding("record", Sought(sought.terms | words, sought.prefixes))
    if query.text and not sought.terms and not sought.prefixes:
        holds = "1 = 0"  # no word in it
    source = f"record_terms t JOIN records r ON r.row = t.{dialect.row} WHERE {holds}"
    if query.after:
        source += f" AND t.{dialect.row} < :after_version"
        values["after_version"] = -query.after.place
    return source, values
