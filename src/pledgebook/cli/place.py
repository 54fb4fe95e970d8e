"""Which book a command works on, who writes in it, and how it is opened and closed."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.errors import PledgebookError

if TYPE_CHECKING:
    from pledgebook.book.book import Book

BookOption = Annotated[
    str | None,
    typer.Option(
        "--book",
        metavar="PATH|URL",
        help="The book: a path, or postgresql+psycopg://user@host/name. If left out, "
        "PLEDGEBOOK_BOOK, else one in your data folder.",
        show_default=False,
    ),
]
AuthorOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who writes: PLEDGEBOOK_AUTHOR, else your login name, if left out.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Ask the book as it stood then: a day (its end, UTC), a time, or #entry.",
        show_default=False,
    ),
]


def author_name(asked: str | None) -> str:
    """Return who writes: as asked, by PLEDGEBOOK_AUTHOR, by the login name."""
    if asked or (asked := os.environ.get("PLEDGEBOOK_AUTHOR")):
        return asked
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise PledgebookError("nobody is named as author", "Give --author NAME.") from error


@contextmanager
def opened(place: str | None, author: str | None = None) -> Iterator["Book"]:
    """Open a book for a command, and close it behind it. Raises `BookError` where it cannot."""
    from pledgebook.book.book import Book
    from pledgebook.book.opening import default_place, open_store

    store = open_store(place or default_place())
    try:
        yield Book(store, author_name(author))
    finally:
        store.close()


def shown_place(place: str) -> str:
    """Return a place as it may be shown: without the password, if it has one."""
    scheme, separator, rest = place.partition("://")
    user, at, host = rest.rpartition("@")
    return f"{scheme}{separator}{user.partition(':')[0]}{at}{host}" if separator else place
