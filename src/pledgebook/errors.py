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


class BookError(PledgebookError):
    """A book cannot be opened, read or written: a wrong path or URL, a lock, a full disk."""

    code = "book"


class FormatError(BookError):
    """The file or database is no book, or one of a format that this program does not know."""

    code = "book-format"


class ConflictError(BookError):
    """Somebody else wrote first; nothing of this attempt was written, and it may be tried anew."""

    code = "conflict"


class EntryError(BookError):
    """What is to be written, or was read, is no entry of the book."""

    code = "entry"


class RuleError(BookError):
    """An entry breaks a rule of the book: it decides on what is not there, or twice."""

    code = "rule"


class NotFoundError(BookError):
    """The book holds nothing by that id, number or date."""

    code = "not-found"


class TamperError(BookError):
    """What the book holds is not what was written: a hash, a link or a view does not agree."""

    code = "tampered"


class BookImportError(BookError):
    """An import was refused whole: a line of it is broken."""

    code = "import"


class CheckpointError(PledgebookError):
    """A checkpoint or its key is not of its form, or the one did not sign the other."""

    code = "checkpoint"
