"""Which block some words stand in, without looking at every block."""

from bisect import bisect_right
from collections.abc import Iterable

from pledgebook.model.document import Block
from pledgebook.model.span import Span


class BlockIndex:
    """Blocks in the order of the text, found by what they hold."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.span.start)
        self._starts = [block.span.start for block in self._blocks]

    def holding(self, span: Span) -> Block | None:
        """Return the block that covers `span`, or None where none of them does."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0 or not self._blocks[place].span.covers(span):
            return None
        return self._blocks[place]
