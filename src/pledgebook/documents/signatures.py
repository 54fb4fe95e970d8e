"""Formats that are no plain text, told by their first bytes and refused with a useful hint."""

import re

from pledgebook.errors import UnreadableError

_OFFICE = "Word, Excel and HWPX files come with the Documents release; until then save it as text."
_IMAGE = "Words in a picture are not read; look for the text it was made from."
_ARCHIVE = "Unpack it and read the folder."

#: First bytes, what they are the mark of, and what to do about it.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (
        b"%PDF-",
        "a PDF",
        "PDF comes with the Documents release; until then copy its text into a .txt file.",
    ),
    (b"PK\x03\x04", "a ZIP container (DOCX, XLSX, HWPX or an archive)", _OFFICE),
    (b"PK\x05\x06", "an empty ZIP archive", _ARCHIVE),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an OLE container (HWP, DOC or XLS)",
        "HWP and Word files come with the Documents release; until then save it as text.",
    ),
    (b"HWP Document File", "an old HWP file", "Open it in a word processor and save it as text."),
    (b"{\\rtf", "an RTF file", "Open it in a word processor and save it as text."),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG picture", _IMAGE),
    (b"GIF87a", "a GIF picture", _IMAGE),
    (b"GIF89a", "a GIF picture", _IMAGE),
    (b"\x1f\x8b", "a gzip archive", _ARCHIVE),
    (b"BZh", "a bzip2 archive", _ARCHIVE),
    (b"\xfd7zXZ\x00", "an xz archive", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (b"\x7fELF", "a program", ""),
    (b"SQLite format 3\x00", "an SQLite database", ""),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_HINT_ON_HTML = "HTML comes with the Documents release; until then save the page as text."


def refuse_formats(raw: bytes, origin: str) -> None:
    """Raise `UnreadableError`, saying what the file is, where it is a format not read yet."""
    for mark, what, hint in _SIGNATURES:
        if raw.startswith(mark):
            raise UnreadableError(f"{origin} is {what}, not text", hint)
    if _HTML.match(raw[:2048].removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableError(f"{origin} is a web page, not text", _HINT_ON_HTML)
