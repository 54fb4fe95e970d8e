"""An export taken into a book: looked through to the end first, then written all or none."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pledgebook.book import checkpoint
from pledgebook.book.chain import check_link
from pledgebook.book.copying import Progress, gathered, quietly
from pledgebook.book.entries import Entry, read_entry
from pledgebook.book.exporting import file_names
from pledgebook.book.merkle import leaf_hash
from pledgebook.book.opening import is_url, open_store
from pledgebook.book.packing import ENTRIES, KEY, NOTE, SUMS, Package, file_hash, held, package
from pledgebook.book.store import EMPTY, Head, Store
from pledgebook.book.walking import Tree
from pledgebook.errors import BookError, BookImportError, CheckpointError, FormatError
from pledgebook.model.identity import sha256

_HASH: Final = re.compile(r"sha256:[0-9a-f]{64}")
_LARGEST: Final = 1 << 30  # bytes of a line or a content; more is no document
_BETWEEN: Final = 1_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import added to a book; `known` entries were there before."""

    added: int
    known: int


def import_to(place: str, path: Path, progress: Progress = quietly) -> Imported:
    """Add what is new in an export to the book at a path or URL, begun if there is none.

    Raises what `open_store` and `import_into` raise; a file that was begun is taken away then.
    """
    began = not is_url(place) and not Path(place).expanduser().exists()
    try:
        with closing(_opened(place, began)) as store:
            return import_into(store, path, progress)
    except BaseException:
        if began:
            for end in ("", "-wal", "-shm"):
                Path(place + end).expanduser().unlink(missing_ok=True)
        raise


def _opened(place: str, begins: bool) -> Store:
    if not is_url(place):
        return open_store(place, create=begins)
    try:
        return open_store(place)
    except FormatError:
        return open_store(place, create=True)


def import_into(store: Store, path: Path, progress: Progress = quietly) -> Imported:
    """Add what is new in an export to an empty book, or to one that is a beginning of it.

    Each line, link, document, checksum and the checkpoint are checked before anything is written,
    and the rules of the book while it is, in one transaction. Raises `BookImportError` with the
    number of the line that is broken; nothing is imported then.
    """
    with package(path) as source:
        look = _Look(source, store.head())
        for count in look.through():
            progress("checking", count, 0)
        new = look.size - look.head.sequence
        if new <= 0:
            return Imported(0, look.size)
        _write(store, source, look.head, new, progress)
        return Imported(new, look.head.sequence)


def _write(store: Store, source: Package, head: Head, new: int, progress: Progress) -> None:
    names: dict[str, str] = {}

    def entries() -> Iterator[Entry]:
        for number, line in _lines(source):
            if number > head.sequence:
                entry = read_entry(line)
                names.clear()
                names.update({hash: name for name, hash in file_names(entry).items()})
                if (number - head.sequence) % _BETWEEN == 0:
                    progress("importing", number - head.sequence, new)
                yield entry

    def content(hash: str) -> bytes | None:
        return held(source, names[hash], _LARGEST)

    try:
        store.replay_all(gathered(entries(), content))
    except BookImportError:
        raise
    except BookError as error:
        raise _refused(error.message.replace("entry", "line", 1), error.hint) from error


@dataclass(slots=True)
class _Look:
    """A look through an export: nothing of it is trusted."""

    source: Package
    head: Head
    size: int = 0
    _tree: Tree = field(default_factory=Tree)
    _seen: Head = EMPTY
    _time: str = ""

    def through(self) -> Iterator[int]:
        """Check all of it, telling how many lines are done; raise for the first that is broken."""
        self._sums()
        for number, line in _lines(self.source):
            try:
                self._line(number, line)
            except BookError as error:
                raise _refused(f"line {number}: {error.message}", error.hint) from error
            self.size = number
            if number % _BETWEEN == 0:
                yield number
        if self.size == 0:
            raise _refused(f"{ENTRIES} holds no entry")
        if self.size < self.head.sequence:
            raise _refused(
                f"the book has {self.head.sequence} entries already, and these are {self.size}",
                "Only a book that is a beginning of the export can take in the rest.",
            )
        self._signed()

    def _line(self, number: int, line: bytes) -> None:
        entry = read_entry(line)
        check_link(entry, self._seen, self._time)
        self._seen, self._time = Head(entry.sequence, entry.hash), entry.time
        self._tree.add(leaf_hash(line))
        if number == self.head.sequence and entry.hash != self.head.hash:
            raise BookError(
                "the book has another entry there, or before",
                "Only a book that is a beginning of the export can take in the rest.",
            )
        if number > self.head.sequence:
            for name, hash in file_names(entry).items():
                self._content(name, hash)

    def _content(self, name: str, hash: str) -> None:
        if not _HASH.fullmatch(hash):
            raise BookError(f"{hash} is no hash")
        data = held(self.source, name, _LARGEST)
        if data is None:
            raise BookError(f"it names {name}, which is not there")
        if sha256(data) != hash:
            raise BookError(f"it names {name}, which was changed")

    def _sums(self) -> None:
        """Compare the files with their checksums, where the export has them."""
        listed = held(self.source, SUMS, _LARGEST)
        if listed is None:
            if self.source.names() != {ENTRIES}:
                raise _refused(f"{SUMS} is not there", "An export was cut, or this is none.")
            return
        wanted = {line[66:]: line[:64] for line in listed.decode("utf-8", "replace").splitlines()}
        there = self.source.names() - {SUMS}
        if there != wanted.keys():
            odd = sorted(there ^ wanted.keys())
            raise _refused(f"{odd[0]} is missing, or not listed in {SUMS}")
        for name in sorted(there):
            named = name.startswith(("documents/", "raw/"))  # these are checked by their entries
            if not named and file_hash(self.source, name) != wanted[name]:
                raise _refused(f"{name} was changed")

    def _signed(self) -> None:
        """Compare the checkpoint of the export with its lines."""
        note, key = (held(self.source, name, _LARGEST) for name in (NOTE, KEY))
        if note is None or key is None:
            return
        try:
            claim = checkpoint.verify(note.decode(), key.decode().removesuffix("\n"))
        except (CheckpointError, UnicodeDecodeError) as error:
            raise _refused(f"{NOTE}: {error}") from error
        if (claim.size, claim.root) != (self._tree.size, self._tree.root()):
            raise _refused(
                f"{NOTE} was not signed for these {self._tree.size} entries",
                "The export was cut short or rewritten.",
            )


def _lines(source: Package) -> Iterator[tuple[int, bytes]]:
    try:
        file = source.open(ENTRIES)
    except (KeyError, FileNotFoundError) as error:
        raise _refused(f"{ENTRIES} is not there", "This is no export of a book.") from error
    number = 0
    with file:
        while line := file.readline(_LARGEST + 1):
            number += 1
            if len(line) > _LARGEST:
                raise _refused(f"line {number} is longer than {_LARGEST >> 20} MiB")
            yield number, line.removesuffix(b"\n")


def _refused(message: str, hint: str = "") -> BookImportError:
    return BookImportError(f"nothing was imported: {message}", hint)
