"""Where a command writes: standard output, or a file that is put in place when it is whole."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pledgebook.errors import SourceError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give the path to write to instead; what was there stays until all is written.

    Raises `SourceError` where the file cannot be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "Check its folder and your rights."
        raise SourceError(f"{path} cannot be written: {reason}", hint) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def output_stream(
    path: Path | None, encoding: str = "utf-8", newline: str = "\n"
) -> Iterator[IO[str]]:
    """Open a file to write, or lend standard output where there is none.

    Line ends are written as they come where `newline` is empty. Raises `SourceError` where the
    file cannot be written.
    """
    if path is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None and newline == "":
            reconfigure(newline="")
        yield sys.stdout
        return
    with whole(path) as partial, partial.open("w", encoding=encoding, newline=newline) as stream:
        yield stream
