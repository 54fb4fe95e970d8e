"""`pledgebook book checkpoint`, `prove`, `receipt`, `keys` and `roles`: what others can check."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from pledgebook.cli.handing_on import tell_new_key
from pledgebook.cli.interface import (
    EXIT_SOME_READ,
    Messages,
    UiOption,
    interface_language,
    refusals_told,
)
from pledgebook.cli.place import BookOption, opened
from pledgebook.cli.signing import (
    KeyFileOption,
    own_verifier,
    read_text,
    signing_key,
    verifier_keys,
)
from pledgebook.errors import CheckpointError, NotFoundError

if TYPE_CHECKING:
    from pledgebook.book.book import Book
    from pledgebook.book.entries import Entry

CHECKPOINT_EXAMPLES = """
Examples:

  pledgebook book checkpoint > monday.checkpoint

  pledgebook book verify --checkpoint monday.checkpoint
"""
PROVE_EXAMPLES = """
Examples:

  pledgebook book prove seoul-2024-03

  pledgebook book prove "#120" -o entry-120.json

  pledgebook book prove "#120" --since monday.checkpoint
"""
RECEIPT_EXAMPLES = """
Examples:

  pledgebook book receipt seoul-2024-03 -o receipt.json

  pledgebook book receipt --check receipt.json --key KEY
"""
KEYS_EXAMPLES = """
Example:

  pledgebook book keys
"""
ROLES_EXAMPLES = """
Example:

  pledgebook book roles | psql summits
"""

OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there, not to the terminal."),
]
VerifierOption = Annotated[
    str | None,
    typer.Option(
        "--key",
        metavar="KEY|FILE",
        help="The verifier key of the checkpoint; your own is known.",
        show_default=False,
    ),
]


def checkpoint(key: KeyFileOption = None, book: BookOption = None, ui: UiOption = None) -> None:
    """Sign how many entries the book has and the root of their tree; keep and print the note.

    Give it to others: with it, nobody can change or cut those entries unseen.
    """
    from pledgebook.book.signing import sign_head

    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as ledger:
        signer = signing_key(key)
        note = sign_head(ledger.store, signer.key)
        tell_new_key(signer, ledger.setting("origin") or "", messages)
        typer.echo(note, nl=False)


def prove(
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID|NUMBER|#ENTRY",
            help="A record or a document, a commitment's number, or one entry.",
            show_default=False,
        ),
    ],
    output: OutputOption = None,
    since: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="An older checkpoint: prove too that nothing before it was changed.",
        ),
    ] = None,
    key: VerifierOption = None,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """Write proof, as JSON, that the entries about something are in the newest checkpoint."""
    from pledgebook.book.receipt import proof

    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as ledger:
        older = read_text(since) if since else None
        proved = proof(ledger, _entries(ledger, what), _key(ledger, key), older)
        _write(proved, output, messages)


def receipt(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|NUMBER", help="A record, or a commitment's number.", show_default=False
        ),
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="FILE", help="Check a receipt or a proof; no book is needed."
        ),
    ] = None,
    output: OutputOption = None,
    key: VerifierOption = None,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """Write all there is to one record into one JSON: value, evidence, history and proof.

    With --check, verify such a file instead.
    """
    from pledgebook.book.receipt import receipt as written

    messages = Messages(interface_language(ui))
    if (what is None) == (check is None):
        raise typer.BadParameter("name a record, or a file with --check")
    with refusals_told(messages):
        if check is not None:
            _check(check, key, messages)
        elif what is not None:
            with opened(book) as ledger:
                row = ledger.record(what)
                _write(written(ledger, row, _key(ledger, key)), output, messages)


def keys(key: KeyFileOption = None, book: BookOption = None, ui: UiOption = None) -> None:
    """Print the verifier key of your checkpoints of this book, for others to check them with."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as ledger:
        signer = signing_key(key)
        origin = ledger.setting("origin") or ""
        tell_new_key(signer, origin, messages)
        typer.echo(signer.verifier(origin))


def roles() -> None:
    """Print the SQL that lets readers read and writers add, and nobody change, in PostgreSQL."""
    from pledgebook.book.roles import roles_sql

    typer.echo(roles_sql(), nl=False)


def _entries(ledger: "Book", what: str) -> "list[Entry]":
    """Return the entries that are meant: one by its place, or those about something."""
    if what.startswith("#") and what[1:].isdecimal():
        place = int(what[1:])
        found = list(ledger.store.entries(place - 1, place)) if place else []
        if not found:
            raise NotFoundError(f"the book has no entry {place}")
        return found
    try:
        return ledger.history(ledger.record(what))
    except NotFoundError:
        if what.startswith("r-"):
            raise
    return ledger.history(ledger.document(what))


def _key(ledger: "Book", given: str | None) -> str | None:
    return verifier_keys([given])[0] if given else own_verifier(ledger.setting("origin") or "")


def _write(found: Mapping[str, Any], output: Path | None, messages: Messages) -> None:
    from pledgebook.cli.whole import whole
    from pledgebook.publish.proofwords import said

    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
        return
    with whole(output) as partial:
        partial.write_text(text, encoding="utf-8")
    messages.say(said("written", messages.language, file=output))


def _check(path: Path, given: str | None, messages: Messages) -> None:
    """Verify a receipt; print what is wrong, or what was found sound and by whose key."""
    from pledgebook.book.checkpoint import claimed
    from pledgebook.book.receipt import check_proof
    from pledgebook.publish.proofwords import said, trouble_told
    from pledgebook.publish.table import shown

    try:
        found = json.loads(read_text(path))
    except ValueError as error:
        raise CheckpointError(f"{path} is no receipt: it is no JSON") from error
    key = verifier_keys([given])[0] if given else None
    troubles = list(check_proof(found, key))
    for trouble in troubles:
        typer.echo(f"{trouble.code}: {shown(trouble_told(trouble, messages.language))}")
    if troubles:
        raise typer.Exit(EXIT_SOME_READ)
    head = claimed(found["checkpoint"])
    values = {"n": len(found["entries"]), "size": head.size, "origin": head.origin}
    typer.echo(said("receipt_sound", messages.language, **values))
    if key is None:
        messages.say(said("receipt_whose", messages.language, key=found["key"]))


#: The commands of this module by name, with the examples that their help shows.
COMMANDS: Final[dict[str, tuple[Callable[..., None], str]]] = {
    "checkpoint": (checkpoint, CHECKPOINT_EXAMPLES),
    "prove": (prove, PROVE_EXAMPLES),
    "receipt": (receipt, RECEIPT_EXAMPLES),
    "keys": (keys, KEYS_EXAMPLES),
    "roles": (roles, ROLES_EXAMPLES),
}
