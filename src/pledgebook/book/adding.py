"""What a document and its records are as entries."""

from dataclasses import replace

from pledgebook.book.entries import DocumentAdded
from pledgebook.errors import EntryError
from pledgebook.model.document import Document
from pledgebook.model.record import Record


def utf8(document: Document) -> bytes:
    """Return the bytes that a text is kept as; raises `EntryError` for broken characters."""
    try:
        return document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EntryError(
            f"{document.origin} holds broken characters (lone surrogates)",
            "Save it as UTF-8 and read it again.",
        ) from error


def own(record: Record, document: str) -> Record:
    """Return the record with what it stands on in this document alone."""
    return replace(record, evidence=tuple(p for p in record.evidence if p.document == document))


def document_added(document: Document, keeps_raw: bool, summit: str | None) -> DocumentAdded:
    """Return the entry that adds a document; `keeps_raw` where its bytes are kept beside it."""
    return DocumentAdded(
        document=document.id,
        origin=document.origin,
        title=document.title,
        published=document.published.isoformat() if document.published else None,
        language=document.language,
        publisher=document.publisher,
        source_url=document.source_url,
        raw=document.raw_sha256 if keeps_raw else None,
        raw_sha256=document.raw_sha256,
        length=len(document.text),
        summit=summit,
        blocks=tuple(
            (b.span.start, b.span.end, b.kind.value, b.level, b.note) for b in document.blocks
        ),
        findings=tuple(
            (
                f.code,
                f.severity.value,
                f.message,
                f.hint,
                f.span.start if f.span else None,
                f.span.end if f.span else None,
            )
            for f in document.findings
        ),
    )
