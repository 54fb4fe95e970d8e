"""Commands that act on things by their ids: which ids, what became of each, what the exit tells."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from pledgebook.cli.interface import (
    EXIT_ALL_READ,
    EXIT_NONE_READ,
    EXIT_SOME_READ,
    Messages,
    interface_language,
)
from pledgebook.errors import PledgebookError

NoteOption = Annotated[
    str, typer.Option(metavar="WORDS", help="A note that is kept with the entry.")
]
IdsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help="Ids, the beginnings of ids, or numbers such as seoul-2024-03; - reads them from "
        "standard input, one a line.",
        show_default=False,
    ),
]


def given_ids(arguments: Iterable[str]) -> Iterator[str]:
    """Yield the ids of a command line; `-` stands for those on standard input.

    Of a line only the first word counts, so that the lines of other commands can be piped in.
    """
    for argument in arguments:
        if argument != "-":
            yield argument
            continue
        for line in sys.stdin:
            words = line.split(maxsplit=1)
            if words and not words[0].startswith("#"):
                yield words[0]


def each(ids: Iterable[str], act: Callable[[str], str], messages: Messages) -> int:
    """Act on each id; print what became of it; return the exit status.

    One that fails is told on standard error, and does not stop the others.
    """
    done = failed = 0
    for id in ids:
        try:
            outcome = act(id)
        except PledgebookError as error:
            messages.error(error, id)
            failed += 1
        else:
            typer.echo(outcome)
            done += 1
    if failed:
        return EXIT_SOME_READ if done else EXIT_NONE_READ
    return EXIT_ALL_READ


def asked(
    context: typer.Context, book: str | None, author: str | None, ui: str | None
) -> tuple[Messages, str | None, str | None]:
    """Return how to speak, which book and who writes; what stands before the command counts too."""
    place, writer, language = context.obj or (None, None, None)
    return Messages(interface_language(ui or language)), book or place, author or writer
