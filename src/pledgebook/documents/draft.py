"""A block in the making, before list levels, headings and notices are settled."""

import re
from dataclasses import dataclass

from pledgebook.model.document import BlockKind

_WORD_CHARACTER = re.compile(r"\S")
_LAST = re.compile(r"\s+\Z")


@dataclass(slots=True)
class Draft:
    """A run of text that will be a block (code points, the mark before it left out).

    `mark` is the family of the list mark it had ("dash", "number" …; "" for none), `label` the
    mark itself, `indent` the columns before it. `settled` drafts come from a format that says what
    they are, so that nothing is guessed about them; `line` tells that a line break ends them.
    """

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    mark: str = ""
    label: str = ""
    indent: int = 0
    settled: bool = False
    gap: bool = False  # a blank line stands before it

    def __len__(self) -> int:
        return self.end - self.start

    def words(self, text: str) -> str:
        """Return the words of the draft."""
        return text[self.start : self.end]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space at its two ends; empty ranges stay at `start`."""
    found = _WORD_CHARACTER.search(text, start, end)
    if found is None:
        return start, start
    tail = end
    while tail > found.start():  # in steps, so that a long run of spaces costs no copy of the whole
        piece = text[max(found.start(), tail - 256) : tail]
        kept = len(piece.rstrip())
        tail -= len(piece) - kept
        if kept:
            break
    return found.start(), tail
