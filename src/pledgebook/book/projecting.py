"""What entries make of the views, gathered and written in few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, bindparam, select

from pledgebook.book import merkle, tables
from pledgebook.book.entries import DocumentAdded, Entry, subjects
from pledgebook.book.facets import due_day, facets, said_day, words
from pledgebook.book.query import Order, passages, sort_key
from pledgebook.book.rows import TURNS, DocumentRow, RecordRow, Row
from pledgebook.book.sheet import Sheet
from pledgebook.book.terms import index_terms

if TYPE_CHECKING:
    from pledgebook.book.dialect import Dialect

#: Values in the order of a table's columns.
Values = Sequence[object]

_UNTIL = 3  # the place of `until` among the columns of a view


@dataclass(slots=True)
class Batch:
    """The changes to the views that some entries, one after another, ask for."""

    lines: list[tuple[int, bytes]] = field(default_factory=list)
    subjects: list[Values] = field(default_factory=list)
    opened: dict[str, dict[int, list[object]]] = field(default_factory=dict)
    closed: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    by_date: list[Values] = field(default_factory=list)
    by_due: list[Values] = field(default_factory=list)
    record_terms: list[tuple[int, str]] = field(default_factory=list)
    passages: list[Values] = field(default_factory=list)
    passage_terms: list[tuple[int, str]] = field(default_factory=list)
    _latest: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, entry: Entry, sheet: Sheet) -> None:
        """Gather what one entry did to the sheet."""
        self.lines.append((entry.sequence, entry.line))
        about = dict.fromkeys(subjects(entry.body))
        self.subjects += [(id, entry.sequence) for id in about]
        for turn, (row, may_stand) in enumerate(sheet.taken()):
            self._open((entry.sequence << TURNS) + turn, row, entry.sequence, may_stand)
        if isinstance(entry.body, DocumentAdded):
            self._index(entry.body, entry.sequence, sheet)

    def _open(self, version: int, row: Row, sequence: int, may_stand: bool) -> None:
        if may_stand and not self._close_here(row, sequence):
            self.closed.setdefault(row.table, []).append({"closed": row.key, "at": sequence})
        self._latest[row.table, row.key] = version
        more: Values = ()
        if isinstance(row, RecordRow):
            more = self._post(version, row)
        elif isinstance(row, DocumentRow):
            day = row.published or ""
            more = (row.added, int(row.live), day, row.language, row.summit)
        body = msgspec.json.encode(row).decode()
        values = [version, row.key, sequence, None, *more, body]
        self.opened.setdefault(row.table, {})[version] = values

    def _close_here(self, row: Row, sequence: int) -> bool:
        """Close the version that an entry of this batch opened, if one did."""
        latest = self._latest.get((row.table, row.key))
        if latest is None:
            return False
        self.opened[row.table][latest][_UNTIL] = sequence
        return True

    def _post(self, version: int, row: RecordRow) -> Values:
        """Gather the postings of a record; return its columns."""
        held = facets(row)
        keys = [tables.facet_key(facet) for facet in held]
        said, due = said_day(row), due_day(row)
        day, place = sort_key(row, Order.DATE)
        self.by_date += [(key, day, place, version) for key in keys]
        if due:
            day, place = sort_key(row, Order.DUE)
            self.by_due += [(key, day, place, version) for key in keys]
        terms = index_terms(words(row)) | {tables.facet_word(facet) for facet in held}
        self.record_terms.append((version, " ".join(sorted(terms))))
        return (said.toordinal() if said else None, due.toordinal() if due else None)

    def _index(self, body: DocumentAdded, sequence: int, sheet: Sheet) -> None:
        row = sheet.get(DocumentRow, body.document)
        if row is None or row.added != sequence:  # another origin of a text that is indexed
            return
        text = sheet.text(body.document)
        for count, part in enumerate(passages(body.document, text)):
            number = ((sequence + 1) << TURNS) - 1 - count  # newest first is first part first
            self.passages.append((number, part.document, part.start, part.end, sequence))
            terms = index_terms(text[part.start : part.end])
            self.passage_terms.append((number, " ".join(sorted(terms))))

    def write(self, connection: Connection, dialect: "Dialect") -> None:
        """Write it all."""
        for name, closed in self.closed.items():
            table = tables.versioned[name]
            connection.execute(
                table.update()
                .where(table.c.key == bindparam("closed"), table.c.until.is_(None))
                .values(until=bindparam("at")),
                closed,
            )
        for name, rows in self.opened.items():
            dialect.insert(connection, tables.versioned[name], list(rows.values()))
        for table, values in (
            (tables.subjects, self.subjects),
            (tables.by_date, self.by_date),
            (tables.by_due, self.by_due),
            (tables.passages, self.passages),
            (tables.nodes, self._nodes(connection)),
        ):
            if values:
                dialect.insert(connection, table, values)
        for name, indexed in (("record", self.record_terms), ("passage", self.passage_terms)):
            if indexed:
                dialect.insert_terms(connection, name, indexed)

    def _nodes(self, connection: Connection) -> list[Values]:
        column = tables.nodes.c
        made: dict[tuple[int, int], bytes] = {}

        def node(level: int, position: int) -> bytes:
            if (level, position) not in made:
                asked = select(column.hash).where(
                    column.level == level, column.position == position
                )
                found: bytes = connection.scalars(asked).one()
                return found
            return made[level, position]

        for sequence, line in self.lines:
            for level, position, hash in merkle.new_nodes(
                sequence - 1, merkle.leaf_hash(line), node
            ):
                made[level, position] = hash
        return [(level, position, hash) for (level, position), hash in made.items()]
