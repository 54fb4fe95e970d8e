"""A source: a name and the bytes behind it, loaded only when they are wanted."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pledgebook.errors import PledgebookError, SourceError, UnreadableError

#: The largest document that is loaded, in bytes: an endless device must not fill the memory.
MAX_BYTES = 256 * 1024 * 1024

#: The name that standard input goes by, on the command line and as an origin.
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read; `origin` is the path as the caller may write it, or `-`."""

    origin: str
    path: Path | None = None

    def load(self) -> bytes:
        """Return the bytes.

        Raises `SourceError` where they cannot be had, `UnreadableError` where they are more than
        `MAX_BYTES`.
        """
        if self.path is None:
            return _limited(sys.stdin.buffer, self.origin)
        try:
            with self.path.open("rb") as stream:
                return _limited(stream, self.origin)
        except OSError as error:
            raise source_error(error, self.origin) from error


@dataclass(frozen=True, slots=True)
class Failure:
    """A name that gives no document, and why; the names beside it are read all the same."""

    origin: str
    error: PledgebookError


def _limited(stream: BinaryIO, origin: str) -> bytes:
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise UnreadableError(
            f"{origin} is larger than {MAX_BYTES // 1024**2} MB",
            "Split it into the documents it holds and read those.",
        )
    return raw


def source_error(error: OSError, origin: str) -> SourceError:
    """Return the error in this project's words for what the operating system says."""
    match error:
        case FileNotFoundError():
            return SourceError(f"no such file or folder: {origin}", "Check the path's spelling.")
        case PermissionError():
            return SourceError(
                f"no permission to read {origin}", "Ask its owner, or copy it to where you may."
            )
        case _:
            reason = error.strerror or type(error).__name__
            return SourceError(f"{origin} cannot be opened: {reason}")
