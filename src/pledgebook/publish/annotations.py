"""The book's evidence as W3C Web Annotations (JSON-LD): one annotation for each piece of it.

Positions are code points by default, because the Web Annotation Data Model demands it (W3C
Recommendation of 23 February 2017, 4.2.4, which 4.2.5 takes over: the selection "MUST be in terms
of unicode code points", not of code units). Clients in a browser often index their strings, which
are UTF-16, without converting; for those the positions can be written in UTF-16 code units, and
the selector then says so by `conformsTo`, so that no file is taken for the other kind.

Positions count in the text that the book stores, not in the page that it came from: where the
target is that page, its state names the stored text (`cached`), and the quotation finds the words.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from pledgebook import __version__
from pledgebook.book.query import Order, RecordQuery, sort_key
from pledgebook.book.rows import DocumentRow, RecordRow, SettingRow, Status
from pledgebook.book.store import Store
from pledgebook.errors import NotFoundError
from pledgebook.model.record import Evidence
from pledgebook.publish.offsets import Offsets, Utf16Index
from pledgebook.publish.quoting import after, before
from pledgebook.publish.rows import record_row_as_json

Json = dict[str, Any]

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
#: What a position selector conforms to when it counts UTF-16 code units.
UTF16_UNITS: Final = "https://infra.spec.whatwg.org/#code-unit"
#: Records that are no longer proposed, or were found wrong: only exported when asked for.
UNWANTED: Final = (Status.REJECTED, Status.LAPSED)

_PAGE = 500  # rows held at a time
_KEPT = 8  # texts held at a time


@dataclass(slots=True)
class _Shelf:
    """The documents that evidence stands in, a few held at a time."""

    store: Store
    at: int | None
    _documents: dict[str, tuple[DocumentRow, str, Utf16Index]] = field(default_factory=dict)

    def get(self, key: str) -> tuple[DocumentRow, str, Utf16Index]:
        """Return a document, its text and the index of its positions."""
        if key not in self._documents:
            if len(self._documents) == _KEPT:
                self._documents.pop(next(iter(self._documents)))
            row = self.store.find(DocumentRow, [key], self.at).get(key)
            content = self.store.content(key)
            if row is None or content is None:
                raise NotFoundError(f"the book holds no text of {key}")
            text = content.decode("utf-8")
            self._documents[key] = (row, text, Utf16Index(text))
        return self._documents[key]


class Annotator:
    """Makes annotations of a book's records, as it is or (`at`) as it stood after an entry."""

    def __init__(
        self, store: Store, offsets: Offsets = "code-points", at: int | None = None
    ) -> None:
        self._shelf = _Shelf(store, at)
        self._store = store
        self._offsets = offsets
        self._time = lru_cache(maxsize=1024)(self._time_of)

    def annotations(self, row: RecordRow) -> Iterator[Json]:
        """Yield one annotation for each piece of evidence, without its `@context`.

        Raises `NotFoundError` where the book lacks a text that the evidence names.
        """
        bodies = _bodies(row)
        for piece, reader, sequence in _pieces(row):
            created, changed = self._time(sequence), self._time(row.changed)
            yield {
                "id": _urn(row.key, piece.document, str(piece.start), str(piece.end)),
                "type": "Annotation",
                "motivation": "describing" if row.human is None else ["describing", "assessing"],
                "creator": _creators(row, reader),
                "created": created,
                **({"modified": changed} if changed != created else {}),
                "generator": {"type": "Software", "name": f"pledgebook {__version__}"},
                "body": bodies,
                "target": self._target(piece),
            }

    def _target(self, piece: Evidence) -> Json:
        document, text, index = self._shelf.get(piece.document)
        urn = document_urn(piece.document)
        target: Json = {
            "type": "SpecificResource",
            "source": document.source_url or urn,
            "selector": [_quote(text, piece), self._position(piece, index)],
        }
        if document.source_url:
            target["state"] = {"type": "TimeState", "cached": urn}
        return target

    def _position(self, piece: Evidence, index: Utf16Index) -> Json:
        if self._offsets == "code-points":
            return {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
        return {
            "type": "TextPositionSelector",
            "start": index.utf16(piece.start),
            "end": index.utf16(piece.end),
            "conformsTo": UTF16_UNITS,
        }

    def _time_of(self, sequence: int) -> str:
        return next(self._store.entries(sequence - 1, sequence)).time


def annotation_chunks(
    store: Store,
    query: RecordQuery,
    offsets: Offsets = "code-points",
    at: int | None = None,
) -> Iterator[str]:
    """Yield the pieces of an AnnotationCollection: all annotations of the records asked for.

    Every report of a commitment is told, not its leader alone. Rejected and lapsed records are
    left out unless the query asks for them. Memory does not grow with the book.
    """
    annotator = Annotator(store, offsets, at)
    settings = store.find(SettingRow, ["origin", "name"], at)
    origin = settings["origin"].value if "origin" in settings else ""
    moment = str(at if at is not None else store.head().sequence)
    asked = _urn(origin, moment, offsets, repr(query))
    opening = {
        "@context": CONTEXT,
        "id": asked,
        "type": "AnnotationCollection",
        "label": settings["name"].value if "name" in settings else "Pledgebook",
    }
    page = {"id": _urn(asked, "1"), "type": "AnnotationPage", "partOf": asked, "startIndex": 0}
    yield _dumped(opening)[:-1] + ', "first": ' + _dumped(page)[:-1] + ', "items": ['
    total = 0
    for row in _wanted(store, query, at):
        for annotation in annotator.annotations(row):
            yield (",\n" if total else "\n") + _dumped(annotation)
            total += 1
    yield f'\n]}}, "total": {total}}}\n'


def document_urn(document: str) -> str:
    """Return the name of a stored text by its hash: `urn:sha256:` and 64 hex digits."""
    return "urn:" + document


def paged(store: Store, query: RecordQuery, at: int | None = None) -> Iterator[RecordRow]:
    """Yield the records that a query asks for, a page at a time, those changed last first."""
    query = replace(query, order=Order.BOOK, limit=_PAGE)
    while found := store.records(query, at):
        yield from found
        if len(found) < _PAGE:
            return
        query = replace(query, after=sort_key(found[-1], Order.BOOK))


def _wanted(store: Store, query: RecordQuery, at: int | None) -> Iterator[RecordRow]:
    for row in paged(store, replace(query, reports=True), at):
        if query.status or row.status not in UNWANTED:
            yield row


def _pieces(row: RecordRow) -> Iterator[tuple[Evidence, str, int]]:
    """Yield each piece of evidence with who read it and the entry that says so."""
    for proposal in row.proposals:
        for piece in proposal.record.evidence:
            yield piece, proposal.record.reader, proposal.sequence
    if not row.proposals:
        for piece in row.machine.evidence:
            yield piece, row.machine.reader, row.first


def _creators(row: RecordRow, reader: str) -> Json | list[Json]:
    software: Json = {"type": "Software", "name": reader}
    decision = row.decision
    names = dict.fromkeys((decision.author, decision.second)) if decision else {}
    people: list[Json] = [{"type": "Person", "name": name} for name in names if name]
    return [software, *people] if people else software


def _bodies(row: RecordRow) -> list[Json]:
    """Return the kind as a class, the topics as tags, and the record itself as JSON."""
    value = record_row_as_json(row)
    del value["evidence"]  # the targets tell it
    tags = (("classifying", [row.record.kind.value]), ("tagging", row.record.topics))
    return [
        *(
            {"type": "TextualBody", "purpose": purpose, "value": word}
            for purpose, words in tags
            for word in words
        ),
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": _dumped(value),
        },
    ]


def _quote(text: str, piece: Evidence) -> Json:
    return {
        "type": "TextQuoteSelector",
        "exact": piece.exact,
        "prefix": before(text, piece.start),
        "suffix": after(text, piece.end),
    }


def _urn(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(("pledgebook", *parts))).urn


def _dumped(value: Iterable[Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
