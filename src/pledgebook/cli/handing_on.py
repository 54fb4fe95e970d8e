"""`pledgebook book backup`, `restore`, `export` and `import`: a book copied, and handed on."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pledgebook.cli.interface import Messages, UiOption, interface_language, refusals_told
from pledgebook.cli.place import BookOption, opened, shown_place
from pledgebook.cli.signing import KeyFileOption, SigningKey, signing_key
from pledgebook.cli.working import QuietOption, working

if TYPE_CHECKING:
    from pledgebook.book.store import Store

BACKUP_EXAMPLES = """
Examples:

  pledgebook book backup friday.pledgebook

  pledgebook book backup friday.pledgebook --book postgresql+psycopg://desk@db/summits

The copy of a book in PostgreSQL is a file that any desk can open: --book friday.pledgebook
"""
RESTORE_EXAMPLES = """
Example:

  pledgebook book restore friday.pledgebook --book summits.pledgebook
"""
EXPORT_EXAMPLES = """
Examples:

  pledgebook book export summits-2026

  pledgebook book export summits-2026.zip

Whoever gets it checks it with Python alone: python summits-2026/verify.py --key KEY
"""
IMPORT_EXAMPLES = """
Examples:

  pledgebook book import summits-2026.zip --book copy.pledgebook

  pledgebook book import entries.jsonl
"""


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.", show_default=False)],
    book: BookOption = None,
    quiet: QuietOption = False,
    ui: UiOption = None,
) -> None:
    """Copy the book into a new file while others go on writing, and verify the copy."""
    from pledgebook.book.backing_up import back_up
    from pledgebook.book.opening import default_place
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui), quiet)
    with refusals_told(messages), working(messages.language, quiet) as progress:
        back_up(book or default_place(), file, progress)
    messages.say(said("backed_up", messages.language, file=file))


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What was backed up to.", show_default=False)
    ],
    book: BookOption = None,
    quiet: QuietOption = False,
    ui: UiOption = None,
) -> None:
    """Copy a backup to where there is no book yet; a book is never written over."""
    from pledgebook.book.backing_up import restore as restored
    from pledgebook.book.opening import default_place
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui), quiet)
    place = book or default_place()
    with refusals_told(messages), working(messages.language, quiet) as progress:
        restored(file, place, progress)
    messages.say(said("restored", messages.language, place=shown_place(place)))


def export(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE.zip", help="A new folder, or a ZIP file.", show_default=False
        ),
    ],
    key: KeyFileOption = None,
    book: BookOption = None,
    quiet: QuietOption = False,
    ui: UiOption = None,
) -> None:
    """Write the whole book out: entries, documents, checkpoint, and what checks them."""
    from pledgebook.book.exporting import export as exported
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui), quiet)
    with refusals_told(messages), opened(book) as ledger:
        signer = signing_key(key)
        origin = ledger.setting("origin") or ""
        with working(messages.language, quiet) as progress:
            head = exported(ledger.store, target, signer.key, _extras(ledger.store), progress)
        tell_new_key(signer, origin, messages)
        words = said("exported", messages.language, entries=head.size, file=target)
        messages.say(words)


def import_(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE",
            help="An exported folder or ZIP file, or entries.jsonl with documents/ beside it.",
            show_default=False,
        ),
    ],
    book: BookOption = None,
    quiet: QuietOption = False,
    ui: UiOption = None,
) -> None:
    """Take an export into an empty book, or into one that is a beginning of it.

    Everything is checked first. Where a line is broken it is named, and nothing is imported.
    """
    from pledgebook.book.importing import import_to
    from pledgebook.book.opening import default_place
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui), quiet)
    with refusals_told(messages), working(messages.language, quiet) as progress:
        done = import_to(book or default_place(), source, progress)
    words = said("imported", messages.language, added=done.added, known=done.known)
    messages.say(words)


def tell_new_key(signer: SigningKey, origin: str, messages: Messages) -> None:
    """Say where a key is that was made just now, and what its public half is."""
    from pledgebook.publish.proofwords import said

    if signer.new:
        key = signer.verifier(origin)
        messages.say(said("new_key", messages.language, file=signer.file, key=key))


def _extras(store: "Store") -> Callable[[int], Mapping[str, Iterable[bytes]]]:
    from pledgebook.publish.provenance import provenance_chunks

    def extras(size: int) -> Mapping[str, Iterable[bytes]]:
        chunks = provenance_chunks(store, None, size)
        return {"provenance.json": (chunk.encode() for chunk in chunks)}

    return extras


#: The commands of this module by name, with the examples that their help shows.
COMMANDS: Final[dict[str, tuple[Callable[..., None], str]]] = {
    "backup": (backup, BACKUP_EXAMPLES),
    "restore": (restore, RESTORE_EXAMPLES),
    "export": (export, EXPORT_EXAMPLES),
    "import": (import_, IMPORT_EXAMPLES),
}
