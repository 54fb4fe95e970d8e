"""A document: one stored text with its origin, date, language and hash."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledgebook.model.finding import Finding
from pledgebook.model.span import Span


class BlockKind(StrEnum):
    """What a block of text is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that no sentence crosses: a paragraph, a heading, an item of a list.

    `level` is the depth of a heading or of a list item (1 is outermost, 0 is none); `note` says why
    a block is boilerplate.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it is stored, and what is known of where it came from.

    `text` is NFC with `\\n` line ends, its markup gone, its words untouched; every offset in the
    book counts its code points. `id` is the SHA-256 of the text, `raw_sha256` that of the bytes.
    `blocks` are in order and do not overlap. `language` is that of most of its blocks.
    """

    id: str
    text: str
    raw_sha256: str
    origin: str
    title: str | None
    published: date | None
    language: str | None
    publisher: str | None
    source_url: str | None
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
