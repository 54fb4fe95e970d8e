"""`pledgebook read … --into BOOK`: what is read becomes proposals in a book."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pledgebook.cli.interface import Messages
from pledgebook.cli.place import author_name, opened
from pledgebook.errors import EntryError, PledgebookError, RuleError

if TYPE_CHECKING:
    from pledgebook.book.book import Book
    from pledgebook.model.document import Document
    from pledgebook.reading.read import Reading


@contextmanager
def intake(
    place: str | None, summit: str | None, author: str | None, messages: Messages
) -> Iterator["Intake"]:
    """Yield what passes readings on and adds them to the book at `place`, if one is named.

    Raises `BookError` where the book cannot be opened or begun.
    """
    if place is None:
        if summit:
            raise PledgebookError("--summit goes with --into", "Name the book with --into BOOK.")
        yield Intake(None, None, messages)
        return
    _begin(place, author, messages)
    with opened(place, author) as book:
        taken = Intake(book, summit, messages)
        try:
            yield taken
        finally:
            _tell(taken, place, messages)


def origin_in_book(document: "Document") -> str:
    """Return the origin by which a book tells a revision from another document.

    The address it was published at, else the file's whole path. What came through standard input
    has none, and so is never a revision.
    """
    if document.source_url:
        return document.source_url
    if document.origin == "-":
        return f"-#{document.id.removeprefix('sha256:')[:12]}"
    return str(Path(document.origin).resolve())


@dataclass(slots=True)
class Intake:
    """Adds readings to a book, if there is one, and counts what came of them."""

    book: "Book | None"
    summit: str | None
    messages: Messages
    new: int = 0
    revised: int = 0
    known: int = 0
    proposed: int = 0
    failed: int = 0

    def passed_on(self, readings: Iterable["Reading"]) -> Iterator["Reading"]:
        """Yield the readings; one that the book cannot take is told, and the rest goes on."""
        for reading in readings:
            if self.book is not None and reading.document.language is not None:
                try:
                    self._add(self.book, reading)
                except (EntryError, RuleError) as error:
                    self.failed += 1
                    self.messages.error(error, reading.document.origin)
                    continue
            yield reading

    def _add(self, book: "Book", reading: "Reading") -> None:
        from pledgebook.reading.read import READER

        document = replace(reading.document, origin=origin_in_book(reading.document))
        added = book.add(document, reading.records, READER, reading.raw, self.summit)
        self.revised += added.revises is not None
        self.new += added.new and added.revises is None
        self.known += not added.new
        self.proposed += added.proposed


def _begin(place: str, author: str | None, messages: Messages) -> None:
    """Begin a book in a file where there is none; a database is begun by `book init`."""
    from pledgebook.book.book import Book
    from pledgebook.book.opening import is_url, open_store

    if is_url(place) or Path(place).expanduser().exists():
        return
    name = Path(place).stem
    store = open_store(place, create=True)
    try:
        Book.found(store, author_name(author), name, name)
    finally:
        store.close()
    messages.say(
        f"새 장부를 만들었습니다: {place}"
        if messages.language == "ko"
        else f"Began a new book: {place}"
    )


def _tell(counts: Intake, place: str, messages: Messages) -> None:
    if messages.language == "ko":
        messages.say(
            f"{place}: 새 문서 {counts.new}건, 고쳐진 문서 {counts.revised}건, 이미 있는 문서 "
            f"{counts.known}건, 제안된 기록 {counts.proposed}건. "
            "검토는 pledgebook review 로 합니다."
        )
    else:
        messages.say(
            f"{place}: {counts.new} new documents, {counts.revised} revised, {counts.known} known, "
            f"{counts.proposed} records proposed. Review them: pledgebook review."
        )
