"""How the command line speaks: its language, its messages, its way of failing."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pledgebook.errors import PledgebookError
from pledgebook.model.finding import Finding, Severity
from pledgebook.publish.words import Language, label, told

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


class DocumentLanguage(StrEnum):
    """A language that documents are read in, and that the interface speaks."""

    KO = "ko"
    EN = "en"


UiOption = Annotated[
    DocumentLanguage | None,
    typer.Option(help="The language of headings and messages; by the locale if left out."),
]

#: What the command's exit tells.
EXIT_ALL_READ = 0
EXIT_SOME_READ = 1
EXIT_NONE_READ = 2
EXIT_LANGUAGE = 3


def interface_language(asked: str | None, environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language to speak: as asked for, by PLEDGEBOOK_LANG, by the locale, English."""
    names = ("PLEDGEBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    for wish in (asked, *(environment.get(name) for name in names)):
        if wish:
            return "ko" if wish.lower().startswith("ko") else "en"
    return "en"


def stderr_console() -> "Console":
    """Return the console for everything that is no record."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(slots=True)
class Messages:
    """Writes errors and findings to standard error: code, words, hint."""

    language: Language
    quiet: bool = False

    @property
    def console(self) -> "Console":
        """The console for messages, made when there is something to tell."""
        return stderr_console()

    def error(self, error: PledgebookError, origin: str = "") -> None:
        """Tell an error; this is done even when quiet."""
        message, hint = told(error.code, error.message, error.hint, self.language)
        self._tell("error", error.code, _placed(message, origin), hint)

    def finding(self, finding: Finding, origin: str) -> None:
        """Tell a finding that matters to the reader of the records."""
        if self.quiet and finding.severity is not Severity.ERROR:
            return
        message, hint = told(finding.code, finding.message, finding.hint, self.language)
        self._tell(finding.severity.value, finding.code, _placed(message, origin), hint)

    def say(self, words: str) -> None:
        """Tell something by the way."""
        if not self.quiet:
            self.console.print(self._text(words), style="dim")

    def _tell(self, severity: str, code: str, message: str, hint: str) -> None:
        from rich.text import Text

        style = "bold red" if severity == "error" else "yellow"
        text = Text.assemble((f"{label(severity, self.language)}[{code}]", style), ": ")
        text.append_text(self._text(message))
        if hint:
            text.append("\n  ").append(f"{label('hint', self.language)}: ", "cyan")
            text.append_text(self._text(hint))
        self.console.print(text)

    def _text(self, words: str) -> "Text":
        from rich.text import Text

        from pledgebook.publish.table import shown

        return Text(shown(words))


def _placed(message: str, origin: str) -> str:
    return f"{origin}: {message}" if origin and origin not in message else message


@contextmanager
def refusals_told(messages: Messages) -> Iterator[None]:
    """Tell an error and leave with the exit status of a command that was refused."""
    try:
        yield
    except PledgebookError as error:
        messages.error(error)
        raise typer.Exit(EXIT_NONE_READ) from error
