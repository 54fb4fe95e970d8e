"""A reviewer made of a list of keys and lines, and the book that commands open in tests."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import typer
from rich.console import Console
from tests.book.small import SmallBook
from typer.testing import CliRunner, Result

from pledgebook.book import opening
from pledgebook.book.book import Book
from pledgebook.book.query import RecordQuery
from pledgebook.book.queueing import Queue
from pledgebook.cli import merge, noting, review
from pledgebook.cli.keys import Keyboard
from pledgebook.cli.reviewing import Review
from pledgebook.publish.words import Language

#: The commands as `pledgebook` has them.
APP = typer.Typer()
APP.add_typer(review.app, name="review")
APP.add_typer(merge.app, name="merge")
APP.command()(noting.assign)
APP.command()(noting.progress)
APP.command()(noting.correct)

Step = str | Callable[[], None]


@dataclass
class Reviewer:
    """Types what it was told to; a step that is a function is something that happens meanwhile."""

    steps: list[Step]
    lines: list[str] = field(default_factory=list)
    edits: list[str | None] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def key(self) -> str:
        while self.steps:
            step = self.steps.pop(0)
            if isinstance(step, str):
                return step
            step()
        raise EOFError

    def line(self, prompt: str, default: str) -> str:
        self.asked.append((prompt, default))
        if not self.lines:
            raise KeyboardInterrupt
        line = self.lines.pop(0)
        return default if line == "" else line

    def edit(self, text: str) -> str | None:
        self.shown.append(text)
        return self.edits.pop(0)


def walk(
    book: Book,
    reviewer: Reviewer,
    query: RecordQuery | None = None,
    language: Language = "en",
    width: int = 80,
) -> tuple[Review, str]:
    """Let a reviewer walk through a queue; return the walk and all that was on the screen."""
    sheet = io.StringIO()
    screen = Console(file=sheet, width=width, highlight=False)
    queue = Queue(book, query or RecordQuery())
    walked = Review(
        book, queue, screen, language, Keyboard(reviewer.key), reviewer.line, reviewer.edit
    )
    walked.run()
    return walked, sheet.getvalue()


def folded(text: str) -> str:
    """Return text without line breaks, as a terminal of any width would have it."""
    return re.sub(r"\s+", " ", text)


def command_on(small: SmallBook, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return what runs a command on a book in memory, as `lee` if no author is named."""
    monkeypatch.setattr(opening, "open_store", lambda place, create=False: small.book.store)
    monkeypatch.setenv("PLEDGEBOOK_LANG", "en")

    def run(*arguments: object, stdin: str | None = None, author: str = "lee") -> Result:
        monkeypatch.setenv("PLEDGEBOOK_AUTHOR", author)
        return CliRunner().invoke(APP, [str(argument) for argument in arguments], input=stdin)

    return run
