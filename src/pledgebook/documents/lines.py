"""Plain text to paragraphs: which line ends are ends, and which only wrap a line.

A blank line always ends a paragraph. Within a run of lines the question is whether the text was
wrapped at some width: it was, where the next line's first word would not have fitted on the line.
Korean news puts one paragraph on a line, of any length; there every line end counts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pledgebook.documents.draft import Draft, trim
from pledgebook.documents.marks import LineMark, line_mark
from pledgebook.model.document import BlockKind

_LINE = re.compile(r"[^\n]+")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]"
)
_FIRST_WORD = re.compile(r"[^ \t]+")
#: The end of a sentence; an initial or a title before a name is none ("Jane Q.", "Mr.").
_STOPPED = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bNo)"
    r"[.!?:;。…][\"”’')\]>*_]*\Z"
)
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LETTER = re.compile(r"[^\W_]")
_TAB = 4

#: Beyond this many columns a line was not wrapped: it is a paragraph.
_WIDEST = 140
_NARROWEST = 30
_SURVEY = 20_000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of its first character that is no space
    end: int
    width: int  # in columns, the indentation counted
    indent: int
    first_word: int  # the width of its first word


def paragraphs(text: str) -> Iterator[Draft]:
    """Yield the paragraphs, items and Markdown-like headings of a plain text, in order."""
    wrapped_at = surveyed_width(text)
    for run in _runs(text):
        first = True
        for draft in _joined(text, run, wrapped_at or _width_of_run(text, run)):
            draft.gap = first
            first = False
            yield draft


def refined(text: str, draft: Draft, wrapped_at: int | None) -> Iterator[Draft]:
    """Yield the paragraphs and items within a draft that its format calls one paragraph.

    Markup that is gone has made some lines shorter, so that in a wrapped text only a short line
    at the end of a sentence ends a paragraph.
    """
    gap = draft.gap
    for run in _runs(text, draft.start, draft.end):
        width = wrapped_at or _width_of_run(text, run)
        for piece in _joined(text, run, width, lenient=True):
            piece.gap, gap = gap, False
            yield piece


def _runs(text: str, start: int = 0, end: int | None = None) -> Iterator[list[_Line]]:
    """Yield the lines between blank lines."""
    run: list[_Line] = []
    last_end = start - 1
    for found in _LINE.finditer(text, start, len(text) if end is None else end):
        start, end = trim(text, found.start(), found.end())
        blank_before = found.start() > last_end + 1
        last_end = found.end()
        if (blank_before or start == end) and run:
            yield run
            run = []
        if start < end:
            run.append(_line(text, found.start(), start, end))
    if run:
        yield run


def _line(text: str, begin: int, start: int, end: int) -> _Line:
    indent = _columns(text[begin:start].replace("\t", " " * _TAB))
    if end - start > 3 * _WIDEST:
        return _Line(start, end, end - start, indent, 0)
    words = text[start:end]
    first = _FIRST_WORD.match(words)  # a no-break space does not end it
    return _Line(
        start, end, indent + _columns(words), indent, _columns(first[0] if first else words)
    )


def _columns(words: str) -> int:
    """Return how many columns a terminal needs for `words`."""
    return len(words) if words.isascii() else len(words) + len(_WIDE.findall(words))


def surveyed_width(text: str) -> int | None:
    """Return the width that the whole text is wrapped at, judged by its first lines."""
    widths: Counter[int] = Counter()
    full: Counter[int] = Counter()  # widths of lines that have a next line in their run
    seen = 0
    for run in _runs(text):
        for line in run:
            widths[line.width] += 1
        for line in run[:-1]:
            full[line.width] += 1
        seen += len(run)
        if seen > _SURVEY:
            break
    if full.total() < 3:
        return None
    width = _percentile(widths, 0.95)
    if not _NARROWEST <= width <= _WIDEST or max(widths) > 2 * _WIDEST:
        return None
    near = sum(count for size, count in full.items() if size >= 0.8 * width)
    return width if near >= 0.6 * full.total() else None


def _percentile(counts: Counter[int], share: float) -> int:
    wanted, seen = share * counts.total(), 0
    for size in sorted(counts):
        seen += counts[size]
        if seen >= wanted:
            return size
    return 0


def _width_of_run(text: str, run: list[_Line]) -> int | None:
    """Return the width that one run of lines is wrapped at, though the text as a whole is not."""
    if len(run) < 3:
        return None
    sample = list(islice(run, 400))
    width = max(line.width for line in sample)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    inner = sample[:-1]
    near = sum(line.width >= 0.75 * width for line in inner)
    stopped = sum(_ends_sentence(text, line) for line in inner)
    return width if near >= 0.75 * len(inner) and stopped <= 0.5 * len(inner) else None


def _ends_sentence(text: str, line: _Line) -> bool:
    return _STOPPED.search(text[max(line.start, line.end - 6) : line.end]) is not None


def _joined(
    text: str, run: list[_Line], wrapped_at: int | None, *, lenient: bool = False
) -> Iterator[Draft]:
    open_draft: Draft | None = None
    previous: _Line | None = None
    for line in run:
        mark = line_mark(text, line.start, line.end)
        if open_draft and previous:
            stopped = _ends_sentence(text, previous)
            wraps = wrapped_at is not None and _wraps(previous, line, wrapped_at, stopped, lenient)
            if lenient and not stopped and wrapped_at is None:
                wraps = _is_latin(text[previous.end - 1]) and _is_latin(text[line.start])
            if _continues(text, open_draft, line, mark, stopped, wraps):
                open_draft.end = line.end
                previous = line
                continue
        if open_draft:
            yield open_draft
        open_draft = _opened(text, line, mark)
        previous = line
    if open_draft:
        yield open_draft


def _opened(text: str, line: _Line, mark: LineMark | None) -> Draft:
    if hashes := _HASHES.match(text, line.start, line.end):
        return Draft(
            hashes.end(), line.end, BlockKind.HEADING, len(hashes[1]), settled=True,
            indent=line.indent,
        )  # fmt: skip
    if mark is None:
        return Draft(line.start, line.end, indent=line.indent)
    return Draft(mark.words, line.end, BlockKind.ITEM, 1, mark.family, mark.label, line.indent)


def _continues(
    text: str, draft: Draft, line: _Line, mark: LineMark | None, stopped: bool, wraps: bool
) -> bool:
    """Tell whether `line` goes on with the paragraph above it.

    `stopped` tells that the line before it ends a sentence, `wraps` that it was wrapped there.
    """
    if draft.settled or _HASHES.match(text, line.start, line.end):
        return False
    if mark is not None:
        # "… as set out in\n2. the …": a number at a wrapped line's start is a number.
        counts = mark.family in ("number", "capital") and draft.mark == ""
        return wraps and counts and not stopped and text[mark.words].islower()
    if draft.mark and line.indent > draft.indent:
        return True
    if stopped and line.indent > draft.indent + 1:
        return False  # a first line set in opens a paragraph
    return wraps or (not stopped and "a" <= text[line.start] <= "z")


def _wraps(line: _Line, following: _Line, wrapped_at: int, stopped: bool, lenient: bool) -> bool:
    """Tell whether a wrapped text goes on with the next line.

    It does where the next line's first word would have gone beyond the width. Where no sentence
    ends, less will do: letters of different widths leave lines of different lengths.
    """
    if not stopped and (lenient or line.width >= 0.6 * wrapped_at):
        return True
    return line.width + 1 + following.first_word > wrapped_at


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def has_words(text: str, start: int, end: int) -> bool:
    """Tell whether there is a letter or a digit to read, and not only a rule or a row of stars."""
    return _LETTER.search(text, start, end) is not None
