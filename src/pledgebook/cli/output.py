"""Where records go: the terminal or a file, as a table, lines, an object or a page."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pledgebook.cli.interface import stderr_console
from pledgebook.cli.whole import output_stream
from pledgebook.publish.words import Language

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.reading.read import Reading

_FILE_WIDTH = 100


class Format(StrEnum):
    """What the records are written as."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    HTML = "html"


@dataclass(slots=True)
class Output:
    """A format and a place; `path` None is standard output."""

    form: Format
    path: Path | None
    language: Language
    _console: "Console | None" = None

    def write(self, readings: Iterable["Reading"]) -> None:
        """Write the readings, each as soon as it is there but for the page.

        Raises `SourceError` where the file cannot be written.
        """
        with output_stream(self.path) as stream:
            match self.form:
                case Format.TABLE:
                    self._print(readings, stream)
                case Format.JSONL:
                    from pledgebook.publish.lines import record_lines

                    stream.writelines(line + "\n" for line in record_lines(readings))
                case Format.JSON:
                    from pledgebook.publish.lines import document_chunks

                    stream.writelines(document_chunks(readings))
                case Format.HTML:
                    from pledgebook.publish.page import page

                    stream.write(page(list(readings), self.language))

    def progress_console(self, count: int) -> "Console | None":
        """Return the console for a progress bar over `count` documents, if there is to be one.

        A table on a terminal shares its console, so that bar and table do not overwrite each
        other; lines of JSON on a terminal leave no room for a bar.
        """
        if count < 2 or not sys.stderr.isatty():
            return None
        if self.path is None and sys.stdout.isatty():
            return self._table_console(sys.stdout) if self.form is Format.TABLE else None
        return stderr_console()

    def _print(self, readings: Iterable["Reading"], stream: IO[str]) -> None:
        from pledgebook.publish.table import print_reading

        console = self._table_console(stream)
        for reading in readings:
            print_reading(console, reading, self.language)

    def _table_console(self, stream: IO[str]) -> "Console":
        from rich.console import Console

        if self._console is None:
            width = _FILE_WIDTH if self.path else None
            self._console = Console(file=stream, highlight=False, width=width)
        return self._console
