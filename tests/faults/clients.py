"""Clients that work on one book at the same time, each in a process of its own."""

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier

from tests.faults.soundness import Acknowledged, check_sound
from tests.faults.writing import add, decide, found_book, listed, telling_book

from pledgebook.book.book import Book
from pledgebook.book.entries import (
    Body,
    DecisionUndone,
    Entry,
    RecordAccepted,
    RecordAmended,
    RecordRejected,
)
from pledgebook.book.opening import open_store
from pledgebook.book.query import RecordQuery
from pledgebook.book.rows import RecordRow
from pledgebook.book.store import Head
from pledgebook.errors import ConflictError

DECISIONS = (RecordAccepted, RecordAmended, RecordRejected, DecisionUndone)
#: How long the clients wait for each other before they begin, in seconds.
_START = 120.0


@dataclass
class Work:
    """What one client did: how long each thing took in seconds, and how it came out.

    `conflicts` are decisions that another client's came before; `starved` counts what was given up
    because others always wrote first.
    """

    waits: dict[str, list[float]] = field(
        default_factory=lambda: {"list": [], "add": [], "decide": []}
    )
    acknowledged: list[Acknowledged] = field(default_factory=list)
    decisions: list[tuple[str, Acknowledged]] = field(default_factory=list)
    entries: int = 0
    conflicts: int = 0
    starved: int = 0


@dataclass(frozen=True)
class Together:
    """What clients did in some seconds, and how many entries the book then had."""

    seconds: float
    entries: int
    clients: tuple[Work, ...]

    def waits(self, what: str) -> list[float]:
        """Return how long a kind of work took each time, shortest first."""
        return sorted(wait for work in self.clients for wait in work.waits[what])

    def total(self, count: str) -> int:
        """Add up a count over the clients."""
        return sum(getattr(work, count) for work in self.clients)


def work_together(place: str, clients: int, seconds: float, seed: int = 1) -> Together:
    """Begin a book, let clients list, add and decide for so long, and check all of it.

    Raises `AssertionError` where the book has a gap or is not sound, lacks a decision that was
    acknowledged, holds one that nobody made, or two on the same version of a record.
    """
    found_book(place)
    with closing(open_store(place)) as store:
        for number in range(4):
            add(Book(store, "founder"), number)
        before = store.head().sequence
    tasks = [(place, number, seconds, seed) for number in range(clients)]
    began = time.monotonic()
    with _pool(clients) as pool:
        works = pool.starmap(_work, tasks, chunksize=1)
    took = min(time.monotonic() - began, seconds)
    entries = check_sound(place, [entry for work in works for entry in work.acknowledged])
    assert len(entries) == before + sum(work.entries for work in works)
    _check_decisions(place, entries, works)
    return Together(took, len(entries), tuple(works))


def _check_decisions(place: str, entries: Sequence[Entry], works: Sequence[Work]) -> None:
    decided = {(e.sequence, e.hash) for e in entries if isinstance(e.body, DECISIONS)}
    told = [decision for work in works for decision in work.decisions]
    assert decided == {entry for _, entry in told}
    versions = Counter(
        (e.body.record, e.body.seen)
        for e in entries
        if isinstance(e.body, RecordAccepted | RecordAmended | RecordRejected)
    )
    assert not [version for version, count in versions.items() if count > 1]
    with closing(open_store(place)) as store:
        for record in {record for record, _ in told}:
            history = {(e.sequence, e.hash) for e in store.history(record)}
            assert {entry for about, entry in told if about == record} <= history


def duel(place: str, reviewers: int, rounds: int) -> list[list[str]]:
    """Let reviewers decide on the same version of a record at the same moment, `rounds` times.

    Returns who won in each round; all others met a `ConflictError`.
    """
    found_book(place)
    with closing(open_store(place)) as store:
        book = Book(store, "founder")
        while len(rows := store.records(RecordQuery(reports=True, limit=rounds))) < rounds:
            add(book, len(rows))
    with _pool(reviewers) as pool:
        tasks = [(place, number, rows) for number in range(reviewers)]
        won = pool.starmap(_decide_each, tasks, chunksize=1)
    entries = check_sound(place)
    assert sum(isinstance(entry.body, DECISIONS) for entry in entries) == rounds
    return [
        [f"reviewer {number}" for number, rounds_won in enumerate(won) if round in rounds_won]
        for round in range(rounds)
    ]


_barrier: Barrier


def _pool(clients: int) -> "multiprocessing.pool.Pool":
    """Return a pool whose tasks, one a process, begin together."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__])
    return context.Pool(clients, _stand_at, (context.Barrier(clients),))


def _stand_at(barrier: Barrier) -> None:
    global _barrier
    _barrier = barrier


def _work(place: str, number: int, seconds: float, seed: int) -> Work:
    """Be a client for so long: look at the list, then add a document or decide on what it shows."""
    work, chance = Work(), random.Random(f"{seed}/{number}")

    def told(head: Head, bodies: Sequence[Body]) -> None:
        work.acknowledged.append((head.sequence, head.hash))
        work.entries += len(bodies)
        for body in bodies:
            if isinstance(body, DECISIONS):
                work.decisions.append((body.record, (head.sequence, head.hash)))

    with closing(open_store(place)) as store:
        book = telling_book(store, f"reviewer {number}", told)
        _barrier.wait(_START)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.monotonic()
            rows = listed(book)
            between = time.monotonic()
            what = _act(book, rows, chance, work)
            work.waits["list"].append(between - began)
            work.waits[what].append(time.monotonic() - between)
    return work


def _act(book: Book, rows: list[RecordRow], chance: random.Random, work: Work) -> str:
    """Add or decide; return which."""
    what = "add" if chance.random() < 0.3 else "decide"
    try:
        if what == "add":
            add(book, chance.getrandbits(62))
        else:
            decide(book, chance.choice(rows), chance)
    except ConflictError as error:
        starved = error.message.startswith("the book moved on")
        work.starved += starved
        work.conflicts += not starved
    return what


def _decide_each(place: str, number: int, rows: list[RecordRow]) -> set[int]:
    """Decide on each record together with the others; return where this reviewer won."""
    won = set()
    with closing(open_store(place)) as store:
        book = Book(store, f"reviewer {number}")
        for round, row in enumerate(rows):
            _barrier.wait(_START)
            try:
                book.reject(row, "not-said") if number % 2 else book.accept(row)
            except ConflictError:
                continue
            won.add(round)
    return won
