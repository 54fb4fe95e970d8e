"""Every error a caller can meet: a stable code, a message in plain words and a hint.

Trouble in the data of one document is a `Finding` (see `model.finding`), not an error: an error is
for a request that failed.
"""


class PledgebookError(Exception):
    """The base of all errors; `code` never changes once published."""

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["PledgebookError"], tuple[str, str]]:
        """Let an error cross from one process to another with its hint."""
        return type(self), (self.message, self.hint)


class SourceError(PledgebookError):
    """What was named could not be opened: no such path, no permission, an empty folder."""

    code = "source"


class UnreadableError(PledgebookError):
    """The bytes of a document give no text: binary, empty, in no known encoding."""

    code = "unreadable"


class LanguageError(PledgebookError):
    """The text is in a language that no analyser reads."""

    code = "language"


class DateError(PledgebookError):
    """A date that was given is no date of the calendar."""

    code = "date"


class ModelError(PledgebookError):
    """A language model that a setting names is not installed or does not load."""

    code = "model"
