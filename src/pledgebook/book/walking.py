"""The entries of a book walked one by one: each line, its hash, its place in chain and tree."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from typing import Final

from pledgebook.book import merkle
from pledgebook.book.canonical import NOTHING, entry_hash
from pledgebook.book.chain import check_link
from pledgebook.book.entries import BookFounded, DocumentAdded, Entry, read_entry
from pledgebook.book.store import Head, Inspection, StoredLine
from pledgebook.book.troubles import Trouble
from pledgebook.errors import EntryError, TamperError

_AT_ONCE: Final = 1_000  # entries whose nodes are asked for together


@dataclass(slots=True)
class Tree:
    """The tree as the lines make it: the complete nodes that are not part of a larger one."""

    size: int = 0
    _last: dict[int, bytes] = field(default_factory=dict)

    def add(self, leaf: bytes) -> list[tuple[int, int, bytes]]:
        """Take in a leaf by its hash; return the nodes that it completes."""
        made = merkle.new_nodes(self.size, leaf, lambda level, _: self._last[level])
        for level, _, hash in made:
            self._last[level] = hash
        self.size += 1
        return made

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        peaks = [self._last[level] for level in range(64) if self.size >> level & 1]
        if not peaks:
            return merkle.EMPTY_ROOT
        return reduce(lambda right, left: merkle.node_hash(left, right), peaks)


@dataclass(slots=True)
class Walk:
    """A walk over all entries.

    `roots` fills with those of the trees of the sizes in `wanted`, `origin` with the book's;
    `told` hears now and then how many entries are done.
    """

    wanted: frozenset[int] = frozenset()
    told: Callable[[int], None] = lambda _: None
    tree: Tree = field(default_factory=Tree)
    roots: dict[int, bytes] = field(default_factory=dict)
    origin: str | None = None
    _hashes: tuple[str, ...] = (NOTHING,)  # of the line before: of its words, and as kept
    _time: str = ""

    def troubles(self, inspection: Inspection) -> Iterator[Trouble]:
        """Yield what is wrong, entry by entry, in the order of the book."""
        self._note_root()
        stored = inspection.lines()
        while lines := list(islice(stored, _AT_ONCE)):
            yield from self._batch(lines, inspection)
            self.told(self.tree.size)
        size = self.tree.size
        expected, found = 2 * size - size.bit_count(), inspection.node_count()
        if found != expected:
            values: dict[str, object] = {"entries": size, "found": found, "expected": expected}
            yield Trouble("node-count", None, values)

    def _batch(self, lines: Sequence[StoredLine], inspection: Inspection) -> Iterator[Trouble]:
        first, size = self.tree.size, len(lines)
        leaves = inspection.nodes(0, first, first + size)
        named: list[tuple[int, str]] = []
        made: list[tuple[int, int, bytes]] = []
        for stored in lines:
            number = self.tree.size + 1
            leaf = merkle.leaf_hash(stored.line)
            genuine = leaves.get(number - 1) == leaf
            yield from self._line(number, stored, genuine, named)
            made += self.tree.add(leaf)
            self._note_root()
        yield from self._nodes(made, inspection)
        absent = inspection.missing(hash for _, hash in named)
        for number, hash in named:
            if hash in absent:
                yield Trouble("content-missing", number, {"content": hash})

    def _line(
        self, number: int, stored: StoredLine, genuine: bool, named: list[tuple[int, str]]
    ) -> Iterator[Trouble]:
        """Check one line and what is kept beside it."""
        own = entry_hash(stored.line)
        before, self._hashes = self._hashes, (own, stored.hash)
        if own != stored.hash:
            yield Trouble("entry-hash" if genuine else "entry-line", number)
        try:
            entry = read_entry(stored.line)
        except EntryError as error:
            yield Trouble("entry-broken", number, {"reason": error.message})
            return
        if (stored.sequence, entry.sequence) != (number, number):
            found = entry.sequence if entry.sequence != number else stored.sequence
            yield Trouble("entry-missing", number, {"found": found})
        if entry.previous not in before:
            yield Trouble("entry-link", number, {"before": number - 1})
        if entry.time != stored.time:
            yield Trouble("entry-time", number)
        yield from self._timed(number, entry)
        if isinstance(entry.body, BookFounded) and number == 1:
            self.origin = entry.body.origin
        if isinstance(entry.body, DocumentAdded):
            named += [(number, hash) for hash in (entry.body.document, entry.body.raw) if hash]

    def _timed(self, number: int, entry: Entry) -> Iterator[Trouble]:
        try:
            check_link(entry, Head(entry.sequence - 1, entry.previous), self._time)
        except TamperError:
            yield Trouble("entry-order", number)
        else:
            self._time = entry.time

    def _nodes(
        self, made: list[tuple[int, int, bytes]], inspection: Inspection
    ) -> Iterator[Trouble]:
        """Compare the nodes that some entries complete with those that are kept."""
        levels: dict[int, dict[int, bytes]] = {}
        for level, position, hash in made:
            levels.setdefault(level, {})[position] = hash
        for level, expected in levels.items():
            kept = inspection.nodes(level, min(expected), max(expected) + 1)
            for position, hash in expected.items():
                if kept.get(position) != hash:
                    values: dict[str, object] = {"level": level, "position": position}
                    yield Trouble("node-changed", (position + 1) << level, values)

    def _note_root(self) -> None:
        if self.tree.size in self.wanted:
            self.roots[self.tree.size] = self.tree.root()
