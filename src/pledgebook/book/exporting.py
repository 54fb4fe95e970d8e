"""A book written out for others: lines, documents, a signed checkpoint, and the script to check it.

`verify_export` says what the folder holds. Further files, such as provenance, are `extras`.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledgebook.book import verify_export
from pledgebook.book.checkpoint import Checkpoint, sign, verifier_key
from pledgebook.book.copying import Progress, quietly
from pledgebook.book.entries import DocumentAdded, Entry, read_entry
from pledgebook.book.packing import ENTRIES, KEY, NOTE, SCRIPT, SUMS, Sink, new_package
from pledgebook.book.store import Inspection, Store
from pledgebook.book.walking import Walk
from pledgebook.errors import NotFoundError, TamperError
from pledgebook.model.identity import sha256

#: Further files by name, of the book as it stood after the entry that is given.
Extras = Callable[[int], Mapping[str, Iterable[bytes]]]

_BETWEEN: Final = 100  # entries between two reports of progress


def export(
    store: Store,
    path: Path,
    key: Ed25519PrivateKey,
    extras: Extras = lambda _: {},
    progress: Progress = quietly,
) -> Checkpoint:
    """Write the book as it is now into a new folder, or a ZIP file by the name; return its head.

    Raises `BookError` where `path` is there already or cannot be written, `NotFoundError` for an
    empty book, and `TamperError` where the book is not sound: that is not passed on.
    """
    total = store.head().sequence
    with store.inspect() as inspection, new_package(path) as sink:
        head = _sound_head(inspection, lambda done: progress("entries", done, total))
        sums = {ENTRIES: sink.write(ENTRIES, _lines(inspection, head.size))}
        sums |= _contents(inspection, sink, total, progress)
        for name, chunks in extras(head.size).items():
            sums[name] = sink.write(name, chunks)
        for name, text in (
            (NOTE, sign(head, key)),
            (KEY, verifier_key(head.origin, key) + "\n"),
            (SCRIPT, inspect.getsource(verify_export)),
        ):
            sums[name] = sink.write(name, [text.encode()])
        listed = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
        sink.write(SUMS, [listed.encode()])
    return head


def _sound_head(inspection: Inspection, told: Callable[[int], None]) -> Checkpoint:
    """Return what a checkpoint of the book says, after a look at every line."""
    walk = Walk(told=told)
    for trouble in walk.troubles(inspection):
        raise TamperError(trouble.message, "`pledgebook book verify` tells all that is wrong.")
    if walk.origin is None:
        raise NotFoundError("the book is empty", "`pledgebook book init` begins one.")
    return Checkpoint(walk.origin, walk.tree.size, walk.tree.root())


def _lines(inspection: Inspection, size: int) -> Iterator[bytes]:
    for stored in inspection.lines():
        if stored.sequence > size:
            return
        yield stored.line + b"\n"


def _contents(inspection: Inspection, sink: Sink, total: int, progress: Progress) -> dict[str, str]:
    """Write what the entries name; return the hash of each file."""
    sums: dict[str, str] = {}
    for stored in inspection.lines():
        for name, hash in file_names(read_entry(stored.line)).items():
            if name not in sums:
                sums[name] = sink.write(name, [_sound(hash, inspection)])
        if stored.sequence % _BETWEEN == 0:
            progress("contents", stored.sequence, total)
    return sums


def _sound(hash: str, inspection: Inspection) -> bytes:
    data = inspection.content(hash)
    if data is None or sha256(data) != hash:
        raise TamperError(
            f"what is kept as {hash} was changed", "`pledgebook book verify` tells all of it."
        )
    return data


def file_names(entry: Entry) -> dict[str, str]:
    """Return the names of the files that an entry asks an export for, with the hash of each."""
    if not isinstance(entry.body, DocumentAdded):
        return {}
    document, raw = entry.body.document, entry.body.raw
    names = {f"documents/{document.removeprefix('sha256:')}.txt": document}
    return names | ({f"raw/{raw.removeprefix('sha256:')}": raw} if raw else {})
