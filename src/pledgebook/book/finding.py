"""Words looked for in the texts of a book: where they stand, and which records stand on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pledgebook.book.book import Book
from pledgebook.book.query import Passage
from pledgebook.book.rows import DocumentRow, RecordRow, Status
from pledgebook.book.snippets import Snippet, snippet
from pledgebook.book.terms import phrases, query_terms
from pledgebook.errors import NotFoundError
from pledgebook.model.span import Span

#: How much of a text a snippet shows, in code points.
WIDTH: Final = 160
_SPARE: Final = 8  # how many passages more than hits are asked for at first
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
_GONE: Final = (Status.REJECTED, Status.LAPSED)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words that were looked for; the snippet's offsets are the document's.

    `records` are the ids of records that hold, and whose evidence takes in some of the found words.
    """

    document: DocumentRow
    snippet: Snippet
    records: tuple[str, ...]


def search(
    book: Book, text: str, limit: int = 20, at: int | None = None, former: bool = False
) -> list[Hit]:
    """Return where all words of a query stand together, in the newest documents first.

    One hit a passage of some pages (`query.PASSAGE`). `former` looks through texts that no origin
    shows any more too. Raises `NotFoundError` where there is no word in the query.
    """
    sought = query_terms(text)
    if not sought.terms and not sought.prefixes:
        raise NotFoundError(f"there is no word to search for in {text!r}")
    hits: list[Hit] = []
    done, asked = 0, limit + _SPARE
    while True:
        found = book.store.passages(sought, asked, at)
        for hit in _hits(book, found[done:], text, at, former):
            hits.append(hit)
            if len(hits) == limit:
                return hits
        if len(found) < asked:
            return hits
        done, asked = len(found), asked * 4


def _hits(
    book: Book, found: list[Passage], query: str, at: int | None, former: bool
) -> Iterator[Hit]:
    """Yield what really holds the query: the index finds too much, and never too little."""
    documents = book.store.find(DocumentRow, list(dict.fromkeys(p.document for p in found)), at)
    texts: dict[str, str] = {}  # of one document at a time, as its passages follow one another
    for part in found:
        document = documents.get(part.document)
        if document is None or not (document.live or former):
            continue
        if part.document not in texts:
            texts = {part.document: book.text(part.document)}
        shown = _shown(texts[part.document][part.start : part.end], query)
        if shown.marks:
            moved = _moved(shown, part.start)
            yield Hit(document, moved, _standing_on(book, document, moved.marks, at))


def _shown(text: str, query: str) -> Snippet:
    """Return the snippet of a passage, without marks where the query does not stand in it.

    To fold a passage of pages takes milliseconds; most queries stand in one paragraph, so those
    that may hold it are tried first.
    """
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    needed = _letters(query)
    for n, (start, end) in enumerate(pairwise(cuts)):
        if needed <= set(text[start:end].lower()) and snippet(text[start:end], query).marks:
            first, last = cuts[max(n - 1, 0)], cuts[min(n + 2, len(cuts) - 1)]
            return _moved(snippet(text[first:last], query, WIDTH), first)
    return snippet(text, query, WIDTH)


def _letters(query: str) -> set[str]:
    """Return the letters that a text with the words of a query is sure to have, most often."""
    return {letter for sought in phrases(query) for letter in sought.lower() if letter.isalnum()}


def _moved(shown: Snippet, by: int) -> Snippet:
    marks = tuple(Span(mark.start + by, mark.end + by) for mark in shown.marks)
    return replace(shown, start=shown.start + by, end=shown.end + by, marks=marks)


def _standing_on(
    book: Book, document: DocumentRow, marks: tuple[Span, ...], at: int | None
) -> tuple[str, ...]:
    rows = book.store.find(RecordRow, list(document.records), at)
    return tuple(
        key
        for key in document.records
        if rows[key].status not in _GONE
        and any(
            piece.document == document.key and piece.span.overlaps(mark)
            for piece in rows[key].evidence
            for mark in marks
        )
    )
