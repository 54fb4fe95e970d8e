"""A bar for work on a book that takes long: which work, how far."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.cli.interface import stderr_console
from pledgebook.publish.words import Language

if TYPE_CHECKING:
    from pledgebook.book.copying import Progress

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; errors only.")]


@contextmanager
def working(language: Language, quiet: bool = False) -> Iterator["Progress"]:
    """Lend what tells of progress: a bar on a terminal, gone at the end, and nothing elsewhere."""
    from pledgebook.book.copying import quietly

    if quiet or not sys.stderr.isatty():
        yield quietly
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from pledgebook.publish.proofwords import said

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=stderr_console(), transient=True) as bar:
        task = bar.add_task("", total=None)

        def told(work: str, done: int, total: int) -> None:
            description = said(f"work.{work}", language)
            bar.update(task, description=description, completed=done, total=total or None)

        yield told
