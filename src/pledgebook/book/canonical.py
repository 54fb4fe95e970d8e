"""One spelling for one value: canonical JSON (RFC 8785), and the hashes that stand on it."""

import hashlib
import re
from typing import Any

import msgspec
import rfc8785

from pledgebook.errors import EntryError

#: What the first entry names as the hash of the one before it.
NOTHING = "sha256:" + "0" * 64
#: What may be an integer past 2**53: a digit more and all writers spell it in their own way.
_LONG = re.compile(rb"[:,\[]-?\d{16,}[,}\]]")


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 spelling of any JSON value as UTF-8.

    Raises `EntryError` for what JSON cannot say: a lone surrogate, a number that is none, an
    integer past 2**53.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise _unspeakable(error) from error


def canonical_without_fractions(value: Any) -> bytes:
    """Return the same for a value that holds no fractions, at a fiftieth of the cost.

    Fractions are where JSON writers differ; dataclasses may stand for objects.
    """
    try:
        spelled = msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError as error:
        raise _unspeakable(error) from error
    return canonical(msgspec.json.decode(spelled)) if _LONG.search(spelled) else spelled


def entry_hash(line: bytes) -> str:
    """Return the hash by which the next entry names the one that `line` spells."""
    return "sha256:" + hashlib.sha256(line).hexdigest()


def _unspeakable(error: Exception) -> EntryError:
    return EntryError(
        f"a value cannot be written as JSON: {error}",
        "Broken characters (lone surrogates) and numbers past 2**53 are refused.",
    )
