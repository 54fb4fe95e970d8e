"""Bytes to documents: one reader a format."""

from pledgebook.documents.reader import DocumentReader, Given

__all__ = ["DocumentReader", "Given"]
