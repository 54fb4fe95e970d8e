"""Signed checkpoints: how many entries a book had, and the root of their tree.

The form is that of C2SP's tlog-checkpoint and signed-note: origin, size and root, a line each; a
blank line; then a line for each signature. A book writes no extension lines, and the name of its
key is its origin. Whoever holds two checkpoints of a book can ask for proof that the later one only
adds to the earlier.
"""

import base64
import binascii
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pledgebook.errors import CheckpointError

_ED25519: Final = b"\x01"
_ROOT_LENGTH: Final = 32
_SIGNATURES: Final = 16
_NAME: Final = r"[^\s+\x00-\x20\x7f]+"
_NOTE: Final = re.compile(
    rf"({_NAME}\n(?:0|[1-9][0-9]{{0,17}})\n[A-Za-z0-9+/]{{43}}=\n)\n"
    rf"((?:— {_NAME} [A-Za-z0-9+/]+={{0,2}}\n)+)"
)
_VKEY: Final = re.compile(rf"({_NAME})\+([0-9a-f]{{8}})\+([A-Za-z0-9+/]{{44}})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A book as it stood: its `origin`, and the `root` of the tree of its first `size` entries.

    Raises `CheckpointError` for an origin with white space or `+`, a size below zero or a root that
    is no SHA-256.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        if not re.fullmatch(_NAME, self.origin):
            raise CheckpointError(
                f"no origin for a checkpoint: {self.origin!r}",
                "It is one word without white space or '+', such as example.org/book.",
            )
        if not 0 <= self.size < 10**18 or len(self.root) != _ROOT_LENGTH:
            raise CheckpointError("a checkpoint has a size, and a root of 32 bytes")

    @property
    def text(self) -> str:
        """Return the lines that are signed."""
        return f"{self.origin}\n{self.size}\n{_spelled(self.root)}\n"


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Return the signed note of a checkpoint."""
    number = _key_number(checkpoint.origin, _public(key))
    stamp = _spelled(number + key.sign(checkpoint.text.encode()))
    return f"{checkpoint.text}\n— {checkpoint.origin} {stamp}\n"


def verify(note: str, verifier_key: str) -> Checkpoint:
    """Return the checkpoint of a note that `verifier_key` signed.

    Signatures of other keys, such as those of witnesses, are passed over. Raises `CheckpointError`
    where the note or the key is not of its form, and where the signature is missing or wrong.
    """
    name, public = _parse_key(verifier_key)
    found = _NOTE.fullmatch(note)
    if found is None or found[2].count("\n") > _SIGNATURES:
        raise CheckpointError("this is no signed checkpoint", "It has been cut or edited.")
    origin, size, root = found[1].split("\n")[:3]
    number = _key_number(name, public)
    stamps = [line.split(" ")[1:] for line in found[2].split("\n")[:-1]]
    signed = [(who, _decoded(stamp)) for who, stamp in stamps]
    ours = [raw[4:] for who, raw in signed if who == name and raw[:4] == number]
    if not ours or origin != name:
        raise CheckpointError(f"the checkpoint of {origin} is not signed by the key {verifier_key}")
    try:
        for signature in ours:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, found[1].encode())
    except (InvalidSignature, ValueError) as error:
        raise CheckpointError(
            f"the signature on the checkpoint of {origin} is wrong",
            "The checkpoint was changed after it was signed, or the key is not the book's.",
        ) from error
    return Checkpoint(origin, int(size), _decoded(root))


def claimed(note: str) -> Checkpoint:
    """Return what a note says, without a look at who signed it.

    Raises `CheckpointError` where it is not of the form of a note.
    """
    found = _NOTE.fullmatch(note)
    if found is None:
        raise CheckpointError("this is no signed checkpoint", "It has been cut or edited.")
    origin, size, root = found[1].split("\n")[:3]
    return Checkpoint(origin, int(size), _decoded(root))


def split_view(first: Checkpoint, second: Checkpoint) -> bool:
    """Tell whether one book showed two different trees of one size.

    Where the sizes differ, only a consistency proof can tell.
    """
    same_place = first.origin == second.origin and first.size == second.size
    return same_place and first.root != second.root


def verifier_key(origin: str, key: Ed25519PrivateKey) -> str:
    """Return the public half of a key for `origin`, as others need it: name, number and key."""
    public = _public(key)
    return f"{origin}+{_key_number(origin, public).hex()}+{_spelled(_ED25519 + public)}"


def generate_key(path: Path) -> Ed25519PrivateKey:
    """Make a key and keep it in a new file that its owner alone can read (PKCS#8, PEM).

    Raises `CheckpointError` where the file is there already or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise CheckpointError(
            f"{path} is there already", "A key is never overwritten; name another file."
        ) from error
    except OSError as error:
        raise _unusable(path, error) from error
    try:
        with os.fdopen(file, "wb") as out:
            out.write(pem)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _unusable(path, error) from error
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    """Return the key that a file holds.

    Raises `CheckpointError` where there is no such file, where others can read it, and where it
    holds no Ed25519 key, or one behind a password.
    """
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            pem = file.read()
    except OSError as error:
        raise _unusable(path, error) from error
    if os.name == "posix" and mode & 0o077:
        raise CheckpointError(
            f"others than its owner may use the key file {path} (mode {mode:03o})",
            f"Run `chmod 600 {path}`; where others have read it, make a new key.",
        )
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except TypeError as error:
        raise CheckpointError(
            f"the key in {path} is behind a password", "Keep it in a file without one."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CheckpointError(f"{path} holds no private key (PKCS#8, PEM)") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointError(f"the key in {path} is no Ed25519 key")
    return key


def _parse_key(verifier_key: str) -> tuple[str, bytes]:
    """Return name and public key of a verifier key that is spelled as it must be."""
    found = _VKEY.fullmatch(verifier_key)
    raw = _decoded(found[3]) if found else b""
    if found is None or raw[:1] != _ED25519 or _key_number(found[1], raw[1:]).hex() != found[2]:
        raise CheckpointError(
            f"no verifier key: {verifier_key!r}", "It has the form name+number+base64, on one line."
        )
    return found[1], raw[1:]


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _key_number(name: str, public: bytes) -> bytes:
    """Return the four bytes by which a signature names its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def _spelled(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    """Return the bytes of the one proper spelling; base64 would let several pass."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise CheckpointError(f"this is not base64: {text}") from error
    if _spelled(raw) != text:
        raise CheckpointError(f"this is not the proper base64 of its bytes: {text}")
    return raw


def _unusable(path: Path, error: OSError) -> CheckpointError:
    return CheckpointError(f"the key file {path} cannot be used: {error.strerror or error}")
