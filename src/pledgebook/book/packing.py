"""Where an export goes and comes from: a folder or a ZIP file, with the same names in both."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

from pledgebook.errors import BookError, BookImportError

#: What an export holds, beside `documents/` and `raw/`.
ENTRIES: Final = "entries.jsonl"
NOTE: Final = "checkpoint"
KEY: Final = "key.vkey"
SUMS: Final = "SHA256SUMS"
SCRIPT: Final = "verify.py"

_STAMP: Final = (1980, 1, 1, 0, 0, 0)  # so that the same book gives the same file


class Sink(Protocol):
    """Where files of an export go, one after another."""

    def write(self, name: str, chunks: Iterable[bytes]) -> str:
        """Write a file; return its SHA-256 in hex."""
        ...


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, name: str, chunks: Iterable[bytes]) -> str:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            return _copied(chunks, file)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def write(self, name: str, chunks: Iterable[bytes]) -> str:
        info = zipfile.ZipInfo(name, _STAMP)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._archive.open(info, "w", force_zip64=True) as file:
            return _copied(chunks, file)


def _copied(chunks: Iterable[bytes], file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        file.write(chunk)
    return digest.hexdigest()


def is_zip(path: Path) -> bool:
    """Tell whether a name asks for a ZIP file."""
    return path.suffix.lower() == ".zip"


@contextmanager
def new_package(path: Path) -> Iterator[Sink]:
    """Lend a sink whose files appear at `path` at the end, all together or not at all.

    Raises `BookError` where something is there already or it cannot be written.
    """
    if path.exists() and not (path.is_dir() and not is_zip(path) and not any(path.iterdir())):
        raise BookError(f"{path} is there already", "Name another place; nothing is overwritten.")
    partial = path.with_name(path.name + ".partial")
    try:
        if is_zip(path):
            with zipfile.ZipFile(partial, "x", zipfile.ZIP_DEFLATED) as archive:
                yield _Zip(archive)
        else:
            partial.mkdir(parents=True)
            yield _Folder(partial)
            if path.exists():
                path.rmdir()
        partial.rename(path)
    except FileExistsError as error:
        raise BookError(
            f"{partial} is there already", "Another export runs, or one broke off: remove it."
        ) from error
    except OSError as error:
        _remove(partial)
        raise unwritable(path, error) from error
    except BaseException:
        _remove(partial)
        raise


def unwritable(path: Path, error: OSError) -> BookError:
    """Return the error of a place that cannot be written."""
    reason = error.strerror or type(error).__name__
    return BookError(f"{path} cannot be written: {reason}", "Check its folder and your rights.")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


class Package(Protocol):
    """The files of an export, to be read."""

    def names(self) -> set[str]:
        """Return the names of all files."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Open a file; raises `KeyError` or `OSError` where it is not there."""
        ...


class _ReadFolder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> set[str]:
        files = (path for path in self._root.rglob("*") if path.is_file())
        return {path.relative_to(self._root).as_posix() for path in files}

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


class _ReadZip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> set[str]:
        return {info.filename for info in self._archive.infolist() if not info.is_dir()}

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)


class _Lines:
    """Entries alone, in a file of any name; the documents may lie beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> set[str]:
        return {ENTRIES}

    def open(self, name: str) -> IO[bytes]:
        if name == ENTRIES:
            return self._path.open("rb")
        if not name.startswith(("documents/", "raw/")):
            raise KeyError(name)
        return (self._path.parent / name).open("rb")


@contextmanager
def package(path: Path) -> Iterator[Package]:
    """Open an export for reading: a folder, a ZIP file, or its entries alone.

    Raises `BookImportError` where it is none of these.
    """
    try:
        if path.is_dir():
            yield _ReadFolder(path)
        elif path.exists() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _ReadZip(archive)
        elif path.exists():
            yield _Lines(path)
        else:
            raise BookImportError(f"there is no {path}", "Name a folder, a ZIP file or lines.")
    except (OSError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BookImportError(f"{path} cannot be read: {reason}") from error


def held(source: Package, name: str, most: int) -> bytes | None:
    """Return what a file holds, or None where there is none; raises where it is past `most`."""
    try:
        with source.open(name) as file:
            data = file.read(most + 1)
    except (KeyError, FileNotFoundError):
        return None
    if len(data) > most:
        raise BookImportError(f"{name} is larger than {most >> 20} MiB")
    return data


def file_hash(source: Package, name: str) -> str:
    """Return the SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    with source.open(name) as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
