"""A session on a disk that fails at one call, and what must hold of its book afterwards."""

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

from tests.faults.session import Done
from tests.faults.shim import Counts, Fault, Shim, read_counts
from tests.faults.soundness import check_sound
from tests.faults.writing import add, decide, found_book, listed

from pledgebook.book.book import Book
from pledgebook.book.opening import open_store

ROOT = Path(__file__).resolve().parents[2]

Call = Literal["fsync", "write", "truncate"]
Error = Literal["EIO", "ENOSPC"]

#: How a write may fail: the error, for ever or once, at once or after half of the bytes.
WRITE_FAULTS: Sequence[tuple[Error, bool, bool]] = (
    ("ENOSPC", False, False),
    ("ENOSPC", True, True),
    ("EIO", False, True),
    ("EIO", True, False),
    ("ENOSPC", True, False),
    ("EIO", False, False),
)


@dataclass(frozen=True)
class Struck:
    """What became of one session: its attempts, the calls it made, the entries it left."""

    done: tuple[Done, ...]
    counts: Counts
    entries: int

    @property
    def errors(self) -> Counter[str]:
        """How often each error was met, by its message without what the driver said."""
        said = (done.message.partition(" (")[0].rpartition(": ")[2] for done in self.done)
        return Counter(message for done, message in zip(self.done, said, strict=True) if done.code)


def run_session(
    place: Path, environment: Mapping[str, str], how: Sequence[str] = ("-m", "tests.faults.session")
) -> tuple[Done, ...]:
    """Run a session in a process of its own, and return its attempts.

    Raises `AssertionError` where it ends with anything but errors of Pledgebook's with a hint.
    """
    ran = subprocess.run(
        [sys.executable, *how, place],
        env=dict(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    done = tuple(_done(json.loads(line)) for line in ran.stdout.splitlines())
    unclear = [one for one in done if one.code and not (one.message and one.hint)]
    assert not unclear, unclear
    return done


def _done(values: dict[str, Any]) -> Done:
    acknowledged = tuple((sequence, hash) for sequence, hash in values["acknowledged"])
    return Done(**{**values, "acknowledged": acknowledged, "notes": tuple(values["notes"])})


def strike(shim: Shim, folder: Path, fault: Fault | None) -> Struck:
    """Run a session whose disk has this fault, in a new folder, and check what it left.

    Raises `AssertionError` where something acknowledged is lost, the book is not sound, or it does
    not go on once the disk is well; and where a fault that comes once stops more than one attempt.
    """
    place = folder / "faulty" / "book.pledgebook"
    place.parent.mkdir(parents=True)
    report = folder / "report"
    done = run_session(place, shim.environment(place.parent, fault, report))
    counts = read_counts(report)
    failed = [one for one in done if one.code]
    if fault is None or not fault.sticky:
        assert len(failed) <= counts.struck, failed
    return Struck(done, counts, check_left(place, done))


def check_left(place: Path, done: Sequence[Done]) -> int:
    """See that a book, its disk well again, holds what was acknowledged and goes on.

    Returns how many entries it held.
    """
    acknowledged = [entry for one in done for entry in one.acknowledged]
    notes = {note for one in done for note in one.notes}
    if not acknowledged:
        found_book(str(place))
    entries = check_sound(str(place), acknowledged)
    with closing(open_store(str(place))) as store:
        assert notes <= set(store.checkpoints())
        book = Book(store, "lee")
        add(book, 2000)
        decide(book, listed(book)[0], random.Random(1))
    assert len(check_sound(str(place), acknowledged)) >= len(entries) + 3
    return len(entries)


def faults(counts: Counts, fsyncs: int | None, writes: int, truncates: int) -> Iterator[Fault]:
    """Yield faults spread over the calls of a session: of each kind so many, None for each call.

    Each fsync is tried with a fault that stays and with one that passes; writes take the ways of
    `WRITE_FAULTS` in turn.
    """
    for number, at in enumerate(_spread(counts.fsyncs, fsyncs)):
        for sticky in (False, True) if fsyncs is None else (number % 2 == 0,):
            yield Fault("fsync", at, "EIO", sticky=sticky)
    ways = cycle(WRITE_FAULTS)
    for at, (error, sticky, half) in zip(_spread(counts.writes, writes), ways, strict=False):
        yield Fault("write", at, error, sticky, half)
    for number, at in enumerate(_spread(counts.truncates, truncates)):
        yield Fault("truncate", at, "EIO", sticky=number % 2 == 0)


def _spread(calls: int, points: int | None) -> list[int]:
    """Return so many of the calls 1 to `calls`, the first and the last among them."""
    points = min(calls, calls if points is None else points)
    if points < 2:
        return list(range(1, points + 1))
    return [1 + number * (calls - 1) // (points - 1) for number in range(points)]
