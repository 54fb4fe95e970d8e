"""What a book of many records costs, beside plain SQLite doing the same.

    python -m benchmarks.book [--records 20000] [--postgresql] [--without-sqlite]
        [--keep FOLDER] [--skip-checks]

Fills a book with generated releases (ten records each, half of them Korean), then asks it. Prints,
for each database: records appended a second, release by release (each on the disk before the next)
and a hundred releases at a time; the 50th and 95th percentile of a page of 50 of `list` with any
two filters, of `search` for 20 places and of `show`; the time and the peak of memory of `rebuild`
and `verify`. The floor is one table of plain SQLite with an index a column and an FTS5 index of the
same terms: the same rows written, the same pages and words asked. With --keep, a book that is there
already is asked and not filled again.
"""

import argparse
import itertools
import json
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from benchmarks.plausible import PER_DOCUMENT, READER, Release, releases

from pledgebook.book.adding import document_added
from pledgebook.book.book import Book
from pledgebook.book.entries import Body, RecordsProposed
from pledgebook.book.facets import due_day, said_day, words
from pledgebook.book.finding import search
from pledgebook.book.postgresql import open_postgresql
from pledgebook.book.query import RecordQuery
from pledgebook.book.rows import Proposal, RecordRow
from pledgebook.book.sql import SqlStore
from pledgebook.book.sqlite import open_sqlite
from pledgebook.book.store import Head
from pledgebook.book.terms import index_terms, query_terms
from pledgebook.book.verifying import verify
from pledgebook.model.record import Kind, Strength
from pledgebook.publish.dossier import dossier

_AT_ONCE: Final = 100
_PAGE: Final = 50
_FILTERS: Final[dict[str, list[Any]]] = {
    "party": ["KR", "US", "FR", "CL", "kr-msit"],
    "partner": ["GB", "JP", "NL"],
    "topic": ["standards", "labour", "ai-safety-institute"],
    "summit": ["seoul-2024", "geneva-2027"],
    "strength": [Strength.PLEDGE, Strength.TARGET],
    "status": ["proposed", "accepted"],
    "language": ["ko", "en"],
    "due_before": [date(2024, 1, 1), date(2026, 6, 1)],
    "due_after": [date(2027, 1, 1)],
    "text": ["안전연구소", "computing", "red-teaming Nairobi", "사고 신고"],
}
_SEARCHES: Final = [
    "안전연구소", "사고 신고", "소수 언어", "나이로비", "연산 자원", "computing", "red-teaming",
    "farm Busan", "programme 77", "retraining workers", '"small languages"', "농가 자문",
]  # fmt: skip


def main() -> None:
    """Fill, ask, check and print."""
    options = _options()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        places: list[tuple[str, Callable[[bool], SqlStore]]] = []
        if not options.without_sqlite:
            places.append(
                ("SQLite", lambda new: open_sqlite(folder / "book.pledgebook", create=new))
            )
        if options.postgresql:
            url = _postgresql(stack)
            places.append(("PostgreSQL", lambda new: open_postgresql(url, create=new)))
        for name, opened in places:
            new = name == "PostgreSQL" or not (folder / "book.pledgebook").exists()
            store = opened(new)
            _report(name, store, new, options)
            store.close()
        if not options.without_sqlite:
            _report_plain(folder / "plain.sqlite", options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--postgresql", action="store_true", help="a server of its own is started")
    parser.add_argument("--without-sqlite", action="store_true")
    parser.add_argument(
        "--keep", type=Path, help="keep the books in this folder, or ask them again"
    )
    parser.add_argument("--skip-checks", action="store_true", help="no rebuild and no verify")
    return parser.parse_args()


def _postgresql(stack: ExitStack) -> str:
    from tests.postgres import fresh_database, running_postgres

    return stack.enter_context(fresh_database(stack.enter_context(running_postgres())))


def _report(name: str, store: SqlStore, new: bool, options: argparse.Namespace) -> None:
    print(f"{name}", flush=True)
    if new:
        _fill(store, options.records)
        _settle(store)
    _ask(Book(store, "bench"))
    if not options.skip_checks:
        _timed("rebuild", store.rebuild)
        _timed("verify", lambda: _sound(store))


# Filling


def _fill(store: SqlStore, count: int) -> None:
    Book.found(store, "bench", "bench", "bench.example")
    made = releases(count // PER_DOCUMENT)
    alone = list(itertools.islice(made, min(200, count // PER_DOCUMENT // 4)))
    _rate("append, each release on the disk", store, [[release] for release in alone])
    rest = iter(lambda: list(itertools.islice(made, _AT_ONCE)), [])
    _rate(f"append, {_AT_ONCE} releases at a time", store, rest)
    book = Book(store, "bench")
    for row in store.records(RecordQuery(kind=Kind.COMMITMENT, limit=300)):
        book.accept(row)


def _rate(
    what: str, store: SqlStore, batches: Sequence[list[Release]] | Iterator[list[Release]]
) -> None:
    head, done, began = store.head(), 0, time.perf_counter()
    for batch in batches:
        head = _append(store, head, batch)
        done += len(batch) * PER_DOCUMENT
    _line(what, f"{done / (time.perf_counter() - began):,.0f} records/s")


def _append(store: SqlStore, head: Head, batch: list[Release]) -> Head:
    bodies: list[Body] = []
    for release in batch:
        document = release.document
        bodies.append(document_added(document, False, release.summit))
        bodies.append(RecordsProposed(document.id, READER, release.records))
    contents = {r.document.id: r.document.text.encode() for r in batch}
    return store.append(head, bodies, "bench", contents)


def _settle(store: SqlStore) -> None:
    """Let PostgreSQL count its rows, as its daemon would by itself after a while."""
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql("VACUUM ANALYZE")


# Asking


def _queries(texts: bool) -> list[dict[str, Any]]:
    pairs = [
        {one: first, other: second}
        for one, other in itertools.combinations(_FILTERS, 2)
        if texts == ("text" in (one, other))
        for first in _FILTERS[one]
        for second in _FILTERS[other]
    ]
    return random.Random(2).sample(pairs, 100 if not texts else 60)


def _ask(book: Book) -> None:
    store = book.store
    for what, texts in (("list, any two filters", False), ("list, words and a filter", True)):
        asked = [RecordQuery(kind=Kind.COMMITMENT, limit=_PAGE, **q) for q in _queries(texts)]
        _times(what, [lambda q=q: store.records(q) for q in asked])  # type: ignore[misc]
    _times("search, 20 places", [lambda w=w: search(book, w) for w in _SEARCHES * 3])  # type: ignore[misc]
    rows = store.records(RecordQuery(limit=100))
    _times("show", [lambda k=r.key: dossier(book, book.record(k)) for r in rows])  # type: ignore[misc]


def _times(what: str, calls: Sequence[Callable[[], object]]) -> None:
    spans = []
    for call in calls:
        began = time.perf_counter()
        call()
        spans.append((time.perf_counter() - began) * 1000)
    spans.sort()
    middle, late = spans[len(spans) // 2], spans[int(len(spans) * 0.95)]
    _line(what, f"p50 {middle:.1f} ms, p95 {late:.1f} ms, slowest {spans[-1]:.1f} ms")


# Checking


def _sound(store: SqlStore) -> None:
    troubles = list(itertools.islice(verify(store), 3))
    if troubles:
        raise SystemExit(f"the book is not sound: {troubles}")


def _timed(what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _line(what, f"{time.perf_counter() - began:,.0f} s, memory at most {peak} MB")


def _line(what: str, figure: str) -> None:
    print(f"  {what:36} {figure}", flush=True)


# The floor


@dataclass(frozen=True)
class _Plain:
    """A row of the plain table."""

    values: tuple[Any, ...]
    terms: str


def _report_plain(path: Path, options: argparse.Namespace) -> None:
    print("plain SQLite (floor)", flush=True)
    new = not path.exists()
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    if new:
        _fill_plain(connection, options.records)
    for what, texts in (("list, any two filters", False), ("list, words and a filter", True)):
        asked = [_plain_query(query) for query in _queries(texts)]
        _times(what, [lambda a=a: connection.execute(*a).fetchall() for a in asked])  # type: ignore[misc]
    matches = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rowid DESC LIMIT 20"
    _times(
        "words alone, 20 rows",
        [lambda w=w: connection.execute(matches, [_match(w)]).fetchall() for w in _SEARCHES * 3],  # type: ignore[misc]
    )
    connection.close()


def _fill_plain(connection: sqlite3.Connection, count: int) -> None:
    columns = ["kind", "party", "partner", "topic", "summit", "strength", "status", "language"]
    connection.execute(f"CREATE TABLE plain ({', '.join(columns)}, said, due, body)")
    for column in [*columns, "said", "due"]:
        connection.execute(f"CREATE INDEX plain_{column} ON plain ({column}, said)")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(terms, content='', detail=none)")
    made = releases(count // PER_DOCUMENT)
    began = time.perf_counter()
    while batch := list(itertools.islice(made, _AT_ONCE)):
        rows = [_plain_row(record, release) for release in batch for record in release.records]
        with connection:
            connection.executemany(
                "INSERT INTO plain VALUES (?,?,?,?,?,?,?,?,?,?,?)", [row.values for row in rows]
            )
            connection.executemany("INSERT INTO found(terms) VALUES (?)", [[r.terms] for r in rows])
    _line("append, 1,000 rows at a time", f"{count / (time.perf_counter() - began):,.0f} records/s")


def _plain_row(record: Any, release: Release) -> _Plain:
    row = RecordRow(
        key=record.id, first=1, place=0, changed=1, proposals=(Proposal("", 1, record),)
    )
    said, due = said_day(row), due_day(row)
    values = (
        record.kind, record.actors[0].id, record.partners[0].id, record.topics[0], release.summit,
        record.strength, "proposed", record.language, said and said.toordinal(),
        due and due.toordinal(), json.dumps({"id": record.id, "words": record.evidence[0].exact}),
    )  # fmt: skip
    return _Plain(values, " ".join(index_terms(words(row))))


def _plain_query(query: dict[str, Any]) -> tuple[str, list[Any]]:
    wanted, values = ["kind = ?"], ["commitment"]
    for name, value in query.items():
        match name:
            case "due_before" | "due_after":
                wanted.append(f"due {'<=' if name == 'due_before' else '>='} ?")
                values.append(value.toordinal())
            case "text":
                wanted.append("plain.rowid IN (SELECT rowid FROM found WHERE found MATCH ?)")
                values.append(_match(value))
            case _:
                wanted.append(f"{name} = ?")
                values.append(value)
    conditions = " AND ".join(wanted)
    return f"SELECT body FROM plain WHERE {conditions} ORDER BY said DESC LIMIT {_PAGE}", values


def _match(words_: str) -> str:
    sought = query_terms(words_)
    return " ".join([*(f'"{t}"' for t in sought.terms), *(f'"{p}"*' for p in sought.prefixes)])


if __name__ == "__main__":
    main()
