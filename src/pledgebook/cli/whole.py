"""A file that is put in place when it is whole, and not before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
