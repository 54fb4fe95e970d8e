"""`pledgebook list`: what is in the book, by kind, filtered, in an order, in a format."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from pledgebook.cli.asking import By, Standing, What, document_query, pages, record_query
from pledgebook.cli.bookoutput import ListFormat, Listing, chosen, write
from pledgebook.cli.interface import (
    DocumentLanguage,
    Messages,
    UiOption,
    interface_language,
    refusals_told,
)
from pledgebook.cli.place import AsOfOption, BookOption, opened
from pledgebook.model.record import Kind, Strength
from pledgebook.publish.words import Language

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.book.book import Book
    from pledgebook.book.rows import RecordRow

#: Rows that a table shows if nobody says how many.
SHOWN: Final = 50
_OF_DOCUMENTS: Final = ("summit", "language", "date_after", "date_before")
_MIXED: Final = (What.RECORDS, What.TIMELINE)


EXAMPLES = """
Examples:

  pledgebook list commitments --party 한국 --due-before 2025

  pledgebook list requests --partner US --status accepted --format csv -o requests.csv

  pledgebook list timeline --party kr-msit --date-after 2024-05

  pledgebook list commitments --text "안전 연구소" --as-of 2026-06-30

  pledgebook list documents --language ko --format jsonl

Dates are days, months or years, both ends included. A state's list holds its ministries and companies.

Exit status:

  0  done

  2  nothing was listed: no such book, party, topic or date
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class _Ask:
    """A request for a list, as it was typed."""

    what: What
    filters: dict[str, Any]
    limit: int | None
    form: ListFormat
    path: Path | None
    language: Language

    @property
    def shown(self) -> int | None:
        """How many rows there are to be at most."""
        whole = self.form is not ListFormat.TABLE or self.path is not None
        return self.limit if self.limit is not None or whole else SHOWN


def list_(
    what: Annotated[What, typer.Argument(help="What to list.", show_default=False)],
    party: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who acts: an id (KR, kr-msit) or a name (한국)."),
    ] = None,
    partner: Annotated[
        str | None, typer.Option(metavar="NAME", help="With whom, or towards whom.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option(metavar="NAME", help="A concept: its id or a name of it.")
    ] = None,
    summit: Annotated[str | None, typer.Option(metavar="NAME", help="As in seoul-2024.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="With records and timeline: one kind only.")
    ] = None,
    strength: Annotated[Strength | None, typer.Option(help="Of commitments.")] = None,
    status: Annotated[Standing | None, typer.Option(help="Where the record stands.")] = None,
    due_before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Due on that day or before.")
    ] = None,
    due_after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Due on that day or after.")
    ] = None,
    date_before: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Said, held, done or published then or before."),
    ] = None,
    date_after: Annotated[
        str | None, typer.Option(metavar="DATE", help="The same, then or after.")
    ] = None,
    language: Annotated[
        DocumentLanguage | None, typer.Option(help="Of the document that says so.")
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Words of the record; its newest change comes first."),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Of one document: its id or its origin.")
    ] = None,
    reports: Annotated[
        bool, typer.Option("--reports", help="Each report of a commitment, not one for them all.")
    ] = False,
    order: Annotated[
        By | None,
        typer.Option(
            help="By date (newest first), by deadline (earliest first), or as they came into the "
            "book (newest first). If left out, by date; by deadline with --due-…",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="So many. If left out, 50 in a table, else all."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All, in a table too.")] = False,
    as_of: AsOfOption = None,
    form: Annotated[
        ListFormat | None,
        typer.Option("--format", help="By the name of --output if left out, else a table."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there, not to the terminal."),
    ] = None,
    book: BookOption = None,
    ui: UiOption = None,
) -> None:
    """List what is in the book: records of a kind, a timeline, documents, parties, findings."""
    messages = Messages(interface_language(ui))
    given = {
        "party": party, "partner": partner, "topic": topic, "summit": summit, "kind": kind,
        "strength": strength, "status": status, "due_before": due_before, "due_after": due_after,
        "date_before": date_before, "date_after": date_after, "language": language,
        "text": text, "document": document, "reports": reports, "order": order,
    }  # fmt: skip
    filters = {name: value for name, value in given.items() if value}
    _refuse_unfit(what, filters)
    form = chosen(form, output)
    ask = _Ask(what, filters, _sized(limit, everything), form, output, messages.language)
    with refusals_told(messages), opened(book) as held:
        write(_listing(held, ask, held.moment(as_of)), form, output)


def _sized(limit: int | None, everything: bool) -> int | None:
    if everything and limit is not None:
        raise typer.BadParameter("--all and --limit do not go together")
    return 2**31 if everything else limit


def _refuse_unfit(what: What, filters: dict[str, Any]) -> None:
    """Refuse filters that what is listed does not have, so that none is silently left out."""
    match what:
        case What.DOCUMENTS:
            fit = set(_OF_DOCUMENTS)
        case What.PARTIES:
            fit = set()
        case What.FINDINGS:
            fit = {"document"}
        case _:
            fit = set(filters) - (set() if what in _MIXED else {"kind"})
    for name in filters:
        if name not in fit:
            raise typer.BadParameter(f"--{name.replace('_', '-')} does not go with {what.value}")


def _listing(book: "Book", ask: _Ask, at: int | None) -> Listing[Any]:
    match ask.what:
        case What.DOCUMENTS:
            return _documents(book, ask, at)
        case What.PARTIES:
            return _parties(book, ask, at)
        case What.FINDINGS:
            return _findings(book, ask, at)
        case _:
            return _records(book, ask, at)


def _records(book: "Book", ask: _Ask, at: int | None) -> "Listing[RecordRow]":
    from pledgebook.publish.booktable import print_records, print_timeline
    from pledgebook.publish.rows import record_row_as_json
    from pledgebook.publish.tables import RECORDS

    query = replace(record_query(book, ask.what, ask.filters, at), limit=ask.shown)
    rows = pages(book, query, at)
    telling = print_timeline if ask.what is What.TIMELINE else print_records

    def tell(console: "Console") -> None:
        listed = list(rows)
        total = len(listed)
        if ask.shown is not None and total >= ask.shown:
            total = book.store.count(replace(query, limit=None), at)
        _tell(console, ask, lambda: telling(console, listed, ask.language), len(listed), total)

    return Listing("records", rows, RECORDS, record_row_as_json, tell)


def _documents(book: "Book", ask: _Ask, at: int | None) -> Listing[Any]:
    from pledgebook.publish.booktable import print_documents
    from pledgebook.publish.rows import document_row_as_json
    from pledgebook.publish.tables import DOCUMENTS

    rows = book.store.documents(document_query(ask.filters), at)
    listed = rows[: ask.shown]

    def tell(console: "Console") -> None:
        _tell(console, ask, lambda: print_documents(console, listed, ask.language),
              len(listed), len(rows))  # fmt: skip

    return Listing("documents", listed, DOCUMENTS, document_row_as_json, tell)


def _parties(book: "Book", ask: _Ask, at: int | None) -> Listing[Any]:
    from pledgebook.publish.booktable import print_parties
    from pledgebook.publish.rows import party_row_as_json
    from pledgebook.publish.tables import PARTIES

    rows = book.store.parties(at)
    listed = rows[: ask.shown]

    def tell(console: "Console") -> None:
        _tell(console, ask, lambda: print_parties(console, listed, ask.language),
              len(listed), len(rows))  # fmt: skip

    return Listing("parties", listed, PARTIES, party_row_as_json, tell)


def _findings(book: "Book", ask: _Ask, at: int | None) -> Listing[Any]:
    from pledgebook.book.rows import FindingRow
    from pledgebook.publish.booktable import print_findings
    from pledgebook.publish.rows import finding_row_as_json
    from pledgebook.publish.tables import FINDINGS

    name = ask.filters.get("document")
    only = book.document(name, at).key if name else None
    found = (row for row in book.store.scan(FindingRow, at) if only in (None, row.document))
    rows = islice(found, ask.shown)

    def tell(console: "Console") -> None:
        listed = list(rows)
        total = len(listed) + sum(1 for _ in found)
        _tell(console, ask, lambda: print_findings(console, listed, ask.language),
              len(listed), total)  # fmt: skip

    return Listing("findings", rows, FINDINGS, finding_row_as_json, tell)


def _tell(
    console: "Console", ask: _Ask, listing: Callable[[], None], count: int, total: int
) -> None:
    from pledgebook.publish.booktable import count_line
    from pledgebook.publish.bookwords import said

    if count:
        listing()
    if total:
        console.print(count_line(count, total, ask.language))
    else:
        console.print(said("none", ask.language), style="dim")
