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
_TOGETHER: Final = 10  # passages looked at in one go
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
    """Yield what really holds the query: the index finds too much, and never too little.

    The store is asked for a few documents at a time, so that it answers in few questions and no
    more texts are in memory than that.
    """
    for start in range(0, len(found), _TOGETHER):
        some = found[start : start + _TOGETHER]
        keys = list(dict.fromkeys(part.document for part in some))
        documents = book.store.find(DocumentRow, keys, at)
        wanted = [key for key, row in documents.items() if row.live or former]
        texts = {key: data.decode() for key, data in book.store.contents(wanted).items()}
        shown = [
            (documents[part.document], _moved(_shown(_part(texts, part), query), part.start))
            for part in some
            if part.document in texts
        ]
        marked = [(document, place) for document, place in shown if place.marks]
        keys = list(dict.fromkeys(key for document, _ in marked for key in document.records))
        rows = book.store.find(RecordRow, keys, at)
        for document, place in marked:
            yield Hit(document, place, _standing_on(rows, document, place.marks))


def _part(texts: dict[str, str], part: Passage) -> str:
    return texts[part.document][part.start : part.end]


def _shown(text: str, query: str) -> Snippet:
    """Return the snippet of a passage, without marks where the query does not stand in it.

    To fold a passage of pages takes milliseconds; most queries stand in one paragraph, so those
    that may hold it are tried first.
    """
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    needed = _letters(query)
    for start, end in pairwise(cuts):
        if needed <= set(text[start:end].lower()):
            shown = snippet(text[start:end], query, WIDTH)
            if shown.marks:
                return _moved(shown, start)
    return snippet(text, query, WIDTH)


def _letters(query: str) -> set[str]:
    """Return the letters that a text with the words of a query is sure to have, most often."""
    return {letter for sought in phrases(query) for letter in sought.lower() if letter.isalnum()}


def _moved(shown: Snippet, by: int) -> Snippet:
    marks = tuple(Span(mark.start + by, mark.end + by) for mark in shown.marks)
    return replace(shown, start=shown.start + by, end=shown.end + by, marks=marks)


def _standing_on(
    rows: dict[str, RecordRow], document: DocumentRow, marks: tuple[Span, ...]
) -> tuple[str, ...]:
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
