"""Markdown's tokens to stored text and drafts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pledgebook.documents.draft import Draft, trim
from pledgebook.documents.lines import refined, surveyed_width
from pledgebook.model.document import BlockKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNSEEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]{0,2000}>")
_INLINE_TAGS = {"br": "\\\n", "b": "**", "strong": "**"}
_BLOCK_TAG_NAMES = (
    "address article blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p section table tbody td th thead tr ul"
)
_BLOCK_TAGS = frozenset(_BLOCK_TAG_NAMES.split())
_STARS = re.compile(r"\*{2,}")
_ESCAPED_SPACE = re.compile(r"\\(?=[ \u00a0])")
_WORD = re.compile(r"\w")
_STOPPED = re.compile(r"[.!?:;。][\"”’')\]]*\Z")
_HEADS_A_LIST = re.compile(
    r"\b(?:we|will|shall|must|to|that|by|following|include)\b", re.IGNORECASE
)
_HEADING_WORDS = 20


def without_html(source: str) -> str:
    """Return Markdown without HTML: no tags, comments, scripts or styles, their text kept.

    This is done before Markdown is parsed, in one pass: what a parser makes of an unclosed
    comment takes quadratic time.
    """
    if "<" not in source:
        return source
    for opening, closing in _UNSEEN:
        source = _without(source, opening, closing)
    return _TAG.sub(_in_place_of, source)


def _without(source: str, opening: str, closing: str) -> str:
    parts: list[str] = []
    start = 0
    while (at := source.find(opening, start)) >= 0:
        end = source.find(closing, at)
        if end < 0:
            break
        parts.append(source[start:at])
        start = end + len(closing)
    return "".join((*parts, source[start:])) if parts or start else source


def _in_place_of(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    return _INLINE_TAGS.get(name) or ("\n\n" if name in _BLOCK_TAGS else "")


@dataclass(slots=True)
class _Words:
    """The text of an inline token, the ends of its hard lines, and which parts are bold."""

    text: str
    line_ends: list[int]
    bold: list[tuple[int, int]]


@dataclass(slots=True)
class _List:
    ordered: bool
    label: str = ""


@dataclass(slots=True)
class Page:
    """Collects the stored text of a document, token list by token list."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _drafts: list[Draft] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _fresh_item: bool = False  # the next paragraph is the first of an item
    _tight: bool = False
    _in_list: bool = False  # the last words written stand in a list that is still open
    _cells: int = 0

    def finished(self) -> tuple[str, Iterator[Draft]]:
        """Return the stored text and its paragraphs."""
        text = "".join(self._parts)
        return text, _refined(text, self._drafts)

    def add(self, tokens: Sequence["Token"]) -> None:
        """Add what `tokens` stand for."""
        heading = 0
        cell = False
        for token in tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._lists.append(_List(token.type == "ordered_list_open"))
                case "bullet_list_close" | "ordered_list_close":
                    self._lists.pop()
                    self._fresh_item = False
                    self._in_list = bool(self._lists)
                case "list_item_open":
                    opened = self._lists[-1]
                    opened.label = f"{token.info}{token.markup}" if opened.ordered else token.markup
                    self._fresh_item = True
                case "heading_open":
                    heading = int(token.tag[1:])
                case "heading_close":
                    heading = 0
                case "paragraph_open":
                    self._tight = token.hidden
                case "tr_open":
                    self._cells = 0
                case "th_open" | "td_open":
                    cell = True
                case "th_close" | "td_close":
                    cell = False
                case "inline" if cell:
                    self._add_cell(token)
                case "inline":
                    self._add_words(_inline(token.children or []), heading)
                case "fence" | "code_block":
                    self._add_words(_Words(token.content.strip("\n"), [], []), 0)

    def _write(self, words: str) -> tuple[int, int]:
        self._parts.append(words)
        start = self._length
        self._length += len(words)
        return start, self._length

    def _break(self, tight: bool) -> None:
        if self._length:
            self._write("\n" if tight else "\n\n")

    def _add_cell(self, token: "Token") -> None:
        words = _inline(token.children or []).text.replace("\n", " ")
        if self._cells:
            self._write("\t")
        else:
            self._break(tight=bool(self._drafts) and self._drafts[-1].mark == "cell")
        self._cells += 1
        start, end = self._write(words)
        self._drafts.append(Draft(start, end, settled=True, mark="cell"))

    def _add_words(self, words: _Words, heading: int) -> None:
        if not words.text.strip():
            return
        self._break(tight=self._in_list and self._tight)
        self._in_list = bool(self._lists)
        if self._lists:
            inner = "  " * (len(self._lists) - 1)
            self._write(f"{inner}{self._lists[-1].label} " if self._fresh_item else f"{inner}  ")
        start, _ = self._write(words.text)
        kind = BlockKind.ITEM if self._lists else BlockKind.PARAGRAPH
        if heading:
            kind = BlockKind.HEADING
        level = heading or len(self._lists)
        for begin, end in _hard_lines(words):
            settled = bool(heading or self._lists)
            draft = Draft(start + begin, start + end, kind, level, settled=settled, gap=not begin)
            if not settled and _is_bold_heading(words, begin, end):
                draft.kind, draft.level, draft.settled = BlockKind.HEADING, 2, True
            self._drafts.append(draft)
        self._fresh_item = False


def _inline(children: Sequence["Token"]) -> _Words:
    parts: list[str] = []
    length = 0
    line_ends: list[int] = []
    bold: list[tuple[int, int]] = []
    depth, bold_from = 0, 0
    for token in children:
        words = ""
        match token.type:
            case "text":
                words = _cleaned(token.content)
            case "code_inline":
                words = token.content
            case "softbreak":
                words = "\n"
            case "hardbreak":
                words = "\n"
                line_ends.append(length)
            case "strong_open":
                bold_from = bold_from if depth else length
                depth += 1
            case "strong_close":
                depth -= 1
                if not depth:
                    bold.append((bold_from, length))
        parts.append(words)
        length += len(words)
    return _Words("".join(parts), line_ends, bold)


def _cleaned(words: str) -> str:
    """Take off what a strict parser leaves: `**bold **` that never closes, an escaped space."""
    if "**" in words and _WORD.search(words):
        words = _STARS.sub("", words)
    return _ESCAPED_SPACE.sub("", words)


def _hard_lines(words: _Words) -> Iterator[tuple[int, int]]:
    """Yield the parts between hard line breaks, but for one that falls within a sentence."""
    start = 0
    for end in words.line_ends:
        after = words.text[end + 1 : end + 40].lstrip()
        if not after:
            continue
        goes_on = (
            not _STOPPED.search(words.text[start:end].rstrip()[-6:]) and "a" <= after[0] <= "z"
        )
        if goes_on:
            continue
        yield start, end
        start = end + 1
    yield start, len(words.text)


def _is_bold_heading(words: _Words, start: int, end: int) -> bool:
    """Tell whether a line is a heading by being bold from end to end, and short."""
    line = words.text[start:end].strip()
    if len(line.split()) > _HEADING_WORDS or not line or line.endswith((".", ";", ",")):
        return False
    if line.endswith(":") and _HEADS_A_LIST.search(line):
        return False
    plain = list(_outside(words.bold, start, end))
    return all(not _WORD.search(words.text[a:b]) for a, b in plain)


def _outside(bold: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for bold_start, bold_end in bold:
        if bold_end <= start or bold_start >= end:
            continue
        if bold_start > start:
            yield start, bold_start
        start = max(start, bold_end)
    if start < end:
        yield start, end


def _refined(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Trim the drafts and take the unsettled ones through the rules of plain text."""
    wrapped_at = surveyed_width(text)
    for draft in drafts:
        draft.start, draft.end = trim(text, draft.start, draft.end)
        if draft.start == draft.end:
            continue
        if draft.settled:
            yield draft
        else:
            yield from refined(text, draft, wrapped_at)
