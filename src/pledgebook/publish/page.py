"""Readings as one self-contained page: the documents beside their records.

The page holds its own style and script and nothing from elsewhere, under a Content-Security-Policy
that names both by hash. Without the script it is a page of plain links.
"""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from pledgebook.model.document import Block, BlockKind, Document
from pledgebook.model.record import Kind
from pledgebook.publish.card import card
from pledgebook.publish.markup import both, element, text
from pledgebook.publish.segments import Mark, Segment, by_block, segments
from pledgebook.publish.words import KINDS, LANGUAGES, Language, count_of_records, told_finding

if TYPE_CHECKING:
    from pledgebook.reading.read import Reading

_FIELD = re.compile(r"<!--([a-z]+)-->")


def page(readings: Sequence["Reading"], language: Language = "en") -> str:
    """Return the page for `readings`, in their order; `language` is what it shows first."""
    style, script, frame = (_resource(name) for name in ("page.css", "page.js", "page.html"))
    fields = {
        "language": language,
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "picker": _picker(readings) if len(readings) > 1 else "",
        "chips": _chips(readings),
        "documents": "\n".join(
            _document(reading, f"d{number}") for number, reading in enumerate(readings)
        ),
    }
    # In one pass: a document that holds a field's name stays words.
    return _FIELD.sub(lambda found: fields[found[1]], frame)


def _resource(name: str) -> str:
    return (files("pledgebook.publish") / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _picker(readings: Sequence["Reading"]) -> str:
    links = "".join(
        element("li", element("a", _picker_words(reading), href=f"#d{number}"))
        for number, reading in enumerate(readings)
    )
    summary = element("summary", both("Documents", "문서"))
    menu = element("details", summary + element("ol", links))
    return element("nav", menu, id="picker", aria_label="Documents")


def _picker_words(reading: "Reading") -> str:
    title = element("span", text(reading.document.title or reading.document.origin))
    count = element("small", str(len(reading.records)))
    return f"{title} {count}"


def _chips(readings: Sequence["Reading"]) -> str:
    counts = Counter(record.kind for reading in readings for record in reading.records)
    return "".join(
        element(
            "button", both(KINDS[kind]["en"], KINDS[kind]["ko"]) + "<small></small>",
            type="button", cls=f"chip k-{kind.value}", data_kind=kind.value, aria_pressed="true",
        )
        for kind in Kind
        if counts[kind]
    )  # fmt: skip


def _document(reading: "Reading", key: str) -> str:
    document = reading.document
    cards: list[str] = []
    marks: list[Mark] = []
    for number, record in enumerate(reading.records):
        record_key = f"{key}r{number}"
        own = [
            Mark(piece.span, record.kind, record_key, f"{key}e{number}-{index}")
            for index, piece in enumerate(record.evidence)
            if piece.document == document.id
        ]
        marks += own
        cards.append(card(record, record_key, own))
    count = len(cards)
    empty = element("p", both("No records.", "기록이 없습니다."), cls="empty") if not cards else ""
    heading = element(
        "h3", both(count_of_records(count, "en"), count_of_records(count, "ko")), cls="count"
    )
    aside = element(
        "section", heading + empty + element("ol", "".join(cards), cls="cards"), cls="records"
    )
    article = element(
        "article",
        _header(document) + _findings(reading) + "".join(_body(document, marks)),
        cls="text",
        lang=document.language,
        tabindex="-1",
    )
    return element("section", article + aside, cls="document", id=key)


def _header(document: Document) -> str:
    language = LANGUAGES[document.language]
    facts = [
        text(document.published.isoformat())
        if document.published
        else both("undated", "날짜 없음"),
        text(document.publisher or ""),
        both(language["en"], language["ko"]),
        _source(document),
    ]
    shown_below = _holds_its_title(document)
    title = "" if shown_below else element("h2", text(document.title or document.origin))
    line = element("p", " · ".join(filter(None, facts)), cls="facts")
    digest = element("p", element("code", text(document.id)), cls="digest")
    return element("header", title + line + digest)


def _holds_its_title(document: Document) -> bool:
    """Tell whether the text begins with the title, so that it need not stand above it as well."""
    first = document.blocks[0] if document.blocks else None
    if first is None or first.kind is not BlockKind.HEADING:
        return False
    return " ".join(first.span.of(document.text).split()) == document.title


def _source(document: Document) -> str:
    if document.source_url and document.source_url.startswith(("https://", "http://")):
        words = both("source", "출처")
        return element("a", words, href=document.source_url, rel="noopener noreferrer")
    return text(document.origin)


def _findings(reading: "Reading") -> str:
    rows = []
    for finding in reading.findings:
        english, hint = told_finding(finding, "en")
        korean, hint_ko = told_finding(finding, "ko")
        words = both(f"{english}. {hint}".strip(), f"{korean} {hint_ko}".strip())
        rows.append(element("li", words, cls=finding.severity.value))
    return element("ul", "".join(rows), cls="findings") if rows else ""


def _body(document: Document, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the blocks, with the list marks and rules that stand between them."""
    touched = by_block([block.span for block in document.blocks], marks)
    placed: set[str] = set()
    end = 0
    for block, own in zip(document.blocks, touched, strict=True):
        between = document.text[end : block.span.start]
        ended, newline, mark = between.rpartition("\n")
        if newline and ended.strip():
            yield element("p", text(ended.strip()), cls="rule")
        is_title = block is document.blocks[0] and _holds_its_title(document)
        name = "h2" if is_title else "h3" if block.kind is BlockKind.HEADING else "p"
        words = "".join(
            _segment(document.text, segment, placed) for segment in segments(block.span, own)
        )
        yield _block(name, block, mark.strip(), words)
        end = block.span.end
    rest = document.text[end:].strip()
    if rest:
        yield element("p", text(rest), cls="rule")


def _block(name: str, block: Block, mark: str, words: str) -> str:
    if mark:
        words = element("span", text(mark) + " ", cls="mark") + words
    names = [block.kind.value]
    if block.kind is BlockKind.ITEM:
        names.append(f"level{min(block.level, 4)}")
    note = block.note if block.kind is BlockKind.BOILERPLATE else None
    return element(name, words, cls=" ".join(names), title=note, dir="auto")


def _segment(whole: str, segment: Segment, placed: set[str]) -> str:
    words = text(segment.span.of(whole))
    if not segment.marks:
        return words
    fresh = [mark.anchor for mark in segment.opens if mark.anchor not in placed]
    placed.update(fresh)
    anchors = "".join(element("span", "", id=anchor) for anchor in fresh)
    inner = segment.marks[0]
    link = element(
        "a",
        words,
        cls=f"hl k-{inner.kind.value}" + (" nested" if len(segment.marks) > 1 else ""),
        href=f"#{inner.record}",
        data_r=" ".join(mark.record for mark in segment.marks),
        tabindex=None if inner in segment.opens else "-1",
    )
    return anchors + link
