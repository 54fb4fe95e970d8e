"""Where books are: a path or a URL, and what opens it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pledgebook.book.store import Store
from pledgebook.errors import BookError, FormatError

#: What the name of a book in PostgreSQL begins with.
POSTGRESQL: Final = ("postgresql+psycopg://", "postgresql://", "postgres://")


def default_place(environment: Mapping[str, str] = os.environ) -> str:
    """Return where the book is that nobody named: PLEDGEBOOK_BOOK, or the user's data folder."""
    from platformdirs import user_data_path

    return environment.get("PLEDGEBOOK_BOOK") or str(
        user_data_path("pledgebook", appauthor=False) / "book.pledgebook"
    )


def is_url(place: str) -> bool:
    """Tell whether a book is named by a URL of PostgreSQL and not by a path."""
    return place.startswith(POSTGRESQL)


def open_store(place: str, create: bool = False, stale: bool = False) -> Store:
    """Open the book at a path (SQLite) or a URL (PostgreSQL); `create` makes an empty one.

    `stale` lets views of another version pass, as a rebuild must.

    Raises `BookError` where it cannot be opened, is locked or refuses the password, and
    `FormatError` where what is there is no book, or one of an unknown format.
    """
    if "://" in place and not is_url(place):
        scheme = place.partition("://")[0]
        raise BookError(f"books are not kept in {scheme}", "Give a path, or postgresql+psycopg://…")
    if is_url(place):
        from pledgebook.book.postgresql import open_postgresql

        return open_postgresql(place, create, stale)
    from pledgebook.book.sqlite import is_begun, open_sqlite

    path = Path(place).expanduser()
    if not create and not path.exists():
        raise BookError(f"there is no book at {path}", "`pledgebook book init` begins one there.")
    if create and path.is_file() and path.stat().st_size and is_begun(path):
        raise FormatError(f"{path} exists already", "Open it, or name another place.")
    return open_sqlite(path, create, stale)
