"""The tables of a book in a database: what is kept for ever, and the views derived from it.

Kept: `entries`, `contents`, `checkpoints`, `pledgebook` (the format). Triggers refuse to change or
delete what stands there. Derived, and rebuilt by one command: everything else. A view's row is
valid from entry `since` up to, not including, entry `until`, so that the past can be asked.
"""

import hashlib
from functools import lru_cache
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TEXT

from pledgebook.book.rows import ROWS, DocumentRow, RecordRow, Row

#: The version of the views; a book with other ones is asked to rebuild.
VIEWS: Final = 1
#: The indexes for full-text search, which each database makes in its own way.
TERMS: Final = ("record_terms", "passage_terms")

kept = MetaData()
views = MetaData()

#: Text in the order of its code points, in both databases.
_Plain = String().with_variant(TEXT(collation="C"), "postgresql")

pledgebook = Table("pledgebook", kept, Column("format", Integer, primary_key=True))
entries = Table(
    "entries",
    kept,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("time", _Plain, nullable=False, index=True),
    Column("hash", _Plain, nullable=False),
    Column("line", Text, nullable=False),
)
contents = Table(
    "contents",
    kept,
    Column("hash", _Plain, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
checkpoints = Table(
    "checkpoints",
    kept,
    Column("id", Integer, primary_key=True),
    Column("note", Text, nullable=False),
)

viewed = Table("viewed", views, Column("version", Integer, primary_key=True))
nodes = Table(
    "nodes",
    views,
    Column("level", Integer, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
subjects = Table(
    "subjects",
    views,
    Column("subject", _Plain, primary_key=True),
    Column("sequence", BigInteger, primary_key=True),
    sqlite_with_rowid=False,
)


def _versioned(row: type[Row], *more: Column[int] | Column[str]) -> Table:
    table = Table(
        row.table,
        views,
        Column("row", BigInteger, primary_key=True, autoincrement=False),
        Column("key", _Plain, nullable=False),
        Column("since", BigInteger, nullable=False),
        Column("until", BigInteger),
        *more,
        Column("body", Text, nullable=False),
    )
    Index(f"{row.table}_by_key", table.c.key, table.c.since)
    Index(
        f"{row.table}_now",
        table.c.key,
        unique=True,
        sqlite_where=table.c.until.is_(None),
        postgresql_where=table.c.until.is_(None),
    )
    return table


_COLUMNS: Final = {
    RecordRow: ("said", "due"),
    DocumentRow: ("added", "live"),
}

#: The table of each kind of row, by its name.
versioned: dict[str, Table] = {
    row.table: _versioned(
        row,
        *(Column(name, BigInteger) for name in _COLUMNS.get(row, ())),
        *(
            [Column(name, _Plain) for name in ("published", "language", "summit")]
            if row is DocumentRow
            else []
        ),
    )
    for row in ROWS
}
records = versioned[RecordRow.table]
documents = versioned[DocumentRow.table]
Index("documents_by_day", documents.c.published, documents.c.added)


def _posting(name: str) -> Table:
    """Return a table of which record versions have a facet, in the order of a day."""
    return Table(
        name,
        views,
        Column("facet", BigInteger, primary_key=True),
        Column("day", Integer, primary_key=True),
        Column("place", BigInteger, primary_key=True),
        Column("row", BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )


by_date = _posting("by_date")
by_due = _posting("by_due")
passages = Table(
    "passages",
    views,
    Column("row", BigInteger, primary_key=True, autoincrement=False),
    Column("document", _Plain, nullable=False),
    Column("start", BigInteger, nullable=False),
    Column("end", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
)


@lru_cache(100_000)
def facet_key(facet: str) -> int:
    """Return the number that stands for a facet in the postings: 63 bits of its hash."""
    spelled = facet.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(spelled).digest()[:8], "big") >> 1


def facet_word(facet: str) -> str:
    """Return the word that stands for a facet among the terms of a full-text index."""
    return f"f{facet_key(facet):016x}"
