"""The reader of Markdown: markup off, words untouched.

markdown-it-py (CommonMark with tables) tells the structure; what is stored is the plain text of
it, the mark before an item left as it was. Indented paragraphs are no code here: converters indent
the paragraphs of orders and treaties.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from pledgebook.documents.assemble import assemble
from pledgebook.documents.decoding import decode
from pledgebook.documents.frontmatter import read_front_matter
from pledgebook.documents.reader import Given
from pledgebook.model.document import Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_SNIFFED = re.compile(
    rb"\A\xef?\xbb?\xbf?---[ \t]*\r?\n|^#{1,6} +\S|\]\(https?://|\*\*[^\s*][^*\n]*[^\s*]\*\*",
    re.MULTILINE,
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*$", re.MULTILINE)
_CHUNK = 64 * 1024
_LONGEST = 2 * _CHUNK
_LINES_BACK = 1000
_CHUNK_END = re.compile(r"\n[^\S\n]*\n(?=[^\s>])")


class MarkdownReader:
    """Reads Markdown files, and standard input that looks like Markdown."""

    name = "Markdown"

    def reads(self, raw: bytes, name: str) -> bool:
        """Take a document by its name, or, where it has none, by the marks in its first part."""
        suffix = PurePath(name).suffix.lower()
        return suffix in _SUFFIXES or (name == "-" and _SNIFFED.search(raw[:8192]) is not None)

    def read(self, raw: bytes, origin: str, given: Given) -> Document:
        """Return the document; raises `UnreadableError` where the bytes give no text."""
        from pledgebook.documents.markup import Page, without_html

        decoded = decode(raw, origin)
        front = read_front_matter(decoded.text)
        page = Page()
        parser = _parser()
        env: dict[str, object] = {}
        source = without_html(decoded.text[front.body :])
        if len(source) > _CHUNK:  # a link may be defined chunks away from its use
            parser.parse("\n\n".join(_DEFINITION.findall(source)), env)
        for chunk in _chunks(source):
            page.add(parser.parse(chunk, env))
        text, drafts = page.finished()
        findings = (*decoded.findings, *front.findings)
        return assemble(raw, origin, given, text, drafts, front, findings)


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "html_inline"])


def _chunks(text: str) -> Iterator[str]:
    """Yield the text in pieces that end at a blank line, so that memory does not grow with it.

    A piece never ends before an indented line (it belongs to the item above) nor within a fence.
    """
    start = 0
    while len(text) - start > _CHUNK:
        end = _chunk_end(text, start)
        yield text[start:end]
        start = end
    yield text[start:]


def _chunk_end(text: str, start: int) -> int:
    limit = min(len(text), start + _LONGEST)
    fences, counted = 0, start
    for found in _CHUNK_END.finditer(text, start + _CHUNK, limit):
        fences += text.count("\n```", counted, found.end())
        counted = found.end()
        if fences % 2 == 0:
            return found.end()
    at = limit
    for _ in range(_LINES_BACK):  # back to a line that does not belong to the item above it
        at = text.rfind("\n", start, at)
        if at <= start:
            break
        if not text[at + 1 : at + 2].isspace():
            return at + 1
    return text.rfind(" ", start, limit) + 1 or limit
