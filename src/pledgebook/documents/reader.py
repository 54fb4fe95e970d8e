"""What a reader of a format is given and gives back; one protocol for all formats."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pledgebook.model.document import Document


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows about the documents; it wins over what a document says of itself."""

    published: date | None = None
    language: str | None = None


class DocumentReader(Protocol):
    """Bytes in, a document out; keeps no state between documents."""

    name: str

    def reads(self, raw: bytes, name: str) -> bool:
        """Tell whether this reader takes a document by its bytes and its file name."""
        ...

    def read(self, raw: bytes, origin: str, given: Given) -> Document:
        """Return the document; raises `UnreadableError` where the bytes give no text."""
        ...
