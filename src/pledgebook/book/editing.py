"""What became of a text when its document was revised: lines that went, and lines that came."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from pledgebook.model.span import Span

#: How many unchanged lines are shown on either side of a change.
AROUND: Final = 1
#: Past so many differing lines, the whole stretch counts as replaced: matching is quadratic.
LONGEST: Final = 4000


@dataclass(frozen=True, slots=True)
class Edit:
    """One line: `mark` is - where it went, + where it came, and a space where it stayed.

    `old` and `new` are where it stands in the two texts; in the one that lacks it, an empty span
    where it would stand. `first` begins a new stretch of changes.
    """

    mark: str
    line: str
    old: Span
    new: Span
    first: bool = False


def edited(before: str, after: str) -> list[Edit]:
    """Return the changed lines of two texts in order, with a line of context around them."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = _starts(old), _starts(new)
    edits: list[Edit] = []
    for group in _groups(old, new):
        first = True
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines = [(" ", old[i], i, i + 1, j1 + i - i1, j1 + i - i1 + 1)
                         for i in range(i1, i2)]  # fmt: skip
            else:
                lines = [("-", old[i], i, i + 1, j1, j1) for i in range(i1, i2)]
                lines += [("+", new[j], i2, i2, j, j + 1) for j in range(j1, j2)]
            for mark, line, a, b, c, d in lines:
                spans = Span(starts[0][a], starts[0][b]), Span(starts[1][c], starts[1][d])
                edits.append(Edit(mark, line.rstrip("\n"), *spans, first))
                first = False
    return edits


Step = tuple[str, int, int, int, int]


def _groups(old: list[str], new: list[str]) -> Iterator[list[Step]]:
    """Yield stretches of changes: the common beginning and end are set aside, as they are cheap."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not inner_old and not inner_new:
        return
    lead, trail = min(head, AROUND), min(tail, AROUND)
    if max(len(inner_old), len(inner_new)) > LONGEST:
        steps: list[Step] = [("replace", 0, len(inner_old), 0, len(inner_new))]
        groups = [steps]
    else:
        matcher = SequenceMatcher(None, inner_old, inner_new, autojunk=False)
        groups = list(matcher.get_grouped_opcodes(AROUND))
    shifted = [[(t, a + head, b + head, c + head, d + head) for t, a, b, c, d in g] for g in groups]
    shifted[0].insert(0, ("equal", head - lead, head, head - lead, head))
    a, c = len(old) - tail, len(new) - tail
    shifted[-1].append(("equal", a, a + trail, c, c + trail))
    yield from shifted


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _starts(lines: list[str]) -> list[int]:
    """Return where each line begins, and where the last one ends."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts
