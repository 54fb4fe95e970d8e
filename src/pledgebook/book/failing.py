"""What went wrong in a database, in plain words."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from pledgebook.errors import BookError, FormatError

_LOST: Final = "Look whether it was written, then try again."
_BROKEN: Final = "Check the disk; then look whether this was written, and try again."
#: What a driver's message holds, what we say, and what helps.
_KNOWN: Final = (
    ("database is locked", "another program holds the book", "Wait for it, or close it."),
    ("lock timeout", "another program holds the book", "Wait for it, or close it."),
    ("readonly database", "the book is read-only", "Check the rights of the file and its folder."),
    ("read-only transaction", "the book is read-only here", "Ask for a role that may write."),
    ("disk is full", "the disk is full", "Nothing was written. Free some space and try again."),
    ("no space left", "the disk is full", "Nothing was written. Free some space and try again."),
    ("disk i/o error", "the disk failed", _BROKEN),
    ("unable to open database", "the file cannot be opened", "Check its folder and your rights."),
    ("malformed", "the file is damaged", "Restore a backup: `pledgebook book restore`."),
    ("password authentication failed", "wrong user or password", "Check the URL."),
    (
        "no password supplied",
        "the database asks for a password",
        "Put it into the URL or PGPASSWORD.",
    ),
    ("permission denied", "the role may not do that", "`pledgebook book roles` prints the rights."),
    ("must be owner", "the role may not do that", "Only the owner of the tables rebuilds views."),
    ("connection refused", "no database answers there", "Check the host and port, and its state."),
    ("could not translate host name", "there is no such host", "Check the URL."),
    ("failed to resolve host", "there is no such host", "Check the URL."),
    ("server closed the connection", "the connection was lost", _LOST),
    ("connection is lost", "the connection was lost", _LOST),
    ("terminating connection", "the database ended the connection", _LOST),
    ("database system is", "the database is starting or stopping", "Try again in a moment."),
    ("no such file or directory", "no database answers there", "Check the host and port."),
    ("timeout expired", "the database does not answer", "Check the host and port, and its state."),
)


@contextmanager
def telling(place: str) -> Iterator[None]:
    """Turn what a database driver raises into a `BookError` about the book at `place`."""
    try:
        yield
    except DBAPIError as error:
        raise told(str(error.orig), place) from error
    except PoolTimeoutError as error:  # of connections
        raise BookError(f"{place}: too many ask at once", "Try again in a moment.") from error
    except _driver_errors() as error:  # while a connection is made, or around SQLAlchemy
        raise told(str(error), place) from error
    except UnicodeEncodeError as error:
        raise BookError(f"{place}: broken characters (lone surrogates)") from error


def _driver_errors() -> tuple[type[Exception], ...]:
    """Return what the drivers raise that are in use."""
    psycopg = sys.modules.get("psycopg")
    return (sqlite3.Error,) if psycopg is None else (sqlite3.Error, psycopg.Error)


def told(words: str, place: str) -> BookError:
    """Return the error that a caller meets for a driver's words."""
    words = " ".join(words.split())
    low = words.lower()
    if "file is not a database" in low:
        return FormatError(f"{place} is no book", "`pledgebook book init` begins one.")
    if "database" in low and "does not exist" in low:
        return BookError(f"{place}: there is no such database", "Create it first: createdb NAME.")
    for sign, message, hint in _KNOWN:
        if sign in low:
            return BookError(f"{place}: {message} ({words})", hint)
    return BookError(f"{place}: the database refused: {words}")
