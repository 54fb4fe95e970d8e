"""The reader of plain text; a front matter at its head is understood here too."""

from pledgebook.documents.assemble import assemble
from pledgebook.documents.decoding import decode
from pledgebook.documents.frontmatter import read_front_matter
from pledgebook.documents.lines import paragraphs
from pledgebook.documents.reader import Given
from pledgebook.model.document import Document


class PlainTextReader:
    """Reads anything that is text; the stored text is the text itself, its line ends made `\\n`."""

    name = "plain text"

    def reads(self, raw: bytes, name: str) -> bool:
        """Take every document: this reader is asked last."""
        return True

    def read(self, raw: bytes, origin: str, given: Given) -> Document:
        """Return the document; raises `UnreadableError` where the bytes give no text."""
        decoded = decode(raw, origin)
        front = read_front_matter(decoded.text)
        text = decoded.text[front.body :] if front.body else decoded.text
        findings = (*decoded.findings, *front.findings)
        return assemble(raw, origin, given, text, paragraphs(text), front, findings)
