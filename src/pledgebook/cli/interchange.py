"""`pledgebook export`: the book in the formats of others: annotations, provenance, parties."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.asking import Standing, What, record_query
from pledgebook.cli.interface import (
    DocumentLanguage,
    Messages,
    UiOption,
    interface_language,
    refusals_told,
)
from pledgebook.cli.place import AsOfOption, BookOption, opened
from pledgebook.cli.whole import output_stream
from pledgebook.model.record import Kind

if TYPE_CHECKING:
    from pledgebook.book.book import Book

EXAMPLES = """
Examples:

  pledgebook export annotations --party KR --status accepted -o korea.jsonld

  pledgebook export provenance seoul-2024-03 -o receipt.prov.json

  pledgebook export provenance --as-of 2026-06-30 -o book.prov.json

  pledgebook export parties -o parties.ftm.jsonl

Exit status:

  0  done

  2  nothing was written: no such book, record, party or date, or no place to write to
"""


class Counting(StrEnum):
    """What positions in a text count."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"


OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there, not to the terminal."),
]

export = typer.Typer(
    name="export",
    help="Write the book in the formats of others: W3C Web Annotation, PROV-JSON, FollowTheMoney.",
    epilog=EXAMPLES,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@export.command(epilog=EXAMPLES)
def annotations(
    kind: Annotated[Kind | None, typer.Option(help="Records of one kind only.")] = None,
    party: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who acts: an id (KR, kr-msit) or a name (한국)."),
    ] = None,
    summit: Annotated[str | None, typer.Option(metavar="NAME", help="As in seoul-2024.")] = None,
    status: Annotated[
        Standing | None,
        typer.Option(help="Where the record stands. If left out, all but rejected and lapsed."),
    ] = None,
    offsets: Annotated[
        Counting,
        typer.Option(
            help="What positions count: code points, as the standard demands, or UTF-16 code "
            "units, as strings of JavaScript do."
        ),
    ] = Counting.CODE_POINTS,
    output: OutputOption = None,
    book: BookOption = None,
    as_of: AsOfOption = None,
    ui: UiOption = None,
) -> None:
    """Write each piece of evidence as a W3C Web Annotation (JSON-LD)."""
    given = {"kind": kind, "party": party, "summit": summit, "status": status}
    filters = {name: value for name, value in given.items() if value}

    def chunks(held: "Book", at: int | None) -> Iterator[str]:
        from pledgebook.publish.annotations import annotation_chunks

        query = record_query(held, What.RECORDS, filters, at)
        return annotation_chunks(held.store, query, offsets.value, at)

    _write(chunks, output, book, as_of, ui)


@export.command(epilog=EXAMPLES)
def provenance(
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="[RECORD]",
            help="Of one record and the other reports of its commitment: an id (r-…) or a number "
            "(seoul-2024-03). If left out, of the whole book.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
    book: BookOption = None,
    as_of: AsOfOption = None,
    ui: UiOption = None,
) -> None:
    """Write where everything comes from, who read it and who decided, as PROV-JSON."""

    def chunks(held: "Book", at: int | None) -> Iterator[str]:
        from pledgebook.publish.provenance import provenance_chunks

        key = held.record(record, at).key if record else None
        return provenance_chunks(held.store, key, at)

    _write(chunks, output, book, as_of, ui)


@export.command(epilog=EXAMPLES)
def parties(
    output: OutputOption = None,
    book: BookOption = None,
    as_of: AsOfOption = None,
    ui: UiOption = None,
) -> None:
    """Write the parties of the book and the links between them as FollowTheMoney entities."""

    def chunks(held: "Book", at: int | None) -> Iterator[str]:
        from pledgebook.book.rows import PartyRow
        from pledgebook.publish.followthemoney import party_lines

        return (line + "\n" for line in party_lines(held.store.scan(PartyRow, at)))

    _write(chunks, output, book, as_of, ui)


def _write(
    chunks: Callable[["Book", int | None], Iterable[str]],
    output: Path | None,
    place: str | None,
    as_of: str | None,
    ui: DocumentLanguage | None,
) -> None:
    """Write what a book gives, and tell what went wrong in the interface's language."""
    messages = Messages(interface_language(ui))
    with refusals_told(messages), opened(place) as held:
        pieces = chunks(held, held.moment(as_of))
        with output_stream(output) as stream:
            stream.writelines(pieces)
