"""Documents and what is read in them: additions, revisions, proposals, words that are gone."""

import re
from dataclasses import replace

from pledgebook.book import grouping
from pledgebook.book.entries import DocumentAdded, Entry, RecordsProposed
from pledgebook.book.naming import check_ids, put_parties
from pledgebook.book.rows import (
    DocumentRow,
    FindingRow,
    OriginRow,
    Proposal,
    RecordRow,
)
from pledgebook.book.sheet import Sheet
from pledgebook.errors import RuleError
from pledgebook.model.edtf import is_edtf
from pledgebook.model.identity import document_id
from pledgebook.model.record import Record

_LONGEST_ORIGIN = 2_000  # bytes: what an index of either database takes, with room to spare
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_document(entry: Entry, body: DocumentAdded, sheet: Sheet) -> None:
    """Add a document, or another origin of it; revise what its origin showed before."""
    _check_document(body, sheet)
    before = sheet.get(OriginRow, body.origin)
    if before and before.document == body.document:
        raise RuleError(f"{body.origin} shows {body.document} already")
    earlier = dict.fromkeys((*before.earlier, before.document) if before else ())
    earlier.pop(body.document, None)
    known = sheet.get(DocumentRow, body.document)
    row = known or _first(entry, body)
    former = tuple(pair for pair in row.former if pair[0] != body.origin)
    sheet.put(
        replace(
            row,
            current=(*row.current, body.origin),
            former=former,
            changed=entry.sequence,
            revises=before.document if before else row.revises,
        )
    )
    sheet.put(OriginRow(body.origin, body.document, tuple(earlier)))
    if known is None:
        _put_findings(body, sheet)
    if before:
        _retire(entry, before.document, body, sheet)
    _judge(entry, [body.document, *earlier], sheet)


def propose(entry: Entry, body: RecordsProposed, sheet: Sheet) -> None:
    """Let what was read in a document stand for it; what is no longer read there is withdrawn."""
    document = sheet.get(DocumentRow, body.document)
    if document is None:
        raise RuleError(f"the book holds no document {body.document}", "Add it first.")
    _check_evidence(body, sheet.text(body.document))
    ids = [record.id for record in body.records]
    read = set(ids)
    if len(read) < len(ids):
        raise RuleError("a record is proposed twice for one document")
    for record in body.records:
        check_ids(record)
    sheet.load(RecordRow, [*ids, *document.records])
    for gone in document.records:
        if gone not in read:
            _withdraw(entry, gone, body.document, sheet)
    for place, record in enumerate(body.records):
        _put_record(entry, place, record, document, sheet)
    put_parties(body.records, entry.sequence, sheet)
    if document.records != tuple(ids):
        once = dict.fromkeys((*document.withdrawn, *document.records))
        withdrawn = tuple(key for key in once if key not in read)
        changes = replace(document, records=tuple(ids), withdrawn=withdrawn)
        sheet.put(replace(changes, changed=entry.sequence))


def _check_document(body: DocumentAdded, sheet: Sheet) -> None:
    text = sheet.text(body.document)
    if document_id(text) != body.document or len(text) != body.length:
        raise RuleError(f"the text of {body.document} is not the one its id names")
    if not body.origin or "\0" in body.origin + (body.language or ""):
        raise RuleError("a document needs an origin, of characters that can be written")
    if len(body.origin.encode()) > _LONGEST_ORIGIN:
        raise RuleError(
            f"the origin of a document is too long: {body.origin[:60]}…",
            f"An index takes {_LONGEST_ORIGIN} bytes; give a shorter source_url.",
        )
    day = body.published
    if day is not None and not (_DAY.fullmatch(day) and is_edtf(day)):
        raise RuleError(f"{body.origin} was published on no day: {day!r}")
    if body.summit is not None:
        grouping.check_summit(body.summit)
    end = 0
    for block in body.blocks:
        if not end <= block[0] <= block[1] <= body.length:
            raise RuleError(f"a block of {body.origin} lies out of order or out of the text")
        end = block[1]


def _first(entry: Entry, body: DocumentAdded) -> DocumentRow:
    return DocumentRow(
        key=body.document,
        added=entry.sequence,
        changed=entry.sequence,
        current=(),
        former=(),
        title=body.title,
        published=body.published,
        language=body.language,
        publisher=body.publisher,
        source_url=body.source_url,
        raw=body.raw,
        raw_sha256=body.raw_sha256,
        length=body.length,
        summit=body.summit,
        revises=None,
        findings=len(body.findings),
    )


def _put_findings(body: DocumentAdded, sheet: Sheet) -> None:
    for count, finding in enumerate(body.findings, 1):
        sheet.put(FindingRow(f"{body.document}#{count}", body.document, *finding))


def _retire(entry: Entry, old: str, body: DocumentAdded, sheet: Sheet) -> None:
    """Take an origin from the document that it showed so far."""
    row = sheet.get(DocumentRow, old)
    assert row is not None  # an origin always shows a document
    sheet.put(
        replace(
            row,
            current=tuple(origin for origin in row.current if origin != body.origin),
            former=(*row.former, (body.origin, body.document)),
            changed=entry.sequence,
        )
    )


def _judge(entry: Entry, documents: list[str], sheet: Sheet) -> None:
    """Mark which records of documents have lost their words, and which have them again."""
    sheet.load(DocumentRow, documents)
    found = (sheet.get(DocumentRow, key) for key in documents)
    keys = dict.fromkeys(key for row in found if row for key in (*row.records, *row.withdrawn))
    sheet.load(RecordRow, keys)
    latest = _Latest(sheet)
    for key in keys:
        row = sheet.get(RecordRow, key)
        assert row is not None  # a document lists records of the book
        orphaned = not latest.hold(row)
        if orphaned != row.orphaned:
            sheet.put(replace(row, orphaned=orphaned, changed=entry.sequence))


class _Latest:
    """The texts that origins show now, white space folded."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._folded: dict[str, str] = {}

    def hold(self, row: RecordRow) -> bool:
        """Tell whether a text that still shows has words of a record, or what revised it has."""
        found = [(self._sheet.get(DocumentRow, piece.document), piece) for piece in row.evidence]
        return any(document and document.live for document, _ in found) or any(
            _folded(piece.exact) in self._text(origin)
            for document, piece in found
            if document
            for origin, _ in document.former
        )

    def _text(self, origin: str) -> str:
        row = self._sheet.get(OriginRow, origin)
        assert row is not None  # it showed a document once
        if row.document not in self._folded:
            self._folded[row.document] = _folded(self._sheet.text(row.document))
        return self._folded[row.document]


def _check_evidence(body: RecordsProposed, text: str) -> None:
    for record in body.records:
        if not record.evidence:
            raise RuleError(f"{record.id} has no evidence")
        for piece in record.evidence:
            if piece.document != body.document:
                raise RuleError(f"{record.id} has evidence in another document")
            inside = 0 <= piece.start < piece.end <= len(text)
            if not inside or text[piece.start : piece.end] != piece.exact:
                raise RuleError(
                    f"{record.id} does not stand on its words: "
                    f"{piece.document}, {piece.start} to {piece.end}"
                )


def _put_record(
    entry: Entry, place: int, record: Record, document: DocumentRow, sheet: Sheet
) -> None:
    proposal = Proposal(document.key, entry.sequence, record)
    row = sheet.get(RecordRow, record.id)
    if row is None:
        new = RecordRow(
            key=record.id,
            first=entry.sequence,
            place=place,
            changed=entry.sequence,
            proposals=(proposal,),
            group=record.id,
            members=(record.id,),
            summit=document.summit,
        )
        sheet.put(replace(new, orphaned=not _Latest(sheet).hold(new)))
        return
    proposals = _replaced(row.proposals, proposal)
    if [(p.document, p.record) for p in proposals] == [
        (p.document, p.record) for p in row.proposals
    ]:
        return
    changed = replace(row, proposals=proposals, last=None, changed=entry.sequence)
    sheet.put(replace(changed, orphaned=not _Latest(sheet).hold(changed)))
    if document.summit and not row.summit:
        grouping.assign(record.id, document.summit, entry.sequence, sheet)


def _replaced(proposals: tuple[Proposal, ...], new: Proposal) -> tuple[Proposal, ...]:
    if any(old.document == new.document for old in proposals):
        return tuple(new if old.document == new.document else old for old in proposals)
    return (*proposals, new)


def _withdraw(entry: Entry, key: str, document: str, sheet: Sheet) -> None:
    """Take back what a reader proposed from a document and now does not."""
    row = sheet.get(RecordRow, key)
    assert row is not None  # a document lists records of the book
    left = tuple(p for p in row.proposals if p.document != document)
    last = row.machine if not left else None
    changed = replace(row, proposals=left, last=last, changed=entry.sequence)
    sheet.put(replace(changed, orphaned=not _Latest(sheet).hold(changed)))


def _folded(text: str) -> str:
    return " ".join(text.split())
