"""Where lists of the book go: the terminal or a file, as a table, CSV, JSON or Parquet."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pledgebook.cli.whole import output_stream, whole
from pledgebook.errors import SourceError

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.publish.tables import Table

T = TypeVar("T")
_FILE_WIDTH = 100


class ListFormat(StrEnum):
    """What a list is written as."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


class LookFormat(StrEnum):
    """What a single answer is written as."""

    TABLE = "table"
    JSON = "json"


_BY_SUFFIX = {
    ".csv": ListFormat.CSV,
    ".json": ListFormat.JSON,
    ".jsonl": ListFormat.JSONL,
    ".ndjson": ListFormat.JSONL,
    ".parquet": ListFormat.PARQUET,
}


def chosen(form: ListFormat | None, path: Path | None) -> ListFormat:
    """Return the format: as asked, else by the name of the file, else a table."""
    by_name = _BY_SUFFIX.get(path.suffix.lower()) if path else None
    return form or by_name or ListFormat.TABLE


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Rows, and what they are in each format; `tell` prints them for people."""

    name: str
    rows: Iterable[T]
    table: "Table[T]"
    as_json: Callable[[T], dict[str, Any]]
    tell: Callable[["Console"], None]


def write(listing: Listing[T], form: ListFormat, path: Path | None) -> None:
    """Write a list; rows are taken one after another, so that they need not fit in memory.

    Raises `SourceError` where the file cannot be written, or Parquet has none to go to.
    """
    match form:
        case ListFormat.TABLE:
            with console(path) as printing:
                listing.tell(printing)
        case ListFormat.CSV:
            from pledgebook.publish.tables import write_csv

            # Excel takes a file without the mark for the code page of its country, CP949 in Korea;
            # the programs behind a pipe take the mark for a part of the first name.
            with output_stream(path, "utf-8-sig", "") as stream:
                write_csv(stream, listing.table, listing.rows)
        case ListFormat.JSON | ListFormat.JSONL:
            from pledgebook.publish.rows import json_chunks, json_lines

            values = map(listing.as_json, listing.rows)
            one = form is ListFormat.JSON
            with output_stream(path) as stream:
                stream.writelines(json_chunks(listing.name, values) if one else json_lines(values))
        case ListFormat.PARQUET:
            from pledgebook.publish.tables import write_parquet

            if path is None:
                raise SourceError("Parquet goes to a file only", "Give --output FILE.parquet.")
            with whole(path) as partial:
                write_parquet(partial, listing.table, listing.rows)


@contextmanager
def console(path: Path | None = None) -> Iterator["Console"]:
    """Give a console on standard output or on a file, which is put in place when it is whole."""
    from rich.console import Console

    with output_stream(path) as stream:
        yield Console(file=stream, highlight=False, width=_FILE_WIDTH if path else None)
