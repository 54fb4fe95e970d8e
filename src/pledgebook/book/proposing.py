"""Documents and what is read in them: additions, revisions, proposals, words that are gone."""

from collections.abc import Iterator
from dataclasses import replace

from pledgebook.book import grouping
from pledgebook.book.entries import DocumentAdded, Entry, RecordsProposed
from pledgebook.book.rows import (
    DocumentRow,
    FindingRow,
    OriginRow,
    PartyRow,
    Proposal,
    RecordRow,
)
from pledgebook.book.sheet import Sheet
from pledgebook.errors import RuleError
from pledgebook.model.identity import document_id
from pledgebook.model.record import Party, Record


def add_document(entry: Entry, body: DocumentAdded, sheet: Sheet) -> None:
    """Add a document, or another origin of it; revise what its origin showed before."""
    _check_document(body, sheet)
    before = sheet.get(OriginRow, body.origin)
    if before and before.document == body.document:
        raise RuleError(f"{body.origin} shows {body.document} already")
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
    sheet.put(OriginRow(body.origin, body.document))
    if known is None:
        _put_findings(body, sheet)
    if before:
        _retire(entry, before.document, body, sheet)
    _judge(entry, row.records, body.document, sheet)


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
    sheet.load(RecordRow, [*ids, *document.records])
    sheet.load(PartyRow, (p.id for r in body.records for p in _parties(r) if p.id))
    for gone in document.records:
        if gone not in read:
            _withdraw(entry, gone, body.document, sheet)
    for place, record in enumerate(body.records):
        _put_record(entry, place, record, document, sheet)
        for party in _parties(record):
            if party.id and sheet.get(PartyRow, party.id) is None:
                sheet.put(PartyRow(party.id, party.label.en, party.label.ko, entry.sequence))
    if document.records != tuple(ids):
        sheet.put(replace(document, records=tuple(ids), changed=entry.sequence))


def _check_document(body: DocumentAdded, sheet: Sheet) -> None:
    text = sheet.text(body.document)
    if document_id(text) != body.document or len(text) != body.length:
        raise RuleError(f"the text of {body.document} is not the one its id names")
    if not body.origin:
        raise RuleError("a document needs an origin")
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
    _judge(entry, row.records, body.document, sheet)


def _judge(entry: Entry, records: tuple[str, ...], successor: str, sheet: Sheet) -> None:
    """Mark which of the records have lost their words, and which have them again."""
    sheet.load(RecordRow, records)
    words = _folded(sheet.text(successor)) if records else ""
    for key in records:
        row = sheet.get(RecordRow, key)
        assert row is not None  # a document lists records of the book
        orphaned = not _stands(row, words, sheet)
        if orphaned != row.orphaned:
            sheet.put(replace(row, orphaned=orphaned, changed=entry.sequence))


def _stands(row: RecordRow, successor: str, sheet: Sheet) -> bool:
    """Tell whether some evidence is in a text that still shows, or word for word in the new one."""
    for proposal in row.proposals:
        document = sheet.get(DocumentRow, proposal.document)
        if document and document.live:
            return True
        if any(_folded(piece.exact) in successor for piece in proposal.record.evidence):
            return True
    return False


def _check_evidence(body: RecordsProposed, text: str) -> None:
    for record in body.records:
        if not record.evidence:
            raise RuleError(f"{record.id} has no evidence")
        for piece in record.evidence:
            if piece.document != body.document:
                raise RuleError(f"{record.id} has evidence in another document")
            if not 0 <= piece.start < piece.end or text[piece.start : piece.end] != piece.exact:
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
        sheet.put(
            RecordRow(
                key=record.id,
                first=entry.sequence,
                place=place,
                changed=entry.sequence,
                proposals=(proposal,),
                group=record.id,
                members=(record.id,),
                summit=document.summit,
            )
        )
        return
    proposals = _replaced(row.proposals, proposal)
    if [(p.document, p.record) for p in proposals] == [
        (p.document, p.record) for p in row.proposals
    ]:
        return
    sheet.put(
        replace(
            row,
            proposals=proposals,
            last=None,
            orphaned=row.orphaned and not document.live,
            changed=entry.sequence,
        )
    )
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
    sheet.put(replace(row, proposals=left, last=last, changed=entry.sequence))


def _parties(record: Record) -> Iterator[Party]:
    yield from record.actors
    yield from record.partners
    yield from record.said_by


def _folded(text: str) -> str:
    return " ".join(text.split())
