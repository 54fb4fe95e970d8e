"""CSV and Parquet, read back by other means: nothing is lost, nothing is run."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.book.small import SmallBook, found_small_book

from pledgebook.book.rows import FindingRow, RecordRow
from pledgebook.publish.tables import (
    DOCUMENTS,
    FINDINGS,
    PARTIES,
    RECORDS,
    Table,
    Type,
    arrow_schema,
    cell,
    text_of_cell,
    write_csv,
    write_parquet,
)

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "tables.md"
TABLES: list[Table[Any]] = [RECORDS, DOCUMENTS, PARTIES, FINDINGS]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SMALL = found_small_book()


def decided() -> SmallBook:
    small = found_small_book()
    small.book.accept(small.book.record(small.id("institute")))
    small.book.amend(small.book.record(small.id("tests")), {"due": "../2025", "action": "시험"})
    return small


def rows(small: SmallBook) -> list[RecordRow]:
    return [small.book.record(record.id) for record in small.records.values()]


def as_csv(table: Table[Any], listed: list[Any]) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_csv(stream, table, listed)
    stream.seek(0)
    return list(csv.DictReader(stream))


def typed(value: str, kind: Type) -> Any:
    """Read a cell back by what the documentation says of its type."""
    if value == "":
        return None
    match kind:
        case Type.STRING:
            return text_of_cell(value)
        case Type.INT:
            return int(value)
        case Type.BOOL:
            return value == "true"
        case Type.DATE:
            return date.fromisoformat(value)
        case _:
            return json.loads(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_documentation_names_the_columns_and_their_types(table: Table[Any]) -> None:
    section = DOCS.read_text("utf-8").split(f"\n## {table.name}\n")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \| ([\w ]+) \| .+ \|$", section, re.MULTILINE)

    assert told == [(column.name, column.type.value) for column in table.columns]


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    listed = rows(decided())
    write_parquet(tmp_path / "x.parquet", RECORDS, listed)
    from_parquet = pq.read_table(tmp_path / "x.parquet").to_pylist()
    from_csv = [
        {column.name: typed(row[column.name], column.type) for column in RECORDS.columns}
        for row in as_csv(RECORDS, listed)
    ]

    assert from_parquet == [RECORDS.flat(row) for row in listed]
    assert from_csv == from_parquet


def test_a_record_can_be_had_back_from_its_row() -> None:
    """The value that stands and the machine's, with every party and piece of evidence."""
    for row in rows(decided()):
        flat = RECORDS.flat(row)
        record = row.record

        assert [(p["id"], p["name"], p["via"]) for p in flat["actors"]] == [
            (p.id, p.name, p.via) for p in record.actors
        ]
        assert [(e["document"], e["start"], e["end"], e["exact"]) for e in flat["evidence"]] == [
            (e.document, e.start, e.end, e.exact) for e in row.evidence
        ]
        stands = (flat["action"], flat["date"], flat["due"], flat["topics"])
        assert stands == (record.action, record.date, record.due, list(record.topics))
        machine = {
            "action": record.action,
            "due": record.due,
            **json.loads(flat["machine"] or "{}"),
        }
        assert (machine["action"], machine["due"]) == (row.machine.action, row.machine.due)


def test_dates_stay_edtf_and_get_their_first_and_last_day() -> None:
    small = decided()

    plain = RECORDS.flat(small.book.record(small.id("institute")))
    opened = RECORDS.flat(small.book.record(small.id("tests")))

    assert (plain["due"], plain["due_first"], plain["due_last"]) == (
        "2024-12",
        date(2024, 12, 1),
        date(2024, 12, 31),
    )
    assert (opened["due"], opened["due_first"], opened["due_last"]) == (
        "../2025",
        None,
        date(2025, 12, 31),
    )


def test_a_party_without_an_id_keeps_its_name() -> None:
    small = decided()
    flat = RECORDS.flat(small.book.record(small.id("standards")))

    assert flat["actor_ids"] == []
    assert flat["actor_ko"] == "많은 국가"
    assert flat["actors"][0]["id"] is None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_without_rows_has_the_same_schema(table: Table[Any], tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    write_parquet(path, table, [])
    read = pq.read_table(path)

    assert read.num_rows == 0
    assert read.schema.equals(arrow_schema(table))
    assert read.schema.metadata[b"pledgebook.table"] == table.name.encode()
    assert as_csv(table, []) == []


def test_documents_parties_and_findings_are_read_back(tmp_path: Path) -> None:
    small = decided()
    documents = [small.book.document(d.id) for d in small.documents.values()]
    finding = FindingRow("sha256:x#1", "sha256:x", "no-date", "warning", "=1", "", None, None)
    listed: list[tuple[Table[Any], list[Any]]] = [
        (DOCUMENTS, documents),
        (PARTIES, small.book.store.parties()),
        (FINDINGS, [finding]),
    ]
    for table, some in listed:
        path = tmp_path / f"{table.name}.parquet"
        write_parquet(path, table, some)

        assert pq.read_table(path).to_pylist() == [table.flat(row) for row in some]
        assert len(as_csv(table, some)) == len(some)


def test_the_types_are_those_of_arrow() -> None:
    schema = arrow_schema(RECORDS)

    assert schema.field("due_last").type == pa.date32()
    assert schema.field("topics").type == pa.list_(pa.string())
    assert schema.field("first").type == pa.int64()


@pytest.mark.parametrize("words", ["=1+1", "+82", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "'=x"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert cell(words) == f"'{words}"
    assert text_of_cell(cell(words)) == words


@pytest.mark.parametrize("words", ["", "'AI 안전'을", "a=b", "2024-12", "’=", "..​/2025"])
def test_other_cells_are_left_alone(words: str) -> None:
    assert cell(words) == words


@given(WORDS)
def test_any_words_come_back_from_a_cell(words: str) -> None:
    assert text_of_cell(cell(words)) == words
    assert cell(words)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@given(action=WORDS.filter(bool), name=WORDS, via=st.none() | WORDS, topics=st.lists(WORDS))
def test_any_record_comes_back_from_csv(
    action: str, name: str, via: str | None, topics: list[str]
) -> None:
    row = rows(SMALL)[0]
    (proposal,) = row.proposals
    (actor, *_) = proposal.record.actors
    record = replace(
        proposal.record,
        action=action,
        actors=(replace(actor, name=name, via=via),),
        topics=tuple(topics),
    )
    changed = replace(row, proposals=(replace(proposal, record=record),))
    (read,) = as_csv(RECORDS, [changed])

    assert text_of_cell(read["action"]) == action
    assert json.loads(read["topics"]) == topics
    assert json.loads(read["actors"])[0]["name"] == name
    assert json.loads(read["actors"])[0]["via"] == via
