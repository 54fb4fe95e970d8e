"""A whole book copied into a file of its own, and back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from pledgebook.book.copying import Progress, batches, quietly
from pledgebook.book.failing import telling
from pledgebook.book.opening import is_url, open_store
from pledgebook.book.packing import unwritable
from pledgebook.book.sqlite import patience
from pledgebook.book.store import EMPTY, Batch, Store
from pledgebook.book.verifying import verify
from pledgebook.errors import BookError, FormatError, TamperError

_PAGES = 4_096  # copied between two reports of progress
_BESIDE = ("-wal", "-shm", "-journal")


def back_up(place: str, target: Path, progress: Progress = quietly) -> None:
    """Copy the book at a path or URL into a new file, while others go on writing.

    SQLite is copied page by page, PostgreSQL entry by entry into a book that any desk can open.
    The copy is verified but for its views, and is in place only when it is sound. Raises
    `BookError` where `target` is there already or cannot be written, `TamperError` where the copy
    is not sound.
    """
    if target.exists():
        raise BookError(f"{target} is there already", "Name another file; nothing is overwritten.")
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        if is_url(place):
            with closing(open_store(place)) as source, _new(partial) as copy:
                _replay(source, copy, progress)
        else:
            with closing(open_store(place)):
                pass  # it is a book
            _copy_pages(Path(place).expanduser(), partial, progress)
        _check(str(partial), progress)
        os.replace(partial, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        for name in (partial.name, *(partial.name + end for end in _BESIDE)):
            with suppress(OSError):
                partial.with_name(name).unlink(missing_ok=True)


def restore(backup: Path, place: str, progress: Progress = quietly) -> None:
    """Copy the book in a file to a path or a URL where there is none yet.

    Raises `FormatError` where there is one, or where `backup` is none, and what `back_up` raises.
    """
    if not backup.exists():
        raise BookError(f"there is no backup {backup}", "Name the file that was backed up to.")
    if not is_url(place):
        path = Path(place).expanduser()
        if path.exists():
            raise FormatError(f"{path} exists already", "Nothing is restored over a book.")
        return back_up(str(backup), path, progress)
    with closing(open_store(str(backup))) as source, closing(empty_store(place)) as target:
        _replay(source, target, progress)
        _raise_first(target, progress)


def _new(path: Path) -> closing[Store]:
    return closing(open_store(str(path), create=True))


def empty_store(place: str) -> Store:
    """Open the place of a book that is to come: one without a book, or with an empty one.

    Raises `FormatError` where there is a book, or something else.
    """
    try:
        return open_store(place, create=True)
    except FormatError:
        store = open_store(place)
        if store.head() == EMPTY:
            return store
        store.close()
        raise


def _replay(source: Store, target: Store, progress: Progress) -> None:
    total = source.head().sequence
    with source.inspect() as inspection:

        def told() -> Iterator[Batch]:
            for entries, contents in batches(inspection):
                yield entries, contents
                progress("copying", entries[-1].sequence, total)

        target.replay_all(told())
        for note in inspection.checkpoints():
            target.keep_checkpoint(note)


def _copy_pages(source: Path, target: Path, progress: Progress) -> None:
    """Copy a database with SQLite's own backup, which sees one moment of it."""
    with (
        telling(str(source)),
        closing(sqlite3.connect(source, timeout=patience())) as book,
        closing(sqlite3.connect(target)) as copy,
    ):
        copy.execute("PRAGMA synchronous = FULL")
        book.backup(
            copy,
            pages=_PAGES,
            progress=lambda _, left, total: progress("copying", total - left, total),
        )


def _check(place: str, progress: Progress) -> None:
    with closing(open_store(place)) as copy:
        _raise_first(copy, progress)


def _raise_first(store: Store, progress: Progress) -> None:
    for trouble in verify(store, views=False, progress=progress):
        raise TamperError(
            f"the copy is not sound: {trouble.message}", "`pledgebook book verify` the original."
        )
