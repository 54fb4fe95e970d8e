"""Names that are derived from content, so that reading again gives the same ones."""

import hashlib
from collections.abc import Iterable

from pledgebook.model.record import Kind, Party


def sha256(data: bytes) -> str:
    """Return the hash of `data` as it is written everywhere: `sha256:` and 64 hex digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def document_id(text: str) -> str:
    """Return the id of a document: the hash of its stored text."""
    return sha256(text.encode("utf-8", "surrogatepass"))


def record_id(kind: Kind, parties: Iterable[Party], exact: str) -> str:
    """Return the id of a record: kind, parties and the words of its evidence, white space folded.

    The parts are length-prefixed, so that no two lists of parts share one spelling. The file that
    the words came in has no part in it: the same sentence in two files is one record.
    """
    names = sorted({party.id or party.name for party in parties})
    parts = [kind.value, *names, " ".join(exact.split())]
    spelled = b"".join(
        len(raw).to_bytes(8, "big") + raw
        for raw in (part.encode("utf-8", "surrogatepass") for part in parts)
    )
    return "r-" + hashlib.sha256(spelled).hexdigest()[:24]
