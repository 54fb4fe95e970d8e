"""Trouble in the data: stored, shown and counted, never thrown."""

from dataclasses import dataclass
from enum import StrEnum

from pledgebook.model.span import Span


class Severity(StrEnum):
    """How much a finding matters to the reader of the records."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or unsure in a document; `code` is stable, `message` plain words."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    span: Span | None = None
