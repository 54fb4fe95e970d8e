"""`pledgebook book`: begin a book, look at it, check it, copy it, hand it on."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgebook.cli import handing_on, proving
from pledgebook.cli.interface import (
    EXIT_SOME_READ,
    Messages,
    UiOption,
    interface_language,
    refusals_told,
)
from pledgebook.cli.place import AuthorOption, BookOption, author_name, opened, shown_place
from pledgebook.cli.signing import read_text, verifier_keys
from pledgebook.cli.working import QuietOption, working

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pledgebook.book.book import Book
    from pledgebook.book.troubles import Trouble

EXAMPLES = """
Examples:

  pledgebook book init --name "AI summits" --origin example.org/summits

  pledgebook book verify

  pledgebook book export summits.zip

Exit status:

  0  done, and all is well

  1  something is not as it was written

  2  refused: no such book, no right, no room, or the command was misused
"""
#: So many troubles are told at most; a book with more is no better known by them.
MOST = 200

app = typer.Typer(
    name="book",
    help="Begin a book, check it, back it up, hand it on, prove what it holds.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (handing_on, proving):
    for name, (command, examples) in module.COMMANDS.items():
        app.command(name, epilog=examples)(command)


class Shape(StrEnum):
    """What is printed: for people, or for programs."""

    TABLE = "table"
    JSON = "json"


ShapeOption = Annotated[Shape, typer.Option("--format", help="For people, or for programs.")]


@app.command()
def init(
    book: BookOption = None,
    name: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What the book is called.")
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="The name that its checkpoints carry, such as example.org/summits; it never "
            "changes. Made up if left out.",
        ),
    ] = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Begin an empty book. What is there already is never touched."""
    import secrets

    from pledgebook.book.backing_up import empty_store
    from pledgebook.book.book import Book
    from pledgebook.book.checkpoint import Checkpoint
    from pledgebook.book.merkle import EMPTY_ROOT
    from pledgebook.book.opening import default_place
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui))
    with refusals_told(messages):
        place, writer = book or default_place(), author_name(author)
        named = Checkpoint(origin or f"pledgebook/{secrets.token_hex(6)}", 0, EMPTY_ROOT).origin
        store = empty_store(place)
        try:
            Book.found(store, writer, name or "Pledgebook", named)
        finally:
            store.close()
        messages.say(said("begun", messages.language, place=shown_place(place)))


@app.command()
def info(book: BookOption = None, shape: ShapeOption = Shape.TABLE, ui: UiOption = None) -> None:
    """Tell where the book is, how much it holds, and when it was last written in."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as ledger:
        from pledgebook.book.opening import default_place

        facts = _facts(ledger, book or default_place())
        if shape is Shape.JSON:
            typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            _print_facts(facts, messages)


@app.command()
def verify(
    book: BookOption = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Leave the views out, which is the longer half.")
    ] = False,
    checkpoints: Annotated[
        list[Path],
        typer.Option(
            "--checkpoint", metavar="FILE", help="A checkpoint kept elsewhere; may be given again."
        ),
    ] = [],  # noqa: B006 - typer copies it
    key: Annotated[
        list[str],
        typer.Option(
            metavar="KEY|FILE",
            help="The verifier key that signed the checkpoints; may be given again.",
        ),
    ] = [],  # noqa: B006
    shape: ShapeOption = Shape.TABLE,
    quiet: QuietOption = False,
    ui: UiOption = None,
) -> None:
    """Check the whole book: chain, contents, tree, checkpoints, rules and views."""
    from itertools import islice

    from pledgebook.book.verifying import verify as verified

    messages = Messages(interface_language(ui), quiet)
    with refusals_told(messages), opened(book) as ledger:
        signers = verifier_keys(key)
        notes = {str(path): read_text(path) for path in checkpoints}
        with working(messages.language, quiet) as progress:
            found = verified(
                ledger.store, views=not quick, checkpoints=notes, keys=signers, progress=progress
            )
            troubles = list(islice(found, MOST + 1))
        facts = {
            "entries": ledger.store.head().sequence,
            "checkpoints": len(ledger.store.checkpoints()) + len(notes),
            "views": not quick,
            "signatures": bool(signers),
        }
    if shape is Shape.JSON:
        typer.echo(_as_json(troubles, facts))
    else:
        _tell(troubles, facts, messages)
    if troubles:
        raise typer.Exit(EXIT_SOME_READ)


@app.command()
def rebuild(book: BookOption = None, quiet: QuietOption = False, ui: UiOption = None) -> None:
    """Derive every view anew from the entries, which stay as they are."""
    from pledgebook.book.opening import default_place, open_store
    from pledgebook.publish.proofwords import said

    messages = Messages(interface_language(ui), quiet)
    with refusals_told(messages):
        store = open_store(book or default_place(), stale=True)
        try:
            store.rebuild()
            entries = store.head().sequence
        finally:
            store.close()
        messages.say(said("rebuilt", messages.language, entries=entries))


def _facts(ledger: "Book", place: str) -> dict[str, Any]:
    """Return what `info` tells, in the order it is told."""
    from pledgebook.book.query import RecordQuery
    from pledgebook.book.rows import DocumentRow, RecordRow, SettingRow, Status

    store = ledger.store
    head = store.head()
    last = next(iter(store.entries(head.sequence - 1)), None) if head.sequence else None
    settings = {row.key: row.value for row in store.scan(SettingRow)}
    counts = {
        status.value: store.count(RecordQuery(status=status.value, reports=True))
        for status in Status
    }
    return {
        "place": shown_place(place),
        "name": settings.pop("name", None),
        "origin": settings.pop("origin", None),
        "format": settings.pop("format", None),
        "entries": head.sequence,
        "head": head.hash,
        "last": last.time if last else None,
        "documents": store.tally(DocumentRow),
        "records": {"all": store.tally(RecordRow), **counts},
        "checkpoints": len(store.checkpoints()),
        "settings": settings,
        "size": store.disk_size(),
    }


def _print_facts(facts: "Mapping[str, Any]", messages: Messages) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from pledgebook.publish.bookwords import STATUSES
    from pledgebook.publish.proofwords import said
    from pledgebook.publish.table import shown

    counts = {name: n for name, n in facts["records"].items() if n and name != "all"}
    words = {
        **facts,
        "records": ", ".join(
            [str(facts["records"]["all"])]
            + [f"{STATUSES[name][messages.language]} {n}" for name, n in counts.items()]
        ),
        "settings": ", ".join(f"{name} = {value}" for name, value in facts["settings"].items()),
        "size": f"{facts['size'] / 1e6:.1f} MB" if facts["size"] else None,
    }
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in words.items():
        if value not in (None, ""):
            table.add_row(said(name, messages.language), Text(shown(str(value))))
    Console(highlight=False).print(table)


def _as_json(troubles: "Iterable[Trouble]", facts: "Mapping[str, object]") -> str:
    told = [
        {"code": one.code, "entry": one.entry, "message": one.message, **one.values}
        for one in troubles
    ]
    return json.dumps({"troubles": told, **facts}, ensure_ascii=False, indent=2)


def _tell(troubles: "list[Trouble]", facts: "Mapping[str, object]", messages: Messages) -> None:
    """Print what is wrong, or that nothing is."""
    from pledgebook.publish.proofwords import said, trouble_told
    from pledgebook.publish.table import shown

    for trouble in troubles[:MOST]:
        typer.echo(f"{trouble.code}: {shown(trouble_told(trouble, messages.language))}")
    if troubles:
        name = "troubles_more" if len(troubles) > MOST else "troubles"
        typer.echo(said(name, messages.language, n=min(len(troubles), MOST)))
        return
    name = "sound" if facts["views"] else "sound_quick"
    typer.echo(said(name, messages.language, **facts))
    if facts["checkpoints"] and not facts["signatures"]:
        messages.say(said("unsigned", messages.language))
