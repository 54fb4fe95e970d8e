"""Where bytes come from: files, folders and standard input."""

from pledgebook.sources.expand import DOCUMENT_SUFFIXES, expand
from pledgebook.sources.source import MAX_BYTES, STANDARD_INPUT, Failure, Source

__all__ = [
    "DOCUMENT_SUFFIXES",
    "MAX_BYTES",
    "STANDARD_INPUT",
    "Failure",
    "Source",
    "expand",
]
