"""The book as flat tables, for spreadsheets (CSV) and for analysis (Parquet).

The columns are documented in docs/reference/tables.md; a test holds the two together.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec

from pledgebook.book.comparing import changes
from pledgebook.book.rows import DocumentRow, FindingRow, PartyRow, RecordRow
from pledgebook.model.edtf import bounds
from pledgebook.model.record import Party
from pledgebook.publish.words import Language, party_name

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

#: The version of the columns; adding one at the end does not change it.
SCHEMA: Final = "1"
#: Rows that Parquet holds together: so many are in memory at a time.
_GROUP: Final = 10_000


class Type(StrEnum):
    """What a column holds, by the name that the documentation uses."""

    STRING = "string"
    INT = "int64"
    BOOL = "bool"
    DATE = "date32"
    STRINGS = "list of string"
    PARTIES = "list of party"
    EVIDENCE = "list of evidence"
    FORMER = "list of former"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, its type, and the value that a row has in it."""

    name: str
    type: Type
    value: Callable[[T], Any]


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table: its name and its columns in order."""

    name: str
    columns: tuple[Column[T], ...]

    def flat(self, row: T) -> dict[str, Any]:
        """Return a row's values by column: plain values, days, lists of plain values or objects."""
        return {column.name: column.value(row) for column in self.columns}


# What the columns hold


def _names(parties: Sequence[Party], language: Language) -> str | None:
    return "; ".join(party_name(party, language) for party in parties) or None


def _ids(parties: Sequence[Party]) -> list[str]:
    return [party.id for party in parties if party.id]


def _parties(parties: Sequence[Party]) -> list[dict[str, str | None]]:
    return [
        {"id": p.id, "name": p.name, "en": p.label.en, "ko": p.label.ko, "via": p.via}
        for p in parties
    ]


def _evidence(row: RecordRow) -> list[dict[str, object]]:
    return [
        {"document": p.document, "start": p.start, "end": p.end, "exact": p.exact}
        for p in row.evidence
    ]


def _first(edtf: str | None) -> date | None:
    days = bounds(edtf) if edtf else None
    return days[0] if days and days[0] != date.min else None


def _last(edtf: str | None) -> date | None:
    days = bounds(edtf) if edtf else None
    return days[1] if days and days[1] != date.max else None


def _machine(row: RecordRow) -> str | None:
    """Return what the machine read where people decided otherwise, as JSON."""
    differing = {change.field: change.before for change in changes(row.machine, row.record)}
    return json.dumps(differing, ensure_ascii=False) if differing else None


def _by_role(role: str, of: Callable[[RecordRow], Sequence[Party]]) -> list[Column[RecordRow]]:
    name = role.removesuffix("s")
    return [
        Column(f"{name}_ids", Type.STRINGS, lambda row: _ids(of(row))),
        Column(f"{name}_en", Type.STRING, lambda row: _names(of(row), "en")),
        Column(f"{name}_ko", Type.STRING, lambda row: _names(of(row), "ko")),
        Column(role, Type.PARTIES, lambda row: _parties(of(row))),
    ]


RECORDS: Final[Table[RecordRow]] = Table(
    "records",
    (
        Column("id", Type.STRING, lambda row: row.key),
        Column("number", Type.STRING, lambda row: row.number),
        Column("kind", Type.STRING, lambda row: row.record.kind.value),
        Column("strength", Type.STRING,
               lambda row: row.record.strength.value if row.record.strength else None),
        Column("status", Type.STRING, lambda row: row.status.value),
        Column("amended", Type.BOOL, lambda row: row.amended),
        Column("orphaned", Type.BOOL, lambda row: row.orphaned),
        Column("stage", Type.STRING, lambda row: row.stage),
        Column("summit", Type.STRING, lambda row: row.summit),
        *_by_role("actors", lambda row: row.record.actors),
        *_by_role("partners", lambda row: row.record.partners),
        *_by_role("said_by", lambda row: row.record.said_by),
        Column("action", Type.STRING, lambda row: row.record.action),
        Column("topics", Type.STRINGS, lambda row: list(row.record.topics)),
        Column("date", Type.STRING, lambda row: row.record.date),
        Column("date_first", Type.DATE, lambda row: _first(row.record.date)),
        Column("date_last", Type.DATE, lambda row: _last(row.record.date)),
        Column("due", Type.STRING, lambda row: row.record.due),
        Column("due_first", Type.DATE, lambda row: _first(row.record.due)),
        Column("due_last", Type.DATE, lambda row: _last(row.record.due)),
        Column("due_trigger", Type.STRING, lambda row: row.record.due_trigger),
        Column("language", Type.STRING, lambda row: row.record.language),
        Column("quote", Type.STRING, lambda row: row.evidence[0].exact),
        Column("evidence", Type.EVIDENCE, _evidence),
        Column("rule", Type.STRING, lambda row: row.record.basis.rule),
        Column("trigger", Type.STRING, lambda row: row.record.basis.trigger),
        Column("reader", Type.STRING, lambda row: row.record.reader),
        Column("machine", Type.STRING, _machine),
        Column("decided_by", Type.STRING,
               lambda row: row.decision.author if row.decision else None),
        Column("confirmed_by", Type.STRING,
               lambda row: row.decision.second if row.decision else None),
        Column("commitment", Type.STRING, lambda row: row.group),
        Column("reports", Type.STRINGS, lambda row: list(row.members)),
        Column("numbers", Type.STRINGS, lambda row: list(row.numbers)),
        Column("first", Type.INT, lambda row: row.first),
        Column("changed", Type.INT, lambda row: row.changed),
    ),
)  # fmt: skip

DOCUMENTS: Final[Table[DocumentRow]] = Table(
    "documents",
    (
        Column("id", Type.STRING, lambda row: row.key),
        Column("title", Type.STRING, lambda row: row.title),
        Column("published", Type.DATE,
               lambda row: date.fromisoformat(row.published) if row.published else None),
        Column("language", Type.STRING, lambda row: row.language),
        Column("publisher", Type.STRING, lambda row: row.publisher),
        Column("source_url", Type.STRING, lambda row: row.source_url),
        Column("origins", Type.STRINGS, lambda row: list(row.current)),
        Column("former_origins", Type.FORMER,
               lambda row: [{"origin": o, "revised_by": by} for o, by in row.former]),
        Column("summit", Type.STRING, lambda row: row.summit),
        Column("live", Type.BOOL, lambda row: row.live),
        Column("revises", Type.STRING, lambda row: row.revises),
        Column("raw", Type.STRING, lambda row: row.raw),
        Column("raw_sha256", Type.STRING, lambda row: row.raw_sha256),
        Column("length", Type.INT, lambda row: row.length),
        Column("findings", Type.INT, lambda row: row.findings),
        Column("records", Type.STRINGS, lambda row: list(row.records)),
        Column("added", Type.INT, lambda row: row.added),
        Column("changed", Type.INT, lambda row: row.changed),
    ),
)  # fmt: skip

PARTIES: Final[Table[tuple[PartyRow, int]]] = Table(
    "parties",
    (
        Column("id", Type.STRING, lambda row: row[0].key),
        Column("en", Type.STRING, lambda row: row[0].en),
        Column("ko", Type.STRING, lambda row: row[0].ko),
        Column("records", Type.INT, lambda row: row[1]),
        Column("first", Type.INT, lambda row: row[0].first),
    ),
)

FINDINGS: Final[Table[FindingRow]] = Table(
    "findings",
    (
        Column("id", Type.STRING, lambda row: row.key),
        Column("document", Type.STRING, lambda row: row.document),
        Column("code", Type.STRING, lambda row: row.code),
        Column("severity", Type.STRING, lambda row: row.severity),
        Column("message", Type.STRING, lambda row: row.message),
        Column("hint", Type.STRING, lambda row: row.hint),
        Column("start", Type.INT, lambda row: row.start),
        Column("end", Type.INT, lambda row: row.end),
    ),
)


# CSV

# What a spreadsheet may take for a formula, and what was marked as none before: marking it again
# lets one rule take every mark off.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write_csv(stream: IO[str], table: Table[T], rows: Iterable[T]) -> None:
    """Write a table as CSV (RFC 4180); `stream` must not translate line ends."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([cell(value) for value in table.flat(row).values()])


def cell(value: object) -> str:
    """Return a value as a cell: nothing for null, JSON for a list, no formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return msgspec.json.encode(value).decode()
        case date():
            return value.isoformat()
        case str():
            return f"'{value}" if _FORMULA.match(value) else value
        case _:
            return str(value)


def text_of_cell(words: str) -> str:
    """Return the text that a cell stands for, without the apostrophe against formulas."""
    return words[1:] if words.startswith("'") and _FORMULA.match(words) else words


# Parquet


def write_parquet(path: Path, table: Table[T], rows: Iterable[T]) -> None:
    """Write a table as Parquet, some thousands of rows at a time. Raises `OSError`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows):
            flat = [table.flat(row) for row in group]
            writer.write_table(pa.Table.from_pylist(flat, schema=schema))


def arrow_schema(table: Table[T]) -> "pa.Schema":
    """Return the types of a table's columns in Parquet; it is the same for no rows and for many."""
    import pyarrow as pa

    types = _arrow_types()
    fields = [pa.field(column.name, types[column.type]) for column in table.columns]
    return pa.schema(fields, {"pledgebook.table": table.name, "pledgebook.schema": SCHEMA})


def _arrow_types() -> "Mapping[Type, pa.DataType]":
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    party = pa.struct([(name, text) for name in ("id", "name", "en", "ko", "via")])
    evidence = [("document", text), ("start", number), ("end", number), ("exact", text)]
    return {
        Type.STRING: text,
        Type.INT: number,
        Type.BOOL: pa.bool_(),
        Type.DATE: pa.date32(),
        Type.STRINGS: pa.list_(text),
        Type.PARTIES: pa.list_(party),
        Type.EVIDENCE: pa.list_(pa.struct(evidence)),
        Type.FORMER: pa.list_(pa.struct([("origin", text), ("revised_by", text)])),
    }


def _groups(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while group := list(islice(left, _GROUP)):
        yield group
