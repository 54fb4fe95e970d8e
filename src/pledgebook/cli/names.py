"""Who and what a filter names: ids, or names in Korean and English that are known."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Final

from pledgebook.book.book import Book
from pledgebook.book.query import RecordQuery
from pledgebook.book.rows import PartyRow
from pledgebook.errors import DateError, NotFoundError
from pledgebook.model.edtf import bounds

_NEAR: Final = 5  # near misses that are told


def party_id(book: Book, name: str) -> str:
    """Return the id of a party: as it is, by a name in the book, by a name that is known at all.

    Raises `NotFoundError` with near misses.
    """
    name = unicodedata.normalize("NFC", name.strip())
    spelled = list(dict.fromkeys([name, name.upper(), name.lower()]))
    ids = book.store.find(PartyRow, spelled)
    for spelling in spelled:
        if spelling in ids:
            return spelling
    rows = list(book.store.scan(PartyRow))
    called = [row.key for row in rows if _folded(name) in (_folded(row.en), _folded(row.ko))]
    if len(called) == 1:
        return called[0]
    found = _known_party(name, spelled)
    if found is None:
        known = [word for row in rows for word in (row.key, row.en, row.ko) if word]
        raise NotFoundError(f"no party is known as {name!r}", _hint(name, [*known, *_names()]))
    return found


def _known_party(name: str, spelled: Iterable[str]) -> str | None:
    """Return the id of the party that the whole of a name names, whether or not it is in a book."""
    from pledgebook.knowledge.gazetteer import gazetteer

    for spelling in spelled:
        if gazetteer().party(spelling):
            return spelling
    mentions = gazetteer().find(name)
    if len(mentions) != 1 or not mentions[0].party:
        return None
    rest = name[: mentions[0].start] + name[mentions[0].end :]
    return mentions[0].party if _folded(rest) in ("", "the") else None


def _names() -> list[str]:
    from pledgebook.knowledge.naming import Sense, read_names

    names = read_names()
    called = (entry.text for entry in names.entries.values() if entry.sense is Sense.NAME)
    return [*names.parties, *called]


def topic_id(book: Book, name: str) -> str:
    """Return the id of a concept, by its id or by one of its names in any language.

    Raises `NotFoundError` with near misses.
    """
    from pledgebook.knowledge.concepts import bundled_concepts

    scheme = bundled_concepts()
    name = unicodedata.normalize("NFC", name.strip())
    if found := scheme.named(name):
        return found
    if book.store.count(RecordQuery(topic=name, reports=True)):  # a person gave it
        return name
    labels = [
        label
        for concept in scheme.by_id.values()
        for listed in concept.labels.values()
        for label in listed
    ]
    raise NotFoundError(f"no topic is known as {name!r}", _hint(name, [*scheme.by_id, *labels]))


def day(words: str, last: bool) -> date:
    """Return the first day that a date means, or the `last`: 2024, 2024-12, 2024년 5월 21일.

    Raises `DateError` where it is no date.
    """
    days = bounds(words.strip())
    if days and date.min < days[last] < date.max:
        return days[last]
    from pledgebook.documents.dates import parse_date

    try:
        return parse_date(words)
    except DateError as error:
        raise DateError(error.message, "Give a day, a month or a year: 2024-05-21.") from error


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _hint(name: str, known: Iterable[str]) -> str:
    """Return the names that come near, whatever their case: letter by letter, in Hangul too."""
    spelled = {_letters(word): word for word in known}
    near = get_close_matches(_letters(name), spelled, _NEAR, 0.7)
    return f"Near: {', '.join(spelled[word] for word in near)}." if near else ""


def _letters(name: str) -> str:
    return unicodedata.normalize("NFD", _folded(name))
