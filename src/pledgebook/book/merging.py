"""Which reports may tell one commitment: pairs for a person to decide on.

What makes two reports alike is not known here: the caller brings a score, and keys that tell which
reports are worth comparing.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Final, Protocol

from pledgebook.book.book import Book
from pledgebook.book.query import Order, RecordQuery
from pledgebook.book.queueing import walk
from pledgebook.book.rows import RecordRow, Status, Verdict
from pledgebook.model.finding import Finding, Severity
from pledgebook.model.record import Kind, Record

#: How many of a block are held: those that were said last.
NEIGHBOURS: Final = 50
#: With how many of those that share its keys a report is compared, at most.
COMPARED: Final = 20
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
    """Two reports, each leading its commitment, that may tell one; the older one first."""

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
    The work grows with the number of reports, not with its square: each is compared with no more
    than `COMPARED` others that were said before it; where there are more, `tell` is told.
    """
    found: list[MergeProposal] = []
    for one, other in _candidates(book, block_keys, tell):
        if max(one.valued, other.valued) > since:
            first, second = _in_order(one.row, other.row)
            likeness = score(first.record, second.record)
            if likeness.score >= threshold:
                found.append(MergeProposal(first, second, likeness))
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
    cut: int = 0

    def meet(self, report: _Report, keys: Iterable[str]) -> list[_Report]:
        """Return the reports that share a key with a new one, and add it to its blocks.

        Where they are many, those that share the rarest keys go first, then the nearest in time.
        """
        met: dict[str, _Report] = {}
        weights: defaultdict[str, float] = defaultdict(float)
        whole = True
        for key in dict.fromkeys(keys):
            block = self.last.setdefault(key, deque(maxlen=NEIGHBOURS))
            whole = whole and len(block) < NEIGHBOURS
            self.sizes[key] += 1
            for other in reversed(block):
                met[other.row.key] = other
                weights[other.row.key] += 1 / self.sizes[key]
            block.append(report)
        self.cut += not whole or len(met) > COMPARED
        return [met[key] for key in nlargest(COMPARED, weights, key=weights.__getitem__)]

    def finding(self) -> Finding | None:
        """Return what to tell where some report was not compared with all that share a key."""
        if not self.cut:
            return None
        return Finding(
            "merge-block",
            Severity.NOTE,
            f"{self.cut} reports resemble too many others to be compared with all of them",
            f"Each was compared with the {COMPARED} that share most with it, said at about its "
            "time.",
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
    finding = blocks.finding()
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
