"""`pledgebook read`: documents in, records out."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.intake import Intake, intake
from pledgebook.cli.interface import (
    EXIT_ALL_READ,
    EXIT_LANGUAGE,
    EXIT_NONE_READ,
    EXIT_SOME_READ,
    DocumentLanguage,
    Messages,
    UiOption,
    interface_language,
)
from pledgebook.cli.output import Format, Output
from pledgebook.cli.place import AuthorOption
from pledgebook.cli.progress import with_progress
from pledgebook.errors import LanguageError, PledgebookError, SourceError

if TYPE_CHECKING:
    from pledgebook.documents.reader import Given
    from pledgebook.reading.read import Reading
    from pledgebook.sources import Failure, Source


_BY_SUFFIX = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}

EXAMPLES = """
Examples:

  pledgebook read communique.md

  pledgebook read release.txt --published 2023-11-07 --format jsonl

  pledgebook read folder/ -o view.html

  pledgebook read - --published 2024-05-21 < release.txt

  pledgebook read folder/ --into seoul.pledgebook --summit seoul-2024

Exit status:

  0  everything was read

  1  some documents could not be read; the others were

  2  nothing could be read, or the command was misused

  3  nothing was read: the texts are in languages that are not read yet
"""


@dataclass(slots=True)
class _Tally:
    """Counts what became of the documents, as the exit status tells it."""

    messages: Messages
    tell_findings: bool
    read: int = 0
    failed: int = 0
    foreign: int = 0

    def kept(self, results: Iterable["Reading | Failure"]) -> Iterator["Reading"]:
        """Yield the readings; tell and count the failures."""
        from pledgebook.sources import Failure

        for result in results:
            if isinstance(result, Failure):
                self.failed += 1
                self.messages.error(result.error, result.origin)
                continue
            self._count(result)
            yield result

    def _count(self, reading: "Reading") -> None:
        if reading.document.language is None:
            self.foreign += 1
        else:
            self.read += 1
        for finding in reading.findings:
            unread = finding.code == LanguageError.code and reading.document.language is None
            if unread or (self.tell_findings and finding.severity.value != "note"):
                self.messages.finding(finding, reading.document.origin)

    def exit_status(self) -> int:
        """Return what the command exits with."""
        if self.read:
            return EXIT_SOME_READ if self.failed or self.foreign else EXIT_ALL_READ
        return EXIT_LANGUAGE if self.foreign and not self.failed else EXIT_NONE_READ


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders (searched for .txt, .md and .markdown), or - for standard input.",
            metavar="PATH...",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The day of publication, for all documents: 2023-11-07. Relative dates "
            "('last month', 'in six months') are counted from it. It wins over the document's own.",
        ),
    ] = None,
    language: Annotated[
        DocumentLanguage | None,
        typer.Option(help="The language of the documents; told from the text if left out."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="What to write; by the name of --output if left out, else a table.",
        ),
    ] = None,
    output_path: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write there, not to the terminal."),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes read at a time.")] = 1,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no warnings; errors only.")
    ] = False,
    into: Annotated[
        str | None,
        typer.Option(
            metavar="BOOK",
            help="Propose what is read to the book there (a path or a URL), for review; a path "
            "where nothing is becomes a new book.",
        ),
    ] = None,
    summit: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="With --into: the summit they belong to, as seoul-2024."),
    ] = None,
    author: AuthorOption = None,
    ui: UiOption = None,
) -> None:
    """Read documents and print who promised, asked, met or decided what, in whose words."""
    messages = Messages(interface_language(ui), quiet)
    try:
        given = _given(published, language)
        output = Output(_chosen(form, output_path), output_path, messages.language)
        with intake(into, summit, author, messages) as taken:
            printed = into is None or form is not None or output_path is not None
            status = _read(paths, given, jobs, output if printed else None, messages, taken)
    except PledgebookError as error:
        messages.error(error)
        status = EXIT_NONE_READ
    raise typer.Exit(status)


def _chosen(form: Format | None, path: Path | None) -> Format:
    by_name = _BY_SUFFIX.get(path.suffix.lower(), Format.TABLE) if path else Format.TABLE
    return form or by_name


def _given(published: str | None, language: DocumentLanguage | None) -> "Given":
    from pledgebook.documents.dates import parse_date
    from pledgebook.documents.reader import Given

    return Given(parse_date(published) if published else None, language.value if language else None)


def _read(
    paths: list[str],
    given: "Given",
    jobs: int,
    output: Output | None,
    messages: Messages,
    taken: Intake,
) -> int:
    from pledgebook.reading.bulk import read_many
    from pledgebook.sources import expand

    sources = list(expand(paths))
    shown = output or Output(Format.TABLE, None, messages.language)
    _refuse_overwriting(sources, shown.path)
    table = output is not None and output.form is Format.TABLE and not output.path
    tally = _Tally(messages, tell_findings=not table)
    results = read_many(sources, given, jobs)
    if not messages.quiet and (console := shown.progress_console(len(sources))):
        results = with_progress(results, len(sources), console)
    readings = taken.passed_on(tally.kept(results))
    if output:
        output.write(readings)
    else:
        deque(readings, maxlen=0)
    tally.failed += taken.failed
    return tally.exit_status()


def _refuse_overwriting(sources: list["Source | Failure"], target: Path | None) -> None:
    """Raise `SourceError` where the output would replace a document that is to be read."""
    from pledgebook.sources import Source

    if target is None or not target.exists():
        return
    for source in sources:
        if isinstance(source, Source) and source.path and source.path.resolve() == target.resolve():
            raise SourceError(
                f"{target} is one of the documents to read", "Give --output another name."
            )
