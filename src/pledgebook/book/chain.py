"""How entries hang together: each behind the head, hashed over the one before, later in time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from pledgebook.book.entries import Body, Entry, make_entry
from pledgebook.book.store import Head
from pledgebook.errors import BookError, EntryError, TamperError
from pledgebook.model.identity import sha256

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def now() -> str:
    """Return the time in UTC as entries write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chained(
    head: Head, last: str, bodies: Sequence[Body], author: str, time: str
) -> Iterator[Entry]:
    """Yield the entries that follow a head; a clock that went back does not take the book back."""
    if not _is_time(time):
        raise EntryError(
            f"no time of an entry: {time!r}", "UTC, as in 2026-11-23T09:30:00.000000Z."
        )
    time = max(time, last)
    sequence, previous = head.sequence, head.hash
    for body in bodies:
        sequence += 1
        entry = make_entry(sequence, time, author, previous, body)
        previous = entry.hash
        yield entry


def check_link(entry: Entry, head: Head, last: str) -> None:
    """Raise `TamperError` where an entry does not follow a head written at time `last`."""
    if entry.sequence != head.sequence + 1:
        raise TamperError(f"entry {head.sequence + 1} is missing: {entry.sequence} stands there")
    if entry.previous != head.hash:
        raise TamperError(f"entry {entry.sequence} does not name the hash of the one before it")
    if not _is_time(entry.time) or entry.time < last:
        raise TamperError(f"the time of entry {entry.sequence} is none, or before the one before")


def check_contents(contents: Mapping[str, bytes]) -> None:
    """Raise `TamperError` where contents are not what their hash names."""
    for hash, data in contents.items():
        if sha256(data) != hash:
            raise TamperError(f"the content given as {hash} is another one")


def _is_time(time: str) -> bool:
    try:
        return bool(_TIME.fullmatch(time) and datetime.fromisoformat(time))
    except ValueError:
        return False


def named(error: BookError, entry: Entry) -> BookError:
    """Return the error with the entry that it is about, for entries that exist already."""
    return type(error)(f"entry {entry.sequence}: {error.message}", error.hint)
