"""Keys and lines that a person types, and the screen that they are answered on."""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pledgebook.cli.interface import Messages
from pledgebook.errors import PledgebookError
from pledgebook.publish.words import Language

if TYPE_CHECKING:
    from rich.console import Console

# Where a keyboard was left in Hangul, the same keys give these.
_HANGUL: Final = dict(zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",
                          "qwertyuiopasdfghjklzxcvbnm", strict=True))  # fmt: skip
_HANGUL_SHIFTED: Final = {"ㄸ": "E"}


@dataclass(slots=True)
class Keyboard:
    """Gives one key after another; `read` gives what a terminal sent, be it several keys."""

    read: Callable[[], str]
    _ahead: deque[str] = field(default_factory=deque)

    def __call__(self) -> str:
        """Return the next key; raises `KeyboardInterrupt` and `EOFError` as the terminal does."""
        while not self._ahead:
            sent = self.read()
            if not sent:
                raise EOFError
            self._ahead.extend([sent] if sent.startswith("\x1b") else sent)
        key = self._ahead.popleft()
        return _HANGUL.get(key) or _HANGUL_SHIFTED.get(key) or key


@dataclass(slots=True)
class ScreenMessages(Messages):
    """Messages that are shown among what a person is looking at."""

    screen: "Console | None" = None

    @property
    def console(self) -> "Console":
        """The screen."""
        assert self.screen is not None  # always given
        return self.screen


def terminal_keyboard() -> Keyboard:
    """Return the keyboard of the terminal: a key needs no Enter behind it."""
    import click

    return Keyboard(click.getchar)


def ask_line(prompt: str, default: str = "") -> str:
    """Ask for a line; Enter alone gives the default. Ctrl-C raises `KeyboardInterrupt`."""
    import click

    try:
        answer: str = click.prompt(prompt, default=default, show_default=bool(default))
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return answer


def screen(language: Language) -> "Console":
    """Return the terminal to walk on.

    Raises `PledgebookError` where there is none: a pipe has no keys.
    """
    from rich.console import Console

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise PledgebookError(
            "this walks through the book key by key, and needs a terminal",
            "In scripts: `pledgebook review accept|reject|amend|undo ID…`, "
            "`pledgebook merge list|accept|refuse|split`.",
        )
    return Console(highlight=False)
