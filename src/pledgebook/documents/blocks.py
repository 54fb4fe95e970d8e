"""Paragraphs to blocks: headings, list levels, lists without marks, notices.

The steps work on drafts (see `draft`) in the order of the text; both readers share them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pledgebook.documents.draft import Draft, trim
from pledgebook.documents.lines import has_words
from pledgebook.documents.marks import COUNTING, RANK, split_at_marks, split_run_on, split_subtitles
from pledgebook.model.document import Block, BlockKind
from pledgebook.model.span import Span

_STOPPED = re.compile(r"[.!?:;,。…][\"”’')\]>*_]*\Z")
_OPENS_LIST = re.compile(r"(?:[:：]|(?:다음|아래)과 같(?:다|습니다)\.)[\"”’')\]*_]*\Z")
_FINITE = re.compile(r"다[.\"”’')\]]*\Z")
_ROMAN = frozenset("ivx")
_HEADING_LENGTH = 110
_HEADING_WORDS = 16


def compose(
    text: str, drafts: Iterable[Draft], title: str | None, notices: Sequence[tuple[Span, str]] = ()
) -> tuple[Block, ...]:
    """Return the blocks of a text, in order and without overlaps.

    `notices` are the stretches that are boilerplate and why, in order and without overlaps; a
    block is split where one begins or ends.
    """
    shaped = _within_lines(
        text, (draft for draft in drafts if has_words(text, draft.start, draft.end)), title
    )
    listed = _levelled(text, _unmarked_items(text, _headings(text, list(shaped))))
    return tuple(_noticed(text, listed, notices))


def _within_lines(text: str, drafts: Iterable[Draft], title: str | None) -> Iterator[Draft]:
    """Split what stands on one line: title, subtitles, items."""
    head = True
    for draft in drafts:
        pieces: Iterable[Draft] = (draft,)
        if head and not draft.settled:
            pieces = split_subtitles(text, draft, title)
        for piece in pieces:
            head = piece.kind is BlockKind.HEADING
            if piece.settled:
                yield piece
            else:
                for part in split_at_marks(text, piece):
                    yield from split_run_on(text, part)


def _headings(text: str, drafts: list[Draft]) -> list[Draft]:
    """Mark the short lines that stand over a paragraph."""
    for index, draft in enumerate(drafts):
        if draft.settled or draft.kind is BlockKind.HEADING:
            continue
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        previous = drafts[index - 1] if index else None
        if following and _is_heading(text, previous, draft, following):
            draft.kind = BlockKind.HEADING
            draft.level = 1 if index == 0 else 2
    for above, below in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
        if _is_over_heading(text, above, below):
            above.kind, above.level = BlockKind.HEADING, 2
    return drafts


def _is_over_heading(text: str, above: Draft, below: Draft) -> bool:
    """Tell whether a line is a heading by standing over another one: "Chapter II"."""
    if above.settled or above.kind is not BlockKind.PARAGRAPH or above.mark:
        return False
    return below.kind is BlockKind.HEADING and above.gap and below.gap and _is_title(text, above)


def _is_heading(text: str, previous: Draft | None, draft: Draft, following: Draft) -> bool:
    first = previous is None
    if not _is_title(text, draft, first=first):
        return False
    words = draft.words(text)
    if first:
        body = following.gap or len(following) > len(words) or _is_title(text, following)
        return draft.mark == "" and body
    if draft.mark:
        return _is_numbered_heading(text, previous, draft, following)
    if following.kind is BlockKind.HEADING:
        return False
    if draft.gap and following.gap and draft.mark == "":
        return _is_longer(text, following, words)
    after_heading = previous is not None and previous.kind is BlockKind.HEADING
    over = draft.gap or after_heading or _is_over(text, previous)
    return over and following.mark == "" and _is_longer(text, following, words)


def _is_title(text: str, draft: Draft, *, first: bool = False) -> bool:
    """Tell whether a line has the shape of a heading: short, no full stop, no finite verb.

    The first line of a text may be longer, and a headline may well be a sentence.
    """
    words = text[draft.start : min(draft.end, draft.start + _HEADING_LENGTH + 1)]
    if len(words) > _HEADING_LENGTH or "\n" in words:
        return False
    if len(words.split()) > (_HEADING_WORDS + 6 if first else _HEADING_WORDS):
        return False
    if _STOPPED.search(words) and not (first and words[-1] in "!?…"):
        return False
    return not words[0].islower() and (first or not _FINITE.search(words))


def _is_numbered_heading(text: str, previous: Draft | None, draft: Draft, following: Draft) -> bool:
    """Tell "1. Scope" over a paragraph from the short items of a list."""
    if draft.mark not in COUNTING or following.mark == draft.mark:
        return False
    listed = previous is not None and previous.mark == draft.mark
    return not listed and following.mark == "" and _is_longer(text, following, draft.words(text))


def _is_longer(text: str, following: Draft, words: str) -> bool:
    body = following.words(text)
    return len(body) > max(60, len(words)) or bool(_STOPPED.search(body) and len(body) > 30)


def _is_over(text: str, previous: Draft | None) -> bool:
    return previous is None or bool(_STOPPED.search(previous.words(text)[-8:]))


def _unmarked_items(text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Make items of the paragraphs that go on with a line's colon: "identifying risks …;"."""
    open_list = False
    for draft in drafts:
        words = draft.words(text)
        starts_low = "a" <= words[0] <= "z"
        if open_list and draft.kind is BlockKind.PARAGRAPH and starts_low:
            yield replace(draft, kind=BlockKind.ITEM, mark="none")
            continue
        open_list = bool(_OPENS_LIST.search(words[-24:])) and draft.kind is not BlockKind.HEADING
        yield draft


def _levelled(text: str, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Give each item its level; a numbered paragraph outside a list is a paragraph.

    A mark of a kind not met since the last paragraph opens a deeper level, a known one goes back
    to its own; indentation and the rank of Korean marks have a say.
    """
    stack: list[Draft] = []
    listing = False  # a paragraph that ends in a colon, or an item, stands before
    paragraph: Draft | None = None  # the last numbered paragraph
    for draft in drafts:
        if draft.kind is not BlockKind.ITEM:
            stack.clear()
            listing = _opens_list(text, draft)
            yield draft
            continue
        if draft.settled:
            listing = True
            yield replace(draft, level=len(stack) + draft.level)
            continue
        draft.mark = _told_apart(draft, stack, None if listing else paragraph)
        goes_back = paragraph is not None and draft.mark == paragraph.mark
        if goes_back and all(item.mark != draft.mark for item in stack):
            stack.clear()
        if not stack and (goes_back or not listing) and _is_paragraph(text, draft):
            paragraph = draft
            listing = _opens_list(text, draft)
            yield replace(draft, kind=BlockKind.PARAGRAPH, level=0)
            continue
        _climb(stack, draft)
        stack.append(draft)
        listing = True
        yield replace(draft, level=len(stack))


def _opens_list(text: str, draft: Draft) -> bool:
    return bool(_OPENS_LIST.search(text[max(draft.start, draft.end - 24) : draft.end]))


def _is_paragraph(text: str, draft: Draft) -> bool:
    """Tell a declaration's numbered paragraph from an item: it counts and is a full sentence."""
    if draft.mark not in COUNTING:
        return False
    words = draft.words(text)
    return len(words) > 60 and bool(_STOPPED.search(words[-8:]))


def _climb(stack: list[Draft], draft: Draft) -> None:
    """Drop from the stack what the new item does not stand below."""
    while stack and stack[-1].indent > draft.indent:
        stack.pop()
    for index in range(len(stack) - 1, -1, -1):
        # The same mark set in further is a list of its own, one level down.
        if stack[index].mark == draft.mark and stack[index].indent == draft.indent:
            del stack[index:]
            break
    rank = RANK.get(draft.mark)
    while stack and rank is not None and RANK.get(stack[-1].mark, 0) > rank:
        stack.pop()


def _told_apart(draft: Draft, stack: list[Draft], paragraph: Draft | None) -> str:
    """Settle whether (i), (v), (x), (ii) count as letters or as Roman numbers.

    `paragraph` is the numbered paragraph that this one may follow.
    """
    letter = draft.label.strip("().")
    if draft.mark != "letter" or not _ROMAN.issuperset(letter):
        return draft.mark
    before = [item for item in stack if item.mark == "letter"]
    if not stack and paragraph is not None and paragraph.mark == "letter":
        before = [paragraph]
    last = before[-1].label.strip("().") if before else ""
    if last and len(last) == len(letter) and ord(last[0]) + 1 == ord(letter[0]):
        return "letter"
    if letter in ("i", "ii", "xx") or any(item.mark == "roman" for item in stack):
        return "roman"
    return "letter"


def _noticed(
    text: str, drafts: Iterable[Draft], notices: Sequence[tuple[Span, str]]
) -> Iterator[Block]:
    """Cut the notices out of the blocks as blocks of their own."""
    index = 0
    for draft in drafts:
        start = draft.start
        while index < len(notices) and notices[index][0].end <= start:
            index += 1
        at = index
        while at < len(notices) and notices[at][0].start < draft.end:
            span, reason = notices[at]
            yield from _block(text, start, span.start, draft)
            yield from _block(text, max(start, span.start), min(draft.end, span.end), draft, reason)
            start = min(draft.end, max(start, span.end))
            at += 1
        yield from _block(text, start, draft.end, draft)


def _block(text: str, start: int, end: int, draft: Draft, note: str = "") -> Iterator[Block]:
    start, end = trim(text, start, max(start, end))
    if start == end or (not note and not has_words(text, start, end)):
        return
    if note:
        yield Block(Span(start, end), BlockKind.BOILERPLATE, 0, note)
    else:
        yield Block(Span(start, end), draft.kind, draft.level)
