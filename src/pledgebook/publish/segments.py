"""Overlapping highlights as a row of segments: elements of a page nest, but do not overlap."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pledgebook.model.record import Kind
from pledgebook.model.span import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight: the words of one piece of evidence, and the record they belong to.

    `record` and `anchor` are the ids, on the page, of the record's card and of these words.
    """

    span: Span
    kind: Kind
    record: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks, innermost first; `opens` are those that begin here."""

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


def segments(within: Span, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut `within` wherever a mark begins or ends; marks that reach beyond it are clipped."""
    inside = [mark for mark in marks if mark.span.overlaps(within)]
    cuts = {within.start, within.end}
    for mark in inside:
        cuts.add(max(within.start, mark.span.start))
        cuts.add(min(within.end, mark.span.end))
    points = sorted(cuts)
    for start, end in itertools.pairwise(points):
        piece = Span(start, end)
        over = sorted(
            (mark for mark in inside if mark.span.covers(piece)),
            key=lambda mark: (len(mark.span), mark.anchor),
        )
        opens = tuple(mark for mark in over if max(mark.span.start, within.start) == start)
        yield Segment(piece, tuple(over), opens)


def by_block(blocks: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return for each block (in order, without overlaps) the marks that touch it."""
    starts = [block.start for block in blocks]
    touched: list[list[Mark]] = [[] for _ in blocks]
    for mark in marks:
        index = max(0, bisect_right(starts, mark.span.start) - 1)
        while index < len(blocks) and blocks[index].start < mark.span.end:
            if blocks[index].overlaps(mark.span):
                touched[index].append(mark)
            index += 1
    return touched
