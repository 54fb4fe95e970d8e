"""Turn what was named on the command line into the documents it stands for."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pledgebook.errors import SourceError
from pledgebook.sources.source import STANDARD_INPUT, Failure, Source, source_error

#: What a folder is searched for. A file that is named itself is read whatever its name ends in.
DOCUMENT_SUFFIXES = frozenset({".txt", ".md", ".markdown"})


def expand(paths: Sequence[str]) -> Iterator[Source | Failure]:
    """Yield the documents that `paths` stand for, each once, in the order named.

    A file stands for itself, a folder for the documents in it and below (sorted by path, hidden
    ones left out, links to folders not followed), `-` for standard input. What gives no document
    is a `Failure` in its place.
    """
    seen: set[str] = set()
    for name in paths:
        for found in _expand_one(name):
            if isinstance(found, Source):
                identity = STANDARD_INPUT if found.path is None else os.path.realpath(found.path)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def _expand_one(name: str) -> Iterator[Source | Failure]:
    if name == STANDARD_INPUT:
        yield Source(STANDARD_INPUT)
        return
    path = Path(name)
    try:
        path.stat()
        if path.is_dir():
            yield from _folder(path, name)
        else:
            yield Source(name, path)
    except (OSError, ValueError) as error:  # ValueError: a NUL within the name
        yield Failure(
            name,
            source_error(error, name)
            if isinstance(error, OSError)
            else SourceError(f"no path: {name!r}"),
        )


def _folder(folder: Path, name: str) -> Iterator[Source | Failure]:
    troubles: list[OSError] = []
    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=troubles.append):
        folders[:] = [inner for inner in folders if not inner.startswith(".")]
        found += (
            Path(parent, file)
            for file in files
            if not file.startswith(".") and Path(file).suffix.lower() in DOCUMENT_SUFFIXES
        )
    yield from (Source(str(path), path) for path in sorted(found))
    for trouble in troubles:
        origin = str(trouble.filename or name)
        yield Failure(origin, source_error(trouble, origin))
    if not found and not troubles:
        suffixes = ", ".join(sorted(DOCUMENT_SUFFIXES))
        yield Failure(
            name,
            SourceError(
                f"no documents in the folder {name}",
                f"A folder is searched for {suffixes}; name other files one by one.",
            ),
        )
