"""Read a source: pick the reader of its format and let it make the document."""

from pathlib import PurePath

from pledgebook.documents.markdown import MarkdownReader
from pledgebook.documents.plain import PlainTextReader
from pledgebook.documents.reader import DocumentReader, Given
from pledgebook.model.document import Document
from pledgebook.sources.source import Source

#: The readers, asked in this order.
READERS: tuple[DocumentReader, ...] = (MarkdownReader(), PlainTextReader())

_NOTHING_GIVEN = Given()


def read_source(source: Source, given: Given = _NOTHING_GIVEN) -> Document:
    """Load a source and return its document.

    Raises `SourceError` where the bytes cannot be had and `UnreadableError` where they give no
    text; what is unsure in a readable document is among its findings.
    """
    return read_bytes(source.load(), source.origin, given)


def read_bytes(raw: bytes, origin: str, given: Given = _NOTHING_GIVEN) -> Document:
    """Return the document that `raw` holds; `origin` tells its name, and by it the format."""
    name = PurePath(origin).name
    reader = next(reader for reader in READERS if reader.reads(raw, name))
    return reader.read(raw, origin, given)
