"""The key that signs checkpoints: where it is, and how a command asks for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.errors import CheckpointError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="The key that signs. If left out, the one in your configuration folder, made on first "
        "use, for you alone to read.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key, the file it is in, and whether it was made just now."""

    key: "Ed25519PrivateKey"
    file: Path
    new: bool

    def verifier(self, origin: str) -> str:
        """Return the half that others need, for a book's origin."""
        from pledgebook.book.checkpoint import verifier_key

        return verifier_key(origin, self.key)


def own_key_file() -> Path:
    """Return where the user's key is, if there is one."""
    from platformdirs import user_config_path

    return user_config_path("pledgebook", appauthor=False) / "checkpoint-key.pem"


def signing_key(asked: Path | None) -> SigningKey:
    """Return the key that was asked for, or the user's own, made if there is none yet.

    Raises `CheckpointError` where it cannot be used or made.
    """
    from pledgebook.book.checkpoint import generate_key, load_key

    if asked is not None:
        return SigningKey(load_key(asked), asked, new=False)
    file = own_key_file()
    if file.exists():
        return SigningKey(load_key(file), file, new=False)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CheckpointError(f"{file.parent} cannot be made: {reason}") from error
    return SigningKey(generate_key(file), file, new=True)


def verifier_keys(given: list[str]) -> list[str]:
    """Return verifier keys from what was given: keys, or files that hold one."""
    return [_verifier(one) for one in given]


def own_verifier(origin: str) -> str | None:
    """Return the verifier key of the user's own key, if there is one that can be read."""
    file = own_key_file()
    if not file.exists():
        return None
    try:
        return signing_key(file).verifier(origin)
    except CheckpointError:
        return None


def read_text(path: Path) -> str:
    """Return what a file of a checkpoint or a key holds; raises `CheckpointError`."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise CheckpointError(f"{path} cannot be read: {reason}") from error


def _verifier(given: str) -> str:
    return read_text(Path(given)).strip() if Path(given).is_file() else given
