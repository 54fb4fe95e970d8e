"""Where words stand: half-open ranges of code points in a document's stored text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` (included) to `end` (left out) of a stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words that stand there."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str, drop: str = "") -> "Span":
        """Return the span without white space, and characters of `drop`, at its two ends."""
        start, end = self.start, self.end
        while start < end and (text[start].isspace() or text[start] in drop):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
            end -= 1
        return Span(start, end)


def cover(first: Span, *others: Span) -> Span:
    """Return the smallest span that holds all of them."""
    spans = (first, *others)
    return Span(min(s.start for s in spans), max(s.end for s in spans))
