"""A bar that shows how far a reading of many documents has come."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from pledgebook.reading.read import Reading
    from pledgebook.sources import Failure


def with_progress(
    results: Iterable["Reading | Failure"], count: int, console: "Console"
) -> Iterator["Reading | Failure"]:
    """Yield the results behind a bar that is gone when the last one is there."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=count)
        for result in results:
            yield result
            bar.advance(task)
