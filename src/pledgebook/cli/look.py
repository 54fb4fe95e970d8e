"""`pledgebook show`, `search`, `history` and `diff`: one thing looked at closely."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgebook.cli.bookoutput import ListFormat, LookFormat, console
from pledgebook.cli.interface import Messages, UiOption, interface_language, refusals_told
from pledgebook.cli.place import AsOfOption, BookOption, opened
from pledgebook.errors import NotFoundError

if TYPE_CHECKING:
    from pledgebook.book.book import Book
    from pledgebook.book.rows import DocumentRow, RecordRow

FormOption = Annotated[LookFormat, typer.Option("--format", help="For people, or as JSON.")]
IdArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="A record's id or the beginning of it, a commitment's number (seoul-2024-03), a "
        "document's id, the beginning of it, or its origin.",
        show_default=False,
    ),
]

SHOW_EXAMPLES = """
Examples:

  pledgebook show r-3f2a91c0d4

  pledgebook show seoul-2024-03 --ui ko

  pledgebook show r-3f2a91c0d4 --as-of 2026-06-30 --format json
"""
SEARCH_EXAMPLES = """
Examples:

  pledgebook search "안전 연구소"

  pledgebook search '"safety institute" network' --limit 5 --format jsonl

All words must stand in a passage; what is in quotation marks, side by side.
"""
HISTORY_EXAMPLES = """
Examples:

  pledgebook history seoul-2024-03

  pledgebook history r-3f2a91c0d4 --format json
"""
DIFF_EXAMPLES = """
Examples:

  pledgebook diff --from 2026-06-30

  pledgebook diff --from 2026-06-01 --to 2026-06-30 --format json

A day stands for its end (UTC): the first is left out, the last is within.
"""


def show(
    id: IdArgument,
    as_of: AsOfOption = None,
    form: FormOption = LookFormat.TABLE,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """Show a record or a document: what stands, on which words, why, and how it came to be."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as held:
        from pledgebook.book.rows import RecordRow

        at = held.moment(as_of)
        row = held.named(id, at)
        if isinstance(row, RecordRow):
            _show_record(held, row, at, form, messages)
        else:
            _show_document(held, row, at, form, messages)


def _show_record(
    book: "Book", row: "RecordRow", at: int | None, form: LookFormat, messages: Messages
) -> None:
    from pledgebook.publish.dossier import dossier, dossier_as_json
    from pledgebook.publish.recordview import print_dossier

    gathered = dossier(book, row, at)
    if form is LookFormat.JSON:
        _print_json(dossier_as_json(gathered))
        return
    with console() as printing:
        print_dossier(printing, gathered, messages.language)


def _show_document(
    book: "Book", row: "DocumentRow", at: int | None, form: LookFormat, messages: Messages
) -> None:
    from pledgebook.publish.dossier import document_as_json
    from pledgebook.publish.dossier import history as history_of
    from pledgebook.publish.recordview import print_document

    entries = history_of(book, row, at)
    if form is LookFormat.JSON:
        _print_json(document_as_json(row, entries))
        return
    with console() as printing:
        print_document(printing, row, entries, messages.language)


def search(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="Words: in Korean wherever they stand, in English by their stems.",
            show_default=False,
        ),
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many places at most.")] = 20,
    former: Annotated[
        bool, typer.Option("--former", help="Look through texts that were revised since, too.")
    ] = False,
    as_of: AsOfOption = None,
    form: Annotated[
        ListFormat, typer.Option("--format", help="table, json or jsonl.")
    ] = ListFormat.TABLE,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """Search the texts of all documents: where the words stand, and which records stand on them."""
    messages = Messages(interface_language(ui))
    if form in (ListFormat.CSV, ListFormat.PARQUET):
        raise typer.BadParameter(f"a search is not written as {form.value}")
    with refusals_told(messages), opened(book) as held:
        from pledgebook.book import finding
        from pledgebook.publish.rows import hit_as_json, json_chunks, json_lines

        hits = finding.search(held, text, limit, held.moment(as_of), former)
        if form is ListFormat.TABLE:
            _tell_hits(hits, limit, messages)
        else:
            one = form is ListFormat.JSON
            values = map(hit_as_json, hits)
            for piece in json_chunks("hits", values) if one else json_lines(values):
                typer.echo(piece, nl=False)


def _tell_hits(hits: list[Any], limit: int, messages: Messages) -> None:
    from pledgebook.publish.bookwords import said
    from pledgebook.publish.recordview import print_hits

    language = messages.language
    with console() as printing:
        print_hits(printing, hits, language)
        if not hits:
            printing.print(said("none", language), style="dim")
        elif len(hits) == limit:
            more = said("hits_full", language, shown=limit, next=4 * limit)
            printing.print(more, style="yellow")


def history(
    id: IdArgument,
    form: FormOption = LookFormat.TABLE,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """List every entry about a record or a document, oldest first."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as held:
        from pledgebook.publish.dossier import history as history_of
        from pledgebook.publish.recordview import print_history
        from pledgebook.publish.rows import entry_as_json

        entries = history_of(held, held.named(id))
        if form is LookFormat.JSON:
            _print_json({"entries": [entry_as_json(entry) for entry in entries]})
            return
        with console() as printing:
            print_history(printing, entries, messages.language)


def diff(
    since: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            help="As the book stood then: a day (its end, UTC), a time, or #entry.",
            show_default=False,
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", help="The same; now, if left out.", show_default=False
        ),
    ] = None,
    form: FormOption = LookFormat.TABLE,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """Tell what changed in the book: texts and whom that touches, records, decisions, numbers."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(book) as held:
        from pledgebook.book.comparing import compare
        from pledgebook.book.rows import RecordRow
        from pledgebook.publish.differences import listed, print_difference
        from pledgebook.publish.rows import difference_as_json

        before = _before(held, since)
        after = held.moment(until) or held.store.head().sequence
        if after < before:
            raise NotFoundError(f"{until} is before {since}", "Exchange --from and --to.")
        difference = compare(held, before, after)
        if form is LookFormat.JSON:
            _print_json(difference_as_json(difference))
            return
        rows = held.store.find(RecordRow, listed(difference), after)
        with console() as printing:
            print_difference(printing, difference, rows, messages.language)


def _before(book: "Book", words: str) -> int:
    """Return the entry that a difference begins behind; 0 for a date before the book began."""
    if words == "#0":
        return 0
    try:
        return book.moment(words) or 0
    except NotFoundError as error:
        first = next(iter(book.store.entries(0, 1)), None)
        if first is None or not _is_date(words):
            raise error
        return 0


def _is_date(words: str) -> bool:
    from datetime import datetime

    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
