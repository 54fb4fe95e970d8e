"""`pledgebook assign`, `progress` and `correct`: what people add to what was read and decided."""

from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.deciding import (
    IdsArgument,
    NoteOption,
    each,
    given_ids,
)
from pledgebook.cli.interface import Messages, UiOption, interface_language, refusals_told
from pledgebook.cli.place import AuthorOption, BookOption, opened
from pledgebook.model.decision import Stage
from pledgebook.publish.reviewwords import word

if TYPE_CHECKING:
    pass

ASSIGN_EXAMPLES = """
Examples:

  pledgebook assign release.md --summit seoul-2024

  pledgebook assign r-1f09c2 r-77ab01 --summit seoul-2024
"""
PROGRESS_EXAMPLES = """
Examples:

  pledgebook progress seoul-2024-03 achieved --source https://example.org/opening

  pledgebook progress seoul-2024-03 not-kept --note "no institute by the deadline"

Of an extraction that was wrong nothing can have become: pledgebook review reject ID
"""
CORRECT_EXAMPLES = """
Example:

  pledgebook correct 120 --note "accepted by mistake; undone with entry 121"
"""


def assign(
    ids: IdsArgument,
    summit: Annotated[
        str, typer.Option("--summit", metavar="SUMMIT", help="The summit: seoul-2024.")
    ],
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Let documents (with all that is read in them) or records belong to a summit.

    Their commitments are numbered by it: seoul-2024-01. A number is never
    given twice.
    """
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book, author) as ledger:
        words = word("noting.assigned", messages.language).format(summit=summit)

        def act(id: str) -> str:
            subject = ledger.named(id).key
            ledger.assign(subject, summit)
            return f"{subject}\t{words}"

        status = each(given_ids(ids), act, messages)
    raise typer.Exit(status)


def progress(
    record: Annotated[
        str, typer.Argument(metavar="ID", help="An accepted record: its id or number.")
    ],
    stage: Annotated[Stage, typer.Argument(help="How far it has come.")],
    note: NoteOption = "",
    sources: Annotated[
        list[str],
        typer.Option("--source", metavar="URL|ID", help="What shows it; may be given again."),
    ] = [],  # noqa: B006 - typer copies it
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Note what became of an accepted record: kept, under way, not kept.

    A promise that was broken is noted here; an extraction that was wrong is
    rejected in the review.
    """
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book, author) as ledger:
        row = ledger.record(record)
        ledger.note_progress(row, stage.value, note, sources)
        words = word("noting.progress", messages.language).format(stage=stage.value)
        typer.echo("\t".join(filter(None, (row.key, words, row.number))))


def correct(
    entry: Annotated[int, typer.Argument(metavar="ENTRY", min=1, help="The mistaken entry.")],
    note: Annotated[str, typer.Option("--note", metavar="WORDS", help="What was mistaken.")],
    book: BookOption = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Remark on an earlier entry that was mistaken; the entry itself stays."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book, author) as ledger:
        ledger.correct(entry, note)
        typer.echo(word("noting.corrected", messages.language).format(entry=entry))
