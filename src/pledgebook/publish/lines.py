"""Readings as JSON: one record a line, or one object with documents, findings and records."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pledgebook.model.document import Document
from pledgebook.model.finding import Finding
from pledgebook.model.record import Evidence, Party, Record

if TYPE_CHECKING:
    from pledgebook.reading.read import Reading


def record_lines(readings: Iterable["Reading"]) -> Iterator[str]:
    """Yield one line of JSON a record, without its line end, in the order of the documents."""
    for reading in readings:
        for record in reading.records:
            yield _dumped(record_as_json(record))


def document_chunks(readings: Iterable["Reading"]) -> Iterator[str]:
    """Yield the pieces of `{"documents": […]}`, one document at a time."""
    separator = '{"documents": [\n'
    for reading in readings:
        yield separator + _dumped(reading_as_json(reading))
        separator = ",\n"
    yield "\n]}\n" if separator == ",\n" else '{"documents": []}\n'


def record_as_json(record: Record) -> dict[str, Any]:
    """Return a record in the shape, and with the order of keys, that every interface uses."""
    return {
        "id": record.id,
        "kind": record.kind.value,
        "strength": record.strength.value if record.strength else None,
        "actors": [_party(party) for party in record.actors],
        "partners": [_party(party) for party in record.partners],
        "action": record.action,
        "topics": list(record.topics),
        "date": record.date,
        "due": record.due,
        "due_trigger": record.due_trigger,
        "said_by": [_party(party) for party in record.said_by],
        "language": record.language,
        "evidence": [_evidence(piece) for piece in record.evidence],
        "basis": {"rule": record.basis.rule, "trigger": record.basis.trigger},
        "reader": record.reader,
    }


def reading_as_json(reading: "Reading") -> dict[str, Any]:
    """Return a document with what was read in it; the text itself is left out."""
    return {
        **document_as_json(reading.document),
        "findings": [finding_as_json(finding) for finding in reading.findings],
        "records": [record_as_json(record) for record in reading.records],
    }


def document_as_json(document: Document) -> dict[str, Any]:
    """Return what is known of a document."""
    return {
        "id": document.id,
        "origin": document.origin,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "publisher": document.publisher,
        "source_url": document.source_url,
        "raw_sha256": document.raw_sha256,
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "name": party.name,
        "label": {"en": party.label.en, "ko": party.label.ko},
        "via": party.via,
    }


def _evidence(piece: Evidence) -> dict[str, Any]:
    return {
        "document": piece.document,
        "start": piece.start,
        "end": piece.end,
        "exact": piece.exact,
    }


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
