"""All there is to know of one record: its values, its words in their context, its history."""

from dataclasses import dataclass
from typing import Any, Final

from pledgebook.book.book import Book
from pledgebook.book.comparing import Change, changes
from pledgebook.book.entries import DocumentAdded, Entry
from pledgebook.book.rows import DocumentRow, RecordRow
from pledgebook.model.record import Basis, Evidence, Kind, Strength
from pledgebook.publish.rows import (
    change_as_json,
    document_row_as_json,
    entry_as_json,
    record_row_as_json,
)

#: How much of the text is shown on either side of the evidence, in code points.
AROUND: Final = 80


@dataclass(frozen=True, slots=True)
class Context:
    """A piece of evidence with the words before and after it in its document."""

    evidence: Evidence
    document: DocumentRow
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    """A record, and all its evidence in its context."""

    row: RecordRow
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The rule that fired: what it makes, and its example; None where it is not bundled."""

    basis: Basis
    kind: Kind | None = None
    strength: Strength | None = None
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A record as `show` gives it; `reports` are the others of the same commitment."""

    own: Report
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]
    history: tuple[Entry, ...]
    why: Why

    @property
    def row(self) -> RecordRow:
        """The record that was asked for."""
        return self.own.row


def dossier(book: Book, row: RecordRow, at: int | None = None) -> Dossier:
    """Gather all there is to know of a record, as the book stood after an entry."""
    others = [member for member in book.members(row, at) if member.key != row.key]
    found = {piece.document for report in (row, *others) for piece in report.evidence}
    documents = book.store.find(DocumentRow, sorted(found), at)
    texts = {key: book.text(key) for key in documents}

    def report(member: RecordRow) -> Report:
        contexts = (_context(p, documents[p.document], texts[p.document]) for p in member.evidence)
        return Report(member, tuple(contexts))

    decided = row.decision.value if row.decision else None
    return Dossier(
        own=report(row),
        reports=tuple(report(member) for member in others),
        changes=changes(row.machine, decided) if decided else (),
        history=tuple(history(book, row, at)),
        why=why(row.machine.basis, row.machine.language),
    )


def history(book: Book, row: RecordRow | DocumentRow, at: int | None = None) -> list[Entry]:
    """Return the entries that bear on a record or a document, oldest first.

    With a record, those on the documents it stands in, and on what revised them: by them it may
    have lapsed, lost its words or come to a summit.
    """
    about = {row.key}
    if isinstance(row, RecordRow):
        about |= {piece.document for piece in row.evidence}
        documents = book.store.find(DocumentRow, sorted(about - {row.key}), at)
        successors = {after for document in documents.values() for _, after in document.former}
    else:
        successors = {after for _, after in row.former}
    found = {e.sequence: e for subject in sorted(about) for e in book.store.history(subject)}
    for successor in successors - about:
        entries = book.store.history(successor)
        found |= {e.sequence: e for e in entries if isinstance(e.body, DocumentAdded)}
    return [found[n] for n in sorted(found) if at is None or n <= at]


def _context(piece: Evidence, document: DocumentRow, text: str) -> Context:
    before = text[max(piece.start - AROUND, 0) : piece.start]
    return Context(piece, document, before, text[piece.end : piece.end + AROUND])


def why(basis: Basis, language: str) -> Why:
    """Return what is known of the rule that fired."""
    from pledgebook.knowledge.lexicon import lexicon

    rules = lexicon(language).rules if language in ("ko", "en") else ()
    for rule in rules:
        if rule.id == basis.rule:
            return Why(basis, rule.kind, rule.strength, rule.example)
    return Why(basis)


def dossier_as_json(dossier: Dossier) -> dict[str, Any]:
    """Return a dossier: the record's JSON with context, reports, history and the rule."""
    why = dossier.why
    return {
        **record_row_as_json(dossier.row),
        "evidence": _contexts(dossier.own),
        "differs": [change_as_json(change) for change in dossier.changes],
        "why": {
            "rule": why.basis.rule,
            "trigger": why.basis.trigger,
            "kind": why.kind,
            "strength": why.strength,
            "example": why.example,
        },
        "merged": [
            {**record_row_as_json(report.row), "evidence": _contexts(report)}
            for report in dossier.reports
        ],
        "history": [entry_as_json(entry) for entry in dossier.history],
    }


def document_as_json(row: DocumentRow, history: list[Entry]) -> dict[str, Any]:
    """Return a document of the book with its history."""
    return {**document_row_as_json(row), "history": [entry_as_json(entry) for entry in history]}


def _contexts(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "document": context.evidence.document,
            "start": context.evidence.start,
            "end": context.evidence.end,
            "exact": context.evidence.exact,
            "before": context.before,
            "after": context.after,
            "origin": context.document.origin,
            "title": context.document.title,
            "published": context.document.published,
            "source_url": context.document.source_url,
        }
        for context in report.contexts
    ]
