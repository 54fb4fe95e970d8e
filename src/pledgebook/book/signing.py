"""The head of a book signed and kept, so that nothing before it can be changed unseen."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pledgebook.book import merkle
from pledgebook.book.checkpoint import Checkpoint, claimed, sign
from pledgebook.book.rows import SettingRow
from pledgebook.book.store import Store
from pledgebook.errors import NotFoundError, TamperError


def sign_head(store: Store, key: Ed25519PrivateKey) -> str:
    """Return the signed note of the book's head, and keep it; the same note is not kept twice.

    Raises `NotFoundError` for an empty book, and `TamperError` where the book does not go on from
    what was signed last: a key never signs two versions.
    """
    size = store.head().sequence
    origin = store.find(SettingRow, ["origin"]).get("origin")
    if origin is None:
        raise NotFoundError("the book is empty", "`pledgebook book init` begins one.")
    head = Checkpoint(origin.value, size, merkle.root(size, store.node))
    kept = store.checkpoints()
    last = claimed(kept[-1]) if kept else None
    if last and (last.size > size or merkle.root(last.size, store.node) != last.root):
        raise TamperError(
            f"the book does not go on from its checkpoint of {last.size} entries: not signed",
            "`pledgebook book verify` tells what is wrong.",
        )
    note = sign(head, key)
    if note not in kept[-1:]:
        store.keep_checkpoint(note)
    return note
