"""Rows of the book as JSON: the record's shape, and what people decided beside it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.book.amending import AMENDABLE
from pledgebook.book.comparing import Addition, Change, Decided, Difference
from pledgebook.book.entries import Entry
from pledgebook.book.finding import Hit
from pledgebook.book.rows import Decision, DocumentRow, FindingRow, PartyRow, RecordRow
from pledgebook.model.record import Record
from pledgebook.publish.lines import record_as_json

Json = dict[str, Any]


def record_row_as_json(row: RecordRow) -> Json:
    """Return a record of the book: the value that stands, where it stands, and whose it is."""
    evidence = [
        {"document": p.document, "start": p.start, "end": p.end, "exact": p.exact}
        for p in row.evidence
    ]
    return {
        **record_as_json(row.record),
        "evidence": evidence,
        "status": row.status.value,
        "amended": row.amended,
        "orphaned": row.orphaned,
        "number": row.number,
        "numbers": list(row.numbers),
        "summit": row.summit,
        "stage": row.stage,
        "progress": [{"entry": noted.sequence, "stage": noted.stage} for noted in row.progress],
        "commitment": row.group,
        "reports": list(row.members),
        "machine": values_as_json(row.machine),
        "human": values_as_json(row.human) if row.human else None,
        "decisions": [_decision(decision) for decision in row.decisions],
        "first": row.first,
        "changed": row.changed,
    }


def values_as_json(record: Record) -> Json:
    """Return those values of a record that a person may change."""
    whole = record_as_json(record)
    return {name: whole[name] for name in AMENDABLE}


def _decision(decision: Decision) -> Json:
    return {
        "entry": decision.sequence,
        "author": decision.author,
        "verdict": decision.verdict.value,
        "value": values_as_json(decision.value) if decision.value else None,
        "waits": decision.waits,
        "second": decision.second,
    }


def document_row_as_json(row: DocumentRow) -> Json:
    """Return a document of the book; its text is left out."""
    return {
        "id": row.key,
        "origin": row.origin,
        "origins": list(row.current),
        "former_origins": [
            {"origin": origin, "revised_by": successor} for origin, successor in row.former
        ],
        "title": row.title,
        "published": row.published,
        "language": row.language,
        "publisher": row.publisher,
        "source_url": row.source_url,
        "summit": row.summit,
        "live": row.live,
        "revises": row.revises,
        "raw": row.raw,
        "raw_sha256": row.raw_sha256,
        "length": row.length,
        "findings": row.findings,
        "records": list(row.records),
        "added": row.added,
        "changed": row.changed,
    }


def party_row_as_json(row: tuple[PartyRow, int]) -> Json:
    """Return a party of the book, with how many records it acts in."""
    party, records = row
    label = {"en": party.en, "ko": party.ko}
    return {"id": party.key, "label": label, "records": records, "first": party.first}


def finding_row_as_json(row: FindingRow) -> Json:
    """Return what was wrong or unsure in a document."""
    return {
        "id": row.key,
        "document": row.document,
        "code": row.code,
        "severity": row.severity,
        "message": row.message,
        "hint": row.hint,
        "start": row.start,
        "end": row.end,
    }


def hit_as_json(hit: Hit) -> Json:
    """Return a place where words were found."""
    document, found = hit.document, hit.snippet
    return {
        "document": document.key,
        "origin": document.origin,
        "title": document.title,
        "published": document.published,
        "language": document.language,
        "live": document.live,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "marks": [{"start": mark.start, "end": mark.end} for mark in found.marks],
        "records": list(hit.records),
    }


def entry_as_json(entry: Entry) -> Json:
    """Return an entry as its line in the chain says it, and its hash."""
    line: Json = json.loads(entry.line)
    return {**line, "hash": entry.hash}


def difference_as_json(difference: Difference) -> Json:
    """Return what changed between two entries."""
    return {
        "before": difference.before,
        "after": difference.after,
        "documents": [_addition(addition) for addition in difference.documents],
        "proposed": list(difference.proposed),
        "reread": [
            {"record": reread.record, "changes": [change_as_json(c) for c in reread.changes]}
            for reread in difference.reread
        ],
        "lapsed": list(difference.lapsed),
        "decisions": [_decided(decided) for decided in difference.decisions],
        "numbers": [{"number": number, "record": key} for number, key in difference.numbers],
        "others": [entry_as_json(entry) for entry in difference.others],
    }


def change_as_json(change: Change) -> Json:
    """Return a field with its two values."""
    return {"field": change.field, "before": change.before, "after": change.after}


def _addition(addition: Addition) -> Json:
    return {
        "entry": addition.entry,
        "document": addition.document,
        "origin": addition.origin,
        "title": addition.title,
        "revises": addition.revises,
        "edit": [
            {
                "mark": edit.mark,
                "line": edit.line,
                "old": [edit.old.start, edit.old.end],
                "new": [edit.new.start, edit.new.end],
            }
            for edit in addition.edit
        ],
        "touched": list(addition.touched),
        "orphaned": list(addition.orphaned),
    }


def _decided(decided: Decided) -> Json:
    return {
        "entry": decided.entry,
        "time": decided.time,
        "author": decided.author,
        "record": decided.record,
        "verdict": decided.verdict,
        "reason": decided.reason,
        "note": decided.note,
        "changes": [change_as_json(change) for change in decided.changes],
    }


def json_lines(values: Iterable[Json]) -> Iterator[str]:
    """Yield one line a value, with its line end."""
    for value in values:
        yield json.dumps(value, ensure_ascii=False) + "\n"


def json_chunks(name: str, values: Iterable[Json]) -> Iterator[str]:
    """Yield the pieces of `{name: […]}`, one value at a time."""
    separator = f"{{{json.dumps(name)}: [\n"
    begun = False
    for value in values:
        yield separator + json.dumps(value, ensure_ascii=False)
        separator, begun = ",\n", True
    yield "\n]}\n" if begun else separator.rstrip("\n") + "]}\n"
