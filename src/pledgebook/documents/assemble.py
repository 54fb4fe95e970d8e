"""Put a document together from what its format gave: the last steps that all readers share."""

import re
from collections.abc import Iterable, Sequence

from pledgebook.documents.blocks import compose
from pledgebook.documents.boilerplate import mark_boilerplate
from pledgebook.documents.draft import Draft
from pledgebook.documents.frontmatter import FrontMatter
from pledgebook.documents.language import NAMES, READABLE, language_of
from pledgebook.documents.reader import Given
from pledgebook.model.document import Block, BlockKind, Document
from pledgebook.model.finding import Finding, Severity
from pledgebook.model.identity import document_id, sha256
from pledgebook.model.span import Span

_HEADINGS_LOOKED_AT = 3
_LONG_ENOUGH_TO_TELL = 60
_SURELY_ENGLISH = re.compile(r"\b(?:the|and|with)\b")  # told at once, for most blocks there are


def assemble(
    raw: bytes,
    origin: str,
    given: Given,
    text: str,
    drafts: Iterable[Draft],
    front: FrontMatter,
    findings: Sequence[Finding],
) -> Document:
    """Return the document whose stored text is `text`."""
    language, troubles = _language(text, given, front)
    notices = [
        (Span(notice.start, notice.end), notice.reason)
        for notice in mark_boilerplate(text, language or "en")
    ]
    blocks = compose(text, drafts, front.title, sorted(notices))
    published = given.published or front.published
    told = [*findings, *troubles]
    if given.language is None:
        told += _foreign_blocks(text, blocks, language)
    if published is None:
        told.append(_undated())
    return Document(
        id=document_id(text),
        text=text,
        raw_sha256=sha256(raw),
        origin=origin,
        title=front.title or _first_heading(text, blocks),
        published=published,
        language=language,
        publisher=front.publisher,
        source_url=front.source_url,
        blocks=blocks,
        findings=tuple(told),
    )


def _language(text: str, given: Given, front: FrontMatter) -> tuple[str | None, list[Finding]]:
    """Return the language to read in: as given, else by the text, else by the front matter."""
    if given.language:
        return given.language, []
    told = (front.language or "").lower().replace("_", "-").split("-")[0]
    found = language_of(text) or (told if told in READABLE else None)
    if found in READABLE:
        return found, []
    name = NAMES.get(found or "", "no language known here")
    finding = Finding(
        "language",
        Severity.ERROR,
        f"the text is in {name}, which is not read yet"
        if found
        else "the text's language cannot be told",
        "Korean and English are read; --language says which, should this be a mistake.",
    )
    return None, [finding]


def _foreign_blocks(text: str, blocks: Sequence[Block], language: str | None) -> list[Finding]:
    """Return one finding for each unread language that some blocks of a readable text are in."""
    if language is None:
        return []
    found: dict[str, list[Span]] = {}
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE or len(block.span) < _LONG_ENOUGH_TO_TELL:
            continue
        if _SURELY_ENGLISH.search(text, block.span.start, block.span.end):
            continue
        code = language_of(text[block.span.start : block.span.end])
        if code is not None and code not in READABLE:
            found.setdefault(code, []).append(block.span)
    return [
        Finding(
            "language",
            Severity.WARNING,
            f"{len(spans)} {'passage is' if len(spans) == 1 else 'passages are'} in {NAMES[code]}"
            " and not read",
            span=spans[0],
        )
        for code, spans in found.items()
    ]


def _undated() -> Finding:
    return Finding(
        "no-date",
        Severity.WARNING,
        "the day of publication is not known, so that relative dates stay open",
        "Give it with --published 2024-05-21, or as `published:` in a front matter.",
    )


def _first_heading(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks[:_HEADINGS_LOOKED_AT]:
        if block.kind is BlockKind.HEADING:
            return " ".join(block.span.of(text).split())
    return None
