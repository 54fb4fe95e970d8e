"""Whether a book is sound after a fault: verified, and nothing acknowledged is lost."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from pledgebook.book.entries import Entry
from pledgebook.book.opening import is_url, open_store
from pledgebook.book.store import Store
from pledgebook.book.verifying import verify

#: The place and the hash of an entry, as its writer was told them.
Acknowledged = tuple[int, str]


def parse_acknowledged(lines: Iterable[str]) -> list[Acknowledged]:
    """Return the entries that lines of the form `<sequence> <hash>` name."""
    return [(int(sequence), hash) for sequence, hash in (line.split(" ") for line in lines)]


def check_sound(place: str, acknowledged: Iterable[Acknowledged] = ()) -> list[Entry]:
    """Open a book, verify it and see that it holds what was acknowledged; return its entries.

    One entry a place, each naming the hash of the one before: that there is no fork is part of
    what `verify` looks at. Raises `AssertionError` with what is wrong.
    """
    with closing(open_store(place)) as store:
        entries = _check_store(store, acknowledged)
    if not is_url(place):
        with closing(sqlite3.connect(place)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return entries


def _check_store(store: Store, acknowledged: Iterable[Acknowledged]) -> list[Entry]:
    troubles = [trouble.message for trouble in verify(store)]
    assert not troubles, troubles
    entries = list(store.entries())
    held = {(entry.sequence, entry.hash) for entry in entries}
    lost = sorted(set(acknowledged) - held)
    assert not lost, f"acknowledged, and not in the book of {len(entries)} entries: {lost[:5]}"
    return entries
