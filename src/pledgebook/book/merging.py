"""Which reports may tell one commitment: pairs for a person to decide on.

What makes two reports alike is not known here: the caller brings a score, and keys that tell which
reports are worth comparing.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from pledgebook.book.book import Book
from pledgebook.book.query import Order, RecordQuery
from pledgebook.book.queueing import walk
from pledgebook.book.rows import RecordRow, Status, Verdict
from pledgebook.model.finding import Finding, Severity
from pledgebook.model.record import Kind, Record

#: With how many of its block a report is compared, at most: those nearest to it in time.
NEIGHBOURS: Final = 50
_OPEN = (Status.PROPOSED, Status.AWAITING, Status.ACCEPTED)


class Sign(Protocol):
    """What speaks for two reports telling one commitment (weight above 0), or against it."""

    @property
    def code(self) -> str:
        """The stable name of the sign."""
        ...

    @property
    def weight(self) -> float:
        """How much it says."""
        ...

    @property
    def detail(self) -> str:
        """The words or ids that it rests on."""
        ...


class Contrast(Protocol):
    """One thing that two reports tell differently."""

    @property
    def field(self) -> str:
        """What it is: amount, date, due, strength, parties..."""
        ...

    @property
    def first(self) -> str:
        """What the first one tells."""
        ...

    @property
    def second(self) -> str:
        """What the second one tells."""
        ...


class Likeness(Protocol):
    """How likely two reports tell one commitment: from 0 to 1, and why."""

    @property
    def score(self) -> float:
        """The likelihood."""
        ...

    @property
    def verdict(self) -> str:
        """Whether they are the same, revised or different."""
        ...

    @property
    def reasons(self) -> Sequence[Sign]:
        """What the score is made of."""
        ...

    @property
    def differences(self) -> Sequence[Contrast]:
        """What the two tell differently."""
        ...


Score = Callable[[Record, Record], Likeness]
BlockKeys = Callable[[Record], Iterable[str]]


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two reports, each leading its commitment, that may tell one; the earlier in the book first."""

    first: RecordRow
    second: RecordRow
    likeness: Likeness

    @property
    def thousandths(self) -> int:
        """The score as the book's entries carry it."""
        return round(self.likeness.score * 1000)


def propose_merges(
    book: Book,
    score: Score,
    block_keys: BlockKeys,
    threshold: float,
    since: int = 0,
    tell: Callable[[Finding], None] = lambda _: None,
) -> Iterator[MergeProposal]:
    """Yield the pairs that score `threshold` or more, highest first.

    Compared are commitments that nobody rejected, that share a key, are not merged and were never
    found to differ. `since` leaves out pairs in which nothing was read or amended after that entry.
    The work grows with the number of reports, not with its square: in a block of more than
    `NEIGHBOURS`, a report meets those that were said last before it; `tell` is told so.
    """
    found = [
        MergeProposal(*_in_order(one.row, other.row), likeness)
        for one, other in _candidates(book, block_keys, tell)
        if max(one.valued, other.valued) > since
        and (likeness := score(other.row.record, one.row.record)).score >= threshold
    ]
    found.sort(key=lambda pair: (-pair.likeness.score, pair.first.origin, pair.second.origin))
    yield from found


def present(book: Book, proposal: MergeProposal) -> tuple[RecordRow, RecordRow] | None:
    """Return the leaders that a proposal's reports have by now.

    None where the proposal is settled: they are merged, found to differ, or no longer open.
    """
    keys = [proposal.first.key, proposal.second.key]
    rows = book.store.find(RecordRow, keys)
    heads = book.store.find(RecordRow, [rows[key].group for key in keys])
    first, second = (heads[rows[key].group] for key in keys)
    if first.key == second.key or not (_is_open(first) and _is_open(second)):
        return None
    one, other = _report(book, first), _report(book, second)
    return None if one.differs_from(other) else (first, second)


@dataclass(frozen=True, slots=True)
class _Report:
    """A commitment's leader with what the book knows of its whole group."""

    row: RecordRow
    refused: frozenset[str]
    valued: int

    def differs_from(self, other: "_Report") -> bool:
        """Tell whether any two of their reports were found to differ."""
        return not self.refused.isdisjoint(other.row.members)


@dataclass(slots=True)
class _Blocks:
    """The reports met last, by key, and how many each block has had."""

    last: dict[str, deque[_Report]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)

    def meet(self, report: _Report, keys: Iterable[str]) -> list[_Report]:
        """Return the reports that share a key with a new one, and add it to its blocks."""
        met: dict[str, _Report] = {}
        for key in dict.fromkeys(keys):
            block = self.last.setdefault(key, deque(maxlen=NEIGHBOURS))
            met.update((other.row.key, other) for other in block)
            block.append(report)
            self.sizes[key] += 1
        return list(met.values())

    def capped(self) -> Finding | None:
        """Return what to tell where some block was not compared whole."""
        over = [key for key, size in self.sizes.items() if size > NEIGHBOURS + 1]
        if not over:
            return None
        key, size = self.sizes.most_common(1)[0]
        return Finding(
            "merge-block",
            Severity.NOTE,
            f"{len(over)} groups of reports are too large to compare each with each; "
            f"the largest, {key}, holds {size}",
            f"In these, a report was compared with the {NEIGHBOURS} that are nearest in time.",
        )


def _candidates(
    book: Book, block_keys: BlockKeys, tell: Callable[[Finding], None]
) -> Iterator[tuple[_Report, _Report]]:
    """Yield each pair worth scoring once.

    Reports are met in the order of when they were said, as twins are told at about the same time.
    """
    blocks = _Blocks()
    for row in walk(book.store, RecordQuery(kind=Kind.COMMITMENT, order=Order.DATE)):
        if not _is_open(row):
            continue
        report = _report(book, row)
        for other in blocks.meet(report, block_keys(row.record)):
            if not report.differs_from(other):
                yield report, other
    finding = blocks.capped()
    if finding:
        tell(finding)


def _is_open(row: RecordRow) -> bool:
    return row.leads and not row.orphaned and row.status in _OPEN


def _report(book: Book, row: RecordRow) -> _Report:
    members = [row] if len(row.members) == 1 else book.members(row)
    refused = frozenset(key for member in members for key in member.refused)
    return _Report(row, refused, _valued(row))


def _valued(row: RecordRow) -> int:
    """Return the entry that last gave a record another value."""
    read = [proposal.sequence for proposal in row.proposals]
    amended = [d.sequence for d in row.decisions if d.verdict is Verdict.AMENDED]
    return max([row.first, *read, *amended])


def _in_order(one: RecordRow, other: RecordRow) -> tuple[RecordRow, RecordRow]:
    return (one, other) if one.origin < other.origin else (other, one)
