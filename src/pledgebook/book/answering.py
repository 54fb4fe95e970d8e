"""How a database answers what is asked of a book, in the same words for SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select, text
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from pledgebook.book import tables
from pledgebook.book.facets import ANY, LEADS
from pledgebook.book.query import DocumentQuery, Order, Passage, RecordQuery, sort_key
from pledgebook.book.rows import DocumentRow, RecordRow
from pledgebook.book.terms import Sought, query_terms

if TYPE_CHECKING:
    from pledgebook.book.dialect import Dialect

_Values = dict[str, object]

#: Past this many postings it does not matter any more which facet is the rarest.
_MANY: Final = 20_000
#: Facets that a large part of all records have, the most common last; nobody counts them.
_COMMON: Final = ("kind", "language", LEADS, ANY)
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
    if query.by is Order.BOOK and LEADS in query.facets:
        return _leaders(connection, dialect, query, at)
    return _page(connection, dialect, query, at)


def _leaders(
    connection: Connection, dialect: "Dialect", query: RecordQuery, at: int | None
) -> list[RecordRow]:
    """Return what a query of the full-text index asks for, without the reports that do not lead.

    Nearly all records lead: to look at each is cheaper than to walk the index of all that do.
    """
    found: list[RecordRow] = []
    page = replace(query, reports=True)
    while True:
        if query.limit is not None:
            page = replace(page, limit=query.limit - len(found))
        rows = _page(connection, dialect, page, at)
        found += [row for row in rows if row.leads]
        if query.limit is None or len(rows) < (page.limit or 0) or len(found) == query.limit:
            return found
        page = replace(page, after=sort_key(rows[-1], Order.BOOK))


def _page(
    connection: Connection, dialect: "Dialect", query: RecordQuery, at: int | None
) -> list[RecordRow]:
    source, values = _source(connection, dialect, query, at)
    order = f"t.{dialect.row} DESC" if query.by is Order.BOOK else "f0.day, f0.place"
    statement = f"SELECT r.body FROM {source} ORDER BY {order}"
    if query.limit is None:
        return _decoded(connection, statement, values)
    statement += " LIMIT :limit"
    values["limit"] = query.limit
    dialect.walk(connection, sorting=query.by is Order.BOOK)
    return _decoded(connection, statement, values)


def _decoded(connection: Connection, statement: str, values: _Values) -> list[RecordRow]:
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
    # Where the postings are in the order of the days that are asked for, they begin or end there.
    due = "f0.day" if query.by is Order.DUE else "r.due"
    said = "-f0.day" if query.by is Order.DATE else "r.said"
    for name, column, sign, day in (
        ("due_after", due, ">=", query.due_after),
        ("due_before", due, "<=", query.due_before),
        ("said_after", said, ">=", query.date_after),
        ("said_before", said, "<=", query.date_before),
    ):
        if day:
            source += f" AND {_compared(column, sign, name)}"
            values[name] = -day.toordinal() if column.startswith("-") else day.toordinal()
    if query.by is Order.DATE and (query.date_after or query.date_before):
        source += " AND f0.day < 0"  # undated ones stand at 0
    source += f" AND {_NOW if at is None else _THEN}"
    return source, values if at is None else {**values, "at": at}


def _compared(column: str, sign: str, name: str) -> str:
    """Spell a comparison; a column of days counted backwards is compared the other way round."""
    if column.startswith("-"):
        return f"{column[1:]} {'<=' if sign == '>=' else '>='} :{name}"
    return f"{column} {sign} :{name}"


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
    """Order facets by how many postings they have, as far as that matters; common ones last."""
    counting = text(
        f"SELECT count(*) FROM (SELECT 1 FROM {postings} WHERE facet = :facet LIMIT {_MANY}) x"
    )

    def count(facet: str) -> int:
        if facet.startswith(_COMMON):
            return _MANY + 1 + _COMMON.index(facet.partition(":")[0])
        return connection.scalar(counting, {"facet": tables.facet_key(facet)}) or 0

    return facets if len(facets) < 2 else sorted(facets, key=count)


def _indexed(dialect: "Dialect", query: RecordQuery) -> tuple[str, _Values]:
    """Return the full-text index, asked for the words and the facets at once."""
    sought = query_terms(query.text) if query.text else Sought(frozenset(), frozenset())
    words = frozenset(tables.facet_word(facet) for facet in query.facets)
    holds, values = dialect.holding("record", Sought(sought.terms | words, sought.prefixes))
    if query.text and not sought.terms and not sought.prefixes:
        holds = "1 = 0"  # no word in it
    if query.after:
        holds += f" AND t.{dialect.row} < :after_version"
        values["after_version"] = -query.after.place
    found = f"record_terms t JOIN records r ON r.row = t.{dialect.row} WHERE {holds}"
    if dialect.in_order:
        return found, values
    # Sorted before it is joined: a page then takes as many rows of records as it shows.
    rows = f"SELECT t.{dialect.row} FROM record_terms t WHERE {holds} ORDER BY t.{dialect.row} DESC"
    return f"({rows}) t JOIN records r ON r.row = t.{dialect.row} WHERE true", values
