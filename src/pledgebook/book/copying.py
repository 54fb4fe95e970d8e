"""A book's entries as they are handed on, with what they name, a bounded lot at a time."""

from collections.abc import Callable, Iterator
from typing import Final

from pledgebook.book.entries import DocumentAdded, Entry, read_entry
from pledgebook.book.store import Batch, Inspection
from pledgebook.errors import NotFoundError

#: Told of how far some work has come: its name, how much is done, and of how much (0: not known).
Progress = Callable[[str, int, int], None]

_ENTRIES: Final = 2_000  # in one batch at most
_BYTES: Final = 32 << 20  # of contents in one batch, save that a single one may be larger


def quietly(work: str, done: int, total: int) -> None:
    """Tell nobody."""


def batches(inspection: Inspection, raw: bool = True) -> Iterator[Batch]:
    """Yield the entries with the contents they name; without `raw`, the texts alone.

    Raises `EntryError` for a line that is no entry and `NotFoundError` for a missing content.
    """
    entries = (read_entry(stored.line) for stored in inspection.lines())
    return gathered(entries, inspection.content, raw)


def gathered(
    entries: Iterator[Entry], content: Callable[[str], bytes | None], raw: bool = True
) -> Iterator[Batch]:
    """Yield entries in lots with the contents that `content` returns for their names."""
    lot: list[Entry] = []
    contents: dict[str, bytes] = {}
    size = 0
    for entry in entries:
        lot.append(entry)
        for name in named_contents(entry, raw):
            if name not in contents:
                contents[name] = _needed(entry, name, content(name))
                size += len(contents[name])
        if len(lot) >= _ENTRIES or size >= _BYTES:
            yield lot, contents
            lot, contents, size = [], {}, 0
    if lot:
        yield lot, contents


def named_contents(entry: Entry, raw: bool = True) -> list[str]:
    """Return the hashes of what an entry says is kept: a text, and the bytes it came from."""
    if not isinstance(entry.body, DocumentAdded):
        return []
    names = (entry.body.document, entry.body.raw if raw else None)
    return [name for name in dict.fromkeys(names) if name]


def _needed(entry: Entry, name: str, data: bytes | None) -> bytes:
    if data is None:
        raise NotFoundError(f"entry {entry.sequence} names {name}, which is not there")
    return data
